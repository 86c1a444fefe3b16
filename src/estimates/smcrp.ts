import { hedgesJ } from '../numeric/hedges-j.ts';
import { levelOf } from './domain.ts';
import type { Enclosure, Ends, Estimate, EstimateOptions, Method } from './method.ts';
import {
  type PrePost,
  prePostNeeds,
  requirePrePost,
  vanished,
  varianceOfDifference,
} from './pre-post.ts';
import { noCorrection } from './small-sample.ts';
import { normalInterval } from './wald.ts';

/** The parts of the variance: one falls linearly in r, the other is g² times something in r². */
interface Variance {
  readonly falling: (input: PrePost, r: number) => number;
  readonly perSquaredG: (input: PrePost, r2: number) => number;
}

const largeSample: Variance = {
  falling: ({ n }, r) => (2 * (1 - r)) / n,
  perSquaredG: ({ n }, r2) => (1 + r2) / (4 * n),
};

const unequalVariances: Variance = {
  falling: (input, r) =>
    varianceOfDifference(input.sdPre, input.sdPost, r) / averageSd(input) ** 2 / (input.n - 1),
  perSquaredG: (input, r2) => {
    const [s1, s2] = [input.sdPre / averageSd(input), input.sdPost / averageSd(input)];
    return (s1 ** 4 + s2 ** 4 + 2 * r2 * s1 ** 2 * s2 ** 2) / (8 * (input.n - 1));
  },
};

/** Root mean square of the two SDs. */
function averageSd({ sdPre, sdPost }: PrePost): number {
  return Math.hypot(sdPre, sdPost) / Math.SQRT2;
}

/** J at r², with its limit 0 for 1 degree of freedom (n = 2, r = ±1), where it does not exist. */
function correction(n: number, r2: number): number {
  const df = correctionDf(n, r2);
  return df <= 1 ? 0 : hedgesJ(df);
}

/** Degrees of freedom of the correction: from n − 1 at r = ±1 to 2(n − 1) at r = 0. */
function correctionDf(n: number, r2: number): number {
  return (2 * (n - 1)) / (1 + r2);
}

function estimateWith(
  variance: Variance,
  input: PrePost,
  options: EstimateOptions | undefined,
): Estimate {
  requirePrePost(input);
  const level = levelOf(options);
  const { n, meanPre, meanPost, correlation } = input;
  const sd = averageSd(input);
  const df = correctionDf(n, correlation ** 2);
  if (df <= 1) return noCorrection(df);
  if (sd === 0) return { value: null, reason: vanished('average SD') };
  const g = (hedgesJ(df) * (meanPost - meanPre)) / sd;
  const squared =
    variance.falling(input, correlation) + g ** 2 * variance.perSquaredG(input, correlation ** 2);
  return normalInterval({ value: g, se: Math.sqrt(squared), level, test: true, rest: { df } });
}

/**
 * Standardized mean change in units of the average SD √((s₁² + s₂²)/2), bias-corrected with J of
 * m = 2(n − 1)/(1 + r²) degrees of freedom (given as `df`), variance 2(1 − r)/n + g² (1 + r²)/(4n),
 * normal interval and z test. Dimensionless. metafor's SMCRP.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.cousineau2020 eq. 2
 *
 * @example
 * smcrpLs({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.39, sdPost: 1.07,
 *   correlation: 0.5,
 * }).ci?.low // → 2.805651442108762
 */
export function smcrpLs(input: PrePost, options?: EstimateOptions): Estimate {
  return estimateWith(largeSample, input, options);
}

/**
 * As smcrpLs, with a variance that allows the SDs before and after to differ:
 * SD_change²/(s_p² (n − 1)) + g² (s₁⁴ + s₂⁴ + 2 r² s₁² s₂²)/(8 s_p⁴ (n − 1)). metafor's SMCRPH.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.bonett2008 eq. 10
 *
 * @example
 * smcrphLs({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.39, sdPost: 1.07,
 *   correlation: 0.5,
 * }).ci?.low // → 2.7784223979488183
 */
export function smcrphLs(input: PrePost, options?: EstimateOptions): Estimate {
  return estimateWith(unequalVariances, input, options);
}

/** Bounds over an interval of r, from parts of which each is monotone in r or in r². */
function enclosureOf(variance: Variance) {
  return (input: PrePost, { low, high }: Ends): Enclosure => {
    const least2 = low <= 0 && high >= 0 ? 0 : Math.min(low ** 2, high ** 2);
    const most2 = Math.max(low ** 2, high ** 2);
    const d = (input.meanPost - input.meanPre) / averageSd(input);
    const near = d * correction(input.n, most2);
    const far = d * correction(input.n, least2);
    return {
      value: { low: Math.min(near, far), high: Math.max(near, far) },
      variance: {
        low: variance.falling(input, high) + near ** 2 * variance.perSquaredG(input, least2),
        high: variance.falling(input, low) + far ** 2 * variance.perSquaredG(input, most2),
      },
    };
  };
}

const because =
  'J depends on r² through its degrees of freedom 2(n − 1)/(1 + r²), and the variance has a part that falls in r and a part that depends on r²: nothing is monotone in r. Over any interval of r each of these parts lies between known values (J rises with its degrees of freedom), which bounds value and variance there; branch and bound over [−1, 1] makes the bounds as tight as 1e-6.';

const shared = {
  quantity: 'standardized-change',
  design: 'one group before and after',
  unit: 'standard deviations (average)',
  needs: prePostNeeds,
} as const;

const common = [
  'The same n patients were measured before and after, and are independent of each other.',
  'The scores before and after are bivariate normal.',
  'n is large enough for a normal interval.',
];

const estimator = 'g = J(m) D/s_p with s_p² = (s₁² + s₂²)/2, m = 2(n − 1)/(1 + r²)';
const call = (measure: string) =>
  `summary(metafor::escalc(measure = "${measure}", m1i = meanPost, m2i = meanPre, sd1i = sdPost, sd2i = sdPre, ni = n, ri = correlation))`;

export const smcrpLsMethod: Method<PrePost> = {
  ...shared,
  id: 'smcrp_ls',
  title: 'Standardized mean change (average SD), large-sample variance',
  formula: `${estimator}; variance 2(1 − r)/n + g² (1 + r²)/(4n); g ± z(1 − α/2) se`,
  assumptions: [...common, 'The true SDs before and after are equal.'],
  references: ['cousineau2020', 'viechtbauer2010'],
  elsewhere: { metafor: 'SMCRP (4.6 or later)', r: `${call('SMCRP')}  # metafor 4.6 or later` },
  overCorrelation: { kind: 'enclose', because, enclose: enclosureOf(largeSample) },
  estimate: smcrpLs,
};

export const smcrphLsMethod: Method<PrePost> = {
  ...shared,
  id: 'smcrph_ls',
  title: 'Standardized mean change (average SD), unequal SDs',
  formula: `${estimator}; variance SD_change²/(s_p² (n − 1)) + g² (s₁⁴ + s₂⁴ + 2 r² s₁² s₂²)/(8 s_p⁴ (n − 1)); g ± z(1 − α/2) se`,
  assumptions: common,
  references: ['bonett2008', 'viechtbauer2010'],
  elsewhere: { metafor: 'SMCRPH (4.6 or later)', r: `${call('SMCRPH')}  # metafor 4.6 or later` },
  overCorrelation: { kind: 'enclose', because, enclose: enclosureOf(unequalVariances) },
  estimate: smcrphLs,
};
