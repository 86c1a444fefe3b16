import { levelOf, requireEvents } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import { normalCritical } from './wald.ts';
import { type Proportion, proportionNeeds } from './wilson.ts';

/**
 * The proportion x/n with the Wald interval p ± z √(p(1 − p)/n), clipped to [0, 1]. Known for poor
 * coverage; given because papers print it. Of width 0 at x = 0 and x = n.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n ≥ 1 and 0 ≤ x ≤ n are whole
 * @see references.brown2001
 *
 * @example
 * wald({ x: 28, n: 171 }).ci?.low // → 0.10827999618455669
 */
export function wald({ x, n }: Proportion, options?: EstimateOptions): Estimate {
  requireEvents({ x, n });
  const level = levelOf(options);
  const value = x / n;
  const se = Math.sqrt((value * ((n - x) / n)) / n);
  const half = normalCritical(level) * se;
  return plain({
    value,
    se,
    ci: { low: Math.max(0, value - half), high: Math.min(1, value + half), level },
  });
}

/**
 * The proportion x/n with the interval of Agresti and Coull: a Wald interval after z²/2 added events
 * and z²/2 added others (z² itself, not 4), clipped to [0, 1]. `details.centre` is its centre.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n ≥ 1 and 0 ≤ x ≤ n are whole
 * @see references.agresti1998
 *
 * @example
 * agrestiCoull({ x: 28, n: 171 }).ci?.low // → 0.11530510905814603
 */
export function agrestiCoull({ x, n }: Proportion, options?: EstimateOptions): Estimate {
  requireEvents({ x, n });
  const level = levelOf(options);
  const z = normalCritical(level);
  const total = n + z ** 2;
  const centre = (x + z ** 2 / 2) / total;
  const half = z * Math.sqrt((centre * (1 - centre)) / total);
  return plain({
    value: x / n,
    ci: { low: Math.max(0, centre - half), high: Math.min(1, centre + half), level },
    details: { centre },
  });
}

const shared = {
  quantity: 'proportion',
  design: 'one proportion',
  unit: 'proportion',
  needs: proportionNeeds,
} as const;

const independent =
  'The patients are independent of each other and have the same probability of the event.';

export const waldMethod: Method<Proportion> = {
  ...shared,
  id: 'wald',
  title: 'Proportion with Wald interval',
  formula: 'p ± z(1 − α/2) √(p(1 − p)/n), p = x/n, clipped to [0, 1]',
  assumptions: [
    independent,
    'n is large and p far from 0 and 1: otherwise the interval covers much less than its level.',
  ],
  references: ['brown2001', 'newcombe1998'],
  elsewhere: {
    metafor: 'PR',
    stata: 'cii proportions n x, wald',
    r: 'x / n + c(-1, 1) * qnorm(0.975) * sqrt(x / n * (1 - x / n) / n)',
  },
  estimate: wald,
};

export const agrestiCoullMethod: Method<Proportion> = {
  ...shared,
  id: 'agresti_coull',
  title: 'Proportion with Agresti–Coull interval',
  formula:
    'p̃ ± z √(p̃(1 − p̃)/ñ) with ñ = n + z², p̃ = (x + z²/2)/ñ, z = z(1 − α/2); clipped to [0, 1]',
  assumptions: [independent, 'The coverage is close to the level, mostly a little above it.'],
  references: ['agresti1998', 'brown2001'],
  elsewhere: {
    stata: 'cii proportions n x, agresti',
    r: 'DescTools::BinomCI(x, n, method = "agresti-coull")',
  },
  estimate: agrestiCoull,
};
