import { betaTails, type UnitPoint } from '../numeric/beta.ts';

/** P(X ≥ k) of n trials, 1 ≤ k ≤ n, at a success probability given with its complement. */
export function atLeast(k: number, n: number, { x, y }: UnitPoint): number {
  return betaTails(x, y, k, n - k + 1).lower;
}

/** P(X ≤ k) of n trials, 0 ≤ k < n. */
export function atMost(k: number, n: number, { x, y }: UnitPoint): number {
  return betaTails(x, y, k + 1, n - k).upper;
}

/**
 * The point between two points of the unit interval at which f, of opposite sign (or 0) at the two,
 * is 0: by the ITP method on the logit scale, so that points near 0 and near 1 keep their digits.
 */
export function solveProportion(
  f: (point: UnitPoint) => number,
  from: UnitPoint,
  to: UnitPoint,
): UnitPoint {
  let [a, b] = [logit(from), logit(to)];
  let [fa, fb] = [f(from), f(to)];
  if (fa === 0) return from;
  if (fb === 0) return to;
  const width = Math.abs(b - a);
  const tolerance = 4 * Number.EPSILON * Math.max(1, Math.abs(a), Math.abs(b));
  const bisections = Math.ceil(Math.log2(Math.max(1, width / tolerance)));
  for (let step = 0; Math.abs(b - a) > tolerance; step++) {
    const middle = (a + b) / 2;
    const falsePosition = (fb * a - fa * b) / (fb - fa);
    // Truncate towards the middle by an amount that vanishes faster than the bracket.
    const shift = (0.2 / width) * (b - a) ** 2;
    const truncated =
      Math.abs(middle - falsePosition) > shift
        ? falsePosition + Math.sign(middle - falsePosition) * shift
        : middle;
    // Project into the radius that keeps the number of steps at bisection's plus one.
    const radius = tolerance * 2 ** (bisections + 1 - step) - Math.abs(b - a) / 2;
    const next =
      Math.abs(truncated - middle) <= radius
        ? truncated
        : middle - Math.sign(middle - falsePosition) * Math.max(0, radius);
    const value = f(atLogit(next));
    if (value === 0) return atLogit(next);
    if (value > 0 === fa > 0) [a, fa] = [next, value];
    else [b, fb] = [next, value];
    if (step > 2 * bisections + 8) break;
  }
  return atLogit((a + b) / 2);
}

function logit({ x, y }: UnitPoint): number {
  return Math.log(x) - Math.log(y);
}

function atLogit(logit: number): UnitPoint {
  return { x: 1 / (1 + Math.exp(-logit)), y: 1 / (1 + Math.exp(logit)) };
}
