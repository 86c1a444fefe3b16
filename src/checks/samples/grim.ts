import type { Rounding } from '../../numeric/decimal.ts';
import { fixed } from '../engine/words.ts';
import type { TestedFigures } from './granularity-test.ts';
import { meansOfWholeNumbers, readPrinted, totalsOf, type WholeRange } from './grid.ts';

/** A mean of whole numbers, as printed. */
export interface MeanOfWholeNumbers {
  /** As printed, e.g. "5.19": its decimals count. */
  readonly mean: string;
  /** How many patients, ≥ 1. */
  readonly n: number;
  /** How many whole-numbered answers are averaged into one score; 1 if left out. */
  readonly items?: number;
}

/** What GRIM says of a mean. */
export interface GrimResult {
  /** Whether some total of n · items whole numbers gives the printed mean. */
  readonly possible: boolean;
  /** The totals that give it; null when none does. */
  readonly totals: WholeRange | null;
  /** The nearest means that whole numbers have below and above what rounds to the printed one. */
  readonly below: number;
  readonly above: number;
}

/**
 * The GRIM test: whether whole numbers can have the printed mean. Exact: a total must exist whose
 * quotient by n · items rounds to the mean, by integer arithmetic, with no tolerance. Uses no limits
 * of a scale. With n · items above 10^decimals every mean passes.
 *
 * @param options.rounding how the mean was rounded; `half` (ties either way) if left out
 * @throws RangeError when the mean is no number, n or items is no count ≥ 1, or a total is above 2^53
 * @see references.brown2017
 * @example
 * // 145/28 is 5.18 and 146/28 is 5.21.
 * grim({ mean: '5.19', n: 28 }).possible // → false
 */
export function grim(
  { mean, n, items = 1 }: MeanOfWholeNumbers,
  { rounding = 'half' }: { readonly rounding?: Rounding } = {},
): GrimResult {
  requireCount(n);
  const totals = totalsOf(readPrinted(mean), n, meansOfWholeNumbers(items), rounding);
  const possible = totals.low <= totals.high;
  const parts = n * items;
  return {
    possible,
    totals: possible ? totals : null,
    below: (totals.low - 1) / parts,
    above: (totals.high + 1) / parts,
  };
}

/** @throws RangeError unless n is a whole number of at least 1 */
export function requireCount(n: number): void {
  if (!Number.isSafeInteger(n) || n < 1) {
    throw new RangeError(`n is a whole number of at least 1; got ${n}`);
  }
}

/** "145 of 28 whole numbers…": the totals that give a mean, or the nearest means. */
export function whyGrim(figures: TestedFigures, possible: boolean, rounding: Rounding): string {
  const { mean, n, items } = figures;
  const parts = n * items;
  const { totals, below, above } = grim(figures, { rounding });
  const numbers = items > 1 ? `${n} × ${items} whole numbers` : `${n} whole numbers`;
  const digits = readPrinted(mean).decimals + 2;
  const quotient = (total: number) => `${total}/${parts} = ${fixed(total / parts, digits)}`;
  if (possible || totals) {
    const total = totals?.low ?? 0;
    return `${numbers} can have the mean ${mean}: ${quotient(total)}.`;
  }
  const [less, more] = [Math.round(below * parts), Math.round(above * parts)];
  return `No total of ${numbers} gives ${mean}: ${quotient(less)} and ${quotient(more)}.`;
}
