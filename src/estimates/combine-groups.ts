import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import { requireTwoGroups, type TwoGroups, twoGroupsNeeds } from './two-groups.ts';

/**
 * Two groups merged into one: the value is the mean of all, `details.sd` the SD (divisor n − 1) and
 * `details.n` the number. Exact: what the merged data would give.
 *
 * @throws RangeError unless both n are whole and ≥ 2 and the SDs ≥ 0
 * @see references.cochrane2019 table 6.5.a
 *
 * @example
 * combineGroups({
 *   n1: 171, mean1: 4.33, sd1: 0.85, n2: 171, mean2: 4.3, sd2: 1.13,
 * }).value // → 4.315
 */
export function combineGroups(groups: TwoGroups, options?: EstimateOptions): Estimate {
  requireTwoGroups(groups);
  levelOf(options);
  const { n1, mean1, sd1, n2, mean2, sd2 } = groups;
  const n = n1 + n2;
  const share = (part: number) => Math.sqrt(part / (n - 1));
  const sd = Math.hypot(
    sd1 * share(n1 - 1),
    sd2 * share(n2 - 1),
    (mean1 - mean2) * share(n1 * (n2 / n)),
  );
  return plain({ value: mean1 * (n1 / n) + mean2 * (n2 / n), details: { sd, n } });
}

export const combineGroupsMethod: Method<TwoGroups> = {
  id: 'combine_groups',
  title: 'Mean and SD of two groups merged into one',
  quantity: 'mean',
  design: 'conversion',
  unit: 'points',
  needs: twoGroupsNeeds,
  formula:
    'mean (n₁m₁ + n₂m₂)/N; SD √(((n₁ − 1)s₁² + (n₂ − 1)s₂² + (n₁n₂/N)(m₁ − m₂)²)/(N − 1)), N = n₁ + n₂',
  assumptions: ['No patient is in both groups.'],
  references: ['cochrane2019'],
  elsewhere: {
    r: 'local({N <- n1 + n2; c((n1 * mean1 + n2 * mean2) / N, sqrt(((n1 - 1) * sd1^2 + (n2 - 1) * sd2^2 + n1 * n2 / N * (mean1 - mean2)^2) / (N - 1)))})',
  },
  estimate: combineGroups,
};
