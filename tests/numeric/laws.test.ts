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
import type { Tail, Tails } from '../../src/numeric/tails.ts';

/** Of the far tails: exp(−700) alone turns the rounding of its exponent into 8e-14. */
const FAR = 1e-12;
const EPSILON = Number.EPSILON;

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** Spread over the orders of magnitude, down to tiny shapes and up to huge ones. */
const sized = (min: number, max: number) =>
  between(Math.log10(min), Math.log10(max)).map((exponent) => 10 ** exponent);
const shape = sized(1e-6, 1e6);
const probability = fc.oneof(between(1e-9, 0.5), sized(1e-300, 0.5));
const tail: fc.Arbitrary<Tail> = fc
  .tuple(probability, fc.boolean())
  .map(([p, isLower]) => (isLower ? { lower: p } : { upper: p }));

/** Relative agreement; two numbers that both underflow agree. */
function expectClose(got: number, want: number, relative: number): void {
  const error = Math.abs(got - want);
  if (error <= relative * Math.abs(want) || (Math.abs(want) < 1e-300 && error < 1e-300)) return;
  expect.fail(`${got} is not ${want} to ${relative}: off by ${error / Math.abs(want)}`);
}

function holds<Values extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof Values]: fc.Arbitrary<Values[K]> },
  law: (...values: Values) => void,
  runs = 400,
): void {
  fc.assert(
    fc.property(fc.tuple(...(arbitraries as unknown as fc.Arbitrary<unknown>[])), (values) =>
      law(...(values as Values)),
    ),
    { numRuns: runs },
  );
}

/** Every continuous distribution here: a point of it from its quantile, and its parameters. */
interface Continuous {
  readonly name: string;
  readonly parameters: fc.Arbitrary<number[]>;
  readonly tails: (x: number, p: readonly number[]) => Tails;
  readonly quantile: (tail: Tail, p: readonly number[]) => number;
}

const [P0, P1] = [
  (p: readonly number[]) => p[0] as number,
  (p: readonly number[]) => p[1] as number,
];

const distributions: readonly Continuous[] = [
  {
    name: 'normal',
    parameters: fc.constant([]),
    tails: (x) => normalTails(x),
    quantile: (q) => normalQuantile(q),
  },
  {
    name: "Student's t",
    parameters: fc.tuple(sized(0.05, 1e8)),
    tails: (x, p) => tTails(x, P0(p)),
    quantile: (q, p) => tQuantile(q, P0(p)),
  },
  {
    name: 'chi-square',
    parameters: fc.tuple(shape),
    tails: (x, p) => chiSquareTails(x, P0(p)),
    quantile: (q, p) => chiSquareQuantile(q, P0(p)),
  },
  {
    name: 'gamma',
    parameters: fc.tuple(shape),
    tails: (x, p) => gammaTails(x, P0(p)),
    quantile: (q, p) => gammaQuantile(q, P0(p)),
  },
  {
    name: 'F',
    parameters: fc.tuple(sized(0.01, 1e5), sized(0.01, 1e5)),
    tails: (x, p) => fTails(x, P0(p), P1(p)),
    quantile: (q, p) => fQuantile(q, P0(p), P1(p)),
  },
];

describe.each(distributions)('the $name distribution', ({ parameters, tails, quantile }) => {
  it('gives each tail back at its quantile', () => {
    holds([tail, parameters], (q, p) => {
      const x = quantile(q, p);
      // The quantile may lie beyond the range of numbers where the shape is tiny.
      if (!(Math.abs(x) < 1e300 && Math.abs(x) > 1e-300)) return;
      // x is rounded: half a unit of its last place moves ln p by up to the shapes times that.
      const rounding = 2 * EPSILON * p.reduce((sum, value) => sum + value, 0);
      const got = tails(x, p);
      if ('lower' in q) expectClose(got.lower, q.lower, FAR + rounding);
      else expectClose(got.upper, q.upper, FAR + rounding);
    });
  });

  it('has tails that sum to 1 and never run backward', () => {
    holds([tail, parameters, sized(1e-12, 1)], (q, p, step) => {
      const x = quantile(q, p);
      if (!(Math.abs(x) < 1e300)) return;
      const here = tails(x, p);
      const there = tails(x + step * Math.abs(x), p);
      expectClose(here.lower + here.upper, 1, EPSILON);
      expect(there.lower).toBeGreaterThanOrEqual(here.lower * (1 - FAR));
      expect(there.upper).toBeLessThanOrEqual(here.upper * (1 + FAR));
    });
  });
});

