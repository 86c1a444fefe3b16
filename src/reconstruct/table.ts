import type { Lattice } from './lattice.ts';

/**
 * How many ways there are to choose m values with every total s and sum of squares q, for wide
 * scales without limits, in one array: T(m, q, s).
 *
 * Values are taken as deviations d from the whole number nearest the mean, which keeps q small.
 * A row (m, q) holds only the s of the parity of q with s² ≤ mq (Cauchy), whose remainder to a
 * target also has one (S − s)² ≤ (n − m)(Q − q), and q ≤ (d_low + d_high)s − d_low·d_high·m (every
 * (d − d_low)(d − d_high) ≤ 0). Each value d then adds T(m − 1, q − d², s − d) in place, in
 * ascending m, which allows it any number of times.
 *
 * Entries are doubles; all terms are positive, so their relative error stays below (number of
 * additions)·2^−53, and they are exact below 2^53. `low` keeps the same entries modulo 2^32, and
 * both together give exact counts up to about 10^22 (`exactAt`).
 */
export class CountTable {
  readonly centre: number;
  readonly top: number;
  readonly n: number;
  readonly cells: number;
  readonly #greatestQ: number;
  readonly #start: Float64Array;
  readonly #lowest: Int32Array;
  readonly #length: Int32Array;
  readonly #ways: Float64Array;
  readonly #low: Uint32Array | null;

