import { hedgesJ } from '../numeric/hedges-j.ts';
import { repeatedMeasuresD } from './d-rm.ts';
import { levelOf } from './domain.ts';
import type { Enclosure, Ends, Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import { changeSd, type PrePost, prePostNeeds, requirePrePost, vanished } from './pre-post.ts';
import { noCorrection } from './small-sample.ts';
import { normalCritical } from './wald.ts';

/** An uncorrected d with its standard error, or the reason why there is none. */
type Uncorrected = { readonly d: number; readonly se: number } | { readonly reason: string };

/**
 * effectsize's way: the interval d ± z se of the uncorrected d, and then the estimate and both
 * limits times J(df). The se is not multiplied.
 */
function corrected(
  uncorrected: (input: PrePost) => Uncorrected,
  input: PrePost,
  options: EstimateOptions | undefined,
  df = input.n - 1,
): Estimate {
  requirePrePost(input);
  const level = levelOf(options);
  if (input.n <= 2) return noCorrection(input.n - 1);
  const result = uncorrected(input);
  if ('reason' in result) return { value: null, reason: result.reason };
  const { d, se } = result;
  const j = hedgesJ(df);
  const half = normalCritical(level) * se;
  return plain({
    value: j * d,
    se,
    ci: { low: j * (d - half), high: j * (d + half), level },
    df,
    details: { estimateUnadjusted: d },
  });
}

function difference({ meanPre, meanPost }: PrePost): number {
  return meanPost - meanPre;
}

function averageSd({ sdPre, sdPost }: PrePost): number {
  return Math.hypot(sdPre, sdPost) / Math.SQRT2;
}

function rm(input: PrePost): Uncorrected {
  const { n, correlation } = input;
  const d = repeatedMeasuresD(input);
  if (d === null) return { reason: vanished('SD of the change') };
  return { d, se: Math.sqrt((1 / n + d ** 2 / (2 * n)) * 2 * (1 - correlation)) };
}

function av(input: PrePost): Uncorrected {
  const sd = averageSd(input);
  if (sd === 0) return { reason: vanished('average SD') };
  return { d: difference(input) / sd, se: changeSd(input) / Math.sqrt(input.n) / sd };
}

function z(input: PrePost): Uncorrected {
  const sd = changeSd(input);
  if (sd === 0) return { reason: vanished('SD of the change') };
  const d = difference(input) / sd;
  return { d, se: Math.sqrt(1 / input.n + d ** 2 / (2 * input.n)) };
}

function b(input: PrePost): Uncorrected {
  const { n, sdPre, correlation } = input;
  if (sdPre === 0) return { reason: vanished('SD before') };
  const d = difference(input) / sdPre;
  return { d, se: Math.sqrt((2 * (1 - correlation)) / n + d ** 2 / (2 * n)) };
}

function pooled(input: PrePost): Uncorrected {
  const sd = averageSd(input);
  if (sd === 0) return { reason: vanished('pooled SD') };
  const d = difference(input) / sd;
  const v = 2 * (input.n - 1);
  const j = hedgesJ(v);
  const k = changeSd(input) / Math.sqrt(input.n) / sd;
  const spread = v / (v - 2);
  return { d, se: Math.sqrt(spread * k ** 2 + (j * d) ** 2 * (spread - 1 / j ** 2)) };
}

/**
 * effectsize's repeated_measures_d, method "rm": d = D/(SD_change/√(2(1 − r))),
 * se √((1/n + d²/(2n)) 2(1 − r)); estimate and limits d ± z se times J(n − 1), se not.
 * `details.estimateUnadjusted` is the d without J.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.cooper2009 eq. 12.21
 *
 * @example
 * esRm({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.39, sdPost: 1.07,
 *   correlation: 0.5,
 * }).ci?.low // → 2.528102303905969
 */
export function esRm(input: PrePost, options?: EstimateOptions): Estimate {
  return corrected(rm, input, options);
}

/**
 * effectsize's repeated_measures_d, method "av": d = D/√((s₁² + s₂²)/2), se SD_change/√n over the
 * same standardizer; then as esRm.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.algina2003 eq. 4
 *
 * @example
 * esAv({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.39, sdPost: 1.07,
 *   correlation: 0.5,
 * }).ci?.low // → 2.9393865960427075
 */
export function esAv(input: PrePost, options?: EstimateOptions): Estimate {
  return corrected(av, input, options);
}

/**
 * effectsize's repeated_measures_d, method "z": d = D/SD_change, se √(1/n + d²/(2n)); then as esRm.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.hedges1985 p. 86 eq. 14
 *
 * @example
 * esZ({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.39, sdPost: 1.07,
 *   correlation: 0.5,
 * }).ci?.low // → 2.528102303905969
 */
export function esZ(input: PrePost, options?: EstimateOptions): Estimate {
  return corrected(z, input, options);
}

/**
 * effectsize's repeated_measures_d, method "b": d = D/s₁, se √(2(1 − r)/n + d²/(2n)); then as esRm.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.becker1988
 *
 * @example
 * esB({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.39, sdPost: 1.07,
 *   correlation: 0.5,
 * }).ci?.low // → 4.147223615223196
 */
export function esB(input: PrePost, options?: EstimateOptions): Estimate {
  return corrected(b, input, options);
}

/**
 * effectsize's repeated_measures_d, method "d": d = D/√((s₁² + s₂²)/2) as if the groups were
 * independent, with a standard error that is not; then as esRm, with df = 2(n − 1).
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.pustejovsky2014 eq. 15
 *
 * @example
 * esD({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.39, sdPost: 1.07,
 *   correlation: 0.5,
 * }).ci?.low // → 2.822649310957093
 */
export function esD(input: PrePost, options?: EstimateOptions): Estimate {
  return corrected(pooled, input, options, 2 * (input.n - 1));
}

/**
 * With x = 2(1 − r), d² = D² x/((s₁ − s₂)² + s₁ s₂ x) and se² = x/n + d² x/(2n) both rise with x.
 * At x = 0 with equal SDs the limit of d² for x → 0 stands in.
 */
function encloseRm(input: PrePost, over: Ends): Enclosure {
  const { n, sdPre, sdPost } = input;
  const at = (r: number) => {
    const x = 2 * (1 - r);
    const share =
      sdPre === sdPost ? 1 / (sdPre * sdPost) : x / ((sdPre - sdPost) ** 2 + sdPre * sdPost * x);
    const d = difference(input) * Math.sqrt(share);
    return { d, variance: (1 / n + d ** 2 / (2 * n)) * x };
  };
  const [near, far] = [at(over.high), at(over.low)];
  return {
    value: { low: Math.min(near.d, far.d), high: Math.max(near.d, far.d) },
    variance: { low: near.variance, high: far.variance },
    multiplier: hedgesJ(n - 1),
  };
}

const shared = {
  quantity: 'standardized-change',
  design: 'one group before and after',
  needs: prePostNeeds,
  assumptions: [
    'The same n patients were measured before and after, and are independent of each other.',
    'The scores before and after are bivariate normal.',
    'n is large enough for a normal interval. It is made before the correction J and then multiplied by it; the printed se is the uncorrected one.',
  ],
} as const;

const then = 'estimate J d, limits J (d ± z(1 − α/2) se)';
const elsewhere = (method: string) => ({
  effectsize: `repeated_measures_d(post, pre, method = "${method}")`,
  r: `effectsize::repeated_measures_d(post, pre, method = "${method}")  # needs the data`,
});

const linear = {
  kind: 'ends',
  because:
    'd does not depend on r. Its squared standard error is linear in r, so the limits are monotone in r.',
} as const;

export const esRmMethod: Method<PrePost> = {
  ...shared,
  id: 'es_rm',
  title: "Standardized mean change, effectsize's method rm",
  unit: 'standard deviations',
  formula: `d = D/(SD_change/√(2(1 − r))), se = √((1/n + d²/(2n)) 2(1 − r)), J of n − 1 df; ${then}`,
  references: ['cooper2009', 'cohen1988'],
  elsewhere: elsewhere('rm'),
  overCorrelation: {
    kind: 'enclose',
    because:
      'With x = 2(1 − r), d² = D² x/((s₁ − s₂)² + s₁ s₂ x) and se² = x/n + d² x/(2n) both rise with x, so over an interval of r each lies between its values at the ends; the limits are their difference and sum and need not be monotone. Branch and bound makes the bounds as tight as 1e-6.',
    enclose: encloseRm,
  },
  estimate: esRm,
};

export const esAvMethod: Method<PrePost> = {
  ...shared,
  id: 'es_av',
  title: "Standardized mean change, effectsize's method av",
  unit: 'standard deviations (average)',
  formula: `d = D/s_p, se = SD_change/(√n s_p), s_p² = (s₁² + s₂²)/2, J of n − 1 df; ${then}`,
  references: ['algina2003', 'cumming2012'],
  elsewhere: elsewhere('av'),
  overCorrelation: linear,
  estimate: esAv,
};

export const esZMethod: Method<PrePost> = {
  ...shared,
  id: 'es_z',
  title: "Standardized mean change, effectsize's method z",
  unit: 'standard deviations of the change',
  formula: `d = D/SD_change, se = √(1/n + d²/(2n)), J of n − 1 df; ${then}`,
  references: ['hedges1985', 'cohen1988'],
  elsewhere: elsewhere('z'),
  overCorrelation: {
    kind: 'turns',
    because:
      'd moves away from 0 as r rises. The limits d ± z √(1/n + d²/(2n)) are monotone in d but for one point, d² = 4n/(z² − 2n), which exists only when z² > 2n (very small n) and is looked at too.',
    turningPoints: ({ n, meanPre, meanPost, sdPre, sdPost }, level) => {
      const z2 = normalCritical(level) ** 2;
      if (z2 <= 2 * n) return [];
      const d2 = (4 * n) / (z2 - 2 * n);
      const variance = (meanPost - meanPre) ** 2 / d2;
      return [(sdPre ** 2 + sdPost ** 2 - variance) / (2 * sdPre * sdPost)];
    },
  },
  estimate: esZ,
};

export const esBMethod: Method<PrePost> = {
  ...shared,
  id: 'es_b',
  title: "Standardized mean change, effectsize's method b",
  unit: 'standard deviations before',
  formula: `d = D/s₁, se = √(2(1 − r)/n + d²/(2n)), J of n − 1 df; ${then}`,
  references: ['becker1988'],
  elsewhere: elsewhere('b'),
  overCorrelation: linear,
  estimate: esB,
};

export const esDMethod: Method<PrePost> = {
  ...shared,
  id: 'es_d',
  title: "Standardized mean change, effectsize's method d",
  unit: 'standard deviations (pooled)',
  formula: `d = D/s_p, s_p² = (s₁² + s₂²)/2, v = 2(n − 1), k = SD_change/(√n s_p), se = √(v k²/(v − 2) + (J d)² (v/(v − 2) − 1/J²)), J of v df; ${then}`,
  references: ['pustejovsky2014'],
  elsewhere: elsewhere('d'),
  overCorrelation: linear,
  estimate: esD,
};
