import type { Lattice } from './lattice.ts';
import { Peeling } from './peeling.ts';

/**
 * Goes through every choice of the peeled counts for which the block has an answer. Each stop
 * stands for `peeling.tHigh − peeling.tLow + 1` data sets; nothing is stored, so memory does not
 * grow with their number.
 */
export class Walk {
  readonly peeling: Peeling;
  /** Counts of the peeled values at this stop; the block's values are left alone. */
  readonly counts: Int32Array;
  /** How many choices have been visited, with an answer or without. */
  visited = 0;
  /** Steps left before the walk gives up, dead ends included; without end unless set. */
  stepsLeft = Infinity;
  readonly #n: number;
  readonly #m: Float64Array;
  readonly #s: Float64Array;
  readonly #q: Float64Array;
  readonly #below: Float64Array;
  readonly #most: Float64Array;
  readonly #isLower: Uint8Array;
  #level = -1;
  #fresh = false;

  constructor(lattice: Lattice) {
    const peeling = new Peeling(lattice);
    this.peeling = peeling;
    this.counts = new Int32Array(lattice.top + 1);
    this.#n = lattice.n;
    const size = peeling.depth + 1;
    this.#m = new Float64Array(size);
    this.#s = new Float64Array(size);
    this.#q = new Float64Array(size);
    this.#below = new Float64Array(size);
    this.#most = new Float64Array(size);
    this.#isLower = Uint8Array.from(peeling.values, (_, level) => +peeling.isLower(level));
  }

  /** Begins with one total and one sum of squares. */
  start(sum: number, squares: number): void {
    this.#m[0] = this.#n;
    this.#s[0] = sum;
    this.#q[0] = squares;
    this.#below[0] = 0;
    this.#fresh = true;
    this.#level = 0;
    if (this.peeling.depth > 0) this.#open(0);
  }

  /** Goes to the next stop; returns how many data sets it stands for, 0 at the end. */
  next(): number {
    const last = this.peeling.depth - 1;
    if (last < 0) return this.#onlyStop();
    let level = this.#level;
    while (level >= 0) {
      const v = this.peeling.values[level] as number;
      if ((this.counts[v] as number) >= (this.#most[level] as number)) {
        level--;
        continue;
      }
      if (--this.stepsLeft < 0) break;
      this.#take(level, v);
      const below = level + 1;
      if (level < last) {
        level = below;
        this.#open(level);
        continue;
      }
      this.visited++;
      const ways = this.#close(below);
      if (ways > 0) {
        this.#level = level;
        return ways;
      }
    }
    this.#level = -1;
    return 0;
  }

  /** How many data sets there are from the start on: the sum of all stops, not one by one. */
  countAll(): number {
    const last = this.peeling.depth - 1;
    if (last < 0) return this.#onlyStop();
    // Below 2^53: at most 2^31 stops are ever allowed, of at most 2^20 data sets each.
    let ways = 0;
    for (let level = 0; level >= 0; ) {
      const v = this.peeling.values[level] as number;
      if (level === last) ways += this.#countLast(last, v);
      else if ((this.counts[v] as number) < (this.#most[level] as number)) {
        this.#take(level, v);
        level++;
        this.#open(level);
        continue;
      }
      level--;
    }
    this.#level = -1;
    return ways;
  }

  #countLast(level: number, v: number): number {
    const { peeling } = this;
    const first = (this.counts[v] as number) + 1;
    const most = this.#most[level] as number;
    if (peeling.limits === null) {
      const m = (this.#m[level] as number) - first;
      const s = (this.#s[level] as number) - first * v;
      const q = (this.#q[level] as number) - first * v * v;
      return peeling.closeAll(v, most - first + 1, m, s, q);
    }
    let ways = 0;
    for (let c = first; c <= most; c++) {
      this.#take(level, v);
      ways += this.#close(level + 1);
    }
    return ways;
  }

  #onlyStop(): number {
    if (!this.#fresh) return 0;
    this.#fresh = false;
    this.visited++;
    return this.#close(0);
  }

  #close(at: number): number {
    return this.peeling.close(
      this.#m[at] as number,
      this.#s[at] as number,
      this.#q[at] as number,
      this.#below[at] as number,
    );
  }

  /** One more patient on the level's value. */
  #take(level: number, v: number): void {
    const next = level + 1;
    this.counts[v] = (this.counts[v] as number) + 1;
    this.#m[next] = (this.#m[next] as number) - 1;
    this.#s[next] = (this.#s[next] as number) - v;
    this.#q[next] = (this.#q[next] as number) - v * v;
    if (this.#isLower[level] === 1) this.#below[next] = (this.#below[next] as number) + 1;
  }

  /** Sets a level to one below its least count, for `take` to begin with the least. */
  #open(level: number): void {
    const m = this.#m[level] as number;
    const s = this.#s[level] as number;
    const q = this.#q[level] as number;
    const below = this.#below[level] as number;
    this.peeling.open(level, m, s, q, below);
    const before = this.peeling.least - 1;
    const v = this.peeling.values[level] as number;
    const next = level + 1;
    this.#most[level] = this.peeling.most;
    this.counts[v] = before;
    this.#m[next] = m - before;
    this.#s[next] = s - before * v;
    this.#q[next] = q - before * v * v;
    this.#below[next] = this.#isLower[level] === 1 ? below + before : below;
  }
}

/** Every (total, sum of squares) of a lattice. */
export function* pairsOf(lattice: Lattice): Generator<readonly [sum: number, squares: number]> {
  for (const { sum, squaresLow, squaresHigh } of lattice.targets)
    for (let squares = squaresLow; squares <= squaresHigh; squares += 2) yield [sum, squares];
}
