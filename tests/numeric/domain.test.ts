import { describe, expect, it } from 'vitest';
import { betaQuantile, betaTails, lnBeta } from '../../src/numeric/beta.ts';
import { binomialPmf, binomialTails } from '../../src/numeric/binomial.ts';
import {
  chiSquareLogUpper,
  chiSquareQuantile,
  chiSquareTails,
} from '../../src/numeric/chi-square.ts';
import { fLogUpper, fQuantile, fTails } from '../../src/numeric/f.ts';
import { gammaQuantile, gammaTails, lgamma, stirlingError } from '../../src/numeric/gamma.ts';
import { hedgesJ, hedgesJApprox } from '../../src/numeric/hedges-j.ts';
import {
  fisherTwoSided,
  hypergeometricPmf,
  hypergeometricTails,
} from '../../src/numeric/hypergeometric.ts';
import { noncentralTNcp, noncentralTTails } from '../../src/numeric/noncentral-t.ts';
import {
  normalLogTwoSided,
  normalLogUpper,
  normalQuantile,
  normalTails,
} from '../../src/numeric/normal.ts';
import { poissonPmf, poissonQuantile, poissonTails } from '../../src/numeric/poisson.ts';
import { tLogTwoSided, tQuantile, tTails } from '../../src/numeric/student-t.ts';

/** Each function with arguments inside its domain, and for each argument a value outside it. */
const numeric: [(...args: number[]) => unknown, number[], (number | undefined)[]][] = [
  [normalTails, [1], [undefined]],
  [normalLogUpper, [1], [undefined]],
  [normalLogTwoSided, [1], [undefined]],
  [(p) => normalQuantile({ lower: p as number }), [0.5], [1.1]],
  [(p) => normalQuantile({ upper: p as number }), [0.5], [-0.1]],
  [tTails as never, [1, 5], [undefined, 0]],
  [tLogTwoSided as never, [1, 5], [undefined, -1]],
  [(p, df) => tQuantile({ upper: p as number }, df as number), [0.1, 5], [2, 0]],
  [chiSquareTails as never, [1, 5], [undefined, 0]],
  [chiSquareLogUpper as never, [1, 5], [undefined, 0]],
  [(p, df) => chiSquareQuantile({ upper: p as number }, df as number), [0.1, 5], [2, Infinity]],
  [gammaTails as never, [1, 5], [undefined, 0]],
  [(p, a) => gammaQuantile({ upper: p as number }, a as number), [0.1, 5], [2, 0]],
  [lgamma as never, [1], [0]],
  [stirlingError as never, [1], [0]],
  [fTails as never, [1, 2, 3], [undefined, 0, 0]],
  [fLogUpper as never, [1, 2, 3], [undefined, 0, 0]],
  [
    (p, a, b) => fQuantile({ lower: p as number }, a as number, b as number),
    [0.1, 2, 3],
    [2, 0, 0],
  ],
  [betaTails as never, [0.4, 0.6, 2, 3], [0.5, -0.6, 0, 0]],
  [
    (p, a, b) => betaQuantile({ lower: p as number }, a as number, b as number),
    [0.1, 2, 3],
    [2, 0, 0],
  ],
  [lnBeta as never, [1, 2], [0, 0]],
  [binomialPmf as never, [1, 3, 0.5], [1.5, -1, 1.5]],
  [binomialTails as never, [1, 3, 0.5], [1.5, 2.5, -0.5]],
  [poissonPmf as never, [1, 3], [1.5, -1]],
  [poissonTails as never, [1, 3], [1.5, -1]],
  [(p, lambda) => poissonQuantile({ lower: p as number }, lambda as number), [0.1, 2], [2, -1]],
  [hypergeometricPmf as never, [1, 10, 4, 5], [0.5, 3, 11, 11]],
  [hypergeometricTails as never, [1, 10, 4, 5], [0.5, 4.5, -1, -1]],
  [fisherTwoSided as never, [1, 2, 3, 4], [-1, 0.5, Infinity, -4]],
  [noncentralTTails as never, [1, 5, 2], [undefined, 0, Infinity]],
  [
    (p, t, df) => noncentralTNcp({ lower: p as number }, t as number, df as number),
    [0.1, 2, 3],
    [2, Infinity, 0],
  ],
  [hedgesJ as never, [5], [1]],
  [hedgesJApprox as never, [5], [1]],
];

describe('arguments outside the domain', () => {
  it.each(numeric)('%o throws a RangeError with a sentence', (compute, inside, outside) => {
    expect(() => compute(...inside)).not.toThrow();
    for (const [i, bad] of outside.entries()) {
      expect(() => compute(...inside.with(i, Number.NaN))).toThrow(RangeError);
      if (bad === undefined) continue;
      expect(() => compute(...inside.with(i, bad))).toThrow(RangeError);
      expect(() => compute(...inside.with(i, bad))).toThrow(/^\w.* .*\.$/);
    }
  });
});

