import { isNeverNegative, type OddShape, oddShapes, shapeWords } from '../checks/samples/shape.ts';
import { meanTMethod } from '../estimates/mean-t.ts';
import type { Estimate, Method } from '../estimates/method.ts';
import type { Measure, Printed, PrintedPair, Scale, Series, Summary } from '../study/model.ts';
import { type Context, patientsOf, shown, sourceMark, usable } from './context.ts';
import {
  commonDecimals,
  formatInterval,
  formatPercent,
  type Numbers,
  roundingReach,
} from './digits.ts';
import { type Column, type Row, rowOnDemand, type Table } from './document.ts';
import { hasFigures, type Moments, momentInput, momentsOf, whyNoMoments } from './moments.ts';
import type { Result } from './report.ts';
import { newResult, noResult, type Subject } from './results.ts';
import { joined, type Section } from './section.ts';
import { enumerate, lowerFirst, upperFirst, visitPhrase } from './words.ts';

/** Printed means and SDs, with the t interval of each mean: one table for each scored measure. */
export function scores(context: Context): Section {
  const { measures } = context.study;
  const once = measures.filter((measure) => hasVisits(measure) && isMeasuredOnce(measure));
  const scored = measures.filter(
    (measure) => hasVisits(measure) && (once.length < 2 || !once.includes(measure)),
  );
  const others = measures.filter((measure) => !hasVisits(measure));
  const [only] = scored;
  if (once.length > 1) {
    return joined([
      ...scored.map((measure) => scoreTable(context, measure.label, measure, [measure])),
      scoreTable(context, 'Scores', null, once),
      scoreTable(context, 'Other measures', null, others),
    ]);
  }
  const sections =
    only && scored.length === 1
      ? [scoreTable(context, 'Scores', only, [only, ...others])]
      : [
          ...scored.map((measure) => scoreTable(context, measure.label, measure, [measure])),
          ...(others.length > 0 ? [scoreTable(context, 'Other measures', null, others)] : []),
        ];
  return joined(sections);
}

const hasVisits = ({ series }: Measure): boolean =>
  series.some(({ visits }) => visits.some(({ visit }) => visit !== null));

/** At one visit in each group: several such measures share a table. */
const isMeasuredOnce = ({ series }: Measure): boolean =>
  series.every(({ visits }) => visits.length === 1);

function scoreTable(
  context: Context,
  title: string,
  main: Measure | null,
  measures: readonly Measure[],
): Section {
  const rows = measures.flatMap((measure) =>
    measure.series.flatMap((series) =>
      series.visits
        .filter(hasFigures)
        .map((summary) => scoreRow(context, { measure, series, summary })),
    ),
  );
  if (rows.length === 0) return { results: [], parts: [] };
  const table: Table = {
    kind: 'table',
    id: `scores-${main?.id ?? 'other'}`,
    title,
    subtitle: main ? subtitle(context, main) : '',
    columns: columns(context),
    rows:
      main || measures.some((measure) => !hasVisits(measure))
        ? rows.map(({ row }) => row)
        : underTheirMeasures(measures, rows),
    get caption() {
      return [
        ...measures.flatMap((measure) => oddShape(context, measure)),
        'Each interval is for the mean of all such patients, not for a single one.',
      ].join(' ');
    },
  };
  return { results: rows.map(({ result }) => result), parts: [table] };
}

/** Rows under the names of their measures. */
function underTheirMeasures(
  measures: readonly Measure[],
  rows: readonly { readonly row: Row; readonly result: Result }[],
): Row[] {
  return measures.flatMap((measure) => [
    { cells: [[measure.label, measure.unit].filter(Boolean).join(', '), '', '', '', ''] },
    ...rows
      .filter(({ result }) => result.measure === measure.id)
      .map(({ row }) => ({ ...row, indent: 1 })),
  ]);
}

/** One printed mean: of what, in which group, at which visit. */
export interface ScoreRow {
  readonly measure: Measure;
  readonly series: Series;
  readonly summary: Summary;
}

function scoreRow(context: Context, row: ScoreRow) {
  const { summary } = row;
  const result = meanResult(context, row, meanTMethod);
  // What a note is made for is made at once: scripts get the notes, too.
  const printed = [
    rowLabel(context, row.measure, row.series, summary),
    patientsOf(context, summary).text,
    centreText(context, summary),
    spreadText(context, summary),
  ];
  const mark = conversionMark(context, row, result);
  const interval = () => meanInterval(context, row, meanTMethod, result) + mark;
  return { row: rowOnDemand(() => [...printed, interval()]), result };
}

