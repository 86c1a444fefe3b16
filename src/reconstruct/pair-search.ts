import type { Marginals } from './marginals.ts';
import { leastRises, mostRises } from './rises.ts';
import { SignFrontier, signTestLogP } from './sign-test.ts';

/** An extreme over all pairs of data sets, and the pair that has it. */
export interface PairExtreme {
  value: number;
  /** Row of the data set before, and after; −1 when no pair was seen. */
  before: number;
  after: number;
}

/** Least and greatest value over all pairs. */
export interface PairRange {
  readonly low: PairExtreme;
  readonly high: PairExtreme;
}

/** A pair's (higher, lower) with an extreme p of the sign test. */
export interface SignExtreme extends PairExtreme {
  /** Not higher (`mirrored`: not lower), as `SignFrontier` takes it. */
  readonly f: number;
  readonly mirrored: boolean;
}

/** All extremes over every pair of data sets before and after. */
export interface PairExtremes {
  /** Index d + top: patients whose score rose by at least d steps, d = 1 − top … top. */
  readonly rose: readonly PairRange[];
  readonly same: PairRange;
  /** Index v: patients who scored at least v steps afterwards. */
  readonly reached: readonly PairRange[];
  /** null when second scores are missing: which patients they belong to is open. */
  readonly moments: MomentExtremes | null;
}

export interface MomentExtremes {
  readonly correlation: PairRange;
  /** Spread n·Σ(y − x)² − (Σ(y − x))² of the change. */
  readonly changeSpread: PairRange;
  /** D·√((n − 1)/spread), D = Σ(y − x): the paired t. Infinite where the spread is 0. */
  readonly t: PairRange;
  readonly absoluteT: PairRange;
  /** ln p of the sign test; the high end may be a bound only. */
  readonly sign: { readonly low: SignExtreme; readonly high: SignExtreme };
}

const unseen = (value: number): PairExtreme => ({ value, before: -1, after: -1 });
const emptyRange = (): PairRange => ({ low: unseen(Infinity), high: unseen(-Infinity) });

function note(range: PairRange, low: number, high: number, before: number, after: number): void {
  // The first pair counts even where t is infinite.
  if (range.low.before < 0 || low < range.low.value) {
    range.low.value = low;
    range.low.before = before;
    range.low.after = after;
  }
  if (range.high.before < 0 || high > range.high.value) {
    range.high.value = high;
    range.high.before = before;
    range.high.after = after;
  }
}

/**
 * Goes through every pair of data sets. For one pair each quantity has its extremes in closed form:
 *
 * - Rises: see `leastRises`, `mostRises`.
 * - Unchanged. Most: Σ min(a_u, b_u). Least: max(0, b_u − (N − a_u)).
 * - Σ xy = Σ over s, t ≥ 1 of #(x ≥ s and y ≥ t). Each term is at most min(#(x ≥ s), #(y ≥ t)),
 *   reached by all at once when both are sorted, and at least #(x ≥ s) + #(y ≥ t) − n or 0, reached
 *   when one is reversed.
 */
export function searchPairs(before: Marginals, after: Marginals): PairExtremes {
  const [patients, scored] = [before.problem.n, after.problem.n];
  const top = before.scores - 1;
  const width = before.scores + 1;
  const rose = Array.from({ length: 2 * top + 1 }, emptyRange);
  const reached = Array.from({ length: top + 1 }, emptyRange);
  const same = emptyRange();
  const first = { fewer: before.fewer, from: 0, n: patients };
  const second = { fewer: after.fewer, from: 0, n: scored };
  const moments = patients === scored && patients > 1 ? new MomentSearch(before, after) : null;
  for (let i = 0; i < before.size; i++)
    for (let j = 0; j < after.size; j++) {
      first.from = i * width;
      second.from = j * width;
      for (let d = 1 - top; d <= top; d++) {
        const least = leastRises(first, second, before.scores, d);
        const most = mostRises(first, second, before.scores, d);
        note(rose[d + top] as PairRange, least, most, i, j);
      }
      noteSame(same, before, after, i, j);
      moments?.pair(i, j);
    }
  for (let j = 0; j < after.size && before.size > 0; j++)
    for (let v = 0; v <= top; v++) {
      const those = scored - (after.fewer[j * width + v] as number);
      note(reached[v] as PairRange, those, those, 0, j);
    }
  return { rose, same, reached, moments: moments?.extremes() ?? null };
}

