import type { Cohort, Rate } from '../../study/model.ts';
import { spanOfFigure } from '../comparisons/moments.ts';
import type { CheckContext } from '../engine/check.ts';
import { cohortOf, exactCount, statesMissing, usable, wholesOf } from '../engine/printed.ts';
import { quotient, type Span, scaled } from '../engine/span.ts';
import { type Ends, endsOf, type IntervalClaim } from './interval-claim.ts';
import type { Limits } from './limits.ts';
import { limitsByMethods, proportionMethods, rateMethods } from './limits-by-method.ts';

/** The interval of a percentage. */
export function proportionClaim(context: CheckContext, cohort: Cohort, ends: Ends): IntervalClaim {
  const { of, n, percent, how, label } = cohort;
  const whole = cohortOf(context.study, of);
  const x = exactCount(context, n);
  const value = usable(context, percent, ends.low.source);
  // Limits up to 1 can be percentages or shares of one, whatever the figure before them is.
  // A percentage may be printed of a group farther up the tree.
  const wholes = wholesOf(context.study, cohort).flatMap(({ n: whole, label: name }, index) => {
    const count = exactCount(context, whole);
    if (x === null || count === null || x > count) return [];
    return [{ n: count, reading: index === 0 ? null : `as a share of ${name} (${count})` }];
  });
  const limits = (factors: readonly number[], level: number): readonly Limits[] =>
    wholes.flatMap(({ n: all, reading }) =>
      factors.flatMap((factor) =>
        limitsByMethods(proportionMethods, { x: x ?? 0, n: all }, level, factor).map((each) => ({
          ...each,
          reading,
        })),
      ),
    );
  // Wald's upper limit can lie a little above 1.
  const asShares = !ends.high.percent && !ends.low.percent && ends.high.value <= 1.5;
  const factors = asShares ? (value === null ? [1, 100] : [100, 1]) : [100];
  return {
    ...ends,
    label: `percentage of ${label}`,
    value,
    scale: null,
    ofMeans: false,
    doubtful: false,
    none: null,
    p: null,
    how: how ?? {},
    units: asShares ? [1, 0.01] : [1],
    limits: (level) => limits(factors, level),
    inputs: [n.where, ...(whole ? [whole.n.where] : [])],
    maybeFewer: statesMissing(context.study, how),
  };
}

/** Limits of a rate are those of its number of events over the time. */
export function* rateClaim(context: CheckContext, rate: Rate): Generator<IntervalClaim> {
  const { ci, events, time, per, label, how } = rate;
  const ends = ci && endsOf(context, ci);
  if (!ends) return;
  const { source } = ends.low;
  const x = exactCount(context, events);
  const during = usable(context, time, source);
  const spansOf = (limits: Limits, over: Span): Limits => {
    const of = (span: Span) => quotient(scaled(span, per), over);
    const { low, high, nominal } = limits;
    return {
      ...limits,
      low: of(low),
      high: of(high),
      nominal: nominal && { low: of(nominal.low), high: of(nominal.high) },
    };
  };
  yield {
    ...ends,
    label: `rate of ${label}`,
    value: usable(context, rate.rate, source),
    scale: null,
    ofMeans: false,
    doubtful: false,
    none: null,
    p: null,
    how: how ?? {},
    limits: (level, rounding) =>
      x === null || !during || during.low <= 0
        ? []
        : limitsByMethods(rateMethods, { x, time: 1 }, level, 1).map((limits) => ({
            ...spansOf(limits, spanOfFigure(during, rounding, 0)),
            nominal: spansOf(limits, spanOfFigure(during, null, 0)).nominal,
          })),
    inputs: [events, during].flatMap((each) => (each ? [each.where] : [])),
    maybeFewer: false,
  };
}
