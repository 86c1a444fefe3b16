import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatInterval,
  formatNumber,
  formatP,
  formatPAtMost,
  formatSigned,
  roundOutward,
  survivingDecimals,
} from '../../src/report/digits.ts';

describe('decimals that survive rounding', () => {
  it('keeps a digit that rounding moves by at most two units', () => {
    // 2.61 is 4.33 − 1.72, each right to 0.005: the difference is right to 0.01.
    expect(survivingDecimals(0.01)).toBe(2);
    // A share of 79.6 % moves by 0.18 when its means do.
    expect(survivingDecimals(0.18)).toBe(1);
    expect(survivingDecimals(0.2)).toBe(1);
    expect(survivingDecimals(0.21)).toBe(0);
    expect(survivingDecimals(1.03)).toBe(0);
  });
  it('invents no digits and loses none below the point', () => {
    expect(survivingDecimals(500)).toBe(0);
    expect(survivingDecimals(0, 3)).toBe(3);
    expect(survivingDecimals(Number.NaN, 3)).toBe(3);
  });
});

describe('limits rounded outward', () => {
  it('contain what was computed', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        (value, decimals) => {
          const low = roundOutward(value, decimals, Math.floor);
          const high = roundOutward(value, decimals, Math.ceil);
          const slack = 1e-9 * Math.max(1, Math.abs(value * 10 ** decimals)) * 10 ** -decimals;
          expect(low).toBeLessThanOrEqual(value + slack);
          expect(high).toBeGreaterThanOrEqual(value - slack);
        },
      ),
    );
  });
  it('leave a limit on the grid where it is', () => {
    expect(formatInterval(0.07, 0.29, 2)).toBe('[0.07, 0.29]');
    expect(formatInterval(4.2017, 4.4583, 2)).toBe('[4.20, 4.46]');
    expect(formatInterval(-1.234, null, 1)).toBe('[−1.3, ∞]');
  });
});

describe('numbers for people', () => {
  it('have a true minus sign and no minus zero', () => {
    expect(formatNumber(-2.5, 1)).toBe('−2.5');
    expect(formatNumber(-0.04, 1)).toBe('0.0');
    expect(formatSigned(0.04, 1)).toBe('0.0');
    expect(formatSigned(2.61, 2)).toBe('+2.61');
  });
  it('do not print digits that a double does not have', () => {
    expect(formatNumber(1e300, 2)).toBe('1.000e+300');
  });
  it('print p as papers do, never as zero', () => {
    expect(formatP(0.034)).toBe('.034');
    expect(formatP(0.5)).toBe('.50');
    expect(formatP(2.4e-59)).toBe('2.4e−59');
    expect(formatP(0, -1000)).toBe('5.1e−435');
    expect(formatPAtMost(2.34e-59)).toBe('2.4e−59');
    expect(formatPAtMost(9.99e-5)).toBe('1.0e−4');
    expect(formatP(0)).toBe('<1e−300');
  });
});