  constructor(lattice: Lattice, withResidues: boolean) {
    const shape = tableShape(lattice);
    this.n = lattice.n;
    this.top = lattice.top;
    this.centre = shape.centre;
    this.#greatestQ = shape.greatestQ;
    const rows = (this.n + 1) * (shape.greatestQ + 1);
    this.#start = new Float64Array(rows);
    this.#lowest = new Int32Array(rows);
    this.#length = new Int32Array(rows);
    let cells = 0;
    for (let m = 0, row = 0; m <= this.n; m++)
      for (let q = 0; q <= shape.greatestQ; q++, row++) {
        const [lowest, length] = rowOf(shape, m, q);
        this.#start[row] = cells;
        this.#lowest[row] = lowest;
        this.#length[row] = length;
        cells += length;
      }
    this.cells = cells;
    this.#ways = new Float64Array(cells);
    this.#low = withResidues ? new Uint32Array(cells) : null;
    if (this.#length[0] === 1) {
      this.#ways[0] = 1;
      if (this.#low) this.#low[0] = 1;
    }
    for (const d of shape.deviations) this.#addValue(d);
  }

  /** Allows the value `centre + d`, any number of times. */
  #addValue(d: number): void {
    const width = this.#greatestQ + 1;
    const square = d * d;
    const far = Math.abs(d);
    for (let m = 1; m <= this.n; m++)
      for (let q = square; q < width; q++) {
        const to = m * width + q;
        const from = to - width - square;
        const toLength = this.#length[to] as number;
        const fromLength = this.#length[from] as number;
        if (toLength === 0 || fromLength === 0) continue;
        const toLowest = this.#lowest[to] as number;
        const fromLowest = (this.#lowest[from] as number) + d;
        let low = Math.max(toLowest, fromLowest);
        let high = Math.min(toLowest + 2 * toLength, fromLowest + 2 * fromLength) - 2;
        if (far > 0) {
          // Values are added from the farthest in: so far every |d'| ≥ |d|, and |s|·|d| ≤ q.
          const limit = Math.floor(q / far);
          if (low < -limit) low = -limit + ((limit + q) & 1);
          if (high > limit) high = limit - ((limit + q) & 1);
        }
        if (high < low) continue;
        const count = (high - low) / 2 + 1;
        const x = (this.#start[to] as number) + (low - toLowest) / 2;
        this.#addRow(x, (this.#start[from] as number) + (low - fromLowest) / 2, count);
      }
  }

  #addRow(to: number, from: number, count: number): void {
    const ways = this.#ways;
    const low = this.#low;
    const end = to + count;
    for (let x = to, y = from; x < end; x++, y++)
      ways[x] = (ways[x] as number) + (ways[y] as number);
    if (low !== null)
      for (let x = to, y = from; x < end; x++, y++)
        low[x] = (low[x] as number) + (low[y] as number);
  }

  #index(m: number, s: number, q: number): number {
    if (m < 0 || q < 0 || q > this.#greatestQ) return -1;
    const row = m * (this.#greatestQ + 1) + q;
    const offset = s - (this.#lowest[row] as number);
    if (offset < 0 || offset % 2 !== 0 || offset / 2 >= (this.#length[row] as number)) return -1;
    return (this.#start[row] as number) + offset / 2;
  }

  /** T(m, q, s) as a double, s and q taken of deviations from `centre`. */
  at(m: number, s: number, q: number): number {
    const index = this.#index(m, s, q);
    return index < 0 ? 0 : (this.#ways[index] as number);
  }

  /**
   * T(m, q, s) exactly: the whole number nearest to the double that has the right residue. Proof:
   * the double is off by less than 2^31 (see `exactLimit`), residues repeat every 2^32.
   */
  exactAt(m: number, s: number, q: number): bigint {
    const index = this.#index(m, s, q);
    if (index < 0) return 0n;
    const near = BigInt(this.#ways[index] as number);
    if (this.#low === null) return near;
    return near + BigInt.asIntN(32, BigInt(this.#low[index] as number) - near);
  }

  /** Total and sum of squares of deviations, for a target of the lattice. */
  recentre(sum: number, squares: number): readonly [s: number, q: number] {
    const { centre, n } = this;
    return [sum - centre * n, squares - 2 * centre * sum + centre * centre * n];
  }
}

interface TableShape {
  readonly n: number;
  readonly centre: number;
  readonly lowest: number;
  readonly highest: number;
  readonly greatestQ: number;
  readonly sumLow: number;
  readonly sumHigh: number;
  /** The farthest first. */
  readonly deviations: readonly number[];
}

function tableShape({ n, top, targets }: Lattice): TableShape {
  const middle = targets[targets.length >> 1];
  const centre = middle ? Math.max(0, Math.min(top, Math.round(middle.sum / n))) : 0;
  let greatestQ = 0;
  for (const { sum, squaresHigh } of targets)
    greatestQ = Math.max(greatestQ, squaresHigh - 2 * centre * sum + centre * centre * n);
  const deviations = Array.from({ length: top + 1 }, (_, u) => u - centre);
  return {
    n,
    centre,
    lowest: -centre,
    highest: top - centre,
    greatestQ,
    sumLow: (targets[0]?.sum ?? 0) - centre * n,
    sumHigh: (targets.at(-1)?.sum ?? 0) - centre * n,
    deviations: deviations.sort((a, b) => Math.abs(b) - Math.abs(a)),
  };
}

/** Lowest s of a row, and how many it holds. */
function rowOf(shape: TableShape, m: number, q: number): readonly [lowest: number, length: number] {
  const { n, greatestQ, sumLow, sumHigh, lowest, highest } = shape;
  const reach = wholeRoot(m * q);
  const rest = wholeRoot((n - m) * (greatestQ - q));
  let low = Math.max(-reach, sumLow - rest);
  let high = Math.min(reach, sumHigh + rest);
  const slope = lowest + highest;
  const need = q + lowest * highest * m;
  if (slope > 0) low = Math.max(low, Math.ceil(need / slope));
  else if (slope < 0) high = Math.min(high, Math.floor(need / slope));
  else if (need > 0) return [0, 0];
  if ((low - q) % 2 !== 0) low++;
  return high >= low ? [low, ((high - low) >> 1) + 1] : [0, 0];
}

function wholeRoot(x: number): number {
  let root = Math.floor(Math.sqrt(x));
  while (root * root > x) root--;
  while ((root + 1) * (root + 1) <= x) root++;
  return root;
}

/** Cells of the table and additions to fill it, estimated from every eighth row or so. */
export function tableWork(lattice: Lattice): {
  readonly cells: number;
  readonly additions: number;
} {
  if (lattice.targets.length === 0 || lattice.n === 0) return { cells: 0, additions: 0 };
  const shape = tableShape(lattice);
  const mStep = Math.max(1, Math.floor(lattice.n / 40));
  const qStep = Math.max(1, Math.floor(shape.greatestQ / 200));
  let cells = 0;
  for (let m = 0; m <= lattice.n; m += mStep)
    for (let q = 0; q <= shape.greatestQ; q += qStep) cells += rowOf(shape, m, q)[1];
  cells *= mStep * qStep;
  // Rows themselves cost 16 bytes and a visit for every value.
  cells += lattice.n * shape.greatestQ;
  return { cells, additions: cells * (lattice.top + 1) };
}

/**
 * Below this a double from the table is off by less than 2^31: its relative error is at most the
 * number of additions on the way, n·(top + 1), times 2^−53.
 */
export function exactLimit({ n, top }: Lattice): number {
  return 2 ** 84 / (2 * n * (top + 1));
}
