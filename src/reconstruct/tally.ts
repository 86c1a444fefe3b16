import type { Lattice } from './lattice.ts';
import { pairsOf, Walk } from './walk.ts';

/** What holds over all placings of a lattice; limits per value. */
export interface Tally {
  count: bigint;
  /** Σ over all placings of the count of each value, divided by their number. */
  readonly mean: Float64Array;
  readonly least: Int32Array;
  readonly greatest: Int32Array;
  /** Limits of how many are at most this value; null when the engine does not give them. */
  readonly upTo: { readonly least: Int32Array; readonly greatest: Int32Array } | null;
}

/** How many placings a lattice has, by walking over the peeled counts. */
export function countByWalk(lattice: Lattice): bigint {
  const walk = new Walk(lattice);
  let total = 0n;
  for (const [sum, squares] of pairsOf(lattice)) {
    walk.start(sum, squares);
    total += BigInt(walk.countAll());
  }
  return total;
}

/** Mean, least and greatest counts of every value over all placings, without listing them. */
export function tallyByWalk(lattice: Lattice): Tally {
  const { top, n } = lattice;
  const size = top + 1;
  const walk = new Walk(lattice);
  const { peeling, counts } = walk;
  const [least, greatest] = [new Int32Array(size).fill(n), new Int32Array(size)];
  const [upToLeast, upToGreatest] = [new Int32Array(size).fill(n), new Int32Array(size)];
  const sums = new Float64Array(size);
  const note = () => {
    for (let v = 0, upTo = 0; v < size; v++) {
      const c = counts[v] as number;
      upTo += c;
      if (c < (least[v] as number)) least[v] = c;
      if (c > (greatest[v] as number)) greatest[v] = c;
      if (upTo < (upToLeast[v] as number)) upToLeast[v] = upTo;
      if (upTo > (upToGreatest[v] as number)) upToGreatest[v] = upTo;
    }
  };
  let total = 0;
  for (const [sum, squares] of pairsOf(lattice)) {
    walk.start(sum, squares);
    for (let ways = walk.next(); ways > 0; ways = walk.next()) {
      total += ways;
      // Counts are linear in t: the sum over the block's data sets is the mean of both ends times
      // their number, and extremes are at an end.
      for (const t of [peeling.tLow, peeling.tHigh]) {
        peeling.fillBlock(t, counts);
        note();
        for (let v = 0; v < size; v++)
          sums[v] = (sums[v] as number) + (ways / 2) * (counts[v] as number);
      }
    }
  }
  return {
    count: BigInt(total),
    mean: total > 0 ? sums.map((sum) => sum / total) : sums,
    least,
    greatest,
    upTo: { least: upToLeast, greatest: upToGreatest },
  };
}

/** Hands over every placing of a lattice, in the order of `placings`, in one array: copy it. */
export function eachPlacing(lattice: Lattice, take: (placing: Int32Array) => void): void {
  const walk = new Walk(lattice);
  const { peeling, counts } = walk;
  for (const [sum, squares] of pairsOf(lattice)) {
    walk.start(sum, squares);
    while (walk.next() > 0)
      for (let t = peeling.tLow; t <= peeling.tHigh; t++) {
        peeling.fillBlock(t, counts);
        take(counts);
      }
  }
}

/**
 * Every placing of a lattice, one after another, in constant memory. The same array is given each
 * time: copy what you keep.
 */
export function* placings(lattice: Lattice): Generator<Int32Array> {
  const walk = new Walk(lattice);
  const { peeling, counts } = walk;
  for (const [sum, squares] of pairsOf(lattice)) {
    walk.start(sum, squares);
    while (walk.next() > 0)
      for (let t = peeling.tLow; t <= peeling.tHigh; t++) {
        peeling.fillBlock(t, counts);
        yield counts;
      }
  }
}

/** The placings with these numbers in the order of `placings`; the numbers ascend. */
export function placingsAt(lattice: Lattice, numbers: readonly bigint[]): Int32Array[] {
  const walk = new Walk(lattice);
  const { peeling, counts } = walk;
  const found: Int32Array[] = [];
  let passed = 0n;
  for (const [sum, squares] of pairsOf(lattice)) {
    walk.start(sum, squares);
    for (let ways = walk.next(); ways > 0; ways = walk.next()) {
      const until = passed + BigInt(ways);
      for (let number = numbers[found.length]; number !== undefined && number < until; ) {
        peeling.fillBlock(peeling.tLow + Number(number - passed), counts);
        found.push(counts.slice());
        number = numbers[found.length];
      }
      if (found.length === numbers.length) return found;
      passed = until;
    }
  }
  return found;
}
