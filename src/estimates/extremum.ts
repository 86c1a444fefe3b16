import type { Ends } from './method.ts';

interface Search {
  readonly over: Ends;
  /** The function itself, where it exists. */
  readonly reached: (at: number) => number | null;
  /** A bound of the function on a part of the interval, tighter as the part gets narrower. */
  readonly bound: (part: Ends) => number;
}

/** Bounds closer than this to a reached value, relative to the largest sampled, are good enough. */
const relativeGap = 1e-6;
const startingParts = 64;
/** Enough for the gap above with bounds of first order; beyond it the bound is valid, but wider. */
const mostParts = 200_000;

/**
 * An upper bound of a function on an interval, by branch and bound: proved by `bound` on parts that
 * cover the interval, and within 1e-6 of a value that is reached (relative to the largest).
 */
export function greatest({ over, reached, bound }: Search): number {
  const parts: Ends[] = [];
  let best = -Infinity;
  let size = 0;
  const look = (at: number) => {
    const value = reached(at);
    if (value === null) return;
    best = Math.max(best, value);
    size = Math.max(size, Math.abs(value));
  };
  look(over.high);
  for (let i = startingParts - 1; i >= 0; i--) {
    const part = {
      low: between(over, i / startingParts),
      high: between(over, (i + 1) / startingParts),
    };
    look(part.low);
    parts.push(part);
  }
  let proved = best;
  let looked = 0;
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const most = bound(part);
    if (most <= best) continue;
    const middle = between(part, 0.5);
    const divisible = middle > part.low && middle < part.high;
    if (most <= best + relativeGap * size || !divisible || ++looked > mostParts) {
      proved = Math.max(proved, most);
      continue;
    }
    look(middle);
    parts.push({ low: middle, high: part.high }, { low: part.low, high: middle });
  }
  return Math.max(proved, best);
}

/** The same for a lower bound. */
export function least({ over, reached, bound }: Search): number {
  return -greatest({
    over,
    reached: (at) => negative(reached(at)),
    bound: (part) => -bound(part),
  });
}

function negative(value: number | null): number | null {
  return value === null ? null : -value;
}

function between({ low, high }: Ends, share: number): number {
  return share === 1 ? high : low + share * (high - low);
}
