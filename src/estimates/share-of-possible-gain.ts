import { levelOf, requireNumber } from './domain.ts';
import { fiellerRatio } from './fieller.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { fiellerOverCorrelation } from './percent-change.ts';
import { plain } from './plain.ts';
import { type PrePost, prePostNeeds, requirePrePost, varianceOfDifference } from './pre-post.ts';
import { normalInterval } from './wald.ts';

/** Scores before and after on a scale whose best score is known. */
export interface Improvement extends PrePost {
  /** The best score of the scale: its top where higher is better, its bottom where lower is. */
  readonly max: number;
}

const nothingToGain = 'undefined: the mean before is already the best score';

/** The part of the possible gain that is left after, (max − after)/(max − before). */
function shareLeft({ meanPre, meanPost, max }: Improvement): number {
  return (max - meanPost) / (max - meanPre);
}

function requireImprovement(input: Improvement): void {
  requirePrePost(input);
  requireNumber('max', input.max);
}

/**
 * Share of the possible gain (percent of maximum possible improvement), 100 (after − before)/(max −
 * before), with the delta-method interval. In percent: 100 means that everyone reached the best
 * score, and a worsening is negative. Of the group means; the same wherever the scale starts.
 *
 * @param input.max the best score: the top of the scale, or its bottom (often 0) if lower is better
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.oehlert1992
 *
 * @example
 * shareOfPossibleGain({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.33, sdPost: 0.85, correlation: 0,
 *   max: 5,
 * }).ci?.low // → 75.65275786800679
 */
export function shareOfPossibleGain(input: Improvement, options?: EstimateOptions): Estimate {
  requireImprovement(input);
  const level = levelOf(options);
  const { n, meanPre, sdPre, meanPost, sdPost, correlation, max } = input;
  const possible = max - meanPre;
  if (possible === 0) return { value: null, reason: nothingToGain };
  const variance = varianceOfDifference(shareLeft(input) * sdPre, sdPost, correlation);
  return normalInterval({
    value: (100 * (meanPost - meanPre)) / possible,
    se: (100 * Math.sqrt(variance / n)) / Math.abs(possible),
    level,
  });
}

/**
 * Share of the possible gain with Fieller's interval, t with n − 1 df. In percent. `details.g` is
 * t² v₁/(max − before)²: the interval is bounded only when g < 1 (`details.bounded`).
 *
 * @param input.max the best score: the top of the scale, or its bottom (often 0) if lower is better
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.fieller1954
 *
 * @example
 * shareOfPossibleGainFieller({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.33, sdPost: 0.85, correlation: 0,
 *   max: 5,
 * }).ci?.low // → 75.60919733511639
 */
export function shareOfPossibleGainFieller(
  input: Improvement,
  options?: EstimateOptions,
): Estimate {
  requireImprovement(input);
  const { n, meanPre, sdPre, meanPost, sdPost, correlation, max } = input;
  // The gain's ratio is 1 minus the ratio of what is left, and Fieller's limits with it.
  const { value, ci, ...rest } = fiellerRatio(
    {
      numerator: max - meanPost,
      sdNumerator: sdPost,
      denominator: max - meanPre,
      sdDenominator: sdPre,
    },
    { n, correlation, level: levelOf(options), whenZero: nothingToGain },
  );
  if (value === null) return { value, ...rest };
  return plain({
    ...rest,
    value: (100 * (meanPost - meanPre)) / (max - meanPre),
    ci: ci
      ? {
          ...ci,
          low: ci.high === null ? null : 100 * (1 - ci.high),
          high: ci.low === null ? null : 100 * (1 - ci.low),
        }
      : null,
  });
}

const needs = {
  ...prePostNeeds,
  max: {
    title: 'best score of the scale (its lowest, often 0, where lower is better)',
    type: 'number',
    exact: 'always',
    unit: 'points',
  },
} as const satisfies Method<Improvement>['needs'];

const shared = {
  quantity: 'share-of-possible-gain',
  design: 'improvement rate',
  unit: 'percent',
  needs,
} as const;

const assumptions = [
  "It is the share that the group's mean gained, not the mean of the patients' own shares.",
  'The best score can be reached by every patient.',
  'The same n patients were measured before and after.',
];

export const pmpiDeltaMethod: Method<Improvement> = {
  ...shared,
  id: 'pmpi_delta',
  aliases: ['share-of-possible-gain'],
  title: 'Share of the possible gain (delta method)',
  formula:
    '100 (1 − W) ± z(1 − α/2) · 100 √(v₂ − 2 W c + W² v₁)/|max − meanPre| with W = (max − meanPost)/(max − meanPre), v₁ = s₁²/n, v₂ = s₂²/n, c = r s₁ s₂/n',
  assumptions: [...assumptions, 'n is large enough for the delta method.'],
  references: ['oehlert1992'],
  elsewhere: {
    r: '100 * (meanPost - meanPre) / (max - meanPre) + c(-1, 1) * qnorm(0.975) * 100 * sqrt((sdPost^2 - 2 * (max - meanPost) / (max - meanPre) * correlation * sdPre * sdPost + ((max - meanPost) / (max - meanPre))^2 * sdPre^2) / n) / abs(max - meanPre)',
  },
  overCorrelation: {
    kind: 'ends',
    because:
      'The share does not depend on r. Its squared standard error is linear in r, so the limits are monotone in r.',
  },
  estimate: shareOfPossibleGain,
};

export const pmpiFiellerMethod: Method<Improvement> = {
  ...shared,
  id: 'pmpi_fieller',
  aliases: ['share-of-possible-gain-fieller'],
  title: "Share of the possible gain with Fieller's interval",
  formula:
    '100 (1 − W) for the W with ((max − meanPost) − W (max − meanPre))² = t² (v₂ − 2 W c + W² v₁), t = t(1 − α/2; n − 1); bounded if g = t² v₁/(max − meanPre)² < 1',
  assumptions: [
    ...assumptions,
    'The means are normally distributed; then the interval is exact, also in small groups.',
  ],
  references: ['fieller1954'],
  elsewhere: {
    r: '100 * (1 - Re(polyroot(local({q <- qt(0.975, n - 1)^2 / n; c((max - meanPost)^2 - q * sdPost^2, -2 * ((max - meanPre) * (max - meanPost) - q * correlation * sdPre * sdPost), (max - meanPre)^2 - q * sdPre^2)}))))',
  },
  overCorrelation: fiellerOverCorrelation,
  estimate: shareOfPossibleGainFieller,
};
