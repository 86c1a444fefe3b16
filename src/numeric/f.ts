import { betaQuantile } from './beta.ts';
import { betaDirect } from './beta-direct.ts';
import { type DirectTail, logTail, tailsOf } from './direct-tail.ts';
import { requireNumber, requirePositive } from './domain.ts';
import type { Tail, Tails } from './tails.ts';

/** X = df1 F/(df1 F + df2) has a beta distribution; null where F is as good as 0 or infinite. */
function direct(f: number, df1: number, df2: number): DirectTail | null {
  const q = (df1 / df2) * f;
  const x = q / (1 + q);
  const y = 1 / (1 + q);
  if (!(x > 0 && y > 0 && q < Infinity)) return null;
  const a = df1 / 2;
  // From 1 − f, which is exact beside the mean, and not from the rounded x and y.
  return betaDirect(x, y, a, df2 / 2, a * y * (1 - f));
}

function requireF(f: number, df1: number, df2: number): void {
  requireNumber(f, 'f');
  requirePositive(df1, 'df1');
  requirePositive(df2, 'df2');
}

/**
 * Both tails of the F distribution with df1 and df2 degrees of freedom.
 *
 * @throws RangeError unless df1 and df2 (not necessarily whole) are finite and > 0, f is a number
 */
export function fTails(f: number, df1: number, df2: number): Tails {
  requireF(f, df1, df2);
  const point = f > 0 ? direct(f, df1, df2) : null;
  if (point !== null) return tailsOf(point);
  return f < 1 ? { lower: 0, upper: 1 } : { lower: 1, upper: 0 };
}

/** ln P(F > f); finite where the p-value underflows. Domain as {@link fTails}. */
export function fLogUpper(f: number, df1: number, df2: number): number {
  requireF(f, df1, df2);
  const point = f > 0 ? direct(f, df1, df2) : null;
  if (point !== null) return logTail(point, 'upper');
  return f < 1 ? 0 : -Infinity;
}

/**
 * The f with the given tail probability; 0 or Infinity for the ends.
 *
 * @throws RangeError unless df1 and df2 are finite and > 0 and the tail is a probability
 */
export function fQuantile(tail: Tail, df1: number, df2: number): number {
  requirePositive(df1, 'df1');
  requirePositive(df2, 'df2');
  const { x, y } = betaQuantile(tail, df1 / 2, df2 / 2);
  if (x === 0) return 0;
  if (y === 0) return Infinity;
  const ratio = df2 / df1;
  if (ratio > 0 && ratio < Infinity) return ratio * (x / y);
  return Math.exp(Math.log(df2) - Math.log(df1) + Math.log(x / y));
}
