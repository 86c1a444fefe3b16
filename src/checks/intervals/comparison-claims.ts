import type { Comparison, Effect, Figure } from '../../study/model.ts';
import { type Compared, comparisonLabel } from '../comparisons/compared.ts';
import { areOfOthers } from '../comparisons/same-patients.ts';
import type { CheckContext } from '../engine/check.ts';
import { usable } from '../engine/printed.ts';
import { negative } from '../engine/span.ts';
import type { ComparedLimits } from './compared-limits.ts';
import { comparedLimits, noLimits, tableOf } from './compared-limits.ts';
import { effectName } from './effect-names.ts';
import { type Ends, endsOf, type IntervalClaim } from './interval-claim.ts';
import { errorLimits, type Limits, logErrorLimits } from './limits.ts';
import { effectMethods, limitsByMethods } from './limits-by-method.ts';

/** The interval of the difference of a comparison. */
export function* differenceClaim(
  context: CheckContext,
  comparison: Comparison,
  compared: Compared | null,
): Generator<IntervalClaim> {
  const ends = comparison.ci && endsOf(context, comparison.ci);
  if (!ends) return;
  const source = ends.low.source;
  const value = usable(context, comparison.difference, source);
  const of = comparedLimits(context, comparison, compared, value, source);
  const se = usable(context, comparison.se, source);
  yield {
    ...ends,
    label: `difference of ${comparisonLabel(context.study, comparison)}`,
    value,
    scale: compared?.kind === 'events' ? null : 'linear',
    ofMeans: of.means,
    doubtful: false,
    ...(compared?.kind !== 'events' && { testOf: 'means' as const }),
    ...dfOf(of),
    none: 0,
    p: comparison.p,
    how: comparison.how ?? {},
    ...(compared?.kind === 'events' && { units: unitsOfShares(value, ends) }),
    limits: (level, rounding) => {
      const all = [
        ...(value && se ? errorLimits(value, se, of.df, of.welchDf, level, rounding) : []),
        ...of.limits(level, rounding),
      ];
      return maybeTurned(value, ends) ? [...all, ...all.map(turned)] : all;
    },
    inputs: [value, se].flatMap((figure) => (figure ? [figure.where] : [])).concat(of.inputs),
    maybeFewer: of.maybeFewer,
  };
}

/** Whether limits can be of the difference the other way round: it is not printed, or lies there so. */
function maybeTurned(value: Figure | null, { low, high }: Ends): boolean {
  if (value === null) return true;
  const inside = (from: number, to: number) => from <= high.high && to >= low.low;
  return !inside(value.low, value.high) && inside(-value.high, -value.low);
}

/** Whether limits must be in percent: Wald's can lie a little beyond 1. */
function isInPercent(low: Figure, high: Figure): boolean {
  return low.percent || high.percent || Math.max(-low.value, high.value) > 1.5;
}

/** What a difference of two shares can be multiplied by to be in the unit of its limits. */
function unitsOfShares(value: Figure | null, { low, high }: Ends): readonly number[] {
  const percent = isInPercent(low, high);
  if (value === null) return [1];
  return percent ? (value.percent ? [1] : [1, 100]) : [1, 0.01];
}

function turned(limits: Limits): Limits {
  const { low, high, nominal } = limits;
  return {
    ...limits,
    title: `${limits.title}, taken the other way round`,
    low: negative(high),
    high: negative(low),
    nominal: nominal && { low: negative(nominal.high), high: negative(nominal.low) },
  };
}

const logScale: readonly string[] = ['or', 'rr', 'hr', 'rate-ratio', 'ratio-of-means'];

const linearScale: readonly string[] = ['md', 'rd', 'rate-difference', 'beta'];

const noneIsZero: readonly string[] = [
  'md',
  'rd',
  'rate-difference',
  'beta',
  'smd',
  'd',
  'g',
  'dz',
  'd-av',
  'd-rm',
  'glass-delta',
  'r',
  'phi',
];

