import { betaTails } from '../../numeric/beta.ts';
import { chiSquareLogUpper, chiSquareTails } from '../../numeric/chi-square.ts';
import {
  absolute,
  type Chain,
  chain,
  type Enclosed,
  enclosed,
  falling,
  logarithm,
  minus,
  monotone,
  monotoneInBoth,
  nearly,
  negative,
  over,
  plus,
  rising,
  root,
  squared,
  type Term,
  times,
} from '../../numeric/enclosed.ts';
import { hedgesJ } from '../../numeric/hedges-j.ts';
import {
  common,
  everything,
  type Interval,
  opposite,
  product,
  quotient,
  square,
  squareRoot,
  sum,
  within,
} from '../../numeric/interval.ts';
import { noncentralTNcp } from '../../numeric/noncentral-t.ts';
import { normalLogTwoSided, normalTails } from '../../numeric/normal.ts';
import { tLogTwoSided, tTails } from '../../numeric/student-t.ts';
import { normalCritical, tCritical } from '../wald.ts';

/** The numbers of an estimate by name; a by-product is "details.sdChange". Computed when asked for. */
export type EnclosedResults = Readonly<Record<string, () => Enclosed>>;

/** A method's formula over enclosed inputs: its proof for a box of inputs. Counts stay numbers. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds formulas of different inputs
export type Enclosure<Input = any> = (input: Input, level: number) => EnclosedResults;

/** The inputs of a method with each number enclosed, but for the counts. */
export type Terms<Input, Counts extends keyof Input = never> = {
  readonly [Name in keyof Input]: Name extends Counts ? number : Term;
};

const probability: Interval = { low: 0, high: 1 };
const noLogarithm: Interval = { low: -Infinity, high: 0 };

/** Degrees of freedom that a distribution takes: beyond, it is normal to all digits. */
const df = (x: number) => Math.min(Math.max(x, 1e-300), 1e300);

export const z = (level: number): Enclosed => nearly(normalCritical(level));

/**
 * The critical value of t falls as df rises: of two t distributions the one with fewer df has the
 * heavier tails everywhere, because their densities cross once on each side of 0.
 */
export function t(level: number, degrees: Term): Enclosed {
  const of = (x: number) => tCritical(level, df(x));
  return monotone(degrees, { of, slope: falling });
}

export const j = (degrees: number): Enclosed => nearly(hedgesJ(degrees), 1e-14);

/** Two-sided p of t: it falls with |t|, and with df (as the critical value does). */
export function tP(statistic: Term, degrees: Term): EnclosedResults {
  const size = absolute(statistic);
  return {
    p: () =>
      monotoneInBoth(size, degrees, {
        of: (x, m) => 2 * tTails(-x, df(m)).lower,
        slopes: [falling, falling],
        range: probability,
      }),
    logP: () =>
      monotoneInBoth(size, degrees, {
        of: (x, m) => tLogTwoSided(x, df(m)),
        slopes: [falling, falling],
        range: noLogarithm,
      }),
  };
}

/** Two-sided p of z, which falls with |z|. */
export function normalP(statistic: Term): EnclosedResults {
  const size = absolute(statistic);
  return {
    p: () =>
      monotone(size, {
        of: (x) => 2 * normalTails(-x).lower,
        slope: falling,
        range: probability,
      }),
    logP: () => monotone(size, { of: normalLogTwoSided, slope: falling, range: noLogarithm }),
  };
}

/** Upper tail of χ²: it falls with χ², and rises with df (a sum of more squares). */
export function chiSquareP(statistic: Term, degrees: Term): EnclosedResults {
  const slopes = [falling, rising] as const;
  const of = (x: number, m: number) => chiSquareTails(x, df(m)).upper;
  const log = (x: number, m: number) => chiSquareLogUpper(x, df(m));
  return {
    p: () => monotoneInBoth(statistic, degrees, { of, slopes, range: probability }),
    logP: () => monotoneInBoth(statistic, degrees, { of: log, slopes, range: noLogarithm }),
  };
}

/**
 * Upper tail of F as the lower tail I of a beta distribution at x = df2/(df2 + df1 F) with the shapes
 * df2/2 and df1/2: it rises with x, falls with the first shape and rises with the second.
 */
