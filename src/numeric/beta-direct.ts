import type { DirectTail } from './direct-tail.ts';
import { LN_SQRT_2PI, lgamma1p, logGammaRatio, stirlingError } from './log-gamma.ts';
import { deviance } from './saddle-point.ts';
import { expm1Beyond, log1pBeyond, tailIntegral } from './tail-integral.ts';

/** With both shapes from here on the integral is quicker than the fraction. */
const LARGE_SHAPE = 5000;

/**
 * The tail of a beta distribution that is computed directly at x, 0 < x < 1, y = 1 − x; the weight
 * is x^a y^b / B(a, b). `excess` is a·y − b·x; pass it where it is known better than from x and y.
 *
 * @see references.didonato1992
 */
export function betaDirect(
  x: number,
  y: number,
  a: number,
  b: number,
  excess: number = a * y - b * x,
): DirectTail {
  if (Math.min(a, b) >= LARGE_SHAPE) return largeShapes(x, y, a, b, excess);
  // The usual switch: on this side of it the fraction converges in some √min(a, b) steps.
  if ((b + 1) * x <= (a + 1) * y) return leftOfSwitch(x, y, a, b, excess);
  const mirrored = leftOfSwitch(y, x, b, a, -excess);
  const side = mirrored.side === 'lower' ? 'upper' : 'lower';
  return { side, logWeight: mirrored.logWeight, ratio: mirrored.ratio, slope: -mirrored.slope };
}

function leftOfSwitch(x: number, y: number, a: number, b: number, excess: number): DirectTail {
  if (a < 0.5) return smallShape(x, y, a, b, excess);
  return {
    side: 'lower',
    logWeight: logWeight(x, y, a, b, excess),
    ratio: fraction(x, y, a, b, excess),
    slope: excess,
  };
}

/** Both shapes large: the integral over ln(x/y), in the direction in which the weight falls. */
function largeShapes(x: number, y: number, a: number, b: number, excess: number): DirectTail {
  const n = a + b;
  const [away, side] = excess > 0 ? ([-1, 'lower'] as const) : ([1, 'upper'] as const);
  // ln(y + x e^u) − x u; the greater of x and y would cancel, so it is looked at from the lesser.
  const [lesser, sign] = x < y ? [x, away] : [y, -away];
  const beyond = (u: number): number =>
    n * (log1pBeyond(lesser * Math.expm1(sign * u)) + lesser * expm1Beyond(sign * u));
  const ratio = tailIntegral(Math.abs(excess), n * x * y, beyond);
  return { side, logWeight: logWeight(x, y, a, b, excess), ratio, slope: excess };
}

/** ln of x^a y^b / B(a, b), by Loader's saddle point: the binomial probability's expansion. */
function logWeight(x: number, y: number, a: number, b: number, excess: number): number {
  const n = a + b;
  return (
    0.5 * Math.log(a * (b / n)) -
    LN_SQRT_2PI +
    (n > 0 ? stirlingError(n) : 0) -
    stirlingError(a) -
    stirlingError(b) -
    deviance(a, n * x, excess) -
    deviance(b, n * y, -excess)
  );
}

/** The continued fraction of DiDonato and Morris (their BFRAC), by Lentz. */
function fraction(x: number, y: number, a: number, b: number, excess: number): number {
  // In an order in which no product of two huge shapes arises.
  let d = (a + 1) / a / (excess + 1);
  let c = Infinity;
  let value = d;
  for (let n = 1; ; n++) {
    const m = a + 2 * n;
    const r = ((n * x) / (m - 1)) * (b - n);
    const numerator = r * ((a + n - 1) / (m - 1)) * ((a + b + n - 1) * x);
    const denominator = n + r + ((a + n) / (m + 1)) * (excess + 1 + n * (1 + y));
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) <= Number.EPSILON) return value;
  }
}

/**
 * a < ½: I = x^a/(a B) · (1 + a Σ (1 − b)(2 − b)…(n − b) x^n/(n! (a + n))).
 * Where a is tiny I is nearly 1, and the upper tail keeps its digits through expm1.
 */
function smallShape(x: number, y: number, a: number, b: number, excess: number): DirectTail {
  let term = 1;
  let sum = 0;
  for (let n = 1; Math.abs(term) > 1e-18; n++) {
    term *= ((n - b) / n) * x;
    sum += term / (a + n);
  }
  // a B(a, b) = Γ(1 + a) Γ(b)/Γ(a + b)
  const logHead = a * Math.log(x) - (lgamma1p(a) - logGammaRatio(b, a));
  const logRest = b * (x < 0.5 ? Math.log1p(-x) : Math.log(y));
  const common = { logWeight: logHead + Math.log(a) + logRest, slope: excess };
  const head = Math.exp(logHead);
  if (head * (1 + a * sum) < 0.5) {
    return { ...common, side: 'lower', ratio: (1 + a * sum) / (a * Math.exp(logRest)) };
  }
  const upper = -Math.expm1(logHead) - head * a * sum;
  return { ...common, side: 'upper', ratio: upper / (a * head * Math.exp(logRest)) };
}
