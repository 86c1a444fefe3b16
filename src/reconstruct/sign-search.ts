import type { Marginals } from './marginals.ts';
import { SignFrontier, signTestLogP } from './sign-test.ts';

/** An extreme over all pairs of data sets, and the pair that has it. */
export interface PairExtreme {
  value: number;
  /** Row of the data set before, and after; −1 when no pair was seen. */
  before: number;
  after: number;
}

/** A pair's (higher, lower) with an extreme p of the sign test. */
export interface SignExtreme extends PairExtreme {
  /** Not higher (`mirrored`: not lower), as `SignFrontier` takes it. */
  readonly f: number;
  readonly mirrored: boolean;
}

interface SignPoint {
  readonly other: number;
  readonly before: number;
  readonly after: number;
  readonly f: number;
  readonly mirrored: boolean;
}

/**
 * The least and greatest p of the sign test. p depends on (more, fewer) = (max, min) of higher and
 * lower, falls in `more` and rises in `fewer`: of all points with the same `fewer`, the one with
 * most `more` can have the least p, the one with least `more` the greatest.
 */
export class SignSearch {
  readonly #before: Marginals;
  readonly #after: Marginals;
  readonly #n: number;
  readonly #rises: SignFrontier;
  readonly #falls: SignFrontier;
  readonly #clearest: (SignPoint | undefined)[] = [];
  readonly #dullest: (SignPoint | undefined)[] = [];
  /** A pair whose tables include some with as many higher as lower, or nearly. */
  #balanced: SignPoint | null = null;

  constructor(before: Marginals, after: Marginals) {
    this.#before = before;
    this.#after = after;
    this.#n = before.problem.n;
    this.#rises = new SignFrontier(before.scores);
    this.#falls = new SignFrontier(before.scores);
  }

  pair(i: number, j: number): void {
    const width = this.#before.scores + 1;
    const rises = this.#rises;
    const falls = this.#falls;
    rises.read(this.#n, this.#before.fewer, i * width, this.#after.fewer, j * width);
    falls.read(this.#n, this.#after.fewer, j * width, this.#before.fewer, i * width);
    const riseLead = this.#n - rises.turning - rises.mostLower(rises.turning);
    const fallLead = this.#n - falls.turning - falls.mostLower(falls.turning);
    if (riseLead >= 2) this.#noteDullest(rises, i, j, false);
    else if (fallLead >= 2) this.#noteDullest(falls, i, j, true);
    else this.#balanced ??= { other: 0, before: i, after: j, f: rises.turning, mirrored: false };
    // Where more are higher, the least p lies where the most are higher for the fewest lower.
    this.#noteClearest(falls, i, j, true);
    this.#noteClearest(rises, i, j, false);
  }

  #noteDullest(frontier: SignFrontier, before: number, after: number, mirrored: boolean): void {
    const f = frontier.turning;
    const few = frontier.mostLower(f);
    const many = this.#n - f;
    const known = this.#dullest[few];
    if (known === undefined || many < known.other)
      this.#dullest[few] = { other: many, before, after, f, mirrored };
  }

  /** Of a frontier f: n − f on one side, at most `mostLower(f)` on the other. */
  #noteClearest(frontier: SignFrontier, before: number, after: number, mirrored: boolean): void {
    for (let f = frontier.turning; f <= frontier.greatest; f++) {
      const many = frontier.mostLower(f);
      const few = this.#n - f;
      if (many <= few) continue;
      const known = this.#clearest[few];
      if (known === undefined || many > known.other)
        this.#clearest[few] = { other: many, before, after, f, mirrored };
    }
  }

  extremes(): { readonly low: SignExtreme; readonly high: SignExtreme } {
    return {
      low: extremeOf(this.#clearest, -1) ?? atBalance(this.#balanced),
      high: this.#balanced
        ? atBalance(this.#balanced)
        : (extremeOf(this.#dullest, 1) ?? atBalance(null)),
    };
  }
}

function extremeOf(points: readonly (SignPoint | undefined)[], sign: 1 | -1): SignExtreme | null {
  let best: SignExtreme | null = null;
  points.forEach((point, few) => {
    if (point === undefined) return;
    const value = signTestLogP(point.other, few);
    if (best === null || sign * (value - best.value) > 0) best = { ...point, value };
  });
  return best;
}

function atBalance(point: SignPoint | null): SignExtreme {
  const { before = -1, after = -1, f = 0, mirrored = false } = point ?? {};
  return { value: 0, before, after, f, mirrored };
}
