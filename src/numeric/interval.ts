/**
 * All numbers from `low` to `high`; an end may be infinite. Every operation below is rounded outward:
 * whatever numbers of the operands are taken, the exact result lies in the interval that is returned.
 * What divides by zero, or has no value, is in `everything`.
 */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The interval that excludes nothing. */
export const everything: Interval = { low: -Infinity, high: Infinity };

/** One number, taken as exact. */
export const exactly = (value: number): Interval => ({ low: value, high: value });

/** A number that was computed with at most this relative error. */
export function within(value: number, relativeError: number): Interval {
  const error = Math.abs(value) * relativeError;
  return outward(value - error, value + error);
}

// More than half a unit in the last place of x, also where x is subnormal.
const HALF_ULP = 2 ** -52;
/** The same for a function of the platform's library, whose last places are not guaranteed. */
export const LIBRARY_ERROR = 2 ** -49;

/** The two ends moved apart by more than their rounding error. */
export function outward(low: number, high: number): Interval {
  if (Number.isNaN(low) || Number.isNaN(high)) return everything;
  return { low: lowered(low), high: 0 - lowered(-high) };
}

function lowered(x: number): number {
  if (x === 0) return 0;
  // A lower bound that overflowed: the greatest double is below it.
  if (x === Infinity) return Number.MAX_VALUE;
  return x - Math.abs(x) * HALF_ULP - Number.MIN_VALUE;
}

export function sum(a: Interval, b: Interval): Interval {
  return outward(a.low + b.low, a.high + b.high);
}

export function difference(a: Interval, b: Interval): Interval {
  return outward(a.low - b.high, a.high - b.low);
}

export function opposite({ low, high }: Interval): Interval {
  return { low: 0 - high, high: 0 - low };
}

/** A bound times a bound: an infinite end stands for numbers of any size, and 0 times those is 0. */
const times = (x: number, y: number): number => (x === 0 || y === 0 ? 0 : x * y);

export function product(a: Interval, b: Interval): Interval {
  const p = times(a.low, b.low);
  const q = times(a.low, b.high);
  const r = times(a.high, b.low);
  const s = times(a.high, b.high);
  // A product that is 0 by underflow is not exactly 0.
  const tiny = Number.MIN_VALUE;
  const { low, high } = outward(Math.min(p, q, r, s), Math.max(p, q, r, s));
  return {
    low: low === 0 && a.low !== 0 && b.low !== 0 && a.low < 0 !== b.low < 0 ? -tiny : low,
    high: high === 0 && a.high !== 0 && b.high !== 0 && a.high > 0 === b.high > 0 ? tiny : high,
  };
}

/** `everything` when the divisor can be of either sign, or is 0. */
export function quotient(a: Interval, b: Interval): Interval {
  if (b.low < 0 && b.high > 0) return everything;
  if (b.low === 0 && b.high === 0) return everything;
  return product(a, reciprocal(b));
}

/** 1/b for an interval that 0 is no inner point of. */
function reciprocal({ low, high }: Interval): Interval {
  if (low >= 0) return outward(1 / high, low === 0 ? Infinity : 1 / low);
  return outward(high === 0 ? -Infinity : 1 / high, 1 / low);
}

export function square(a: Interval): Interval {
  const { low, high } = magnitude(a);
  return { low: Math.max(0, outward(low * low, 0).low), high: outward(0, high * high).high };
}

/** |a|. */
export function magnitude({ low, high }: Interval): Interval {
  if (low >= 0) return { low, high };
  if (high <= 0) return { low: 0 - high, high: 0 - low };
  return { low: 0, high: Math.max(-low, high) };
}

/** √a of the numbers that are not negative; `everything` when there are none. */
export function squareRoot({ low, high }: Interval): Interval {
  if (high < 0) return everything;
  const { low: least, high: most } = outward(Math.sqrt(Math.max(0, low)), Math.sqrt(high));
  return { low: Math.max(0, least), high: most };
}

/** The numbers of `a` that are also in `b`; `a` when none is. */
export function common(a: Interval, b: Interval): Interval {
  const low = Math.max(a.low, b.low);
  const high = Math.min(a.high, b.high);
  return low <= high ? { low, high } : a;
}

export function middle({ low, high }: Interval): number {
  return low + (high - low) / 2;
}