export function fP(statistic: Term, df1: Term, df2: Term): EnclosedResults {
  const p = () => {
    const above = times(df1, statistic);
    const whole = plus(df2, above);
    const x = over(df2, whole).value;
    const y = over(above, whole).value;
    const [a, b] = [enclosed(df2).value, enclosed(df1).value];
    // x is named by itself or by its complement, whichever is the smaller and keeps its digits.
    const tail = (at: number, rest: number, first: number, second: number) => {
      const [near, far] = at <= 0.5 ? [at, 1 - at] : [1 - rest, rest];
      return near <= 0 ? 0 : betaTails(near, far, df(first) / 2, df(second) / 2).lower;
    };
    const exact = a.low === a.high && b.low === b.high;
    const low = within(tail(clipped(x.low), clipped(y.high), a.high, b.low), 1e-11).low;
    const high = within(tail(clipped(x.high), clipped(y.low), a.low, b.high), 1e-11).high;
    const unary = monotone(enclosed(statistic), { of: () => 0, slope: falling });
    return {
      value: { low: Math.max(0, low), high: Math.min(1, high) },
      slopes: exact ? unary.slopes : unknownSlopes([statistic, df1, df2]),
    };
  };
  return { p, logP: () => logarithm(p()) };
}

const clipped = (x: number): number => Math.min(1, Math.max(0, x));

/** Nothing is known of how it depends on the inputs that the terms depend on. */
function unknownSlopes(terms: readonly Term[]): readonly Interval[] {
  const all = terms.map((term) => enclosed(term).slopes);
  const size = Math.max(...all.map(({ length }) => length));
  return Array.from({ length: size }, (_, i) => {
    const touched = all.some((slopes) => {
      const slope = slopes[i];
      return slope !== undefined && (slope.low !== 0 || slope.high !== 0);
    });
    return touched ? everything : { low: 0, high: 0 };
  });
}

interface Parts {
  readonly value: Term;
  readonly se: Term;
  readonly level: number;
  /** Divide value by se and test it against 0. */
  readonly test?: boolean;
}

/** value ± z · se, and its z test if `test` is set. */
export function normalInterval({ value, se, level, test = false }: Parts): EnclosedResults {
  const statistic = () => over(value, se);
  const half = () => times(z(level), se);
  return {
    value: () => enclosed(value),
    se: () => enclosed(se),
    ciLow: () => minus(value, half()),
    ciHigh: () => plus(value, half()),
    ...(test && {
      statistic,
      p: () => named(normalP(statistic()), 'p'),
      logP: () => named(normalP(statistic()), 'logP'),
    }),
  };
}

interface Quadratic {
  readonly value: Term;
  /** The variance is a + b · value². */
  readonly a: Term;
  readonly b: Term;
  readonly level: number;
}

/**
 * As normalInterval, for a variance a + b g² of the value g. In g alone everything is as tight as can
 * be: the slope of g ± z √(a + b g²) is 1 ± z q with |q| = b/√(a/g² + b), in which g stands once, and
 * g/√(a + b g²) rises with g.
 */
export function quadraticInterval({ value: g, a, b, level }: Quadratic): EnclosedResults {
  const se = root(plus(a, times(b, squared(g))));
  const statistic = () => saturating(enclosed(g), enclosed(a), enclosed(b));
  return {
    value: () => enclosed(g),
    se: () => se,
    ciLow: () => negative(limitAbove(negative(g), a, b, z(level).value)),
    ciHigh: () => limitAbove(g, a, b, z(level).value),
    statistic,
    p: () => named(normalP(statistic()), 'p'),
    logP: () => named(normalP(statistic()), 'logP'),
  };
}

const one: Interval = { low: 1, high: 1 };

/** g + z √(a + b g²). */
function limitAbove(value: Term, a: Term, b: Term, z: Interval): Enclosed {
  const [g, first, second] = [enclosed(value), enclosed(a), enclosed(b)];
  const at = (x: Interval) =>
    sum(x, product(z, squareRoot(sum(first.value, product(second.value, square(x))))));
  const se = squareRoot(sum(first.value, product(second.value, square(g.value))));
  const inG = sum(one, product(z, shareOfSe(g.value, first.value, second.value)));
  const inA = quotient(z, product({ low: 2, high: 2 }, se));
  const parts: Chain = [
    [g, inG],
    [first, inA],
    [second, product(inA, square(g.value))],
  ];
  if (inG.low < 0) return chain(at(g.value), parts);
  const ends = [at({ ...g.value, high: g.value.low }), at({ ...g.value, low: g.value.high })];
  return chain({ low: ends[0]?.low ?? -Infinity, high: ends[1]?.high ?? Infinity }, parts);
}

