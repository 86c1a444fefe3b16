import type { Envelope, Marginals } from './marginals.ts';
import type { PairExtreme } from './pair-search.ts';
import { SignFrontier, signTestLogP } from './sign-test.ts';

/** A pair's (higher, lower) with an extreme p of the sign test. */
export interface SignExtreme extends PairExtreme {
  /** Not higher (`mirrored`: not lower), as `SignFrontier` takes it. */
  readonly f: number;
  readonly mirrored: boolean;
}

/** ln p of the sign test: its least and greatest value, see `searchPairs`. */
interface SignRange {
  readonly low: SignExtreme;
  readonly high: SignExtreme;
}

interface SignPoint {
  readonly few: number;
  readonly more: number;
  readonly before: number;
  readonly after: number;
  readonly f: number;
  readonly mirrored: boolean;
}

/**
 * The least and greatest p of the sign test over all pairs. p depends on (more, few) = (max, min)
 * of higher and lower, falls in `more` and rises in `few`. For one pair the greatest p lies where
 * its frontier turns, the least p beyond. Frontiers grow with `slack`, so a data set after is left
 * out when the frontiers of the envelope hold no point that would count.
 */
export function signExtremes(before: Marginals, after: Marginals, fewer: Envelope): SignRange {
  const n = before.problem.n;
  const width = before.scores + 1;
  const rises = new SignFrontier(before.scores);
  const falls = new SignFrontier(before.scores);
  const clearest = new Clearest(n);
  const dullest = new Dullest(n);
  for (let j = 0; j < after.size; j++) {
    const to = j * width;
    rises.read(n, fewer.least, 0, after.fewer, to);
    falls.read(n, after.fewer, to, fewer.greatest, 0);
    const isDuller = dullest.look(rises, falls, -1, j);
    // Where more are higher, the least p lies where the most are higher for the fewest lower.
    const isClearer = clearest.look(falls, true, -1, j) || clearest.look(rises, false, -1, j);
    if (!isDuller && !isClearer) continue;
    for (let i = 0; i < before.size; i++) {
      rises.read(n, before.fewer, i * width, after.fewer, to);
      falls.read(n, after.fewer, to, before.fewer, i * width);
      if (isDuller) dullest.look(rises, falls, i, j);
      if (!isClearer) continue;
      clearest.look(falls, true, i, j);
      clearest.look(rises, false, i, j);
    }
  }
  return {
    low: extremeOf(clearest.points, -1) ?? atBalance(dullest.balanced),
    high: dullest.balanced
      ? atBalance(dullest.balanced)
      : (extremeOf(dullest.points, 1) ?? atBalance(null)),
  };
}

/** Points among which is the one with the least p: no known point has more for as few. */
class Clearest {
  readonly points: SignPoint[] = [];
  readonly #n: number;
  /** The most `more` of a point with at most so few. */
  readonly #most: Int32Array;

  constructor(n: number) {
    this.#n = n;
    this.#most = new Int32Array(n + 1);
  }

  /** Whether a frontier has a point that counts; it is noted unless `before` is −1. */
  look(frontier: SignFrontier, mirrored: boolean, before: number, after: number): boolean {
    let found = false;
    // Of a frontier f: n − f on one side, at most `mostLower(f)` on the other.
    for (let f = frontier.turning; f <= frontier.greatest; f++) {
      const few = this.#n - f;
      const more = frontier.mostLower(f);
      if (more <= few || more <= (this.#most[few] as number)) continue;
      if (before < 0) return true;
      found = true;
      this.points.push({ few, more, before, after, f, mirrored });
      for (let k = few; k <= this.#n && (this.#most[k] as number) < more; k++) this.#most[k] = more;
    }
    return found;
  }
}

/** Points among which is the one with the greatest p: no known point has as many for fewer. */
class Dullest {
  readonly points: SignPoint[] = [];
  /** A pair whose tables include some with as many higher as lower, or nearly: its p is 1. */
  balanced: SignPoint | null = null;
  readonly #n: number;
  /** The least `more` of a point with at least so few. */
  readonly #least: Int32Array;

  constructor(n: number) {
    this.#n = n;
    this.#least = new Int32Array(n + 1).fill(n + 1);
  }

  /** Whether a pair has a point that counts; it is noted unless `before` is −1. */
  look(rises: SignFrontier, falls: SignFrontier, before: number, after: number): boolean {
    if (this.balanced !== null) return false;
    return (
      this.#side(rises, false, before, after) ??
      this.#side(falls, true, before, after) ??
      this.#balance(rises, before, after)
    );
  }

  /** null when more need not be on this side. */
  #side(frontier: SignFrontier, mirrored: boolean, before: number, after: number): boolean | null {
    const f = frontier.turning;
    const few = frontier.mostLower(f);
    const more = this.#n - f;
    if (more < few + 2) return null;
    if (more >= (this.#least[few] as number)) return false;
    if (before >= 0) {
      this.points.push({ few, more, before, after, f, mirrored });
      for (let k = few; k >= 0 && (this.#least[k] as number) > more; k--) this.#least[k] = more;
    }
    return true;
  }

  #balance({ turning: f }: SignFrontier, before: number, after: number): boolean {
    if (before >= 0) this.balanced = { few: 0, more: 0, before, after, f, mirrored: false };
    return true;
  }
}

function extremeOf(points: readonly SignPoint[], sign: 1 | -1): SignExtreme | null {
  let best: SignExtreme | null = null;
  for (const { few, more, ...point } of points) {
    const value = signTestLogP(more, few);
    if (best === null || sign * (value - best.value) > 0) best = { ...point, value };
  }
  return best;
}

function atBalance(point: SignPoint | null): SignExtreme {
  const { before = -1, after = -1, f = 0, mirrored = false } = point ?? {};
  return { value: 0, before, after, f, mirrored };
}
