import {
  levelOf,
  requireCorrelation,
  requireNumber,
  requirePositive,
  requireSpread,
} from './domain.ts';
import type { Estimate, EstimateOptions, Method, Need } from './method.ts';
import { plain } from './plain.ts';
import { type PrePostMeans, prePostMeansNeeds, varianceOfDifference } from './pre-post.ts';
import { type GroupSizes, requireSizes, sizesNeeds } from './sd-from.ts';

/**
 * Correlation from its t statistic: t/√(t² + df). Also the point-biserial correlation of two groups.
 *
 * @throws RangeError unless t is finite and df > 0
 * @see references.lakens2013
 *
 * @example
 * rFromT({ t: 28.8, df: 340 }).value // → 0.8421772693541595
 */
export function rFromT(
  { t, df }: { readonly t: number; readonly df: number },
  options?: EstimateOptions,
): Estimate {
  requireNumber('t', t);
  requirePositive('df', df);
  levelOf(options);
  return plain({ value: t / Math.hypot(t, Math.sqrt(df)) });
}

/**
 * Point-biserial correlation from Cohen's d: d/√(d² + h) with h = (n₁ + n₂ − 2)(1/n₁ + 1/n₂).
 *
 * @throws RangeError unless d is finite and both n are whole and ≥ 2
 * @see references.viechtbauer2010
 *
 * @example
 * rFromD({ d: 3.1146512857106408, n1: 171, n2: 171 }).value // → 0.8421772693541595
 */
export function rFromD(
  { d, ...sizes }: GroupSizes & { readonly d: number },
  options?: EstimateOptions,
): Estimate {
  requireNumber('d', d);
  requireSizes(sizes);
  levelOf(options);
  const { n1, n2 } = sizes;
  return plain({ value: d / Math.hypot(d, Math.sqrt((n1 + n2 - 2) * (1 / n1 + 1 / n2))) });
}

/**
 * Point-biserial correlation from d for large groups of equal size: d/√(d² + 4).
 *
 * @throws RangeError unless d is finite
 * @see references.borensteinBook2009 eq. 7.7
 *
 * @example
 * rFromDEqual({ d: 3.1146512857106408 }).value // → 0.8414580374353777
 */
export function rFromDEqual({ d }: { readonly d: number }, options?: EstimateOptions): Estimate {
  requireNumber('d', d);
  levelOf(options);
  return plain({ value: d / Math.hypot(d, 2) });
}

type Sds = Pick<PrePostMeans, 'sdPre' | 'sdPost'>;

/**
 * Correlation of the scores before and after from the three SDs: (s₁² + s₂² − s_c²)/(2 s₁ s₂). SDs
 * that no correlation joins have no value; `details.unlimited` is what the formula gives.
 *
 * @throws RangeError unless the SDs are finite and ≥ 0
 * @see references.cochrane2019 section 6.5.2.8
 *
 * @example
 * rFromSdChange({ sdPre: 0.57, sdPost: 0.85, sdChange: 0.75 }).value // → 0.5004127966976264
 */
export function rFromSdChange(
  { sdPre, sdPost, sdChange }: Sds & { readonly sdChange: number },
  options?: EstimateOptions,
): Estimate {
  requireSpread('sdPre', sdPre);
  requireSpread('sdPost', sdPost);
  requireSpread('sdChange', sdChange);
  levelOf(options);
  if (sdPre === 0 || sdPost === 0) {
    return { value: null, reason: 'undefined: an SD is 0, the correlation does not exist' };
  }
  // As ratios to the larger SD, which can neither overflow nor vanish.
  const larger = Math.max(sdPre, sdPost);
  const [a, b, c] = [sdPre / larger, sdPost / larger, sdChange / larger];
  const unlimited = ((a - c) * (a + c) + b * b) / (2 * a * b);
  if (!(Math.abs(unlimited) <= 1)) {
    const reason = 'undefined: no correlation gives this SD of the change';
    return plain({ value: null, reason, details: { unlimited } });
  }
  return plain({ value: unlimited, details: { unlimited } });
}

/**
 * SD of the change from the SDs before and after and their correlation, √(s₁² + s₂² − 2 r s₁ s₂).
 *
 * @throws RangeError unless the SDs are finite and ≥ 0 and −1 ≤ correlation ≤ 1
 * @see references.cochrane2019 section 6.5.2.8
 *
 * @example
 * sdChangeFromR({ sdPre: 0.57, sdPost: 0.85, correlation: 0.5 }).value // → 0.7502666192761077
 */
