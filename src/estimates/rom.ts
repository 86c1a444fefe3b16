import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import {
  escalcTwoGroups,
  independentGroups,
  requireTwoGroups,
  type TwoGroups,
  twoGroupsNeeds,
} from './two-groups.ts';
import { normalInterval } from './wald.ts';

function estimateWith(
  correction: number,
  groups: TwoGroups,
  options: EstimateOptions | undefined,
): Estimate {
  requireTwoGroups(groups);
  const level = levelOf(options);
  const { n1, mean1, sd1, n2, mean2, sd2 } = groups;
  if (!(mean1 > 0 && mean2 > 0)) {
    return { value: null, reason: 'undefined: a log ratio needs two means above 0' };
  }
  const v1 = (sd1 / mean1) ** 2 / n1;
  const v2 = (sd2 / mean2) ** 2 / n2;
  return normalInterval({
    value: Math.log(mean1 / mean2) + (correction * (v1 - v2)) / 2,
    se: Math.sqrt(v1 + v2),
    level,
    test: true,
  });
}

/**
 * Log ratio of two means, ln(mean1/mean2), of independent groups, without bias correction, with the
 * normal interval and z test. For quantities above 0. metafor's ROM with correct = FALSE.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.hedges1999
 *
 * @example
 * rom({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).ci?.low // → 0.865512632645762
 */
export function rom(groups: TwoGroups, options?: EstimateOptions): Estimate {
  return estimateWith(0, groups, options);
}

/**
 * As rom, plus the second-order bias correction (s₁²/(n₁ mean1²) − s₂²/(n₂ mean2²))/2; the same
 * variance. metafor's ROM since version 5.0.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.lajeunesse2015 eq. 8
 *
 * @example
 * romCorrected({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).ci?.low // → 0.8653041902973914
 */
export function romCorrected(groups: TwoGroups, options?: EstimateOptions): Estimate {
  return estimateWith(1, groups, options);
}

const shared = {
  quantity: 'log-ratio-of-groups',
  design: 'two groups',
  unit: 'natural logarithm of a ratio',
  needs: twoGroupsNeeds,
  assumptions: [
    independentGroups,
    'Both means are positive and the scale has a true zero.',
    'The groups are large enough for the delta method.',
  ],
} as const;
const variance = 'variance s₁²/(n₁ mean1²) + s₂²/(n₂ mean2²)';

export const romMethod: Method<TwoGroups> = {
  ...shared,
  id: 'rom',
  title: 'Log ratio of two means',
  formula: `ln(mean1/mean2) ± z(1 − α/2) se; ${variance}`,
  references: ['hedges1999'],
  elsewhere: { metafor: 'ROM, correct = FALSE', r: escalcTwoGroups('ROM', ', correct = FALSE') },
  estimate: rom,
};

export const romCorrectedMethod: Method<TwoGroups> = {
  ...shared,
  id: 'rom_corrected',
  title: 'Log ratio of two means, bias-corrected',
  formula: `ln(mean1/mean2) + (s₁²/(n₁ mean1²) − s₂²/(n₂ mean2²))/2 ± z(1 − α/2) se; ${variance}`,
  references: ['lajeunesse2015', 'hedges1999'],
  elsewhere: {
    metafor: 'ROM (5.0 or later)',
    r: `${escalcTwoGroups('ROM')}  # metafor 5.0 or later`,
  },
  estimate: romCorrected,
};
