import type { CountLimit, CountRange } from './change-bounds.ts';
import {
  fewestUnchanged,
  highestToLowest,
  type JointTable,
  lowestToHighest,
  mostUnchanged,
  sorted,
} from './coupling.ts';
import type { PairExtreme, PairExtremes, PairRange } from './pair-search.ts';
import { type Visit, witnessed } from './visit.ts';
import { countReached, countRises, countUnchanged, witnessSums } from './witness.ts';

/** A number of patients: its extremes over pairs, the pairings that have them, and its definition. */
interface Quantity {
  readonly range: (visit: Visit) => PairRange;
  readonly low: Build;
  readonly high: Build;
  readonly recount: (joint: JointTable) => number;
}

type Build = (
  before: readonly number[],
  after: readonly number[],
  value: number,
  scored: number,
) => JointTable;

/** Patients who rise by at least so many steps. */
export function rises(visits: readonly Visit[], steps: number): CountRange {
  return countRange(visits, {
    range: ({ extremes }) => roseBy(extremes, steps),
    // As many as possible that do not rise so far; the rest do.
    low: (a, b, value, scored) => highestToLowest(a, b, scored - value),
    high: (a, b, value) => lowestToHighest(a, b, value),
    recount: (joint) => countRises(joint, steps),
  });
}

/** Those who fall by at least k are those who do not rise by at least 1 − k. */
export function falls(visits: readonly Visit[], steps: number): CountRange {
  return countRange(visits, {
    range: ({ extremes, after }) => {
      const { low, high } = roseBy(extremes, 1 - steps);
      const others = (end: PairExtreme) => ({ ...end, value: after.problem.n - end.value });
      return { low: others(high), high: others(low) };
    },
    low: (a, b, value, scored) => lowestToHighest(a, b, scored - value),
    high: (a, b, value) => highestToLowest(a, b, value),
    recount: (joint) => witnessSums(joint).n - countRises(joint, 1 - steps),
  });
}

function roseBy({ rose }: PairExtremes, steps: number): PairRange {
  return rose[steps + (rose.length - 1) / 2] as PairRange;
}

/** Patients with the same score both times. */
export function unchanged(visits: readonly Visit[]): CountRange {
  return countRange(visits, {
    range: ({ extremes }) => extremes.same,
    low: fewestUnchanged,
    high: mostUnchanged,
    recount: countUnchanged,
  });
}

/** Patients at least so many steps above the lowest score at the second visit. */
export function reached(visits: readonly Visit[], steps: number): CountRange {
  const anyPairing: Build = (a, b) => sorted(a, b, true);
  return countRange(visits, {
    range: ({ extremes }) => extremes.reached[steps] as PairRange,
    low: anyPairing,
    high: anyPairing,
    recount: (joint) => countReached(joint, steps),
  });
}

function countRange(visits: readonly Visit[], quantity: Quantity): CountRange {
  const limit = (end: 'low' | 'high', share: boolean): CountLimit => {
    const sign = end === 'low' ? 1 : -1;
    // Quotients of counts below 2^26 that differ, differ as doubles.
    const cost = (visit: Visit) =>
      (sign * quantity.range(visit)[end].value) / (share ? visit.after.problem.n : 1);
    const visit = pick(visits, cost);
    const extreme = quantity.range(visit)[end];
    const of = visit.after.problem.n;
    const build = (a: readonly number[], b: readonly number[]) =>
      quantity[end](a, b, extreme.value, of);
    const witness = witnessed(visit, extreme, build, quantity.recount);
    return {
      count: extreme.value,
      of,
      share: extreme.value / of,
      reached: true,
      witness,
      nearest: null,
    };
  };
  const [low, high] = [limit('low', false), limit('high', false)];
  if (visits.length === 1) return { low, high, lowShare: low, highShare: high };
  return { low, high, lowShare: limit('low', true), highShare: limit('high', true) };
}

function pick<T>(items: readonly T[], cost: (item: T) => number): T {
  return items.reduce((best, item) => (cost(item) < cost(best) ? item : best));
}
