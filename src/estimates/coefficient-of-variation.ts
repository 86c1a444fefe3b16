import { chiSquareQuantile } from '../numeric/chi-square.ts';
import { levelOf } from './domain.ts';
import { requireSingleMean, type SingleMean, singleMeanNeeds } from './mean-t.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { noncentralities } from './noncentrality.ts';
import { beyondDoubles, plain, unbounded } from './plain.ts';
import { normalInterval } from './wald.ts';

const noRatio: Estimate = {
  value: null,
  reason: 'undefined: a coefficient of variation needs a mean above 0',
};

/**
 * Coefficient of variation SD/mean, for means above 0. A ratio, not a percentage; no interval.
 *
 * @throws RangeError unless n is whole and ≥ 2, the mean finite and sd ≥ 0
 * @see references.sokal1995
 *
 * @example
 * cv({ n: 2, mean: 1.5, sd: 0.7 }).value // → 0.4666666666666666
 */
export function cv(input: SingleMean, options?: EstimateOptions): Estimate {
  requireSingleMean(input);
  levelOf(options);
  return input.mean > 0 ? plain({ value: input.sd / input.mean }) : noRatio;
}

/**
 * Coefficient of variation corrected for its small-sample bias, (1 + 1/(4n)) SD/mean.
 *
 * @throws RangeError unless n is whole and ≥ 2, the mean finite and sd ≥ 0
 * @see references.sokal1995
 *
 * @example
 * cvUnbiased({ n: 2, mean: 1.5, sd: 0.7 }).value // → 0.5249999999999999
 */
export function cvUnbiased(input: SingleMean, options?: EstimateOptions): Estimate {
  requireSingleMean(input);
  levelOf(options);
  const { n, mean, sd } = input;
  return mean > 0 ? plain({ value: (1 + 1 / (4 * n)) * (sd / mean) }) : noRatio;
}

/**
 * Natural logarithm of the coefficient of variation, bias-corrected: ln(SD/mean) + 1/(2(n − 1)),
 * variance 1/(2(n − 1)) + SD²/(n mean²) (without the term for the correlation of SD and mean), and
 * the normal interval on that scale.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, the mean finite and sd ≥ 0
 * @see references.nakagawa2015
 *
 * @example
 * cvln({ n: 2, mean: 1.5, sd: 0.7 }).ci?.low // → -1.7915260703708733
 */
export function cvln(input: SingleMean, options?: EstimateOptions): Estimate {
  requireSingleMean(input);
  const level = levelOf(options);
  const { n, mean, sd } = input;
  if (!(mean > 0)) return noRatio;
  if (sd === 0) return { value: null, reason: 'undefined: the SD is 0' };
  const half = 1 / (2 * (n - 1));
  const ratio = sd / mean;
  return normalInterval({
    value: Math.log(ratio) + half,
    se: Math.sqrt(half + ratio ** 2 / n),
    level,
  });
}

/**
 * Coefficient of variation SD/mean with Vangel's interval (modified McKay), an approximation for
 * normal values that is good up to a coefficient of about 0.3. An upper limit that does not exist is
 * null, "unbounded".
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, the mean finite and sd ≥ 0
 * @see references.vangel1996
 *
 * @example
 * cvVangel({ n: 2, mean: 1.5, sd: 0.7 }).ci?.low // → 0.19771647951753177
 */
export function cvVangel(input: SingleMean, options?: EstimateOptions): Estimate {
  requireSingleMean(input);
  const level = levelOf(options);
  const { n, mean, sd } = input;
  if (!(mean > 0)) return noRatio;
  const value = sd / mean;
  const tail = (1 - level) / 2;
  const limit = (u: number): number | null => {
    const radicand = ((u + 2) / n - 1) * value ** 2 + u / (n - 1);
    return radicand > 0 ? value / Math.sqrt(radicand) : null;
  };
  const low = limit(chiSquareQuantile({ upper: tail }, n - 1));
  const high = limit(chiSquareQuantile({ lower: tail }, n - 1));
  return plain({ value, ci: { ...ends(low, high), level } });
}

/**
 * Coefficient of variation SD/mean with the exact interval for normal values, by inversion of the
 * noncentral t at √n mean/SD with n − 1 df. A limit is null, "unbounded", where the data do not
 * exclude a true mean of 0.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, the mean finite and sd ≥ 0
 * @see references.johnson1940
 *
 * @example
 * cvExact({ n: 2, mean: 1.5, sd: 0.7 }).ci?.low // → 0.19771647951755228
 */
