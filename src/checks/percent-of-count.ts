import {
  between,
  type ExactInterval,
  isPoint,
  quotient,
  times,
} from '../numeric/exact-interval.ts';
import { rational } from '../numeric/rational.ts';
import type { Cohort, Count, Figure, Study } from '../study/model.ts';
import type { Check, CheckContext, Judgement } from './check.ts';
import { type Candidate, type Decision, decide } from './decide.ts';
import { cohortOf, countWindow, reportedFigure, withText } from './printed.ts';
import { otherwise, percentText } from './words.ts';

/** A printed percentage is its count over the count of the group that it is part of. */
export const percentOfCount: Check = {
  id: 'percent-of-count',
  title: 'A printed percentage is the count over the count of the whole',
  needs: 'a group with a count and a percentage, and the count of the group that it is part of',
  proves: 'that these counts do not give the printed percentage',
  cannot: 'show that the counts are right: other counts can have the same percentage',
  example: '28 of 171 are 16.37 %, printed as 16.4; 29 of 171 would be 16.96 %, printed as 17.0.',
  references: [],
  gravest: 'inconsistent',
  inspectSr: '4.8',
  *run(context) {
    for (const cohort of context.study.cohorts) {
      for (const figure of cohort.percent ?? []) yield* judge(context, cohort, figure);
    }
  },
};

function* judge(context: CheckContext, cohort: Cohort, figure: Figure): Generator<Judgement> {
  const whole = cohortOf(context.study, cohort.of);
  if (!whole || context.impossible.has(figure.where.path)) return;
  const decision = decideShare(context, cohort, whole, figure);
  yield {
    reported: reportedFigure(figure),
    label: `percentage of ${cohort.label}`,
    verdict: decision.verdict,
    recomputed: decision.recomputed,
    why: reason(decision, cohort, whole, figure),
    tried: decision.tried,
    inputs: [cohort.n.where, whole.n.where],
    instead: {
      verdict: (text) => {
        const other = withText(figure, text);
        return other ? decideShare(context, cohort, whole, other).verdict : 'not-checkable';
      },
      range: { low: 0, high: 100 },
    },
  };
}

function decideShare(
  { study, rounding, impossible }: CheckContext,
  { n }: Cohort,
  whole: Cohort,
  figure: Figure,
): Decision {
  const known = !impossible.has(n.where.path) && !impossible.has(whole.n.where.path);
  const candidates = known ? sharesOf(n, [whole, ...ancestorsOf(study, whole)]) : [];
  return decide({
    figure,
    rounding,
    domain: { min: 0, max: 100 },
    standing: 'definition',
    candidates: () => candidates,
  });
}

/** The count over each whole; of "up to 28" the limit itself first. */
function sharesOf(part: Count, wholes: readonly Cohort[]): Candidate[] {
  return wholes.flatMap(({ n, label }, depth) => {
    const of = depth === 0 ? null : `as a share of ${label} (${n.text ?? n.low})`;
    if (part.low === part.high) return shareOf(countWindow(part), n, of);
    const below = `as a count within “${part.text ?? `${part.low} to ${part.high}`}”`;
    const limit = part.high === null ? null : rational(BigInt(part.high));
    return [
      ...(limit ? shareOf(between(limit, limit), n, of) : []),
      ...shareOf(countWindow(part), n, of === null ? below : `${of}, ${below}`),
    ];
  });
}

function shareOf(part: ExactInterval, whole: Count, assumption: string | null): Candidate[] {
  if (part.high === null || whole.high === null || whole.low === 0) return [];
  const interval = quotient(times(part, rational(100n)), countWindow(whole));
  if (interval === null) return [];
  return [{ assumption, interval, nominal: isPoint(interval) ? interval : null, proved: true }];
}

function reason(decision: Decision, cohort: Cohort, whole: Cohort, figure: Figure): string {
  const [part, all] = [cohort.n, whole.n].map((n) => n.text ?? `${n.low} to ${n.high ?? '?'}`);
  const { stated, recomputed, candidate, verdict } = decision;
  if (verdict === 'not-checkable') {
    return `The count of ${cohort.label} or of ${whole.label} is missing.`;
  }
  const decimals = figure.decimals + 2;
  const arithmetic = `${part} of ${all} ${part === '1' ? 'is' : 'are'} ${percentText(stated, decimals)}.`;
  if (verdict === 'inconsistent') {
    const causes = ['another denominator', 'missing values', 'a misprint in one of the three'];
    return `${arithmetic} Printed is ${figure.text}. ${otherwise(causes)}`;
  }
  const how = candidate?.assumption
    ? ` The printed ${figure.text} is reproduced ${candidate.assumption}: ${percentText(recomputed, decimals)}.`
    : '';
  return arithmetic + how + (decision.truncated ? ' It fits if digits were cut off.' : '');
}

function ancestorsOf(study: Study, cohort: Cohort): Cohort[] {
  const parent = cohortOf(study, cohort.of);
  return parent ? [parent, ...ancestorsOf(study, parent)] : [];
}
