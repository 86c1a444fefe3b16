import { dAvMethod } from '../estimates/d-av.ts';
import { changeTMethod } from '../estimates/paired-change.ts';
import type { PrintedP } from '../study/model.ts';
import { changeOfScores } from './change-scores.ts';
import { type Context, impossibleMark, patientsOf } from './context.ts';
import { formatNumber, formatPercent, formatSigned } from './digits.ts';
import { type Column, rowOnDemand, type Table } from './document.ts';
import {
  correlationsOf,
  type KnownCorrelation,
  pairDecimals,
  pairInterval,
  pairResult,
} from './pair-results.ts';
import { completeFigures, ofMeasure, type Pair, pairsByMeasure } from './pairs.ts';
import { boundsOf } from './patient-bounds.ts';
import type { Result } from './report.ts';
import { joined, type Section, uniqueById } from './section.ts';
import { enumerate, lowerFirst, visitPhrase } from './words.ts';

/** Mean change since the baseline, in points and in average SDs: one table a measure. */
export function change(context: Context, pairs: readonly Pair[]): Section {
  const measures = pairsByMeasure(pairs);
  return joined(
    measures.map((own) => changeTable(context, own, measures.length > 1 ? ofMeasure(own) : '')),
  );
}

function changeTable(context: Context, pairs: readonly Pair[], of: string): Section {
  const rows = pairs.flatMap((pair) => {
    const known = correlationsOf(context, pair);
    // The SD of the changes is printed: no correlation enters.
    const own = changeOfScores(context, pair) ? known.slice(0, 1) : known;
    return own.map((correlation) => changeRow(context, pair, correlation));
  });
  const results = uniqueById(rows.flatMap((row) => row.results));
  const unknown = results.some(({ ci }) => ci?.widestOver);
  if (unknown) context.notes.add(widestNote(context, pairs));
  const table: Table = {
    kind: 'table',
    id: `change-${pairs[0]?.measure.id}`,
    title: 'Change',
    subtitle: `${of}since ${lowerFirst(pairs[0]?.before.label ?? 'baseline')}`,
    columns: columns(context, unknown),
    rows: rows.map(({ row }) => row),
    // Made when it is printed: what it says of the sign test takes a search of its own.
    get caption() {
      return caption(context, pairs);
    },
  };
  return { results, parts: [table] };
}

function changeRow(context: Context, pair: Pair, correlation: KnownCorrelation) {
  const printed = changeOfScores(context, pair);
  const change = pairResult(context, pair, changeTMethod, correlation);
  const standardized = pairResult(context, pair, dAvMethod, correlation);
  // What a note is made for is made at once: scripts get the notes, too.
  const label = pair.label + (printed ? '' : correlation.suffix) + correlationMark(context, pair);
  const points = printed && printed.points + printedMark(context, pair);
  const p = printedText(context, pair.p);
  const row = rowOnDemand(() => [
    label,
    points ?? numberText(context, pair, change),
    printed?.interval ?? pairInterval(context, pair, changeTMethod, change, correlation),
    standardizedText(context, pair, standardized),
    p,
  ]);
  // One effect has one standard error: with the printed SD of the changes it is theirs.
  const means = printed ? [printed.result, ...(change.se === null ? [change] : [])] : [change];
  return { row, results: [...means, standardized] };
}

/** The marks of the notes on where a change is from, and of how many patients. */
function printedMark(context: Context, { changeScore }: Pair): string {
  const from = context.notes.mark('From the printed mean and SD of the patients’ changes.');
  const patients = changeScore ? patientsOf(context, changeScore).text : '';
  return from + patients.replace(/^[^*†‡§¶]*/, '');
}

function correlationMark(context: Context, { printedCorrelation }: Pair): string {
  return printedCorrelation ? impossibleMark(context, printedCorrelation[0].where) : '';
}

function numberText(context: Context, pair: Pair, { value }: Result): string {
  if (value === null) return '–';
  const decimals = pairDecimals(context, pair, ({ meanPost, meanPre }) => [meanPost - meanPre]);
  return formatSigned(value, decimals);
}

