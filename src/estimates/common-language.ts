import { normalTails } from '../numeric/normal.ts';
import { cohensD, noPooledSd, pooledD } from './cohens-d.ts';
import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import { vanished } from './pre-post.ts';
import {
  independentGroups,
  normalEqual,
  requireTwoGroups,
  type TwoGroups,
  twoGroupsNeeds,
} from './two-groups.ts';

/** Φ(factor · d) of Cohen's d and of its exact limits. */
function throughNormal(
  factor: number,
  groups: TwoGroups,
  options: EstimateOptions | undefined,
): Estimate {
  const { value, ci, reason } = cohensD(groups, options);
  const through = (d: number | null) => (d === null ? null : normalTails(factor * d).lower);
  return plain({
    value: through(value),
    ...(ci !== undefined && { ci: ci && { ...ci, low: through(ci.low), high: through(ci.high) } }),
    ...(reason !== undefined && { reason }),
  });
}

/**
 * Cohen's U₃: the share of group 2 that lies below the mean of group 1, Φ(d), with the limits of
 * d_exact transformed. Between 0 and 1.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.cohen1988
 *
 * @example
 * u3({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).ci?.low // → 0.9994458726008454
 */
export function u3(groups: TwoGroups, options?: EstimateOptions): Estimate {
  return throughNormal(1, groups, options);
}

/**
 * Probability of superiority: that a patient of group 1 has a higher value than one of group 2,
 * Φ(d/√2) with the pooled SD, and the limits of d_exact transformed. Between 0 and 1.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.mcgraw1992
 *
 * @example
 * pSuperiority({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).ci?.low // → 0.989451020605254
 */
export function pSuperiority(groups: TwoGroups, options?: EstimateOptions): Estimate {
  return throughNormal(Math.SQRT1_2, groups, options);
}

/**
 * Common-language effect size: the probability of superiority with SDs that may differ,
 * Φ((mean1 − mean2)/√(s₁² + s₂²)). Between 0 and 1, no interval.
 *
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.mcgraw1992
 *
 * @example
 * clesUnpooled({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).value // → 0.9946178480918867
 */
export function clesUnpooled(groups: TwoGroups, options?: EstimateOptions): Estimate {
  requireTwoGroups(groups);
  levelOf(options);
  const sd = Math.hypot(groups.sd1, groups.sd2);
  if (sd === 0) return { value: null, reason: vanished('SD of both groups') };
  return plain({ value: normalTails((groups.mean1 - groups.mean2) / sd).lower });
}

/**
 * Overlapping coefficient: the area that two normal distributions with the pooled SD share,
 * 2Φ(−|d|/2). Between 0 and 1, no interval.
 *
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.reiser1999
 *
 * @example
 * overlap({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).value // → 0.07134030314342418
 */
export function overlap(groups: TwoGroups, options?: EstimateOptions): Estimate {
  const d = pooledD(groups);
  levelOf(options);
  return d === null ? noPooledSd : plain({ value: 2 * normalTails(-Math.abs(d) / 2).lower });
}

const shared = {
  quantity: 'common-language-effect',
  design: 'two groups',
  unit: 'probability',
  needs: twoGroupsNeeds,
} as const;

export const u3Method: Method<TwoGroups> = {
  ...shared,
  id: 'u3',
  aliases: ['cohens-u3'],
  title: "Cohen's U₃: share of group 2 below the mean of group 1",
  formula: 'Φ(d), d = (mean1 − mean2)/s_p; limits Φ of those of d_exact',
  assumptions: [independentGroups, normalEqual],
  references: ['cohen1988'],
  elsewhere: {
    effectsize: 'cohens_u3(x, y)',
    r: 'effectsize::d_to_u3((mean1 - mean2) / sqrt(((n1 - 1) * sd1^2 + (n2 - 1) * sd2^2) / (n1 + n2 - 2)))',
  },
  estimate: u3,
};

export const pSuperiorityMethod: Method<TwoGroups> = {
  ...shared,
  id: 'p_superiority',
  aliases: ['probability-of-superiority'],
  title: 'Probability of superiority',
  formula: 'Φ(d/√2), d = (mean1 − mean2)/s_p; limits the same of those of d_exact',
  assumptions: [independentGroups, normalEqual],
  references: ['mcgraw1992'],
  elsewhere: {
    effectsize: 'p_superiority(x, y)',
    r: 'effectsize::d_to_p_superiority((mean1 - mean2) / sqrt(((n1 - 1) * sd1^2 + (n2 - 1) * sd2^2) / (n1 + n2 - 2)))',
  },
  estimate: pSuperiority,
};

export const clesUnpooledMethod: Method<TwoGroups> = {
  ...shared,
  id: 'cles_unpooled',
  title: 'Common-language effect size with separate SDs',
  formula: 'Φ((mean1 − mean2)/√(s₁² + s₂²))',
  assumptions: [independentGroups, 'The values are normally distributed in both groups.'],
  references: ['mcgraw1992'],
  elsewhere: { r: 'pnorm((mean1 - mean2) / sqrt(sd1^2 + sd2^2))' },
  estimate: clesUnpooled,
};

export const overlapMethod: Method<TwoGroups> = {
  ...shared,
  id: 'overlap',
  title: 'Overlap of the two distributions',
  formula: '2Φ(−|d|/2), d = (mean1 − mean2)/s_p',
  assumptions: [independentGroups, normalEqual],
  references: ['reiser1999'],
  elsewhere: {
    effectsize: 'p_overlap(x, y)',
    r: 'effectsize::d_to_overlap((mean1 - mean2) / sqrt(((n1 - 1) * sd1^2 + (n2 - 1) * sd2^2) / (n1 + n2 - 2)))',
  },
  estimate: overlap,
};
