import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaQuantile, betaTails, lnBeta } from '../../src/numeric/beta.ts';
import { binomialPmf, binomialTails } from '../../src/numeric/binomial.ts';
import {
  chiSquareLogUpper,
  chiSquareQuantile,
  chiSquareTails,
} from '../../src/numeric/chi-square.ts';
import { fLogUpper, fQuantile, fTails } from '../../src/numeric/f.ts';
import {
  gammaLogUpper,
  gammaQuantile,
  gammaTails,
  lgamma,
  stirlingError,
} from '../../src/numeric/gamma.ts';
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
import type { Tail } from '../../src/numeric/tails.ts';

// A study file may say n = 10^15 or t = 1e300: every function has to answer, and soon.

/** Uniform over the orders of magnitude. */
const sized = (min: number, max: number) =>
  fc
    .double({ min: Math.log10(min), max: Math.log10(max), noNaN: true })
    .map((exponent) => 10 ** exponent);
const positive = fc.oneof(sized(1e-300, 1e300), sized(1e-3, 1e17));
const real = fc.tuple(positive, fc.boolean()).map(([size, minus]) => (minus ? -size : size));
const count = sized(1, 2 ** 53 - 1).map(Math.floor);
const unit = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), sized(1e-300, 1));
const tail: fc.Arbitrary<Tail> = fc
  .tuple(unit, fc.boolean())
  .map(([p, isLower]) => (isLower ? { lower: p } : { upper: p }));
/** Near 1: to vary a huge number by what matters. */
const spread = fc.double({ min: -40, max: 40, noNaN: true });

type Case = readonly [name: string, compute: () => unknown];

/** A point of a bell with this mean and standard deviation. */
const at = (mean: number, sd: number, z: number): number => mean + z * sd;

