/**
 * An exact decimal number: `units` × 10^−`decimals`. "4.30" is 430 and 2; `decimals` is negative
 * for a number printed to tens or more ("4e2" is 4 and −2).
 */
export interface Decimal {
  readonly units: bigint;
  readonly decimals: number;
}

/**
 * The rule by which a printed number was made from the value behind it.
 *
 * - `half`: to the nearest, the rule for ties unknown: both ends belong.
 * - `half-up`: to the nearest, ties away from zero. Of a negative number both ends belong, because
 *   programs differ there (away from zero, or towards +∞), and of zero the lower one.
 * - `half-even`: to the nearest, ties to the even digit.
 * - `truncate`: digits cut off, towards zero.
 * - `any`: `half` or `truncate`.
 */
export type Rounding = 'half' | 'half-up' | 'half-even' | 'truncate' | 'any';

/** Every rounding rule, the default first. */
export const roundings: readonly Rounding[] = ['half', 'half-up', 'half-even', 'truncate', 'any'];

/** The values that a printed number can stand for: exact ends, and whether each one belongs. */
export interface RoundingInterval {
  readonly low: Decimal;
  readonly high: Decimal;
  readonly lowClosed: boolean;
  readonly highClosed: boolean;
  /** The double nearest to the exact low end. */
  readonly lowNumber: number;
  /** The double nearest to the exact high end. */
  readonly highNumber: number;
}

// Beyond this no double follows, and a text of a few characters could ask for gigabytes of digits.
const greatestExponent = 5000;

const plainDecimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/;

/**
 * Reads a plain decimal text: "4.30", "-.05", "1.7e-5". For numbers as papers print them see
 * `parseFigure`.
 *
 * @returns null when the text is no such number, or its exponent is beyond ±5000
 */
export function parseDecimal(text: string): Decimal | null {
  const match = plainDecimal.exec(text);
  if (!match) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return null;
  if (Math.abs(Number(exponent)) > greatestExponent) return null;
  const units = BigInt(whole + fraction);
  return {
    units: sign === '-' ? -units : units,
    // `+ 0`: never −0, which JSON would not keep.
    decimals: fraction.length - Number(exponent) + 0,
  };
}

/**
 * Writes a decimal with exactly its decimals: 430 and 2 is "4.30". Negative `decimals` are written
 * with an exponent ("4e2"), so that `parseDecimal` gives the same decimal back.
 */
export function printDecimal({ units, decimals }: Decimal): string {
  if (decimals < 0) return `${units}e${-decimals}`;
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The double nearest to an exact decimal; ±Infinity or 0 when it is out of a double's reach. */
export function decimalToNumber({ units, decimals }: Decimal): number {
  // Reading a decimal text is correctly rounded; a division of two doubles is not.
  return decimals === 0 ? Number(units) : Number(`${units}e${-decimals}`);
}

/**
 * The same number with more decimals, as units of 10^−`decimals`.
 *
 * @throws RangeError when that would cut digits off
 */
export function unitsAt(decimal: Decimal, decimals: number): bigint {
  const more = decimals - decimal.decimals;
  if (more < 0) throw new RangeError(`${printDecimal(decimal)} has more than ${decimals} decimals`);
  return more === 0 ? decimal.units : decimal.units * 10n ** BigInt(more);
}

/** Exact sum. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const decimals = Math.max(a.decimals, b.decimals);
  return { units: unitsAt(a, decimals) + unitsAt(b, decimals), decimals };
}

/** Exact difference, a − b. */
export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  const decimals = Math.max(a.decimals, b.decimals);
  return { units: unitsAt(a, decimals) - unitsAt(b, decimals), decimals };
}

/** Exact product. */
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, decimals: a.decimals + b.decimals };
}

/** −1, 0 or 1: a less than, equal to or greater than b. "4.3" and "4.30" are equal. */
export function compareDecimals(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const decimals = Math.max(a.decimals, b.decimals);
  const [left, right] = [unitsAt(a, decimals), unitsAt(b, decimals)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * The values that a printed number can stand for, with exact ends.
 * "4.30" is [4.295, 4.305] under `half` and [4.30, 4.31) under `truncate`.
 *
 * @param printed the number as a plain decimal text, or already read
 * @param rounding the rule; `half` if left out
 * @throws RangeError when the text is no plain decimal number
 *
 * @example
 * roundingInterval('4.30').lowNumber // → 4.295
 */
export function roundingInterval(
  printed: string | Decimal,
  rounding: Rounding = 'half',
): RoundingInterval {
  const decimal = typeof printed === 'string' ? parseDecimal(printed) : printed;
  if (decimal === null) throw new RangeError(`"${printed}" is not a decimal number`);
  const { units } = decimal;
  const sign = units > 0n ? 1 : units < 0n ? -1 : 0;
  const { low, high, lowClosed, highClosed } = roundingTenths(sign, units % 2n === 0n, rounding);
  return tenths(decimal, BigInt(low), BigInt(high), lowClosed, highClosed);
}

/** Ends of a rounding interval, in tenths of the last printed digit from the printed number. */
export interface RoundingTenths {
  readonly low: number;
  readonly high: number;
  readonly lowClosed: boolean;
  readonly highClosed: boolean;
}

/**
 * How far from a printed number the value behind it can lie.
 *
 * @param sign of the printed number
 * @param even whether its last digit is even
 */
export function roundingTenths(
  sign: -1 | 0 | 1,
  even: boolean,
  rounding: Rounding,
): RoundingTenths {
  const positive = sign > 0;
  const negative = sign < 0;
  switch (rounding) {
    case 'half':
      return { low: -5, high: 5, lowClosed: true, highClosed: true };
    case 'half-up':
      return { low: -5, high: 5, lowClosed: true, highClosed: negative };
    case 'half-even':
      return { low: -5, high: 5, lowClosed: even, highClosed: even };
    case 'truncate':
      return {
        low: positive ? 0 : -10,
        high: negative ? 0 : 10,
        lowClosed: positive,
        highClosed: negative,
      };
    case 'any':
      return {
        low: positive ? -5 : -10,
        high: negative ? 5 : 10,
        lowClosed: positive,
        highClosed: negative,
      };
  }
}

/** From `low` to `high` tenths of the last printed digit around a decimal. */
function tenths(
  { units, decimals }: Decimal,
  low: bigint,
  high: bigint,
  lowClosed: boolean,
  highClosed: boolean,
): RoundingInterval {
  const lowEnd = { units: units * 10n + low, decimals: decimals + 1 };
  const highEnd = { units: units * 10n + high, decimals: decimals + 1 };
  return {
    low: lowEnd,
    high: highEnd,
    lowClosed,
    highClosed,
    lowNumber: decimalToNumber(lowEnd),
    highNumber: decimalToNumber(highEnd),
  };
}
