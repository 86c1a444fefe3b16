import { requireProbability } from './domain.ts';

/**
 * The two tail probabilities of a distribution at a point, each computed directly.
 * `lower` is P(X ≤ x). `upper` is P(X > x). Never take one from the other: 1 − p loses every
 * digit of a small tail.
 */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

/** A tail probability by name, for quantiles: `{ upper: 1e-20 }` keeps what `{ lower: 1 }` loses. */
export type Tail = { readonly lower: number } | { readonly upper: number };

/** Which of the two tails, and how much is in it. */
export interface SidedTail {
  readonly side: 'lower' | 'upper';
  readonly p: number;
}

/**
 * The same point named by its smaller tail. Nothing is lost: 1 − p is exact in floating point for
 * p in [½, 1].
 *
 * @throws RangeError unless the tail is a probability
 */
export function smallerTail(tail: Tail): SidedTail {
  if ('lower' in tail) {
    const p = requireProbability(tail.lower, 'lower');
    return p <= 0.5 ? { side: 'lower', p } : { side: 'upper', p: 1 - p };
  }
  const p = requireProbability(tail.upper, 'upper');
  return p <= 0.5 ? { side: 'upper', p } : { side: 'lower', p: 1 - p };
}
