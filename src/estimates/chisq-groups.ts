import { chiSquareLogUpper, chiSquareTails } from '../numeric/chi-square.ts';
import { levelOf, requireCount } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';

/** Events and patients of k ≥ 2 independent groups, one entry a group in each list. */
export interface SeveralProportions {
  readonly events: readonly number[];
  readonly totals: readonly number[];
}

/** @throws RangeError unless the lists are equally long (≥ 2), n ≥ 1 and 0 ≤ x ≤ n in each group */
function requireGroups({ events, totals }: SeveralProportions): void {
  if (events.length < 2 || totals.length !== events.length) {
    throw new RangeError(
      `events and totals must have one count for each of 2 or more groups; got ${events.length} and ${totals.length}`,
    );
  }
  for (const [i, n] of totals.entries()) {
    const x = events[i] as number;
    requireCount(`totals[${i}]`, n, 1);
    requireCount(`events[${i}]`, x);
    if (x > n) throw new RangeError(`events[${i}] must not exceed totals[${i}]; got ${x} and ${n}`);
  }
}

/**
 * Pearson's χ² test that the proportions of several groups are equal, k − 1 degrees of freedom, no
 * continuity correction. The value is the p-value (upper tail); `statistic` is χ²,
 * `details.cramersV` is √(χ²/N).
 *
 * @throws RangeError unless the lists are equally long (2 or more), n ≥ 1 and 0 ≤ x ≤ n everywhere
 * @see references.pearson1900
 *
 * @example
 * chisqGroups({ events: [12, 5, 9], totals: [40, 42, 38] }).p // → 0.12963970224025
 */
export function chisqGroups(input: SeveralProportions, options?: EstimateOptions): Estimate {
  requireGroups(input);
  levelOf(options);
  const { events, totals } = input;
  const [x, n] = [events, totals].map((list) => list.reduce((sum, one) => sum + one, 0)) as [
    number,
    number,
  ];
  if (x === 0 || x === n) {
    return { value: null, reason: 'undefined: everybody or nobody had the event, in every group' };
  }
  const [p, q] = [x / n, (n - x) / n];
  const statistic = totals.reduce((sum, total, i) => {
    const off = (events[i] as number) - total * p;
    return sum + off * (off / (total * p * q));
  }, 0);
  const df = totals.length - 1;
  const value = chiSquareTails(statistic, df).upper;
  const details = { cramersV: Math.sqrt(statistic / n) };
  return plain({ value, statistic, df, p: value, logP: chiSquareLogUpper(statistic, df), details });
}

export const chisqGroupsMethod: Method<SeveralProportions> = {
  id: 'chisq_groups',
  title: 'χ² test of the proportions of several groups',
  quantity: 'p-value',
  design: 'several groups',
  unit: 'probability',
  needs: {
    events: { title: 'patients with the event in each group', type: 'counts', min: 0 },
    totals: { title: 'patients in each group, two or more groups', type: 'counts', min: 1 },
  },
  formula:
    'χ² = Σ (x − np)²/(np(1 − p)), p = Σx/Σn; P(χ²(k − 1) > χ²) for k groups; cramersV = √(χ²/Σn)',
  assumptions: [
    'The groups are independent of each other, and so are the patients in them.',
    'The expected counts with and without the event are at least about 5 in every group.',
  ],
  references: ['pearson1900', 'cramer1946'],
  elsewhere: { r: 'chisq.test(cbind(events, totals - events), correct = FALSE)' },
  estimate: chisqGroups,
};
