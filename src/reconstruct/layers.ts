import { TooLargeError } from './errors.ts';
import type { Lattice } from './lattice.ts';
import { Peeling } from './peeling.ts';
import { below as drawBelow, type RandomSource } from './random.ts';
import type { Tally } from './tally.ts';
import { pairsOf } from './walk.ts';

const mostStates = 600_000;

/** What is left to place at one level of the peeling. */
interface State {
  readonly m: number;
  readonly s: number;
  readonly q: number;
  readonly below: number;
  /** Ways to place it; the choices of this level's count that have any. */
  readonly ways: bigint;
  readonly choices: readonly Choice[];
  /** Ways to come here from the start. */
  arrivals: bigint;
}

interface Choice {
  readonly c: number;
  readonly next: State;
}

/**
 * Every state that placing the counts one after another can pass through, with the ways to finish
 * from it: for wide scales under limits, where neither the walk nor the table serves. Exact at any
 * size; memory grows with the number of states.
 */
export class Layers {
  readonly total: bigint;
  readonly #lattice: Lattice;
  readonly #peeling: Peeling;
  readonly #states: Map<string, State>[];
  readonly #starts: State[] = [];
  #size = 0;

  /** @throws TooLargeError when there are more states than memory should hold */
  constructor(lattice: Lattice) {
    this.#lattice = lattice;
    this.#peeling = new Peeling(lattice);
    this.#states = Array.from({ length: this.#peeling.depth + 1 }, () => new Map());
    let total = 0n;
    for (const [sum, squares] of pairsOf(lattice)) {
      const start = this.#state(0, lattice.n, sum, squares, 0);
      if (start.ways === 0n) continue;
      start.arrivals = 1n;
      this.#starts.push(start);
      total += start.ways;
    }
    this.total = total;
  }

  #state(level: number, m: number, s: number, q: number, below: number): State {
    const layer = this.#states[level] as Map<string, State>;
    const key = `${m},${s},${q},${below}`;
    const known = layer.get(key);
    if (known) return known;
    if (++this.#size > mostStates)
      throw new TooLargeError('too many states for an exact count under the printed facts', [
        'exists',
      ]);
    const state = this.#solve(level, m, s, q, below);
    layer.set(key, state);
    return state;
  }

  #solve(level: number, m: number, s: number, q: number, below: number): State {
    const peeling = this.#peeling;
    if (level === peeling.depth) {
      const ways = BigInt(peeling.close(m, s, q, below));
      return { m, s, q, below, ways, choices: [], arrivals: 0n };
    }
    peeling.open(level, m, s, q, below);
    const { least, most } = peeling;
    const v = peeling.values[level] as number;
    const lower = peeling.isLower(level) ? 1 : 0;
    const choices: Choice[] = [];
    let ways = 0n;
    for (let c = least; c <= most; c++) {
      const next = this.#state(level + 1, m - c, s - c * v, q - c * v * v, below + lower * c);
      if (next.ways === 0n) continue;
      ways += next.ways;
      choices.push({ c, next });
    }
    return { m, s, q, below, ways, choices, arrivals: 0n };
  }

  /** Mean, least and greatest counts: each choice counts arrivals × ways to finish. */
  tally(): Tally {
    const { top, n } = this.#lattice;
    const size = top + 1;
    const [least, greatest] = [new Int32Array(size).fill(n), new Int32Array(size)];
    const sums = new Array<bigint>(size).fill(0n);
    const note = (v: number, c: number) => {
      least[v] = Math.min(least[v] as number, c);
      greatest[v] = Math.max(greatest[v] as number, c);
    };
    for (const layer of this.#states) for (const state of layer.values()) state.arrivals = 0n;
    for (const start of this.#starts) start.arrivals = 1n;
    this.#states.forEach((layer, level) => {
      for (const state of layer.values()) {
        if (state.arrivals === 0n || state.ways === 0n) continue;
        if (level === this.#peeling.depth) {
          this.#tallyBlock(state, sums, note);
          continue;
        }
        const v = this.#peeling.values[level] as number;
        for (const { c, next } of state.choices) {
          next.arrivals += state.arrivals;
          sums[v] = (sums[v] as bigint) + BigInt(c) * state.arrivals * next.ways;
          note(v, c);
        }
      }
    });
    const mean = Float64Array.from(sums, (sum) => ratio(sum, this.total));
    return { count: this.total, mean, least, greatest, upTo: null };
  }

  #tallyBlock(state: State, sums: bigint[], note: (v: number, c: number) => void): void {
    const { blockBase, blockSize } = this.#peeling;
    const { m, s, q, below } = state;
    const counts = new Int32Array(this.#lattice.top + 1);
    this.#peeling.close(m, s, q, below);
    const twice = new Array<number>(blockSize).fill(0);
    for (const t of [this.#peeling.tLow, this.#peeling.tHigh]) {
      this.#peeling.fillBlock(t, counts);
      for (let i = 0; i < blockSize; i++) {
        const c = counts[blockBase + i] as number;
        twice[i] = (twice[i] as number) + c;
        note(blockBase + i, c);
      }
    }
    // Linear in t: ways · (first + last) / 2, a whole number.
    twice.forEach((ends, i) => {
      const v = blockBase + i;
      sums[v] = (sums[v] as bigint) + (state.arrivals * state.ways * BigInt(ends)) / 2n;
    });
  }

  /** A placing drawn uniformly, exactly. */
  draw(random: RandomSource): Int32Array {
    const counts = new Int32Array(this.#lattice.top + 1);
    let number = drawBelow(random, this.total);
    let state = this.#starts[0] as State;
    for (const start of this.#starts) {
      state = start;
      if (number < start.ways) break;
      number -= start.ways;
    }
    for (let level = 0; level < this.#peeling.depth; level++)
      for (const { c, next } of state.choices) {
        if (number < next.ways) {
          counts[this.#peeling.values[level] as number] = c;
          state = next;
          break;
        }
        number -= next.ways;
      }
    this.#peeling.close(state.m, state.s, state.q, state.below);
    this.#peeling.fillBlock(this.#peeling.tLow + Number(number), counts);
    return counts;
  }
}

/** a / b as a double, right to its last digit or so whatever the size. */
function ratio(a: bigint, b: bigint): number {
  if (b === 0n) return 0;
  return Number((a << 64n) / b) / 2 ** 64;
}
