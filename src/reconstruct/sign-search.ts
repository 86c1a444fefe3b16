import { blockRows, type Envelope, type Marginals } from './marginals.ts';
import type { PairExtreme } from './pair-search.ts';
import { SignFrontier, SignTestLimits, signTestLogP } from './sign-test.ts';

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

/**
 * The least and greatest p of the sign test over all pairs. p depends on (more, few) = (max, min)
 * of higher and lower, falls in `more` and rises in `few`. For one pair the greatest p lies where
 * its frontier turns, the least p beyond. Frontiers grow with `slack`, so data sets after are left out
 * when the frontiers of the envelopes hold no point that would count.
 */
export function signExtremes(
  before: Marginals,
  after: Marginals,
  fewer: Envelope,
  fewerAfter: Envelope,
): SignRange {
  const n = before.problem.n;
  const width = before.scores + 1;
  const rises = new SignFrontier(before.scores);
  const falls = new SignFrontier(before.scores);
  const limits = new SignTestLimits(n);
  const clearest = new Clearest(n, limits);
  const dullest = new Dullest(n, limits);
  for (let start = 0; start < after.size; start += blockRows) {
    const block = (start / blockRows) * width;
    rises.read(n, fewer.least, 0, fewerAfter.greatest, block);
    falls.read(n, fewerAfter.least, block, fewer.greatest, 0);
    // Where more are higher, the least p lies where the most are higher for the fewest lower.
    if (
      !dullest.look(rises, falls, -1, -1) &&
      !clearest.look(falls, true, -1, -1) &&
      !clearest.look(rises, false, -1, -1)
    )
      continue;
    const end = Math.min(start + blockRows, after.size);
    for (let j = start; j < end; j++) {
      const to = j * width;
      rises.read(n, fewer.least, 0, after.fewer, to);
      falls.read(n, after.fewer, to, fewer.greatest, 0);
      const isDuller = dullest.look(rises, falls, -1, -1);
      const isClearer = clearest.look(falls, true, -1, -1) || clearest.look(rises, false, -1, -1);
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
  }
  const { balanced } = dullest;
  return {
    low: best(clearest.points, -1) ?? balanced ?? unseen,
    high: balanced ?? best(dullest.points, 1) ?? unseen,
  };
}

interface SignPoint extends Omit<SignExtreme, 'value'> {
  readonly few: number;
  readonly more: number;
}

function best(points: readonly SignPoint[], sign: 1 | -1): SignExtreme | null {
  let found: SignExtreme | null = null;
  for (const { few, more, ...point } of points) {
    const value = signTestLogP(more, few);
    if (found === null || sign * (value - found.value) > 0) found = { ...point, value };
  }
  return found;
}

/** p = 1, of no pair. */
const unseen: SignExtreme = { value: 0, before: -1, after: -1, f: 0, mirrored: false };

/** Points among which is the one with the least p. */
class Clearest {
  readonly points: SignPoint[] = [];
  readonly #n: number;
  readonly #limits: SignTestLimits;
  /** The least p is at most this. */
  #ceiling = Infinity;
  /** Of the points that are noted or known to be of no use, with at most so few: the most `more`. */
  readonly #most: Int32Array;

  constructor(n: number, limits: SignTestLimits) {
    this.#n = n;
    this.#limits = limits;
    this.#most = new Int32Array(n + 1);
  }

  /** Whether a pair can have a lower p, and is noted; an envelope (`before` −1) is not. */
  look(frontier: SignFrontier, mirrored: boolean, before: number, after: number): boolean {
    let found = false;
    // Of a frontier f: n − f on one side, at most `mostLower(f)` on the other.
    for (let f = frontier.turning; f <= frontier.greatest; f++) {
      const few = this.#n - f;
      const more = frontier.mostLower(f);
      if (more <= few || more <= (this.#most[few] as number)) continue;
      if (this.#limits.low(few, more) < this.#ceiling) {
        if (before < 0) return true;
        found = true;
        this.points.push({ few, more, before, after, f, mirrored });
        this.#ceiling = Math.min(this.#ceiling, this.#limits.high(few, more));
      }
      for (let k = few; k <= this.#n && (this.#most[k] as number) < more; k++) this.#most[k] = more;
    }
    return found;
  }
}

/** Points among which is the one with the greatest p. */
class Dullest {
  readonly points: SignPoint[] = [];
  /** A pair whose tables include some with as many higher as lower, or nearly: its p is 1. */
  balanced: SignExtreme | null = null;
  readonly #n: number;
  readonly #limits: SignTestLimits;
  /** The greatest p is at least this. */
  #floor = -Infinity;
  /** Of the points that are noted or known to be of no use, with at least so few: the least `more`. */
  readonly #least: Int32Array;

  constructor(n: number, limits: SignTestLimits) {
    this.#n = n;
    this.#limits = limits;
    this.#least = new Int32Array(n + 1).fill(n + 1);
  }

  /** Whether a pair can have a higher p, and is noted; an envelope (`before` −1) is not. */
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
    const isHigher = this.#limits.high(few, more) > this.#floor;
    if (isHigher && before < 0) return true;
    if (isHigher) {
      this.points.push({ few, more, before, after, f, mirrored });
      this.#floor = Math.max(this.#floor, this.#limits.low(few, more));
    }
    for (let k = few; k >= 0 && (this.#least[k] as number) > more; k--) this.#least[k] = more;
    return isHigher;
  }

  #balance({ turning: f }: SignFrontier, before: number, after: number): boolean {
    if (before >= 0) this.balanced = { value: 0, before, after, f, mirrored: false };
    return true;
  }
}