/** A coefficient can be of any model, a logistic one too. */
const testedAs: Readonly<Partial<Record<Effect['kind'], IntervalClaim['testOf']>>> = {
  md: 'means',
  'ratio-of-means': 'means',
  or: 'odds',
  hr: 'odds',
  'rate-ratio': 'odds',
  rr: 'risks',
  rd: 'risks',
  'rate-difference': 'risks',
  beta: 'risks',
};

/** By Welch's test they are fewer than by Student's. */
function dfOf({ df, welchDf }: ComparedLimits): Pick<IntervalClaim, 'df'> {
  return df === null ? {} : { df: { low: welchDf?.low ?? df.low, high: df.high } };
}

/** The interval of an effect size. */
export function* effectClaim(
  context: CheckContext,
  comparison: Comparison,
  effect: Effect,
  compared: Compared | null,
): Generator<IntervalClaim> {
  const ends = effect.ci && endsOf(context, effect.ci);
  if (!ends) return;
  const { kind } = effect;
  const value = usable(context, effect.value, ends.low.source);
  // Through infinity: all below the one and all above the other limit.
  if ((kind === 'nnt' || kind === 'nnh') && ends.low.value < 0 && ends.high.value > 0) return;
  const ratio = logScale.includes(kind);
  const means =
    kind === 'md'
      ? comparedLimits(context, comparison, compared, value, ends.low.source)
      : noLimits;
  const table =
    compared?.kind === 'events' && !compared.sameWhole ? tableOf(context, compared) : null;
  const se = usable(context, effect.se, ends.low.source);
  const factors = kind !== 'rd' ? [1] : isInPercent(ends.low, ends.high) ? [100] : [1, 100];
  const onlyOne = comparison.effects.length === 1;
  yield {
    ...ends,
    label: `${effect.label ?? effectName(kind)}, ${comparisonLabel(context.study, comparison)}`,
    value,
    scale: ratio ? 'log' : linearScale.includes(kind) ? 'linear' : null,
    ofMeans: means.means,
    doubtful: false,
    ...((kind === 'nnt' || kind === 'nnh') && { throughInfinity: true }),
    ...(kind === 'rd' && { units: unitsOfShares(value, ends) }),
    ...(testedAs[kind] && { testOf: testedAs[kind] }),
    ...dfOf(means),
    none: ratio ? 1 : noneIsZero.includes(kind) ? 0 : null,
    p: effect.p ?? (onlyOne ? comparison.p : null),
    how: { ...comparison.how, ...effect.how },
    limits: (level, rounding) => [
      ...(value && se && ratio ? logErrorLimits(value, se, level, rounding) : []),
      ...(value && se && !ratio
        ? errorLimits(value, se, means.df, means.welchDf, level, rounding)
        : []),
      ...means.limits(level, rounding),
      ...(means.means && maybeTurned(value, ends) ? means.limits(level, rounding).map(turned) : []),
      ...(table ? factors.flatMap((factor) => tableLimits(kind, table, level, factor)) : []),
    ],
    inputs: [
      ...[value, se].flatMap((figure) => (figure ? [figure.where] : [])),
      ...means.inputs,
      ...(table && compared?.kind === 'events'
        ? compared.groups.flatMap(({ events, total }) => [events.where, total.where])
        : []),
    ],
    maybeFewer: means.maybeFewer || (compared?.kind === 'events' && areOfOthers(compared)),
  };
}

/** By the methods for a kind of effect; then with the two groups exchanged, as nothing says which comes first. */
function tableLimits(
  kind: Effect['kind'],
  { x1, n1, x2, n2 }: { x1: number; n1: number; x2: number; n2: number },
  level: number,
  factor: number,
): Limits[] {
  const ids = effectMethods[kind] ?? [];
  const turnedTable = { x1: x2, n1: n2, x2: x1, n2: n1 };
  return [
    ...limitsByMethods(ids, { x1, n1, x2, n2 }, level, factor),
    ...limitsByMethods(ids, turnedTable, level, factor).map((limits) => ({
      ...limits,
      title: `${limits.title}, the other way round`,
    })),
  ];
}
