import type { Rounding } from '../../numeric/decimal.ts';
import type { Comparison } from '../../study/model.ts';
import type { BeforeAfter, Groups, Patients } from '../comparisons/compared.ts';
import {
  differenceOf,
  type Moments,
  momentsOf,
  readingsOfBoth,
  sdOfDifference,
  spanOfFigure,
} from '../comparisons/moments.ts';
import { type TestName, testNames } from '../comparisons/named-test.ts';
import type { CheckContext } from '../engine/check.ts';
import { usable } from '../engine/printed.ts';
import {
  magnitude,
  outward,
  product,
  quotient,
  root,
  type Span,
  square,
  sum,
} from '../engine/span.ts';
import { fixed } from '../engine/words.ts';
import type { Test } from './judge-p.ts';
import { pOfT, pOfZ } from './tail-spans.ts';

/** The n and SD of a group, under a rounding rule or as printed. */
export interface GroupSpans {
  readonly n: Span;
  readonly sd: Span;
}

/** The standard error of a difference and its degrees of freedom. */
export interface StandardError {
  readonly se: Span;
  readonly df: Span;
}

/** A p-value with its statistic in words. */
export interface Computed {
  readonly p: Span;
  readonly text: string;
  readonly kind: 't' | 'z' | 'F';
  /** The size of the statistic. */
  readonly size: Span;
}

export type Compute = (rounding: Rounding | null) => Computed;

export function testFrom(
  name: TestName,
  compute: Compute,
  rounding: Rounding,
  more: Partial<Test> & Pick<Test, 'reading' | 'contradicts'>,
): Test {
  const over = compute(rounding);
  const nominal = more.over === undefined ? compute(null) : null;
  return {
    name,
    title: testNames[name],
    p: over.p,
    nominal: nominal?.p ?? null,
    statistic: (nominal ?? over).text,
    size: { kind: over.kind, over: over.size, nominal: nominal?.size ?? null },
    proved: true,
    hasTails: true,
    ...more,
  };
}

/** The number of patients as a span; null where nothing limits it, or fewer than two are left. */
export function nSpan({ low, high }: Patients): Span | null {
  if (high === null || high < 2) return null;
  return { low: Math.max(2, low), high };
}

/** Tests of two groups of different patients from their means, SDs and n. */
export function twoGroupTests(
  context: CheckContext,
  { groups }: Groups,
  source: string | null,
  rounding: Rounding,
): readonly Test[] {
  const [first, second] = groups.map(({ summary }) => momentsOf(context, summary, source));
  const [n1, n2] = groups.map(({ patients }) => nSpan(patients));
  if (!first || !second || !n1 || !n2) return [];
  return independentTests(first, second, n1, n2, rounding);
}

function independentTests(
  first: Moments,
  second: Moments,
  n1: Span,
  n2: Span,
  rounding: Rounding,
): readonly Test[] {
  const { mean: mean1, spread: spread1 } = first;
  const { mean: mean2, spread: spread2 } = second;
  if (!mean1 || !mean2 || !spread1 || !spread2) return [];
  return readingsOfBoth(first, second).flatMap((reading) => {
    const [readFirst, readSecond] = reading.sds;
    const parts = (rule: Rounding | null) => ({
      size: magnitude(differenceOf(mean1, mean2, rule)),
      a: { n: n1, sd: readFirst(spanOfFigure(spread1, rule, 0), n1) },
      b: { n: n2, sd: readSecond(spanOfFigure(spread2, rule, 0), n2) },
    });
    const test = (name: TestName, make: (parts: TwoGroupParts) => Computed) =>
      testFrom(name, (rule) => make(parts(rule)), rounding, {
        reading: reading.assumption,
        contradicts: reading.contradicts,
        ...overPatients(n1, n2),
      });
    // One departure from the usual way at a time: not with another reading of the SDs as well.
    const tableTests = [
      { ...test('welch', welchWith(wholeDf)), title: 'a Welch test with whole degrees of freedom' },
      {
        ...test('welch', welchWith(smallerDf)),
        title: 'a Welch test with the df of the smaller group',
      },
    ];
    return [
      test('student', studentOf),
      test('welch', welchOf),
      ...(reading.assumption === null ? tableTests : []),
      { ...test('anova', anovaOfTwo), hasTails: false },
      test('z', zOf),
    ];
  });
}

/** Says that the number of patients is known only within limits. */
function overPatients(...ns: readonly Span[]): Pick<Test, 'over'> {
  return ns.some(({ low, high }) => low !== high) ? { over: 'the number of patients' } : {};
}

interface TwoGroupParts {
  readonly size: Span;
  readonly a: GroupSpans;
  readonly b: GroupSpans;
}

/**
 * |t| rises in the difference and falls in each SD. The pooled variance is a weighted mean of the two
 * variances, the weight (n₁ − 1)/(n₁ + n₂ − 2) rises in n₁ and falls in n₂.
 */
