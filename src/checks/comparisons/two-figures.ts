import { type ExactInterval, minus, rationalToNumber } from '../../numeric/exact-interval.ts';
import { type Rational, subtractRationals } from '../../numeric/rational.ts';
import { visitPhrase } from '../../study/label.ts';
import type { Comparison, Figure, Measure, Scale, Study, Summary } from '../../study/model.ts';
import type { CheckContext } from '../engine/check.ts';
import type { Recomputed } from '../engine/finding.ts';
import {
  cohortOf,
  exactValue,
  isComplete,
  statesMissing,
  usable,
  windowOf,
} from '../engine/printed.ts';

/** The two figures that a comparison compares: before and after, or second and first group. */
export interface Pair {
  readonly from: Figure;
  readonly to: Figure;
  /** "before", "at 1 week", "in Active". */
  readonly fromPlace: string;
  readonly toPlace: string;
  readonly of: 'mean' | 'median';
  readonly scale: Scale | null;
  /** Whether the file leaves room for the same patients at both visits. */
  readonly samePatients: boolean;
  /** Whether both figures are printed with the number of patients they are of. */
  readonly nStated: boolean;
}

/** The figures of a comparison; null when they are not printed, or not two. */
export function pairOf(context: CheckContext, comparison: Comparison): Pair | null {
  const measure = context.study.measures.find(({ id }) => id === comparison.measure);
  const sides = measure && sidesOf(context.study, comparison, measure);
  if (!sides) return null;
  const { from, to, fromPlace, toPlace } = sides;
  const { source } = comparison;
  for (const of of ['mean', 'median'] as const) {
    const [a, b] = [usable(context, from[of], source), usable(context, to[of], source)];
    if (!a || !b) continue;
    const sameN = from.n.low === to.n.low && from.n.high === to.n.high;
    const samePatients =
      comparison.between.length === 0 && sameN && !statesMissing(context.study, comparison.how);
    const nStated = isComplete(context.study.design) || (from.nStated && to.nStated);
    const { scale } = measure;
    return { from: a, to: b, fromPlace, toPlace, of, scale, samePatients, nStated };
  }
  return null;
}

interface Sides {
  readonly from: Summary;
  readonly to: Summary;
  readonly fromPlace: string;
  readonly toPlace: string;
}

/** What was compared: two visits of one cohort, or two cohorts at one visit (first − second). */
function sidesOf(study: Study, comparison: Comparison, { series }: Measure): Sides | null {
  const { from, to, between, at, change, cohort } = comparison;
  const summary = (group: string | null, visit: string | null): Summary | null => {
    const found = series.filter((each) => group === null || each.cohort === group);
    if (found.length !== 1) return null;
    return found[0]?.visits.find((each) => each.visit === visit) ?? null;
  };
  if (from && to && between.length === 0) {
    const [before, after] = [from, to].map(
      ({ printed, visit }) => printed ?? summary(cohort, visit),
    );
    if (!before || !after) return null;
    const [fromPlace, toPlace] = [visitPhrase(before.label), visitPhrase(after.label)];
    return { from: before, to: after, fromPlace, toPlace };
  }
  const [first, second, third] = between;
  if (first === undefined || second === undefined || third !== undefined || change) return null;
  const [one, other] = [summary(first, at), summary(second, at)];
  if (!one || !other) return null;
  const place = (id: string) => `in ${cohortOf(study, id)?.label ?? id}`;
  return { from: other, to: one, fromPlace: place(second), toPlace: place(first) };
}

/** Every difference to − from over the rounding of the two. */
export function difference({ rounding }: CheckContext, from: Figure, to: Figure): ExactInterval {
  return minus(windowOf(to, rounding), windowOf(from, rounding));
}

/** A difference to show, with that of the figures as printed. */
export function recomputedOf({ low, high }: ExactInterval, { from, to }: Pair): Recomputed {
  const number = (end: Rational | null) => end && rationalToNumber(end);
  const exact = subtractRationals(exactValue(to), exactValue(from));
  return { low: number(low), high: number(high), nominal: number(exact) };
}

/** "1.72 at 1 week is lower than 4.33 before". */
export function orderOf({ from, to, fromPlace, toPlace }: Pair): string {
  const order =
    to.value > from.value ? 'higher than' : to.value < from.value ? 'lower than' : 'the same as';
  return `${to.text} ${toPlace} is ${order} ${from.text} ${fromPlace}`;
}