/** The mark of the note that says how the mean and SD behind an interval were converted. */
function conversionMark(context: Context, row: ScoreRow, { ci }: Result): string {
  const { conversions } = rowMoments(context, row);
  return ci && conversions.length > 0 ? context.notes.mark(conversions.join(' ')) : '';
}

function rowMoments(context: Context, { summary }: ScoreRow): Moments {
  return momentsOf(context, summary, patientsOf(context, summary).n);
}

/** A method for one mean, applied to what is printed of it. */
export function meanResult(context: Context, row: ScoreRow, method: Method): Result {
  const { measure, series, summary } = row;
  const { n, assumption } = patientsOf(context, summary);
  const moments = rowMoments(context, row);
  const { mean, sd, conversions } = moments;
  const subject: Subject = {
    path: [measure.id, series.cohort, summary.visit].filter(Boolean).join('.'),
    label: [measure.label, ...groupOf(context, measure, series), summary.visit && summary.label]
      .filter(Boolean)
      .join(', '),
    measure: measure.id,
    cohort: series.cohort,
    to: summary.visit,
    group: [measure.id, series.cohort].join('.'),
    unit: method.unit === 'points' ? (measure.unit ?? 'points') : (method.unit ?? '1'),
    inputs: { n, mean: momentInput(mean), sd: momentInput(sd) },
    assumptions: [...(assumption ? [assumption] : []), ...conversions],
  };
  if (!mean || !sd || n === null)
    return noResult(method, subject, whyNoMoments(context, summary, n, moments));
  if (n < 2) return noResult(method, subject, 'undefined: fewer than 2 patients have no SD');
  const input = { n, mean: mean.value, sd: sd.value };
  return newResult(method, subject, method.estimate(input, context.options));
}

/** The group's name, where a measure has several. */
export function groupOf({ study }: Context, measure: Measure, series: Series): string[] {
  const cohort = study.cohorts.find(({ id }) => id === series.cohort);
  return measure.series.length > 1 && cohort ? [cohort.label] : [];
}

/** "Before"; with several groups which one; without visits what was measured. */
export function rowLabel(
  context: Context,
  measure: Measure,
  series: Series,
  { visit, label, range }: Summary,
): string {
  const group = groupOf(context, measure, series);
  if (visit !== null) return group.length > 0 ? `${group[0]}, ${lowerFirst(label)}` : label;
  const limits = range ? ` (range ${range.low[0].text}–${range.high[0].text})` : '';
  return [measure.label, ...(measure.unit ? [measure.unit] : []), ...group].join(', ') + limits;
}

/** The mean; where none is printed, the median under its name. */
function centreText(context: Context, { mean, median, geometricMean }: Summary): string {
  if (mean) return shown(context, mean);
  if (median) return `median ${shown(context, median)}`;
  return geometricMean ? `geometric ${shown(context, geometricMean)}` : '–';
}

function spreadText(context: Context, summary: Summary): string {
  if (summary.sd) return shown(context, summary.sd);
  const others: readonly (readonly [string, Printed | null])[] = [
    ['SE', summary.se],
    ['±', summary.spread],
    ['var', summary.variance],
    ['IQR', summary.iqrWidth],
  ];
  const pairs: readonly (readonly [string, PrintedPair | null])[] = [
    ['CI', summary.ci],
    ['IQR', summary.iqr],
    ['range', summary.visit === null ? null : summary.range],
  ];
  const single = others.find(([, printed]) => printed);
  if (single) return `${single[0]} ${shown(context, single[1])}`;
  const pair = pairs.find(([, printed]) => printed);
  if (!pair?.[1]) return '–';
  const [low, high] = [pair[1].low, pair[1].high].map((end) => shown(context, end));
  return `${pair[0]} ${low} to ${high}`;
}

/** Decimals of some numbers of a method for one mean that survive the rounding of mean and SD. */
export function meanDecimals(
  context: Context,
  row: ScoreRow,
  method: Method,
  pick: (estimate: Estimate) => Numbers,
): number {
  const { options } = context;
  const { mean, sd } = rowMoments(context, row);
  const { n } = patientsOf(context, row.summary);
  if (options.digits !== null) return options.digits;
  if (!mean || !sd || n === null) return 0;
  const at = (input: Readonly<Record<string, number>>) =>
    method.estimate({ n, mean: input['mean'], sd: Math.max(input['sd'] ?? 0, 0) }, options);
  return commonDecimals(roundingReach((input) => pick(at(input)), { mean, sd }));
}

