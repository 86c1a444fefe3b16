import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { type PrePost, prePostNeeds, requirePrePost, varianceOfDifference } from './pre-post.ts';
import { normalInterval } from './wald.ts';

/** The log ratio plus `correction` times its second-order bias term. */
function estimateWith(
  correction: number,
  input: PrePost,
  options: EstimateOptions | undefined,
): Estimate {
  requirePrePost(input);
  const level = levelOf(options);
  const { n, meanPre, sdPre, meanPost, sdPost, correlation } = input;
  if (!(meanPre > 0 && meanPost > 0)) {
    return { value: null, reason: 'undefined: a log ratio needs two means above 0' };
  }
  const before = sdPre / meanPre;
  const after = sdPost / meanPost;
  const bias = (after ** 2 - before ** 2) / (2 * n);
  return normalInterval({
    value: Math.log(meanPost / meanPre) + correction * bias,
    se: Math.sqrt(varianceOfDifference(before, after, correlation) / n),
    level,
    test: true,
  });
}

/**
 * Log ratio of the means of one group, ln(after/before), without bias correction, with the normal
 * interval and z test. For quantities above 0. metafor's ROMC with correct = FALSE.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.lajeunesse2011 eq. 6, references.senior2020 eq. 18
 *
 * @example
 * romc({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.39, sdPost: 1.07,
 *   correlation: 0.5,
 * }).ci?.low // → 0.8924273665940592
 */
export function romc(input: PrePost, options?: EstimateOptions): Estimate {
  return estimateWith(0, input, options);
}

/**
 * As romc, plus the second-order bias correction (s₂²/(n after²) − s₁²/(n before²))/2; the same
 * variance. metafor's ROMC since version 5.0.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.senior2020 eq. 7
 *
 * @example
 * romcCorrected({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.39, sdPost: 1.07,
 *   correlation: 0.5,
 * }).ci?.low // → 0.8922799521057024
 */
export function romcCorrected(input: PrePost, options?: EstimateOptions): Estimate {
  return estimateWith(1, input, options);
}

const shared = {
  quantity: 'log-ratio',
  design: 'one group before and after',
  unit: 'natural logarithm of a ratio',
  needs: prePostNeeds,
  assumptions: [
    'The same n patients were measured before and after, and are independent of each other.',
    'Both means are positive and the scale has a true zero: shifted to start elsewhere, the same patients give another ratio.',
    'n is large enough for the delta method.',
  ],
  overCorrelation: {
    kind: 'ends',
    because:
      'The log ratio does not depend on r. Its variance is linear in r and falls, so the limits, the statistic and p are monotone in r.',
  },
} as const;

const variance = 'variance s₂²/(n meanPost²) + s₁²/(n meanPre²) − 2 r s₁ s₂/(n meanPre meanPost)';
const call = (more: string) =>
  `summary(metafor::escalc(measure = "ROMC", m1i = meanPost, m2i = meanPre, sd1i = sdPost, sd2i = sdPre, ni = n, ri = correlation${more}))`;

export const romcMethod: Method<PrePost> = {
  ...shared,
  id: 'romc',
  title: 'Log ratio of the means (ratio of means for change scores)',
  formula: `ln(meanPost/meanPre) ± z(1 − α/2) se; ${variance}`,
  references: ['lajeunesse2011', 'senior2020'],
  elsewhere: { metafor: 'ROMC, correct = FALSE', r: call(', correct = FALSE') },
  estimate: romc,
};

export const romcCorrectedMethod: Method<PrePost> = {
  ...shared,
  id: 'romc_corrected',
  title: 'Log ratio of the means, bias-corrected',
  formula: `ln(meanPost/meanPre) + (s₂²/(n meanPost²) − s₁²/(n meanPre²))/2 ± z(1 − α/2) se; ${variance}`,
  references: ['senior2020', 'lajeunesse2011'],
  elsewhere: { metafor: 'ROMC (5.0 or later)', r: `${call('')}  # metafor 5.0 or later` },
  estimate: romcCorrected,
};
