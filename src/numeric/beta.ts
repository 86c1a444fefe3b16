import { betaDirect } from './beta-direct.ts';
import { quantileStep, tailsOf } from './direct-tail.ts';
import { requirePositive } from './domain.ts';
import { LN_SQRT_2PI, lgamma1p, logGammaRatio, stirlingError } from './log-gamma.ts';
import { normalQuantile } from './normal.ts';
import { type SidedTail, smallerTail, type Tail, type Tails } from './tails.ts';

/** A point of the unit interval with its complement: near 1, x alone has lost its digits. */
export interface UnitPoint {
  readonly x: number;
  /** 1 − x. */
  readonly y: number;
}

/**
 * Natural logarithm of the beta function B(a, b).
 *
 * @throws RangeError unless a and b are finite and > 0
 */
export function lnBeta(a: number, b: number): number {
  const small = requirePositive(Math.min(a, b), 'a and b');
  const large = requirePositive(Math.max(a, b), 'a and b');
  if (small < 0.5) return lgamma1p(small) - logGammaRatio(large, small) - Math.log(small);
  const sum = small + large;
  return (
    LN_SQRT_2PI -
    0.5 * Math.log(large) +
    (small - 0.5) * Math.log(small / sum) -
    large * Math.log1p(small / large) +
    (stirlingError(small) + stirlingError(large) - stirlingError(sum))
  );
}

/**
 * Both tails of the beta distribution at x: the incomplete beta ratio and its complement.
 *
 * @param y 1 − x, passed by itself so that a point beside 1 keeps its digits
 * @throws RangeError unless a and b are finite and > 0, and x and y are in [0, 1] with sum 1
 * @see references.didonato1992 (continued fraction), references.loader2000 (density in front)
 */
export function betaTails(x: number, y: number, a: number, b: number): Tails {
  requireShapes(a, b);
  if (!(x >= 0 && y >= 0 && Math.abs(x + y - 1) < 1e-12)) {
    throw new RangeError(`x and y must be in 0 to 1 with sum 1, not ${x} and ${y}.`);
  }
  if (x === 0) return { lower: 0, upper: 1 };
  if (y === 0) return { lower: 1, upper: 0 };
  return tailsOf(betaDirect(x, y, a, b));
}

function requireShapes(a: number, b: number): void {
  requirePositive(a, 'a');
  requirePositive(b, 'b');
}

/**
 * The point with the given tail probability of the beta distribution, x and y = 1 − x each to full
 * relative precision.
 *
 * @throws RangeError unless a and b are finite and > 0 and the tail is a probability
 */
export function betaQuantile(tail: Tail, a: number, b: number): UnitPoint {
  requireShapes(a, b);
  const target = smallerTail(tail);
  if (target.p === 0) return target.side === 'lower' ? { x: 0, y: 1 } : { x: 1, y: 0 };
  return solveBeta(target, a, b, firstLogit(target, a, b));
}

/** Solves for the quantile from a first value of ln(x/y), however poor. */
export function solveBeta(target: SidedTail, a: number, b: number, logit: number): UnitPoint {
  let x = 1 / (1 + Math.exp(-logit));
  let y = 1 / (1 + Math.exp(logit));
  for (let i = 0; i < 100 && x > 0 && y > 0; i++) {
    const { step, done } = quantileStep(betaDirect(x, y, a, b), target);
    // Multiplying x/y by exp(step) keeps the digits of both; adding to the logit would not.
    const factor = Math.exp(Math.max(-50, Math.min(step, 50)));
    const sum = y + x * factor;
    x = (x * factor) / sum;
    y = y / sum;
    // Huge shapes may leave the quantile between two neighbouring numbers.
    if (done || Math.abs(step) < Number.EPSILON) break;
  }
  return { x, y };
}

/** Carter's normal approximation (Abramowitz and Stegun 26.5.22); for small shapes the power law. */
function firstLogit({ side, p }: SidedTail, a: number, b: number): number {
  if (a > 1 && b > 1) {
    const z = normalQuantile({ upper: p });
    const signed = side === 'lower' ? z : -z;
    const r = (z * z - 3) / 6;
    const s = 1 / (2 * a - 1);
    const t = 1 / (2 * b - 1);
    const h = 2 / (s + t);
    const w = (signed * Math.sqrt(h + r)) / h - (t - s) * (r + 5 / 6 - 2 / (3 * h));
    return Math.log(a / b) - 2 * w;
  }
  // Left of the mean the density is about x^(a−1), right of it about y^(b−1).
  const n = a + b;
  const left = Math.exp(a * Math.log(a / n)) / a;
  const right = Math.exp(b * Math.log(b / n)) / b;
  const lower = side === 'lower' ? p : 1 - p;
  const upper = side === 'upper' ? p : 1 - p;
  const split = left / (left + right);
  if (lower < split) return logitOf(Math.log(a * (left + right) * lower) / a);
  return -logitOf(Math.log(b * (left + right) * upper) / b);
}

/** ln(x/(1 − x)) from ln x, x not above some 1. */
function logitOf(logX: number): number {
  const log = Math.min(logX, -1e-3);
  return log - Math.log(-Math.expm1(log));
}
