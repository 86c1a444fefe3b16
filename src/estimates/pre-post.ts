import { requireCorrelation, requireCount, requireNumber, requireSpread } from './domain.ts';
import type { Need } from './method.ts';

/** Means and SDs (divisor n − 1) of one group before and after. */
export interface PrePostMeans {
  readonly meanPre: number;
  readonly sdPre: number;
  readonly meanPost: number;
  readonly sdPost: number;
}

/** The same with n patients, all measured both times, and the correlation of the two scores. */
export interface PrePost extends PrePostMeans {
  readonly n: number;
  readonly correlation: number;
}

/** @throws RangeError unless the means are finite and the SDs ≥ 0 */
export function requirePrePostMeans({ meanPre, sdPre, meanPost, sdPost }: PrePostMeans): void {
  requireNumber('meanPre', meanPre);
  requireSpread('sdPre', sdPre);
  requireNumber('meanPost', meanPost);
  requireSpread('sdPost', sdPost);
}

/** @throws RangeError unless also n is whole and ≥ 2 and the correlation in [−1, 1] */
export function requirePrePost(input: PrePost): void {
  requireCount('n', input.n, 2);
  requirePrePostMeans(input);
  requireCorrelation('correlation', input.correlation);
}

/** What the methods without n and correlation need. */
export const prePostMeansNeeds = {
  meanPre: { title: 'mean before', type: 'number', unit: 'points' },
  sdPre: { title: 'SD before, divisor n − 1', type: 'number', unit: 'points', min: 0 },
  meanPost: { title: 'mean after', type: 'number', unit: 'points' },
  sdPost: { title: 'SD after, divisor n − 1', type: 'number', unit: 'points', min: 0 },
} as const satisfies Record<keyof PrePostMeans, Need>;

/** What the methods for one group before and after need. */
export const prePostNeeds = {
  n: { title: 'number of patients measured both times', type: 'count', min: 2 },
  ...prePostMeansNeeds,
  correlation: {
    title: 'correlation of the scores before and after',
    type: 'number',
    unit: 'correlation',
    min: -1,
    max: 1,
  },
} as const satisfies Record<keyof PrePost, Need>;

/**
 * Variance of the difference of two scores with SDs |a| and |b| and correlation r, for one patient:
 * a² + b² − 2 r a b, summed as (b − a)² + 2(1 − r) a b so that no digits cancel near r = 1 (and as
 * (b + a)² − 2(1 + r) a b where a and b differ in sign). `a` or `b` may carry the sign of a factor.
 */
export function varianceOfDifference(a: number, b: number, r: number): number {
  return a * b >= 0 ? (b - a) ** 2 + 2 * (1 - r) * a * b : (b + a) ** 2 - 2 * (1 + r) * a * b;
}

/** Variance of the change, s₁² + s₂² − 2 r s₁ s₂. It is 0 only at r = 1 with equal SDs, or SDs 0. */
export function changeVariance(input: Omit<PrePost, 'n'>): number {
  const { sdPre, sdPost, correlation } = input;
  return varianceOfDifference(sdPre, sdPost, correlation);
}

/**
 * SD of the change of one group, √(s₁² + s₂² − 2 r s₁ s₂).
 * @see references.cochrane2019 section 6.5.2.8
 */
export function changeSd(input: PrePost): number {
  return Math.sqrt(changeVariance(input));
}

/** Why a value in units of an SD does not exist when that SD is 0. */
export function vanished(which: string): string {
  return `undefined: the ${which} is 0`;
}
