import { hedgesJ } from '../numeric/hedges-j.ts';
import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import { vanished } from './pre-post.ts';
import { noCorrection } from './small-sample.ts';
import {
  escalcTwoGroups,
  independentGroups,
  inverseSizes,
  largeGroups,
  requireTwoGroups,
  type TwoGroups,
  twoGroupsNeeds,
} from './two-groups.ts';
import { normalInterval } from './wald.ts';

const noControlSd: Estimate = { value: null, reason: vanished('SD of group 2') };

/**
 * Glass's Δ: (mean1 − mean2) in units of the SD of group 2, the control group. Dimensionless,
 * uncorrected, no interval (see smd1 and smd1h).
 *
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.glass1976
 *
 * @example
 * glassDelta({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).value // → 4.578947368421054
 */
export function glassDelta(groups: TwoGroups, options?: EstimateOptions): Estimate {
  requireTwoGroups(groups);
  levelOf(options);
  const { mean1, mean2, sd2 } = groups;
  return sd2 === 0 ? noControlSd : plain({ value: (mean1 - mean2) / sd2 });
}

function estimateWith(
  varianceOf: (g: number, groups: TwoGroups) => number,
  groups: TwoGroups,
  options: EstimateOptions | undefined,
): Estimate {
  const { value: delta } = glassDelta(groups, options);
  const level = levelOf(options);
  if (groups.n2 <= 2) return noCorrection(groups.n2 - 1);
  if (delta === null) return noControlSd;
  const value = hedgesJ(groups.n2 - 1) * delta;
  return normalInterval({ value, se: Math.sqrt(varianceOf(value, groups)), level, test: true });
}

/**
 * Glass's Δ, bias-corrected: g = J(n₂ − 1) (mean1 − mean2)/s₂, variance 1/n₁ + 1/n₂ + g²/(2n₂),
 * normal interval and z test. Assumes equal true SDs. metafor's SMD1.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.viechtbauer2010
 *
 * @example
 * smd1({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).ci?.low // → 4.031114916209035
 */
export function smd1(groups: TwoGroups, options?: EstimateOptions): Estimate {
  return estimateWith((g, all) => inverseSizes(all) + g ** 2 / (2 * all.n2), groups, options);
}

/**
 * As smd1, with a variance that allows the SDs to differ:
 * (s₁²/s₂²)/(n₁ − 1) + 1/(n₂ − 1) + g²/(2(n₂ − 1)). metafor's SMD1H since version 4.6.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.bonett2008 eq. 12
 *
 * @example
 * smd1h({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).ci?.low // → 4.004050642281288
 */
export function smd1h(groups: TwoGroups, options?: EstimateOptions): Estimate {
  return estimateWith(
    (g, { n1, sd1, n2, sd2 }) =>
      (sd1 / sd2) ** 2 / (n1 - 1) + 1 / (n2 - 1) + g ** 2 / (2 * (n2 - 1)),
    groups,
    options,
  );
}

const shared = {
  quantity: 'standardized-difference',
  design: 'two groups',
  unit: 'standard deviations of group 2',
  needs: twoGroupsNeeds,
} as const;
const yardstick = 'The SD of group 2, the control group, is the yardstick.';
const normal = 'The values are normally distributed in both groups.';

export const glassDeltaMethod: Method<TwoGroups> = {
  ...shared,
  id: 'glass_delta',
  title: "Glass's Δ, uncorrected",
  formula: 'Δ = (mean1 − mean2)/s₂',
  assumptions: [independentGroups, yardstick],
  references: ['glass1976'],
  elsewhere: {
    effectsize: 'glass_delta(x, y, adjust = FALSE)',
    stata: 'esize twosample, glassdelta (needs the data)',
    r: '(mean1 - mean2) / sd2',
  },
  estimate: glassDelta,
};

export const smd1Method: Method<TwoGroups> = {
  ...shared,
  id: 'smd1',
  title: "Glass's Δ, bias-corrected",
  formula: 'g = J(n₂ − 1) (mean1 − mean2)/s₂; variance 1/n₁ + 1/n₂ + g²/(2n₂); g ± z(1 − α/2) se',
  assumptions: [independentGroups, yardstick, normal, 'The true SDs are equal.', largeGroups],
  references: ['viechtbauer2010', 'hedges1981'],
  elsewhere: { metafor: 'SMD1', r: escalcTwoGroups('SMD1') },
  estimate: smd1,
};

export const smd1hMethod: Method<TwoGroups> = {
  ...shared,
  id: 'smd1h',
  title: "Glass's Δ, bias-corrected, unequal SDs",
  formula:
    'g = J(n₂ − 1) (mean1 − mean2)/s₂; variance (s₁²/s₂²)/(n₁ − 1) + 1/(n₂ − 1) + g²/(2(n₂ − 1)); g ± z(1 − α/2) se',
  assumptions: [independentGroups, yardstick, normal, largeGroups],
  references: ['bonett2008'],
  elsewhere: {
    metafor: 'SMD1H (4.6 or later)',
    r: `${escalcTwoGroups('SMD1H')}  # metafor 4.6 or later`,
  },
  estimate: smd1h,
};
