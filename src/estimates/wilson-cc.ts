import { levelOf, requireEvents } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import { normalCritical } from './wald.ts';
import { type Proportion, proportionNeeds } from './wilson.ts';

/** The low limit (2x − 1)²/(2n (2x + z² − 1 + z √…)): Newcombe's formula with the root rationalised. */
function lowLimit(x: number, n: number, z: number): number {
  if (x === 0) return 0;
  const root = Math.sqrt(z ** 2 - 2 - 1 / n + (4 * x * (n - x + 1)) / n);
  return (2 * x - 1) ** 2 / (2 * n * (2 * x + z ** 2 - 1 + z * root));
}

function highLimit(x: number, n: number, z: number): number {
  if (2 * x > n) return 1 - lowLimit(n - x, n, z);
  const root = Math.sqrt(z ** 2 + 2 - 1 / n + (4 * x * (n - x - 1)) / n);
  return (2 * x + z ** 2 + 1 + z * root) / (2 * (n + z ** 2));
}

/**
 * The proportion x/n with Wilson's score interval with continuity correction, as Newcombe writes it:
 * always corrected (R's prop.test leaves the correction out at x = n/2), 0 at x = 0, 1 at x = n.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n ≥ 1 and 0 ≤ x ≤ n are whole
 * @see references.newcombe1998 method 4
 *
 * @example
 * wilsonCc({ x: 28, n: 171 }).ci?.low // → 0.11331029676411938
 */
export function wilsonCc({ x, n }: Proportion, options?: EstimateOptions): Estimate {
  requireEvents({ x, n });
  const level = levelOf(options);
  const z = normalCritical(level);
  return plain({ value: x / n, ci: { low: lowLimit(x, n, z), high: highLimit(x, n, z), level } });
}

export const wilsonCcMethod: Method<Proportion> = {
  id: 'wilson_cc',
  title: "Proportion with Wilson's score interval, continuity-corrected",
  quantity: 'proportion',
  design: 'one proportion',
  unit: 'proportion',
  needs: proportionNeeds,
  formula:
    'low (2np + z² − 1 − z √(z² − 2 − 1/n + 4p(nq + 1)))/(2(n + z²)), high (2np + z² + 1 + z √(z² + 2 − 1/n + 4p(nq − 1)))/(2(n + z²)), p = x/n, q = 1 − p; 0 at x = 0, 1 at x = n',
  assumptions: [
    'The patients are independent of each other and have the same probability of the event.',
    'The correction makes it nearly as wide as the exact interval.',
  ],
  references: ['newcombe1998'],
  elsewhere: { r: 'prop.test(x, n)$conf.int' },
  estimate: wilsonCc,
};
