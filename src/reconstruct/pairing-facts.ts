import { InputError } from '../errors.ts';
import { parseDecimal, type Rounding } from '../numeric/decimal.ts';
import {
  ceilRational,
  divideRationals,
  floorRational,
  multiplyRationals,
  type Rational,
  rational,
  rationalOf,
} from '../numeric/rational.ts';
import { tQuantile } from '../numeric/student-t.ts';
import { interval } from './scale.ts';
import { type SampleProblem, spreadsOf } from './targets.ts';

/**
 * What was printed of how the scores before and after belong together, each as printed and taken
 * over its whole rounding interval. All are of the same n patients at both measurements.
 */
export interface PairingFacts {
  /** Pearson correlation of the two measurements. */
  readonly correlation?: string;
  /** SD of the patients' changes; divides as the other SDs do. */
  readonly sdChange?: string;
  /** Paired t. Its sign is not used: papers differ in what they subtract from what. */
  readonly t?: string;
  /** Two-sided p of the paired t test, an exact value, not a limit. */
  readonly p?: string;
}

export type PairingFact = keyof PairingFacts;

/** The names of the facts in words. */
export const factWords: Readonly<Record<PairingFact, string>> = {
  correlation: 'correlation',
  sdChange: 'SD of the change',
  t: 't of the paired t test',
  p: 'P of the paired t test',
};

/** Limits of whole numbers; none between them when low > high. */
interface Window {
  readonly low: bigint;
  readonly high: bigint;
}

/** Σu and V = n·Σu² − (Σu)² of both measurements, as limits. */
export interface PairBox {
  readonly n: number;
  readonly before: SideBox;
  readonly after: SideBox;
}

interface SideBox {
  readonly sum: readonly [low: number, high: number];
  readonly spread: readonly [low: number, high: number];
}

type Limit = (box: PairBox) => Window | null;

/** Printed facts of the pairing as limits of Σxy. */
export interface PairingLimits {
  readonly names: readonly PairingFact[];
  /**
   * The whole numbers that Σxy can be, in steps of the scale, when sums and spreads lie in a box;
   * null when there are none. Exact where the box is a point (but for p: see `readPairing`).
   */
  readonly products: (box: PairBox) => { readonly low: number; readonly high: number } | null;
}

/**
 * Reads printed facts of the pairing. With C = n·Σxy − Σx·Σy and V the spreads, r = C/√(V_x V_y), the
 * spread of the change is V_x + V_y − 2C, and t² = (Σy − Σx)²(n − 1)/(V_x + V_y − 2C): all are limits
 * of C in whole numbers. p gives limits of |t| by its quantile in doubles, moved outward by a
 * relative 1e-9.
 *
 * @returns null when there is no fact
 * @throws InputError when a figure cannot be read
 */
export function readPairing(facts: PairingFacts, problem: SampleProblem): PairingLimits | null {
  const rounding = problem.printed.rounding ?? 'half';
  const limits: (readonly [PairingFact, Limit])[] = [];
  const { correlation, sdChange, t, p } = facts;
  if (correlation !== undefined)
    limits.push(['correlation', correlationLimit(correlation, rounding)]);
  if (sdChange !== undefined) limits.push(['sdChange', sdLimit(sdChange, rounding, problem)]);
  if (t !== undefined) limits.push(['t', tLimit(interval(t.replace(/^[-−]/, ''), rounding))]);
  if (p !== undefined && problem.n > 1) limits.push(['p', tLimit(tOfP(p, rounding, problem.n))]);
  if (limits.length === 0) return null;
  return {
    names: limits.map(([name]) => name),
    products: (box) => {
      const root = squareRootDown(high(box.before.spread) * high(box.after.spread));
      let shared: Window = { low: -root, high: root };
      for (const [, limit] of limits) {
        const next = limit(box);
        if (next === null) return null;
        shared = { low: most(shared.low, next.low), high: least(shared.high, next.high) };
      }
      return shared.low <= shared.high ? productsOf(box, shared) : null;
    },
  };
}

/** Σxy = (C + Σx·Σy)/n. Sums are never negative: they count steps from the lowest score. */
function productsOf({ n, before, after }: PairBox, shared: Window) {
  const from = shared.low + low(before.sum) * low(after.sum);
  const to = shared.high + high(before.sum) * high(after.sum);
  const window = {
    low: Number(ceilRational(rational(from, BigInt(n)))),
    high: Number(floorRational(rational(to, BigInt(n)))),
  };
  return window.low <= window.high ? window : null;
}

const low = ([value]: readonly [number, number]) => BigInt(value);
const high = ([, value]: readonly [number, number]) => BigInt(value);
const most = (a: bigint, b: bigint) => (a > b ? a : b);
const least = (a: bigint, b: bigint) => (a < b ? a : b);

type Ends = ReturnType<typeof interval>;

