import { levelOf, requireEvents } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import { normalCritical } from './wald.ts';
import { type Proportion, proportionNeeds } from './wilson.ts';

function expit(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Events and others, both above 0, with the interval made on the logit scale. */
function fromOdds(events: number, others: number, level: number): Estimate {
  const logit = Math.log(events / others);
  const seLogit = Math.sqrt(1 / events + 1 / others);
  const half = normalCritical(level) * seLogit;
  return plain({
    value: events / (events + others),
    ci: { low: expit(logit - half), high: expit(logit + half), level },
    details: { logit, seLogit },
  });
}

/**
 * The proportion x/n with the interval made on the logit scale and transformed back:
 * expit(ln(x/(n − x)) ± z √(1/x + 1/(n − x))). No interval at x = 0 or n. `details.logit` and
 * `details.seLogit` are for pooling.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n ≥ 1 and 0 ≤ x ≤ n are whole
 * @see references.brown2001
 *
 * @example
 * logit({ x: 28, n: 171 }).ci?.low // → 0.11550722766978118
 */
export function logit({ x, n }: Proportion, options?: EstimateOptions): Estimate {
  requireEvents({ x, n });
  const level = levelOf(options);
  if (x === 0 || x === n) {
    return { value: x / n, ci: null, reason: `undefined: the logit of ${x / n} is not finite` };
  }
  return fromOdds(x, n - x, level);
}

/**
 * As logit, with 1/2 added to the events and to the others at x = 0 and at x = n, and only there;
 * the value then is (x + 1/2)/(n + 1). What metafor does with zero cells.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n ≥ 1 and 0 ≤ x ≤ n are whole
 * @see references.viechtbauer2010
 *
 * @example
 * logitHalf({ x: 0, n: 10 }).ci?.low // → 0.0027826694935295074
 */
export function logitHalf({ x, n }: Proportion, options?: EstimateOptions): Estimate {
  requireEvents({ x, n });
  const add = x === 0 || x === n ? 0.5 : 0;
  return fromOdds(x + add, n - x + add, levelOf(options));
}

const shared = {
  quantity: 'proportion',
  design: 'one proportion',
  unit: 'proportion',
  needs: proportionNeeds,
  assumptions: [
    'The patients are independent of each other and have the same probability of the event.',
    'Neither events nor others are few.',
  ],
} as const;

const call =
  'metafor::transf.ilogit(unlist(summary(metafor::escalc(measure = "PLO", xi = x, ni = n))[c("yi", "ci.lb", "ci.ub")]))';

export const logitMethod: Method<Proportion> = {
  ...shared,
  id: 'logit',
  title: 'Proportion with logit interval',
  formula: 'expit(ln(x/(n − x)) ± z(1 − α/2) √(1/x + 1/(n − x))), 0 < x < n',
  references: ['brown2001', 'newcombe1998'],
  elsewhere: { metafor: 'PLO', r: call },
  estimate: logit,
};

export const logitHalfMethod: Method<Proportion> = {
  ...shared,
  id: 'logit_half',
  title: 'Proportion with logit interval, 1/2 added where a count is 0',
  formula:
    'as logit; at x = 0 or n with x + 1/2 for x and n − x + 1/2 for n − x, value (x + 1/2)/(n + 1)',
  references: ['viechtbauer2010'],
  elsewhere: { metafor: 'PLO', r: call },
  estimate: logitHalf,
};