export function sdChangeFromR(
  { sdPre, sdPost, correlation }: Sds & { readonly correlation: number },
  options?: EstimateOptions,
): Estimate {
  requireSpread('sdPre', sdPre);
  requireSpread('sdPost', sdPost);
  requireCorrelation('correlation', correlation);
  levelOf(options);
  return plain({ value: Math.sqrt(varianceOfDifference(sdPre, sdPost, correlation)) });
}

const correlation = { quantity: 'correlation', design: 'conversion', unit: 'correlation' } as const;
const dNeed: Need = { title: 'standardized mean difference', type: 'number' };
const { sdPre, sdPost } = prePostMeansNeeds;

export const rFromTMethod: Method<Parameters<typeof rFromT>[0]> = {
  ...correlation,
  id: 'r_from_t',
  title: 'Correlation from t',
  needs: {
    t: { title: 't statistic', type: 'number' },
    df: { title: 'degrees of freedom', type: 'number', exclusiveMin: 0, exact: 'whole' },
  },
  formula: 't/√(t² + df)',
  assumptions: ['The test was of one correlation, or Student’s of two groups.'],
  references: ['lakens2013'],
  elsewhere: { effectsize: 't_to_r(t, df)', r: 't / sqrt(t^2 + df)' },
  estimate: rFromT,
};

export const rFromDMethod: Method<Parameters<typeof rFromD>[0]> = {
  ...correlation,
  id: 'r_from_d',
  title: "Point-biserial correlation from Cohen's d",
  needs: { d: dNeed, ...sizesNeeds },
  formula: 'd/√(d² + h), h = (n₁ + n₂ − 2)(1/n₁ + 1/n₂)',
  assumptions: ['The d is uncorrected, with the pooled SD.'],
  references: ['viechtbauer2010'],
  elsewhere: {
    metafor: 'RPB',
    effectsize: 'd_to_r(d, n1, n2)',
    r: 'd / sqrt(d^2 + (n1 + n2 - 2) * (1 / n1 + 1 / n2))',
  },
  estimate: rFromD,
};

export const rFromDEqualMethod: Method<Parameters<typeof rFromDEqual>[0]> = {
  ...correlation,
  id: 'r_from_d_equal',
  title: 'Point-biserial correlation from d, for groups of equal size',
  needs: { d: dNeed },
  formula: 'd/√(d² + 4)',
  assumptions: ['The groups are of equal size, and large.'],
  references: ['borensteinBook2009'],
  elsewhere: { effectsize: 'd_to_r(d)', r: 'd / sqrt(d^2 + 4)' },
  estimate: rFromDEqual,
};

export const rFromSdChangeMethod: Method<Parameters<typeof rFromSdChange>[0]> = {
  ...correlation,
  id: 'r_from_sd_change',
  title: 'Correlation of before and after from the SD of the change',
  needs: {
    sdPre,
    sdPost,
    sdChange: { title: 'SD of the change, divisor n − 1', type: 'number', unit: 'points', min: 0 },
  },
  formula: '(s₁² + s₂² − s_c²)/(2 s₁ s₂)',
  assumptions: ['The three SDs are of the same patients.'],
  references: ['cochrane2019'],
  elsewhere: { r: '(sdPre^2 + sdPost^2 - sdChange^2) / (2 * sdPre * sdPost)' },
  estimate: rFromSdChange,
};

export const sdChangeFromRMethod: Method<Parameters<typeof sdChangeFromR>[0]> = {
  quantity: 'sd',
  design: 'conversion',
  unit: 'points',
  id: 'sd_change_from_r',
  title: 'SD of the change from the correlation of before and after',
  needs: {
    sdPre,
    sdPost,
    correlation: {
      title: 'correlation of the scores before and after',
      type: 'number',
      unit: 'correlation',
      min: -1,
      max: 1,
    },
  },
  formula: '√(s₁² + s₂² − 2 r s₁ s₂)',
  assumptions: ['The SDs are of the same patients; a correlation from elsewhere is an assumption.'],
  references: ['cochrane2019'],
  elsewhere: { r: 'sqrt(sdPre^2 + sdPost^2 - 2 * correlation * sdPre * sdPost)' },
  overCorrelation: {
    kind: 'ends',
    because: 'The variance of the change falls linearly as the correlation rises.',
  },
  estimate: sdChangeFromR,
};