function correlationLimit(text: string, rounding: Rounding): Limit {
  const ends = interval(text, rounding);
  return ({ before, after }) => {
    const least = low(before.spread) * low(after.spread);
    const most = high(before.spread) * high(after.spread);
    // A score that does not vary has no correlation.
    if (most === 0n) return null;
    const below = ends.low.numerator >= 0n ? least : most;
    const above = ends.high.numerator >= 0n ? most : least;
    return {
      low: leastAbove(ends.low, ends.lowClosed, below),
      high: -leastAbove(negative(ends.high), ends.highClosed, above),
    };
  };
}

const negative = ({ numerator, denominator }: Rational) => rational(-numerator, denominator);

/** The least whole C with C ≥ r√product, or > where the end does not belong. */
function leastAbove({ numerator: a, denominator: b }: Rational, closed: boolean, product: bigint) {
  const square = a * a * product;
  const down = squareRootDown(square);
  const isSquare = down * down === square;
  if (a >= 0n) {
    const least = closed && isSquare ? down : down + 1n;
    return ceilRational(rational(least, b));
  }
  // C ≥ −√square/b: the greatest whole number of at most √square/b, with a minus sign.
  const most = isSquare && !closed ? down - 1n : down;
  return -floorRational(rational(most, b));
}

/** ⌊√value⌋, exact. */
function squareRootDown(value: bigint): bigint {
  if (value < 2n) return value;
  let root = BigInt(Math.floor(Math.sqrt(Number(value))));
  // Newton from near the root; doubles are off where the value is large.
  for (let next = (root + value / root) / 2n; next !== root; next = (root + value / root) / 2n) {
    if (next === root + 1n || next === root - 1n) break;
    root = next;
  }
  while (root * root > value) root--;
  while ((root + 1n) * (root + 1n) <= value) root++;
  return root;
}

function sdLimit(text: string, rounding: Rounding, { n, sdKind, unit }: SampleProblem): Limit {
  const divisor = sdKind === 'sample' ? BigInt(n) * BigInt(n - 1) : BigInt(n) ** 2n;
  const spread = spreadsOf(text, rounding, divisor, unit);
  return (box) => ofSpread(box, spread.low, spread.high);
}

/** C from the spread of the change: 2C = V_x + V_y − spread. */
function ofSpread({ before, after }: PairBox, from: bigint, to: bigint | null): Window {
  const wide = high(before.spread) + high(after.spread);
  const narrow = low(before.spread) + low(after.spread);
  return {
    low: to === null ? -wide : ceilRational(rational(narrow - to, 2n)),
    high: floorRational(rational(wide - from, 2n)),
  };
}

function tLimit({ low: least, high: most, lowClosed, highClosed }: Ends): Limit {
  return (box) => {
    const { n, before, after } = box;
    const change = [after.sum[0] - before.sum[1], after.sum[1] - before.sum[0]] as const;
    const spansZero = change[0] <= 0 && change[1] >= 0;
    const sizes = change.map((value) => BigInt(Math.abs(value)) ** 2n * BigInt(n - 1));
    const [a, b] = sizes as [bigint, bigint];
    const far = a > b ? a : b;
    const near = spansZero ? 0n : a < b ? a : b;
    const canBeZero = least.numerator < 0n || (least.numerator === 0n && lowClosed);
    // t is 0 where the mean does not change, if anybody's score does.
    if (far === 0n) return canBeZero ? ofSpread(box, 1n, null) : null;
    const from = most.numerator <= 0n ? null : divide(near, most);
    if (from === null && !spansZero) return null;
    const lowest = from === null ? 0n : highClosed ? ceilRational(from) : floorRational(from) + 1n;
    if (least.numerator <= 0n) return ofSpread(box, lowest, null);
    const to = divide(far, least);
    return ofSpread(box, lowest, lowClosed ? floorRational(to) : ceilRational(to) - 1n);
  };
}

function divide(value: bigint, by: Rational): Rational {
  return divideRationals(rational(value), multiplyRationals(by, by));
}

/** Limits of |t| behind a printed two-sided p. */
function tOfP(text: string, rounding: Rounding, n: number): Ends {
  const ends = interval(text, rounding);
  const number = ({ numerator, denominator }: Rational) => Number(numerator) / Number(denominator);
  const [from, to] = [number(ends.low), number(ends.high)];
  if (!(to > 0) || from > 1) throw new InputError(`P is ${text}; it must be between 0 and 1`);
  const quantile = (p: number) => tQuantile({ upper: p / 2 }, n - 1);
  // P = 0 rounded: no |t| is too large.
  const farthest = from > 0 ? quantile(from) * (1 + 1e-9) : 1e150;
  const nearest = to < 1 ? quantile(to) * (1 - 1e-9) : 0;
  return { low: exactly(nearest), high: exactly(farthest), lowClosed: true, highClosed: true };
}

function exactly(value: number): Rational {
  const decimal = parseDecimal(String(value));
  return decimal === null ? rational(0n) : rationalOf(decimal);
}
