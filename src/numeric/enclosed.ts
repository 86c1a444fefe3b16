import * as interval from './interval.ts';
import { everything, exactly, type Interval, LIBRARY_ERROR, middle, outward } from './interval.ts';

/**
 * A function of several inputs on a box of them, enclosed: the interval that holds its values, and
 * for each input the interval that holds its partial derivative there. Where a derivative has one
 * sign the function is monotone in that input, and that is a proof. A number alone is a constant.
 */
export interface Enclosed {
  readonly value: Interval;
  /** One for each input of the box; empty for a constant. */
  readonly slopes: readonly Interval[];
}

/** What the operations take: something enclosed, or a number that is exact. */
export type Term = Enclosed | number;

const zero = exactly(0);
const nonNegative: Interval = { low: 0, high: Infinity };
const nonPositive: Interval = { low: -Infinity, high: 0 };

/** A slope of which only the sign is known. */
export const rising = nonNegative;
export const falling = nonPositive;

/** A constant that was computed, with its relative error. */
export function nearly(value: number, relativeError = 1e-12): Enclosed {
  return { value: interval.within(value, relativeError), slopes: [] };
}

/** The box's own inputs, each with the slope 1 in itself. */
export function inputsOf(box: readonly Interval[]): readonly Enclosed[] {
  return box.map((value, i) => ({ value, slopes: box.map((_, j) => exactly(i === j ? 1 : 0)) }));
}

export function enclosed(term: Term): Enclosed {
  return typeof term === 'number' ? { value: exactly(term), slopes: [] } : term;
}

/** Terms that a function is made of, each with the function's derivative in it. */
export type Chain = readonly (readonly [term: Enclosed, slope: Interval])[];

/** A function's value with the slopes that follow from those of its terms, by the chain rule. */
export function chain(value: Interval, parts: Chain): Enclosed {
  const size = Math.max(...parts.map(([{ slopes }]) => slopes.length));
  const slopes = Array.from({ length: size }, (_, i) => {
    let total = zero;
    for (const [{ slopes: own }, slope] of parts) {
      const of = own[i];
      if (of === undefined || (of.low === 0 && of.high === 0)) continue;
      total = interval.sum(total, interval.product(slope, of));
    }
    return total;
  });
  return { value, slopes };
}

const one = exactly(1);
const minusOne = exactly(-1);

export function plus(...terms: readonly Term[]): Enclosed {
  const all = terms.map(enclosed);
  return chain(
    all.map(({ value }) => value).reduce(interval.sum),
    all.map((term) => [term, one]),
  );
}

export function minus(a: Term, b: Term): Enclosed {
  const [x, y] = [enclosed(a), enclosed(b)];
  return chain(interval.difference(x.value, y.value), [
    [x, one],
    [y, minusOne],
  ]);
}

export function negative(a: Term): Enclosed {
  const x = enclosed(a);
  return chain(interval.opposite(x.value), [[x, minusOne]]);
}

export function times(...terms: readonly Term[]): Enclosed {
  return terms.map(enclosed).reduce((x, y) =>
    chain(interval.product(x.value, y.value), [
      [x, y.value],
      [y, x.value],
    ]),
  );
}

export function over(a: Term, b: Term): Enclosed {
  const [x, y] = [enclosed(a), enclosed(b)];
  const value = interval.quotient(x.value, y.value);
  return chain(value, [
    [x, interval.quotient(one, y.value)],
    [y, interval.opposite(interval.quotient(value, y.value))],
  ]);
}

export function squared(a: Term): Enclosed {
  const x = enclosed(a);
  return chain(interval.square(x.value), [[x, interval.product(exactly(2), x.value)]]);
}

/** √a; of numbers that may be negative only the others count. */
export function root(a: Term): Enclosed {
  const x = enclosed(a);
  const value = interval.squareRoot(x.value);
  return chain(value, [[x, interval.quotient(one, interval.product(exactly(2), value))]]);
}

export function absolute(a: Term): Enclosed {
  const x = enclosed(a);
  const { low, high } = x.value;
  const slope = low >= 0 ? one : high <= 0 ? minusOne : { low: -1, high: 1 };
  return chain(interval.magnitude(x.value), [[x, slope]]);
}

