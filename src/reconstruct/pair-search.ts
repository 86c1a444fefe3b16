import {
  blockRows,
  blocksOf,
  type Envelope,
  envelopeOf,
  type Marginals,
  overBlocks,
} from './marginals.ts';
import { momentExtremes } from './moment-search.ts';
import type { SignExtreme } from './sign-search.ts';

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

/** All extremes over every pair of data sets before and after. */
export interface PairExtremes {
  /** Index d + top: patients whose score rose by at least d steps, d = −top … top. */
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
export const emptyRange = (): PairRange => ({ low: unseen(Infinity), high: unseen(-Infinity) });

export function noteLow({ low }: PairRange, value: number, before: number, after: number): void {
  // The first pair counts even where t is infinite.
  if (low.before < 0 || value < low.value) set(low, value, before, after);
}

export function noteHigh({ high }: PairRange, value: number, before: number, after: number): void {
  if (high.before < 0 || value > high.value) set(high, value, before, after);
}

function set(extreme: PairExtreme, value: number, before: number, after: number): void {
  extreme.value = value;
  extreme.before = before;
  extreme.after = after;
}

/**
 * Goes through every pair of data sets. For one pair each quantity has its extremes in closed form:
 *
 * - Rises: see `leastRises`, `mostRises`.
 * - Unchanged. Most: Σ min(a_u, b_u). Least: max(0, b_u − (N − a_u)).
 * - Σ xy = Σ over s, t ≥ 1 of #(x ≥ s and y ≥ t). Each term is at most min(#(x ≥ s), #(y ≥ t)),
 *   reached by all at once when both are sorted, and at least #(x ≥ s) + #(y ≥ t) − n or 0, reached
 *   when one is reversed.
 *
 * All of these grow or fall with each single number before, and after. So data sets after, in
 * blocks and one by one, are left out when not even the `Envelope` of all data sets before would
 * give a new extreme with them. The loops hold numbers and typed arrays only: most runs of the
 * program are too short for the compiler to take anything else out of them.
 */
export function searchPairs(before: Marginals, after: Marginals): PairExtremes {
  const { scores, size } = before;
  const top = scores - 1;
  const fewer = envelopeOf(before.fewer, scores + 1, 0, size);
  const fewerAfter = blocksOf(after.fewer, scores + 1, after.size);
  const whole = overBlocks(fewerAfter, scores + 1);
  const patients = before.problem.n;
  return {
    rose: Array.from({ length: 2 * top + 1 }, (_, k) =>
      risesOf(before, after, fewer, fewerAfter, whole, k - top),
    ),
    same: sameOf(before, after),
    reached: Array.from({ length: scores }, (_, v) => reachedOf(before, after, fewerAfter, v)),
    moments:
      patients === after.problem.n && patients > 1
        ? momentExtremes(before, after, fewer, fewerAfter)
        : null,
  };
}

/**
 * How many more have fewer than u + `shift` before than have fewer than u + `d` after (`sign` 1, or
 * the other way round for −1), beyond `absent`: at its greatest over `scores` values of u from
 * `first` on, and at least 0, it is a number of patients.
 */
interface Excess {
  readonly sign: 1 | -1;
  readonly shift: number;
  readonly d: number;
  readonly absent: number;
  readonly first: number;
  readonly scores: number;
}

/** Patients who rise by at least d steps. */
function risesOf(
  before: Marginals,
  after: Marginals,
  fewer: Envelope,
  fewerAfter: Envelope,
  whole: Envelope,
  d: number,
): PairRange {
  const { scores } = before;
  const scored = after.problem.n;
  const [first, last] = [Math.max(0, -d), Math.min(scores, scores - d)];
  const absent = before.problem.n - scored;
  const risen: Excess = { sign: 1, shift: 1, d, absent, first, scores: last - first };
  const others: Excess = { sign: -1, shift: 0, d, absent: 0, first, scores: last + 1 - first };
  const high = leastExcess(before, after, fewer.greatest, fewerAfter.least, whole.least, others);
  // `#(after ≥ u + d)` is all scored less `#(after < u + d)`.
  return {
    low: leastExcess(before, after, fewer.least, fewerAfter.greatest, whole.greatest, risen),
    high: { ...high, value: scored - high.value },
  };
}

/** The least excess of all pairs; none is below that of both envelopes, which most often has a pair. */
function leastExcess(
  before: Marginals,
  after: Marginals,
  envelope: Int32Array,
  blocks: Int32Array,
  whole: Int32Array,
  excess: Excess,
): PairExtreme {
  let best = unseen(Infinity);
  const width = before.scores + 1;
  const { sign, absent, scores } = excess;
  const from = excess.first + excess.shift;
  const to = excess.first + excess.d;
  const least = greatestExcess(sign, absent, scores, envelope, from, whole, to);
  const boundOf = (start: number) => {
    const block = to + (start / blockRows) * width;
    return greatestExcess(sign, absent, scores, envelope, from, blocks, block);
  };
  // What the block with the least bound has leaves little to look at in the others.
  let [likely, likelyBound] = [0, Infinity];
  for (let start = 0; start < after.size && likelyBound > least; start += blockRows) {
    const bound = boundOf(start);
    if (bound < likelyBound) [likely, likelyBound] = [start, bound];
  }
  lookInBlock(best, before, after, envelope, likely, least, excess);
  if (likely === 0 && best.value === least) return best;
  best = unseen(best.value + 1);
  for (let start = 0; start < after.size && best.value > least; start += blockRows)
    if (boundOf(start) < best.value)
      lookInBlock(best, before, after, envelope, start, least, excess);
  return best;
}

function lookInBlock(
  best: PairExtreme,
  before: Marginals,
  after: Marginals,
  envelope: Int32Array,
  start: number,
  least: number,
  { sign, shift, d, absent, first, scores }: Excess,
): void {
  const width = before.scores + 1;
  const end = Math.min(start + blockRows, after.size);
  const from = first + shift;
  for (let j = start; j < end && best.value > least; j++) {
    const to = first + d + j * width;
    if (greatestExcess(sign, absent, scores, envelope, from, after.fewer, to) >= best.value)
      continue;
    for (let i = 0; i < before.size; i++) {
      const row = from + i * width;
      const value = greatestExcess(sign, absent, scores, before.fewer, row, after.fewer, to);
      if (value < best.value) set(best, value, i, j);
    }
  }
}

/** Over the numbers from `from` and from `to` on. */
function greatestExcess(
  sign: 1 | -1,
  absent: number,
  scores: number,
  fewerBefore: Int32Array,
  from: number,
  fewerAfter: Int32Array,
  to: number,
): number {
  let greatest = 0;
  for (let u = 0; u < scores; u++) {
    const more = (fewerBefore[from + u] as number) - (fewerAfter[to + u] as number);
    const excess = sign * more - absent;
    if (excess > greatest) greatest = excess;
  }
  return greatest;
}

function sameOf(before: Marginals, after: Marginals): PairRange {
  const { scores, size } = before;
  const counts = envelopeOf(before.counts, scores, 0, size);
  const blocks = blocksOf(after.counts, scores, after.size);
  const whole = overBlocks(blocks, scores);
  return {
    low: fewestSame(before, after, counts.least, blocks.least, whole.least),
    high: mostSame(before, after, counts.greatest, blocks.greatest, whole.greatest),
  };
}

function fewestSame(
  before: Marginals,
  after: Marginals,
  envelope: Int32Array,
  blocks: Int32Array,
  whole: Int32Array,
): PairExtreme {
  const best = unseen(Infinity);
  const { scores, size } = before;
  const { n } = before.problem;
  const least = forcedSame(n, envelope, 0, whole, 0, scores);
  for (let start = 0; start < after.size && best.value > least; start += blockRows) {
    const block = (start / blockRows) * scores;
    if (forcedSame(n, envelope, 0, blocks, block, scores) >= best.value) continue;
    const end = Math.min(start + blockRows, after.size);
    for (let j = start; j < end; j++) {
      const to = j * scores;
      if (forcedSame(n, envelope, 0, after.counts, to, scores) >= best.value) continue;
      for (let i = 0; i < size; i++) {
        const value = forcedSame(n, before.counts, i * scores, after.counts, to, scores);
        if (value < best.value) set(best, value, i, j);
      }
    }
  }
  return best;
}

function mostSame(
  before: Marginals,
  after: Marginals,
  envelope: Int32Array,
  blocks: Int32Array,
  whole: Int32Array,
): PairExtreme {
  const best = unseen(-Infinity);
  const { scores, size } = before;
  const most = possibleSame(envelope, 0, whole, 0, scores);
  for (let start = 0; start < after.size && best.value < most; start += blockRows) {
    const block = (start / blockRows) * scores;
    if (possibleSame(envelope, 0, blocks, block, scores) <= best.value) continue;
    const end = Math.min(start + blockRows, after.size);
    for (let j = start; j < end; j++) {
      const to = j * scores;
      if (possibleSame(envelope, 0, after.counts, to, scores) <= best.value) continue;
      for (let i = 0; i < size; i++) {
        const value = possibleSame(before.counts, i * scores, after.counts, to, scores);
        if (value > best.value) set(best, value, i, j);
      }
    }
  }
  return best;
}

/** How many are unchanged in every pairing of the rows that begin at `from` and `to`. */
function forcedSame(
  patients: number,
  before: Int32Array,
  from: number,
  after: Int32Array,
  to: number,
  scores: number,
): number {
  let least = 0;
  for (let u = 0; u < scores; u++) {
    const forced = (after[to + u] as number) - patients + (before[from + u] as number);
    if (forced > least) least = forced;
  }
  return least;
}

/** How many are unchanged in some pairing of them. */
function possibleSame(
  before: Int32Array,
  from: number,
  after: Int32Array,
  to: number,
  scores: number,
): number {
  let most = 0;
  for (let u = 0; u < scores; u++) {
    const first = before[from + u] as number;
    const second = after[to + u] as number;
    most += first < second ? first : second;
  }
  return most;
}

/** Patients who score at least v steps afterwards, whatever they scored before. */
function reachedOf(before: Marginals, after: Marginals, blocks: Envelope, v: number): PairRange {
  const range = emptyRange();
  if (before.size === 0) return range;
  const scored = after.problem.n;
  const width = after.scores + 1;
  for (let start = 0; start < after.size; start += blockRows) {
    const block = (start / blockRows) * width + v;
    const least = scored - (blocks.greatest[block] as number);
    const most = scored - (blocks.least[block] as number);
    if (least >= range.low.value && most <= range.high.value) continue;
    const end = Math.min(start + blockRows, after.size);
    for (let j = start; j < end; j++) {
      const those = scored - (after.fewer[j * width + v] as number);
      noteLow(range, those, 0, j);
      noteHigh(range, those, 0, j);
    }
  }
  return range;
}
