import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { changeSd, type PrePost, prePostNeeds, requirePrePost } from './pre-post.ts';
import { normalInterval, tInterval } from './wald.ts';

/**
 * Mean change of one group, after minus before, with the t interval and the paired t test, in
 * points: D ± t(1 − α/2; n − 1) SD_change/√n. `details.sdChange` is the SD of the change.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.cochrane2019 section 6.5.2.8
 *
 * @example
 * meanChange({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.33, sdPost: 0.85, correlation: 0,
 * }).ci?.low // → 2.4555069120756365
 */
export function meanChange(input: PrePost, options?: EstimateOptions): Estimate {
  requirePrePost(input);
  const { n, meanPre, meanPost } = input;
  const sdChange = changeSd(input);
  return tInterval({
    value: meanPost - meanPre,
    se: sdChange / Math.sqrt(n),
    df: n - 1,
    level: levelOf(options),
    rest: { details: { sdChange } },
  });
}

/**
 * Mean change of one group, after minus before, with the normal (Wald) interval and z test, in
 * points: D ± z SD_change/√n. What programs for meta-analysis use.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.viechtbauer2010
 *
 * @example
 * meanChangeZ({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.39, sdPost: 1.07,
 *   correlation: 0.5,
 * }).ci?.low // → 2.531013054592691
 */
export function meanChangeZ(input: PrePost, options?: EstimateOptions): Estimate {
  requirePrePost(input);
  const { n, meanPre, meanPost } = input;
  return normalInterval({
    value: meanPost - meanPre,
    se: changeSd(input) / Math.sqrt(n),
    level: levelOf(options),
    test: true,
  });
}

const endsSuffice = {
  kind: 'ends',
  because:
    'The mean change does not depend on r. Its squared standard error (s₁² + s₂² − 2 r s₁ s₂)/n falls linearly in r, so the limits, the statistic and p are monotone in r.',
} as const;

export const changeTMethod: Method<PrePost> = {
  id: 'change_t',
  aliases: ['mean-change', 'paired-t'],
  title: 'Mean change with paired t interval',
  quantity: 'mean-change',
  design: 'one group before and after',
  unit: 'points',
  needs: prePostNeeds,
  formula:
    'D ± t(1 − α/2; n − 1) · SD_change/√n with D = meanPost − meanPre, SD_change = √(s₁² + s₂² − 2 r s₁ s₂); t = D/(SD_change/√n)',
  assumptions: [
    'The same n patients were measured before and after, and are independent of each other.',
    'The changes are roughly normal, or n is large enough for their mean to be.',
    'The change can have any cause: there is no control group in the formula.',
  ],
  references: ['student1908', 'cochrane2019'],
  elsewhere: {
    stata: 'ttest post == pre (needs the data)',
    r: 'meanPost - meanPre + c(-1, 1) * qt(0.975, n - 1) * sqrt((sdPre^2 + sdPost^2 - 2 * correlation * sdPre * sdPost) / n)',
  },
  overCorrelation: endsSuffice,
  estimate: meanChange,
};

export const mcMethod: Method<PrePost> = {
  id: 'mc',
  aliases: ['mean-change-z'],
  title: 'Mean change with normal (Wald) interval',
  quantity: 'mean-change',
  design: 'one group before and after',
  unit: 'points',
  needs: prePostNeeds,
  formula: 'D ± z(1 − α/2) · SD_change/√n with D = meanPost − meanPre; z = D/(SD_change/√n)',
  assumptions: [
    'The same n patients were measured before and after, and are independent of each other.',
    'n is large: the interval takes the SD of the change as if it were known.',
  ],
  references: ['viechtbauer2010', 'cochrane2019'],
  elsewhere: {
    metafor: 'MC',
    r: 'summary(metafor::escalc(measure = "MC", m1i = meanPost, m2i = meanPre, sd1i = sdPost, sd2i = sdPre, ni = n, ri = correlation))',
  },
  overCorrelation: endsSuffice,
  estimate: meanChangeZ,
};
