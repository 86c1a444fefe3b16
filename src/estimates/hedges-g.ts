import { hedgesJ, hedgesJApprox } from '../numeric/hedges-j.ts';
import { cohensD, noPooledSd, pooledD } from './cohens-d.ts';
import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { timesJ } from './noncentrality.ts';
import { plain } from './plain.ts';
import {
  escalcTwoGroups,
  independentGroups,
  inverseSizes,
  largeGroups,
  normalEqual,
  pooledDf,
  type TwoGroups,
  twoGroupsNeeds,
} from './two-groups.ts';
import { normalInterval } from './wald.ts';

/**
 * Hedges' g of two independent groups with exact limits: Cohen's d and its noncentral-t limits, each
 * times the exact correction J(df), df = n₁ + n₂ − 2. Dimensionless, positive when group 1 has the
 * higher mean. What effectsize::hedges_g gives. `se`, for pooling, is that of smdLs; the
 * limits are not made from it.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.hedges1981 eq. 6e, references.steiger1997
 *
 * @example
 * hedgesG({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).ci?.low // → 3.254296663920164
 */
export function hedgesG(groups: TwoGroups, options?: EstimateOptions): Estimate {
  const d = cohensD(groups, options);
  const { value, ...rest } = timesJ(hedgesJ(pooledDf(groups)), d);
  if (value === null) return { value, ...rest };
  return plain({ value, se: Math.sqrt(varianceOf(value, groups)), ...rest });
}

/** 1/n₁ + 1/n₂ + g²/(2N). */
function varianceOf(g: number, groups: TwoGroups): number {
  return inverseSizes(groups) + g ** 2 / (2 * (groups.n1 + groups.n2));
}

/** From d to the estimate and its variance. */
type Variant = (parts: { d: number; df: number; groups: TwoGroups }) => {
  readonly value: number;
  readonly variance: number;
};

function estimateWith(
  variant: Variant,
  groups: TwoGroups,
  options: EstimateOptions | undefined,
): Estimate {
  const d = pooledD(groups);
  const level = levelOf(options);
  if (d === null) return noPooledSd;
  const { value, variance } = variant({ d, df: pooledDf(groups), groups });
  if (variance <= 0) {
    return plain({
      value,
      se: null,
      ci: null,
      reason: 'undefined: the unbiased estimate of the variance is not above 0',
    });
  }
  return normalInterval({ value, se: Math.sqrt(variance), level, test: true });
}

/**
 * Hedges' g with the large-sample variance 1/n₁ + 1/n₂ + g²/(2N), exact J(N − 2), normal interval and
 * z test. metafor's SMD.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.hedges1982 eq. 8
 *
 * @example
 * smdLs({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).ci?.low // → 3.2556313879738745
 */
export function smdLs(groups: TwoGroups, options?: EstimateOptions): Estimate {
  return estimateWith(largeSample, groups, options);
}

function largeSample({ d, df, groups }: Parameters<Variant>[0]): ReturnType<Variant> {
  const value = hedgesJ(df) * d;
  return { value, variance: varianceOf(value, groups) };
}

/**
 * As smdLs, with the variance J² (1/n₁ + 1/n₂ + d²/(2N)) from the uncorrected d. metafor's vtype LS2.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.borenstein2009 eq. 12.17
 *
 * @example
 * smdLs2({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).ci?.low // → 3.2559203718818632
 */
export function smdLs2(groups: TwoGroups, options?: EstimateOptions): Estimate {
  return estimateWith(({ d, df }) => corrected(hedgesJ(df), d, groups), groups, options);
}

/** J d with the variance J² (1/n₁ + 1/n₂ + d²/(2N)). */
function corrected(j: number, d: number, groups: TwoGroups): ReturnType<Variant> {
  const variance = inverseSizes(groups) + d ** 2 / (2 * (groups.n1 + groups.n2));
  return { value: j * d, variance: j ** 2 * variance };
}

/**
 * As smdLs, with the unbiased variance 1/n₁ + 1/n₂ + (1 − (m − 2)/(m J²)) g², m = N − 2; no interval
 * where that is not above 0. metafor's vtype UB.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.hedges1983 eq. 9
 *
 * @example
 * smdUb({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).ci?.low // → 3.2544582194326264
 */
export function smdUb(groups: TwoGroups, options?: EstimateOptions): Estimate {
  return estimateWith(unbiased, groups, options);
}

function unbiased({ d, df: m, groups }: Parameters<Variant>[0]): ReturnType<Variant> {
  const j = hedgesJ(m);
  const value = j * d;
  return { value, variance: inverseSizes(groups) + (1 - (m - 2) / (m * j ** 2)) * value ** 2 };
}

/**
 * Hedges' g with the approximate correction J' = 1 − 3/(4m − 1), m = N − 2, and the variance
 * J'² (1/n₁ + 1/n₂ + d²/(2N)), normal interval and z test.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.borensteinBook2009 eqs 4.22-4.24
 *
 * @example
 * gApprox({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).ci?.low // → 3.2559212559336785
 */
export function gApprox(groups: TwoGroups, options?: EstimateOptions): Estimate {
  return estimateWith(({ d, df }) => corrected(hedgesJApprox(df), d, groups), groups, options);
}

