import { hedgesJ } from '../numeric/hedges-j.ts';
import { levelOf } from './domain.ts';
import type { CorrelationDependence, Estimate, EstimateOptions, Method } from './method.ts';
import { changeSd, type PrePost, prePostNeeds, requirePrePost, vanished } from './pre-post.ts';
import { noCorrection } from './small-sample.ts';
import { normalCritical, normalInterval } from './wald.ts';

/** The variance as a + b g², which all three variants are. */
type VarianceOf = (n: number, j: number) => { readonly a: number; readonly b: number };

const largeSample: VarianceOf = (n) => ({ a: 1 / n, b: 1 / (2 * n) });
const largeSample2: VarianceOf = (n, j) => ({ a: j ** 2 / n, b: 1 / (2 * n) });
const unbiased: VarianceOf = (n, j) => {
  const m = n - 1;
  return { a: 1 / n, b: 1 - (m - 2) / (m * j ** 2) };
};

function estimateWith(
  varianceOf: VarianceOf,
  input: PrePost,
  options: EstimateOptions | undefined,
): Estimate {
  requirePrePost(input);
  const level = levelOf(options);
  const { n, meanPre, meanPost } = input;
  if (n <= 2) return noCorrection(n - 1);
  const sdChange = changeSd(input);
  if (sdChange === 0) return { value: null, reason: vanished('SD of the change') };
  const j = hedgesJ(n - 1);
  const value = (j * (meanPost - meanPre)) / sdChange;
  const { a, b } = varianceOf(n, j);
  return normalInterval({ value, se: Math.sqrt(a + b * value ** 2), level, test: true });
}

/**
 * Standardized mean change in units of the SD of the change, bias-corrected: g = J(n − 1) D/SD_change,
 * variance 1/n + g²/(2n), normal interval and z test. Dimensionless. metafor's SMCC.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.gibbons1993 eq. 21 (with n for n − 1)
 *
 * @example
 * smccLs({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.33, sdPost: 0.85, correlation: 0,
 * }).ci?.low // → 2.23097273627741
 */
export function smccLs(input: PrePost, options?: EstimateOptions): Estimate {
  return estimateWith(largeSample, input, options);
}

/**
 * As smccLs, with the variance J² (1/n + d²/(2n)) from the uncorrected d. metafor's vtype LS2.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.borenstein2009
 *
 * @example
 * smccLs2({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.39, sdPost: 1.07,
 *   correlation: 0.5,
 * }).ci?.low // → 2.5281023039059694
 */
export function smccLs2(input: PrePost, options?: EstimateOptions): Estimate {
  return estimateWith(largeSample2, input, options);
}

/**
 * As smccLs, with the unbiased variance 1/n + (1 − (m − 2)/(m J²)) g², m = n − 1. metafor's vtype UB.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.viechtbauer2007 eq. 26
 *
 * @example
 * smccUb({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.39, sdPost: 1.07,
 *   correlation: 0.5,
 * }).ci?.low // → 2.525591344966797
 */
export function smccUb(input: PrePost, options?: EstimateOptions): Estimate {
  return estimateWith(unbiased, input, options);
}

/**
 * g ± z √(a + b g²) is monotone in g except where z b |g| = √(a + b g²): at g² = a/(b(z² b − 1)),
 * if z² b > 1. The correlation with that g follows from SD_change = J |D|/|g|.
 */
function dependenceOf(varianceOf: VarianceOf): CorrelationDependence<PrePost> {
  return {
    kind: 'turns',
    because:
      'g moves away from 0 as r rises (the SD of the change falls), and so does g/se. The limits g ± z √(a + b g²) are monotone in g but for one point, g² = a/(b(z² b − 1)), which exists only when z² b > 1 (very small n) and is looked at too.',
    turningPoints: (input, level) => {
      const { n, meanPre, meanPost, sdPre, sdPost } = input;
      if (n <= 2) return [];
      const j = hedgesJ(n - 1);
      const { a, b } = varianceOf(n, j);
      const z2 = normalCritical(level) ** 2;
      if (z2 * b <= 1) return [];
      const g2 = a / (b * (z2 * b - 1));
      const variance = (j * (meanPost - meanPre)) ** 2 / g2;
      return [(sdPre ** 2 + sdPost ** 2 - variance) / (2 * sdPre * sdPost)];
    },
  };
}

const shared = {
  quantity: 'standardized-change',
  design: 'one group before and after',
  unit: 'standard deviations of the change',
  needs: prePostNeeds,
  assumptions: [
    'The same n patients were measured before and after, and are independent of each other.',
    'The changes are normally distributed.',
    'n is large enough for a normal interval: it is symmetric, the exact one (gz_exact) is not.',
    'The yardstick is the SD of the change: a high correlation makes g large. It is not comparable with the g of two groups.',
  ],
} as const;

const estimator = 'g = J(n − 1) D/SD_change, SD_change = √(s₁² + s₂² − 2 r s₁ s₂)';
const call = (more: string) =>
  `summary(metafor::escalc(measure = "SMCC", m1i = meanPost, m2i = meanPre, sd1i = sdPost, sd2i = sdPre, ni = n, ri = correlation${more}))`;

export const smccLsMethod: Method<PrePost> = {
  ...shared,
  id: 'smcc_ls',
  title: 'Standardized mean change (SD of the change), large-sample variance',
  formula: `${estimator}; variance 1/n + g²/(2n); g ± z(1 − α/2) se`,
  references: ['gibbons1993', 'viechtbauer2010'],
  elsewhere: { metafor: 'SMCC', r: call('') },
  overCorrelation: dependenceOf(largeSample),
  estimate: smccLs,
};

export const smccLs2Method: Method<PrePost> = {
  ...shared,
  id: 'smcc_ls2',
  title: "Standardized mean change (SD of the change), Borenstein's variance",
  formula: `${estimator}; variance J² (1/n + d²/(2n)), d = g/J; g ± z(1 − α/2) se`,
  references: ['borenstein2009', 'viechtbauer2010'],
  elsewhere: { metafor: 'SMCC, vtype = "LS2"', r: call(', vtype = "LS2"') },
  overCorrelation: dependenceOf(largeSample2),
  estimate: smccLs2,
};

export const smccUbMethod: Method<PrePost> = {
  ...shared,
  id: 'smcc_ub',
  title: 'Standardized mean change (SD of the change), unbiased variance',
  formula: `${estimator}; variance 1/n + (1 − (m − 2)/(m J²)) g², m = n − 1; g ± z(1 − α/2) se`,
  references: ['viechtbauer2007', 'viechtbauer2010'],
  elsewhere: { metafor: 'SMCC, vtype = "UB"', r: call(', vtype = "UB"') },
  overCorrelation: dependenceOf(unbiased),
  estimate: smccUb,
};
