import { requireCount, requireWhole } from './domain.ts';
import type { Tails } from './tails.ts';

/** The exact distribution of a rank statistic without ties: whole numbers from 0, symmetric. */
export interface RankDistribution {
  readonly greatest: number;
  /** How many of the equally probable arrangements have at most k, from k = 0 to the greatest. */
  readonly atMost: Float64Array;
}

/** Mann–Whitney's U is counted up to this product of the two sizes. */
export const MOST_RANK_PAIRS = 10_000;

/** Wilcoxon's signed-rank W is counted up to this number of differences. */
export const MOST_SIGNED_RANKS = 200;

/**
 * Mann–Whitney's U of n1 and n2 values without ties, U the number of pairs in which the first is
 * greater. The greatest of all values is of either group: N(u; i, j) = N(u − j; i − 1, j) + N(u; i, j − 1).
 * Counts are added only, so that they are exact to 2⁵³ and within 2e-12 (relative) beyond; null
 * where n1·n2 is above {@link MOST_RANK_PAIRS}.
 *
 * @throws RangeError unless both are counts
 * @see references.mann1947
 */
export function rankSumDistribution(n1: number, n2: number): RankDistribution | null {
  requireCount(n1, 'n1');
  requireCount(n2, 'n2');
  const greatest = n1 * n2;
  if (greatest > MOST_RANK_PAIRS) return null;
  const half = Math.floor(greatest / 2);
  const [rows, columns] = [Math.max(n1, n2), Math.min(n1, n2)];
  const counts = Array.from({ length: columns + 1 }, () => {
    const start = new Float64Array(half + 1);
    start[0] = 1;
    return start;
  });
  for (let i = 1; i <= rows; i++) {
    for (let j = 1; j <= columns; j++) {
      const here = counts[j] as Float64Array;
      const fewer = counts[j - 1] as Float64Array;
      const top = Math.min(i * j, half);
      // From above, as what stands below is still that of i − 1.
      for (let u = top; u >= j; u--) here[u] = (here[u - j] as number) + (fewer[u] as number);
      for (let u = Math.min(j - 1, top); u >= 0; u--) here[u] = fewer[u] as number;
    }
  }
  return symmetric(counts[columns] as Float64Array, greatest);
}

/**
 * Wilcoxon's signed-rank W of n differences without ties and zeros: the sum of a subset of 1…n, each
 * equally probable. Each rank is in it or not: N(w; n) = N(w; n − 1) + N(w − n; n − 1). Exact to 2⁵³
 * and within 2e-12 (relative) beyond; null where n is above {@link MOST_SIGNED_RANKS}.
 *
 * @throws RangeError unless n is a count
 * @see references.wilcoxon1945
 */
export function signedRankDistribution(n: number): RankDistribution | null {
  requireCount(n, 'n');
  if (n > MOST_SIGNED_RANKS) return null;
  const greatest = (n * (n + 1)) / 2;
  const counts = new Float64Array(Math.floor(greatest / 2) + 1);
  counts[0] = 1;
  for (let rank = 1; rank <= n; rank++) {
    for (let w = Math.min((rank * (rank + 1)) / 2, counts.length - 1); w >= rank; w--) {
      counts[w] = (counts[w] as number) + (counts[w - rank] as number);
    }
  }
  return symmetric(counts, greatest);
}

/** From the counts of 0 to half of the greatest to the numbers of arrangements with at most each. */
function symmetric(counts: Float64Array, greatest: number): RankDistribution {
  const atMost = new Float64Array(greatest + 1);
  for (let k = 0, sum = 0; k <= greatest; k++) {
    sum += counts[Math.min(k, greatest - k)] as number;
    atMost[k] = sum;
  }
  return { greatest, atMost };
}

/**
 * `lower` is P(X ≤ k), `upper` is P(X > k), each added up from its own end.
 *
 * @throws RangeError unless k is whole
 */
export function rankTails({ greatest, atMost }: RankDistribution, k: number): Tails {
  requireWhole(k, 'k');
  const all = atMost[greatest] as number;
  const share = (at: number) => (at < 0 ? 0 : at >= greatest ? 1 : (atMost[at] as number) / all);
  return { lower: share(k), upper: share(greatest - k - 1) };
}

/**
 * A bound on P(T ≤ at) for the same statistic with any ties, T from mid-ranks, and `at` any number.
 * T is the mean of the untied X when ties are broken at random, so that E φ(T) ≤ E φ(X) for every
 * convex φ (Jensen), and P(T ≤ at) ≤ E (c − T)⁺/(c − at) ≤ E (c − X)⁺/(c − at) for every c > at.
 * E (c − X)⁺ is linear between whole c: the least quotient is at one of them.
 */
export function tiedTailBound({ greatest, atMost }: RankDistribution, at: number): number {
  const all = atMost[greatest] as number;
  if (at < 0) return 0;
  let least = Infinity;
  let below = 0;
  for (let c = 1; c <= greatest; c++) {
    below += (atMost[c - 1] as number) / all;
    if (c <= at) continue;
    const bound = below / (c - at);
    // The quotient falls to its minimum and then rises.
    if (bound > least) break;
    least = bound;
  }
  return Math.min(1, least);
}
