import { TooLargeError } from './errors.ts';
import type { Lattice } from './lattice.ts';
import type { RandomSource } from './random.ts';
import { CountTable, exactLimit } from './table.ts';
import type { Tally } from './tally.ts';
import { pairsOf } from './walk.ts';

/** A filled table with the targets that it was made for. */
export interface Counted {
  readonly table: CountTable;
  readonly total: bigint;
  readonly targets: readonly { readonly s: number; readonly q: number; readonly ways: number }[];
}

/**
 * Fills the table of a lattice and counts, exactly: with doubles alone while these stay below 2^53,
 * with residues beyond.
 *
 * @param expectLarge begin with residues, without a first try
 * @throws TooLargeError beyond about 10^22, where one residue does not settle the count
 */
export function countByTable(lattice: Lattice, expectLarge: boolean): Counted {
  let table = new CountTable(lattice, expectLarge);
  let ways = targetWays(table, lattice);
  const sum = ways.reduce((total, target) => total + target.ways, 0);
  // Entries on the way to a target can exceed it; what flows into it cannot: T(target) is a sum of
  // them, each with weight ≥ 1. So a target below 2^53 came from exact entries alone.
  if (sum >= 2 ** 53 && !expectLarge) {
    table = new CountTable(lattice, true);
    ways = targetWays(table, lattice);
  }
  if (sum > exactLimit(lattice))
    throw new TooLargeError('there are too many data sets to count exactly', ['exists']);
  const total = ways.reduce((sumOfAll, { s, q }) => sumOfAll + table.exactAt(lattice.n, s, q), 0n);
  return { table, total, targets: ways };
}

function targetWays(table: CountTable, lattice: Lattice) {
  return [...pairsOf(lattice)].map(([sum, squares]) => {
    const [s, q] = table.recentre(sum, squares);
    return { s, q, ways: table.at(lattice.n, s, q) };
  });
}

/**
 * Mean, least and greatest counts from the table. The placings with c_v ≥ j are those of the n − j
 * others: T(n − j, S − jd, Q − jd²), d = v − centre. So E[c_v] is their sum over j ≥ 1 over T; the
 * greatest count is the last j with any, the least the last j that all placings reach.
 */
export function tallyByTable(lattice: Lattice, { table, total, targets }: Counted): Tally {
  const { n, top } = lattice;
  const mean = new Float64Array(top + 1);
  const least = new Int32Array(top + 1).fill(n);
  const greatest = new Int32Array(top + 1);
  const all = targets.reduce((sum, { ways }) => sum + ways, 0);
  for (let v = 0; v <= top; v++) {
    const d = v - table.centre;
    let sum = 0;
    for (const { s, q, ways } of targets) {
      if (ways === 0) continue;
      let everyone = true;
      let fewest = 0;
      for (let j = 1; j <= n; j++) {
        const reaching = table.at(n - j, s - j * d, q - j * d * d);
        if (reaching === 0) break;
        sum += reaching;
        if (j > (greatest[v] as number)) greatest[v] = j;
        // Equal doubles are not yet equal counts; the exact ones decide.
        everyone &&=
          reaching >= ways * (1 - 1e-9) &&
          table.exactAt(n - j, s - j * d, q - j * d * d) === table.exactAt(n, s, q);
        if (everyone) fewest = j;
      }
      if (fewest < (least[v] as number)) least[v] = fewest;
    }
    mean[v] = all > 0 ? sum / all : 0;
  }
  return { count: total, mean, least, greatest, upTo: null };
}

/**
 * A placing drawn uniformly (Nijenhuis & Wilf 1978): j copies of v are taken with probability
 * T(n − j, S − jd, Q − jd²) / (n·T), and again from the rest. By induction every placing has the
 * probability 1/T: each v and j ≤ c_v can begin it, with weight T' / (nT) · 1/T', and there are
 * Σ c_v = n of them. Weights are doubles, so probabilities are right to about 1e-13.
 *
 * @see references.nijenhuis1978
 */
export function drawByTable(
  lattice: Lattice,
  { table, targets }: Counted,
  random: RandomSource,
): Int32Array {
  const counts = new Int32Array(lattice.top + 1);
  const all = targets.reduce((sum, { ways }) => sum + ways, 0);
  let chance = uniform(random) * all;
  let target = targets.find(({ ways }) => ways > 0) as Counted['targets'][number];
  for (const candidate of targets) {
    if (candidate.ways === 0) continue;
    target = candidate;
    chance -= candidate.ways;
    if (chance < 0) break;
  }
  let { s, q } = target;
  for (let m = lattice.n; m > 0; ) {
    const { v, j } = drawRun(table, m, s, q, uniform(random) * m * table.at(m, s, q));
    const d = v - table.centre;
    counts[v] = (counts[v] as number) + j;
    m -= j;
    s -= j * d;
    q -= j * d * d;
  }
  return counts;
}

function drawRun(table: CountTable, m: number, s: number, q: number, chance: number) {
  let drawn = { v: 0, j: 0 };
  let left = chance;
  for (let v = 0; v <= table.top; v++) {
    const d = v - table.centre;
    for (let j = 1; j <= m; j++) {
      const ways = table.at(m - j, s - j * d, q - j * d * d);
      if (ways === 0) break;
      drawn = { v, j };
      left -= ways;
      if (left < 0) return drawn;
    }
  }
  return drawn;
}

/** In [0, 1), with 53 random bits. */
function uniform(random: RandomSource): number {
  return ((random.next32() >>> 5) * 2 ** 26 + (random.next32() >>> 6)) / 2 ** 53;
}
