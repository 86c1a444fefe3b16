import type { Count, Statistics, Study } from '../study/model.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import type { Recomputed, Verdict } from './engine/finding.ts';
import { insteadOfCount } from './engine/instead.ts';
import { cohortOf, countText, isPrinted, reportedCount } from './engine/printed.ts';
import { otherwise } from './engine/words.ts';
import { cohorts, judgePercents, ofScores, percentsOf } from './groups/percents.ts';

/**
 * The parts of a partition, the columns of a table whose first column is the sum, and the
 * frequencies of scores add up to their whole, and the percentages of the parts to 100. Percentages
 * are summed over their rounding intervals, exactly.
 */
export const partitionTotal: Check = {
  id: 'partition-total',
  title: 'The parts add up to the whole',
  needs: 'a partition, a table whose first column is the sum of the others, or counts of scores',
  proves: 'that the parts do not add up to the whole',
  cannot: 'tell which of the counts is wrong, or see two slips that cancel out',
  example: '92 + 58 + 21 = 171.',
  references: [],
  gravest: 'inconsistent',
  inspectSr: '4.6',
  *run(context) {
    for (const total of totalsOf(context.study)) {
      if (isPrinted(total.whole)) yield judge(context, total);
    }
    for (const percents of percentsOf(context.study)) yield* judgePercents(context, percents);
    yield* ofScores(context);
  },
};

/** Counts that add up to another one. */
interface Total {
  readonly whole: Count;
  /** What the whole is, to complete "the 171 of …". */
  readonly label: string;
  readonly parts: readonly { readonly n: Count; readonly label: string }[];
  /** True when patients may be in none of the parts. */
  readonly mayFallShort: boolean;
  /** True when a patient may be in two parts. */
  readonly mayOverlap: boolean;
}

function judge(context: CheckContext, total: Total): Judgement {
  const { whole, parts, label } = total;
  const verdict = verdictOf(context, total, whole);
  const { low, high } = sumOf(parts);
  const recomputed: Recomputed = { low, high, nominal: low === high ? low : null };
  return {
    reported: reportedCount(whole),
    label: `total of ${label}`,
    verdict,
    recomputed: verdict === 'not-checkable' ? null : recomputed,
    why: reason(context, total, verdict),
    inputs: parts.filter(({ n }) => isPrinted(n)).map(({ n }) => n.where),
    instead: insteadOfCount(whole, (other) => verdictOf(context, total, other)),
  };
}

function verdictOf({ impossible }: CheckContext, total: Total, whole: Count): Verdict {
  const { parts, mayFallShort, mayOverlap } = total;
  if ([whole, ...parts.map(({ n }) => n)].some(({ where }) => impossible.has(where.path))) {
    return 'not-checkable';
  }
  const { low, high } = sumOf(parts);
  if (whole.high !== null && low > whole.high) return mayOverlap ? 'unexplained' : 'inconsistent';
  if (parts.some(({ n }) => !isPrinted(n))) return 'not-checkable';
  if (high !== null && high < whole.low) return mayFallShort ? 'possible' : 'inconsistent';
  return low === high && whole.low === whole.high ? 'reproduced' : 'possible';
}

function sumOf(parts: Total['parts']): { readonly low: number; readonly high: number | null } {
  let [low, high]: [number, number | null] = [0, 0];
  for (const { n } of parts) {
    low += n.low;
    high = high === null || n.high === null ? null : high + n.high;
  }
  return { low, high };
}

function reason({ impossible }: CheckContext, total: Total, verdict: Verdict): string {
  const { whole, parts, label, mayOverlap } = total;
  const printed = parts.filter(({ n }) => isPrinted(n));
  const { low, high } = sumOf(printed);
  const terms = printed.map(({ n }) => countText(n)).join(' + ');
  const sum = `${terms} ${low === high ? `= ${low}` : `is ${low} to ${high ?? 'any number'}`}`;
  const all = `${countText(whole)} (${label})`;
  const causes = [
    'patients in two of the parts',
    ...(mayOverlap || (high ?? low) < whole.low ? ['patients in none'] : []),
    'missing values',
    'a misprint in one of the counts',
  ];
  switch (verdict) {
    case 'not-checkable': {
      const lost = parts.filter(({ n }) => !isPrinted(n) || impossible.has(n.where.path));
      if (lost.length === 0) return `The count of ${label} cannot be: nothing is compared with it.`;
      const names = lost.map((part) => part.label).join(', ');
      const [what, they] =
        lost.length === 1
          ? ['count', 'is missing, or cannot be. It']
          : ['counts', 'are missing, or cannot be. They'];
      const beside = terms === '' ? '' : ` beside ${terms}`;
      return `The ${what} of ${names} ${they} would be needed${beside} to compare the sum with ${all}.`;
    }
    case 'inconsistent':
    case 'unexplained':
      return `${sum}, not ${all}. ${otherwise(causes)}`;
    case 'possible':
      return high !== null && high < whole.low
        ? `${sum}, of ${all}: the others are not printed or have no score.`
        : `${sum}, which can be ${all}.`;
    default:
      return `${sum}.`;
  }
}

function* totalsOf(study: Study): Generator<Total> {
  const exact = { mayFallShort: false, mayOverlap: false };
  for (const { of, into } of study.partitions) {
    const whole = cohortOf(study, of);
    if (whole) yield { whole: whole.n, label: whole.label, parts: cohorts(study, into), ...exact };
  }
  for (const { columns, rows, sum } of study.counts) {
    if (!sum || columns.length < 2) continue;
    const [first, ...others] = cohorts(study, columns);
    const same = study.partitions.some(
      ({ of, into }) =>
        of === first?.id &&
        [...into].sort().join() ===
          others
            .map(({ id }) => id)
            .sort()
            .join(),
    );
    if (first && !same) yield { whole: first.n, label: first.label, parts: others, ...exact };
    for (const row of rows) {
      const [whole, ...cells] = row.cells;
      const parts = cells.map(({ n }, at) => ({ n, label: others[at]?.label ?? row.label }));
      if (whole) yield { whole: whole.n, label: row.label, parts, ...exact };
    }
  }
  for (const { series } of study.measures) {
    for (const { visits } of series) {
      for (const visit of visits) yield* ofFrequencies(visit, visit.label);
    }
  }
  for (const values of study.values) yield* ofFrequencies(values, values.label);
}

/**
 * Scores that are not printed may have patients too. Those like "4-5" may overlap with others, and
 * where the visit has no n of its own, sides may be scored: then a larger sum is no contradiction.
 */
function* ofFrequencies(
  { n: whole, nStated, frequencies }: Statistics,
  label: string,
): Generator<Total> {
  const parts = frequencies
    .filter(({ n }) => isPrinted(n))
    .map(({ n, score }) => ({ n, label: `score ${score}` }));
  if (parts.length === 0) return;
  const mayOverlap = !nStated || frequencies.some(({ score }) => !/^\d+(?:\.\d+)?$/.test(score));
  yield { whole, label: `the patients at ${label}`, parts, mayFallShort: true, mayOverlap };
}
