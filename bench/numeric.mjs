import { readFileSync } from 'node:fs';
import { betaQuantile, betaTails } from '../dist/numeric/beta.js';
import { binomialPmf, binomialTails } from '../dist/numeric/binomial.js';
import { chiSquareQuantile, chiSquareTails } from '../dist/numeric/chi-square.js';
import { fQuantile, fTails } from '../dist/numeric/f.js';
import { gammaQuantile, lgamma } from '../dist/numeric/gamma.js';
import { hedgesJ } from '../dist/numeric/hedges-j.js';
import { fisherTwoSided, hypergeometricPmf } from '../dist/numeric/hypergeometric.js';
import { noncentralTNcp, noncentralTTails } from '../dist/numeric/noncentral-t.js';
import { normalQuantile, normalTails } from '../dist/numeric/normal.js';
import { poissonPmf, poissonQuantile, poissonTails } from '../dist/numeric/poisson.js';
import { tQuantile, tTails } from '../dist/numeric/student-t.js';

export const title = 'Distribution functions, mean over the reference points';

const functions = {
  'norm.cdf': normalTails,
  'norm.quantile': (p) => normalQuantile({ lower: p }),
  't.cdf': tTails,
  't.quantile': (p, df) => tQuantile({ lower: p }, df),
  'chi2.cdf': chiSquareTails,
  'chi2.sf': chiSquareTails,
  'chi2.quantile': (p, df) => chiSquareQuantile({ lower: p }, df),
  'chi2.isf': (q, df) => chiSquareQuantile({ upper: q }, df),
  'gamma.quantile': (p, shape) => gammaQuantile({ lower: p }, shape),
  'f.cdf': fTails,
  'f.sf': fTails,
  'f.quantile': (p, df1, df2) => fQuantile({ lower: p }, df1, df2),
  'f.isf': (q, df1, df2) => fQuantile({ upper: q }, df1, df2),
  'beta.cdf': (x, a, b) => betaTails(x, 1 - x, a, b),
  'beta.sf': (x, a, b) => betaTails(x, 1 - x, a, b),
  'beta.quantile': (p, a, b) => betaQuantile({ lower: p }, a, b),
  'binom.cdf': binomialTails,
  'binom.sf': binomialTails,
  'binom.pmf': binomialPmf,
  'pois.cdf': poissonTails,
  'pois.sf': poissonTails,
  'pois.pmf': poissonPmf,
  'pois.quantile': (p, lambda) => poissonQuantile({ lower: p }, lambda),
  'hyper.pmf': hypergeometricPmf,
  'fisher.two': fisherTwoSided,
  'nct.cdf': noncentralTTails,
  'nct.sf': noncentralTTails,
  'nct.ncp': (t, df, p) => noncentralTNcp({ lower: p }, t, df),
  hedgesJ,
  lgamma,
};

/** What a hostile study may ask for. */
const huge = {
  'chi2, df 1e15': () => chiSquareTails(1e15 + 1e8, 1e15),
  'binomial, n 2^53 - 1': () => binomialTails(2 ** 51 + 1e7, 2 ** 53 - 1, 0.25),
  't, df 1e300': () => tTails(2, 1e300),
  'noncentral t 1e100, df 1e10': () => noncentralTTails(1e100, 1e10, 1e100),
  'ncp of t 1e16, df 1e15': () => noncentralTNcp({ upper: 0.025 }, 1e16, 1e15),
};

/** Long enough that the clock and a collection of garbage do not matter. */
const MEASURED_MS = 100;

/** Microseconds a call, over all points again and again; the first tenth of the time warms up. */
function microseconds(compute, points) {
  const pass = () => {
    for (const { args } of points) compute(...args);
  };
  const repeat = (milliseconds) => {
    const start = performance.now();
    let passes = 0;
    let elapsed = 0;
    for (; elapsed < milliseconds; elapsed = performance.now() - start) {
      pass();
      passes++;
    }
    return (elapsed * 1000) / (passes * points.length);
  };
  repeat(MEASURED_MS / 10);
  return repeat(MEASURED_MS);
}

export async function run() {
  const path = new URL('../data/reference/distributions.json', import.meta.url);
  const { cases } = JSON.parse(readFileSync(path, 'utf8'));
  const onCases = Object.entries(functions).map(([name, compute]) => {
    const points = cases.filter(({ fn }) => fn === name);
    return { name, value: microseconds(compute, points), unit: 'µs' };
  });
  const onHuge = Object.entries(huge).map(([name, compute]) => {
    return { name, value: microseconds(compute, [{ args: [] }]), unit: 'µs' };
  });
  return [...onCases, ...onHuge];
}
