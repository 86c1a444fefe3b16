import type { Rounding } from '../../numeric/decimal.ts';
import { type ExactInterval, product, rationalToNumber } from '../../numeric/exact-interval.ts';
import {
  addRationals,
  ceilRational,
  compareRationals,
  divideRationals,
  floorRational,
  multiplyRationals,
  type Rational,
  rational,
  subtractRationals,
} from '../../numeric/rational.ts';
import { exact, interval, readScale, wholeNumbers } from '../../reconstruct/scale.ts';
import { greatestSquares } from '../../reconstruct/targets.ts';

/** A mean within limits, as printed. */
export interface MeanWithinLimits {
  readonly mean: string;
  /** How many patients, ≥ 1. */
  readonly n: number;
  /** The least and the greatest possible score. */
  readonly min: number | string;
  readonly max: number | string;
  /** Distance of neighbouring scores; any numbers between the limits if left out. */
  readonly step?: number | string;
  /** How many answers are averaged into one score; 1 if left out. Only with a step. */
  readonly items?: number;
  /** What the SD divides by: n − 1 (`sample`, if left out) or n (`population`). */
  readonly sdKind?: 'sample' | 'population';
}

/** The squares of the least and the greatest possible SD, exactly. */
export interface VarianceLimits {
  readonly low: Rational;
  readonly high: Rational;
}

const zero = rational(0n);

/**
 * The least and the greatest SD that n scores between two limits can have with a printed mean. Both
 * are reached: the greatest with all scores but one at the limits; the least with all scores equal
 * or, with a step, on two neighbouring scores. Over every mean that rounds to the printed one.
 *
 * @param options.rounding how the mean was rounded; `half` (ties either way) if left out
 * @returns null when no such scores have the mean, or there is no SD (n = 1 with the divisor n − 1)
 * @throws InputError when the limits are no numbers, or no whole number of steps apart
 * @example
 * // 50 ones and 58 twos; 93 ones, a three and 14 fives.
 * sdBounds({ mean: '1.54', n: 108, min: 1, max: 5, step: 1 })?.low // → 0.50095098209895261
 * sdBounds({ mean: '1.54', n: 108, min: 1, max: 5, step: 1 })?.high // → 1.3563690254480443
 */
export function sdBounds(
  printed: MeanWithinLimits,
  { rounding = 'half' }: { readonly rounding?: Rounding } = {},
): { readonly low: number; readonly high: number } | null {
  const limits = varianceLimits(printed, rounding);
  return (
    limits && {
      low: Math.sqrt(rationalToNumber(limits.low)),
      high: Math.sqrt(rationalToNumber(limits.high)),
    }
  );
}

/** The squares of `sdBounds`, for proofs. */
export function varianceLimits(
  { mean, n, min, max, step, items = 1, sdKind = 'sample' }: MeanWithinLimits,
  rounding: Rounding,
): VarianceLimits | null {
  const divisor = BigInt(n) * BigInt(sdKind === 'sample' ? n - 1 : n);
  if (divisor === 0n) return null;
  const means = interval(mean, rounding);
  const [least, greatest] = [exact(min), exact(max)];
  const perPatient = (score: Rational) =>
    multiplyRationals(subtractRationals(score, least), rational(BigInt(n)));
  if (step === undefined) {
    const width = subtractRationals(greatest, least);
    const spreads = continuousSpreads(means, n, (score) =>
      divideRationals(perPatient(score), width),
    );
    return spreads && inUnits(spreads, width, divisor);
  }
  const { unit, top } = readScale({ min, max, step, items });
  const totals = wholeNumbers(means, (score) => divideRationals(perPatient(score), unit));
  const low = Math.max(Number(totals.low), 0);
  const high = Math.min(Number(totals.high), n * top);
  if (low > high) return null;
  const spreads = {
    low: rational(leastSpread(low, high, n)),
    high: rational(greatestSpread(low, high, n, top)),
  };
  return inUnits(spreads, unit, divisor);
}

function inUnits({ low, high }: VarianceLimits, unit: Rational, divisor: bigint): VarianceLimits {
  const factor = divideRationals(multiplyRationals(unit, unit), rational(divisor));
  return { low: multiplyRationals(low, factor), high: multiplyRationals(high, factor) };
}

/**
 * n·Σu² − (Σu)² of n numbers in [0, 1] over an interval of totals. With total k + r, 0 ≤ r < 1, the
 * greatest has k ones and one r: k(n − k) + (n − 1)r² − 2kr. That is convex in r and, at the whole
 * totals, concave in k: it is greatest at an end of the interval or at the whole total nearest n/2.
 */
function continuousSpreads(
  { low, high }: Pick<ExactInterval, 'low' | 'high'> & { low: Rational; high: Rational },
  n: number,
  totalOf: (score: Rational) => Rational,
): VarianceLimits | null {
  const count = rational(BigInt(n));
  const from = larger(totalOf(low), zero);
  const to = smaller(totalOf(high), count);
  if (compareRationals(from, to) > 0) return null;
  const candidates = [from, to];
  const [first, last] = [ceilRational(from), floorRational(to)];
  for (const middle of [BigInt(Math.floor(n / 2)), BigInt(Math.ceil(n / 2))]) {
    const nearest = middle < first ? first : middle > last ? last : middle;
    if (first <= last) candidates.push(rational(nearest));
  }
  const spreadOf = (total: Rational) => {
    const whole = rational(floorRational(total));
    const rest = subtractRationals(total, whole);
    const squares = addRationals(whole, multiplyRationals(rest, rest));
    return subtractRationals(multiplyRationals(count, squares), multiplyRationals(total, total));
  };
  return { low: zero, high: candidates.map(spreadOf).reduce(larger) };
}

/** With total S the least is r(n − r), r = S mod n: two neighbouring values. Concave between. */
function leastSpread(low: number, high: number, n: number): bigint {
  if (Math.floor(high / n) * n >= low) return 0n;
  const [from, to] = [BigInt(low % n), BigInt(high % n)].map((rest) => rest * (BigInt(n) - rest));
  return (from as bigint) < (to as bigint) ? (from as bigint) : (to as bigint);
}

/** Convex between the totals that have all scores at the ends; those are concave. */
function greatestSpread(low: number, high: number, n: number, top: number): bigint {
  const candidates = [low, high];
  for (const half of [Math.floor(n / 2), Math.ceil(n / 2)]) {
    const k = Math.min(Math.max(half, Math.ceil(low / top)), Math.floor(high / top));
    if (k * top >= low && k * top <= high) candidates.push(k * top);
  }
  const spreads = candidates.map(
    (total) => BigInt(n) * BigInt(greatestSquares(n, total, top)) - BigInt(total) ** 2n,
  );
  return spreads.reduce((a, b) => (a > b ? a : b));
}

function larger(a: Rational, b: Rational): Rational {
  return compareRationals(a, b) >= 0 ? a : b;
}

function smaller(a: Rational, b: Rational): Rational {
  return compareRationals(a, b) <= 0 ? a : b;
}

/** Squares of the numbers of an interval that are not below zero; null when there are none. */
export function squareOf(window: ExactInterval): ExactInterval | null {
  const { low, high } = window;
  if (low === null || high === null || high.numerator < 0n) return null;
  if (low.numerator >= 0n) return product(window, window);
  const fromZero = { ...window, low: rational(0n), lowClosed: true };
  return product(fromZero, fromZero);
}
