import { findDataSet } from './exists.ts';
import { type RandomSource, xoshiro128 } from './random.ts';
import type { SampleProblem } from './targets.ts';

/** Data sets before and after, as a search changes them: counts, and how many have fewer than u. */
export interface Sides {
  readonly before: Side;
  readonly after: Side;
}

/** One data set that stays within its printed mean and SD. */
export interface Side {
  readonly problem: SampleProblem;
  readonly counts: Int32Array;
  readonly fewer: Int32Array;
}

const tries = 30000;
const seeds = [1, 2, 3];

/**
 * Looks for a pair of data sets with a small cost: a random walk over data sets with the printed
 * figures that goes up less and less readily (Kirkpatrick, Gelatt & Vecchi 1983). What it finds is
 * possible; that nothing smaller is, it does not show.
 *
 * @param enough stop at this cost
 * @returns null when a measurement has no data set, or has printed facts, which the walk would leave
 */
export function climb(
  before: SampleProblem,
  after: SampleProblem,
  cost: (sides: Sides) => number,
  enough: number,
): Sides | null {
  if (before.cases !== null || after.cases !== null) return null;
  let best: Sides | null = null;
  let least = Infinity;
  for (const seed of seeds) {
    const found = walk(before, after, cost, enough, xoshiro128(seed));
    if (found === null) return null;
    const value = cost(found);
    // A second walk that comes to the same says that a third would.
    const isSame = value === least;
    if (value < least) [least, best] = [value, found];
    if (least <= enough || isSame) break;
  }
  return best;
}

function walk(
  before: SampleProblem,
  after: SampleProblem,
  cost: (sides: Sides) => number,
  enough: number,
  random: RandomSource,
): Sides | null {
  const first = MovingSide.start(before);
  const second = MovingSide.start(after);
  if (first === null || second === null) return null;
  const sides = { before: first, after: second };
  let current = cost(sides);
  let best = current;
  let kept = copyOf(sides);
  for (let t = 0; t < tries && best > enough; t++) {
    const side = random.next32() % 2 === 0 ? first : second;
    if (!side.move(random)) continue;
    const next = cost(sides);
    // From about three patients down to none.
    const heat = 3 * (1 - t / tries) ** 2 + 1e-3;
    if (next > current && random.next32() / 2 ** 32 > Math.exp((current - next) / heat)) {
      side.undo();
      continue;
    }
    current = next;
    if (current >= best) continue;
    best = current;
    kept = copyOf(sides);
  }
  return kept;
}

class MovingSide implements Side {
  readonly problem: SampleProblem;
  readonly counts: Int32Array;
  readonly fewer: Int32Array;
  #sum = 0;
  #squares = 0;
  /** Patients just moved: from, to, from, to … */
  readonly #moved: number[] = [];

  static start(problem: SampleProblem): MovingSide | null {
    const counts = findDataSet(problem);
    return counts && new MovingSide(problem, counts);
  }

  constructor(problem: SampleProblem, counts: Int32Array) {
    this.problem = problem;
    this.counts = counts;
    this.fewer = new Int32Array(counts.length + 1);
    counts.forEach((count, u) => {
      this.fewer[u + 1] = (this.fewer[u] as number) + count;
      this.#sum += count * u;
      this.#squares += count * u * u;
    });
  }

  /**
   * Moves two patients apart or together, and two others so that the squares come back to what they
   * were, as nearly as whole steps allow; false when that breaks a window.
   */
  move(random: RandomSource): boolean {
    this.#moved.length = 0;
    const squares = this.#squares;
    if (this.#spread(random) && (this.#fits() || this.#comeBack(random, squares))) return true;
    this.undo();
    return false;
  }

  #spread(random: RandomSource): boolean {
    const step = this.#anyStep(random);
    const up = this.#scoreOfAny(random);
    const down = this.#scoreOfAny(random);
    if (!this.#shift(up, up + step) || !this.#shift(down, down - step)) return false;
    // Where the mean leaves more than one total, sometimes take another.
    if (random.next32() % 4 === 0) {
      const from = this.#scoreOfAny(random);
      this.#shift(from, from + (random.next32() % 2 === 0 ? 1 : -1));
    }
    return true;
  }

  /** Moving one from u up by a step and one from d down adds 2 · step · (u − d + step) squares. */
  #comeBack(random: RandomSource, squares: number): boolean {
    const step = this.#anyStep(random);
    const apart = Math.round((squares - this.#squares) / (2 * step)) - step;
    const down = this.#scoreOfAny(random);
    const up = down + apart;
    if (up < 0 || up > this.problem.top) return false;
    return this.#shift(up, up + step) && this.#shift(down, down - step) && this.#fits();
  }

  #anyStep(random: RandomSource): number {
    return 1 + (random.next32() % Math.max(1, this.problem.top >> 3));
  }

  /** A score that somebody has: every score about as often, however many have it. */
  #scoreOfAny(random: RandomSource): number {
    const { counts } = this;
    let score = random.next32() % counts.length;
    while (counts[score] === 0) score = score + 1 < counts.length ? score + 1 : 0;
    return score;
  }

  #fits(): boolean {
    const { n, sumLow, sumHigh, spreadLow, spreadHigh } = this.problem;
    const spread = n * this.#squares - this.#sum * this.#sum;
    return (
      this.#sum >= sumLow && this.#sum <= sumHigh && spread >= spreadLow && spread <= spreadHigh
    );
  }

  #shift(from: number, to: number): boolean {
    if (to < 0 || to > this.problem.top || (this.counts[from] as number) === 0) return false;
    this.#carry(from, to);
    this.#moved.push(from, to);
    return true;
  }

  #carry(from: number, to: number): void {
    const { counts, fewer } = this;
    counts[from] = (counts[from] as number) - 1;
    counts[to] = (counts[to] as number) + 1;
    for (let u = Math.min(from, to) + 1; u <= Math.max(from, to); u++)
      fewer[u] = (fewer[u] as number) + (to < from ? 1 : -1);
    this.#sum += to - from;
    this.#squares += to * to - from * from;
  }

  /** Takes the last move back. */
  undo(): void {
    const moved = this.#moved;
    while (moved.length > 0) {
      const to = moved.pop() as number;
      this.#carry(to, moved.pop() as number);
    }
  }
}

function copyOf({ before, after }: Sides): Sides {
  const copy = ({ problem, counts, fewer }: Side): Side => ({
    problem,
    counts: counts.slice(),
    fewer: fewer.slice(),
  });
  return { before: copy(before), after: copy(after) };
}
