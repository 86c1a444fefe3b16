import { levelOf, requireEvents } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import { normalCritical } from './wald.ts';
import { type Proportion, proportionNeeds } from './wilson.ts';

/** sin²(asin √centre ± z/(2√n)), the angle clipped to [0, π/2]. */
function around(centre: number, { x, n }: Proportion, level: number): Estimate {
  const angle = Math.asin(Math.sqrt(centre));
  const half = normalCritical(level) / (2 * Math.sqrt(n));
  const square = (a: number) => Math.sin(Math.min(Math.max(a, 0), Math.PI / 2)) ** 2;
  return plain({
    value: x / n,
    ci: { low: square(angle - half), high: square(angle + half), level },
  });
}

/**
 * The proportion x/n with the arcsine interval sin²(asin √p ± z/(2√n)), the angle clipped to
 * [0, π/2].
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n ≥ 1 and 0 ≤ x ≤ n are whole
 * @see references.brown2001 section 4.2.1
 *
 * @example
 * arcsine({ x: 28, n: 171 }).ci?.low // → 0.11225731121239291
 */
export function arcsine(input: Proportion, options?: EstimateOptions): Estimate {
  requireEvents(input);
  return around(input.x / input.n, input, levelOf(options));
}

/**
 * As arcsine, around Anscombe's (x + 3/8)/(n + 3/4) for p (n itself in the half-width).
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n ≥ 1 and 0 ≤ x ≤ n are whole
 * @see references.brown2001 section 4.2.1
 *
 * @example
 * arcsineAnscombe({ x: 28, n: 171 }).ci?.low // → 0.11351077122497188
 */
export function arcsineAnscombe(input: Proportion, options?: EstimateOptions): Estimate {
  requireEvents(input);
  return around((input.x + 0.375) / (input.n + 0.75), input, levelOf(options));
}

const shared = {
  quantity: 'proportion',
  design: 'one proportion',
  unit: 'proportion',
  needs: proportionNeeds,
  assumptions: [
    'The patients are independent of each other and have the same probability of the event.',
    'n is not small; near 0 and 1 the interval covers less than its level.',
  ],
} as const;

export const arcsineMethod: Method<Proportion> = {
  ...shared,
  id: 'arcsine',
  title: 'Proportion with arcsine interval',
  formula: 'sin²(asin √(x/n) ± z(1 − α/2)/(2√n)), the angle clipped to [0, π/2]',
  references: ['brown2001'],
  elsewhere: {
    metafor: 'PAS',
    r: 'metafor::transf.iarcsin(unlist(summary(metafor::escalc(measure = "PAS", xi = x, ni = n))[c("yi", "ci.lb", "ci.ub")]))',
  },
  estimate: arcsine,
};

export const arcsineAnscombeMethod: Method<Proportion> = {
  ...shared,
  id: 'arcsine_anscombe',
  title: "Proportion with arcsine interval around Anscombe's centre",
  formula: 'sin²(asin √((x + 3/8)/(n + 3/4)) ± z(1 − α/2)/(2√n)), the angle clipped to [0, π/2]',
  references: ['brown2001'],
  elsewhere: {
    r: 'sin(asin(sqrt((x + 3/8) / (n + 3/4))) + c(-1, 1) * qnorm(0.975) / (2 * sqrt(n)))^2',
  },
  estimate: arcsineAnscombe,
};
