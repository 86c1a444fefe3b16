import type { How, Statistics } from '../../study/model.ts';
import { comparedIn, comparisonLabel } from '../comparisons/compared.ts';
import { momentsOf } from '../comparisons/moments.ts';
import { isPearson } from '../comparisons/named-test.ts';
import type { CheckContext } from '../engine/check.ts';
import { cohortOf, exactCount, usable } from '../engine/printed.ts';
import { nSpan } from '../p-values/test-from.ts';
import { differenceClaim, effectClaim } from './comparison-claims.ts';
import { proportionClaim, rateClaim } from './count-claims.ts';
import { endsOf, type IntervalClaim } from './interval-claim.ts';
import { correlationLimits, errorLimits, meanLimits } from './limits.ts';

/** Every printed confidence interval of the study that can be read. */
export function* intervalClaims(context: CheckContext): Generator<IntervalClaim> {
  const { study } = context;
  for (const cohort of study.cohorts) {
    const ends = cohort.ci && endsOf(context, cohort.ci);
    if (ends) yield proportionClaim(context, cohort, ends);
  }
  for (const measure of study.measures) {
    for (const series of measure.series) {
      for (const visit of series.visits) {
        const of = [measure.label, cohortOf(study, series.cohort)?.label, visit.visit];
        const label = of.filter((part) => part != null).join(', ');
        yield* meanClaim(context, visit, `mean of ${label}`, null);
      }
    }
  }
  for (const values of study.values)
    yield* meanClaim(context, values, `mean of ${values.label}`, null);
  for (const rate of study.rates) yield* rateClaim(context, rate);
  for (const comparison of study.comparisons) {
    const compared = comparedIn(context, comparison);
    yield* differenceClaim(context, comparison, compared);
    if (comparison.changeScore) {
      const label = `mean change, ${comparisonLabel(study, comparison)}`;
      yield* meanClaim(context, comparison.changeScore, label, comparison.how);
    }
    for (const effect of comparison.effects) {
      yield* effectClaim(context, comparison, effect, compared);
    }
  }
  for (const { ci, r, n, p, how, label, where } of study.correlations) {
    const ends = ci && endsOf(context, ci);
    if (!ends) continue;
    const value = usable(context, r, ends.low.source);
    const count = exactCount(context, n);
    yield {
      ...ends,
      label: label ?? 'a correlation',
      value,
      scale: null,
      ofMeans: false,
      doubtful: false,
      none: 0,
      p,
      how: how ?? {},
      limits: (level, rounding) =>
        value && count !== null ? correlationLimits(value, count, level, rounding) : [],
      inputs: [value?.where ?? where],
      // Limits of ranks and of partial correlations have another standard error.
      maybeFewer: !isPearson(how),
    };
  }
}

function* meanClaim(
  context: CheckContext,
  summary: Statistics,
  label: string,
  how: How | null,
): Generator<IntervalClaim> {
  const ends = summary.ci && endsOf(context, summary.ci);
  const value = usable(context, summary.mean, ends?.low.source ?? null);
  if (!ends || !value) return;
  const moments = momentsOf(context, summary, ends.low.source);
  const { low, high } = summary.n;
  const n = nSpan({ low, high, where: summary.n.where, condition: null, maybeFewer: false });
  const se = usable(context, summary.se, ends.low.source);
  yield {
    ...ends,
    label,
    value,
    scale: 'linear',
    ofMeans: summary.median === null && summary.geometricMean === null,
    doubtful: summary.median !== null || summary.geometricMean !== null,
    none: null,
    p: null,
    how: { ...how, ...summary.how },
    limits: (level, rounding) => [
      ...(se
        ? errorLimits(value, se, n && { low: n.low - 1, high: n.high - 1 }, null, level, rounding)
        : []),
      ...(n ? meanLimits(moments, n, level, rounding) : []),
    ],
    inputs: [
      value.where,
      ...[se ?? moments.spread].flatMap((each) => (each ? [each.where] : [])),
      summary.n.where,
    ],
    maybeFewer: !summary.nStated,
  };
}
