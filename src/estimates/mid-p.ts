import { betaQuantile } from '../numeric/beta.ts';
import { levelOf, requireEvents } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import { atLeast, solveProportion } from './solve-proportion.ts';
import { type Proportion, proportionNeeds } from './wilson.ts';

/** The P with P(X > x) + P(X = x)/2 = tail, and 1 − P. */
function lowLimit({ x, n }: Proportion, tail: number): { x: number; y: number } {
  if (x === 0) return { x: 0, y: 1 };
  if (x === n) {
    // P(X = n)/2 = Pⁿ/2 = tail
    const log = Math.log(2 * tail) / n;
    return { x: Math.exp(log), y: -Math.expm1(log) };
  }
  return solveProportion(
    (point) => Math.log((atLeast(x, n, point) + atLeast(x + 1, n, point)) / 2 / tail),
    betaQuantile({ lower: tail }, x, n - x + 1),
    betaQuantile({ lower: tail }, x + 1, n - x),
  );
}

/**
 * The proportion x/n with the mid-P interval: as Clopper–Pearson, with half the probability of the
 * observed x in each tail. Limits are exactly 0 at x = 0 and 1 at x = n.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n ≥ 1 and 0 ≤ x ≤ n are whole
 * @see references.berry1995
 *
 * @example
 * midp({ x: 28, n: 171 }).ci?.low // → 0.11386113204324264
 */
export function midp({ x, n }: Proportion, options?: EstimateOptions): Estimate {
  requireEvents({ x, n });
  const level = levelOf(options);
  const tail = (1 - level) / 2;
  const low = lowLimit({ x, n }, tail).x;
  const high = lowLimit({ x: n - x, n }, tail).y;
  return plain({ value: x / n, ci: { low, high, level } });
}

export const midpMethod: Method<Proportion> = {
  id: 'midp',
  aliases: ['mid-p'],
  title: 'Proportion with mid-P interval',
  quantity: 'proportion',
  design: 'one proportion',
  unit: 'proportion',
  needs: proportionNeeds,
  formula:
    'low: the P with P(X > x) + P(X = x)/2 = α/2; high: the P with P(X < x) + P(X = x)/2 = α/2; X binomial(n, P)',
  assumptions: [
    'The patients are independent of each other and have the same probability of the event.',
    'The coverage is close to the level, and can be a little below it.',
  ],
  references: ['berry1995'],
  elsewhere: { r: 'exactci::binom.exact(x, n, midp = TRUE)$conf.int' },
  estimate: midp,
};
