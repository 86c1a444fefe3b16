import { requireCount } from './domain.ts';
import type { Need } from './method.ts';

/** Pairs, or patients seen twice: a with the event both times, b first only, c second only, d neither. */
export interface PairedCounts {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** What the methods for paired counts need. */
export const pairedCountsNeeds = {
  a: { title: 'pairs with the event both times', type: 'count', min: 0 },
  b: { title: 'pairs with the event the first time only', type: 'count', min: 0 },
  c: { title: 'pairs with the event the second time only', type: 'count', min: 0 },
  d: { title: 'pairs with the event neither time', type: 'count', min: 0 },
} as const satisfies Record<keyof PairedCounts, Need>;

/** The number of pairs. @throws RangeError unless all four are whole and ≥ 0, with a sum above 0 */
export function pairsOf({ a, b, c, d }: PairedCounts): number {
  for (const [name, count] of Object.entries({ a, b, c, d })) requireCount(name, count);
  const n = a + b + c + d;
  requireCount('the sum of a, b, c and d', n, 1);
  return n;
}

export const independentPairs = 'The pairs are independent of each other.';
/** Why nothing can be said from the discordant pairs when there are none. */
export const noDiscordant = 'undefined: both times agree in every pair, b and c are 0';
