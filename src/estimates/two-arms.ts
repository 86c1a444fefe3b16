import { requireCorrelation, requireCount, requireNumber, requireSpread } from './domain.ts';
import type { Need } from './method.ts';
import { varianceOfDifference } from './pre-post.ts';

/**
 * Two independent groups, each measured before and after. Differences are the change in group 1 minus
 * the change in group 2. SDs have the divisor n − 1; one correlation of before and after holds for
 * both groups.
 */
export interface TwoArms {
  readonly n1: number;
  readonly meanPre1: number;
  readonly sdPre1: number;
  readonly meanPost1: number;
  readonly sdPost1: number;
  readonly n2: number;
  readonly meanPre2: number;
  readonly sdPre2: number;
  readonly meanPost2: number;
  readonly sdPost2: number;
  readonly correlation: number;
}

/** The same without the SDs after, which a standardizer from before does not need. */
export type TwoArmsBefore = Omit<TwoArms, 'sdPost1' | 'sdPost2'>;

/** @throws RangeError unless both n are whole and ≥ 2, the means finite, the SDs ≥ 0, |r| ≤ 1 */
export function requireTwoArms(arms: TwoArmsBefore & Partial<TwoArms>): void {
  requireCount('n1', arms.n1, 2);
  requireCount('n2', arms.n2, 2);
  for (const name of ['meanPre1', 'meanPost1', 'meanPre2', 'meanPost2'] as const) {
    requireNumber(name, arms[name]);
  }
  requireSpread('sdPre1', arms.sdPre1);
  requireSpread('sdPre2', arms.sdPre2);
  requireCorrelation('correlation', arms.correlation);
}

/** Change in group 1 minus change in group 2. */
export function differenceOfChanges(arms: TwoArmsBefore): number {
  return arms.meanPost1 - arms.meanPre1 - (arms.meanPost2 - arms.meanPre2);
}

/** Variances of the change in the two groups, s₁² + s₂² − 2 r s₁ s₂ of each. */
export function changeVariances(arms: TwoArms): readonly [number, number] {
  const { sdPre1, sdPost1, sdPre2, sdPost2, correlation } = arms;
  return [
    varianceOfDifference(sdPre1, sdPost1, correlation),
    varianceOfDifference(sdPre2, sdPost2, correlation),
  ];
}

const mean = (when: string, group: number): Need => ({
  title: `mean ${when} in group ${group}`,
  type: 'number',
  unit: 'points',
});
const sd = (when: string, group: number): Need => ({
  title: `SD ${when} in group ${group}, divisor n − 1`,
  type: 'number',
  unit: 'points',
  min: 0,
});

/** What the methods with a standardizer from before need. */
export const twoArmsBeforeNeeds = {
  n1: { title: 'patients measured both times in group 1', type: 'count', min: 2 },
  meanPre1: mean('before', 1),
  sdPre1: sd('before', 1),
  meanPost1: mean('after', 1),
  n2: {
    title: 'patients measured both times in group 2, the control group',
    type: 'count',
    min: 2,
  },
  meanPre2: mean('before', 2),
  sdPre2: sd('before', 2),
  meanPost2: mean('after', 2),
  correlation: {
    title: 'correlation of the scores before and after, the same in both groups',
    type: 'number',
    unit: 'correlation',
    min: -1,
    max: 1,
  },
} as const satisfies Record<keyof TwoArmsBefore, Need>;

/** What the methods with the SDs of both times need. */
export const twoArmsNeeds = {
  ...twoArmsBeforeNeeds,
  sdPost1: sd('after', 1),
  sdPost2: sd('after', 2),
} as const satisfies Record<keyof TwoArms, Need>;
