import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addRationals,
  ceilRational,
  compareRationals,
  divideRationals,
  floorRational,
  multiplyRationals,
  rational,
  rationalOf,
  subtractRationals,
} from '../../src/numeric/rational.ts';

const any = fc
  .tuple(
    fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
    fc.bigInt({ min: 1n, max: 10n ** 12n }),
  )
  .map(([numerator, denominator]) => rational(numerator, denominator));

describe('fractions', () => {
  it('are in lowest terms, with the sign above', () => {
    expect(rational(6n, -4n)).toEqual({ numerator: -3n, denominator: 2n });
    expect(rationalOf({ units: 430n, decimals: 2 })).toEqual({ numerator: 43n, denominator: 10n });
    expect(rationalOf({ units: 4n, decimals: -2 })).toEqual({ numerator: 400n, denominator: 1n });
    expect(() => rational(1n, 0n)).toThrow(RangeError);
  });

  it('obey the laws of a field', () => {
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        expect(subtractRationals(addRationals(a, b), b)).toEqual(a);
        expect(multiplyRationals(a, addRationals(b, c))).toEqual(
          addRationals(multiplyRationals(a, b), multiplyRationals(a, c)),
        );
        if (b.numerator !== 0n) expect(divideRationals(multiplyRationals(a, b), b)).toEqual(a);
        expect(compareRationals(a, b)).toBe(-compareRationals(b, a) + 0);
      }),
    );
  });

  it('lie between the whole numbers around them', () => {
    expect([floorRational(rational(-7n, 2n)), ceilRational(rational(-7n, 2n))]).toEqual([-4n, -3n]);
    expect([floorRational(rational(7n, 2n)), ceilRational(rational(7n, 2n))]).toEqual([3n, 4n]);
    expect([floorRational(rational(-6n, 2n)), ceilRational(rational(-6n, 2n))]).toEqual([-3n, -3n]);
  });
});
