import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import { type PrePostMeans, prePostMeansNeeds, requirePrePostMeans, vanished } from './pre-post.ts';

/** (after − before) / standardizer, or the reason when the standardizer is 0. */
function standardized(input: PrePostMeans, standardizer: number, name: string): Estimate {
  if (standardizer === 0) return { value: null, reason: vanished(name) };
  return plain({ value: (input.meanPost - input.meanPre) / standardizer });
}

/**
 * Standardized mean change d_av: the mean change in units of the average SD, the root mean square
 * √((s₁² + s₂²)/2). Dimensionless, positive when the mean rose, needs no correlation. There is a
 * second definition under this name, see dAvMeansd. No interval: that depends on the correlation.
 *
 * @throws RangeError unless the means are finite and the SDs ≥ 0
 * @see references.cumming2012
 *
 * @example
 * dAv({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.39, sdPost: 1.07, r: 0.5,
 * }).value // → 3.1145631266455083
 */
export function dAv(input: PrePostMeans, options?: EstimateOptions): Estimate {
  requirePrePostMeans(input);
  levelOf(options);
  return standardized(input, Math.hypot(input.sdPre, input.sdPost) / Math.SQRT2, 'average SD');
}

/**
 * Standardized mean change d_av as Lakens defines it: the mean change divided by the mean of the
 * two SDs, (s₁ + s₂)/2. Dimensionless, needs no correlation; the same as dAv when the SDs are equal.
 *
 * @throws RangeError unless the means are finite and the SDs ≥ 0
 * @see references.lakens2013 eq. 10
 *
 * @example
 * dAvMeansd({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.39, sdPost: 1.07, r: 0.5,
 * }).value // → 3.2560975609756095
 */
export function dAvMeansd(input: PrePostMeans, options?: EstimateOptions): Estimate {
  requirePrePostMeans(input);
  levelOf(options);
  return standardized(input, (input.sdPre + input.sdPost) / 2, 'average SD');
}

/**
 * Standardized mean change of Becker: the mean change in units of the SD before, uncorrected.
 * Dimensionless, needs no correlation. Its interval does: see smcrLs.
 *
 * @throws RangeError unless the means are finite and the SDs ≥ 0
 * @see references.becker1988
 *
 * @example
 * dBecker({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.39, sdPost: 1.07, r: 0.5,
 * }).value // → 4.684210526315789
 */
export function dBecker(input: PrePostMeans, options?: EstimateOptions): Estimate {
  requirePrePostMeans(input);
  levelOf(options);
  return standardized(input, input.sdPre, 'SD before');
}

const shared = {
  quantity: 'standardized-change',
  design: 'one group before and after',
  unit: 'standard deviations',
  needs: prePostMeansNeeds,
} as const;

const notComparable =
  'It is not comparable with the d of a controlled trial: nothing is subtracted for change without treatment.';

export const dAvMethod: Method<PrePostMeans> = {
  ...shared,
  id: 'd_av',
  title: 'Standardized mean change in units of the average SD (root mean square)',
  formula: 'd_av = (meanPost − meanPre) / √((s₁² + s₂²)/2)',
  assumptions: ['The average of the two SDs is a sensible yardstick.', notComparable],
  references: ['cumming2012'],
  elsewhere: {
    metafor: 'SMCRP, without the small-sample correction',
    effectsize: 'repeated_measures_d(method = "av", adjust = FALSE)',
    r: '(meanPost - meanPre) / sqrt((sdPre^2 + sdPost^2) / 2)',
  },
  estimate: dAv,
};

export const dAvMeansdMethod: Method<PrePostMeans> = {
  ...shared,
  id: 'd_av_meansd',
  title: 'Standardized mean change in units of the mean of the two SDs',
  formula: 'd_av = (meanPost − meanPre) / ((s₁ + s₂)/2)',
  assumptions: ['The mean of the two SDs is a sensible yardstick.', notComparable],
  references: ['lakens2013'],
  elsewhere: { r: '(meanPost - meanPre) / ((sdPre + sdPost) / 2)' },
  estimate: dAvMeansd,
};

export const dBeckerMethod: Method<PrePostMeans> = {
  ...shared,
  id: 'd_becker',
  title: 'Standardized mean change in units of the SD before, uncorrected (Becker)',
  formula: 'd = (meanPost − meanPre) / s₁',
  assumptions: ['The SD before the treatment is a sensible yardstick.', notComparable],
  references: ['becker1988'],
  elsewhere: {
    metafor: 'SMCR, without the small-sample correction',
    effectsize: 'repeated_measures_d(method = "b", adjust = FALSE)',
    r: '(meanPost - meanPre) / sdPre',
  },
  estimate: dBecker,
};
