import type { Count, Study } from '../study/model.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import type { Verdict } from './engine/finding.ts';
import { insteadOfCount } from './engine/instead.ts';
import { cohortOf, countText, isPrinted, reportedCount, wholesOf } from './engine/printed.ts';
import { otherwise } from './engine/words.ts';

/**
 * No group is larger than the one that it is part of. Where a count may be of events or of sides
 * instead of patients (a cell of a table, a visit, a comparison), a larger one is `unexplained`.
 * Events of a rate are left out: one patient can have several.
 */
export const subsetSize: Check = {
  id: 'subset-size',
  title: 'No group is larger than the one that it is part of',
  needs: 'a count of a group and of a part of it',
  proves: 'that a part has more patients than the whole',
  cannot: 'show that a count is right: smaller counts would pass as well',
  example: '9 of the 18 with recurrence were operated on again; 19 of 18 cannot be.',
  references: [],
  gravest: 'impossible-as-entered',
  inspectSr: '4.6',
  *run(context) {
    for (const pair of pairsOf(context)) yield judge(pair);
  },
};

/** A count and one that it cannot, or should not, exceed. */
interface Pair {
  readonly part: Count;
  readonly whole: Count;
  readonly label: string;
  readonly wholeLabel: string;
  /** What else than patients may be counted, so that more of them than patients is no contradiction. */
  readonly maybe: string | null;
}

function judge(pair: Pair): Judgement {
  const { part, whole, label, wholeLabel, maybe } = pair;
  const verdict = verdictOf(part, pair);
  const passes = verdict === 'possible';
  const [small, large] = [countText(part), countText(whole)];
  const all = `${large} (${wholeLabel})`;
  const causes = [
    ...(maybe === null ? [] : [maybe]),
    'a group that is not a part of the other',
    'a misprint in one of the two',
  ];
  return {
    reported: reportedCount(part),
    label,
    verdict,
    why: passes
      ? `${small} is not more than ${all}.`
      : `${small} is more than ${all}. ${otherwise(causes)}`,
    conditions: verdict === 'impossible-as-entered' ? [`it is a part of ${wholeLabel}`] : [],
    ...(passes ? { weakness: 'smaller counts would pass as well' } : {}),
    inputs: [whole.where],
    instead: insteadOfCount(part, (other) => verdictOf(other, pair)),
  };
}

function verdictOf({ low }: Count, { whole, maybe }: Pair): Verdict {
  if (whole.high === null || low <= whole.high) return 'possible';
  return maybe === null ? 'impossible-as-entered' : 'unexplained';
}

function* pairsOf(context: CheckContext): Generator<Pair> {
  for (const pair of [...ofCohorts(context), ...ofCells(context), ...ofRows(context)]) {
    if (isPrinted(pair.part) && pair.whole.high !== null) yield pair;
  }
}

/** A cohort and the nearest one above it whose count limits it. */
function* ofCohorts(context: CheckContext): Generator<Pair> {
  for (const cohort of context.study.cohorts) {
    const whole = nearest(context, wholesOf(context.study, cohort));
    if (whole) {
      const label = `n of ${cohort.label}`;
      yield { part: cohort.n, whole: whole.n, label, wholeLabel: whole.label, maybe: null };
    }
  }
}

/** A cell and its own whole, else its column; in a table of events there may be more than patients. */
function* ofCells(context: CheckContext): Generator<Pair> {
  for (const { columns, rows } of context.study.counts) {
    for (const row of rows) {
      for (const [at, { n, of }] of row.cells.entries()) {
        const column = cohortOf(context.study, columns[at] ?? null);
        const label = `${row.label} in ${column?.label ?? 'a column'}`;
        if (of !== null) {
          const whole = { ...n, text: String(of), low: of, high: of };
          yield { part: n, whole, label, wholeLabel: 'the whole in the same cell', maybe: null };
        } else {
          const whole = nearest(context, column ? [column] : []);
          const maybe = 'events counted instead of patients';
          if (whole) yield { part: n, whole: whole.n, label, wholeLabel: whole.label, maybe };
        }
      }
    }
  }
}

/** Counts at visits, of scores, of comparisons and of correlations against their cohort. */
function* ofRows(context: CheckContext): Generator<Pair> {
  const { study } = context;
  const within = (part: Count | null, cohort: string | null, label: string): Pair[] => {
    const whole = nearest(context, wholesAndSelf(study, cohort));
    if (!part || !whole) return [];
    const maybe = 'sides or measurements counted instead of patients';
    return [{ part, whole: whole.n, label: `n ${label}`, wholeLabel: whole.label, maybe }];
  };
  for (const { label, series } of study.measures) {
    for (const { cohort, visits } of series) {
      for (const visit of visits) {
        const at = visit.visit === null ? `of ${label}` : `at ${visit.label}`;
        if (visit.nStated) yield* within(visit.n, cohort, at);
        for (const { score, n } of visit.frequencies) {
          const whole = context.impossible.has(visit.n.where.path) ? null : visit.n;
          const scored = `score ${score}, ${visit.label}`;
          const maybe = visit.nStated ? null : 'sides or measurements counted instead of patients';
          if (whole) yield { part: n, whole, label: scored, wholeLabel: visit.label, maybe };
        }
      }
    }
  }
  for (const { n, cohort, label } of study.comparisons) {
    yield* within(n, cohort, `of the comparison${label === null ? '' : ` “${label}”`}`);
  }
  for (const { n, cohort, label } of study.correlations) {
    yield* within(n, cohort, `of the correlation${label === null ? '' : ` “${label}”`}`);
  }
}

interface Group {
  readonly n: Count;
  readonly label: string;
}

function nearest({ impossible }: CheckContext, groups: readonly Group[]): Group | null {
  return groups.find(({ n }) => n.high !== null && !impossible.has(n.where.path)) ?? null;
}

function wholesAndSelf(study: Study, id: string | null): Group[] {
  const cohort = cohortOf(study, id);
  return cohort ? [cohort, ...wholesOf(study, cohort)] : [];
}
