import { levelOf, requireSpread } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import {
  changeVariances,
  differenceOfChanges,
  requireTwoArms,
  type TwoArms,
  twoArmsNeeds,
} from './two-arms.ts';
import { normalInterval, tInterval } from './wald.ts';

function requireAll(arms: TwoArms): void {
  requireTwoArms(arms);
  requireSpread('sdPost1', arms.sdPost1);
  requireSpread('sdPost2', arms.sdPost2);
}

/**
 * Difference of the mean changes of two groups, group 1 minus group 2, with Student's t interval and
 * test: pooled SD of the change, n₁ + n₂ − 2 degrees of freedom. In points. For changes with their SDs,
 * and for SDs of the change that differ, use mdPooled and mdWelch on them.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2, the SDs ≥ 0 and −1 ≤ correlation ≤ 1
 * @see references.cochrane2019 section 6.5.2.8, references.student1908
 *
 * @example
 * changeDifference({
 *   n1: 20, meanPre1: 2.1, sdPre1: 0.8, meanPost1: 3.4, sdPost1: 1.1, n2: 22, meanPre2: 2, sdPre2: 0.9, meanPost2: 2.4, sdPost2: 1, correlation: 0.5,
 * }).ci?.low // → 0.295079977920538
 */
export function changeDifference(arms: TwoArms, options?: EstimateOptions): Estimate {
  requireAll(arms);
  const { n1, n2 } = arms;
  const [v1, v2] = changeVariances(arms);
  const df = n1 + n2 - 2;
  const pooled = v1 * ((n1 - 1) / df) + v2 * ((n2 - 1) / df);
  return tInterval({
    value: differenceOfChanges(arms),
    se: Math.sqrt(pooled * (1 / n1 + 1 / n2)),
    df,
    level: levelOf(options),
  });
}

/**
 * Difference of the mean changes of two groups, group 1 minus group 2, with the normal (Wald)
 * interval and z test, SDs of the change not pooled. In points.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2, the SDs ≥ 0 and −1 ≤ correlation ≤ 1
 * @see references.cochrane2019 section 6.5.2.8
 *
 * @example
 * changeDifferenceZ({
 *   n1: 20, meanPre1: 2.1, sdPre1: 0.8, meanPost1: 3.4, sdPost1: 1.1, n2: 22, meanPre2: 2, sdPre2: 0.9, meanPost2: 2.4, sdPost2: 1, correlation: 0.5,
 * }).ci?.low // → 0.312456419855735
 */
export function changeDifferenceZ(arms: TwoArms, options?: EstimateOptions): Estimate {
  requireAll(arms);
  const [v1, v2] = changeVariances(arms);
  return normalInterval({
    value: differenceOfChanges(arms),
    se: Math.sqrt(v1 / arms.n1 + v2 / arms.n2),
    level: levelOf(options),
    test: true,
  });
}

const shared = {
  quantity: 'difference-of-changes',
  design: 'two groups before and after',
  unit: 'points',
  needs: twoArmsNeeds,
  overCorrelation: {
    kind: 'ends',
    because:
      'The value does not depend on r, and the variance of the change falls linearly as r rises, in both groups.',
  },
} as const;
const independent = 'The groups are independent of each other, and so are the patients in them.';
const oneCorrelation = 'The correlation of before and after is the same in both groups.';
const change =
  'D = (post₁ − pre₁) − (post₂ − pre₂), s² = s_pre² + s_post² − 2 r s_pre s_post of each group';
const variances =
  'v1 <- sdPre1^2 + sdPost1^2 - 2 * correlation * sdPre1 * sdPost1; v2 <- sdPre2^2 + sdPost2^2 - 2 * correlation * sdPre2 * sdPost2';
const difference = 'meanPost1 - meanPre1 - (meanPost2 - meanPre2)';

export const changeDifferenceMethod: Method<TwoArms> = {
  ...shared,
  id: 'change_difference',
  title: "Difference of the mean changes of two groups with Student's t interval",
  formula: `D ± t(1 − α/2; N − 2) s_p √(1/n₁ + 1/n₂), s_p the pooled SD of the change, N = n₁ + n₂; ${change}`,
  assumptions: [
    independent,
    'The changes are normally distributed in both groups, with the same true SD.',
    oneCorrelation,
  ],
  references: ['cochrane2019', 'student1908'],
  elsewhere: {
    r: `local({${variances}; df <- n1 + n2 - 2; ${difference} + c(0, -1, 1) * qt(0.975, df) * sqrt(((n1 - 1) * v1 + (n2 - 1) * v2) / df * (1 / n1 + 1 / n2))})`,
  },
  estimate: changeDifference,
};

export const changeDifferenceZMethod: Method<TwoArms> = {
  ...shared,
  id: 'change_difference_z',
  title: 'Difference of the mean changes of two groups with normal (Wald) interval',
  formula: `D ± z(1 − α/2) √(s₁²/n₁ + s₂²/n₂); ${change}`,
  assumptions: [independent, 'The groups are large enough for a normal interval.', oneCorrelation],
  references: ['cochrane2019'],
  elsewhere: {
    r: `local({${variances}; ${difference} + c(0, -1, 1) * qnorm(0.975) * sqrt(v1 / n1 + v2 / n2)})`,
  },
  estimate: changeDifferenceZ,
};
