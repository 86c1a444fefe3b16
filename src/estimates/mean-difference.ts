import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
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
import { normalInterval, tInterval } from './wald.ts';

/**
 * Mean difference of two independent groups, group 1 minus group 2, with Student's t interval and
 * test: pooled SD, n₁ + n₂ − 2 degrees of freedom. In points.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.student1908
 *
 * @example
 * mdPooled({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).ci?.low // → 2.4560587446265547
 */
export function mdPooled(groups: TwoGroups, options?: EstimateOptions): Estimate {
  requireTwoGroups(groups);
  return tInterval({
    value: groups.mean1 - groups.mean2,
    se: pooledSd(groups) * Math.sqrt(inverseSizes(groups)),
    df: pooledDf(groups),
    level: levelOf(options),
  });
}

/**
 * Mean difference of two independent groups, group 1 minus group 2, with Welch's t interval and test:
 * SDs may differ, Welch–Satterthwaite degrees of freedom. In points.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.welch1947
 *
 * @example
 * mdWelch({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).ci?.low // → 2.4559794631865604
 */
export function mdWelch(groups: TwoGroups, options?: EstimateOptions): Estimate {
  requireTwoGroups(groups);
  const { n1, mean1, n2, mean2 } = groups;
  const se = unpooledSe(groups);
  // As shares of their sum, the squared variances neither overflow nor underflow.
  const share1 = (groups.sd1 / Math.sqrt(n1) / se) ** 2;
  const share2 = (groups.sd2 / Math.sqrt(n2) / se) ** 2;
  const df = se === 0 ? pooledDf(groups) : 1 / (share1 ** 2 / (n1 - 1) + share2 ** 2 / (n2 - 1));
  return tInterval({ value: mean1 - mean2, se, df, level: levelOf(options) });
}

/**
 * Mean difference of two independent groups, group 1 minus group 2, with the normal (Wald) interval
 * and z test, SDs not pooled. In points. What programs for meta-analysis use.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.viechtbauer2010
 *
 * @example
 * mdZ({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 1.72, sd2: 0.57,
 * }).ci?.low // → 2.4566067247447334
 */
export function mdZ(groups: TwoGroups, options?: EstimateOptions): Estimate {
  requireTwoGroups(groups);
  return normalInterval({
    value: groups.mean1 - groups.mean2,
    se: unpooledSe(groups),
    level: levelOf(options),
    test: true,
  });
}

function unpooledSe({ n1, sd1, n2, sd2 }: TwoGroups): number {
  return Math.hypot(sd1 / Math.sqrt(n1), sd2 / Math.sqrt(n2));
}

const shared = {
  quantity: 'mean-difference',
  design: 'two groups',
  unit: 'points',
  needs: twoGroupsNeeds,
} as const;

export const mdPooledMethod: Method<TwoGroups> = {
  ...shared,
  id: 'md_pooled',
  aliases: ['student-t'],
  title: "Mean difference with Student's t interval",
  formula:
    'D ± t(1 − α/2; N − 2) s_p √(1/n₁ + 1/n₂) with D = mean1 − mean2, s_p the pooled SD, N = n₁ + n₂; t = D/se',
  assumptions: [independentGroups, normalEqual],
  references: ['student1908'],
  elsewhere: {
    stata: 'ttesti n1 mean1 sd1 n2 mean2 sd2',
    r: 'effectsize::sd_pooled(x, y); t.test(x, y, var.equal = TRUE)  # needs the data',
  },
  estimate: mdPooled,
};

export const mdWelchMethod: Method<TwoGroups> = {
  ...shared,
  id: 'md_welch',
  aliases: ['mean-difference', 'welch-t'],
  title: "Mean difference with Welch's t interval",
  formula:
    'D ± t(1 − α/2; ν) √(v₁ + v₂) with v = s²/n of each group, ν = (v₁ + v₂)²/(v₁²/(n₁ − 1) + v₂²/(n₂ − 1)); t = D/se',
  assumptions: [
    independentGroups,
    'The values are roughly normal in both groups, or the groups large; the SDs may differ.',
  ],
  references: ['welch1947'],
  elsewhere: {
    stata: 'ttesti n1 mean1 sd1 n2 mean2 sd2, welch (other df: unequal for Satterthwaite)',
    r: 't.test(x, y)  # needs the data',
  },
  estimate: mdWelch,
};

export const mdZMethod: Method<TwoGroups> = {
  ...shared,
  id: 'md_z',
  title: 'Mean difference with normal (Wald) interval',
  formula: 'D ± z(1 − α/2) √(s₁²/n₁ + s₂²/n₂); z = D/se',
  assumptions: [independentGroups, largeGroups],
  references: ['viechtbauer2010'],
  elsewhere: { metafor: 'MD', revman: 'Mean Difference (IV)', r: escalcTwoGroups('MD') },
  estimate: mdZ,
};
