import { hedgesJ } from '../numeric/hedges-j.ts';
import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { exactInterval, timesJ } from './noncentrality.ts';
import { changeSd, type PrePost, prePostNeeds, requirePrePost, vanished } from './pre-post.ts';
import { noCorrection } from './small-sample.ts';

/**
 * Cohen's d_z: the mean change in units of the SD of the change, uncorrected, with exact limits from
 * the noncentral t (n − 1 df). Dimensionless, positive when the mean rose. `details.ncpLow` and
 * `details.ncpHigh` are the noncentralities; the limits are those divided by √n.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.cohen1988 p. 48, references.steiger1997
 *
 * @example
 * cohensDz({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.33, sdPost: 0.85, correlation: 0,
 * }).ci?.low // → 2.2396918102876406
 */
export function cohensDz(input: PrePost, options?: EstimateOptions): Estimate {
  requirePrePost(input);
  const level = levelOf(options);
  const { n, meanPre, meanPost } = input;
  const sdChange = changeSd(input);
  if (sdChange === 0) return { value: null, reason: vanished('SD of the change') };
  const value = (meanPost - meanPre) / sdChange;
  return exactInterval({ value, scale: 1 / Math.sqrt(n), df: n - 1 }, level);
}

/**
 * Hedges' g_z: d_z and its exact limits, each times the small-sample correction J(n − 1).
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.hedges1981, references.steiger1997
 *
 * @example
 * hedgesGz({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.39, sdPost: 1.07,
 *   correlation: 0.5,
 * }).ci?.low // → 2.5265606792935715
 */
export function hedgesGz(input: PrePost, options?: EstimateOptions): Estimate {
  const dz = cohensDz(input, options);
  const df = input.n - 1;
  return df <= 1 ? noCorrection(df) : timesJ(hedgesJ(df), dz);
}

const shared = {
  quantity: 'standardized-change',
  design: 'one group before and after',
  unit: 'standard deviations of the change',
  needs: prePostNeeds,
  overCorrelation: {
    kind: 'ends',
    because:
      'The SD of the change falls in r, so d_z = D/SD_change moves away from 0 as r rises, and does not move if D = 0. The noncentral t is stochastically increasing in its noncentrality, so the exact limits rise with t = √n d_z. All are monotone in r.',
  },
} as const;

const assumptions = [
  'The same n patients were measured before and after, and are independent of each other.',
  'The changes are normally distributed.',
  'The yardstick is the SD of the change: a high correlation makes d_z large. It is not comparable with the d of two groups.',
];

const dzInR =
  'dz <- (meanPost - meanPre) / sqrt(sdPre^2 + sdPost^2 - 2 * correlation * sdPre * sdPost)';
/** R's own noncentral t is exact for |ncp| up to 37.62 only. */
const limitsInR =
  'c(dz, sapply(c(0.975, 0.025), function(p) uniroot(function(d) pt(sqrt(n) * dz, n - 1, d) - p, c(-37, 37), tol = 1e-12)$root) / sqrt(n))';

export const dzExactMethod: Method<PrePost> = {
  ...shared,
  id: 'dz_exact',
  aliases: ['cohens-dz', 'd-z'],
  title: "Cohen's d_z with exact limits",
  formula:
    'd_z = D/SD_change with SD_change = √(s₁² + s₂² − 2 r s₁ s₂); limits δ/√n for the noncentralities δ at which t = √n d_z is the 1 − α/2 and the α/2 point of the noncentral t with n − 1 df',
  assumptions,
  references: ['cohen1988', 'steiger1997'],
  elsewhere: {
    metafor: 'SMCC, without the small-sample correction',
    effectsize: 'cohens_d(post - pre)',
    r: `local({${dzInR}; ${limitsInR}})`,
  },
  estimate: cohensDz,
};

export const gzExactMethod: Method<PrePost> = {
  ...shared,
  id: 'gz_exact',
  aliases: ['hedges-gz'],
  title: "Hedges' g_z (corrected d_z) with exact limits",
  formula: 'J · d_z and J · its exact limits, J = Γ(m/2)/(√(m/2) Γ((m − 1)/2)), m = n − 1',
  assumptions,
  references: ['hedges1981', 'steiger1997'],
  elsewhere: {
    effectsize: 'hedges_g(post - pre)',
    r: `local({${dzInR}; exp(lgamma((n - 1) / 2) - lgamma((n - 2) / 2)) / sqrt((n - 1) / 2) * ${limitsInR}})`,
  },
  estimate: hedgesGz,
};
