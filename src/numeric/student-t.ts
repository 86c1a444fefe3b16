import { lnBeta, solveBeta } from './beta.ts';
import { betaDirect } from './beta-direct.ts';
import { logTail, tailsOf } from './direct-tail.ts';
import { requireNumber, requirePositive } from './domain.ts';
import { normalQuantile } from './normal.ts';
import { smallerTail, type Tail, type Tails } from './tails.ts';

/** Beyond this |t|/√df the tail is its first term to all digits, and df/t² may underflow. */
const FAR = 1e40;

/** P(|T| > |t|) is the lower tail of this beta distribution. */
function twoSided(t: number, df: number) {
  const q = (t / df) * t;
  const x = 1 / (1 + q);
  return betaDirect(x, q * x, df / 2, 0.5);
}

/** ln P(|T| > |t|) by its first term, (df/t²)^(df/2) / (df/2 · B(df/2, ½)). */
function logFarTwoSided(t: number, df: number): number {
  const a = df / 2;
  return a * (Math.log(df) - 2 * Math.log(Math.abs(t))) - Math.log(a) - lnBeta(a, 0.5);
}

/**
 * Both tails of Student's t distribution.
 *
 * @throws RangeError unless df (not necessarily whole) is finite and > 0 and t is a number
 */
export function tTails(t: number, df: number): Tails {
  requireNumber(t, 't');
  requirePositive(df, 'df');
  const { small, large } = halves(t, df);
  return t < 0 ? { lower: small, upper: large } : { lower: large, upper: small };
}

function halves(t: number, df: number): { small: number; large: number } {
  const size = Math.abs(t);
  if (size === Infinity) return { small: 0, large: 1 };
  if (size / Math.sqrt(df) > FAR) {
    const small = Math.exp(logFarTwoSided(size, df) - Math.LN2);
    return { small, large: 1 - small };
  }
  if ((size / df) * size === 0) return { small: 0.5, large: 0.5 };
  const { lower: outside, upper: inside } = tailsOf(twoSided(size, df));
  return { small: outside / 2, large: 0.5 + inside / 2 };
}

/**
 * Natural logarithm of the two-sided p-value of t, ln P(|T| > |t|); right where p underflows.
 *
 * @throws RangeError unless df is finite and > 0 and t is a number
 */
export function tLogTwoSided(t: number, df: number): number {
  const size = Math.abs(requireNumber(t, 't'));
  requirePositive(df, 'df');
  if (size === Infinity) return -Infinity;
  if (size / Math.sqrt(df) > FAR) return logFarTwoSided(size, df);
  return (size / df) * size === 0 ? 0 : logTail(twoSided(size, df), 'lower');
}

/**
 * The t with the given tail probability, e.g. `tQuantile({ upper: 0.025 }, 170)`. ±Infinity for a
 * tail of 0 or 1.
 *
 * @throws RangeError unless df is finite and > 0 and the tail is a probability
 */
export function tQuantile(tail: Tail, df: number): number {
  requirePositive(df, 'df');
  const { side, p } = smallerTail(tail);
  const t = upperQuantile(p, df);
  return side === 'upper' ? t : 0 - t;
}

/** The t ≥ 0 with P(T > t) = p ≤ ½. */
function upperQuantile(p: number, df: number): number {
  if (p === 0) return Infinity;
  if (p === 0.5) return 0;
  // Beside the median solve for the area from it: exact there, and t keeps its relative precision.
  const target =
    p > 0.25
      ? ({ side: 'upper', p: 2 * (0.5 - p) } as const)
      : ({ side: 'lower', p: 2 * p } as const);
  const first = firstGuess(p, df);
  const { x, y } = solveBeta(target, df / 2, 0.5, Math.log(df) - 2 * Math.log(first));
  // A heavy tail may take df/t² below the least number: then its first term is exact.
  if (x < 1 / FAR) return Math.exp(farLogQuantile(p, df));
  return Math.sqrt(df) * Math.sqrt(y / x);
}

function farLogQuantile(p: number, df: number): number {
  const a = df / 2;
  return 0.5 * (Math.log(df) - (Math.log(2 * p) + Math.log(a) + lnBeta(a, 0.5)) / a);
}

/** The normal quantile with its first correction; in a heavy tail the tail's first term. */
function firstGuess(p: number, df: number): number {
  const z = normalQuantile({ upper: p });
  const corrected = z + (z * (z * z + 1)) / (4 * df);
  if (z * z < df) return corrected;
  return Math.max(z, Math.exp(Math.min(farLogQuantile(p, df), 300)));
}
