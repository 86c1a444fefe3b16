import { hedgesJ, hedgesJApprox } from '../numeric/hedges-j.ts';
import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { vanished } from './pre-post.ts';
import {
  differenceOfChanges,
  requireTwoArms,
  type TwoArmsBefore,
  twoArmsBeforeNeeds,
} from './two-arms.ts';
import { pooledSd } from './two-groups.ts';
import { normalInterval } from './wald.ts';

/** Corrected by `factor`; null when nobody differed before. */
function standardized(arms: TwoArmsBefore, factor: number): number | null {
  const { n1, sdPre1, n2, sdPre2 } = arms;
  const sd = pooledSd({ n1, mean1: 0, sd1: sdPre1, n2, mean2: 0, sd2: sdPre2 });
  return sd === 0 ? null : (factor * differenceOfChanges(arms)) / sd;
}

const noSpread: Estimate = { value: null, reason: vanished('pooled SD before') };

/** 2(1 − r)(1/n₁ + 1/n₂). */
function changeFactor({ n1, n2, correlation }: TwoArmsBefore): number {
  return 2 * (1 - correlation) * (1 / n1 + 1 / n2);
}

/**
 * Morris's d_ppc2: the difference of the changes of two groups in units of the pooled SD before,
 * times 1 − 3/(4(N − 2) − 1), with his variance and a normal interval. Positive when group 1 gained
 * more. Needs n₁ + n₂ > 4.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2, the SDs ≥ 0 and −1 ≤ correlation ≤ 1
 * @see references.morris2008 eqs. 8-10 and 25
 *
 * @example
 * dPpc({
 *   n1: 20, meanPre1: 2.1, sdPre1: 0.8, meanPost1: 3.4, n2: 22, meanPre2: 2, sdPre2: 0.9, meanPost2: 2.4, correlation: 0.5,
 * }).value // → 1.03402672759351
 */
export function dPpc(arms: TwoArmsBefore, options?: EstimateOptions): Estimate {
  requireTwoArms(arms);
  const level = levelOf(options);
  const df = arms.n1 + arms.n2 - 2;
  if (df <= 2) {
    return { value: null, reason: 'undefined: the variance of d_ppc needs more than 4 patients' };
  }
  const factor = hedgesJApprox(df);
  const value = standardized(arms, factor);
  if (value === null) return noSpread;
  const inflation = factor ** 2 * (df / (df - 2));
  const variance = inflation * changeFactor(arms) + (inflation - 1) * value ** 2;
  return normalInterval({ value, se: Math.sqrt(variance), level, test: true });
}

/**
 * The same with the exact correction J and the large-sample variance 2(1 − r)(1/n₁ + 1/n₂) + d²/(2N),
 * as computed with metafor.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless both n are whole and ≥ 2, the SDs ≥ 0 and −1 ≤ correlation ≤ 1
 * @see references.morris2008, references.viechtbauer2010
 *
 * @example
 * dPpcLs({
 *   n1: 20, meanPre1: 2.1, sdPre1: 0.8, meanPost1: 3.4, n2: 22, meanPre2: 2, sdPre2: 0.9, meanPost2: 2.4, correlation: 0.5,
 * }).value // → 1.03400577473499
 */
export function dPpcLs(arms: TwoArmsBefore, options?: EstimateOptions): Estimate {
  requireTwoArms(arms);
  const level = levelOf(options);
  const { n1, n2 } = arms;
  const value = standardized(arms, hedgesJ(n1 + n2 - 2));
  if (value === null) return noSpread;
  const se = Math.sqrt(changeFactor(arms) + value ** 2 / (2 * (n1 + n2)));
  return normalInterval({ value, se, level, test: true });
}

const shared = {
  quantity: 'standardized-difference-of-changes',
  design: 'two groups before and after',
  unit: 'standard deviations (pooled, before)',
  needs: twoArmsBeforeNeeds,
  assumptions: [
    'The groups are independent of each other, and so are the patients in them.',
    'The values before are normally distributed in both groups, with the same true SD.',
    'The correlation of before and after is the same in both groups.',
  ],
  overCorrelation: {
    kind: 'ends',
    because: 'The value does not depend on r, and the variance falls linearly as r rises.',
  },
} as const;
const start =
  'df <- n1 + n2 - 2; d <- (meanPost1 - meanPre1 - meanPost2 + meanPre2) / sqrt(((n1 - 1) * sdPre1^2 + (n2 - 1) * sdPre2^2) / df)';

export const dPpcMethod: Method<TwoArmsBefore> = {
  ...shared,
  id: 'd_ppc',
  title: 'd_ppc of Morris: difference of changes in pooled SDs before',
  formula:
    'd = c ((post₁ − pre₁) − (post₂ − pre₂))/s_p, c = 1 − 3/(4(N − 2) − 1), s_p pooled before; variance c² (N − 2)/(N − 4) (k + d²) − d², k = 2(1 − r)(1/n₁ + 1/n₂); d ± z(1 − α/2) se',
  references: ['morris2008'],
  elsewhere: {
    r: `local({${start}; cp <- 1 - 3 / (4 * df - 1); d <- cp * d; k <- 2 * (1 - correlation) * (1 / n1 + 1 / n2); d + c(0, -1, 1) * qnorm(0.975) * sqrt(cp^2 * df / (df - 2) * k * (1 + d^2 / k) - d^2)})`,
  },
  estimate: dPpc,
};

export const dPpcLsMethod: Method<TwoArmsBefore> = {
  ...shared,
  id: 'd_ppc_ls',
  title: 'd_ppc with the exact correction and the large-sample variance',
  formula:
    'd = J(N − 2) ((post₁ − pre₁) − (post₂ − pre₂))/s_p, s_p pooled before; variance 2(1 − r)(1/n₁ + 1/n₂) + d²/(2N); d ± z(1 − α/2) se',
  references: ['morris2008', 'viechtbauer2010'],
  elsewhere: {
    r: `local({${start}; d <- exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2) * d; d + c(0, -1, 1) * qnorm(0.975) * sqrt(2 * (1 - correlation) * (1 / n1 + 1 / n2) + d^2 / (2 * (n1 + n2)))})`,
  },
  estimate: dPpcLs,
};