describe('the normal distribution', () => {
  it('is symmetric', () => {
    holds([between(-40, 40)], (z) => {
      expect(normalTails(-z)).toEqual({ lower: normalTails(z).upper, upper: normalTails(z).lower });
    });
  });

  it('has a logarithm between the bounds of Mills’ ratio, also where the tail underflows', () => {
    holds([sized(2, 1e8)], (z) => {
      const leading = -0.5 * z * z - Math.log(z * Math.sqrt(2 * Math.PI));
      const log = normalLogUpper(z);
      const rounding = 4 * EPSILON * (1 + z * z);
      expect(log).toBeLessThanOrEqual(leading + rounding);
      expect(log).toBeGreaterThanOrEqual(leading + Math.log1p(-1 / (z * z)) - rounding);
      if (z < 37) expectClose(Math.exp(normalLogTwoSided(z)), 2 * normalTails(-z).lower, FAR);
    });
  });
});

describe("Student's t distribution", () => {
  it('is symmetric', () => {
    holds([between(-1e3, 1e3), sized(0.05, 1e8)], (t, df) => {
      expect(tTails(-t, df)).toEqual({ lower: tTails(t, df).upper, upper: tTails(t, df).lower });
    });
  });

  it('is Cauchy with 1 df, out to the largest numbers', () => {
    holds([sized(1e-3, 1e300)], (t) => {
      expectClose(tTails(t, 1).upper, Math.atan2(1, t) / Math.PI, FAR);
      expectClose(tLogTwoSided(t, 1), Math.log((2 * Math.atan2(1, t)) / Math.PI), FAR);
    });
  });

  it('has its closed form with 2 df', () => {
    holds([sized(1e-6, 1e140)], (t) => {
      const root = Math.sqrt(2 + t * t);
      expectClose(tTails(t, 2).upper, 1 / (root * (root + t)), FAR);
    });
  });

  it('is F with 1 and df degrees of freedom, squared', () => {
    holds([sized(1e-3, 1e4), sized(0.1, 1e6)], (t, df) => {
      // t² is rounded, and ln p moves with ln t² by at most df/2.
      const tolerance = FAR + EPSILON * df;
      expectClose(2 * tTails(-t, df).lower, fTails(t * t, 1, df).upper, tolerance);
      const log = tLogTwoSided(t, df);
      expect(Math.abs(log - fLogUpper(t * t, 1, df))).toBeLessThan(tolerance - FAR * log);
    });
  });
});

describe('the gamma and chi-square distributions', () => {
  it('are exponential with shape 1, 2 df', () => {
    holds([sized(1e-10, 700)], (x) => {
      expectClose(gammaTails(x, 1).upper, Math.exp(-x), FAR);
      expectClose(gammaTails(x, 1).lower, -Math.expm1(-x), FAR);
      expectClose(chiSquareTails(2 * x, 2).upper, Math.exp(-x), FAR);
      expectClose(chiSquareLogUpper(2e3 * x, 2), -1e3 * x, FAR);
    });
  });

  it('are a squared normal with 1 df', () => {
    holds([sized(1e-5, 37)], (z) => {
      expectClose(chiSquareTails(z * z, 1).upper, 2 * normalTails(-z).lower, FAR);
    });
  });

  it('keep the step from shape a to a + 1', () => {
    const x = fc.oneof(sized(1e-6, 500), between(0.5, 3));
    holds([sized(1e-6, 500), x], (a, x) => {
      const term = Math.exp(a * Math.log(x) - x - lgamma(a + 1));
      // The exponent of the term is a difference of numbers near a ln a.
      const tolerance = FAR + EPSILON * 4 * (x + a * Math.abs(Math.log(a)));
      expectClose(gammaTails(x, a + 1).upper, gammaTails(x, a).upper + term, tolerance);
      expectClose(gammaTails(x, a).lower, gammaTails(x, a + 1).lower + term, tolerance);
    });
  });
});

