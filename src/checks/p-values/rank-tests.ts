import type { Rounding } from '../../numeric/decimal.ts';
import {
  type RankDistribution,
  rankSumDistribution,
  rankTails,
  signedRankDistribution,
} from '../../numeric/rank-statistics.ts';
import type { Figure } from '../../study/model.ts';
import { spanOfFigure } from '../comparisons/moments.ts';
import type { Ranked } from '../comparisons/ranked.ts';
import { difference, exactSpan, magnitude, quotient, type Span } from '../engine/span.ts';
import type { Test } from './judge-p.ts';
import {
  anyRankSum,
  anySignedRank,
  type RankBounds,
  rankSumBounds,
  signedRankBounds,
} from './rank-bounds.ts';
import type { PrintedStatistic } from './statistic-tests.ts';
import { pAlone, pOfZ } from './tail-spans.ts';

/** A printed statistic read as one with this mean: p only depends on its distance from there. */
interface Reading {
  readonly centre: number;
  /** How many times as wide as U or W it is: 2 for the difference of two sums. */
  readonly width: number;
  readonly words: string | null;
  readonly contradicts: boolean;
}

interface Shape {
  readonly title: string;
  readonly readings: readonly Reading[];
  readonly spread: number;
  readonly greatest: number;
  readonly distribution: RankDistribution | null;
  readonly bounds: (value: Span, fitting: readonly Reading[]) => RankBounds;
  /** What p is bounded over: "values are tied", and the same as a number. */
  readonly whatever: string;
  readonly unknown: string;
  /** True when ties or zeros are certain, by the scale or by a half in the statistic. */
  readonly tied: boolean;
  readonly exact: boolean;
}

/**
 * The tests that a printed U or W can be of: exact and by the normal distribution, both without ties,
 * under every reading of the statistic that its size allows; and last what p is bounded by with any
 * ties and zeros, so that a p outside is explained by none of them. Empty when the numbers of patients
 * are not known, or the statistic is beyond all that it can be.
 */
export function rankTests(
  { kind, value, ranks }: PrintedStatistic,
  rounding: Rounding,
): readonly Test[] {
  const [n1, n2] = ranks?.sizes ?? [];
  if (!ranks || n1 === undefined || n1 < 1 || (n2 !== undefined && n2 < 1)) return [];
  if (kind === 'U' && n2 === undefined) return [];
  const half = hasHalf(value);
  const shape =
    n2 === undefined
      ? signedRankShape(n1, ranks, half)
      : rankSumShape(n1, n2, ranks, kind === 'U', half);
  const statistic = `${kind} = ${value.text}`;
  return testsOf(shape, value, statistic, rounding);
}

/** A statistic with a half, which only mid-ranks give. */
function hasHalf({ text, value, decimals }: Figure): boolean {
  return decimals > 0 && !text.includes('e') && Math.abs(value % 1) === 0.5;
}

// Under every rounding rule the distribution is the same, and counting it takes the longest.
const distributions = new WeakMap<Ranked, RankDistribution | null>();

function distributionOf(ranks: Ranked): RankDistribution | null {
  const known = distributions.get(ranks);
  if (known !== undefined) return known;
  const [n1 = 0, n2] = ranks.sizes;
  const distribution = n2 === undefined ? signedRankDistribution(n1) : rankSumDistribution(n1, n2);
  distributions.set(ranks, distribution);
  return distribution;
}

function rankSumShape(n1: number, n2: number, ranks: Ranked, isU: boolean, half: boolean): Shape {
  const [pairs, total] = [n1 * n2, n1 + n2];
  const centre = pairs / 2;
  const asSum = (n: number): Reading => ({
    centre: (n * (total + 1)) / 2,
    width: 1,
    words: 'as a sum of ranks',
    contradicts: isU,
  });
  const { maybeFewer, values, exact } = ranks;
  const distribution = distributionOf(ranks);
  return {
    title: 'a Mann–Whitney test',
    readings: [{ centre, width: 1, words: null, contradicts: false }, asSum(n1), asSum(n2)],
    spread: Math.sqrt((n1 * n2 * (total + 1)) / 12),
    greatest: pairs,
    distribution,
    bounds: (value, fitting) =>
      maybeFewer
        ? anyRankSum(n1, n2)
        : fitting
            .map((reading) => rankSumBounds(distanceOf(value, reading), n1, n2, distribution))
            .reduce(joined),
    whatever: maybeFewer ? 'values are tied or missing' : 'values are tied',
    unknown: `the number of tied${maybeFewer ? ' or missing' : ''} values`,
    tied: half || (values !== null && total > values),
    exact,
  };
}

function signedRankShape(n: number, ranks: Ranked, half: boolean): Shape {
  const { maybeFewer, values, exact } = ranks;
  const greatest = (n * (n + 1)) / 2;
  return {
    title: 'a Wilcoxon signed-rank test',
    readings: [
      { centre: greatest / 2, width: 1, words: null, contradicts: false },
      { centre: 0, width: 2, words: 'as the difference of two sums', contradicts: false },
    ],
    spread: Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24),
    greatest,
    distribution: distributionOf(ranks),
    bounds: (value) => (maybeFewer ? anySignedRank(n) : signedRankBounds(magnitude(value), n)),
    whatever: `differences are tied${maybeFewer ? ', 0 or missing' : ' or 0'}`,
    unknown: `the number of differences that are tied${maybeFewer ? ', 0 or missing' : ' or 0'}`,
    tied: half || (values !== null && n > values),
    exact,
  };
}

