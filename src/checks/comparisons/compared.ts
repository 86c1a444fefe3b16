import type { Where } from '../../errors.ts';
import { labelOf } from '../../study/label.ts';
import type {
  Cohort,
  Comparison,
  Count,
  Printed,
  Series,
  Side,
  Study,
  Summary,
} from '../../study/model.ts';
import type { CheckContext } from '../engine/check.ts';
import { cohortOf, isComplete, wholesOf } from '../engine/printed.ts';
import { statedTest } from './named-test.ts';

/** Patients of one cohort at two visits. */
export interface BeforeAfter {
  readonly kind: 'before-after';
  readonly from: Summary;
  readonly to: Summary;
  readonly cohort: Cohort | null;
  readonly pairs: Patients;
}

/** Different patients: their values, or their changes. */
export interface Groups {
  readonly kind: 'groups';
  readonly groups: readonly Group[];
  readonly of: 'values' | 'changes';
}

export interface Group {
  readonly label: string;
  readonly summary: Summary;
  readonly patients: Patients;
}

/** Patients with an event. */
export interface Events {
  readonly kind: 'events';
  readonly groups: readonly EventGroup[];
  /** True when all are parts of the same patients, who are then counted twice. */
  readonly sameWhole: boolean;
}

export interface EventGroup {
  readonly label: string;
  readonly events: Count;
  readonly total: Count;
  /** The percentage that is printed for them. */
  readonly percent: Printed | null;
}

export type Compared = BeforeAfter | Groups | Events;

/** How many patients a figure is of, and whether that was printed. */
export interface Patients {
  readonly low: number;
  /** null when nothing limits it. */
  readonly high: number | null;
  readonly where: Where;
  /** What is taken for granted; null when the file prints the number. */
  readonly condition: string | null;
  /** True when missing values could have left fewer. */
  readonly maybeFewer: boolean;
}

/** Two groups whose members belong together: a crossover trial, two eyes, matched patients. */
export interface Pairs extends BeforeAfter {
  /** True when no paired test is named, but the groups are too large to be of different patients. */
  readonly overlap: boolean;
}

/**
 * Two groups as pairs where the file says so: it names a paired test, or its tree of cohorts has
 * fewer patients than the two groups together. The change goes from the second group to the first.
 */
export function asPairs(study: Study, { groups }: Groups, comparison: Comparison): Pairs | null {
  const [first, second] = groups;
  if (!first || !second || groups.length > 2) return null;
  const { tests } = statedTest(comparison.how);
  const named =
    tests.includes('paired-t') && !tests.includes('student') && !tests.includes('welch');
  const whole = sharedWhole(study, comparison.between);
  const [a, b] = [first.patients, second.patients];
  const overlap = whole !== null && a.low + b.low > whole;
  if (!named && !overlap) return null;
  if (a.high === null || b.high === null || (!overlap && a.high !== b.high)) return null;
  const high = Math.min(a.high, b.high);
  const least = whole === null ? high : Math.min(high, Math.max(2, a.low + b.low - whole));
  const stated = comparison.n;
  const own = stated !== null && stated.high !== null && stated.high <= high ? stated : null;
  return {
    kind: 'before-after',
    from: second.summary,
    to: first.summary,
    cohort: null,
    pairs: {
      low: own?.low ?? (named && a.low === b.low ? high : least),
      high: own?.high ?? high,
      where: a.where,
      condition: a.condition ?? b.condition,
      maybeFewer: a.maybeFewer || b.maybeFewer,
    },
    overlap: !named,
  };
}

/** The number of patients in the nearest cohort that two cohorts are both part of. */
function sharedWhole(study: Study, [first, second]: readonly string[]): number | null {
  const [above, others] = [first, second].map((id) => wholesOf(study, cohortOf(study, id ?? null)));
  const shared = above?.find((whole) => others?.includes(whole));
  return shared?.n.high ?? null;
}

