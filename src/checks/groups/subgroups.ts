import { visitPhrase } from '../../study/label.ts';
import type { Cohort, Figure, Series, Study, Summary } from '../../study/model.ts';
import type { CheckContext } from '../engine/check.ts';
import { cohortOf, countText, statesMethod, usable } from '../engine/printed.ts';

/** A measure of a whole group and of the parts that it is divided into, at the same visit. */
export interface Subgroups {
  /** The measure and the visit: "Tremor at 1 year". */
  readonly measure: string;
  readonly whole: Group;
  readonly parts: readonly Group[];
  /** Whether the number with a score is printed for the whole and for every part. */
  readonly nStated: boolean;
  /** Whether the file names a method beyond the plain mean and SD. */
  readonly modelled: boolean;
}

/** One group at one visit. */
export interface Group {
  readonly cohort: Cohort;
  readonly summary: Summary;
}

/** Every measure that is printed for a whole and for all of its parts at the same visit. */
export function* everySubgroups({ partitions, measures, ...study }: Study): Generator<Subgroups> {
  for (const { of, into } of partitions) {
    for (const { label, series } of measures) {
      for (const visit of visitsOf(series, of)) {
        const whole = groupAt(study, series, of, visit);
        const parts = into.map((id) => groupAt(study, series, id, visit));
        const found = parts.filter((part) => part !== null);
        if (!whole || found.length < into.length || found.length < 2) continue;
        const groups = [whole, ...found];
        const when = visit === null ? '' : ` ${visitPhrase(whole.summary.label)}`;
        yield {
          measure: `${label}${when}`,
          whole,
          parts: found,
          nStated: groups.every(({ summary }) => summary.nStated),
          modelled: groups.some(({ summary }) => statesMethod(summary.how)),
        };
      }
    }
  }
}

function visitsOf(series: readonly Series[], cohort: string): (string | null)[] {
  return series
    .filter((each) => each.cohort === cohort)
    .flatMap(({ visits }) => visits.map(({ visit }) => visit));
}

function groupAt(
  study: Pick<Study, 'cohorts'>,
  series: readonly Series[],
  id: string,
  visit: string | null,
): Group | null {
  const cohort = cohortOf(study, id);
  const summary = series
    .filter((each) => each.cohort === id)
    .flatMap(({ visits }) => visits)
    .find((each) => each.visit === visit);
  return cohort && summary ? { cohort, summary } : null;
}

/** How many patients the parts have. */
export type Sizes =
  | { readonly kind: 'exact'; readonly sizes: readonly bigint[]; readonly total: bigint }
  | { readonly kind: 'limits'; readonly limits: readonly Limits[]; readonly missing: string }
  | { readonly kind: 'other'; readonly missing: string };

/** The numbers that a part can have. */
export interface Limits {
  readonly low: bigint;
  /** null where nothing limits it. */
  readonly high: bigint | null;
}

/** How many patients each part has, or can have, and whether they can make up the whole. */
export function sizesOf({ impossible }: CheckContext, { whole, parts }: Subgroups): Sizes {
  const counts = parts.map(({ summary }) => summary.n);
  const wrong = counts.findIndex(({ where }) => impossible.has(where.path));
  if (wrong >= 0) {
    return { kind: 'other', missing: `The n of ${parts[wrong]?.cohort.label} cannot be.` };
  }
  const vague = counts.findIndex(({ low, high }) => low !== high);
  if (vague >= 0) {
    return {
      kind: 'limits',
      limits: counts.map(({ low, high }) => ({
        low: BigInt(low),
        high: high === null ? null : BigInt(high),
      })),
      missing: `The n of ${parts[vague]?.cohort.label} is not known exactly.`,
    };
  }
  const sizes = counts.map(({ low }) => BigInt(low));
  const total = sizes.reduce((sum, n) => sum + n, 0n);
  if (total < 2n) return { kind: 'other', missing: 'There are fewer than two patients.' };
  const { low, high } = whole.summary.n;
  if (total < BigInt(low) || (high !== null && total > BigInt(high))) {
    const size = countText(whole.summary.n);
    return {
      kind: 'other',
      missing: `The parts have ${sizes.join(' + ')} = ${total} patients and ${whole.cohort.label} ${size}: they do not make it up.`,
    };
  }
  return { kind: 'exact', sizes, total };
}

/** The figures of the parts, of the source of the whole's first; null when one is missing. */
export function figuresOf(
  context: CheckContext,
  parts: readonly Group[],
  kind: 'mean' | 'sd',
  source: string | null,
): readonly Figure[] | null {
  const figures = parts.map(({ summary }) => usable(context, summary[kind], source));
  const found = figures.filter((figure) => figure !== null);
  return found.length === parts.length ? found : null;
}
