import type { Marginals } from './marginals.ts';
import { leastRises, mostRises } from './rises.ts';
import { type PairExtreme, type SignExtreme, SignSearch } from './sign-search.ts';

/** Least and greatest value over all pairs. */
export interface PairRange {
  readonly low: PairExtreme;
  readonly high: PairExtreme;
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

interface MomentExtremes {
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
