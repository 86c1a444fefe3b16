import { dFromOrMethod, dFromRMethod, logorFromDMethod } from '../../estimates/d-from.ts';
import { logRatioFromCiMethod, seFromCiTMethod, seFromCiZMethod } from '../../estimates/from-ci.ts';
import type { Method } from '../../estimates/method.ts';
import type { Comparison, Effect, PrintedInterval } from '../../study/model.ts';
import { type Context, shown, usable } from '../context.ts';
import { formatPercent } from '../digits.ts';
import type { Row, Table } from '../document.ts';
import { asMoment, type Moment } from '../moments.ts';
import type { Result } from '../report.ts';
import type { Section } from '../section.ts';
import { enumerate, lowerFirst, upperFirst } from '../words.ts';
import { type About, type Applied, applied } from './applied.ts';
import { testRows } from './printed-tests.ts';
import { exactly } from './proportions.ts';

/** What is printed, and one thing that it converts to. */
export interface PrintedRow {
  readonly label: string;
  readonly printed: string;
  /** "SE 1.28"; empty where nothing follows. */
  readonly gives: string;
  readonly method: string;
  readonly results: readonly Result[];
}

/** Printed effects and test statistics, and what they mean on other scales. */
export function printedEffects(context: Context): Section {
  const rows = context.study.comparisons.flatMap((comparison, i) => {
    const about = aboutComparison(context, comparison, i);
    return [
      ...differenceRows(context, comparison, about),
      ...comparison.effects.flatMap((effect, j) => effectRows(context, effect, about, j)),
      ...testRows(context, comparison, about),
    ];
  });
  if (rows.length === 0) return { results: [], parts: [] };
  const table: Table = {
    kind: 'table',
    id: 'printed-effects',
    title: 'Printed effects',
    columns: [
      { header: '', align: 'left' },
      { header: 'gives', align: 'left' },
      { header: 'by', align: 'left', giveWay: 1 },
    ],
    rows: rows.flatMap((row, i) => printedLines(row, rows[i - 1])),
    caption:
      'Computed from the printed figures of each line alone, not from the means or counts above: `explain` has the formula and the conditions of each.',
  };
  return { results: rows.flatMap(({ results }) => results), parts: [table] };
}

/** What is compared, under it what is printed with what it gives; nothing is said twice. */
function printedLines(
  { label, printed, gives, method }: PrintedRow,
  before: PrintedRow | undefined,
): Row[] {
  const isSameLabel = before?.label === label;
  const isSame = isSameLabel && before.printed === printed;
  return [
    ...(isSameLabel ? [] : [{ cells: [label, '', ''] }]),
    { cells: [isSame ? '' : printed, gives || '–', method], indent: 1 },
  ];
}

/** What the rows of one comparison have in common. */
export interface AboutComparison extends About {
  /** Patients in the two groups compared; null when they are not two, or not known. */
  readonly sizes: { readonly n1: number; readonly n2: number } | null;
}

function aboutComparison(
  { study }: Context,
  comparison: Comparison,
  index: number,
): AboutComparison {
  const measure = study.measures.find(({ id }) => id === comparison.measure);
  const events = comparison.events.flatMap(
    (id) => study.cohorts.find((cohort) => cohort.id === id)?.of ?? [],
  );
  const between = comparison.between.length > 0 ? comparison.between : events;
  const cohorts = between.flatMap((id) => study.cohorts.filter((cohort) => cohort.id === id));
  const visit = comparison.at ?? comparison.to?.visit ?? comparison.change?.[1] ?? null;
  const [n1, n2] = cohorts.map(({ id, n }) => {
    const summary = measure?.series
      .find(({ cohort }) => cohort === id)
      ?.visits.find((each) => each.visit === visit);
    return exactly(summary?.n ?? n);
  });
  const name =
    comparison.label ??
    [measure?.label, visit && lowerFirst(visit.replaceAll('-', ' '))].filter(Boolean).join(', ');
  return {
    path: `comparisons.${index}`,
    label: name || upperFirst(enumerate(cohorts.map(({ label }) => label))),
    measure: comparison.measure,
    cohort: comparison.cohort,
    from: comparison.from?.visit ?? comparison.change?.[0] ?? null,
    to: visit,
    between: between.length > 0 ? between : null,
    sizes: cohorts.length === 2 && n1 != null && n2 != null ? { n1, n2 } : null,
  };
}

/** A printed mean difference with its interval: its standard error. */
function differenceRows(
  context: Context,
  { difference, se, ci, how }: Comparison,
  about: AboutComparison,
): PrintedRow[] {
  if (!difference) return [];
  const printed = ['difference', shown(context, difference), intervalText(context, ci)]
    .filter(Boolean)
    .join(' ');
  const limits = ci && limitsOf(context, ci, 'ciLow', 'ciHigh');
  const { sizes, ...of } = about;
  const row = { label: about.label, printed };
  if (se) return [{ ...row, gives: `SE ${shown(context, se)}, printed`, method: '', results: [] }];
  if (!limits || !ci) return [{ ...row, gives: '', method: '', results: [] }];
  // A model's interval has degrees of freedom of its own.
  const isT = sizes !== null && !how?.model;
  const method = isT ? seFromCiTMethod : seFromCiZMethod;
  const counts: Record<string, number> = isT ? { df: sizes.n1 + sizes.n2 - 2 } : {};
  const made = atLevel(
    context,
    ci,
    method,
    { ...of, path: `${of.path}.difference` },
    limits,
    counts,
  );
  return [{ ...row, gives: `SE ${made.value}`, method: method.id, results: [made.result] }];
}

