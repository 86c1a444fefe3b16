import { chiSquareQuantile } from '../numeric/chi-square.ts';
import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { type Multinomial, multinomialNeeds, proportionsOf, totalOf } from './multinomial.ts';
import { scoreInterval } from './wilson.ts';

/**
 * Proportions of several categories with Goodman's simultaneous score intervals: together they
 * hold at the level. `parts` has one estimate for each category; `statistic` is the χ² quantile.
 *
 * @param options.level confidence level of all intervals together, in (0, 1); 0.95 if left out
 * @throws RangeError unless there are two or more whole counts ≥ 0 with a sum above 0
 * @see references.goodman1965
 *
 * @example
 * goodman({ counts: [92, 58, 21] }).parts?.[0]?.ci?.low // → 0.44699145968918524
 */
export function goodman(input: Multinomial, options?: EstimateOptions): Estimate {
  totalOf(input);
  const level = levelOf(options);
  // The α is shared out over the k categories (Bonferroni).
  const q = chiSquareQuantile({ upper: (1 - level) / input.counts.length }, 1);
  return proportionsOf(input, level, (x, n) => scoreInterval(x, n, q), { statistic: q });
}

/**
 * As goodman, with the χ² quantile of k − 1 degrees of freedom at the whole α (Quesenberry and
 * Hurst): wider than Goodman's for more than two categories.
 *
 * @param options.level confidence level of all intervals together, in (0, 1); 0.95 if left out
 * @throws RangeError unless there are two or more whole counts ≥ 0 with a sum above 0
 * @see references.quesenberry1964
 *
 * @example
 * quesenberryHurst({ counts: [92, 58, 21] }).parts?.[0]?.ci?.low // → 0.4449879606165809
 */
export function quesenberryHurst(input: Multinomial, options?: EstimateOptions): Estimate {
  totalOf(input);
  const level = levelOf(options);
  const q = chiSquareQuantile({ upper: 1 - level }, input.counts.length - 1);
  return proportionsOf(input, level, (x, n) => scoreInterval(x, n, q), { statistic: q });
}

const assumptions = [
  'Every patient is in exactly one category, and patients are independent of each other.',
  'All intervals hold together at the level, approximately: counts should not be very small.',
];

export const goodmanMethod: Method<Multinomial> = {
  id: 'goodman',
  title: 'Several proportions with simultaneous intervals (Goodman)',
  quantity: 'proportions',
  design: 'several proportions',
  unit: 'proportion',
  needs: multinomialNeeds,
  formula:
    '(q + 2x ± √(q(q + 4x(n − x)/n))) / (2(n + q)) for each count x, with n = Σ x, q = χ²(1 − α/k; 1), k categories',
  assumptions,
  references: ['goodman1965'],
  elsewhere: { r: 'DescTools::MultinomCI(counts, method = "goodman")' },
  estimate: goodman,
};

export const quesenberryHurstMethod: Method<Multinomial> = {
  id: 'quesenberry_hurst',
  title: 'Several proportions with simultaneous intervals (Quesenberry–Hurst)',
  quantity: 'proportions',
  design: 'several proportions',
  unit: 'proportion',
  needs: multinomialNeeds,
  formula:
    '(q + 2x ± √(q(q + 4x(n − x)/n))) / (2(n + q)) for each count x, with n = Σ x, q = χ²(1 − α; k − 1), k categories',
  assumptions,
  references: ['quesenberry1964', 'goodman1965'],
  elsewhere: { r: 'DescTools::MultinomCI(counts, method = "qh")' },
  estimate: quesenberryHurst,
};