/** What a comparison compares, with the printed figures of each side; null when that is not clear. */
export function comparedIn(context: CheckContext, comparison: Comparison): Compared | null {
  const { study } = context;
  if (comparison.events.length > 0) return eventsOf(study, comparison);
  const measure = study.measures.find(({ id }) => id === comparison.measure);
  if (comparison.between.length > 1) {
    const groups = comparison.between.map((id): Group | null => {
      const series = measure?.series.find(({ cohort }) => cohort === id) ?? null;
      const label = cohortOf(study, id)?.label ?? id;
      const printed = comparison.changeScores.find(({ cohort }) => cohort === id)?.summary ?? null;
      const summary = comparison.change ? printed : (printed ?? visitOf(series, comparison.at));
      if (!summary) return null;
      const cohort = cohortOf(study, id);
      const patients = patientsOf(study, summary, cohort, comparison.n);
      // Who changed was there at both visits: fewer than the group, unless their number is printed.
      const maybeFewer = patients.maybeFewer || (summary === printed && !summary.nStated);
      return { label, summary, patients: { ...patients, maybeFewer } };
    });
    const known = groups.filter((group) => group !== null);
    if (known.length < groups.length) return null;
    const of = comparison.change || comparison.changeScores.length > 0 ? 'changes' : 'values';
    return { kind: 'groups', groups: ofThoseCompared(known, comparison.n), of };
  }
  if (!comparison.from || !comparison.to) return null;
  const series = seriesOf(measure?.series ?? [], comparison.cohort);
  const [from, to] = [comparison.from, comparison.to].map((side) => sideOf(series, side));
  if (!from || !to) return null;
  const cohort = cohortOf(study, comparison.cohort ?? series?.cohort ?? null);
  return {
    kind: 'before-after',
    from,
    to,
    cohort,
    pairs: pairsOf(study, comparison, from, to, cohort),
  };
}

/** Where another number was compared than the groups have, some of their patients were left out. */
function ofThoseCompared(groups: readonly Group[], stated: Count | null): readonly Group[] {
  const total = groups.reduce((all, { patients }) => all + patients.low, 0);
  if (stated === null || (stated.low === total && stated.high === total)) return groups;
  return groups.map((group) => ({ ...group, patients: { ...group.patients, maybeFewer: true } }));
}

/** The patients whose values were compared; none of counts, which say themselves of how many they are. */
export function patientsIn(compared: Compared | null): readonly Patients[] {
  if (compared?.kind === 'groups') return compared.groups.map(({ patients }) => patients);
  return compared?.kind === 'before-after' ? [compared.pairs] : [];
}

/** What is taken for granted of how many they are. */
export function patientConditions(compared: Compared | null): string[] {
  const conditions = patientsIn(compared).map(({ condition }) => condition);
  return [...new Set(conditions.filter((condition) => condition !== null))];
}