/** Natural logarithm of the numbers above 0. */
export function logarithm(a: Term): Enclosed {
  const x = enclosed(a);
  const { low, high } = x.value;
  if (high <= 0) return chain(everything, [[x, everything]]);
  const from = low > 0 ? interval.within(Math.log(low), LIBRARY_ERROR).low : -Infinity;
  const value = { low: from, high: interval.within(Math.log(high), LIBRARY_ERROR).high };
  return chain(value, [[x, interval.quotient(one, { low: Math.max(0, low), high })]]);
}

export function exponential(a: Term): Enclosed {
  const x = enclosed(a);
  const value = {
    low: Math.max(0, interval.within(Math.exp(x.value.low), LIBRARY_ERROR).low),
    high: interval.within(Math.exp(x.value.high), LIBRARY_ERROR).high,
  };
  return chain(value, [[x, value]]);
}

interface Monotone {
  /** The function; its relative error is at most `relativeError`. */
  readonly of: (x: number) => number;
  /** `rising` or `falling`, or tighter bounds of the derivative on the interval. */
  readonly slope: Interval | ((on: Interval) => Interval);
  readonly relativeError?: number;
  /** What the function can give at all, e.g. probabilities from 0 to 1. */
  readonly range?: Interval;
}

/** A monotone function of one term. */
export function monotone(
  a: Term,
  { of, slope, relativeError = 1e-11, range = everything }: Monotone,
): Enclosed {
  const x = enclosed(a);
  const s = typeof slope === 'function' ? slope(x.value) : slope;
  const goesUp = s.low >= 0;
  const [first, last] = goesUp ? [x.value.low, x.value.high] : [x.value.high, x.value.low];
  const low = interval.within(of(first), relativeError).low;
  const high = first === last ? of(first) : of(last);
  const value = { low, high: interval.within(high, relativeError).high };
  return chain(interval.common(sane(value), range), [[x, s]]);
}

/** A function of two terms that is monotone in each; `rises` says how. */
export function monotoneInBoth(
  a: Term,
  b: Term,
  {
    of,
    slopes: [first, second],
    relativeError = 1e-11,
    range = everything,
  }: {
    readonly of: (x: number, y: number) => number;
    readonly slopes: readonly [Interval, Interval];
    readonly relativeError?: number;
    readonly range?: Interval;
  },
): Enclosed {
  const [x, y] = [enclosed(a), enclosed(b)];
  const end = ({ value }: Enclosed, slope: Interval, least: boolean) =>
    slope.low >= 0 === least ? value.low : value.high;
  const low = interval.within(of(end(x, first, true), end(y, second, true)), relativeError).low;
  const high = interval.within(of(end(x, first, false), end(y, second, false)), relativeError).high;
  return chain(interval.common(sane({ low, high }), range), [
    [x, first],
    [y, second],
  ]);
}

function sane({ low, high }: Interval): Interval {
  return Number.isNaN(low) || Number.isNaN(high) ? everything : { low, high };
}

/** The lesser of a term and a number. */
export function atMost(a: Term, limit: number): Enclosed {
  const x = enclosed(a);
  const { low, high } = x.value;
  const value = { low: Math.min(low, limit), high: Math.min(high, limit) };
  const slope = high <= limit ? one : low >= limit ? zero : { low: 0, high: 1 };
  return chain(value, [[x, slope]]);
}

/** The greater of a term and a number. */
export function atLeast(a: Term, limit: number): Enclosed {
  return negative(atMost(negative(a), -limit));
}

/** The value of a smooth function anywhere in a box, by its slopes from the box's middle. */
export function fromMiddle(
  centre: Interval,
  slopes: readonly Interval[],
  box: readonly Interval[],
): Interval {
  let total = centre;
  for (const [i, side] of box.entries()) {
    const slope = slopes[i];
    if (slope === undefined || (slope.low === 0 && slope.high === 0)) continue;
    const m = middle(side);
    const { low, high } = outward(side.low - m, side.high - m);
    total = interval.sum(total, interval.product(slope, { low, high }));
  }
  return total;
}
