import { requireCount } from './domain.ts';
import type { Need } from './method.ts';

/** x1 of n1 patients with the event in group 1, x2 of n2 in group 2. Group 1 minus or over group 2. */
export interface TwoProportions {
  readonly x1: number;
  readonly n1: number;
  readonly x2: number;
  readonly n2: number;
}

/** What the methods for two proportions need. */
export const twoProportionsNeeds = {
  x1: { title: 'patients with the event in group 1, at most n1', type: 'count', min: 0 },
  n1: { title: 'patients in group 1', type: 'count', min: 1 },
  x2: { title: 'patients with the event in group 2, at most n2', type: 'count', min: 0 },
  n2: { title: 'patients in group 2, the control group', type: 'count', min: 1 },
} as const satisfies Record<keyof TwoProportions, Need>;

/** @throws RangeError unless all four are whole, n ≥ 1 and 0 ≤ x ≤ n in both groups */
export function requireTwoProportions({ x1, n1, x2, n2 }: TwoProportions): void {
  requireCount('n1', n1, 1);
  requireCount('x1', x1);
  if (x1 > n1) throw new RangeError(`x1 must not exceed n1; got x1 = ${x1} and n1 = ${n1}`);
  requireCount('n2', n2, 1);
  requireCount('x2', x2);
  if (x2 > n2) throw new RangeError(`x2 must not exceed n2; got x2 = ${x2} and n2 = ${n2}`);
}

/** x1/n1 − x2/n2 over one denominator, so that equal proportions differ by 0 and not by rounding. */
export function riskDifference({ x1, n1, x2, n2 }: TwoProportions): number {
  return crossDifference({ x1, n1, x2, n2 }) / n1 / n2;
}

/** ad − bc of the table a = x1, b = n1 − x1, c = x2, d = n2 − x2; the same as x1 n2 − x2 n1. */
export function crossDifference({ x1, n1, x2, n2 }: TwoProportions): number {
  const [left, right] = [x1 * n2, x2 * n1];
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left - right;
  return Number(BigInt(x1) * BigInt(n2) - BigInt(x2) * BigInt(n1));
}

/** (x1/n1)/(x2/n2), with equal proportions exactly 1. */
export function riskRatio({ x1, n1, x2, n2 }: TwoProportions): number {
  return (x1 * n2) / (x2 * n1);
}

export const independentPatients =
  'The groups are independent of each other, and so are the patients in them.';
export const largeCounts = 'The counts are large enough for a normal interval.';
export const scoreCoverage =
  'The coverage is close to the level on average, and can be below it for some proportions.';

/** metafor's call for a measure of two proportions; nothing is added to the cells unless `more` says so. */
export function escalcTwoProportions(measure: string, more = ', to = "none"'): string {
  return `summary(metafor::escalc(measure = "${measure}", ai = x1, n1i = n1, ci = x2, n2i = n2${more}))`;
}

/** The same for a ratio, whose logarithm metafor gives: the ratio and its limits. */
export function escalcRatio(measure: string, more?: string): string {
  return `exp(unlist(${escalcTwoProportions(measure, more)}[c("yi", "ci.lb", "ci.ub")]))`;
}
