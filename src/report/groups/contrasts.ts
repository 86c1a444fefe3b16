import type {
  Cohort,
  Comparison,
  Measure,
  PrintedP,
  Series,
  Study,
  Summary,
} from '../../study/model.ts';
import { hasFigures } from '../moments.ts';
import { lowerFirst } from '../words.ts';

/** Two groups that are compared: differences are the first minus the second, the control. */
export interface Two {
  readonly first: Cohort;
  readonly second: Cohort;
}

/** Two groups on one measure. */
export interface Contrast extends Two {
  readonly measure: Measure;
  readonly series: readonly [Series, Series];
  /** The comparisons of the file that name just these two groups. */
  readonly printed: readonly Comparison[];
}

/** Three or more groups that the file compares, or that a measure has. */
export interface Several {
  readonly measure: Measure;
  readonly cohorts: readonly Cohort[];
  readonly printed: readonly Comparison[];
}

const controlNames = /sham|placebo|control|usual|routine|standard|conventional|wait/i;

/** The groups of a measure that share no patients, the control last. */
function armsOf({ cohorts }: Study, { series }: Measure): readonly Cohort[] {
  const own = cohorts.filter(({ id }) => series.some(({ cohort }) => cohort === id));
  const [first] = own;
  const arms = own.filter(({ of }) => of === first?.of);
  if (arms.length < 2 || arms.length < own.length - 1) return [];
  const isControl = ({ id, label }: Cohort) => controlNames.test(`${id} ${label}`);
  return [...arms.filter((arm) => !isControl(arm)), ...arms.filter(isControl)];
}

/** Groups compared on a measure: those that the file names, then those that share no patients. */
function setsOf(study: Study, measure: Measure): readonly (readonly Cohort[])[] {
  const named = study.comparisons
    .filter((comparison) => comparison.measure === measure.id)
    .map(({ between }) => between.flatMap((id) => study.cohorts.filter((one) => one.id === id)));
  const sets = [...named, armsOf(study, measure)].filter(({ length }) => length >= 2);
  const keyOf = (set: readonly Cohort[]) =>
    set
      .map(({ id }) => id)
      .sort()
      .join(' ');
  return [...new Map([...sets].reverse().map((set) => [keyOf(set), set])).values()].reverse();
}

/** Every two groups to compare on a measure: each with the last, the control, of its set. */
export function contrastsOf(study: Study, measure: Measure): readonly Contrast[] {
  const found = new Map<string, Contrast>();
  for (const set of setsOf(study, measure)) {
    const second = set.at(-1);
    for (const first of set.slice(0, -1)) {
      const series = [first, second].map((cohort) =>
        measure.series.find((one) => one.cohort === cohort?.id),
      );
      const [one, two] = series;
      if (!second || !one || !two) continue;
      const key = [first.id, second.id].sort().join(' ');
      const printed = study.comparisons.filter(
        (comparison) => comparison.measure === measure.id && namesJust(comparison, first, second),
      );
      if (!found.has(key)) found.set(key, { first, second, measure, series: [one, two], printed });
    }
  }
  return [...found.values()];
}

function namesJust({ between }: Comparison, first: Cohort, second: Cohort): boolean {
  return between.length === 2 && between.includes(first.id) && between.includes(second.id);
}

/** Sets of three or more groups of a measure. */
export function severalOf(study: Study, measure: Measure): readonly Several[] {
  return setsOf(study, measure)
    .filter(({ length }) => length > 2)
    .map((cohorts) => ({
      measure,
      cohorts,
      printed: study.comparisons.filter(
        ({ measure: id, between }) =>
          id === measure.id &&
          between.length === cohorts.length &&
          cohorts.every((cohort) => between.includes(cohort.id)),
      ),
    }));
}

/** One visit at which groups are compared, with what was printed of each. */
export interface Visit {
  readonly visit: string | null;
  readonly label: string;
  readonly summaries: readonly Summary[];
  readonly p: PrintedP | null;
}

/**
 * The visits after the baseline that all groups have; the baseline, and what has no visits, only
 * where the file compares the groups there.
 */
export function visitsOf(
  measure: Measure,
  cohorts: readonly Cohort[],
  printed: readonly Comparison[],
): readonly Visit[] {
  const series = cohorts.map(({ id }) => measure.series.find(({ cohort }) => cohort === id));
  const [first, ...others] = series;
  return (first?.visits ?? []).flatMap((summary) => {
    const { visit, label } = summary;
    const same = others.map((one) => one?.visits.find((each) => each.visit === visit));
    const at = printed.find((one) => one.at === visit && one.change === null);
    const isLater = visit !== null && visit !== first?.baseline;
    if (!same.every((each) => each !== undefined) || !(isLater || at)) return [];
    if (![summary, ...same].some(hasFigures)) return [];
    return [{ visit, label, summaries: [summary, ...same], p: at?.p ?? null }];
  });
}

/** "Tremor, 1 year"; the measure alone where it has no visits, the visit alone where it is clear. */
export function rowLabel(
  measure: Measure,
  { visit, label }: Pick<Visit, 'visit' | 'label'>,
  ofSeveral: boolean,
): string {
  if (visit === null) return measure.label;
  return ofSeveral ? `${measure.label}, ${lowerFirst(label)}` : label;
}

/** Contrasts of the same two groups together, in the order of the file. */
export function byGroups<One extends Two>(contrasts: readonly One[]): readonly (readonly One[])[] {
  const groups = new Map<string, One[]>();
  for (const contrast of contrasts) {
    const key = `${contrast.first.id} ${contrast.second.id}`;
    groups.set(key, [...(groups.get(key) ?? []), contrast]);
  }
  return [...groups.values()];
}

/** "Active minus Sham". */
export function minus({ first, second }: Two): string {
  return `${first.label} minus ${second.label}`;
}
