import { chiSquareLogUpper, chiSquareTails } from '../numeric/chi-square.ts';
import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { type Multinomial, multinomialNeeds, totalOf } from './multinomial.ts';
import { plain } from './plain.ts';

/**
 * Pearson's χ² test that all categories are equally likely, k − 1 degrees of freedom. The value is
 * the p-value (upper tail); `statistic` is χ².
 *
 * @throws RangeError unless there are two or more whole counts ≥ 0 with a sum above 0
 * @see references.pearson1900
 *
 * @example
 * chisqUniform({ counts: [92, 58, 21] }).statistic // → 44.24561403508772
 */
export function chisqUniform(input: Multinomial, options?: EstimateOptions): Estimate {
  levelOf(options);
  const { counts } = input;
  const expected = totalOf(input) / counts.length;
  const statistic = counts.reduce((sum, x) => sum + (x - expected) ** 2 / expected, 0);
  const df = counts.length - 1;
  const p = chiSquareTails(statistic, df).upper;
  return plain({ value: p, statistic, df, p, logP: chiSquareLogUpper(statistic, df) });
}

export const chisqUniformMethod: Method<Multinomial> = {
  id: 'chisq_uniform',
  title: 'χ² test of equal shares',
  quantity: 'p-value',
  design: 'several proportions',
  unit: 'probability',
  needs: multinomialNeeds,
  formula: 'χ² = Σ (x − n/k)²/(n/k), p = P(χ²(k − 1) > χ²), n = Σ x, k categories',
  assumptions: [
    'Every patient is in exactly one category, and patients are independent of each other.',
    'The expected count n/k is at least about 5.',
  ],
  references: ['pearson1900'],
  elsewhere: { r: 'chisq.test(counts)' },
  estimate: chisqUniform,
};
