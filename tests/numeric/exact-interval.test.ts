import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDecimal, roundingInterval } from '../../src/numeric/decimal.ts';
import {
  enclosed,
  exactly,
  holds,
  minus,
  overlap,
  plus,
  product,
  quotient,
  rationalOfDouble,
  rationalToNumber,
  times,
} from '../../src/numeric/exact-interval.ts';
import {
  addRationals,
  divideRationals,
  multiplyRationals,
  type Rational,
  rational,
  subtractRationals,
} from '../../src/numeric/rational.ts';

const fraction = fc
  .tuple(fc.bigInt({ min: -50n, max: 50n }), fc.bigInt({ min: 1n, max: 12n }))
  .map(([a, b]) => rational(a, b));
/** An interval and a number in it. */
const inside = fc
  .tuple(fraction, fraction, fc.bigInt({ min: 0n, max: 8n }))
  .map(([a, b, eighths]) => {
    const [low, high] = rationalToNumber(a) <= rationalToNumber(b) ? [a, b] : [b, a];
    const width = subtractRationals(high, low);
    const value = addRationals(low, multiplyRationals(width, rational(eighths, 8n)));
    return { interval: { low, high, lowClosed: true, highClosed: true }, value };
  });

describe('arithmetic over exact intervals', () => {
  it('holds every result of numbers that belong', () => {
    const rules = [
      [plus, addRationals],
      [minus, subtractRationals],
      [product, multiplyRationals],
    ] as const;
    fc.assert(
      fc.property(inside, inside, fraction, (a, b, factor) => {
        for (const [over, of] of rules) {
          expect(holds(over(a.interval, b.interval), of(a.value, b.value))).toBe(true);
        }
        expect(holds(times(a.interval, factor), multiplyRationals(a.value, factor))).toBe(true);
        const quotients = quotient(a.interval, b.interval);
        if (quotients) expect(holds(quotients, divideRationals(a.value, b.value))).toBe(true);
      }),
    );
  });

  it('divides by no interval that reaches zero', () => {
    const one = enclosed(1, 1);
    expect(quotient(one, enclosed(0, 1))).toBeNull();
    expect(quotient(one, enclosed(-1, 1))).toBeNull();
    expect(quotient(one, enclosed(0.5, 1))).not.toBeNull();
  });

  it('keeps open ends open', () => {
    const cut = exactly(roundingInterval('4.30', 'truncate'));
    const end = rational(431n, 100n);
    expect(holds(cut, rational(43n, 10n))).toBe(true);
    expect(holds(cut, end)).toBe(false);
    expect(holds(times(cut, rational(-1n)), rational(-431n, 100n))).toBe(false);
    expect(overlap(cut, enclosed(4.32, 5))).toBe(false);
    expect(overlap(cut, { low: end, high: null, lowClosed: true, highClosed: true })).toBe(false);
  });
});

describe('exact numbers and doubles', () => {
  it('takes a double for exactly what it is', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(rationalToNumber(rationalOfDouble(value) as Rational)).toBeCloseTo(value, 10);
        expect(rationalToNumber(rationalOfDouble(value) as Rational) - value).toBe(0);
      }),
    );
    expect(rationalOfDouble(Number.POSITIVE_INFINITY)).toBeNull();
  });

  it('gives the double nearest to a decimal', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(12), (units, decimals) => {
        const exact = parseDecimal(`${units}e-${decimals}`);
        const value = rational(exact?.units ?? 0n, 10n ** BigInt(exact?.decimals ?? 0));
        expect(rationalToNumber(value)).toBe(Number(`${units}e-${decimals}`) + 0);
      }),
    );
  });
});