/**
 * Hedges' g as RevMan 5 computes it: g = d (1 − 3/(4N − 9)), the approximate correction, and
 * se = √(1/n₁ + 1/n₂ + g²/(2(N − 3.94))).
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.deeks2010
 *
 * @example
 * gRevman({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).ci?.low // → 3.2543989287788255
 */
export function gRevman(groups: TwoGroups, options?: EstimateOptions): Estimate {
  return estimateWith(revman, groups, options);
}

function revman({ d, df, groups }: Parameters<Variant>[0]): ReturnType<Variant> {
  const value = hedgesJApprox(df) * d;
  return { value, variance: inverseSizes(groups) + value ** 2 / (2 * (df + 2 - 3.94)) };
}

const shared = {
  quantity: 'standardized-difference',
  design: 'two groups',
  unit: 'standard deviations (pooled)',
  needs: twoGroupsNeeds,
} as const;
const assumptions = [independentGroups, normalEqual, largeGroups];
const g = 'g = J d with d = (mean1 − mean2)/s_p, J = Γ(m/2)/(√(m/2) Γ((m − 1)/2)), m = N − 2';

export const gExactCiMethod: Method<TwoGroups> = {
  ...shared,
  id: 'g_exact_ci',
  aliases: ['hedges-g'],
  title: "Hedges' g with exact limits",
  formula: `${g}; limits J times those of d_exact; se √(1/n₁ + 1/n₂ + g²/(2N)), not used for them`,
  assumptions: [independentGroups, normalEqual],
  references: ['hedges1981', 'steiger1997'],
  elsewhere: {
    effectsize: 'hedges_g(x, y)',
    stata: 'esizei n1 mean1 sd1 n2 mean2 sd2, hedgesg',
    r: 'effectsize::hedges_g(x, y)  # needs the data; limits by Nelder-Mead, off by up to 0.02 for large g',
  },
  estimate: hedgesG,
};

export const smdLsMethod: Method<TwoGroups> = {
  ...shared,
  id: 'smd_ls',
  title: "Hedges' g, large-sample variance",
  formula: `${g}; variance 1/n₁ + 1/n₂ + g²/(2N); g ± z(1 − α/2) se`,
  assumptions,
  references: ['hedges1982', 'hedges1985'],
  elsewhere: { metafor: 'SMD', r: escalcTwoGroups('SMD') },
  estimate: smdLs,
};

export const smdLs2Method: Method<TwoGroups> = {
  ...shared,
  id: 'smd_ls2',
  title: "Hedges' g, Borenstein's variance with the exact J",
  formula: `${g}; variance J² (1/n₁ + 1/n₂ + d²/(2N)); g ± z(1 − α/2) se`,
  assumptions,
  references: ['borenstein2009'],
  elsewhere: { metafor: 'SMD, vtype = "LS2"', r: escalcTwoGroups('SMD', ', vtype = "LS2"') },
  estimate: smdLs2,
};

export const smdUbMethod: Method<TwoGroups> = {
  ...shared,
  id: 'smd_ub',
  title: "Hedges' g, unbiased variance",
  formula: `${g}; variance 1/n₁ + 1/n₂ + (1 − (m − 2)/(m J²)) g²; g ± z(1 − α/2) se`,
  assumptions,
  references: ['hedges1983'],
  elsewhere: { metafor: 'SMD, vtype = "UB"', r: escalcTwoGroups('SMD', ', vtype = "UB"') },
  estimate: smdUb,
};

export const gApproxMethod: Method<TwoGroups> = {
  ...shared,
  id: 'g_approx',
  title: "Hedges' g with the approximate correction",
  formula:
    "g = J' d, J' = 1 − 3/(4m − 1), m = N − 2; variance J'² (1/n₁ + 1/n₂ + d²/(2N)); g ± z(1 − α/2) se",
  assumptions,
  references: ['borensteinBook2009'],
  elsewhere: {
    r: 'local({m <- n1 + n2 - 2; d <- (mean1 - mean2) / sqrt(((n1 - 1) * sd1^2 + (n2 - 1) * sd2^2) / m); j <- 1 - 3 / (4 * m - 1); j * (d + c(0, -1, 1) * qnorm(0.975) * sqrt(1 / n1 + 1 / n2 + d^2 / (2 * (n1 + n2))))})',
  },
  estimate: gApprox,
};

export const gRevmanMethod: Method<TwoGroups> = {
  ...shared,
  id: 'g_revman',
  title: "Hedges' g as RevMan 5 computes it",
  formula: 'g = d (1 − 3/(4N − 9)); variance 1/n₁ + 1/n₂ + g²/(2(N − 3.94)); g ± z(1 − α/2) se',
  assumptions,
  references: ['deeks2010'],
  elsewhere: {
    revman: 'Std. Mean Difference (IV)',
    r: 'local({N <- n1 + n2; g <- (mean1 - mean2) / sqrt(((n1 - 1) * sd1^2 + (n2 - 1) * sd2^2) / (N - 2)) * (1 - 3 / (4 * N - 9)); g + c(0, -1, 1) * qnorm(0.975) * sqrt(1 / n1 + 1 / n2 + g^2 / (2 * (N - 3.94)))})',
  },
  estimate: gRevman,
};
