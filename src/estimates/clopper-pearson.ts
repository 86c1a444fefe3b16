import { betaQuantile } from '../numeric/beta.ts';
import { levelOf, requireEvents } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import { type Proportion, proportionNeeds } from './wilson.ts';

/** The Clopper–Pearson limits for tails of `tail` each. */
export function clopperPearsonLimits(
  { x, n }: Proportion,
  tail: number,
): { low: number; high: number } {
  return {
    low: x === 0 ? 0 : betaQuantile({ lower: tail }, x, n - x + 1).x,
    high: x === n ? 1 : betaQuantile({ upper: tail }, x + 1, n - x).x,
  };
}

/**
 * The proportion x/n with the exact interval of Clopper and Pearson: the proportions that neither
 * one-sided binomial test at α/2 rejects. Covers at least the level for every n and proportion.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n ≥ 1 and 0 ≤ x ≤ n are whole
 * @see references.clopper1934
 *
 * @example
 * clopperPearson({ x: 28, n: 171 }).ci?.low // → 0.11164881235402745
 */
export function clopperPearson(input: Proportion, options?: EstimateOptions): Estimate {
  requireEvents(input);
  const level = levelOf(options);
  const { low, high } = clopperPearsonLimits(input, (1 - level) / 2);
  return plain({ value: input.x / input.n, ci: { low, high, level } });
}

export const clopperPearsonMethod: Method<Proportion> = {
  id: 'clopper_pearson',
  aliases: ['exact'],
  title: 'Proportion with exact (Clopper–Pearson) interval',
  quantity: 'proportion',
  design: 'one proportion',
  unit: 'proportion',
  needs: proportionNeeds,
  formula: 'low = Beta quantile(α/2; x, n − x + 1), high = Beta quantile(1 − α/2; x + 1, n − x)',
  assumptions: [
    'The patients are independent of each other and have the same probability of the event.',
    'The interval covers at least the level, usually more: it is wider than need be.',
  ],
  references: ['clopper1934'],
  elsewhere: {
    stata: 'cii proportions n x, exact',
    r: 'binom.test(x, n)$conf.int',
  },
  estimate: clopperPearson,
};
