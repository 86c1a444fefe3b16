import { normalDensity } from '../numeric/normal.ts';
import { poissonPmf } from '../numeric/poisson.ts';
import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import {
  type Multinomial,
  multinomialNeeds,
  oneForEachCategory,
  proportionsOf,
  totalOf,
} from './multinomial.ts';

/** Probability, mean and central moments of Poisson(x) truncated to [x − c, x + c] within [0, n]. */
function truncatedPoisson(x: number, c: number, n: number) {
  const low = Math.max(x - c, 0);
  const weights: number[] = [];
  for (let k = low; k <= Math.min(x + c, n); k++) weights.push(poissonPmf(k, x));
  const probability = weights.reduce((sum, weight) => sum + weight, 0);
  const moment = (centre: number, power: number) =>
    weights.reduce((sum, weight, i) => sum + weight * (low + i - centre) ** power, 0) / probability;
  // Summed about the mean: the difference of raw moments would cancel.
  const shift = moment(x, 1);
  const mean = x + shift;
  return {
    probability,
    mean,
    variance: moment(mean, 2),
    third: moment(mean, 3),
    fourth: moment(mean, 4),
  };
}

/**
 * Probability that all counts lie within c of the observed ones, by the Edgeworth approximation of
 * Sison and Glaz to the multinomial as Poissons given their sum.
 */
function coverage(counts: readonly number[], n: number, c: number): number {
  const parts = counts.map((x) => truncatedPoisson(x, c, n));
  const sum = (of: (part: (typeof parts)[number]) => number) =>
    parts.reduce((total, part) => total + of(part), 0);
  const variance = sum((part) => part.variance);
  const skewness = sum((part) => part.third) / variance ** 1.5;
  const excess = sum((part) => part.fourth - 3 * part.variance ** 2) / variance ** 2;
  const y = (n - sum((part) => part.mean)) / Math.sqrt(variance);
  const edgeworth =
    (normalDensity(y) / Math.sqrt(variance)) *
    (1 +
      (skewness / 6) * (y ** 3 - 3 * y) +
      (excess / 24) * (y ** 4 - 6 * y ** 2 + 3) +
      (skewness ** 2 / 72) * (y ** 6 - 15 * y ** 4 + 45 * y ** 2 - 15));
  const product = parts.reduce((total, part) => total * part.probability, 1);
  return (product * edgeworth) / poissonPmf(n, n);
}

/**
 * Proportions of several categories with the simultaneous intervals of Sison and Glaz: all have the
 * same width, [p − c/n, p + (c + 2γ)/n], clipped to [0, 1]. `details` holds c and gamma.
 *
 * @param options.level confidence level of all intervals together, in (0, 1); 0.95 if left out
 * @throws RangeError unless there are two or more whole counts ≥ 0 with a sum above 0
 * @see references.sison1995, references.may2000
 *
 * @example
 * sisonGlaz({ counts: [92, 58, 21] }).parts?.[0]?.ci?.low // → 0.4619883040935672
 */
export function sisonGlaz(input: Multinomial, options?: EstimateOptions): Estimate {
  const n = totalOf(input);
  const level = levelOf(options);
  let c = 1;
  let here = coverage(input.counts, n, c);
  for (; c <= n; c++) {
    const next = coverage(input.counts, n, c + 1);
    if (here <= level && level < next) {
      const gamma = (level - here) / (next - here);
      return proportionsOf(
        input,
        level,
        (x) => ({ low: Math.max(0, (x - c) / n), high: Math.min(1, (x + c + 2 * gamma) / n) }),
        { details: { c, gamma } },
      );
    }
    here = next;
  }
  return proportionsWithout(input, level, n);
}

/** With few patients the approximation may pass the level at no c. */
function proportionsWithout({ counts }: Multinomial, level: number, n: number): Estimate {
  const why = `undefined: the approximate coverage passes ${level} at no c from 1 to ${n}`;
  return {
    value: null,
    reason: oneForEachCategory,
    parts: counts.map((x) => ({ value: x / n, ci: null, reason: why })),
  };
}

export const sisonGlazMethod: Method<Multinomial> = {
  id: 'sison_glaz',
  title: 'Several proportions with simultaneous intervals (Sison–Glaz)',
  quantity: 'proportions',
  design: 'several proportions',
  unit: 'proportion',
  needs: multinomialNeeds,
  formula:
    '[p − c/n, p + (c + 2γ)/n] clipped to [0, 1]; c the first whole number with ν(c) ≤ 1 − α < ν(c + 1), γ = (1 − α − ν(c))/(ν(c + 1) − ν(c)), ν the approximate probability that all counts lie within c of the observed (truncated Poissons, Edgeworth)',
  assumptions: [
    'Every patient is in exactly one category, and patients are independent of each other.',
    'All intervals hold together at the level, approximately. They have the same width, so they are wide for rare categories.',
  ],
  references: ['sison1995', 'may2000'],
  elsewhere: { r: 'DescTools::MultinomCI(counts, method = "sisonglaz")' },
  estimate: sisonGlaz,
};