/** In words: "Tremor, before to 1 week", "Tremor, Active and Sham, 1 year". */
export function comparisonLabel(study: Study, comparison: Comparison): string {
  if (comparison.label !== null) return comparison.label;
  const names = (ids: readonly string[]) =>
    ids.map((id) => cohortOf(study, id)?.label ?? id).join(' and ');
  const measure = study.measures.find(({ id }) => id === comparison.measure)?.label;
  const { events, between, from, to, at, change } = comparison;
  const parts = [
    measure,
    events.length > 0 ? names(events) : between.length > 0 ? names(between) : undefined,
    at === null ? undefined : visitWords(at),
    change === null ? undefined : change.map(visitWords).join(' to '),
    from && to ? `${visitWords(from.visit)} to ${visitWords(to.visit)}` : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(', ') || 'a comparison';
}

function visitWords(id: string): string {
  const label = labelOf(id);
  return label.charAt(0).toLowerCase() + label.slice(1);
}

function seriesOf(all: readonly Series[], cohort: string | null): Series | null {
  if (cohort !== null) return all.find((series) => series.cohort === cohort) ?? null;
  return all.length === 1 ? (all[0] ?? null) : null;
}

function visitOf(series: Series | null, visit: string | null): Summary | null {
  if (!series) return null;
  if (visit !== null) return series.visits.find((each) => each.visit === visit) ?? null;
  return series.visits.length === 1 ? (series.visits[0] ?? null) : null;
}

/** The figures of just the patients compared when the file has them, else those of the visit. */
function sideOf(series: Series | null, { visit, printed }: Side): Summary | null {
  const has = printed && (printed.mean || printed.median || printed.sd);
  return has ? printed : visitOf(series, visit);
}

function eventsOf(study: Study, comparison: Comparison): Events | null {
  const groups = comparison.events.map((id): EventGroup | null => {
    const cohort = cohortOf(study, id);
    const whole = cohortOf(study, cohort?.of ?? null);
    if (!cohort || !whole) return null;
    const { label, n, percent } = cohort;
    return { label, events: n, total: whole.n, percent };
  });
  if (groups.some((group) => group === null)) return null;
  const wholes = [...new Set(comparison.events.map((id) => cohortOf(study, id)?.of ?? ''))];
  const known = groups.filter((group) => group !== null);
  const sameWhole = wholes.length === 1 || areSameTwice(study, comparison, known, wholes);
  return { kind: 'events', groups: known, sameWhole: groups.length > 1 && sameWhole };
}

/**
 * Whether the percentages beside the counts say that the wholes are not those of the file: 15
 * (65.2 %) is of 23, not of 24. What is computed of the counts may then be of other patients.
 */
export function areOfOthers({ groups }: Events): boolean {
  return groups.some(({ events, total, percent }) =>
    (percent ?? []).some(({ relation, value, decimals }) => {
      if (relation !== '=' || events.low !== events.high || total.low !== total.high) return false;
      return Math.abs((100 * events.low) / total.low - value) > 10 ** -decimals;
    }),
  );
}

/** Whether two wholes of as many patients are the same ones: McNemar's test is named, or no others are left. */
function areSameTwice(
  study: Study,
  comparison: Comparison,
  groups: readonly EventGroup[],
  wholes: readonly string[],
): boolean {
  const [first, second] = groups.map(({ total }) => (total.low === total.high ? total.low : null));
  if (wholes.length !== 2 || first == null || first !== second) return false;
  const shared = sharedWhole(study, wholes);
  const named = statedTest(comparison.how).tests.some((test) => test.startsWith('mcnemar'));
  return named || (shared !== null && shared < 2 * first);
}

/** The patients behind a summary: printed with it, or all of the cohort. */
function patientsOf(
  study: Study,
  summary: Summary,
  cohort: Cohort | null,
  stated: Count | null,
): Patients {
  // A number printed for a comparison of groups is of all groups together.
  const { n } = summary;
  const { low, high, where } = n;
  const known = n.text !== null || high !== null || low > 0;
  if (summary.nStated && known) return { low, high, where, condition: null, maybeFewer: false };
  const own = known ? n : (cohort?.n ?? n);
  const complete = isComplete(study.design);
  return {
    low: own.low,
    high: own.high,
    where: own.where,
    condition: `all ${own.text ?? own.low} of ${cohort?.label ?? 'the group'} were measured (n is not printed with the mean)`,
    maybeFewer: stated !== null || !complete,
  };
}

/** Patients measured at both visits. */
function pairsOf(
  study: Study,
  comparison: Comparison,
  from: Summary,
  to: Summary,
  cohort: Cohort | null,
): Patients {
  const { n: compared, changeScore } = comparison;
  const own = compared ?? (changeScore?.nStated ? changeScore.n : null);
  if (own && (own.text !== null || own.high !== null || own.low > 0)) {
    const { low, high, where } = own;
    return { low, high, where, condition: null, maybeFewer: false };
  }
  const [before, after] = [from, to].map((side) => patientsOf(study, side, cohort, null)) as [
    Patients,
    Patients,
  ];
  const fewer = before.maybeFewer || after.maybeFewer;
  const least = Math.min(before.high ?? Infinity, after.high ?? Infinity);
  const whole = cohort?.n.high ?? null;
  // Two parts of n patients have at least n1 + n2 − n in common.
  const common = whole === null ? 2 : Math.max(2, before.low + after.low - whole);
  const high = least === Infinity ? null : least;
  const low = high === null ? common : Math.min(common, high);
  const all = whole !== null && low === whole;
  return {
    low,
    high,
    where: after.where,
    condition: all
      ? (after.condition ?? before.condition)
      : 'any number of patients was measured both times, as it is not printed',
    maybeFewer: fewer,
  };
}

/**
 * Whether what is computed of a change may be of other patients: never where the change itself is
 * printed with its spread; else unless both visits are of the same patients for certain.
 */
export function maybeOthers(study: Study, compared: BeforeAfter, comparison: Comparison): boolean {
  const { changeScore, difference, se } = comparison;
  const size = changeScore?.mean ?? difference;
  const spread =
    changeScore?.sd ?? changeScore?.se ?? changeScore?.variance ?? changeScore?.spread ?? se;
  if (compared.pairs.maybeFewer) return true;
  return !(size && spread) && !areSamePatients(study, compared, comparison);
}

/**
 * Whether the figures of both visits are of the same patients for certain: printed for just those
 * compared, or of everyone in the cohort at both visits. Without that a change need not be the
 * difference of the two means.
 */
export function areSamePatients(
  { design }: Study,
  { from, to, pairs, cohort }: BeforeAfter,
  comparison: Comparison,
): boolean {
  const own = [
    [comparison.from, from],
    [comparison.to, to],
  ].every(([side, summary]) => (side as Side | null)?.printed === summary);
  // Even then the numbers of patients can be printed as different.
  const differ = from.nStated && to.nStated && from.n.low !== to.n.low;
  if (own) return !differ;
  const { low, high } = pairs;
  if (low !== high) return false;
  if (isComplete(design)) return true;
  const stated = [from, to].every(({ nStated, n }) => nStated && n.low === low && n.high === low);
  return stated && (cohort?.n.high === low || comparison.n?.high === low);
}
