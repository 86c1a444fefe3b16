import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { exactInterval } from './noncentrality.ts';
import { vanished } from './pre-post.ts';
import {
  escalcTwoGroups,
  independentGroups,
  inverseSizes,
  largeGroups,
  normalEqual,
  pooledDf,
  pooledSd,
  requireTwoGroups,
  type TwoGroups,
  twoGroupsNeeds,
} from './two-groups.ts';
import { normalInterval } from './wald.ts';

/** d with the pooled SD, uncorrected; null when that SD is 0. @throws RangeError for the input */
export function pooledD(groups: TwoGroups): number | null {
  requireTwoGroups(groups);
  const sd = pooledSd(groups);
  return sd === 0 ? null : (groups.mean1 - groups.mean2) / sd;
}

/** The estimate when the pooled SD is 0. */
export const noPooledSd: Estimate = { value: null, reason: vanished('pooled SD') };

/**
 * Cohen's d of two independent groups with exact limits: (mean1 − mean2)/pooled SD, uncorrected, and
 * the limits from the noncentral t with n₁ + n₂ − 2 df. Dimensionless, positive when group 1 has the
 * higher mean. `details.ncpLow` and `details.ncpHigh` are the noncentralities.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.cohen1988, references.steiger1997
 *
 * @example
 * cohensD({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).ci?.low // → 3.261497320866745
 */
export function cohensD(groups: TwoGroups, options?: EstimateOptions): Estimate {
  const value = pooledD(groups);
  const level = levelOf(options);
  if (value === null) return noPooledSd;
  const scale = Math.sqrt(inverseSizes(groups));
  return exactInterval({ value, scale, df: pooledDf(groups) }, level);
}

/**
 * Cohen's d of two independent groups with the normal (Wald) interval: variance
 * 1/n₁ + 1/n₂ + d²/(2N), z test. Dimensionless, uncorrected.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.borensteinBook2009 eq. 4.20
 *
 * @example
 * cohensDWald({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).ci?.low // → 3.2631246215441516
 */
export function cohensDWald(groups: TwoGroups, options?: EstimateOptions): Estimate {
  const value = pooledD(groups);
  const level = levelOf(options);
  if (value === null) return noPooledSd;
  const se = Math.sqrt(inverseSizes(groups) + value ** 2 / (2 * (groups.n1 + groups.n2)));
  return normalInterval({ value, se, level, test: true });
}

const shared = {
  quantity: 'standardized-difference',
  design: 'two groups',
  unit: 'standard deviations (pooled)',
  needs: twoGroupsNeeds,
} as const;

export const dExactMethod: Method<TwoGroups> = {
  ...shared,
  id: 'd_exact',
  aliases: ['cohens-d'],
  title: "Cohen's d with exact limits",
  formula:
    'd = (mean1 − mean2)/s_p; limits δ √(1/n₁ + 1/n₂) for the noncentralities δ at which t = d/√(1/n₁ + 1/n₂) is the 1 − α/2 and the α/2 point of the noncentral t with N − 2 df',
  assumptions: [independentGroups, normalEqual],
  references: ['cohen1988', 'steiger1997'],
  elsewhere: {
    effectsize: 'cohens_d(x, y)',
    stata: 'esizei n1 mean1 sd1 n2 mean2 sd2',
    r: 'effectsize::cohens_d(x, y)  # needs the data; limits by Nelder-Mead, off by up to 0.02 for large d',
  },
  estimate: cohensD,
};

export const cohenDMethod: Method<TwoGroups> = {
  ...shared,
  id: 'cohen_d',
  aliases: ['cohens-d-wald'],
  title: "Cohen's d with normal (Wald) interval",
  formula: 'd = (mean1 − mean2)/s_p; variance 1/n₁ + 1/n₂ + d²/(2N); d ± z(1 − α/2) se',
  assumptions: [independentGroups, normalEqual, largeGroups],
  references: ['borensteinBook2009'],
  elsewhere: {
    metafor: 'SMD, correct = FALSE (4.8 or later)',
    r: `${escalcTwoGroups('SMD', ', correct = FALSE')}  # metafor 4.8 or later`,
  },
  estimate: cohensDWald,
};
