import type { Decimal } from './decimal.ts';

/** An exact fraction in lowest terms; the denominator is above zero. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * A fraction, brought to lowest terms.
 *
 * @throws RangeError when the denominator is zero
 */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new RangeError('a fraction cannot have the denominator 0');
  const divisor = greatestCommonDivisor(numerator, denominator);
  const sign = denominator < 0n ? -1n : 1n;
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
}

/** The exact fraction of a decimal number. */
export function rationalOf({ units, decimals }: Decimal): Rational {
  return decimals < 0
    ? rational(units * 10n ** BigInt(-decimals))
    : rational(units, 10n ** BigInt(decimals));
}

/** Exact sum. */
export function addRationals(a: Rational, b: Rational): Rational {
  return rational(
    a.numerator * b.denominator + b.numerator * a.denominator,
    a.denominator * b.denominator,
  );
}

/** Exact difference, a − b. */
export function subtractRationals(a: Rational, b: Rational): Rational {
  return rational(
    a.numerator * b.denominator - b.numerator * a.denominator,
    a.denominator * b.denominator,
  );
}

/** Exact product. */
export function multiplyRationals(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

/**
 * Exact quotient, a / b.
 *
 * @throws RangeError when b is zero
 */
export function divideRationals(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** −1, 0 or 1: a less than, equal to or greater than b. */
export function compareRationals(a: Rational, b: Rational): -1 | 0 | 1 {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The greatest whole number that is not above a fraction. */
export function floorRational({ numerator, denominator }: Rational): bigint {
  const quotient = numerator / denominator;
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient;
}

/** The least whole number that is not below a fraction. */
export function ceilRational({ numerator, denominator }: Rational): bigint {
  return -floorRational({ numerator: -numerator, denominator });
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
