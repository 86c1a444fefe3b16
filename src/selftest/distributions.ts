import { betaQuantile, betaTails } from '../numeric/beta.ts';
import { binomialPmf, binomialTails } from '../numeric/binomial.ts';
import { chiSquareQuantile, chiSquareTails } from '../numeric/chi-square.ts';
import { fQuantile, fTails } from '../numeric/f.ts';
import { gammaQuantile, lgamma } from '../numeric/gamma.ts';
import { hedgesJ } from '../numeric/hedges-j.ts';
import { fisherTwoSided, hypergeometricPmf } from '../numeric/hypergeometric.ts';
import { noncentralTNcp, noncentralTTails } from '../numeric/noncentral-t.ts';
import { normalQuantile, normalTails } from '../numeric/normal.ts';
import { poissonPmf, poissonQuantile, poissonTails } from '../numeric/poisson.ts';
import { tQuantile, tTails } from '../numeric/student-t.ts';
import { type Comparison, compare, type Pair, relativeError } from './comparison.ts';
import type { DistributionPoint } from './reference-file.ts';

type Args = [number, number, number, number];

/** What each function of the reference file is here. */
export const distributionFunctions: Readonly<Record<string, (...args: Args) => number>> = {
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

/** Largest relative error allowed, by region; a function's own limit where it is tighter. */
const ownLimits: Readonly<Record<string, { core: number; hard: number }>> = {
  lgamma: { core: 1e-14, hard: 1e-14 },
  hedgesJ: { core: 1e-14, hard: 1e-14 },
  'hyper.pmf': { core: 1e-12, hard: 1e-12 },
  'fisher.two': { core: 1e-12, hard: 1e-12 },
};
const usualLimits = { core: 1e-12, hard: 1e-11 };

/** One function in one region of its arguments. */
export interface DistributionComparison extends Comparison {
  readonly function: string;
  readonly region: 'core' | 'hard';
}

/** Every function of this program at each of its points. Functions without points are left out. */
export function compareDistributions(
  points: readonly DistributionPoint[],
): readonly DistributionComparison[] {
  return Object.entries(distributionFunctions).flatMap(([name, compute]) =>
    (['core', 'hard'] as const).flatMap((region) => {
      const own = points.filter((point) => point.fn === name && point.region === region);
      if (own.length === 0) return [];
      const limit = (ownLimits[name] ?? usualLimits)[region];
      const pairs = own.map((point) => pairAt(point, compute));
      return [{ function: name, region, ...compare(pairs, limit) }];
    }),
  );
}

function pairAt({ fn, args, value }: DistributionPoint, compute: (...args: Args) => number): Pair {
  const actual = attempt(() => compute(...(args as Args)));
  return {
    what: `${fn}(${args.join(', ')})`,
    expected: value,
    actual,
    error: relativeError(actual, Number(value)),
  };
}

/** NaN where the function refuses the arguments or fails on them: then it agrees with nothing. */
function attempt(compute: () => number): number {
  try {
    return compute();
  } catch {
    return Number.NaN;
  }
}