export function studentError(a: GroupSpans, b: GroupSpans): StandardError {
  const weight = {
    low: (a.n.low - 1) / (a.n.low + b.n.high - 2),
    high: (a.n.high - 1) / (a.n.high + b.n.low - 2),
  };
  const [v1, v2] = [square(a.sd), square(b.sd)];
  const mix = (w: number, end: 'low' | 'high') => w * v1[end] + (1 - w) * v2[end];
  // Linear in the weight: its extremes are at the ends.
  const pooled = outward(
    Math.min(mix(weight.low, 'low'), mix(weight.high, 'low')),
    Math.max(mix(weight.low, 'high'), mix(weight.high, 'high')),
  );
  const inverse = outward(1 / a.n.high + 1 / b.n.high, 1 / a.n.low + 1 / b.n.low);
  const df = { low: a.n.low + b.n.low - 2, high: a.n.high + b.n.high - 2 };
  return { se: root(product(pooled, inverse)), df };
}

function studentOf({ size, a, b }: TwoGroupParts): Computed {
  const { se, df } = studentError(a, b);
  const t = quotient(size, se);
  return byT(t, df);
}

/** F of two groups is t². */
function anovaOfTwo({ size, a, b }: TwoGroupParts): Computed {
  const { se, df } = studentError(a, b);
  const t = quotient(size, se);
  const f = square(t);
  const text = `F = ${spanWords(f, 2)} with 1 and ${spanWords(df, 0)} df`;
  return { p: pOfT(t, df), text, kind: 'F', size: f };
}

/**
 * |t| as above. With c the first group's share of the squared standard error,
 * 1/df = c²/(n₁ − 1) + (1 − c)²/(n₂ − 1): convex in c, least at c = (n₁ − 1)/(n₁ + n₂ − 2). So df is
 * greatest there or at the nearer end, and least at an end; it rises in n.
 */
export function welchError(a: GroupSpans, b: GroupSpans): StandardError {
  const [v1, v2] = [quotient(square(a.sd), a.n), quotient(square(b.sd), b.n)];
  return { se: root(sum(v1, v2)), df: welchDf(v1, v2, a.n, b.n) };
}

function welchOf({ size, a, b }: TwoGroupParts): Computed {
  const { se, df } = welchError(a, b);
  const t = quotient(size, se);
  return byT(t, df);
}

/** The Welch–Satterthwaite degrees of freedom over squared standard errors and n. */
export function welchDf(v1: Span, v2: Span, n1: Span, n2: Span): Span {
  const share = (x: number, y: number) => (x === 0 ? 0 : x / (x + y));
  const least = share(v1.low, v2.high);
  const most = v1.high === 0 && v2.low === 0 ? 1 : share(v1.high, v2.low);
  const df = (c: number, m1: number, m2: number) =>
    1 / ((c * c) / (m1 - 1) + ((1 - c) * (1 - c)) / (m2 - 1));
  const best = (n1.high - 1) / (n1.high + n2.high - 2);
  const nearest = Math.min(Math.max(best, least), most);
  const { low, high } = outward(
    Math.min(df(least, n1.low, n2.low), df(most, n1.low, n2.low)),
    df(nearest, n1.high, n2.high),
    1e-13,
  );
  // It never leaves these ends, which hold too where both SDs can be 0 and the share is none.
  const [fewest, most2] = [Math.min(n1.low, n2.low) - 1, n1.high + n2.high - 2];
  return { low: low >= fewest ? low : fewest, high: high <= most2 ? high : most2 };
}

/** Welch's degrees of freedom as some programs and tables have them: cut off or rounded. */
export function wholeDf({ df }: StandardError): Span {
  return { low: Math.max(1, Math.floor(df.low)), high: Math.ceil(df.high) };
}

/** The least that Welch's can be, which textbooks recommend by hand. */
export function smallerDf(_: StandardError, a: GroupSpans, b: GroupSpans): Span {
  return { low: Math.min(a.n.low, b.n.low) - 1, high: Math.min(a.n.high, b.n.high) - 1 };
}

/** Degrees of freedom in the place of the exact ones. */
export type OtherDf = (error: StandardError, a: GroupSpans, b: GroupSpans) => Span;

function welchWith(otherDf: OtherDf): (parts: TwoGroupParts) => Computed {
  return ({ size, a, b }) => {
    const error = welchError(a, b);
    const df = otherDf(error, a, b);
    const t = quotient(size, error.se);
    return byT(t, df);
  };
}

function zOf({ size, a, b }: TwoGroupParts): Computed {
  const z = quotient(size, welchError(a, b).se);
  return { p: pOfZ(z), text: `z = ${spanWords(z, 2)}`, kind: 'z', size: z };
}