const cases: Record<string, fc.Arbitrary<Case>> = {
  normal: fc
    .tuple(real, tail)
    .map(([z, q]) => [
      `${z}, ${JSON.stringify(q)}`,
      () => [normalTails(z), normalLogUpper(z), normalLogTwoSided(z), normalQuantile(q)],
    ]),
  't at any point': fc
    .tuple(real, positive)
    .map(([t, df]) => [`t ${t}, df ${df}`, () => [tTails(t, df), tLogTwoSided(t, df)]]),
  'gamma and chi-square at any point': fc
    .tuple(positive, positive)
    .map(([x, a]) => [
      `x ${x}, shape ${a}`,
      () => [
        gammaTails(x, a),
        gammaLogUpper(x, a),
        chiSquareTails(x, a),
        chiSquareLogUpper(x, a),
        lgamma(Math.min(a, 1e290)),
        stirlingError(a),
      ],
    ]),
  'gamma beside its mean': fc.tuple(positive, spread).map(([a, z]) => {
    const x = Math.max(0, at(a, Math.sqrt(a), z));
    return [`x ${x}, shape ${a}`, () => [gammaTails(x, a), chiSquareTails(2 * x, 2 * a)]];
  }),
  F: fc
    .tuple(positive, positive, positive)
    .map(([f, df1, df2]) => [
      `F ${f}, df ${df1}, ${df2}`,
      () => [fTails(f, df1, df2), fLogUpper(f, df1, df2)],
    ]),
  'beta at any point': fc
    .tuple(unit, positive, positive)
    .map(([x, a, b]) => [
      `x ${x}, shapes ${a}, ${b}`,
      () => [betaTails(x, 1 - x, a, b), betaTails(1 - x, x, a, b), lnBeta(a, b)],
    ]),
  'quantiles with one parameter': fc
    .tuple(tail, positive)
    .map(([q, a]) => [
      `${JSON.stringify(q)}, ${a}`,
      () => [gammaQuantile(q, a), chiSquareQuantile(q, a), tQuantile(q, a)],
    ]),
  'quantiles with two parameters': fc
    .tuple(tail, positive, positive)
    .map(([q, a, b]) => [
      `${JSON.stringify(q)}, ${a}, ${b}`,
      () => [betaQuantile(q, a, b), fQuantile(q, a, b)],
    ]),
  binomial: fc.tuple(count, unit, unit, spread).map(([n, share, p, z]) => {
    const beside = Math.round(at(n * p, Math.sqrt(n * p * (1 - p)), z));
    const ks = [Math.floor(share * n), Math.min(n, Math.max(0, beside))];
    return [
      `k ${ks}, n ${n}, p ${p}`,
      () => ks.map((k) => [binomialPmf(k, n, p), binomialTails(k, n, p)]),
    ];
  }),
  Poisson: fc.tuple(count, positive, spread).map(([n, lambda, z]) => {
    const beside = Math.max(0, at(n, Math.sqrt(n), z));
    return [
      `k ${n}, lambda ${lambda}, ${beside}`,
      () => [lambda, beside].map((rate) => [poissonPmf(n, rate), poissonTails(n, rate)]),
    ];
  }),
  'Poisson quantiles': fc
    .tuple(tail, positive)
    .map(([q, lambda]) => [`${JSON.stringify(q)}, ${lambda}`, () => poissonQuantile(q, lambda)]),
  hypergeometric: fc.tuple(count, unit, unit, spread).map(([N, first, second, z]) => {
    const [K, n] = [Math.floor(first * N), Math.floor(second * N)];
    const sd = Math.sqrt(n * (K / N) * (1 - K / N) * (1 - n / N));
    const x = Math.round(at(n * (K / N), sd, z));
    return [
      `x ${x}, N ${N}, K ${K}, n ${n}`,
      () => [hypergeometricPmf(x, N, K, n), hypergeometricTails(x, N, K, n)],
    ];
  }),
  Fisher: fc
    .tuple(count, count, count, count)
    .map(([a, b, c, d]) => [
      `${[a, b, c, d]}`,
      () => fisherTwoSided(...([a, b, c, d].map((x) => Math.floor(x / 4)) as Four)),
    ]),
  'noncentral t': fc
    .tuple(real, positive, real)
    .map(([t, df, ncp]) => [`t ${t}, df ${df}, ncp ${ncp}`, () => noncentralTTails(t, df, ncp)]),
  'noncentral t beside its middle': fc.tuple(real, positive, spread).map(([t, df, z]) => {
    const ncp = at(t, Math.hypot(1, t / Math.sqrt(2 * df)), z);
    return [
      `t ${t}, df ${df}, ncp ${ncp}`,
      () => (Math.abs(ncp) < 1e300 ? noncentralTTails(t, df, ncp) : null),
    ];
  }),
  'noncentral t with few df': fc
    .tuple(sized(1e-3, 1e12), sized(1e-12, 1), fc.double({ min: -39, max: 80, noNaN: true }))
    .map(([t, df, ncp]) => [`t ${t}, df ${df}, ncp ${ncp}`, () => noncentralTTails(t, df, ncp)]),
  'limits of noncentrality': fc
    .tuple(tail, real, positive)
    .map(([q, t, df]) => [
      `${JSON.stringify(q)}, t ${t}, df ${df}`,
      () => noncentralTNcp(q, t, df),
    ]),
  "Hedges' J": sized(1.0001, 1e300).map((df) => [
    `df ${df}`,
    () => [hedgesJ(df), hedgesJApprox(df)],
  ]),
};

type Four = [number, number, number, number];

/** Every number in a result. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(numbersIn);
}

/** Both tails in a result, wherever they are. */
function probabilitiesIn(value: unknown): number[] {
  if (value === null || typeof value !== 'object') return [];
  if ('lower' in value && 'upper' in value) return numbersIn(value);
  return Object.values(value).flatMap(probabilitiesIn);
}

/** The slowest, a limit of noncentrality, takes some milliseconds; the rest, microseconds. */
const LONGEST_MS = 1000;

describe('over the whole range of numbers', () => {
  it.each(Object.entries(cases))('%s: an answer, soon, and never NaN', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, ([name, compute]) => {
        const start = performance.now();
        let result: unknown;
        try {
          result = compute();
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          return;
        }
        expect(performance.now() - start, name).toBeLessThan(LONGEST_MS);
        expect(numbersIn(result).some(Number.isNaN), `${name}: ${JSON.stringify(result)}`).toBe(
          false,
        );
        for (const p of probabilitiesIn(result)) {
          expect(p >= 0 && p <= 1 + 1e-12, `${name}: ${JSON.stringify(result)}`).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
