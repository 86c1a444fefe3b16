import type { Rounding } from '../../numeric/decimal.ts';
import { fixed } from '../engine/words.ts';
import type { TestedFigures } from './granularity-test.ts';
import { meansOfWholeNumbers, readPrinted, spreadsOf, totalsOf, type WholeRange } from './grid.ts';
import { type MeanOfWholeNumbers, requireCount, whyGrim } from './grim.ts';
import { wholeNumbersExist } from './whole-scores.ts';

/** Mean and SD of whole numbers, as printed. */
export interface SpreadOfWholeNumbers extends MeanOfWholeNumbers {
  /** The standard deviation as printed. */
  readonly sd: string;
  /** What the SD divides by: n − 1 (`sample`, if left out) or n (`population`). */
  readonly sdKind?: 'sample' | 'population';
}

/** What GRIMMER says of a mean and an SD. */
export interface GrimmerResult {
  /** Whether some whole numbers give both. */
  readonly possible: boolean;
  /** `mean`: no total gives the mean (GRIM); `sd`: no sum of squares gives the SD with any such total. */
  readonly because: 'mean' | 'sd' | null;
}

/**
 * The GRIMMER test: whether whole numbers can have the printed mean and SD together. Exact, and
 * complete: true exactly when n whole numbers (with `items`, sums of answers) with these figures
 * exist. Every total that gives the mean is tried; with each, a whole sum of squares of equal parity
 * must give the SD (Allard's analytic form of Anaya's test), not below the least one for that total;
 * for n < 5 the further conditions of `wholeNumbersExist` hold. Uses no limits of a scale: with a
 * scale `sampleExists` excludes more.
 *
 * @param options.rounding how both figures were rounded; `half` (ties either way) if left out
 * @throws RangeError when a figure is no number, n or items is no count ≥ 1, or squares are above 2^53
 * @see references.anaya2016, references.allard2018
 * @example
 * // 50 ones and 58 twos have the least SD, 0.501.
 * grimmer({ mean: '1.54', sd: '0.46', n: 108 }) // → { "possible": false, "because": "sd" }
 */
export function grimmer(
  { mean, sd, n, items = 1, sdKind = 'sample' }: SpreadOfWholeNumbers,
  { rounding = 'half' }: { readonly rounding?: Rounding } = {},
): GrimmerResult {
  requireCount(n);
  const grid = meansOfWholeNumbers(items);
  const totals = totalsOf(readPrinted(mean), n, grid, rounding);
  if (totals.low > totals.high) return { possible: false, because: 'mean' };
  const spreads = spreadsOf(readPrinted(sd), divisorOf(n, sdKind), grid, rounding);
  const possible = someSquares(n, totals, spreads);
  return { possible, because: possible ? null : 'sd' };
}

/** n times what the SD divides by. */
export function divisorOf(n: number, sdKind: 'sample' | 'population'): number {
  return sdKind === 'sample' ? n * (n - 1) : n * n;
}

/** Whether n whole numbers have a total of `totals` and n·Σu² − (Σu)² in `spreads`. */
function someSquares(n: number, totals: WholeRange, spreads: WholeRange): boolean {
  if (spreads.low > spreads.high) return false;
  // Moving all numbers by one moves the total by n and no spread: totals repeat after n.
  const last = Math.min(totals.high, totals.low + n - 1);
  for (let total = totals.low; total <= last; total++) {
    const sum = ((total % n) + n) % n;
    const square = sum * sum;
    let squares = Math.max(Math.ceil((square + spreads.low) / n), sum);
    if ((squares - sum) % 2 !== 0) squares++;
    const most = Math.floor((square + spreads.high) / n);
    for (; squares <= most; squares += 2) if (wholeNumbersExist(n, sum, squares)) return true;
  }
  return false;
}

/** What whole numbers of a printed mean can have as their SD. */
export function whyGrimmer(figures: TestedFigures, possible: boolean, rounding: Rounding): string {
  const { mean, sd, n, items } = figures;
  const numbers = items > 1 ? `${n} × ${items} whole numbers` : `${n} whole numbers`;
  if (possible) return `${numbers} can have the mean ${mean} and the SD ${sd}.`;
  const { because } = grimmer(figures, { rounding });
  if (because === 'mean') return whyGrim(figures, false, rounding);
  const near = nearestSds(figures, rounding).map((each) => fixed(each, decimalsOf(sd) + 2));
  const nearest =
    near.length === 0
      ? 'they have none'
      : `the nearest ${near.length > 1 ? 'are' : 'is'} ${near.join(' and ')}`;
  return `No sum of squares of ${numbers} with the mean ${mean} gives the SD ${sd}: ${nearest}.`;
}

const decimalsOf = (text: string): number => Math.max(readPrinted(text).decimals, 0);

/** The nearest SDs below and above the printed one that whole numbers with the mean have. */
function nearestSds({ mean, sd, n, items, sdKind }: TestedFigures, rounding: Rounding): number[] {
  const grid = meansOfWholeNumbers(items);
  const divisor = divisorOf(n, sdKind);
  const totals = totalsOf(readPrinted(mean), n, grid, rounding);
  const spreads = spreadsOf(readPrinted(sd), divisor, grid, rounding);
  let [below, above] = [-1, Number.POSITIVE_INFINITY];
  if (divisor === 0) return [];
  for (let total = totals.low; total <= Math.min(totals.high, totals.low + n - 1); total++) {
    const sum = ((total % n) + n) % n;
    const spread = (squares: number) => n * squares - sum * sum;
    let less = Math.ceil((sum * sum + spreads.low) / n) - 1;
    while (less >= sum && !wholeNumbersExist(n, sum, less)) less--;
    if (less >= sum) below = Math.max(below, spread(less));
    let more = Math.max(Math.floor((sum * sum + spreads.high) / n) + 1, sum);
    while (!wholeNumbersExist(n, sum, more)) more++;
    above = Math.min(above, spread(more));
  }
  return [below, above]
    .filter((each) => each >= 0 && Number.isFinite(each))
    .map((each) => Math.sqrt(each / divisor) / items);
}
