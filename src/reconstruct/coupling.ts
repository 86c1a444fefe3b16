/**
 * How many patients went from each score (row) to each score (column), in steps of the scale; with
 * patients who have no second score.
 */
export interface JointTable {
  readonly table: readonly (readonly number[])[];
  /** Patients of each first score without a second one. */
  readonly missing: readonly number[];
}

/** A pairing of first with second scores, to be filled cell by cell. */
class Pairing {
  readonly table: number[][];
  readonly before: number[];
  readonly after: number[];

  constructor(before: readonly number[], after: readonly number[]) {
    this.before = [...before];
    this.after = [...after];
    this.table = before.map(() => after.map(() => 0));
  }

  add(i: number, j: number, patients: number): void {
    const row = this.table[i] as number[];
    row[j] = (row[j] as number) + patients;
    this.before[i] = (this.before[i] as number) - patients;
    this.after[j] = (this.after[j] as number) - patients;
  }

  /** Pairs first with second scores in the orders given, at most `patients` of them. */
  inOrder(rows: readonly number[], columns: readonly number[], patients: number): void {
    let left = patients;
    for (let r = 0, c = 0; left > 0 && r < rows.length && c < columns.length; ) {
      const [i, j] = [rows[r] as number, columns[c] as number];
      const pairs = Math.min(this.before[i] as number, this.after[j] as number, left);
      this.add(i, j, pairs);
      left -= pairs;
      if (this.before[i] === 0) r++;
      if (this.after[j] === 0) c++;
    }
  }

  done(): JointTable {
    return { table: this.table, missing: this.before };
  }
}

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
const up = (counts: readonly number[]) => counts.map((_, u) => u);
const down = (counts: readonly number[]) => up(counts).reverse();

/** The first of `picked` scores in an order, as an ordered list of counts cut at `patients`. */
function firstOf(counts: readonly number[], order: readonly number[], patients: number): number[] {
  const picked = counts.map(() => 0);
  let left = patients;
  for (const u of order) {
    picked[u] = Math.min(counts[u] as number, left);
    left -= picked[u] as number;
  }
  return picked;
}

/**
 * Pairs the `pairs` lowest first scores with the `pairs` highest second ones, each in ascending
 * order, and the highest of the other first scores with the other second ones. If any pairing makes
 * that many rise by at least δ, this one does: exchanging a first score for a lower one, or a
 * second for a higher one, breaks no rise, and two rises i + δ ≤ j, i' + δ ≤ j' with i ≤ i' and
 * j > j' stay rises when the second scores are exchanged.
 */
export function lowestToHighest(
  before: readonly number[],
  after: readonly number[],
  pairs: number,
): JointTable {
  return matched(before, after, pairs, up(before), down(after));
}

/** The mirror image: the highest first scores with the lowest second ones, for falls. */
export function highestToLowest(
  before: readonly number[],
  after: readonly number[],
  pairs: number,
): JointTable {
  return matched(before, after, pairs, down(before), up(after));
}

function matched(
  before: readonly number[],
  after: readonly number[],
  pairs: number,
  beforeOrder: readonly number[],
  afterOrder: readonly number[],
): JointTable {
  const pairing = new Pairing(before, after);
  const rows = firstOf(before, beforeOrder, pairs);
  const columns = firstOf(after, afterOrder, pairs);
  const inner = new Pairing(rows, columns);
  inner.inOrder(up(before), up(after), pairs);
  inner.table.forEach((row, i) => {
    row.forEach((patients, j) => {
      pairing.add(i, j, patients);
    });
  });
  pairing.inOrder([...beforeOrder].reverse(), [...afterOrder].reverse(), total(after));
  return pairing.done();
}

/** Sorted with sorted (`rising`) or with reversed: the greatest and the least Σ xy. */
export function sorted(
  before: readonly number[],
  after: readonly number[],
  rising: boolean,
): JointTable {
  const pairing = new Pairing(before, after);
  pairing.inOrder(up(before), rising ? up(after) : down(after), total(after));
  return pairing.done();
}

/** As many unchanged as possible: min(a_u, b_u) of every score. */
export function mostUnchanged(before: readonly number[], after: readonly number[]): JointTable {
  const pairing = new Pairing(before, after);
  for (const u of up(before)) pairing.add(u, u, Math.min(before[u] as number, after[u] as number));
  pairing.inOrder(up(before), up(after), total(after));
  return pairing.done();
}

/**
 * As few unchanged as possible. Missing second scores are one more column, which no first score
 * equals. With n pairs left, max(0, a_u + b_u − n) must be unchanged; that is at most one score's,
 * and is taken out first. Then every a_u + b_u ≤ n, and pairing one patient of the greatest
 * a_u + b_u with another score keeps it so: Σ(a_u + b_u) = 2n, so at most two scores are at the
 * limit n; if two are, they hold everything and are paired with each other.
 */
export function fewestUnchanged(before: readonly number[], after: readonly number[]): JointTable {
  const absent = total(before) - total(after);
  const pairing = new Pairing([...before, 0], [...after, absent]);
  let left = total(before);
  const load = (u: number) => (pairing.before[u] as number) + (pairing.after[u] as number);
  for (const u of up(before)) {
    const forced = load(u) - left;
    if (forced <= 0) continue;
    pairing.add(u, u, forced);
    left -= forced;
  }
  for (; left > 0; left--) {
    const order = up(pairing.before).sort((a, b) => load(b) - load(a));
    const first = order[0] as number;
    const others = order.slice(1);
    const partner = others.find((u) => (pairing.after[u] as number) > 0);
    if ((pairing.before[first] as number) > 0 && partner !== undefined)
      pairing.add(first, partner, 1);
    else pairing.add(others.find((u) => (pairing.before[u] as number) > 0) as number, first, 1);
  }
  const last = before.length;
  return {
    table: pairing.table.slice(0, last).map((row) => row.slice(0, last)),
    missing: pairing.table.slice(0, last).map((row) => row[last] as number),
  };
}

/** `kept` of every score unchanged; of the others `falls` fall, in `highestToLowest` order. */
export function withUnchanged(
  before: readonly number[],
  after: readonly number[],
  kept: readonly number[],
  falls: number,
): JointTable {
  const rest = (counts: readonly number[]) => counts.map((count, u) => count - (kept[u] as number));
  const { table, missing } = highestToLowest(rest(before), rest(after), falls);
  return {
    table: table.map((row, i) => row.map((c, j) => (i === j ? c + (kept[i] as number) : c))),
    missing,
  };
}

/** The same table read from the second to the first measurement. */
export function transposed({ table, missing }: JointTable): JointTable {
  return { table: table.map((_, j) => table.map((row) => row[j] as number)), missing };
}
