import { afterAll, describe, expect, it } from 'vitest';
import { betaQuantile, betaTails } from '../../src/numeric/beta.ts';
import { binomialPmf, binomialTails } from '../../src/numeric/binomial.ts';
import { chiSquareQuantile, chiSquareTails } from '../../src/numeric/chi-square.ts';
import { gammaQuantile, lgamma } from '../../src/numeric/gamma.ts';
import { normalQuantile, normalTails } from '../../src/numeric/normal.ts';
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
  lgamma: (x) => lgamma(x),
};

/** Largest relative error allowed, by region; a function's own target where it is tighter. */
const targets: Record<string, { core: number; hard: number }> = {
  lgamma: { core: 1e-14, hard: 1e-14 },
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

describe.runIf(oracle)('agrees with the reference values', () => {
  for (const [name, compute] of Object.entries(functions)) {
    const points = byFunction.get(name);
    if (points === undefined) {
      table.push(`${name.padEnd(16)} no reference values`);
      continue;
    }
    it(`${name}, ${points.length} points`, () => {
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