const names: Readonly<Partial<Record<Effect['kind'], string>>> = {
  or: 'OR',
  rr: 'RR',
  rd: 'RD',
  hr: 'HR',
  nnt: 'NNT',
  nnh: 'NNH',
  md: 'MD',
  smd: 'SMD',
  eta2: 'η²',
  'partial-eta2': 'partial η²',
  omega2: 'ω²',
  phi: 'φ',
  'cramers-v': 'V',
  auc: 'AUC',
  r2: 'R²',
};
const ratios: readonly Effect['kind'][] = ['or', 'rr', 'hr', 'rate-ratio'];
const standardized: readonly Effect['kind'][] = ['d', 'g', 'smd'];

function effectRows(
  context: Context,
  effect: Effect,
  { sizes: _, ...about }: AboutComparison,
  index: number,
): PrintedRow[] {
  const { kind, value, ci, p } = effect;
  const label = effect.label ?? about.label;
  const of = { ...about, label, path: `${about.path}.effects.${index}` };
  const name = names[kind] ?? kind.replaceAll('-', ' ');
  const printed = [
    [`${name} ${shown(context, value)}`, intervalText(context, ci)].filter(Boolean).join(' '),
    p ? pText(p[0].text) : '',
  ]
    .filter(Boolean)
    .join(', ');
  const row = (gives: string, made: Applied): PrintedRow => {
    const { result } = made;
    return { label, printed, gives, method: result.method, results: [result] };
  };
  const found = effectConversions(context, effect, of, row);
  return found.length > 0 ? found : [{ label, printed, gives: '', method: '', results: [] }];
}

function effectConversions(
  context: Context,
  { kind, value, se, ci }: Effect,
  about: About,
  row: (gives: string, made: Applied) => PrintedRow,
): PrintedRow[] {
  const moment = asMoment(usable(context, value));
  if (!moment) return [];
  if (ratios.includes(kind)) {
    const limits = ci && limitsOf(context, ci, 'ratioLow', 'ratioHigh');
    if (!ci || !limits) {
      return [];
    }
    const rounded = { ratio: moment, ...limits };
    const log = atLevel(context, ci, logRatioFromCiMethod, about, rounded);
    const rows = [row(`ln ${name(kind)} ${log.signed}, SE ${log.se}`, log)];
    if (kind !== 'or') return rows;
    const counts: Record<string, number> = log.result.se === null ? {} : { seLogOr: log.result.se };
    const d = applied(context, dFromOrMethod, about, { counts, rounded: { or: moment } });
    return [...rows, row(`d ${d.signed}, SE ${seLike(log, d)}`, d)];
  }
  if (standardized.includes(kind)) {
    const or = applied(context, logorFromDMethod, about, { counts: {}, rounded: { d: moment } });
    return [row(`ln OR ${or.signed}`, or)];
  }
  if (kind === 'r') {
    const d = applied(context, dFromRMethod, about, { counts: {}, rounded: { r: moment } });
    return [row(`d ${d.signed}`, d)];
  }
  if (kind === 'md' && ci && !se) {
    const limits = limitsOf(context, ci, 'ciLow', 'ciHigh');
    if (!limits) return [];
    const made = atLevel(context, ci, seFromCiZMethod, about, limits);
    return [row(`SE ${made.value}`, made)];
  }
  return [];
}

/** "P .021"; what is printed as "P = .009" stays. */
export function pText(text: string): string {
  return /^p/i.test(text) ? text : `P ${text}`;
}

const name = (kind: Effect['kind']) => names[kind] ?? kind.replaceAll('-', ' ');

/** The SE of d has the decimals of the logarithm's, of which it is some half. */
function seLike(log: Applied, { result }: Applied): string {
  const decimals = log.se.split('.')[1]?.length ?? 0;
  return result.se === null ? '–' : result.se.toFixed(decimals);
}

/** A method at the level of the printed interval, which need not be that of the report. */
function atLevel(
  context: Context,
  { level }: PrintedInterval,
  method: Method,
  about: About,
  rounded: Readonly<Record<string, Moment>>,
  counts: Readonly<Record<string, number>> = {},
): Applied {
  const own = { ...context, options: { ...context.options, level } };
  return applied(own, method, about, { counts, rounded });
}

function limitsOf(
  context: Context,
  { low, high }: PrintedInterval,
  lowName: string,
  highName: string,
): Record<string, Moment> | null {
  const ends = [asMoment(usable(context, low)), asMoment(usable(context, high))] as const;
  return ends[0] && ends[1] ? { [lowName]: ends[0], [highName]: ends[1] } : null;
}

/** "[2.00, 9.05]"; with its level where that is not 95 %. */
function intervalText(context: Context, ci: PrintedInterval | null): string {
  if (!ci) return '';
  const level = ci.level === 0.95 ? '' : `${formatPercent(ci.level, 0)} % `;
  return `${level}[${shown(context, ci.low)}, ${shown(context, ci.high)}]`;
}
