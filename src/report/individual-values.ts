import { mean, median, sampleStandardDeviation } from 'simple-statistics';
import type { Figure, Values } from '../study/model.ts';
import { type Context, shown, sourceMark, usable } from './context.ts';
import { formatNumber } from './digits.ts';
import type { Row, Table } from './document.ts';
import type { Result } from './report.ts';
import { newResult } from './results.ts';
import type { Section } from './section.ts';

/** Descriptive statistics of values that are all printed: no method with a formula of its own. */
const ofValues = { id: 'mean_of_values', quantity: 'mean', references: [] } as const;

/** What individual values, printed one by one, give: n, mean, SD and median. */
export function individualValues(context: Context): Section {
  const entries = context.study.values.filter(({ values }) => values.length > 0);
  if (entries.length === 0) return { results: [], parts: [] };
  const table: Table = {
    kind: 'table',
    id: 'individual-values',
    title: 'Individual values',
    columns: [
      { header: '', align: 'left' },
      { header: '', align: 'left', giveWay: 1 },
      { header: 'n', align: 'right' },
      { header: 'mean', align: 'right' },
      { header: 'SD', align: 'right' },
      { header: 'median', align: 'right' },
      { header: 'mean', under: 'printed', align: 'right', giveWay: 2 },
    ],
    rows: entries.map((entry) => valuesRow(context, entry)),
    caption: 'Computed from the values as printed, each with its own rounding.',
  };
  return { results: entries.map((entry) => valuesResult(context, entry)), parts: [table] };
}

function valuesResult(context: Context, entry: Values): Result {
  const subject = {
    path: `values.${entry.id}`,
    label: entry.label,
    measure: entry.measure,
    cohort: entry.cohort,
    to: entry.visit,
    unit: entry.unit ?? '1',
    inputs: { n: entry.values.length },
  };
  const numbers = entry.values.map((printed) => usable(context, printed)?.value);
  if (!numbers.every((value) => value !== undefined)) {
    return newResult(ofValues, subject, {
      value: null,
      reason: 'missing: a value to compute with',
    });
  }
  const sd = numbers.length > 1 ? sampleStandardDeviation(numbers) : null;
  const details = { sd, median: median(numbers) };
  return newResult(ofValues, subject, { value: mean(numbers), details });
}

function valuesRow(context: Context, entry: Values): Row {
  const figures = entry.values.map((printed) => usable(context, printed));
  const numbers = figures.flatMap((figure) => (figure ? [figure.value] : []));
  const complete = numbers.length === figures.length && numbers.length > 0;
  const decimals = decimalsOf(figures);
  const cell = (compute: (numbers: number[]) => number, least = 1) =>
    complete && numbers.length >= least ? formatNumber(compute(numbers), decimals) : '–';
  const unit = entry.unit && entry.unit !== 'patient' ? ` (per ${entry.unit})` : '';
  return {
    cells: [
      entry.label + unit,
      sourceMark(context, entry.source),
      `${figures.length}`,
      cell(mean),
      cell(sampleStandardDeviation, 2),
      cell(median),
      shown(context, entry.mean),
    ],
  };
}

/** One more decimal than the values have: a mean of several is known a little better than each. */
function decimalsOf(figures: readonly (Figure | null)[]): number {
  return 1 + Math.max(0, ...figures.map((figure) => figure?.decimals ?? 0));
}
