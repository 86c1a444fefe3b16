import { betaQuantile, type UnitPoint } from '../numeric/beta.ts';
import { levelOf, requireEvents } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import { atLeast, atMost, solveProportion } from './solve-proportion.ts';
import { type Proportion, proportionNeeds } from './wilson.ts';

/**
 * The infimum of the P below x/n whose acceptability is at least α, and 1 − it.
 *
 * Below x/n the acceptability is P(X ≥ x) plus the largest lower tail P(X ≤ k) not above it. It
 * jumps up at the peaks p_k, where P(X ≤ k) = P(X ≥ x), to 2 P(X ≥ x), which rises with k; between
 * peaks it first falls and then rises. So the first peak k that reaches α is the first one not below
 * the Clopper–Pearson limit (2 P(X ≥ x) = α), that is the first k whose lower tail there is ≥ α/2.
 * The infimum is that peak, unless the stretch before it ends above α: then it is the crossing there.
 */
function lowLimit({ x, n }: Proportion, alpha: number): UnitPoint {
  if (x === 0) return { x: 0, y: 1 };
  const clopperPearson = betaQuantile({ lower: alpha / 2 }, x, n - x + 1);
  const median = betaQuantile({ lower: 0.5 }, x, n - x + 1);
  let [k, most] = [0, x - 1];
  while (k < most) {
    const middle = Math.floor((k + most) / 2);
    if (atMost(middle, n, clopperPearson) >= alpha / 2) most = middle;
    else k = middle + 1;
  }
  const peak = solveProportion(
    (point) => Math.log(atMost(k, n, point) / atLeast(x, n, point)),
    clopperPearson,
    median,
  );
  const before = (point: UnitPoint) =>
    atLeast(x, n, point) + (k === 0 ? 0 : atMost(k - 1, n, point)) - alpha;
  return before(peak) > 0 ? solveProportion(before, clopperPearson, peak) : peak;
}

/**
 * The proportion x/n with Blaker's interval: exact, nested in level, and never wider than that of
 * Clopper and Pearson. The limits are the infimum and supremum of the proportions whose
 * acceptability is at least α, found segment by segment between its jumps and not on a grid.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n ≥ 1 and 0 ≤ x ≤ n are whole
 * @see references.blaker2000
 *
 * @example
 * blaker({ x: 28, n: 171 }).ci?.low // → 0.11189938846974448
 */
export function blaker({ x, n }: Proportion, options?: EstimateOptions): Estimate {
  requireEvents({ x, n });
  const level = levelOf(options);
  const alpha = 1 - level;
  const low = lowLimit({ x, n }, alpha).x;
  const high = lowLimit({ x: n - x, n }, alpha).y;
  return plain({ value: x / n, ci: { low, high, level } });
}

export const blakerMethod: Method<Proportion> = {
  id: 'blaker',
  title: "Proportion with Blaker's exact interval",
  quantity: 'proportion',
  design: 'one proportion',
  unit: 'proportion',
  needs: proportionNeeds,
  formula:
    'infimum and supremum of the P with acceptability ≥ α; acceptability = the smaller of P(X ≤ x) and P(X ≥ x), plus the largest opposite tail that is not above it; X binomial(n, P)',
  assumptions: [
    'The patients are independent of each other and have the same probability of the event.',
    'The interval covers at least the level; it is never wider than that of Clopper and Pearson.',
  ],
  references: ['blaker2000'],
  elsewhere: { r: 'exactci::binom.exact(x, n, tsmethod = "blaker")$conf.int' },
  estimate: blaker,
};
