import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rootBetween, rootNear } from '../../src/numeric/roots.ts';

describe('root finding', () => {
  it("finds the root of Wallis's cubic x³ − 2x − 5, 2.0945514815423265…", () => {
    const root = rootBetween((x) => x ** 3 - 2 * x - 5, 2, 3);
    expect(Math.abs(root - 2.0945514815423265)).toBeLessThan(1e-15);
  });

  it('finds the fixed point of the cosine, 0.7390851332151606…', () => {
    expect(rootBetween((x) => Math.cos(x) - x, 0, 1)).toBeCloseTo(0.7390851332151607, 15);
    expect(rootNear((x) => Math.cos(x) - x, -3, 0.1, -1)).toBeCloseTo(0.7390851332151607, 15);
  });

  it('finds the jump of a step', () => {
    expect(rootBetween((x) => (x < 0.3 ? -1 : 1), 0, 1)).toBeCloseTo(0.3, 15);
  });

  it('takes a root at an end of the bracket', () => {
    expect(rootBetween((x) => x - 1, 1, 2)).toBe(1);
    expect(rootBetween((x) => x - 2, 1, 2)).toBe(2);
  });

  it('needs few evaluations where f is nearly straight, and a bounded number anywhere', () => {
    const count = (f: (x: number) => number, low: number, high: number): number => {
      let calls = 0;
      rootBetween(
        (x) => {
          calls++;
          return f(x);
        },
        low,
        high,
      );
      return calls;
    };
    expect(count((x) => Math.expm1(x - 0.1), -1, 1)).toBeLessThan(15);
    expect(count((x) => (x - 0.7) ** 21, -1, 2)).toBeLessThan(150);
  });

  it('is right to the last digits for any increasing cubic and any bracket', () => {
    const number = fc.double({ min: -1e3, max: 1e3, noNaN: true });
    const width = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(
        number,
        width,
        width,
        fc.double({ min: 0, max: 10, noNaN: true }),
        (root, below, above, bend) => {
          const f = (x: number): number => (x - root) * (1 + bend * (x - root) ** 2);
          // x − root is exact beside the root, so the sign of f is right everywhere. Beside 0
          // it is the bracket that sets the scale.
          const tolerance = 4 * Number.EPSILON * Math.abs(root) + 1e-25 * (below + above);
          expect(Math.abs(rootBetween(f, root - below, root + above) - root)).toBeLessThanOrEqual(
            tolerance,
          );
          expect(Math.abs(rootNear(f, root + above, below, 1) - root)).toBeLessThanOrEqual(
            tolerance,
          );
        },
      ),
    );
  });

  it('says so when there is no change of sign', () => {
    expect(() => rootBetween((x) => x * x + 1, -1, 1)).toThrow(RangeError);
    expect(() => rootBetween(() => Number.NaN, -1, 1)).toThrow(RangeError);
    expect(() => rootNear((x) => 1 + Math.exp(x), 0, 1, 1)).toThrow(RangeError);
  });
});