/** b g/√(a + b g²), the slope of the standard error in g: it has the sign of g and rises with it. */
function shareOfSe(g: Interval, a: Interval, b: Interval): Interval {
  const at = (x: number): Interval => {
    if (x === 0) return { low: 0, high: 0 };
    const size = quotient(b, squareRoot(sum(quotient(a, square({ low: x, high: x })), b)));
    return x > 0 ? size : opposite(size);
  };
  if (b.low < 0 || a.low < 0) return everything;
  return { low: at(g.low).low, high: at(g.high).high };
}

/** g/√(a + b g²). */
function saturating(g: Enclosed, a: Enclosed, b: Enclosed): Enclosed {
  const variance = (x: Interval) => sum(a.value, product(b.value, square(x)));
  const at = (x: number): Interval => {
    const exact = { low: x, high: x };
    return quotient(exact, squareRoot(variance(exact)));
  };
  const own = variance(g.value);
  const cubed = product(own, squareRoot(own));
  const half = quotient(g.value, product({ low: -2, high: -2 }, cubed));
  const positive = a.value.low >= 0 && b.value.low >= 0;
  return chain(
    positive
      ? { low: at(g.value.low).low, high: at(g.value.high).high }
      : quotient(g.value, squareRoot(own)),
    [
      [g, positive ? common(quotient(a.value, cubed), rising) : quotient(a.value, cubed)],
      [a, half],
      [b, product(half, square(g.value))],
    ],
  );
}

/** value ± t · se, and the t test. */
export function tInterval({ value, se, level, df }: Parts & { df: Term }): EnclosedResults {
  const statistic = () => over(value, se);
  const half = () => times(t(level, df), se);
  return {
    value: () => enclosed(value),
    se: () => enclosed(se),
    ciLow: () => minus(value, half()),
    ciHigh: () => plus(value, half()),
    df: () => enclosed(df),
    statistic,
    p: () => named(tP(statistic(), df), 'p'),
    logP: () => named(tP(statistic(), df), 'logP'),
  };
}

/** One of the results, which must be there. */
export function named(results: EnclosedResults, name: string): Enclosed {
  const compute = results[name];
  if (compute === undefined) throw new RangeError(`there is no result "${name}"`);
  return compute();
}

/** The noncentrality at which t is the point with this tail rises with t. */
function noncentrality(statistic: Term, degrees: number, tail: number, upper: boolean): Enclosed {
  const of = (x: number) => {
    if (!Number.isFinite(x) || Math.abs(x) > 1e8) return x;
    return noncentralTNcp(upper ? { upper: tail } : { lower: tail }, x, degrees);
  };
  const { value, slopes } = monotone(statistic, { of, slope: rising, relativeError: 1e-10 });
  // Near 0 its error is not relative.
  return { value: { low: value.low - 1e-10, high: value.high + 1e-10 }, slopes };
}

/** A standardized value with exact limits: t = value/scale, the limits its noncentralities · scale. */
export function exactInterval(
  { value, scale, df }: { readonly value: Term; readonly scale: Term; readonly df: number },
  level: number,
): EnclosedResults {
  const statistic = over(value, scale);
  const tail = (1 - level) / 2;
  const ncpLow = () => noncentrality(statistic, df, tail, true);
  const ncpHigh = () => noncentrality(statistic, df, tail, false);
  return {
    value: () => enclosed(value),
    ciLow: () => times(ncpLow(), scale),
    ciHigh: () => times(ncpHigh(), scale),
    df: () => enclosed(df),
    statistic: () => statistic,
    'details.ncpLow': ncpLow,
    'details.ncpHigh': ncpHigh,
  };
}

/** Value and limits times j; of the rest only df. */
export function timesJ(factor: Enclosed, results: EnclosedResults): EnclosedResults {
  const scaled = (name: string) => () => times(factor, named(results, name));
  return {
    value: scaled('value'),
    ciLow: scaled('ciLow'),
    ciHigh: scaled('ciHigh'),
    df: () => named(results, 'df'),
  };
}

/** Value and limits through a function of each. */
export function through(
  results: EnclosedResults,
  names: readonly string[],
  of: (term: Enclosed) => Enclosed,
): EnclosedResults {
  return Object.fromEntries(names.map((name) => [name, () => of(named(results, name))]));
}

/** The variance of a difference, (a − b)² + 2(1 − r) a b: what does not cancel near r = 1. */
export function varianceOfDifference(a: Term, b: Term, r: Term): Enclosed {
  return plus(squared(minus(b, a)), times(2, minus(1, r), a, b));
}
