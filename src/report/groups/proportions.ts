import { orFisherMethod } from '../../estimates/fisher.ts';
import type { Method } from '../../estimates/method.ts';
import { nntNewcombeMethod } from '../../estimates/nnt.ts';
import { orWoolfMethod } from '../../estimates/odds-ratio.ts';
import { rdNewcombeMethod, rdWaldMethod } from '../../estimates/risk-difference.ts';
import { rrKatzMethod, rrKoopmanMethod } from '../../estimates/risk-ratio.ts';
import type { TwoProportions } from '../../estimates/two-proportions.ts';
import type { Cohort, Comparison, Count, CountTable } from '../../study/model.ts';
import type { Context } from '../context.ts';
import { formatInterval, formatNumber, formatSigned } from '../digits.ts';
import type { Result } from '../report.ts';
import { noResult, type Subject } from '../results.ts';
import { enumerate } from '../words.ts';
import { applied } from './applied.ts';

/** One event in two or more groups, as printed. */
export interface EventContrast {
  readonly path: string;
  readonly label: string;
  readonly groups: readonly EventGroup[];
  readonly comparison: Comparison | null;
}

export interface EventGroup {
  readonly cohort: Cohort;
  readonly x: Count;
  /** Patients in the group; null when it is not known. */
  readonly n: number | null;
}

/** The events that the file compares: cohorts named by a comparison, or the rows of a table. */
export function eventContrasts(context: Context): readonly EventContrast[] {
  const { comparisons, counts } = context.study;
  return [
    ...comparisons.flatMap((comparison) => namedEvents(context, comparison)),
    ...counts.flatMap((table, i) => tableEvents(context, table, i)),
  ];
}

function namedEvents({ study }: Context, comparison: Comparison): EventContrast[] {
  const groups = comparison.events.flatMap((id) => {
    const event = study.cohorts.find((cohort) => cohort.id === id);
    const cohort = study.cohorts.find((each) => each.id === event?.of);
    return event && cohort ? [{ event, cohort, x: event.n, n: exactly(cohort.n) }] : [];
  });
  const [first] = groups;
  if (!first || groups.length < 2) return [];
  const label = comparison.label ?? first.event.label;
  return [{ path: `events.${comparison.events.join('-')}`, label, groups, comparison }];
}

/** A table's rows over its columns, but the one that is the sum of the others. */
function tableEvents({ study }: Context, table: CountTable, index: number): EventContrast[] {
  const columns = table.columns.map((id, at) => ({
    at,
    cohort: study.cohorts.find((cohort) => cohort.id === id),
  }));
  const parts = table.sum ? columns.slice(1) : columns;
  const ids = parts.map(({ cohort }) => cohort?.id);
  const overlap = parts.some(({ cohort }) => cohort?.of != null && ids.includes(cohort.of));
  if (parts.length < 2 || overlap) return [];
  return table.rows.map(({ id, label, cells }) => ({
    path: `counts.${index}.${id}`,
    label,
    comparison: null,
    groups: parts.flatMap(({ at, cohort }) => {
      const cell = cells[at];
      return cell && cohort ? [{ cohort, x: cell.n, n: cell.of ?? exactly(cohort.n) }] : [];
    }),
  }));
}

export const exactly = ({ low, high }: Count): number | null => (low === high ? low : null);

/** Below this count in a cell the odds ratio is Fisher's. */
const FEW = 5;

/** The four numbers of two groups; null with the reason when one is not there or cannot be true. */
export function tableOf(
  { impossible }: Context,
  [first, second]: readonly EventGroup[],
): TwoProportions | string {
  if (!first || !second) return 'missing: a second group';
  for (const { x, cohort } of [first, second]) {
    for (const { where } of [x, cohort.n]) {
      const warning = impossible.get(where.path);
      if (warning) return `impossible: ${warning.message}`;
    }
  }
  const [x1, x2] = [exactly(first.x), exactly(second.x)];
  const missing = [first, second].flatMap(({ x, n, cohort }) => [
    ...(exactly(x) === null ? [`number with the event in ${cohort.label}`] : []),
    ...(n === null ? [`number of patients in ${cohort.label}`] : []),
  ]);
  if (x1 === null || x2 === null || first.n === null || second.n === null) {
    return `missing: ${enumerate(missing)}`;
  }
  return { x1, n1: first.n, x2, n2: second.n };
}

/** What two proportions give by default, and what is pooled. */
export interface Compared {
  readonly difference: Result;
  readonly ratio: Result;
  readonly odds: Result;
  readonly needed: Result;
  /** With the standard errors that pooling takes; shown in no table. */
  readonly pooled: readonly Result[];
}

export function compared(context: Context, contrast: EventContrast): Compared {
  const table = tableOf(context, contrast.groups);
  const few = typeof table !== 'string' && cellsOf(table).some((cell) => cell < FEW);
  const by = (method: Method) => proportionResult(context, contrast, method);
  const pooled = [rdWaldMethod, rrKatzMethod, ...(few ? [orWoolfMethod] : [])];
  return {
    difference: by(rdNewcombeMethod),
    ratio: by(rrKoopmanMethod),
    odds: by(few ? orFisherMethod : orWoolfMethod),
    needed: by(nntNewcombeMethod),
    pooled: typeof table === 'string' ? [] : pooled.map(by),
  };
}

const cellsOf = ({ x1, n1, x2, n2 }: TwoProportions) => [x1, n1 - x1, x2, n2 - x2];

/** A method for two proportions applied to an event. */
export function proportionResult(
  context: Context,
  contrast: EventContrast,
  method: Method,
): Result {
  const { path, label, groups } = contrast;
  const ids = groups.map(({ cohort }) => cohort.id);
  const about: Omit<Subject, 'inputs'> = {
    path,
    label: `${label}, ${groups.map(({ cohort }) => cohort.label).join(' against ')}`,
    between: ids,
    group: `events.${ids.join('-')}`,
  };
  const table = tableOf(context, groups);
  if (typeof table === 'string') return noResult(method, { ...about, inputs: {} }, table);
  return applied(context, method, about, { counts: { ...table }, rounded: {} }).result;
}

/** "+34.3" and its interval, in per cent points. */
export function percentPoints({ value, ci }: Result): [string, string] {
  if (value === null) return ['–', '–'];
  const times100 = (limit: number | null) => (limit === null ? null : 100 * limit);
  return [
    formatSigned(100 * value, 1),
    ci ? formatInterval(times100(ci.low), times100(ci.high), 1) : '–',
  ];
}

/** "2.51" and its interval; three figures are as much as counts of patients support. */
export function ratioTexts({ value, ci }: Pick<Result, 'value' | 'ci'>): [string, string] {
  const decimals = value !== null && value >= 100 ? 0 : value !== null && value >= 10 ? 1 : 2;
  return [
    value === null ? '–' : formatNumber(value, decimals),
    ci ? formatInterval(ci.low, ci.high, decimals) : '–',
  ];
}

/** Events compared between the same groups together, in the order of the file. */
export function bySameGroups(
  contrasts: readonly EventContrast[],
): readonly (readonly EventContrast[])[] {
  const found = new Map<string, EventContrast[]>();
  for (const contrast of contrasts) {
    const key = contrast.groups.map(({ cohort }) => cohort.label).join('\n');
    found.set(key, [...(found.get(key) ?? []), contrast]);
  }
  return [...found.values()];
}
