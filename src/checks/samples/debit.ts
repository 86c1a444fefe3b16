import type { Rounding } from '../../numeric/decimal.ts';
import { fixed } from '../engine/words.ts';
import type { TestedFigures } from './granularity-test.ts';
import { meansOfWholeNumbers, readPrinted, spreadsOf, totalsOf } from './grid.ts';
import { requireCount } from './grim.ts';
import { divisorOf, type GrimmerResult } from './grimmer.ts';

/** Mean and SD of zeros and ones, as printed. */
export interface BinaryData {
  /** The share of ones as printed, e.g. "0.35", 0 to 1. */
  readonly mean: string;
  readonly sd: string;
  /** How many patients, ≥ 1. */
  readonly n: number;
  /** What the SD divides by: n − 1 (`sample`, if left out) or n (`population`). */
  readonly sdKind?: 'sample' | 'population';
}

/**
 * DEBIT: whether zeros and ones can have the printed mean and SD. Exact: x ones of n have the SD
 * √(x(n − x)/(n(n − 1))), and some whole x must give both figures.
 *
 * @param options.rounding how both figures were rounded; `half` (ties either way) if left out
 * @throws RangeError when a figure is no number, or n is no count ≥ 1
 * @see references.heathers2019
 * @example
 * // Seven ones of 20 have the SD 0.49.
 * debit({ mean: '0.35', sd: '0.18', n: 20 }) // → { "possible": false, "because": "sd" }
 */
export function debit(
  { mean, sd, n, sdKind = 'sample' }: BinaryData,
  { rounding = 'half' }: { readonly rounding?: Rounding } = {},
): GrimmerResult {
  requireCount(n);
  const grid = meansOfWholeNumbers(1);
  const totals = totalsOf(readPrinted(mean), n, grid, rounding);
  const [low, high] = [Math.max(totals.low, 0), Math.min(totals.high, n)];
  if (low > high) return { possible: false, because: 'mean' };
  const spreads = spreadsOf(readPrinted(sd), divisorOf(n, sdKind), grid, rounding);
  for (let ones = low; ones <= high; ones++) {
    const spread = ones * (n - ones);
    if (spread >= spreads.low && spread <= spreads.high) {
      return { possible: true, because: null };
    }
  }
  return { possible: false, because: 'sd' };
}

/** "7 ones of 20 have the SD 0.4894." */
export function whyDebit(figures: TestedFigures, possible: boolean, rounding: Rounding): string {
  const { mean, sd, n, sdKind } = figures;
  const totals = totalsOf(readPrinted(mean), n, meansOfWholeNumbers(1), rounding);
  const [low, high] = [Math.max(totals.low, 0), Math.min(totals.high, n)];
  if (low > high) return `No number of ones among ${n} gives the mean ${mean}.`;
  const digits = readPrinted(sd).decimals + 2;
  const of = (ones: number) => fixed(Math.sqrt((ones * (n - ones)) / divisorOf(n, sdKind)), digits);
  const ones = low === high ? `${low} ones` : `${low} to ${high} ones`;
  const sds = [...new Set([of(low), of(high)])].join(' to ');
  const arithmetic = `${ones} of ${n} have the mean ${mean} and the SD ${n === 1 && sdKind === 'sample' ? 'of one value, which has none' : sds}`;
  return possible ? `${arithmetic}, printed ${sd}.` : `${arithmetic}, not ${sd}.`;
}