function noteSame(
  range: PairRange,
  before: Marginals,
  after: Marginals,
  i: number,
  j: number,
): void {
  const { scores, problem } = before;
  let most = 0;
  let least = 0;
  for (let u = 0; u < scores; u++) {
    const a = before.counts[i * scores + u] as number;
    const b = after.counts[j * scores + u] as number;
    most += Math.min(a, b);
    const forced = b - (problem.n - a);
    if (forced > least) least = forced;
  }
  note(range, least, most, i, j);
}

/** Σ xy and what follows from it, and the sign test; for the same n at both measurements. */
class MomentSearch {
  readonly #before: Marginals;
  readonly #after: Marginals;
  readonly #n: number;
  readonly #correlation = emptyRange();
  readonly #changeSpread = emptyRange();
  readonly #t = emptyRange();
  readonly #absoluteT = emptyRange();
  readonly #sign: SignSearch;

  constructor(before: Marginals, after: Marginals) {
    this.#before = before;
    this.#after = after;
    this.#n = before.problem.n;
    this.#sign = new SignSearch(before, after);
  }

  pair(i: number, j: number): void {
    const n = this.#n;
    const [least, most] = this.#products(i, j);
    const [sx, sy] = [this.#before.sums[i] as number, this.#after.sums[j] as number];
    const spreadX = n * (this.#before.squares[i] as number) - sx * sx;
    const spreadY = n * (this.#after.squares[j] as number) - sy * sy;
    const [leastShared, mostShared] = [n * least - sx * sy, n * most - sx * sy];
    const scale = Math.sqrt(spreadX) * Math.sqrt(spreadY);
    if (scale > 0) note(this.#correlation, leastShared / scale, mostShared / scale, i, j);
    const narrow = spreadX + spreadY - 2 * mostShared;
    const wide = spreadX + spreadY - 2 * leastShared;
    note(this.#changeSpread, narrow, wide, i, j);
    this.#sign.pair(i, j);
    // Nobody changes in any pairing: no t at all.
    if (sx === sy && wide === 0) return;
    const t = (spread: number) => (sx === sy ? 0 : (sy - sx) * Math.sqrt((n - 1) / spread));
    const [near, far] = [t(wide), t(narrow)];
    note(this.#t, Math.min(near, far), Math.max(near, far), i, j);
    note(this.#absoluteT, Math.abs(near), Math.abs(far), i, j);
  }

  /** Least and greatest Σ xy. */
  #products(i: number, j: number): readonly [number, number] {
    const n = this.#n;
    const { scores, fewer } = this.#before;
    const [fromBefore, fromAfter] = [i * (scores + 1), j * (scores + 1)];
    let [least, most] = [0, 0];
    for (let s = 1; s < scores; s++) {
      const x = n - (fewer[fromBefore + s] as number);
      if (x === 0) break;
      for (let t = 1; t < scores; t++) {
        const y = n - (this.#after.fewer[fromAfter + t] as number);
        if (y === 0) break;
        most += Math.min(x, y);
        if (x + y > n) least += x + y - n;
      }
    }
    return [least, most];
  }

  extremes(): MomentExtremes {
    return {
      correlation: this.#correlation,
      changeSpread: this.#changeSpread,
      t: this.#t,
      absoluteT: this.#absoluteT,
      sign: this.#sign.extremes(),
    };
  }
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
class SignSearch {
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
