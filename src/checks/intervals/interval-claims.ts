import type { Where } from '../../errors.ts';
import type { Rounding } from '../../numeric/decimal.ts';
import type {
  Cohort,
  Comparison,
  Effect,
  Figure,
  How,
  PrintedInterval,
  PrintedP,
  Rate,
  Statistics,
} from '../../study/model.ts';
import {
  areOfOthers,
  asPairs,
  type BeforeAfter,
  type Compared,
  comparedIn,
  comparisonLabel,
  type Groups,
  maybeOthers,
} from '../comparisons/compared.ts';
import { momentsOf, spanOfFigure } from '../comparisons/moments.ts';
import { isPearson } from '../comparisons/named-test.ts';
import type { CheckContext } from '../engine/check.ts';
import { cohortOf, exactCount, statesMissing, usable, wholesOf } from '../engine/printed.ts';
import { negative, quotient, type Span, scaled } from '../engine/span.ts';
import { nSpan } from '../p-values/mean-tests.ts';
import {
  changeLimits,
  correlationLimits,
  differenceLimits,
  errorLimits,
  type Limits,
  logErrorLimits,
  meanLimits,
} from './limits.ts';
import {
  effectMethods,
  limitsByMethods,
  proportionMethods,
  rateMethods,
} from './limits-by-method.ts';

/** A printed confidence interval with what it is of. */
export interface IntervalClaim {
  /** "difference of Tremor, Active and Sham". */
  readonly label: string;
  readonly low: Figure;
  readonly high: Figure;
  readonly level: number;
  readonly levelStated: boolean;
  readonly value: Figure | null;
  /** On which scale a Wald interval has the estimate in its middle; null for neither. */
  readonly scale: 'linear' | 'log' | null;
  /** True when the estimate is a mean or a difference of means that were printed. */
  readonly ofMeans: boolean;
  /** True when the interval can be of something else than the estimate: a median beside a mean. */
  readonly doubtful: boolean;
  /** True for numbers needed to treat: the limits can lie on both sides of infinity. */
  readonly throughInfinity?: boolean;
  /** What the estimate may be multiplied by to be in the unit of the limits; 1 if left out. */
  readonly units?: readonly number[];
  /** What a Wald interval is of, where a p-value goes with it: tests of these differ from Wald's in their own ways. */
  readonly testOf?: 'means' | 'odds' | 'risks';
  /** Degrees of freedom that Student's, Welch's or the paired t test can have; left out where not known. */
  readonly df?: Span;
  /** The value of no difference; null where there is none. */
  readonly none: number | null;
  readonly p: PrintedP | null;
  readonly how: How;
  /** Limits by every method that the file has figures for. */
  readonly limits: (level: number, rounding: Rounding) => readonly Limits[];
  readonly inputs: readonly Where[];
  /** True when the file leaves open how many patients it is of. */
  readonly maybeFewer: boolean;
}

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

type Ends = Pick<IntervalClaim, 'low' | 'high' | 'level' | 'levelStated'>;

function endsOf(context: CheckContext, ci: PrintedInterval): Ends | null {
  const low = usable(context, ci.low);
  const high = usable(context, ci.high, low?.source ?? null);
  if (!low || !high) return null;
  // Some print the limits of a fall from the smaller fall to the larger one.
  const turnedRound = low.low > high.high;
  const ends = turnedRound ? { low: high, high: low } : { low, high };
  return { ...ends, level: ci.level, levelStated: ci.levelStated };
}

