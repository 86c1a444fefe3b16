import { parseDecimal, type Rounding, roundingTenths } from '../../numeric/decimal.ts';
import { readFigure } from '../../study/figure.ts';

/**
 * Scores on an even grid: (offset + step · u) / parts for whole u, all three whole. The mean of
 * four whole-numbered answers is 0, 1, 4; half points from 1 are 2, 1, 2.
 */
export interface Grid {
  readonly offset: number;
  readonly step: number;
  readonly parts: number;
}

/** The mean of so many whole numbers. */
export function meansOfWholeNumbers(items: number): Grid {
  if (!Number.isSafeInteger(items) || items < 1) {
    throw new RangeError(`items is a whole number of at least 1; got ${items}`);
  }
  return { offset: 0, step: 1, parts: items };
}

/** A printed number, as whole units of its last digit. */
export interface PrintedNumber {
  readonly units: number;
  readonly decimals: number;
}

/**
 * Reads a number as printed. Plain digits are read here, because a table can have a million rows;
 * everything else that people print by `readFigure`.
 *
 * @throws RangeError when the text is no value, or has more than 15 digits
 */
export function readPrinted(text: string): PrintedNumber {
  let units = 0;
  let digits = 0;
  let decimals = -1;
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      units = units * 10 + code - 48;
      digits++;
      if (decimals >= 0) decimals++;
    } else if (code === 46 && decimals < 0) decimals = 0;
    else return readOther(text);
  }
  if (digits === 0 || digits > 15) return readOther(text);
  return { units: start === 1 ? -units : units, decimals: Math.max(decimals, 0) };
}

function readOther(text: string): PrintedNumber {
  const read = readFigure(text);
  const decimal =
    'figure' in read && read.figure.relation === '=' ? read.decimal : parseDecimal(text);
  if (decimal === null) throw new RangeError(`${JSON.stringify(text)} is no printed number`);
  const units = Number(decimal.units);
  if (Math.abs(units) >= 1e15 || Math.abs(decimal.decimals) > 15) {
    throw new RangeError(`${JSON.stringify(text)} has more than 15 digits`);
  }
  // Printed to tens or more: the rounding interval is that of the last digit that was printed.
  return { units, decimals: decimal.decimals };
}

/** Whole numbers from `low` to `high`; none when `high` is less. */
export interface WholeRange {
  readonly low: number;
  readonly high: number;
}

/** Products up to here are exact doubles, and so is the floor of a quotient of two such numbers. */
const exactLimit = 2 ** 51;

/**
 * The totals Σu of n scores on a grid whose mean is printed so. Exact.
 *
 * @throws RangeError when a total is beyond exact doubles
 */
export function totalsOf(
  mean: PrintedNumber,
  n: number,
  { offset, step, parts }: Grid,
  rounding: Rounding,
): WholeRange {
  const { units, decimals } = mean;
  const { low, high, lowClosed, highClosed } = roundingTenths(
    units > 0 ? 1 : units < 0 ? -1 : 0,
    units % 2 === 0,
    rounding,
  );
  if (decimals >= 0) {
    const power = powerOfTen(decimals + 1);
    const [from, to] = [units * 10 + low, units * 10 + high];
    const far = Math.max(Math.abs(from), Math.abs(to)) * parts + Math.abs(offset) * power;
    if (far * n < exactLimit && power * step < exactLimit) {
      const divisor = power * step;
      return {
        low: atLeast(n * (parts * from - offset * power), divisor, lowClosed),
        high: atMost(n * (parts * to - offset * power), divisor, highClosed),
      };
    }
  }
  const [over, under] = [
    10n ** BigInt(Math.max(-decimals, 0)),
    10n ** BigInt(Math.max(decimals, 0) + 1),
  ];
  const total = (tenths: number) =>
    BigInt(n) *
    (BigInt(parts) * (BigInt(units) * 10n + BigInt(tenths)) * over - BigInt(offset) * under);
  const divisor = under * BigInt(step);
  return {
    low: safe(bigAtLeast(total(low), divisor, lowClosed)),
    high: safe(bigAtMost(total(high), divisor, highClosed)),
  };
}

/**
 * V = n·Σu² − (Σu)² of n scores on a grid whose spread is printed so: its square times
 * `factor`·(parts/step)². The factor is n(n − 1) for a sample SD, n² for a population SD and
 * n²(n − 1) for an SE. Exact.
 *
 * @throws RangeError when a V is beyond exact doubles
 */
export function spreadsOf(
  spread: PrintedNumber,
  factor: number,
  { step, parts }: Grid,
  rounding: Rounding,
): WholeRange {
  // Nothing varies: one patient has no sample SD.
  if (factor === 0) return { low: 0, high: -1 };
  const { units, decimals } = spread;
  const { low, high, lowClosed, highClosed } = roundingTenths(
    units > 0 ? 1 : units < 0 ? -1 : 0,
    units % 2 === 0,
    rounding,
  );
  const to = units * 10 + high;
  if (to < 0) return { low: 0, high: -1 };
  // An SD is never negative: "0.00" is [0, 0.005], not [−0.005, 0.005].
  const from = Math.max(units * 10 + low, 0);
  const fromClosed = units * 10 + low < 0 || lowClosed;
  if (decimals >= 0) {
    const power = powerOfTen(decimals + 1);
    const times = factor * parts * parts;
    const divisor = power * power * step * step;
    if (to * to * times < exactLimit && divisor < exactLimit) {
      return {
        low: atLeast(from * from * times, divisor, fromClosed),
        high: atMost(to * to * times, divisor, highClosed),
      };
    }
  }
  const over = 10n ** BigInt(Math.max(-decimals, 0));
  const under = 10n ** BigInt(Math.max(decimals, 0) + 1) * BigInt(step);
  const square = (tenths: number) => (BigInt(tenths) * over * BigInt(parts)) ** 2n * BigInt(factor);
  return {
    low: safe(bigAtLeast(square(from), under ** 2n, fromClosed)),
    high: safe(bigAtMost(square(to), under ** 2n, highClosed)),
  };
}

const powers = Array.from({ length: 17 }, (_, exponent) => 10 ** exponent);

function powerOfTen(exponent: number): number {
  return powers[exponent] ?? 10 ** exponent;
}

/** The least whole number that is not below a fraction; above it when the end does not belong. */
function atLeast(numerator: number, divisor: number, closed: boolean): number {
  const rest = numerator % divisor;
  if (rest === 0) return numerator / divisor + (closed ? 0 : 1);
  return (numerator - rest) / divisor + (rest > 0 ? 1 : 0);
}

function atMost(numerator: number, divisor: number, closed: boolean): number {
  const rest = numerator % divisor;
  if (rest === 0) return numerator / divisor - (closed ? 0 : 1);
  return (numerator - rest) / divisor - (rest < 0 ? 1 : 0);
}

function bigAtLeast(numerator: bigint, divisor: bigint, closed: boolean): bigint {
  return -bigAtMost(-numerator, divisor, closed);
}

function bigAtMost(numerator: bigint, divisor: bigint, closed: boolean): bigint {
  const rest = ((numerator % divisor) + divisor) % divisor;
  return (numerator - rest) / divisor - (rest === 0n && !closed ? 1n : 0n);
}

function safe(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) {
    throw new RangeError('these figures are beyond exact whole numbers');
  }
  // Never −0.
  return number + 0;
}