describe('the beta distribution', () => {
  it('is mirrored when x and 1 − x and the shapes change places', () => {
    holds([between(1e-9, 0.5), shape, shape], (x, a, b) => {
      const left = betaTails(x, 1 - x, a, b);
      const right = betaTails(1 - x, x, b, a);
      expectClose(left.lower, right.upper, FAR);
      expectClose(left.upper, right.lower, FAR);
    });
  });

  it('is a power when a shape is 1', () => {
    holds([sized(1e-200, 0.5), sized(1e-8, 1e3)], (x, a) => {
      expectClose(betaTails(x, 1 - x, a, 1).lower, x ** a, FAR);
      expectClose(betaTails(x, 1 - x, a, 1).upper, -Math.expm1(a * Math.log(x)), FAR);
      expectClose(betaTails(x, 1 - x, 1, a).upper, Math.exp(a * Math.log1p(-x)), FAR);
      expectClose(betaTails(x, 1 - x, 1, a).lower, -Math.expm1(a * Math.log1p(-x)), FAR);
    });
  });

  it('keeps the step from shape a to a + 1', () => {
    holds([between(1e-3, 0.999), sized(1e-6, 300), sized(1e-6, 300)], (x, a, b) => {
      const y = 1 - x;
      const term = Math.exp(a * Math.log(x) + b * Math.log(y) - Math.log(a) - lnBeta(a, b));
      const [from, to] = [betaTails(x, y, a, b), betaTails(x, y, a + 1, b)];
      expectClose(from.lower, to.lower + term, FAR);
      expectClose(to.upper, from.upper + term, FAR);
    });
  });

  it('gives each tail back at its quantile', () => {
    holds([tail, shape, shape], (q, a, b) => {
      const { x, y } = betaQuantile(q, a, b);
      if (Math.min(x, y) < 1e-300) return;
      const got = betaTails(x, y, a, b);
      const rounding = 2 * EPSILON * Math.min(a, b);
      if ('lower' in q) expectClose(got.lower, q.lower, FAR + rounding);
      else expectClose(got.upper, q.upper, FAR + rounding);
    });
  });

  it('has ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b)', () => {
    holds([sized(1e-9, 1e4), sized(1e-9, 1e4)], (a, b) => {
      const parts = [lgamma(a), lgamma(b), lgamma(a + b)] as const;
      // The three may cancel: the tolerance is on their own scale.
      const scale = Math.max(1, ...parts.map(Math.abs));
      const error = lnBeta(a, b) - (parts[0] + parts[1] - parts[2]);
      expect(Math.abs(error)).toBeLessThan(8 * EPSILON * scale);
    });
  });
});

describe('ln Γ', () => {
  it('keeps the recurrence, and the duplication formula', () => {
    holds([sized(1e-12, 1e6)], (x) => {
      const scale = Math.max(1, Math.abs(Math.log(x)), Math.abs(lgamma(2 * x)));
      expect(Math.abs(lgamma(x + 1) - lgamma(x) - Math.log(x))).toBeLessThan(8 * EPSILON * scale);
      const doubled = (1 - 2 * x) * Math.LN2 + 0.5 * Math.log(Math.PI) + lgamma(2 * x);
      expect(Math.abs(lgamma(x) + lgamma(x + 0.5) - doubled)).toBeLessThan(8 * EPSILON * scale);
    });
  });

  it('has the error of Stirling’s formula between 1/(12x + 1) and 1/(12x) from x = 1', () => {
    holds([sized(1, 1e6)], (x) => {
      expect(stirlingError(x)).toBeLessThan(1 / (12 * x) + EPSILON);
      expect(stirlingError(x)).toBeGreaterThan(1 / (12 * x + 1) - EPSILON);
    });
  });
});

