import { binomialTails } from '../../numeric/binomial.ts';
import type { Span } from '../engine/span.ts';

/** What is less probable than that is taken not to happen. */
const NEVER = 1e-9;

/**
 * Between which values a probability in `span` is found by so many random draws, but for once in 10⁹
 * times; at most with the observed data counted as one of the draws.
 */
export function drawnSpan({ low, high }: Span, draws: number): Span {
  const least = firstWhole(draws, (k) => binomialTails(k, draws, low).lower >= NEVER);
  const most = firstWhole(draws, (k) => binomialTails(k, draws, high).upper <= NEVER);
  return {
    low: Math.min(low, least / (draws + 1)),
    high: Math.max(high, (most + 1) / (draws + 1)),
  };
}

/** The first of 0 to `most` for which it holds: from there on it does. */
function firstWhole(most: number, holds: (k: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