/** How far U or W is from its mean. */
function distanceOf(value: Span, { centre, width }: Reading): Span {
  const off = magnitude(difference(value, exactSpan(centre)));
  return width === 1 ? off : { low: off.low / width, high: off.high / width };
}

function testsOf(shape: Shape, value: Figure, statistic: string, rounding: Rounding): Test[] {
  const { readings, greatest, title, whatever, unknown, tied } = shape;
  const span = spanOfFigure(value, rounding);
  // Of what is printed, not of what it may be rounded from: U = 101 is none of 10 and 10 patients.
  const printed = spanOfFigure(value, null);
  const fitting = readings.filter(
    (reading) => distanceOf(printed, reading).low <= (greatest / 2) * (1 + 1e-12),
  );
  if (fitting.length === 0) return [];
  const shared = { name: null, statistic, proved: true, hasTails: true };
  const computed = fitting.flatMap((reading): Test[] => {
    const [near, nominal] = [distanceOf(span, reading), distanceOf(printed, reading)];
    const said = (words: string | null) =>
      [reading.words, words].filter((each) => each !== null).join(', ') || null;
    const exact = exactTest(shape, reading, span, printed);
    const approximate = [0, 0.5].map(
      (correction): Test => ({
        ...shared,
        title: `${title}, normal approximation without ties`,
        p: normalP(near, correction, shape.spread),
        nominal: normalP(nominal, correction, shape.spread),
        reading: said(correction === 0 ? null : 'with continuity correction'),
        contradicts: reading.contradicts || shape.exact,
      }),
    );
    if (!exact) return approximate;
    const counted: Test = {
      ...shared,
      ...exact,
      title: `an exact ${title.slice(2)} without ties`,
      reading: said(exact.reading),
      contradicts: reading.contradicts,
    };
    return exact.reading === null ? [counted, ...approximate] : [...approximate, counted];
  });
  const { two, one, against } = shape.bounds(span, fitting);
  return [
    ...computed,
    {
      ...shared,
      title: tied ? `${title} with ties` : title,
      p: two,
      one,
      against,
      nominal: null,
      reading: tied ? null : `however many ${whatever}`,
      contradicts: false,
      bound: `however many ${whatever}`,
      ...(tied && { over: unknown }),
    },
  ];
}

function normalP(distance: Span, correction: number, spread: number): Span {
  const less = {
    low: Math.max(0, distance.low - correction),
    high: Math.max(0, distance.high - correction),
  };
  return pOfZ(quotient(less, exactSpan(spread)));
}

type Exact = Pick<Test, 'p' | 'nominal' | 'one' | 'against' | 'reading'>;

/** The exact distribution at every whole statistic that the printed one can stand for. */
function exactTest(
  { distribution, greatest }: Shape,
  { centre, width }: Reading,
  span: Span,
  printed: Span,
): Exact | null {
  if (!distribution) return null;
  const whole = (value: number) => (value - centre) / width + greatest / 2;
  const [from, to] = [Math.ceil(whole(span.low) - 1e-6), Math.floor(whole(span.high) + 1e-6)];
  const here = whole((printed.low + printed.high) / 2);
  // With a half it is between two: some programs take ties as if there were none.
  const between = from > to || Math.abs(here - Math.round(here)) > 1e-6;
  const middle = [Math.floor(greatest / 2), Math.ceil(greatest / 2)];
  const at = [
    ...(from <= to ? [from, to, ...middle.filter((each) => from <= each && each <= to)] : []),
    ...(between ? [Math.floor(here), Math.ceil(here)] : []),
  ].filter((each) => each >= 0 && each <= greatest);
  // Without ties the difference of two sums has the parity of their total.
  if (at.length === 0 || (between && width !== 1)) return null;
  const off = (each: number) => Math.abs(each - greatest / 2);
  const nearest = at.reduce((best, each) => (off(each) < off(best) ? each : best));
  const farthest = at.reduce((best, each) => (off(each) > off(best) ? each : best));
  const own = between ? null : smallerTail(distribution, Math.round(here));
  const [least, most] = [farthest, nearest].map((each) => smallerTail(distribution, each)) as [
    OneTail,
    OneTail,
  ];
  return {
    p: { low: pAlone(least.two).low, high: pAlone(most.two).high },
    one: { low: pAlone(least.one).low, high: pAlone(most.one).high },
    against: { low: pAlone(most.against).low, high: pAlone(least.against).high },
    nominal: own && pAlone(own.two),
    reading: between ? 'as if no values were tied' : null,
  };
}

interface OneTail {
  readonly two: number;
  readonly one: number;
  readonly against: number;
}

function smallerTail(distribution: RankDistribution, at: number): OneTail {
  const lower = rankTails(distribution, at).lower;
  const upper = rankTails(distribution, at - 1).upper;
  const one = Math.min(lower, upper);
  return { one, two: Math.min(1, 2 * one), against: Math.max(lower, upper) };
}

function joined(a: RankBounds, b: RankBounds): RankBounds {
  const both = (x: Span, y: Span) => ({
    low: Math.min(x.low, y.low),
    high: Math.max(x.high, y.high),
  });
  return { two: both(a.two, b.two), one: both(a.one, b.one), against: both(a.against, b.against) };
}