describe('discrete distributions', () => {
  const sum = (from: number, to: number, pmf: (k: number) => number): number => {
    let total = 0;
    for (let k = from; k <= to; k++) total += pmf(k);
    return total;
  };

  it('binomial tails are sums of probabilities', () => {
    holds([fc.nat(60), fc.nat(60), between(1e-9, 1 - 1e-9)], (n, j, p) => {
      const k = j % (n + 1);
      const pmf = (i: number) => binomialPmf(i, n, p);
      expectClose(binomialTails(k, n, p).lower, sum(0, k, pmf), FAR);
      expectClose(binomialTails(k, n, p).upper, sum(k + 1, n, pmf), FAR);
    });
  });

  it('binomial probabilities keep the ratio of neighbours, up to a million trials', () => {
    holds([fc.integer({ min: 2, max: 1e6 }), between(-8, 8), sized(1e-5, 0.5)], (n, z, p) => {
      const k = Math.min(n - 1, Math.max(0, Math.round(n * p + z * Math.sqrt(n * p * (1 - p)))));
      const ratio = ((n - k) / (k + 1)) * (p / (1 - p));
      expectClose(binomialPmf(k + 1, n, p), binomialPmf(k, n, p) * ratio, FAR);
    });
  });

  it('Poisson tails are sums of probabilities', () => {
    holds([fc.nat(60), sized(1e-6, 100)], (k, lambda) => {
      const pmf = (i: number) => poissonPmf(i, lambda);
      expectClose(poissonTails(k, lambda).lower, sum(0, k, pmf), FAR);
      expectClose(poissonTails(k, lambda).upper, sum(k + 1, k + 400, pmf), FAR);
    });
  });

  it('a Poisson quantile is the first whole number that reaches the tail', () => {
    holds([tail, sized(1e-3, 1e4)], (q, lambda) => {
      const k = poissonQuantile(q, lambda);
      const reached = (i: number): boolean => {
        const tails = poissonTails(i, lambda);
        return 'lower' in q ? tails.lower >= q.lower : tails.upper <= q.upper;
      };
      expect(reached(k)).toBe(true);
      expect(k > 0 && reached(k - 1)).toBe(false);
      const { lower, upper } = poissonTails(k, lambda);
      expect(poissonQuantile(lower < upper ? { lower } : { upper }, lambda)).toBe(k);
    });
  });

  /** C(n, k) exactly. */
  const choose = (n: number, k: number): bigint => {
    let result = 1n;
    for (let i = 1; i <= k; i++) result = (result * BigInt(n - k + i)) / BigInt(i);
    return result;
  };
  const ratioOf = (a: bigint, b: bigint): number => Number((a * 10n ** 40n) / b) / 1e40;
  const cell = fc.nat(15);

  it('hypergeometric probabilities and tails are those of complete enumeration', () => {
    holds([cell, cell, cell, cell], (a, b, c, d) => {
      const [N, K, n] = [a + b + c + d, a + b, a + c];
      const ways = (x: number): bigint =>
        x < 0 || x > K || n - x < 0 || n - x > N - K ? 0n : choose(K, x) * choose(N - K, n - x);
      const all = choose(N, n);
      let lower = 0n;
      for (let x = 0; x <= a; x++) lower += ways(x);
      expectClose(hypergeometricPmf(a, N, K, n), ratioOf(ways(a), all), FAR);
      expectClose(hypergeometricTails(a, N, K, n).lower, ratioOf(lower, all), FAR);
      expectClose(hypergeometricTails(a, N, K, n).upper, ratioOf(all - lower, all), FAR);
    });
  });

  it("Fisher's p-value is that of complete enumeration, however the table is turned", () => {
    holds([cell, cell, cell, cell], (a, b, c, d) => {
      const [K, M, n] = [a + b, c + d, a + c];
      const observed = choose(K, a) * choose(M, c);
      let total = 0n;
      for (let x = Math.max(0, n - M); x <= Math.min(K, n); x++) {
        const ways = choose(K, x) * choose(M, n - x);
        if (ways * 10_000_000n <= observed * 10_000_001n) total += ways;
      }
      const p = ratioOf(total, choose(K + M, n));
      for (const table of [
        [a, b, c, d],
        [c, d, a, b],
        [b, a, d, c],
        [a, c, b, d],
      ] as const) {
        expectClose(fisherTwoSided(...table), p, FAR);
      }
    });
  });

  it('large tables keep the total of 1', () => {
    holds(
      [fc.integer({ min: 1, max: 1e6 }), between(0, 1), between(0, 1), between(-5, 5)],
      (N, share, drawn, z) => {
        const [K, n] = [Math.round(share * N), Math.round(drawn * N)];
        const sd = Math.sqrt((n * share * (1 - share) * (N - n)) / N);
        const x = Math.round((n * K) / N + z * sd);
        const { lower, upper } = hypergeometricTails(x, N, K, n);
        const below = hypergeometricTails(x - 1, N, K, n);
        const pmf = hypergeometricPmf(x, N, K, n);
        expectClose(lower, below.lower + pmf, FAR);
        expectClose(below.upper, upper + pmf, FAR);
      },
      100,
    );
  });
});

