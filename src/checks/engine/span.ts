import { type ExactInterval, enclosed, rationalToNumber } from '../../numeric/exact-interval.ts';

/**
 * All numbers from `low` to `high`, for formulas that are not rational. Ends are rounded outward at
 * every step, so that no value is lost; either can be infinite.
 */
export interface Span {
  readonly low: number;
  readonly high: number;
}

/** More than the rounding error of one operation on doubles, or of a square root or logarithm. */
const operationError = 2 ** -50;

/** More than the stated relative error of the distribution functions (1e-12 to 1e-11). */
export const functionError = 1e-11;

/** The two ends moved apart by a relative error. */
export function outward(low: number, high: number, error = operationError): Span {
  // What overflows at its own end is only known to lie beyond the doubles.
  const [from, to] = [Math.min(low, Number.MAX_VALUE), Math.max(high, -Number.MAX_VALUE)];
  return {
    low: from - Math.abs(from) * error - Number.MIN_VALUE,
    high: to + Math.abs(to) * error + Number.MIN_VALUE,
  };
}

/** One number, taken as exact. */
export function exactSpan(value: number): Span {
  return { low: value, high: value };
}

/** An exact interval between doubles; an end that nothing limits is infinite. */
export function spanOf({ low, high }: ExactInterval): Span {
  return outward(
    low === null ? -Infinity : rationalToNumber(low),
    high === null ? Infinity : rationalToNumber(high),
  );
}

/** A span as candidates have it. */
export function intervalOf({ low, high }: Span): ExactInterval {
  return enclosed(low, high);
}

/** The least span that holds both. */
export function join(a: Span, b: Span): Span {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}

/** What two spans have in common; null when nothing. */
export function meet(a: Span, b: Span): Span | null {
  const [low, high] = [Math.max(a.low, b.low), Math.min(a.high, b.high)];
  return low <= high ? { low, high } : null;
}

/** a + b. */
export function sum(a: Span, b: Span): Span {
  return outward(a.low + b.low, a.high + b.high);
}

/** a − b. */
export function difference(a: Span, b: Span): Span {
  return outward(a.low - b.high, a.high - b.low);
}

/** Every number with its sign changed. */
export function negative({ low, high }: Span): Span {
  return { low: -high, high: -low };
}

/** Extremes are at corners, because a product is linear in each factor. */
export function product(a: Span, b: Span): Span {
  const corners = [
    times(a.low, b.low),
    times(a.low, b.high),
    times(a.high, b.low),
    times(a.high, b.high),
  ];
  return outward(Math.min(...corners), Math.max(...corners));
}

/** An infinite end stands for numbers of any size, and 0 times any of them is 0. */
function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

/** a/b for a divisor that is not negative; where it can be 0 the quotient has no limit. */
export function quotient(a: Span, b: Span): Span {
  const least = Math.max(0, b.low);
  const low = a.low >= 0 ? over(a.low, b.high) : over(a.low, least);
  const high = a.high >= 0 ? over(a.high, least) : over(a.high, b.high);
  return outward(low, high);
}

function over(a: number, b: number): number {
  if (b === 0) return a === 0 ? 0 : Math.sign(a) * Infinity;
  return b === Infinity ? 0 : a / b;
}

/** √a of the numbers that are not negative. */
export function root({ low, high }: Span): Span {
  const { low: from, high: to } = outward(
    Math.sqrt(Math.max(0, low)),
    Math.sqrt(Math.max(0, high)),
  );
  return { low: Math.max(0, from), high: to };
}

/** |a|. */
export function magnitude({ low, high }: Span): Span {
  if (low >= 0) return { low, high };
  return high <= 0 ? { low: -high, high: -low } : { low: 0, high: Math.max(-low, high) };
}

/** a². */
export function square(a: Span): Span {
  const { low, high } = magnitude(a);
  const { low: from, high: to } = outward(low * low, high * high);
  return { low: Math.max(0, from), high: to };
}

/** Times a number that is taken as exact. */
export function scaled(a: Span, factor: number): Span {
  return product(a, exactSpan(factor));
}
