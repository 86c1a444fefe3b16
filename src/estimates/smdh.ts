import { hedgesJ } from '../numeric/hedges-j.ts';
import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { vanished } from './pre-post.ts';
import {
  escalcTwoGroups,
  independentGroups,
  largeGroups,
  pooledDf,
  requireTwoGroups,
  type TwoGroups,
  twoGroupsNeeds,
} from './two-groups.ts';
import { normalInterval } from './wald.ts';

/**
 * Standardized mean difference with the average SD, for unequal SDs: g = J(N − 2) (mean1 − mean2)/s_a,
 * s_a² = (s₁² + s₂²)/2, Bonett's variance with the corrected g, normal interval and z test.
 * Dimensionless. metafor's SMDH since version 4.6.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.bonett2008 eq. 8
 *
 * @example
 * smdh({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).ci?.low // → 3.2396288088055893
 */
export function smdh(groups: TwoGroups, options?: EstimateOptions): Estimate {
  requireTwoGroups(groups);
  const level = levelOf(options);
  const { n1, mean1, sd1, n2, mean2, sd2 } = groups;
  const sd = Math.hypot(sd1, sd2) / Math.SQRT2;
  if (sd === 0) return { value: null, reason: vanished('average SD') };
  const value = (hedgesJ(pooledDf(groups)) * (mean1 - mean2)) / sd;
  const [v1, v2] = [(sd1 / sd) ** 2, (sd2 / sd) ** 2];
  const variance =
    (value ** 2 * (v1 ** 2 / (n1 - 1) + v2 ** 2 / (n2 - 1))) / 8 + v1 / (n1 - 1) + v2 / (n2 - 1);
  return normalInterval({ value, se: Math.sqrt(variance), level, test: true });
}

export const smdhMethod: Method<TwoGroups> = {
  id: 'smdh',
  title: 'Standardized mean difference with the average SD, unequal SDs',
  quantity: 'standardized-difference',
  design: 'two groups',
  unit: 'standard deviations (average)',
  needs: twoGroupsNeeds,
  formula:
    'g = J(N − 2) (mean1 − mean2)/s_a, s_a² = (s₁² + s₂²)/2; variance g² (s₁⁴/(n₁ − 1) + s₂⁴/(n₂ − 1))/(8 s_a⁴) + (s₁²/(n₁ − 1) + s₂²/(n₂ − 1))/s_a²; g ± z(1 − α/2) se',
  assumptions: [
    independentGroups,
    'The values are normally distributed in both groups; the SDs may differ.',
    largeGroups,
  ],
  references: ['bonett2008'],
  elsewhere: {
    metafor: 'SMDH (4.6 or later)',
    r: `${escalcTwoGroups('SMDH')}  # metafor 4.6 or later`,
  },
  estimate: smdh,
};
