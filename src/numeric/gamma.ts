import { type DirectTail, logTail, quantileStep, tailsOf } from './direct-tail.ts';
import { requireNumber, requirePositive } from './domain.ts';
import { LN_SQRT_2PI, lgamma1p, stirlingError } from './log-gamma.ts';
import { normalQuantile } from './normal.ts';
import { deviance } from './saddle-point.ts';
import { expm1Beyond, tailIntegral } from './tail-integral.ts';
import { type SidedTail, smallerTail, type Tail, type Tails } from './tails.ts';

export { lgamma, stirlingError } from './log-gamma.ts';

/**
 * Both tails of the gamma distribution with rate 1 at x: the incomplete gamma ratios P and Q.
 * Series below the mean, Legendre's continued fraction above, the saddle-point density in front.
 *
 * @throws RangeError unless shape is finite and > 0 and x is a number
 * @see references.loader2000
 */
export function gammaTails(x: number, shape: number): Tails {
  requireNumber(x, 'x');
  requirePositive(shape, 'shape');
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  return tailsOf(gammaDirect(x, shape));
}

/** ln P(X > x) of the gamma distribution with rate 1; finite where the tail underflows. */
export function gammaLogUpper(x: number, shape: number): number {
  requireNumber(x, 'x');
  requirePositive(shape, 'shape');
  if (x <= 0) return 0;
  if (x === Infinity) return -Infinity;
  return logTail(gammaDirect(x, shape), 'upper');
}

/** From this shape on the integral is quicker than series and fraction, which take √a steps. */
const LARGE_SHAPE = 2000;

/**
 * The tail that is computed directly at 0 < x < ∞; the weight is x^a e^−x / Γ(a). `slope` is
 * a − x; pass it where it is known better than from a rounded x.
 */
export function gammaDirect(x: number, a: number, slope: number = a - x): DirectTail {
  if (a < 1 && x < 1) return smallShape(x, a);
  // Γ(a) = a^(a − ½) e^−a √2π e^δ(a)
  const logWeight = 0.5 * Math.log(a) - LN_SQRT_2PI - stirlingError(a) - deviance(a, x, slope);
  if (a >= LARGE_SHAPE) {
    const sign = slope > 0 ? -1 : 1;
    const ratio = tailIntegral(Math.abs(slope), x, (u) => x * expm1Beyond(sign * u));
    return { side: slope > 0 ? 'lower' : 'upper', logWeight, ratio, slope };
  }
  // Below shape 1 the lower tail is nearly all from x = 1 on, and the fraction quick enough.
  return x < a + 1 && a >= 1
    ? { side: 'lower', logWeight, ratio: lowerSeries(x, a), slope }
    : { side: 'upper', logWeight, ratio: upperFraction(x, a), slope };
}

/** 1/a + x/(a(a + 1)) + x²/(a(a + 1)(a + 2)) + … */
function lowerSeries(x: number, a: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = a + 1; term > 1e-17 * sum; n += 1) {
    term *= x / n;
    sum += term;
  }
  return sum;
}

/** Legendre's continued fraction 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − 2(2 − a)/…)), by Lentz. */
function upperFraction(x: number, a: number): number {
  let b = x + 1 - a;
  let d = 1 / b;
  let c = Infinity;
  let value = d;
  for (let n = 1; ; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) <= Number.EPSILON) return value;
  }
}

/**
 * a < 1, x < 1: P = x^a/Γ(1 + a) · (1 + a Σ (−x)^n/((a + n) n!)). Where the shape is tiny P is
 * nearly 1, and Q keeps its digits through expm1.
 */
function smallShape(x: number, a: number): DirectTail {
  let term = 1;
  let sum = 0;
  for (let n = 1; Math.abs(term) > 1e-18; n++) {
    term *= -x / n;
    sum += term / (a + n);
  }
  const logHead = a * Math.log(x) - lgamma1p(a);
  const head = Math.exp(logHead);
  const lower = head * (1 + a * sum);
  const common = { logWeight: logHead + Math.log(a) - x, slope: a - x };
  if (lower < 0.5) return { ...common, side: 'lower', ratio: ((1 + a * sum) / a) * Math.exp(x) };
  const upper = -Math.expm1(logHead) - head * a * sum;
  return { ...common, side: 'upper', ratio: (upper / (a * head)) * Math.exp(x) };
}

/**
 * The x with the given tail probability of the gamma distribution with rate 1. 0 or Infinity for
 * the ends.
 *
 * @throws RangeError unless shape is finite and > 0 and the tail is a probability
 */
export function gammaQuantile(tail: Tail, shape: number): number {
  requirePositive(shape, 'shape');
  const target = smallerTail(tail);
  if (target.p === 0) return target.side === 'lower' ? 0 : Infinity;
  let x = firstGuess(target, shape);
  for (let i = 0; i < 100 && x > 0; i++) {
    const { step, done } = quantileStep(gammaDirect(x, shape), target);
    x *= Math.exp(Math.max(-700, Math.min(step, 50)));
    // A huge shape may leave the quantile between two neighbouring numbers.
    if (done || Math.abs(step) < Number.EPSILON) break;
  }
  return x;
}

/** Wilson and Hilferty's cube root of a normal; for a small lower tail the first term of P. */
function firstGuess({ side, p }: SidedTail, shape: number): number {
  const z = side === 'lower' ? normalQuantile({ lower: p }) : normalQuantile({ upper: p });
  const root = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  const cubed = shape * root ** 3;
  if (root > 0.3) return cubed;
  const log = (Math.log(side === 'lower' ? p : 1 - p) + lgamma1p(shape)) / shape;
  return Math.exp(Math.min(log, Math.log(shape + 1)));
}
