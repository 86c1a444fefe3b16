import { hedgesJ } from '../numeric/hedges-j.ts';
import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import {
  changeVariance,
  type PrePost,
  prePostNeeds,
  requirePrePost,
  vanished,
} from './pre-post.ts';
import { noCorrection } from './small-sample.ts';
import { normalInterval } from './wald.ts';

/** The variance from n, J, the corrected g and the inputs; linear in the correlation. */
type VarianceOf = (parts: { n: number; j: number; g: number; input: PrePost }) => number;

const largeSample: VarianceOf = ({ n, g, input }) =>
  (2 * (1 - input.correlation)) / n + g ** 2 / (2 * n);
const largeSample2: VarianceOf = ({ n, j, g, input }) =>
  j ** 2 * ((2 * (1 - input.correlation)) / n + (g / j) ** 2 / (2 * n));
const unequalVariances: VarianceOf = ({ n, g, input }) =>
  changeVariance(input) / input.sdPre ** 2 / (n - 1) + g ** 2 / (2 * (n - 1));

function estimateWith(
  varianceOf: VarianceOf,
  input: PrePost,
  options: EstimateOptions | undefined,
): Estimate {
  requirePrePost(input);
  const level = levelOf(options);
  const { n, meanPre, sdPre, meanPost } = input;
  if (n <= 2) return noCorrection(n - 1);
  if (sdPre === 0) return { value: null, reason: vanished('SD before') };
  const j = hedgesJ(n - 1);
  const g = (j * (meanPost - meanPre)) / sdPre;
  return normalInterval({
    value: g,
    se: Math.sqrt(varianceOf({ n, j, g, input })),
    level,
    test: true,
  });
}

/**
 * Standardized mean change in units of the SD before, bias-corrected: g = J(n − 1) D/s₁, variance
 * 2(1 − r)/n + g²/(2n) with the corrected g and n in both divisors, normal interval and z test.
 * Dimensionless. metafor's SMCR. Borenstein's chapter prints a variant with 2(1 − r) over everything.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.becker1988 eq. 13
 *
 * @example
 * smcrLs({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.33, sdPost: 0.85, correlation: 0,
 * }).ci?.low // → 4.031114916209035
 */
export function smcrLs(input: PrePost, options?: EstimateOptions): Estimate {
  return estimateWith(largeSample, input, options);
}

/**
 * As smcrLs, with the variance J² (2(1 − r)/n + d²/(2n)) from the uncorrected d. metafor's vtype LS2.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.borenstein2009 (the corrected form of the equation)
 *
 * @example
 * smcrLs2({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.39, sdPost: 1.07,
 *   correlation: 0.5,
 * }).ci?.low // → 4.147223615223197
 */
export function smcrLs2(input: PrePost, options?: EstimateOptions): Estimate {
  return estimateWith(largeSample2, input, options);
}

/**
 * As smcrLs, with a variance that allows the SDs before and after to differ:
 * SD_change²/(s₁² (n − 1)) + g²/(2(n − 1)), the corrected g. metafor's SMCRH since version 4.6.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.bonett2008 eq. 13
 *
 * @example
 * smcrhLs({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.39, sdPost: 1.07,
 *   correlation: 0.5,
 * }).ci?.low // → 4.1107639510037135
 */
export function smcrhLs(input: PrePost, options?: EstimateOptions): Estimate {
  return estimateWith(unequalVariances, input, options);
}

const shared = {
  quantity: 'standardized-change',
  design: 'one group before and after',
  unit: 'standard deviations before',
  needs: prePostNeeds,
  overCorrelation: {
    kind: 'ends',
    because:
      'g does not depend on r. Its variance is linear in r and falls, so the limits, the statistic and p are monotone in r.',
  },
} as const;

const common = [
  'The same n patients were measured before and after, and are independent of each other.',
  'The scores before and after are bivariate normal.',
  'n is large enough for a normal interval.',
];
const equalSpread = 'The true SDs before and after are equal.';

const estimator = 'g = J(n − 1) D/s₁';
const call = (measure: string, more = '') =>
  `summary(metafor::escalc(measure = "${measure}", m1i = meanPost, m2i = meanPre, sd1i = sdPre, sd2i = sdPost, ni = n, ri = correlation${more}))`;

export const smcrLsMethod: Method<PrePost> = {
  ...shared,
  id: 'smcr_ls',
  title: 'Standardized mean change (SD before), large-sample variance',
  formula: `${estimator}; variance 2(1 − r)/n + g²/(2n); g ± z(1 − α/2) se`,
  assumptions: [...common, equalSpread],
  references: ['becker1988', 'viechtbauer2010'],
  elsewhere: { metafor: 'SMCR', r: call('SMCR') },
  estimate: smcrLs,
};

export const smcrLs2Method: Method<PrePost> = {
  ...shared,
  id: 'smcr_ls2',
  title: "Standardized mean change (SD before), Borenstein's variance",
  formula: `${estimator}; variance J² (2(1 − r)/n + d²/(2n)), d = D/s₁; g ± z(1 − α/2) se`,
  assumptions: [...common, equalSpread],
  references: ['borenstein2009', 'viechtbauer2010'],
  elsewhere: { metafor: 'SMCR, vtype = "LS2"', r: call('SMCR', ', vtype = "LS2"') },
  estimate: smcrLs2,
};

export const smcrhLsMethod: Method<PrePost> = {
  ...shared,
  id: 'smcrh_ls',
  title: 'Standardized mean change (SD before), unequal SDs',
  formula: `${estimator}; variance SD_change²/(s₁² (n − 1)) + g²/(2(n − 1)); g ± z(1 − α/2) se`,
  assumptions: common,
  references: ['bonett2008', 'viechtbauer2010'],
  elsewhere: { metafor: 'SMCRH (4.6 or later)', r: `${call('SMCRH')}  # metafor 4.6 or later` },
  estimate: smcrhLs,
};