function standardizedText(context: Context, pair: Pair, { value }: Result): string {
  if (value === null) return '–';
  const decimals = pairDecimals(context, pair, (input) => [dAvMethod.estimate(input).value]);
  return formatNumber(value, decimals);
}

function printedText(context: Context, p: PrintedP | null): string {
  return p ? p[0].text + impossibleMark(context, p[0].where) : '–';
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

function widestNote(context: Context, pairs: readonly Pair[]): string {
  const known = pairs.map((pair) => ({ pair, of: correlationsOf(context, pair)[0] }));
  const range = ({ low, high }: KnownCorrelation) =>
    `${formatNumber(low, 2)} to ${formatNumber(high, 2)}`;
  const assumed = known.find(({ of }) => of?.from === 'assumed')?.of;
  const derived = known.flatMap(({ pair, of }) =>
    of?.from === 'derived' ? [`${range(of)} ${visitPhrase(pair.after.label)}`] : [],
  );
  const over = assumed
    ? `every correlation from ${range(assumed)}, as assumed`
    : derived.length > 0
      ? `every correlation of the two visits that is possible${pairs.some((pair) => boundsOf(context, pair)) ? ' on the conditions under “What must be true”' : ' with the other printed figures'}: ${enumerate(derived)}`
      : 'every correlation from −1 to 1 between the two visits, as none is printed';
  return (
    `“Widest”: the intervals cover ${over}. d_av is in units of the average SD of the two visits; ` +
    'it is not comparable with the d of a controlled trial.'
  );
}

/** One sentence on the sizes of the changes. */
function caption(context: Context, pairs: readonly Pair[]): string {
  const changes = pairs.flatMap((pair) => {
    const printed = changeOfScores(context, pair)?.result.value;
    const figures = completeFigures(context, pair);
    if (printed != null) return [printed];
    return figures ? [figures.meanPost.value - figures.meanPre.value] : [];
  });
  if (changes.length === 0)
    return 'Nothing can be computed from what is printed: see “Not computed”.';
  const claims = printedP(context, pairs);
  const [low, high] = [Math.min(...changes), Math.max(...changes)];
  const size = (value: number) => formatNumber(Math.abs(value), 1);
  const [small, large] = [size(low), size(high)].sort((a, b) => Number(a) - Number(b));
  const range = small === large ? small : `${small} to ${large}`;
  if (low > 0) return `The mean was ${range} points higher than before${everyRow(pairs)}.${claims}`;
  if (high < 0) return `The mean was ${range} points lower than before${everyRow(pairs)}.${claims}`;
  return `The mean changed by ${formatSigned(low, 1)} to ${formatSigned(high, 1)} points.${claims}`;
}

/** " in every group and at every visit", as far as there are several. */
function everyRow(pairs: readonly Pair[]): string {
  const [groups, visits] = [
    new Set(pairs.map(({ series }) => series)).size,
    new Set(pairs.map(({ after }) => after.visit)).size,
  ];
  const parts = [groups > 1 && 'in every group', visits > 1 && 'at every visit'].filter(Boolean);
  return parts.map((part) => ` ${part}`).join(' and');
}

/** Whether a printed bound such as "<.001" follows in every data set, by which tests. */
function printedP(context: Context, pairs: readonly Pair[]): string {
  const claimed = pairs.flatMap((pair) => {
    const p = pair.p?.[0];
    const moments = boundsOf(context, pair)?.moments;
    return p?.relation === '<' && moments ? [{ p, moments }] : [];
  });
  const [first] = claimed;
  if (!first || claimed.length < pairs.length) return '';
  const holds = (test: 'p' | 'signTest') =>
    claimed.every(({ p, moments }) => (moments[test].high.logValue ?? 0) < Math.log(p.value));
  const tests = [holds('p') && 'a paired t test', holds('signTest') && 'a sign test'].filter(
    Boolean,
  );
  if (tests.length === 0 || claimed.some(({ p }) => p.text !== first.p.text)) return '';
  return (
    ` On the conditions under “What must be true”, P ${first.p.text} follows by ` +
    `${tests.join(' and by ')}, whatever the correlation of the visits was.`
  );
}
