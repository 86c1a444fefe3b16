import { dAvMethod } from '../estimates/d-av.ts';
import { changeTMethod } from '../estimates/paired-change.ts';
import type { PrintedP } from '../study/model.ts';
import type { Context } from './context.ts';
import { formatNumber, formatPercent, formatSigned } from './digits.ts';
import type { Column, Row, Table } from './document.ts';
import {
  correlationsOf,
  type KnownCorrelation,
  pairDecimals,
  pairInterval,
  pairResult,
} from './pair-results.ts';
import { completeFigures, type Pair } from './pairs.ts';
import type { Result } from './report.ts';
import type { Section } from './section.ts';
import { lowerFirst } from './words.ts';

/** Mean change since the baseline, in points and in average SDs. */
export function change(context: Context, pairs: readonly Pair[]): Section {
  if (pairs.length === 0) return { results: [], parts: [] };
  const rows = pairs.flatMap((pair) =>
    correlationsOf(context, pair).map((correlation) => changeRow(context, pair, correlation)),
  );
  const unknown = rows.some(({ results }) => results.some(({ ci }) => ci?.widestOver));
  if (unknown) context.notes.add(widestNote(context, pairs));
  const table: Table = {
    kind: 'table',
    id: 'change',
    title: 'Change',
    subtitle: `since ${lowerFirst(pairs[0]?.before.label ?? 'baseline')}`,
    columns: columns(context, unknown),
    rows: rows.map(({ row }) => row),
    caption: caption(context, pairs),
  };
  const results = rows.flatMap((row) => row.results);
  return { results: uniqueById(results), parts: [table] };
}

function changeRow(context: Context, pair: Pair, correlation: KnownCorrelation) {
  const change = pairResult(context, pair, changeTMethod, correlation);
  const standardized = pairResult(context, pair, dAvMethod, correlation);
  const cells = [
    pair.label + correlation.suffix,
    numberText(context, pair, change),
    pairInterval(context, pair, changeTMethod, change, correlation),
    standardizedText(context, pair, standardized),
    printedText(pair.p),
  ];
  return { row: { cells } satisfies Row, results: [change, standardized] };
}

function numberText(context: Context, pair: Pair, { value }: Result): string {
  if (value === null) return '–';
  const decimals = pairDecimals(context, pair, ({ meanPost, meanPre }) => meanPost - meanPre);
  return formatSigned(value, decimals);
}

function standardizedText(context: Context, pair: Pair, { value }: Result): string {
  if (value === null) return '–';
  const decimals = pairDecimals(context, pair, (input) => dAvMethod.estimate(input).value);
  return formatNumber(value, decimals);
}

function printedText(p: PrintedP | null): string {
  return p?.[0].text ?? '–';
}

function columns({ options }: Context, unknown: boolean): Column[] {
  const level = `CI ${formatPercent(options.level, 0)} %`;
  return [
    { header: '', align: 'left' },
    { header: 'points', align: 'right' },
    { header: unknown ? `${level}, widest` : level, under: '(paired t)', align: 'right' },
    { header: 'd_av', under: 'in SDs', align: 'right', giveWay: 2 },
    { header: 'P', under: 'printed', align: 'right', giveWay: 1 },
  ];
}

function widestNote({ options }: Context, pairs: readonly Pair[]): string {
  const range = options.correlation?.kind === 'range' ? options.correlation : null;
  const over = range
    ? `the assumed correlations from ${range.low} to ${range.high}`
    : 'every correlation from −1 to 1 between the two visits, as none is printed';
  const several = pairs.length > 1 ? 's' : '';
  return `“Widest”: the interval${several} cover${several ? '' : 's'} ${over}. d_av is in units of the average SD of the two visits; it is not comparable with the d of a controlled trial.`;
}

/** One sentence on the sizes of the changes. */
function caption(context: Context, pairs: readonly Pair[]): string {
  const changes = pairs.flatMap((pair) => {
    const figures = completeFigures(context, pair);
    return figures ? [figures.meanPost.value - figures.meanPre.value] : [];
  });
  if (changes.length === 0) return 'No change can be computed from what is printed.';
  const [low, high] = [Math.min(...changes), Math.max(...changes)];
  const size = (value: number) => formatNumber(Math.abs(value), 1);
  const [small, large] = [size(low), size(high)].sort((a, b) => Number(a) - Number(b));
  const range = small === large ? small : `${small} to ${large}`;
  if (low > 0) return `The mean was ${range} points higher than before${everyVisit(changes)}.`;
  if (high < 0) return `The mean was ${range} points lower than before${everyVisit(changes)}.`;
  return `The mean changed by ${formatSigned(low, 1)} to ${formatSigned(high, 1)} points.`;
}

const everyVisit = (changes: readonly number[]): string =>
  changes.length > 1 ? ' at every visit' : '';

/** Results that do not depend on r stand once, however many correlations were asked for. */
export function uniqueById(results: readonly Result[]): readonly Result[] {
  return [...new Map(results.map((result) => [result.id, result])).values()];
}
