import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type RankDistribution,
  rankSumDistribution,
  rankTails,
  signedRankDistribution,
  tiedTailBound,
} from '../../src/numeric/rank-statistics.ts';

interface Tail {
  readonly lower: number;
  readonly upper: number;
}
const r: {
  readonly u: readonly (Tail & {
    readonly n1: number;
    readonly n2: number;
    readonly u: number;
  })[];
  readonly w: readonly (Tail & { readonly n: number; readonly w: number })[];
} = JSON.parse(readFileSync('tests/fixtures/r/exact-tests.json', 'utf8'));

const rankSum = (n1: number, n2: number) => rankSumDistribution(n1, n2) as RankDistribution;
const signedRank = (n: number) => signedRankDistribution(n) as RankDistribution;
const close = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-11 * expected);

describe('the exact distributions of rank statistics', () => {
  it('agree with pwilcox of R, in both tails', () => {
    const known = new Map<string, RankDistribution>();
    for (const { n1, n2, u, lower, upper } of r.u) {
      const distribution = known.get(`${n1},${n2}`) ?? rankSum(n1, n2);
      known.set(`${n1},${n2}`, distribution);
      const tails = rankTails(distribution, u);
      close(tails.lower, lower);
      close(tails.upper, upper);
    }
  });

  it('agree with psignrank of R, in both tails', () => {
    for (const { n, w, lower, upper } of r.w) {
      const tails = rankTails(signedRank(n), w);
      close(tails.lower, lower);
      close(tails.upper, upper);
    }
  });

  it('are what all arrangements of some ranks give', () => {
    for (const [n1, n2] of [
      [0, 3],
      [1, 4],
      [3, 3],
      [4, 5],
      [2, 7],
    ] as const) {
      const counts = counted(subsets(n1 + n2, n1).map((ranks) => mannWhitney(ranks)));
      for (let u = 0; u <= n1 * n2; u++) expect(rankSum(n1, n2).atMost[u]).toBe(counts(u));
    }
    for (const n of [0, 1, 2, 5, 9]) {
      const sums = Array.from({ length: 2 ** n }, (_, set) =>
        Array.from({ length: n }, (__, i) => ((set >> i) & 1) * (i + 1)).reduce((a, b) => a + b, 0),
      );
      const counts = counted(sums);
      for (let w = 0; w <= (n * (n + 1)) / 2; w++) {
        expect(signedRank(n).atMost[w]).toBe(counts(w));
      }
    }
  });

  it('are symmetric, rise from 0 to 1, and are the same with the groups swapped', () => {
    const size = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(size, size, (n1, n2) => {
        const distribution = rankSum(n1, n2);
        let before = 0;
        for (let u = 0; u <= n1 * n2; u++) {
          const { lower, upper } = rankTails(distribution, u);
          expect(lower).toBeGreaterThan(before);
          expect(lower + upper).toBeCloseTo(1, 13);
          expect(rankTails(distribution, n1 * n2 - u - 1).lower).toBe(upper);
          before = lower;
        }
        expect(before).toBe(1);
        expect(rankSum(n2, n1)).toEqual(distribution);
      }),
      { numRuns: 20 },
    );
  });

  it('are not computed beyond their limits', () => {
    expect(rankSumDistribution(100, 100)).not.toBeNull();
    expect(rankSumDistribution(101, 100)).toBeNull();
    expect(signedRankDistribution(201)).toBeNull();
    expect(() => rankSumDistribution(-1, 3)).toThrow('n1 must be a whole number');
  });
});

describe('the bound on the tail with ties', () => {
  it('holds for every pattern of ties and every arrangement, and without ties', () => {
    const blocks = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 3 });
    fc.assert(
      fc.property(blocks, fc.nat(), (sizes, seed) => {
        const ranks = midRanks(sizes);
        const n1 = 1 + (seed % (ranks.length - 1));
        const values = subsets(ranks.length, n1).map((set) =>
          mannWhitney(set.map((i) => ranks[i - 1] as number)),
        );
        const counts = counted(values);
        const distribution = rankSum(n1, ranks.length - n1);
        for (const u of new Set(values)) {
          const p = counts(u) / values.length;
          expect(p).toBeLessThanOrEqual(tiedTailBound(distribution, u) * (1 + 1e-12));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is at least the tail itself and at most 3 times it where that is small', () => {
    for (const [n1, n2] of [
      [10, 12],
      [25, 25],
    ] as const) {
      const distribution = rankSum(n1, n2);
      for (let u = 0; u < n1 * n2; u++) {
        const { lower } = rankTails(distribution, u);
        const bound = tiedTailBound(distribution, u);
        expect(bound).toBeGreaterThanOrEqual(lower);
        if (lower < 0.5) expect(bound).toBeLessThan(3 * lower);
      }
    }
  });
});

/** How many of the numbers are at most another. */
function counted(numbers: readonly number[]): (most: number) => number {
  return (most) => numbers.filter((each) => each <= most + 1e-9).length;
}

/** Every choice of `size` of the ranks 1…n. */
function subsets(n: number, size: number): number[][] {
  if (size === 0) return [[]];
  if (n < size) return [];
  return [...subsets(n - 1, size), ...subsets(n - 1, size - 1).map((rest) => [...rest, n])];
}

/** The sum of the ranks of one group less the least that it can be. */
function mannWhitney(ranks: readonly number[]): number {
  return ranks.reduce((sum, rank) => sum + rank, 0) - (ranks.length * (ranks.length + 1)) / 2;
}

function midRanks(sizes: readonly number[]): number[] {
  let before = 0;
  return sizes.flatMap((size) => {
    const rank = before + (size + 1) / 2;
    before += size;
    return Array.from({ length: size }, () => rank);
  });
}