describe('the ends of a distribution', () => {
  const [none, all] = [
    { lower: 0, upper: 1 },
    { lower: 1, upper: 0 },
  ];

  it('have all or nothing below them', () => {
    expect(normalTails(-Infinity)).toEqual(none);
    expect(normalTails(Infinity)).toEqual(all);
    expect(tTails(-Infinity, 3)).toEqual(none);
    expect(tTails(Infinity, 3)).toEqual(all);
    expect(chiSquareTails(0, 3)).toEqual(none);
    expect(chiSquareTails(-1, 3)).toEqual(none);
    expect(chiSquareTails(Infinity, 3)).toEqual(all);
    expect(fTails(0, 2, 3)).toEqual(none);
    expect(fTails(-1, 2, 3)).toEqual(none);
    expect(fTails(Infinity, 2, 3)).toEqual(all);
    expect(betaTails(0, 1, 2, 3)).toEqual(none);
    expect(betaTails(1, 0, 2, 3)).toEqual(all);
    expect(binomialTails(-1, 3, 0.5)).toEqual(none);
    expect(binomialTails(3, 3, 0.5)).toEqual(all);
    expect(binomialTails(1, 3, 0)).toEqual(all);
    expect(binomialTails(1, 3, 1)).toEqual(none);
    expect(poissonTails(-1, 2)).toEqual(none);
    expect(poissonTails(0, 0)).toEqual(all);
    expect(hypergeometricTails(-1, 10, 4, 5)).toEqual(none);
    expect(hypergeometricTails(4, 10, 4, 5)).toEqual(all);
    expect(noncentralTTails(-Infinity, 3, 1)).toEqual(none);
    expect(noncentralTTails(Infinity, 3, 1)).toEqual(all);
  });

  it('are the quantiles of 0 and 1', () => {
    expect(normalQuantile({ lower: 0 })).toBe(-Infinity);
    expect(normalQuantile({ lower: 1 })).toBe(Infinity);
    expect(normalQuantile({ upper: 0.5 })).toBe(0);
    expect(tQuantile({ upper: 0 }, 3)).toBe(Infinity);
    expect(tQuantile({ lower: 0.5 }, 3)).toBe(0);
    expect(chiSquareQuantile({ lower: 0 }, 3)).toBe(0);
    expect(chiSquareQuantile({ upper: 0 }, 3)).toBe(Infinity);
    expect(fQuantile({ upper: 1 }, 2, 3)).toBe(0);
    expect(fQuantile({ upper: 0 }, 2, 3)).toBe(Infinity);
    expect(betaQuantile({ lower: 0 }, 2, 3)).toEqual({ x: 0, y: 1 });
    expect(betaQuantile({ upper: 0 }, 2, 3)).toEqual({ x: 1, y: 0 });
    expect(poissonQuantile({ lower: 0 }, 2)).toBe(0);
    expect(poissonQuantile({ upper: 0 }, 2)).toBe(Infinity);
    expect(noncentralTNcp({ lower: 0 }, 2, 3)).toBe(Infinity);
    expect(noncentralTNcp({ upper: 0 }, 2, 3)).toBe(-Infinity);
  });

  it('have a log p-value of 0 in the middle and −∞ at infinity', () => {
    expect(normalLogTwoSided(0)).toBe(0);
    expect(tLogTwoSided(0, 3)).toBe(0);
    expect(normalLogUpper(Infinity)).toBe(-Infinity);
    expect(tLogTwoSided(-Infinity, 3)).toBe(-Infinity);
    expect(chiSquareLogUpper(0, 3)).toBe(0);
    expect(fLogUpper(0, 2, 3)).toBe(0);
    expect(fLogUpper(Infinity, 2, 3)).toBe(-Infinity);
  });

  it('of discrete distributions have probability 0 beyond them', () => {
    expect(binomialPmf(4, 3, 0.5)).toBe(0);
    expect(binomialPmf(0, 0, 0.5)).toBe(1);
    expect(poissonPmf(-1, 2)).toBe(0);
    expect(poissonPmf(0, 0)).toBe(1);
    expect(hypergeometricPmf(5, 10, 4, 5)).toBe(0);
    expect(fisherTwoSided(0, 0, 0, 0)).toBe(1);
    expect(fisherTwoSided(3, 0, 2, 0)).toBe(1);
  });
});

describe('a noncentral t whose arguments dwarf each other', () => {
  it('has a tail of 0 or 1 at once, and its noncentrality is found', () => {
    // P(T > t) < P(Z > −ncp) for t > 0, which is no double.
    expect(noncentralTTails(1.4e100, 1, -1e100)).toEqual({ lower: 1, upper: 0 });
    expect(noncentralTTails(-1e100, 1, 1e100)).toEqual({ lower: 0, upper: 1 });
    expect(noncentralTTails(1, 1e6, 1e100)).toEqual({ lower: 0, upper: 1 });
    // As t grows, ncp/t tends to the quantile of V = χ/√df: with df = 1 of |Z|.
    expect(noncentralTNcp({ lower: 0.025 }, 1e100, 1) / 1e100).toBeCloseTo(2.241402727604947, 12);
  });
});
