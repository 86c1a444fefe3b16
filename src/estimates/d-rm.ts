import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import {
  changeVariance,
  type PrePostMeans,
  prePostNeeds,
  requirePrePost,
  vanished,
} from './pre-post.ts';

/** What d_rm needs: the number of patients is not an input. */
export interface PrePostCorrelated extends PrePostMeans {
  readonly correlation: number;
}

/** d_rm, or null when the SD of the change is 0. */
export function repeatedMeasuresD(input: PrePostCorrelated): number | null {
  const variance = changeVariance(input);
  if (variance === 0) return null;
  return (input.meanPost - input.meanPre) * Math.sqrt((2 * (1 - input.correlation)) / variance);
}

/**
 * Standardized mean change d_rm: d_z brought back to the spread of single scores by √(2(1 − r)).
 * Dimensionless, positive when the mean rose, uncorrected, no interval (see esRm).
 *
 * @throws RangeError unless SDs ≥ 0 and the correlation in [−1, 1]
 * @see references.lakens2013 eq. 9
 *
 * @example
 * dRm({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.39, sdPost: 1.07,
 *   correlation: 0.5,
 * }).value // → 2.879302450703679
 */
export function dRm(input: PrePostCorrelated, options?: EstimateOptions): Estimate {
  requirePrePost({ n: 2, ...input });
  levelOf(options);
  const value = repeatedMeasuresD(input);
  return value === null ? { value, reason: vanished('SD of the change') } : plain({ value });
}

const { n: _n, ...needs } = prePostNeeds;

export const dRmMethod: Method<PrePostCorrelated> = {
  id: 'd_rm',
  title: 'Standardized mean change for repeated measures (d_rm)',
  quantity: 'standardized-change',
  design: 'one group before and after',
  unit: 'standard deviations',
  needs,
  formula: 'd_rm = D/SD_change · √(2(1 − r)) with SD_change = √(s₁² + s₂² − 2 r s₁ s₂)',
  assumptions: [
    'The true SDs before and after are equal; when they differ, d_rm still depends on r.',
    'It is not comparable with the d of a controlled trial: nothing is subtracted for change without treatment.',
  ],
  references: ['lakens2013', 'cohen1988'],
  elsewhere: {
    effectsize: 'repeated_measures_d(method = "rm", adjust = FALSE)',
    r: '(meanPost - meanPre) / sqrt(sdPre^2 + sdPost^2 - 2 * correlation * sdPre * sdPost) * sqrt(2 * (1 - correlation))',
  },
  overCorrelation: {
    kind: 'ends',
    because:
      'd_rm² = D² · 2(1 − r)/(s₁² + s₂² − 2 r s₁ s₂) is a quotient of two linear functions of r, whose derivative has the sign of −(s₁ − s₂)² everywhere: d_rm falls towards 0 as r rises, and does not depend on r when the SDs are equal.',
  },
  estimate: dRm,
};