/** Tests of one group at two visits, the paired t test first. */
export function pairedTests(
  context: CheckContext,
  compared: BeforeAfter,
  comparison: Comparison,
  source: string | null,
  rounding: Rounding,
): readonly Test[] {
  const { from, to, pairs } = compared;
  const n = nSpan(pairs);
  if (!n) return [];
  const [before, after] = [from, to].map((side) => momentsOf(context, side, source)) as [
    Moments,
    Moments,
  ];
  const change = comparison.changeScore ? momentsOf(context, comparison.changeScore, source) : null;
  const size = (rule: Rounding | null): Span | null => {
    const printed = change?.mean ?? usable(context, comparison.difference, source);
    if (printed) return magnitude(spanOfFigure(printed, rule));
    if (!before.mean || !after.mean) return null;
    return magnitude(differenceOf(after.mean, before.mean, rule));
  };
  if (!size(null)) return [];
  const sizeOf = (rule: Rounding | null) => size(rule) as Span;
  const ofChange = changeTests(context, comparison, change, n, sizeOf, source, rounding);
  const independent = independentTests(before, after, n, n, rounding).map(
    (test): Test => ({ ...test, title: `${test.title} of independent groups` }),
  );
  if (ofChange.length > 0) return [...ofChange, ...independent];
  const ofCorrelation = correlationTests(
    context,
    comparison,
    before,
    after,
    n,
    sizeOf,
    source,
    rounding,
  );
  // No test of independent groups is meant where some correlation gives the printed p.
  const isOpen = ofCorrelation.some(({ over }) => over === 'the correlation');
  const apart = isOpen
    ? independent.map((test): Test => ({ ...test, atBest: 'possible' }))
    : independent;
  return [...ofCorrelation, ...apart];
}

/** From the SD of the changes, or the standard error of their mean, as printed. */
function changeTests(
  context: CheckContext,
  comparison: Comparison,
  change: Moments | null,
  n: Span,
  size: (rule: Rounding | null) => Span,
  source: string | null,
  rounding: Rounding,
): readonly Test[] {
  const tests: Test[] = [];
  const { spread } = change ?? {};
  if (spread) {
    for (const reading of change?.readings ?? []) {
      const sd = (rule: Rounding | null) => reading.sd(spanOfFigure(spread, rule, 0), n);
      tests.push(
        testFrom('paired-t', (rule) => pairedOf(size(rule), sd(rule), n), rounding, {
          reading: reading.assumption,
          contradicts: reading.contradicts,
          ...overPatients(n),
        }),
      );
    }
  }
  const se = usable(context, comparison.se, source);
  if (se) {
    const compute: Compute = (rule) => {
      const t = quotient(size(rule), spanOfFigure(se, rule, 0));
      const df = { low: n.low - 1, high: n.high - 1 };
      return byT(t, df);
    };
    const reading = spread ? 'from the printed standard error' : null;
    tests.push(
      testFrom('paired-t', compute, rounding, { reading, contradicts: false, ...overPatients(n) }),
    );
  }
  return tests;
}

/** |t| = |D| √n/s: it rises in n, and p falls in |t| and in df = n − 1. */
function pairedOf(size: Span, sd: Span, n: Span): Computed {
  const t = quotient(product(size, root(n)), sd);
  const df = { low: n.low - 1, high: n.high - 1 };
  return byT(t, df);
}

/** From the two SDs and the correlation: printed, or all that it can be. */
function correlationTests(
  context: CheckContext,
  comparison: Comparison,
  before: Moments,
  after: Moments,
  n: Span,
  size: (rule: Rounding | null) => Span,
  source: string | null,
  rounding: Rounding,
): readonly Test[] {
  const r = usable(context, comparison.correlation, source);
  const [spread1, spread2] = [before.spread, after.spread];
  if (!spread1 || !spread2) return [];
  return readingsOfBoth(before, after).flatMap((reading) => {
    const [readBefore, readAfter] = reading.sds;
    const compute: Compute = (rule) => {
      const correlation = r ? spanOfFigure(r, rule, -1) : { low: -1, high: 1 };
      const a = readBefore(spanOfFigure(spread1, rule, 0), n);
      const b = readAfter(spanOfFigure(spread2, rule, 0), n);
      return pairedOf(size(rule), sdOfDifference(a, b, correlation), n);
    };
    const { assumption, contradicts } = reading;
    // With any correlation the population SD changes little, and ± as SE is tried when it is open.
    if (!r && contradicts) return [];
    return testFrom('paired-t', compute, rounding, {
      reading: assumption,
      contradicts,
      ...(r ? overPatients(n) : { over: 'the correlation' }),
    });
  });
}

function byT(t: Span, df: Span): Computed {
  return { p: pOfT(t, df), text: tText(t, df), kind: 't', size: t };
}

function tText(t: Span, df: Span): string {
  const whole = Number.isInteger(df.low) && Number.isInteger(df.high);
  // Only its size is computed, and rounding outward can take that below 0.
  const size = { low: Math.max(0, t.low), high: Math.max(0, t.high) };
  return `t = ${spanWords(size, 2)} with ${spanWords(df, whole ? 0 : 1)} df`;
}

/** "2.05", or "2.01 to 2.09", or "2.01 or more". */
export function spanWords({ low, high }: Span, decimals: number): string {
  if (low === -Infinity) {
    return high === Infinity ? 'any number' : `${fixed(high, decimals)} or less`;
  }
  if (high === Infinity) return `${fixed(low, decimals)} or more`;
  const [from, to] = [fixed(low, decimals), fixed(high, decimals)];
  return from === to ? from : `${from} to ${to}`;
}
