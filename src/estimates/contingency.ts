import { chiSquareLogUpper, chiSquareTails } from '../numeric/chi-square.ts';
import { exactTableP } from '../numeric/exact-table.ts';
import { levelOf, requireCount } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';

/** A table of counts: its cells row by row, and how many there are in a row. */
export interface ContingencyTable {
  readonly counts: readonly number[];
  readonly columns: number;
}

/** @throws RangeError unless the cells are counts that fill whole rows, not all of them 0 */
function rowsOf({ counts, columns }: ContingencyTable): readonly (readonly number[])[] {
  requireCount('columns', columns, 2);
  for (const [i, count] of counts.entries()) requireCount(`counts[${i}]`, count);
  if (counts.length === 0 || counts.length % columns !== 0) {
    throw new RangeError(
      `counts must fill whole rows of ${columns} columns; got ${counts.length} of them`,
    );
  }
  if (sumOf(counts) === 0) throw new RangeError('counts must not all be 0');
  return Array.from({ length: counts.length / columns }, (_, i) =>
    counts.slice(i * columns, (i + 1) * columns),
  );
}

/** Rows and columns that are not all zeros. */
function filled(rows: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const full = rows.filter((row) => sumOf(row) > 0);
  const kept = (full[0] ?? []).map((_, j) => full.some((row) => (row[j] ?? 0) > 0));
  return full.map((row) => row.filter((_, j) => kept[j]));
}

const oneRow = 'undefined: the table has one row or one column, others being 0';

/**
 * Fisher's exact test of a table with any number of rows and columns (Freeman and Halton): the
 * value is the p-value, the probability given the margins of all tables that are at most as probable
 * as this one. `details.pMid` leaves out half the probability of the table itself.
 *
 * @throws RangeError unless counts are whole, fill whole rows and are not all 0
 * @see references.freeman1951, references.mehta1983
 *
 * @example
 * fisherTable({ counts: [3, 1, 4, 1, 5, 9, 2, 6, 5], columns: 3 }).p // → 0.28236022876835426
 */
export function fisherTable(table: ContingencyTable, options?: EstimateOptions): Estimate {
  const rows = filled(rowsOf(table));
  levelOf(options);
  if (rows.length < 2 || (rows[0]?.length ?? 0) < 2) return { value: null, reason: oneRow };
  const found = exactTableP(rows);
  if (found === null) {
    return { value: null, reason: 'undefined: too many tables to go through' };
  }
  const { p, itself } = found;
  return plain({ value: p, p, logP: Math.log(p), details: { pMid: p - itself / 2 } });
}

/**
 * Pearson's χ² test of independence of the rows and columns of a table, without continuity
 * correction. The value is the p-value (upper tail, (r − 1)(c − 1) df, rows and columns of zeros
 * not counted); `statistic` is χ², `details.cramersV` is √(χ²/(N min(r − 1, c − 1))).
 *
 * @throws RangeError unless counts are whole, fill whole rows and are not all 0
 * @see references.pearson1900, references.cramer1946
 *
 * @example
 * chisqTable({ counts: [3, 1, 4, 1, 5, 9, 2, 6, 5], columns: 3 }).df // → 4
 */
export function chisqTable(table: ContingencyTable, options?: EstimateOptions): Estimate {
  const rows = filled(rowsOf(table));
  levelOf(options);
  const [r, c] = [rows.length, rows[0]?.length ?? 0];
  if (r < 2 || c < 2) return { value: null, reason: oneRow };
  const n = sumOf(rows.flat());
  const across = (rows[0] ?? []).map((_, j) => sumOf(rows.map((row) => row[j] ?? 0)));
  const statistic = sumOf(
    rows.flatMap((row) => {
      const share = sumOf(row) / n;
      return row.map((count, j) => {
        const expected = share * (across[j] as number);
        return (count - expected) * ((count - expected) / expected);
      });
    }),
  );
  const df = (r - 1) * (c - 1);
  const p = chiSquareTails(statistic, df).upper;
  const details = { cramersV: Math.sqrt(statistic / n / (Math.min(r, c) - 1)) };
  return plain({ value: p, statistic, df, p, logP: chiSquareLogUpper(statistic, df), details });
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

const shared = {
  quantity: 'p-value',
  design: 'several groups',
  unit: 'probability',
  needs: {
    counts: { title: 'counts of the table, row by row', type: 'counts', min: 0 },
    columns: { title: 'columns of the table', type: 'count', min: 2 },
  },
} as const;
const independent = 'The patients are independent of each other, and each is counted once.';
const matrix = 'matrix(counts, ncol = columns, byrow = TRUE)';

export const fisherTableMethod: Method<ContingencyTable> = {
  ...shared,
  id: 'fisher_table',
  aliases: ['freeman-halton'],
  title: "Fisher's exact test of a table (Freeman–Halton)",
  formula:
    'P(table) = Πr! Πc!/(N! Πx!) for rows r, columns c and cells x; p the sum of all P ≤ P(observed)(1 + 10⁻⁷) over the tables with the same margins; pMid = p − P(observed)/2',
  assumptions: [independent, 'The margins are taken as fixed.'],
  references: ['freeman1951', 'mehta1983'],
  elsewhere: { stata: 'tabi …, exact', r: `fisher.test(${matrix}, workspace = 2e7)$p.value` },
  estimate: fisherTable,
};

export const chisqTableMethod: Method<ContingencyTable> = {
  ...shared,
  id: 'chisq_table',
  title: 'χ² test of independence of a table',
  formula:
    'χ² = Σ (x − e)²/e, e = row sum × column sum/N; P(χ²((r − 1)(c − 1)) > χ²); cramersV = √(χ²/(N min(r − 1, c − 1)))',
  assumptions: [independent, 'The expected counts are at least about 5 in most cells.'],
  references: ['pearson1900', 'cramer1946'],
  elsewhere: { stata: 'tabi …, chi2', r: `chisq.test(${matrix}, correct = FALSE)` },
  estimate: chisqTable,
};
