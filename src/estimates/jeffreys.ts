import { betaQuantile } from '../numeric/beta.ts';
import { levelOf, requireEvents } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import { type Proportion, proportionNeeds } from './wilson.ts';

function limits({ x, n }: Proportion, level: number): { low: number; high: number } {
  const tail = (1 - level) / 2;
  return {
    low: betaQuantile({ lower: tail }, x + 0.5, n - x + 0.5).x,
    high: betaQuantile({ upper: tail }, x + 0.5, n - x + 0.5).x,
  };
}

/**
 * The proportion x/n with Jeffreys' interval, the equal-tail quantiles of Beta(x + 1/2, n − x + 1/2),
 * not modified at x = 0 or n: there x/n itself lies outside.
 *
 * @param options.level level in (0, 1); 0.95 if left out
 * @throws RangeError unless n ≥ 1 and 0 ≤ x ≤ n are whole
 * @see references.brown2001
 *
 * @example
 * jeffreys({ x: 28, n: 171 }).ci?.low // → 0.11412968212897905
 */
export function jeffreys(input: Proportion, options?: EstimateOptions): Estimate {
  requireEvents(input);
  const level = levelOf(options);
  return plain({ value: input.x / input.n, ci: { ...limits(input, level), level } });
}

/**
 * As jeffreys, but the low limit is 0 at x = 0 and the high limit 1 at x = n.
 *
 * @param options.level level in (0, 1); 0.95 if left out
 * @throws RangeError unless n ≥ 1 and 0 ≤ x ≤ n are whole
 * @see references.brown2001
 *
 * @example
 * jeffreysBcd({ x: 28, n: 171 }).ci?.low // → 0.11412968212897905
 */
export function jeffreysBcd(input: Proportion, options?: EstimateOptions): Estimate {
  requireEvents(input);
  const level = levelOf(options);
  const { low, high } = limits(input, level);
  const { x, n } = input;
  return plain({ value: x / n, ci: { low: x === 0 ? 0 : low, high: x === n ? 1 : high, level } });
}

const shared = {
  quantity: 'proportion',
  design: 'one proportion',
  unit: 'proportion',
  needs: proportionNeeds,
  assumptions: [
    'The patients are independent of each other and have the same probability of the event.',
    'It is a Bayesian interval with the prior Beta(1/2, 1/2), used for its coverage, which is close to the level.',
  ],
  references: ['brown2001'],
} as const;

export const jeffreysMethod: Method<Proportion> = {
  ...shared,
  id: 'jeffreys',
  title: "Proportion with Jeffreys' interval",
  formula: 'Beta quantiles (α/2 and 1 − α/2) of Beta(x + 1/2, n − x + 1/2)',
  elsewhere: { r: 'qbeta(c(0.025, 0.975), x + 0.5, n - x + 0.5)' },
  estimate: jeffreys,
};

export const jeffreysBcdMethod: Method<Proportion> = {
  ...shared,
  id: 'jeffreys_bcd',
  title: "Proportion with Jeffreys' interval, ends modified",
  formula:
    'Beta quantiles (α/2 and 1 − α/2) of Beta(x + 1/2, n − x + 1/2); low 0 at x = 0, high 1 at x = n',
  elsewhere: {
    stata: 'cii proportions n x, jeffreys',
    r: 'DescTools::BinomCI(x, n, method = "jeffreys")',
  },
  estimate: jeffreysBcd,
};