function proportionClaim(context: CheckContext, cohort: Cohort, ends: Ends): IntervalClaim {
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
function* rateClaim(context: CheckContext, rate: Rate): Generator<IntervalClaim> {
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

function* differenceClaim(
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

interface ComparedLimits {
  readonly means: boolean;
  readonly df: { readonly low: number; readonly high: number } | null;
  /** What Welch's degrees of freedom can be; null for patients compared with themselves. */
  readonly welchDf: { readonly low: number; readonly high: number } | null;
  readonly limits: IntervalClaim['limits'];
  readonly inputs: readonly Where[];
  readonly maybeFewer: boolean;
}

const noLimits: ComparedLimits = {
  means: false,
  df: null,
  welchDf: null,
  limits: () => [],
  inputs: [],
  maybeFewer: false,
};

function comparedLimits(
  context: CheckContext,
  comparison: Comparison,
  compared: Compared | null,
  value: Figure | null,
  source: string | null,
): ComparedLimits {
  const pairs = compared?.kind === 'groups' ? asPairs(context.study, compared, comparison) : null;
  if (pairs) {
    const paired = comparedLimits(context, comparison, pairs, value, source);
    if (!pairs.overlap) return paired;
    const apart = groupLimits(context, compared as Groups, value, source);
    const limits: ComparedLimits['limits'] = (level, rounding) => [
      ...paired.limits(level, rounding),
      ...apart.limits(level, rounding),
    ];
    return { ...apart, limits, maybeFewer: apart.maybeFewer || paired.maybeFewer };
  }
  if (compared?.kind === 'groups') return groupLimits(context, compared, value, source);
  if (compared?.kind === 'before-after') {
    return pairedLimits(context, comparison, compared, value, source);
  }
  return noLimits;
}

/** Of different patients. */
function groupLimits(
  context: CheckContext,
  compared: Groups,
  value: Figure | null,
  source: string | null,
): ComparedLimits {
  if (compared.groups.length === 2) {
    const moments = compared.groups.map(({ summary }) => momentsOf(context, summary, source));
    const [first, second] = moments;
    const [n1, n2] = compared.groups.map(({ patients }) => nSpan(patients));
    if (!first || !second || !n1 || !n2) return noLimits;
    return {
      means: first.mean !== null && second.mean !== null,
      df: { low: n1.low + n2.low - 2, high: n1.high + n2.high - 2 },
      welchDf: { low: Math.min(n1.low, n2.low) - 1, high: n1.high + n2.high - 2 },
      limits: (level, rounding) =>
        differenceLimits([first, second], [n1, n2], value, level, rounding),
      inputs: [...placesOf(moments), ...compared.groups.map(({ patients }) => patients.where)],
      maybeFewer: compared.groups.some(({ patients }) => patients.maybeFewer),
    };
  }
  return noLimits;
}

/** Of the same patients. */
function pairedLimits(
  context: CheckContext,
  comparison: Comparison,
  compared: BeforeAfter,
  value: Figure | null,
  source: string | null,
): ComparedLimits {
  const { from, to, pairs } = compared;
  const [before, after] = [from, to].map((side) => momentsOf(context, side, source));
  const n = nSpan(pairs);
  if (!before || !after || !n) return noLimits;
  const change = comparison.changeScore ? momentsOf(context, comparison.changeScore, source) : null;
  const correlation = usable(context, comparison.correlation, source);
  return {
    means: before.mean !== null && after.mean !== null,
    df: { low: n.low - 1, high: n.high - 1 },
    welchDf: null,
    limits: (level, rounding) =>
      changeLimits([before, after], change, correlation, value, n, level, rounding),
    inputs: [...placesOf([before, after, ...(change ? [change] : [])]), pairs.where],
    maybeFewer: maybeOthers(context.study, compared, comparison),
  };
}

function placesOf(moments: readonly { mean: Figure | null; spread: Figure | null }[]): Where[] {
  return moments.flatMap(({ mean, spread }) =>
    [mean, spread].flatMap((figure) => (figure ? [figure.where] : [])),
  );
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

function* effectClaim(
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

/** The four counts of two groups; null unless all are exact and can be true. */
export function tableOf(
  context: CheckContext,
  { groups }: Extract<Compared, { kind: 'events' }>,
): { x1: number; n1: number; x2: number; n2: number } | null {
  const [first, second] = groups;
  if (!first || !second || groups.length !== 2) return null;
  const [x1, n1, x2, n2] = [first.events, first.total, second.events, second.total].map((count) =>
    exactCount(context, count),
  );
  if (x1 == null || n1 == null || x2 == null || n2 == null) return null;
  return x1 <= n1 && x2 <= n2 && n1 > 0 && n2 > 0 ? { x1, n1, x2, n2 } : null;
}

/** What a kind of effect is called in a sentence. */
export function effectName(kind: Effect['kind']): string {
  return effectNames[kind] ?? kind;
}

const effectNames: Readonly<Partial<Record<Effect['kind'], string>>> = {
  or: 'odds ratio',
  rr: 'risk ratio',
  rd: 'risk difference',
  hr: 'hazard ratio',
  nnt: 'number needed to treat',
  nnh: 'number needed to harm',
  'rate-ratio': 'rate ratio',
  'rate-difference': 'rate difference',
  md: 'mean difference',
  smd: 'standardized mean difference',
  d: "Cohen's d",
  g: "Hedges' g",
  dz: 'd_z',
  'd-av': 'd_av',
  'd-rm': 'd_rm',
  'glass-delta': "Glass's Δ",
  'ratio-of-means': 'ratio of means',
  'percent-change': 'percent change',
  r: 'correlation',
  r2: 'R²',
  eta2: 'η²',
  'partial-eta2': 'partial η²',
  omega2: 'ω²',
  phi: 'φ',
  'cramers-v': "Cramér's V",
  auc: 'area under the curve',
  beta: 'coefficient',
  kappa: 'κ',
  icc: 'intraclass correlation',
};
