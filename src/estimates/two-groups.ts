import { requireCount, requireNumber, requireSpread } from './domain.ts';
import type { Need } from './method.ts';

/** Two independent groups; differences are group 1 minus group 2. SDs have the divisor n − 1. */
export interface TwoGroups {
  readonly n1: number;
  readonly mean1: number;
  readonly sd1: number;
  readonly n2: number;
  readonly mean2: number;
  readonly sd2: number;
}

/** @throws RangeError unless both n are whole and ≥ 2, the means finite and the SDs ≥ 0 */
export function requireTwoGroups({ n1, mean1, sd1, n2, mean2, sd2 }: TwoGroups): void {
  requireCount('n1', n1, 2);
  requireNumber('mean1', mean1);
  requireSpread('sd1', sd1);
  requireCount('n2', n2, 2);
  requireNumber('mean2', mean2);
  requireSpread('sd2', sd2);
}

/** What the methods for two groups need. */
export const twoGroupsNeeds = {
  n1: { title: 'patients in group 1', type: 'count', min: 2 },
  mean1: { title: 'mean of group 1', type: 'number', unit: 'points' },
  sd1: { title: 'SD of group 1, divisor n − 1', type: 'number', unit: 'points', min: 0 },
  n2: { title: 'patients in group 2, the control group', type: 'count', min: 2 },
  mean2: { title: 'mean of group 2', type: 'number', unit: 'points' },
  sd2: { title: 'SD of group 2, divisor n − 1', type: 'number', unit: 'points', min: 0 },
} as const satisfies Record<keyof TwoGroups, Need>;

/** Degrees of freedom of the pooled SD, n₁ + n₂ − 2. */
export function pooledDf({ n1, n2 }: TwoGroups): number {
  return n1 + n2 - 2;
}

/** Pooled SD, √(((n₁ − 1)s₁² + (n₂ − 1)s₂²)/(n₁ + n₂ − 2)). */
export function pooledSd(groups: TwoGroups): number {
  const df = pooledDf(groups);
  const { n1, sd1, n2, sd2 } = groups;
  return Math.hypot(sd1 * Math.sqrt((n1 - 1) / df), sd2 * Math.sqrt((n2 - 1) / df));
}

/** 1/n₁ + 1/n₂. */
export function inverseSizes({ n1, n2 }: TwoGroups): number {
  return 1 / n1 + 1 / n2;
}

export const independentGroups =
  'The groups are independent of each other, and so are the patients in them.';
export const normalEqual =
  'The values are normally distributed in both groups, with the same true SD.';
export const largeGroups = 'The groups are large enough for a normal interval.';

/** metafor's call for a measure of two groups. */
export function escalcTwoGroups(measure: string, more = ''): string {
  return `summary(metafor::escalc(measure = "${measure}", m1i = mean1, sd1i = sd1, n1i = n1, m2i = mean2, sd2i = sd2, n2i = n2${more}))`;
}
