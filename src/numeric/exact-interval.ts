import type { RoundingInterval } from './decimal.ts';
import {
  addRationals,
  compareRationals,
  divideRationals,
  multiplyRationals,
  type Rational,
  rational,
  rationalOf,
  subtractRationals,
} from './rational.ts';

/** An interval with exact ends. `null` stands for an end that nothing limits. */
export interface ExactInterval {
  readonly low: Rational | null;
  readonly high: Rational | null;
  /** Whether the end itself belongs. */
  readonly lowClosed: boolean;
  readonly highClosed: boolean;
}

const zero = rational(0n);

/** The interval that holds one number only. */
export function point(value: Rational): ExactInterval {
  return { low: value, high: value, lowClosed: true, highClosed: true };
}

/** The closed interval between two exact numbers. */
export function between(low: Rational | null, high: Rational | null): ExactInterval {
  return { low, high, lowClosed: true, highClosed: true };
}

/** The values that a printed decimal can stand for. */
export function exactly({
  low,
  high,
  lowClosed,
  highClosed,
}: RoundingInterval): ExactInterval & { readonly low: Rational; readonly high: Rational } {
  return { low: rationalOf(low), high: rationalOf(high), lowClosed, highClosed };
}

/**
 * The closed interval between two doubles, for ends that were computed and are already rounded
 * outward by the stated error. An infinite end is none.
 */
export function enclosed(low: number, high: number): ExactInterval {
  return between(rationalOfDouble(low), rationalOfDouble(high));
}

/** The exact value of a double; null for an infinite one. */
export function rationalOfDouble(value: number): Rational | null {
  if (!Number.isFinite(value)) return null;
  if (Number.isInteger(value)) return rational(BigInt(value));
  // Every finite double is a whole number of 2^−1074; scaling by powers of two loses nothing.
  let scaled = value;
  let shift = 0n;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    shift += 1n;
  }
  return rational(BigInt(scaled), 1n << shift);
}

/** Whether the two have a number in common. */
export function overlap(a: ExactInterval, b: ExactInterval): boolean {
  return startsWithin(a, b) && startsWithin(b, a);
}

/** Whether `a` begins no later than `b` ends. */
function startsWithin(a: ExactInterval, b: ExactInterval): boolean {
  if (a.low === null || b.high === null) return true;
  const order = compareRationals(a.low, b.high);
  return order < 0 || (order === 0 && a.lowClosed && b.highClosed);
}

/** Whether a number belongs. */
export function holds(interval: ExactInterval, value: Rational): boolean {
  return overlap(interval, point(value));
}

/** Whether one number only belongs. */
export function isPoint({ low, high }: ExactInterval): boolean {
  return low !== null && high !== null && compareRationals(low, high) === 0;
}

/** Every sum of a number of `a` and one of `b`. */
export function plus(a: ExactInterval, b: ExactInterval): ExactInterval {
  return {
    low: a.low && b.low && addRationals(a.low, b.low),
    high: a.high && b.high && addRationals(a.high, b.high),
    lowClosed: a.lowClosed && b.lowClosed,
    highClosed: a.highClosed && b.highClosed,
  };
}

/** Every number of the interval with its sign changed. */
export function negated({ low, high, lowClosed, highClosed }: ExactInterval): ExactInterval {
  return {
    low: high && subtractRationals(zero, high),
    high: low && subtractRationals(zero, low),
    lowClosed: highClosed,
    highClosed: lowClosed,
  };
}

/** Every difference of a number of `a` and one of `b`. */
export function minus(a: ExactInterval, b: ExactInterval): ExactInterval {
  return plus(a, negated(b));
}

/** Every number of the interval times an exact factor. */
export function times(interval: ExactInterval, factor: Rational): ExactInterval {
  const sign = compareRationals(factor, zero);
  if (sign === 0) return point(zero);
  const { low, high, lowClosed, highClosed } = sign > 0 ? interval : negated(interval);
  const size = sign > 0 ? factor : subtractRationals(zero, factor);
  return {
    low: low && multiplyRationals(low, size),
    high: high && multiplyRationals(high, size),
    lowClosed,
    highClosed,
  };
}

/** An end of a product or quotient: a number, and whether it is reached. */
interface Corner {
  readonly value: Rational;
  readonly closed: boolean;
}

/**
 * Every product of a number of `a` and one of `b`, both bounded. Extremes are at corners because a
 * product is linear in each factor.
 */
export function product(a: ExactInterval, b: ExactInterval): ExactInterval {
  const corners = cornersOf(a).flatMap((x) =>
    cornersOf(b).map(
      (y): Corner => ({
        value: multiplyRationals(x.value, y.value),
        // Zero times anything is zero, whether or not the other end belongs.
        closed:
          (x.closed && y.closed) ||
          (x.closed && x.value.numerator === 0n) ||
          (y.closed && y.value.numerator === 0n),
      }),
    ),
  );
  return hull(corners);
}

/**
 * Every quotient of a number of `a` and one of `b`, both bounded; null when `b` holds zero or
 * reaches to it, as there is then no bounded interval.
 */
export function quotient(a: ExactInterval, b: ExactInterval): ExactInterval | null {
  if (b.low === null || b.high === null) return null;
  if (compareRationals(b.low, zero) <= 0 && compareRationals(b.high, zero) >= 0) return null;
  const one = rational(1n);
  return product(a, {
    low: divideRationals(one, b.high),
    high: divideRationals(one, b.low),
    lowClosed: b.highClosed,
    highClosed: b.lowClosed,
  });
}

function cornersOf({ low, high, lowClosed, highClosed }: ExactInterval): Corner[] {
  if (low === null || high === null) throw new RangeError('the interval has an end that is open');
  return [
    { value: low, closed: lowClosed },
    { value: high, closed: highClosed },
  ];
}

function hull(corners: readonly Corner[]): ExactInterval {
  const [first, ...others] = corners;
  if (!first) throw new RangeError('there are no corners');
  let [low, high] = [first, first];
  for (const corner of others) {
    const [below, above] = [
      compareRationals(corner.value, low.value),
      compareRationals(corner.value, high.value),
    ];
    if (below < 0 || (below === 0 && corner.closed)) low = corner;
    if (above > 0 || (above === 0 && corner.closed)) high = corner;
  }
  return { low: low.value, high: high.value, lowClosed: low.closed, highClosed: high.closed };
}

/** The nearest double to an exact fraction, for showing; ends that prove something stay exact. */
export function rationalToNumber({ numerator, denominator }: Rational): number {
  const [n, d] = [Number(numerator), Number(denominator)];
  if (Number.isSafeInteger(n) && Number.isSafeInteger(d)) return n / d;
  // Two doubles of long numbers would be off, or infinite: 20 digits of the quotient are enough.
  const sign = numerator < 0n ? -1 : 1;
  const size = numerator < 0n ? -numerator : numerator;
  const shift = denominator.toString().length - size.toString().length + 20;
  const scaled =
    shift >= 0
      ? (size * 10n ** BigInt(shift)) / denominator
      : size / (denominator * 10n ** BigInt(-shift));
  return sign * Number(`${scaled}e${-shift}`);
}
