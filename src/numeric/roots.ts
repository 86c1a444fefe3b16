/**
 * A zero of f between low and high, at which f has different signs: Chandrupatla's method, inverse
 * quadratic interpolation where that is safe and bisection where not. Right to some two units of
 * the last place of the root, to 1e-25 of the bracket for a root beside 0, or to `tolerance` if
 * that is wider.
 *
 * @throws RangeError unless f changes sign between low and high
 * @see references.chandrupatla1997
 */
export function rootBetween(
  f: (x: number) => number,
  low: number,
  high: number,
  tolerance = 0,
): number {
  return refine(f, low, f(low), high, f(high), tolerance);
}

/**
 * The zero of a monotone f: steps from `guess` by `step`, doubled each time, until f changes sign,
 * then {@link rootBetween}. A good guess saves evaluations, a poor one does no harm.
 *
 * @param slope 1 if f rises, −1 if it falls
 * @throws RangeError if f does not change sign within 200 doublings
 */
export function rootNear(
  f: (x: number) => number,
  guess: number,
  step: number,
  slope: 1 | -1,
): number {
  let a = guess;
  let fa = f(a);
  let width = fa * slope > 0 ? -step : step;
  for (let i = 0; i < 200; i++) {
    if (fa === 0) return a;
    const b = a + width;
    const fb = f(b);
    if (fa > 0 !== fb > 0) return refine(f, a, fa, b, fb, 0);
    a = b;
    fa = fb;
    width *= 2;
  }
  throw new RangeError(`The function has no zero near ${guess}.`);
}

/** b is the newest point, a the other end of the bracket, c the point before. */
function refine(
  f: (x: number) => number,
  low: number,
  fLow: number,
  high: number,
  fHigh: number,
  tolerance: number,
): number {
  if (!((fLow <= 0 && fHigh >= 0) || (fLow >= 0 && fHigh <= 0))) {
    throw new RangeError(`The function must change sign between ${low} and ${high}.`);
  }
  let [a, fa, b, fb] = [low, fLow, high, fHigh];
  let [c, fc] = [a, fa];
  let share = 0.5;
  for (let i = 0; i < 200; i++) {
    const x = a + share * (b - a);
    const fx = f(x);
    if (fx > 0 === fa > 0) {
      [c, fc] = [a, fa];
    } else {
      [c, fc] = [b, fb];
      [b, fb] = [a, fa];
    }
    [a, fa] = [x, fx];
    const best = Math.abs(fa) < Math.abs(fb) ? a : b;
    const edge = (2 * Number.EPSILON * Math.abs(best) + 0.5 * tolerance) / Math.abs(b - a);
    if (fa === 0 || fb === 0 || edge > 0.5) return best;
    share = Math.min(1 - edge, Math.max(edge, nextShare(a, fa, b, fb, c, fc)));
  }
  return Math.abs(fa) < Math.abs(fb) ? a : b;
}

/** Where between a (0) and b (1) to look next. */
function nextShare(a: number, fa: number, b: number, fb: number, c: number, fc: number): number {
  const xi = (a - b) / (c - b);
  const phi = (fa - fb) / (fc - fb);
  // Outside this region the inverse parabola is not monotone over the bracket.
  if (!(phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi)) return 0.5;
  return (
    (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb))
  );
}
