import { afterAll, describe, expect, it } from 'vitest';
import { betaQuantile, betaTails } from '../../src/numeric/beta.ts';
import { binomialPmf, binomialTails } from '../../src/numeric/binomial.ts';
import { chiSquareQuantile, chiSquareTails } from '../../src/numeric/chi-square.ts';
import { fQuantile, fTails } from '../../src/numeric/f.ts';
import { gammaQuantile, lgamma } from '../../src/numeric/gamma.ts';
import { hedgesJ } from '../../src/numeric/hedges-j.ts';
import { fisherTwoSided, hypergeometricPmf } from '../../src/numeric/hypergeometric.ts';
import { noncentralTNcp, noncentralTTails } from '../../src/numeric/noncentral-t.ts';
import { normalQuantile, normalTails } from '../../src/numeric/normal.ts';
import { poissonPmf, poissonQuantile, poissonTails } from '../../src/numeric/poisson.ts';
import { tQuantile, tTails } from '../../src/numeric/student-t.ts';
import { loadOracle } from '../oracles/cases.ts';

interface Case {
  readonly fn: string;
  readonly args: readonly number[];
  /** Decimal, correctly rounded to 25 digits. */
  readonly value: string;
  readonly region: 'core' | 'hard';
}

type Args = [number, number, number, number];

/** What each function of the reference file is here. */
const functions: Record<string, (...args: Args) => number> = {
  'norm.cdf': (x) => normalTails(x).lower,
  'norm.quantile': (p) => normalQuantile({ lower: p }),
  't.cdf': (t, df) => tTails(t, df).lower,
  't.quantile': (p, df) => tQuantile({ lower: p }, df),
  'chi2.cdf': (x, df) => chiSquareTails(x, df).lower,
  'chi2.sf': (x, df) => chiSquareTails(x, df).upper,
  'chi2.quantile': (p, df) => chiSquareQuantile({ lower: p }, df),
  'chi2.isf': (q, df) => chiSquareQuantile({ upper: q }, df),
  'gamma.quantile': (p, shape) => gammaQuantile({ lower: p }, shape),
  'beta.cdf': (x, a, b) => betaTails(x, 1 - x, a, b).lower,
  'beta.sf': (x, a, b) => betaTails(x, 1 - x, a, b).upper,
  'beta.quantile': (p, a, b) => betaQuantile({ lower: p }, a, b).x,
  'binom.cdf': (k, n, p) => binomialTails(k, n, p).lower,
  'binom.sf': (k, n, p) => binomialTails(k, n, p).upper,
  'binom.pmf': (k, n, p) => binomialPmf(k, n, p),
  'f.cdf': (f, df1, df2) => fTails(f, df1, df2).lower,
  'f.sf': (f, df1, df2) => fTails(f, df1, df2).upper,
  'f.quantile': (p, df1, df2) => fQuantile({ lower: p }, df1, df2),
  'f.isf': (q, df1, df2) => fQuantile({ upper: q }, df1, df2),
  'pois.cdf': (k, lambda) => poissonTails(k, lambda).lower,
  'pois.sf': (k, lambda) => poissonTails(k, lambda).upper,
  'pois.pmf': (k, lambda) => poissonPmf(k, lambda),
  'pois.quantile': (p, lambda) => poissonQuantile({ lower: p }, lambda),
  'hyper.pmf': (x, N, K, n) => hypergeometricPmf(x, N, K, n),
  'fisher.two': (a, b, c, d) => fisherTwoSided(a, b, c, d),
  'nct.cdf': (t, df, ncp) => noncentralTTails(t, df, ncp).lower,
  'nct.sf': (t, df, ncp) => noncentralTTails(t, df, ncp).upper,
  'nct.ncp': (t, df, p) => noncentralTNcp({ lower: p }, t, df),
  hedgesJ: (df) => hedgesJ(df),
  lgamma: (x) => lgamma(x),
};

/** Largest relative error allowed, by region; a function's own target where it is tighter. */
const targets: Record<string, { core: number; hard: number }> = {
  lgamma: { core: 1e-14, hard: 1e-14 },
  hedgesJ: { core: 1e-14, hard: 1e-14 },
  'hyper.pmf': { core: 1e-12, hard: 1e-12 },
  'fisher.two': { core: 1e-12, hard: 1e-12 },
};
const usual = { core: 1e-12, hard: 1e-11 };

function relativeError(got: number, want: number): number {
  if (got === want) return 0;
  const error = Math.abs(got - want);
  const relative = want === 0 ? error : error / Math.abs(want);
  return Number.isNaN(relative) ? Infinity : relative;
}

const oracle = loadOracle<Case>('distributions');
const byFunction = new Map<string, Case[]>();
for (const point of oracle?.cases ?? []) {
  byFunction.set(point.fn, [...(byFunction.get(point.fn) ?? []), point]);
}
const table: string[] = [];

describe('agrees with the reference values', () => {
  for (const [name, compute] of Object.entries(functions)) {
    const points = byFunction.get(name) ?? [];
    it(`${name}, ${points.length} points`, () => {
      if (points.length === 0) {
        table.push(`${name.padEnd(16)} no reference values`);
        return;
      }
      const target = targets[name] ?? usual;
      const worst = { core: 0, hard: 0 };
      for (const { args, value, region } of points) {
        const got = compute(...(args as Args));
        const error = relativeError(got, Number(value));
        worst[region] = Math.max(worst[region], error);
        expect
          .soft(error, `${name}(${args.join(', ')}) is ${value}, not ${got}`)
          .toBeLessThanOrEqual(target[region]);
      }
      const { core, hard } = worst;
      table.push(`${name.padEnd(16)} ${core.toExponential(1)}  ${hard.toExponential(1)}`);
    });
  }

  afterAll(() => {
    console.info(['largest relative error: core, hard', ...table].join('\n'));
  });
});