export function cvExact(input: SingleMean, options?: EstimateOptions): Estimate {
  requireSingleMean(input);
  const level = levelOf(options);
  const { n, mean, sd } = input;
  if (!(mean > 0)) return noRatio;
  if (sd === 0) return { value: 0, ci: null, df: n - 1, reason: 'undefined: the SD is 0' };
  const rootN = Math.sqrt(n);
  const t = (rootN * mean) / sd;
  const value = sd / mean;
  if (!Number.isFinite(t)) return plain({ value, ci: null, df: n - 1, reason: beyondDoubles });
  const { low, high } = noncentralities(t, n - 1, level);
  const limit = (ncp: number) => (ncp > 0 ? rootN / ncp : null);
  return plain({ value, ci: { ...ends(limit(high), limit(low)), level }, df: n - 1 });
}

function ends(low: number | null, high: number | null) {
  return { low, high, ...((low === null || high === null) && { reason: unbounded }) };
}

const shared = {
  quantity: 'coefficient-of-variation',
  design: 'one mean',
  unit: 'ratio',
  needs: singleMeanNeeds,
} as const;

const positive = 'The quantity is positive and has a true zero.';
const normal = 'The values are normally distributed.';

export const cvMethod: Method<SingleMean> = {
  ...shared,
  id: 'cv',
  aliases: ['coefficient-of-variation'],
  title: 'Coefficient of variation',
  formula: 'SD/mean, for a mean above 0',
  assumptions: [positive],
  references: ['sokal1995'],
  elsewhere: { r: 'sd / mean' },
  estimate: cv,
};

export const cvUnbiasedMethod: Method<SingleMean> = {
  ...shared,
  id: 'cv_unbiased',
  title: 'Coefficient of variation, corrected for bias',
  formula: '(1 + 1/(4n)) · SD/mean',
  assumptions: [positive, normal],
  references: ['sokal1995'],
  elsewhere: { r: '(1 + 1 / (4 * n)) * sd / mean' },
  estimate: cvUnbiased,
};

export const cvlnMethod: Method<SingleMean> = {
  ...shared,
  id: 'cvln',
  title: 'Logarithm of the coefficient of variation',
  quantity: 'log-coefficient-of-variation',
  unit: 'natural logarithm of a ratio',
  formula: 'ln(SD/mean) + 1/(2(n − 1)) ± z(1 − α/2) √(1/(2(n − 1)) + SD²/(n mean²))',
  assumptions: [positive, 'The SD and the mean of samples are uncorrelated, as in normal data.'],
  references: ['nakagawa2015', 'viechtbauer2010'],
  elsewhere: {
    metafor: 'CVLN',
    r: 'summary(metafor::escalc(measure = "CVLN", mi = mean, sdi = sd, ni = n))',
  },
  estimate: cvln,
};

export const cvVangelMethod: Method<SingleMean> = {
  ...shared,
  id: 'cv_vangel',
  title: "Coefficient of variation with Vangel's interval",
  formula:
    'k/√(((u + 2)/n − 1) k² + u/(n − 1)) with k = SD/mean, u = χ²(1 − α/2; n − 1) for the low and χ²(α/2; n − 1) for the high limit; unbounded where the radicand is not positive',
  assumptions: [positive, normal, 'The coefficient is below about 0.3: it is an approximation.'],
  references: ['vangel1996'],
  elsewhere: {
    r: 'local({k <- sd / mean; u <- qchisq(c(0.975, 0.025), n - 1); k / sqrt(((u + 2) / n - 1) * k^2 + u / (n - 1))})',
  },
  estimate: cvVangel,
};

export const cvExactMethod: Method<SingleMean> = {
  ...shared,
  id: 'cv_exact',
  title: 'Coefficient of variation with exact interval',
  formula:
    '√n/δ for the noncentralities δ at which t = √n mean/SD is the α/2 and the 1 − α/2 point of the noncentral t with n − 1 df; unbounded where δ ≤ 0',
  assumptions: [positive, normal],
  references: ['johnson1940'],
  elsewhere: {
    r: 'sqrt(n) / sapply(c(0.025, 0.975), function(p) uniroot(function(d) pt(sqrt(n) * mean / sd, n - 1, d) - p, c(-37, 37), tol = 1e-12)$root)',
  },
  estimate: cvExact,
};
