import { requirePositive } from './domain.ts';
import { gammaLogUpper, gammaQuantile, gammaTails } from './gamma.ts';
import type { Tail, Tails } from './tails.ts';

/**
 * Both tails of the chi-square distribution at x.
 *
 * @throws RangeError unless df (not necessarily whole) is finite and > 0 and x is a number
 */
export function chiSquareTails(x: number, df: number): Tails {
  return gammaTails(x / 2, requirePositive(df, 'df') / 2);
}

/** ln P(X > x); finite where the p-value underflows. Domain as {@link chiSquareTails}. */
export function chiSquareLogUpper(x: number, df: number): number {
  return gammaLogUpper(x / 2, requirePositive(df, 'df') / 2);
}

/**
 * The x with the given tail probability; 0 or Infinity for the ends.
 *
 * @throws RangeError unless df is finite and > 0 and the tail is a probability
 */
export function chiSquareQuantile(tail: Tail, df: number): number {
  return 2 * gammaQuantile(tail, requirePositive(df, 'df') / 2);
}
