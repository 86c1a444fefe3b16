import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaTails } from '../../src/numeric/beta.ts';
import { binomialTails } from '../../src/numeric/binomial.ts';
import { gammaQuantile, gammaTails } from '../../src/numeric/gamma.ts';
import { hypergeometricPmf, hypergeometricTails } from '../../src/numeric/hypergeometric.ts';
import { noncentralTTails } from '../../src/numeric/noncentral-t.ts';
import { normalTails } from '../../src/numeric/normal.ts';
import { poissonPmf, poissonTails } from '../../src/numeric/poisson.ts';
import { tTails } from '../../src/numeric/student-t.ts';
import type { Tails } from '../../src/numeric/tails.ts';

interface Case {
  readonly fn: string;
  readonly args: readonly [number, number, number];
  readonly lower: string;
  readonly upper: string;
}

const functions: Record<string, (...args: [number, number, number]) => Tails> = {
  gamma: gammaTails,
  binom: binomialTails,
  t: tTails,
  nct: noncentralTTails,
};

function expectClose(got: number, want: number, relative: number): void {
  if (Math.abs(got - want) <= relative * want) return;
  expect.fail(`${got} is not ${want} to ${relative}: off by ${Math.abs(got - want) / want}`);
}

const sized = (min: number, max: number) =>
  fc
    .double({ min: Math.log10(min), max: Math.log10(max), noNaN: true })
    .map((exponent) => 10 ** exponent);
const spread = fc.double({ min: -30, max: 30, noNaN: true });

describe('tails with huge shapes', () => {
  const file = new URL('./data/large_shapes.json', import.meta.url);
  const { cases }: { cases: Case[] } = JSON.parse(readFileSync(file, 'utf8'));

  it('agree with integrals to 50 digits, far tails included', () => {
    for (const { fn, args, lower, upper } of cases) {
      const got = functions[fn]?.(...args) as Tails;
      // Below the least normal number the last digits are gone.
      if (Number(lower) > 1e-300) expectClose(got.lower, Number(lower), 1e-12);
      if (Number(upper) > 1e-300) expectClose(got.upper, Number(upper), 1e-12);
    }
  });

  it('are the same by series, fraction and integral on both sides of the switch', () => {
    // Three neighbours around it: Q(a + 1) = Q(a) + the Poisson probability of a.
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2010 }), spread, (a, z) => {
        const x = a + z * Math.sqrt(a);
        const [from, to] = [gammaTails(x, a), gammaTails(x, a + 1)];
        expectClose(to.upper, from.upper + poissonPmf(a, x), 1e-12);
        expectClose(from.lower, to.lower + poissonPmf(a, x), 1e-12);
      }),
    );
  });

  it('keep the step from k to k + 1', () => {
    fc.assert(
      fc.property(sized(1e3, 1e15), spread, (mean, z) => {
        const k = Math.floor(mean);
        const lambda = Math.max(1, k + z * Math.sqrt(k));
        const [below, here] = [poissonTails(k - 1, lambda), poissonTails(k, lambda)];
        const pmf = poissonPmf(k, lambda);
        if (Math.min(here.lower, here.upper) < 1e-290) return;
        expectClose(here.lower, below.lower + pmf, 1e-12);
        expectClose(below.upper, here.upper + pmf, 1e-12);
      }),
    );
  });

  it('of beta are mirrored, also across the switch', () => {
    fc.assert(
      fc.property(sized(4e3, 1e12), sized(4e3, 1e12), spread, (a, b, z) => {
        const n = a + b;
        const x = (a / n) * (1 + z * Math.sqrt(b / (a * n)));
        if (!(x > 0 && x < 1)) return;
        const [left, right] = [betaTails(x, 1 - x, a, b), betaTails(1 - x, x, b, a)];
        if (Math.min(left.lower, left.upper) < 1e-290) return;
        expectClose(left.lower, right.upper, 1e-12);
        expectClose(left.upper, right.lower, 1e-12);
      }),
    );
  });

  it('are normal in the limit', () => {
    fc.assert(
      fc.property(sized(1e26, 1e30), fc.double({ min: -5, max: 5, noNaN: true }), (a, z) => {
        const x = a + z * Math.sqrt(a);
        const rounded = (x - a) / Math.sqrt(a);
        // The next term of the limit is of the size of z²/√a.
        expectClose(gammaTails(x, a).upper, normalTails(rounded).upper, 100 / Math.sqrt(a) + 1e-12);
        expectClose(tTails(z, a).upper, normalTails(z).upper, 1e-12);
        expectClose(noncentralTTails(z, a * a, 1).lower, normalTails(z - 1).lower, 1e-12);
      }),
    );
  });

  it('of gamma come back at their quantiles', () => {
    fc.assert(
      fc.property(sized(1e3, 1e24), sized(1e-200, 0.5), fc.boolean(), (a, p, isLower) => {
        const x = gammaQuantile(isLower ? { lower: p } : { upper: p }, a);
        const { lower, upper } = gammaTails(x, a);
        // x is rounded, and ln p moves with x by at most 31/√a.
        const rounding = 31 * Math.sqrt(a) * Number.EPSILON;
        expectClose(isLower ? lower : upper, p, 1e-12 + 2 * rounding);
      }),
    );
  });
});

describe('huge tables', () => {
  it('keep the step from x to x + 1', () => {
    const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });
    fc.assert(
      fc.property(sized(1e6, 2 ** 53 - 1), share, share, spread, (size, first, second, z) => {
        const N = Math.floor(size);
        const [K, n] = [Math.round(first * N), Math.round(second * N)];
        const sd = Math.sqrt(n * (K / N) * (1 - K / N) * (1 - n / N));
        const x = Math.round(n * (K / N) + z * sd);
        const [below, here] = [
          hypergeometricTails(x - 1, N, K, n),
          hypergeometricTails(x, N, K, n),
        ];
        const pmf = hypergeometricPmf(x, N, K, n);
        if (Math.min(here.lower, here.upper) < 1e-290) return;
        expectClose(here.lower, below.lower + pmf, 1e-12);
        expectClose(below.upper, here.upper + pmf, 1e-12);
      }),
    );
  });
});