/** The interval of a method for one mean as text. */
export function meanInterval(
  context: Context,
  row: ScoreRow,
  method: Method,
  { ci }: Result,
): string {
  if (!ci) return '–';
  const decimals = meanDecimals(context, row, method, (estimate) => [
    estimate.ci?.low,
    estimate.ci?.high,
  ]);
  return formatInterval(ci.low, ci.high, decimals);
}

function columns({ options }: Context): Column[] {
  return [
    { header: '', align: 'left' },
    { header: 'n', align: 'right' },
    { header: 'mean', align: 'right' },
    { header: 'SD', align: 'right', giveWay: 1 },
    { header: `CI ${formatPercent(options.level, 0)} % (t)`, align: 'right' },
  ];
}

function subtitle(context: Context, measure: Measure): string {
  const { scale, unit } = measure;
  const source = commonSource(context, measure);
  return [scale ? describeScale(scale) : unit, source].filter(Boolean).join('  ');
}

export function describeScale({ min, max, better }: Scale): string {
  const range = min < 0 ? `−${-min} to ${max}` : `${min}–${max}`;
  return better ? `${range}, ${better} is better` : range;
}

/** The mark of the source, when all means of a measure have the same. */
function commonSource(context: Context, { series }: Measure): string {
  const sources = series.flatMap(({ visits }) =>
    visits.map(({ mean, median }) => (mean ?? median)?.[0].source ?? null),
  );
  const [first = null] = sources;
  return sources.every((source) => source === first) ? sourceMark(context, first) : '';
}

/** What mean ± SD describes badly: a skewed measure, or scores that crowd at an end. */
function oddShape(context: Context, measure: Measure): string[] {
  return measure.scale
    ? ceilingAndFloor(context, measure, measure.scale)
    : skewed(context, measure);
}

/** Mean ± 2 SD passing an end of the scale: scores crowd there, and cannot be normal. */
function ceilingAndFloor(context: Context, measure: Measure, scale: Scale): string[] {
  const passing = (shape: OddShape) =>
    measure.series
      .flatMap(({ visits }) => visits)
      .filter((summary) => shapesOf(context, { ...measure, scale }, summary).includes(shape));
  const [floor, ceiling] = [passing('floor'), passing('ceiling')];
  const ends = [
    ...(floor.length > 0 ? [`mean − 2 SD lies below the scale ${when(measure, floor)}`] : []),
    ...(ceiling.length > 0 ? [`mean + 2 SD lies above it ${when(measure, ceiling)}`] : []),
  ];
  if (ends.length === 0) return [];
  const sentence = upperFirst(ends.join(', ')).replace(
    'above it',
    floor.length > 0 ? 'above it' : 'above the scale',
  );
  const names = [
    ...(floor.length > 0 ? ['floor'] : []),
    ...(ceiling.length > 0 ? ['ceiling'] : []),
  ];
  return [`${sentence}: ${shapeWords.crowd(names)}.`];
}

function shapesOf(context: Context, measure: Measure, summary: Summary): readonly OddShape[] {
  const [mean, sd] = [usable(context, summary.mean), usable(context, summary.sd)];
  if (!mean || !sd) return [];
  const neverNegative = isNeverNegative(
    measure,
    measure.series.flatMap(({ visits }) => visits),
  );
  return oddShapes(mean, sd, { scale: measure.scale, neverNegative });
}

/** "before", "at every later visit", or the visits one by one. */
function when(measure: Measure, visits: readonly Summary[]): string {
  const later = measure.series.flatMap(({ visits, baseline }) =>
    visits.filter(({ visit }) => visit !== baseline),
  );
  const isEveryLater = later.length > 1 && later.every((summary) => visits.includes(summary));
  if (isEveryLater && visits.length === later.length) return 'at every later visit';
  return enumerate([...new Set(visits.map(({ label }) => visitPhrase(label)))]);
}

/** Altman & Bland 1996: SD above half the mean of what cannot fall below zero. */
function skewed(context: Context, measure: Measure): string[] {
  const rows = measure.series.flatMap(({ visits }) => visits);
  const summary = rows.find((row) => shapesOf(context, measure, row).includes('skew'));
  const [mean, sd] = [summary?.mean?.[0], summary?.sd?.[0]];
  if (!mean || !sd) return [];
  const exceeds = shapeWords.exceeds(mean.value, sd.value);
  return [`${measure.label} is skewed (${exceeds}): ${shapeWords.skewed}.`];
}
