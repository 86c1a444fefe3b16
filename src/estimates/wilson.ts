import { levelOf, requireEvents } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import { normalCritical } from './wald.ts';

/** x events in n patients. */
export interface Proportion {
  readonly x: number;
  readonly n: number;
}

/** What the methods for one proportion need. */
export const proportionNeeds = {
  x: { title: 'patients with the event, at most n', type: 'count', min: 0 },
  n: { title: 'patients', type: 'count', min: 1 },
} as const satisfies Method<Proportion>['needs'];

/**
 * The proportions P with n (x/n − P)² ≤ q P(1 − P): the score interval for q = z². Each limit is
 * taken from the sum of positive terms, the other from the product of the roots, so that small
 * proportions keep their digits and the limits are exactly 0 at x = 0 and 1 at x = n.
 */
export function scoreInterval(x: number, n: number, q: number): { low: number; high: number } {
  const half = Math.sqrt(q * (q + (4 * x * (n - x)) / n));
  const low = (2 * x * (x / n)) / (q + 2 * x + half);
  const rest = (2 * (n - x) * ((n - x) / n)) / (q + 2 * (n - x) + half);
  const high = 2 * x <= n ? (q + 2 * x + half) / (2 * (n + q)) : 1 - rest;
  return { low, high };
}

/**
 * The proportion x/n with Wilson's score interval, without continuity correction. Limits lie in
 * [0, 1], exactly 0 at x = 0 and 1 at x = n.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n ≥ 1 and 0 ≤ x ≤ n are whole
 * @see references.wilson1927
 *
 * @example
 * wilson({ x: 28, n: 171 }).ci?.low // → 0.11578529307840416
 */
export function wilson({ x, n }: Proportion, options?: EstimateOptions): Estimate {
  requireEvents({ x, n });
  const level = levelOf(options);
  const { low, high } = scoreInterval(x, n, normalCritical(level) ** 2);
  return plain({ value: x / n, ci: { low, high, level } });
}

export const wilsonMethod: Method<Proportion> = {
  id: 'wilson',
  title: "Proportion with Wilson's score interval",
  quantity: 'proportion',
  design: 'one proportion',
  unit: 'proportion',
  needs: proportionNeeds,
  formula: '(p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n) with p = x/n, z = z(1 − α/2)',
  assumptions: [
    'The patients are independent of each other and have the same probability of the event.',
    'The coverage is close to the level on average, and can be below it for some proportions.',
  ],
  references: ['wilson1927', 'brown2001', 'newcombe1998'],
  elsewhere: {
    stata: 'cii proportions n x, wilson',
    r: 'prop.test(x, n, correct = FALSE)$conf.int',
  },
  estimate: wilson,
};
