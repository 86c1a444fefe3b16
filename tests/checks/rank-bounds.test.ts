import { describe, expect, it } from 'vitest';
import type { Span } from '../../src/checks/engine/span.ts';
import {
  anyRankSum,
  anySignedRank,
  type RankBounds,
  rankSumBounds,
  signedRankBounds,
} from '../../src/checks/p-values/rank-bounds.ts';
import { normalTails } from '../../src/numeric/normal.ts';
import { rankSumDistribution } from '../../src/numeric/rank-statistics.ts';
import { tTails } from '../../src/numeric/student-t.ts';

// Every data set of a few patients with a few values, its p computed in every way: all lie inside.

const inside = (p: number, { low, high }: Span, of: unknown) => {
  if (p < low || p > high) expect.fail(`${p} is not in ${low} to ${high}: ${JSON.stringify(of)}`);
};

const approximations = (z: number, corrected: number, n: number) =>
  [z, corrected].flatMap((each) => [
    2 * normalTails(-Math.max(0, each)).lower,
    2 * tTails(-Math.max(0, each), n - 1).lower,
  ]);

describe('the bounds of the p of Mann–Whitney’s U', () => {
  it.each([
    [1, 4],
    [2, 3],
    [3, 3],
    [3, 5],
    [4, 4],
  ] as const)('hold for every pattern of ties of %d and %d patients', (n1, n2) => {
    const n = n1 + n2;
    const [known, any] = [new Map<number, RankBounds>(), anyRankSum(n1, n2)];
    for (const blocks of compositions(n)) {
      const ranks = midRanks(blocks);
      const all = subsets(n, n1).map((set) => set.reduce((sum, i) => sum + (ranks[i] ?? 0), 0));
      const least = (n1 * (n1 + 1)) / 2;
      const cubes = blocks.reduce((sum, t) => sum + t ** 3 - t, 0);
      const sd = Math.sqrt(((n1 * n2) / 12) * (n + 1 - cubes / (n * (n - 1))));
      if (sd < 1e-9) continue;
      const centre = (n1 * n2) / 2;
      for (const sum of new Set(all)) {
        const u = sum - least;
        const off = Math.abs(u - centre);
        const bounds =
          known.get(off) ??
          rankSumBounds({ low: off, high: off }, n1, n2, rankSumDistribution(n1, n2));
        known.set(off, bounds);
        const share = (extreme: (other: number) => boolean) =>
          all.filter(extreme).length / all.length;
        const [below, above] = [share((s) => s <= sum + 1e-9), share((s) => s >= sum - 1e-9)];
        const own = u <= centre ? below : above;
        const around = share((s) => Math.abs(s - least - centre) >= off - 1e-9);
        const where = [blocks, u];
        for (const p of [Math.min(1, 2 * own), around]) inside(p, bounds.two, where);
        inside(own, bounds.one, where);
        inside(u <= centre ? above : below, bounds.against, where);
        for (const p of approximations(off / sd, (off - 0.5) / sd, n)) {
          inside(p, bounds.two, where);
          inside(p / 2, bounds.one, where);
          inside(1 - p / 2, bounds.against, where);
        }
        for (const p of [own, 2 * normalTails(-off / sd).lower]) {
          inside(Math.min(1, p), any.two, where);
        }
      }
    }
  });

  it('are narrow enough to say something, also where nothing is counted', () => {
    const at = (off: number, n1: number, n2: number) =>
      rankSumBounds({ low: off, high: off }, n1, n2, rankSumDistribution(n1, n2)).two;
    // Without ties p is 0.043 and 0.0080 in R.
    expect(at(27, 10, 10).high).toBeLessThan(0.13);
    expect(at(300, 40, 45).high).toBeLessThan(0.03);
    expect(at(2150, 140, 145).high).toBeLessThan(0.11);
    expect(at(12.5, 5, 5).low).toBeGreaterThan(0.0007);
  });
});

describe('the bounds of the p of Wilcoxon’s W', () => {
  it.each([2, 4, 6])('hold for every pattern of ties, zeros and signs of %d pairs', (n) => {
    const [known, any] = [new Map<number, RankBounds>(), anySignedRank(n)];
    for (let zeros = 0; zeros < n; zeros++) {
      for (const blocks of compositions(n - zeros)) {
        const bare = midRanks(blocks);
        const ranked = midRanks(zeros > 0 ? [zeros, ...blocks] : blocks).slice(zeros);
        for (const [ranks, shift] of [
          [bare, 0],
          [ranked, 0],
          [ranked, (zeros * (zeros + 1)) / 4],
        ] as const) {
          const sums = signs(ranks);
          const total = ranks.reduce((sum, rank) => sum + rank, 0);
          const sd = Math.sqrt(ranks.reduce((sum, rank) => sum + rank ** 2, 0)) / 2;
          for (const sum of new Set(sums)) {
            const off = Math.abs(sum - total / 2);
            const own = sums.filter((s) => Math.abs(s - total / 2) >= off - 1e-9).length;
            const two = own / sums.length;
            const printed = [sum + shift, ...(shift === 0 ? [2 * off] : [])];
            for (const w of printed) {
              const bounds = known.get(w) ?? signedRankBounds({ low: w, high: w }, n);
              known.set(w, bounds);
              const where = [zeros, blocks, w];
              const near = approximations(off / sd, (off - 0.5) / sd, n);
              for (const p of [two, ...near]) inside(p, bounds.two, where);
              for (const p of [two, ...near]) inside(p / 2, bounds.one, where);
              for (const p of [two, ...near]) inside(p, any.two, where);
            }
          }
        }
      }
    }
  });
});

/** Every way to write n as a sum of whole numbers in order: sizes of blocks of ties. */
function compositions(n: number): number[][] {
  if (n === 0) return [[]];
  return Array.from({ length: n }, (_, i) => i + 1).flatMap((first) =>
    compositions(n - first).map((rest) => [first, ...rest]),
  );
}

function midRanks(sizes: readonly number[]): number[] {
  let before = 0;
  return sizes.flatMap((size) => {
    const rank = before + (size + 1) / 2;
    before += size;
    return Array.from({ length: size }, () => rank);
  });
}

/** Every choice of `size` of the places 0…n − 1. */
function subsets(n: number, size: number): number[][] {
  if (size === 0) return [[]];
  if (n < size) return [];
  return [...subsets(n - 1, size), ...subsets(n - 1, size - 1).map((rest) => [...rest, n - 1])];
}

/** The sums of the ranks with positive signs, over all signs. */
function signs(ranks: readonly number[]): number[] {
  const [first, ...others] = ranks;
  if (first === undefined) return [0];
  return signs(others).flatMap((sum) => [sum, sum + first]);
}