describe('the noncentral t distribution', () => {
  it('has its closed form with 2 df', () => {
    // By parts: P(T ≤ t) = Φ(−ncp) + t/r exp(−ncp²/r²) Φ(ncp t/r), r² = 2 + t².
    const ncp = fc.oneof(between(-20, 80), sized(50, 1e9));
    holds([between(0.04, 20), ncp], (ratio, ncp) => {
      const t = ratio * Math.abs(ncp);
      const r = Math.sqrt(2 + t * t);
      const extra = (t / r) * Math.exp(-((ncp / r) ** 2)) * normalTails((ncp * t) / r).lower;
      const want = normalTails(-ncp).lower + extra;
      expectClose(noncentralTTails(t, 2, ncp).lower, want, FAR);
    });
  });

  it('has a far tail that falls like a power of t', () => {
    // P(T > t) is a series in 1/t beside the leading power.
    holds([sized(1e15, 1e50), between(0.5, 5), between(-3, 50)], (t, df, ncp) => {
      const [near, far] = [noncentralTTails(t, df, ncp), noncentralTTails(8 * t, df, ncp)];
      expectClose(far.upper, near.upper * 8 ** -df, FAR);
    });
  });

  it('is the same by both of its integrals', () => {
    // From ncp 60 on, and t beyond 60 √(2 df), the mean is over Z; there is no step between.
    holds([between(0.5, 2), sized(0.6, 50)], (ratio, df) => {
      const t = 60 * Math.sqrt(2 * df);
      const ncp = Math.max(61, ratio * t);
      const [overV, overZ] = [t, t * (1 + 1e-15)].map((at) => noncentralTTails(at, df, ncp));
      expectClose(overZ?.lower as number, overV?.lower as number, FAR);
      expectClose(overZ?.upper as number, overV?.upper as number, FAR);
    });
  });

  it('is nearly the central one beside ncp 0, tails down to 1e-100', () => {
    holds([between(-30, 30), sized(1, 1e4)], (t, df) => {
      const central = tTails(t, df);
      const beside = noncentralTTails(t, df, 1e-18);
      // ncp moves the logarithm of a tail by at most some |t| of its size.
      expectClose(beside.lower, central.lower, FAR);
      expectClose(beside.upper, central.upper, FAR);
    });
  });

  it('falls with ncp, and changes places with its mirror image', () => {
    holds(
      [between(-50, 50), sized(0.5, 1e5), between(-50, 50)],
      (t, df, ncp) => {
        const here = noncentralTTails(t, df, ncp);
        const there = noncentralTTails(t, df, ncp + 0.01);
        const mirror = noncentralTTails(-t, df, -ncp);
        expect(there.lower).toBeLessThanOrEqual(here.lower * (1 + FAR));
        expect(there.upper).toBeGreaterThanOrEqual(here.upper * (1 - FAR));
        expectClose(mirror.lower, here.upper, FAR);
      },
      200,
    );
  });

  it('gives each tail back at its ncp', () => {
    const p = sized(1e-10, 0.999);
    holds(
      [p, fc.boolean(), between(-80, 80), sized(1, 1e5)],
      (p, isLower, t, df) => {
        const ncp = noncentralTNcp(isLower ? { lower: p } : { upper: p }, t, df);
        const tails = noncentralTTails(t, df, ncp);
        // ncp up to some 100 is rounded, and ln p moves with it by up to 10.
        expectClose(isLower ? tails.lower : tails.upper, p, FAR);
      },
      60,
    );
  });
});

describe("Hedges' J", () => {
  it('keeps J(m) J(m − 1) = (m − 2)/√(m (m − 1))', () => {
    // From Γ(m/2)/Γ(m/2 − 1) = m/2 − 1. Both factors are right to 1e-15.
    holds([sized(2.001, 1e15)], (m) => {
      const want = (m - 2) / Math.sqrt(m) / Math.sqrt(m - 1);
      // m − 2 and m − 1 are rounded too when m is not whole.
      const tolerance = 4e-15 + (2 * EPSILON) / (m - 2);
      expectClose(hedgesJ(m) * hedgesJ(m - 1), want, tolerance);
    });
  });

  it('lies within 0.7/df² of the approximation', () => {
    holds([sized(4, 1e4)], (df) => {
      expect(Math.abs(hedgesJ(df) - hedgesJApprox(df))).toBeLessThan(0.7 / df ** 2);
    });
  });
});
