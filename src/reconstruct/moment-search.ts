import { correlationOf } from './correlation.ts';
import type { Envelope, Marginals } from './marginals.ts';
import {
  emptyRange,
  type MomentExtremes,
  noteHigh,
  noteLow,
  type PairExtreme,
  type PairRange,
} from './pair-search.ts';
import { signExtremes } from './sign-search.ts';

/**
 * Σ xy and what follows from it, and the sign test; for the same n at both measurements. Data sets
 * with the same Σx and Σx², and those with the same Σy and Σy², differ in nothing but Σ xy, on
 * which everything else depends one way: its extremes are all that is looked for in them.
 */
export function momentExtremes(
  before: Marginals,
  after: Marginals,
  fewer: Envelope,
  fewerAfter: Envelope,
): MomentExtremes {
  const correlation = emptyRange();
  const changeSpread = emptyRange();
  const paired = emptyRange();
  const absoluteT = emptyRange();
  const n = before.problem.n;
  const runsAfter = runsOf(after);
  for (const from of runsOf(before)) {
    const products = productsOf(before, from, after, runsAfter);
    const spreadX = n * from.squares - from.sum * from.sum;
    for (const [k, to] of runsAfter.entries()) {
      const { low: least, high: most } = products[k] as PairRange;
      const spreadY = n * to.squares - to.sum * to.sum;
      const leastShared = n * least.value - from.sum * to.sum;
      const mostShared = n * most.value - from.sum * to.sum;
      if (spreadX > 0 && spreadY > 0) {
        const low = correlationOf(leastShared, spreadX, spreadY);
        const high = correlationOf(mostShared, spreadX, spreadY);
        noteLow(correlation, low, least.before, least.after);
        noteHigh(correlation, high, most.before, most.after);
      }
      const wide = spreadX + spreadY - 2 * leastShared;
      const narrow = spreadX + spreadY - 2 * mostShared;
      noteHigh(changeSpread, wide, least.before, least.after);
      noteLow(changeSpread, narrow, most.before, most.after);
      const change = to.sum - from.sum;
      // Nobody changes in any pairing: no t at all.
      if (change === 0 && wide === 0) continue;
      const near = change === 0 ? 0 : change * Math.sqrt((n - 1) / wide);
      const far = change === 0 ? 0 : change * Math.sqrt((n - 1) / narrow);
      const [smaller, larger] = change < 0 ? [most, least] : [least, most];
      noteLow(paired, Math.min(near, far), smaller.before, smaller.after);
      noteHigh(paired, Math.max(near, far), larger.before, larger.after);
      noteLow(absoluteT, Math.abs(near), least.before, least.after);
      noteHigh(absoluteT, Math.abs(far), most.before, most.after);
    }
  }
  let sign: MomentExtremes['sign'] | null = null;
  return {
    correlation,
    changeSpread,
    t: paired,
    absoluteT,
    // A third of all the work, and often nobody asks for it.
    get sign() {
      sign ??= signExtremes(before, after, fewer, fewerAfter);
      return sign;
    },
  };
}

/** Neighbouring rows with the same sum and the same sum of squares. */
interface Run {
  readonly sum: number;
  readonly squares: number;
  readonly start: number;
  readonly end: number;
}

function runsOf({ size, sums, squares }: Marginals): Run[] {
  const runs: Run[] = [];
  for (let start = 0, end = 0; start < size; start = end) {
    const sum = sums[start] as number;
    const square = squares[start] as number;
    while (end < size && sums[end] === sum && squares[end] === square) end++;
    runs.push({ sum, squares: square, start, end });
  }
  return runs;
}

/** The least and greatest Σ xy of a run before with each run after. */
function productsOf(
  before: Marginals,
  from: Run,
  after: Marginals,
  runs: readonly Run[],
): PairRange[] {
  const least = leastExcess(before, from);
  const bounds = new Float64Array(after.size);
  const most = (before.scores - 1) * from.sum;
  return runs.map((to) => {
    const low = leastPair(before, from, after, to, false, least, bounds);
    const high = leastPair(before, from, after, to, true, least, bounds);
    return { low, high: { ...high, value: most - high.value } };
  });
}

/**
 * How far the numbers #(x ≥ s) exceed z together, Σ over s ≥ 1 of max(0, #(x ≥ s) − z): the least
 * over the data sets of a run, for z = 0 … n. With `searchPairs`, the least Σ xy of one pair is the
 * sum of its own excess over all z = #(y < t), and the greatest is (scores − 1)·Σx less the sum over
 * all z = #(y ≥ t).
 */
function leastExcess({ problem: { n }, scores, fewer }: Marginals, { start, end }: Run) {
  const least = new Float64Array(n + 1).fill(Infinity, 0, n);
  for (let i = start; i < end; i++) {
    const row = i * (scores + 1) + 1;
    let excess = 0;
    // How many of the numbers are at least z.
    let reaching = 0;
    for (let z = n; z > 0; z--) {
      while (reaching < scores - 1 && (fewer[row + reaching] as number) <= n - z) reaching++;
      excess += reaching;
      if (excess < (least[z - 1] as number)) least[z - 1] = excess;
    }
  }
  return least;
}

/**
 * The pair with the least sum of excesses. No data set before is below what `least` gives for one
 * after, which leaves few pairs to look at one by one.
 */
function leastPair(
  before: Marginals,
  from: Run,
  after: Marginals,
  to: Run,
  mirrored: boolean,
  least: Float64Array,
  bounds: Float64Array,
): PairExtreme {
  const lowest = boundExcess(after, to, mirrored, least, bounds);
  const best: PairExtreme = { value: Infinity, before: -1, after: -1 };
  // What some pair has, then one less than the best: all sums are whole numbers.
  let limit = Infinity;
  for (let i = from.start; i < from.end; i++)
    limit = Math.min(limit, excessOf(before, i, after, lowest, mirrored));
  for (let i = from.start; i < from.end && limit >= (bounds[lowest] as number); i++)
    for (let j = to.start; j < to.end; j++) {
      if ((bounds[j] as number) > limit) continue;
      const value = excessOf(before, i, after, j, mirrored);
      if (value > limit) continue;
      limit = value - 1;
      best.value = value;
      best.before = i;
      best.after = j;
    }
  return best;
}

/** Sets the bound of every data set of a run after; returns which has the lowest. */
function boundExcess(
  { problem: { n }, scores, fewer }: Marginals,
  { start, end }: Run,
  mirrored: boolean,
  least: Float64Array,
  bounds: Float64Array,
): number {
  let lowest = start;
  for (let j = start; j < end; j++) {
    const row = j * (scores + 1);
    let bound = 0;
    for (let at = row + 1; at < row + scores; at++) {
      const absent = fewer[at] as number;
      bound += least[mirrored ? n - absent : absent] as number;
    }
    bounds[j] = bound;
    if (bound < (bounds[lowest] as number)) lowest = j;
  }
  return lowest;
}

/** The sum of the excesses of one pair. */
function excessOf(
  before: Marginals,
  i: number,
  after: Marginals,
  j: number,
  mirrored: boolean,
): number {
  const { scores } = before;
  const { n } = before.problem;
  const [from, to] = [i * (scores + 1), j * (scores + 1)];
  let total = 0;
  // z rises from one t to the next: fewer and fewer of the numbers #(x ≥ s) are above it.
  let above = scores - 1;
  let sum = before.sums[i] as number;
  for (let t = 1; t < scores; t++) {
    const z = mirrored
      ? n - (after.fewer[to + scores - t] as number)
      : (after.fewer[to + t] as number);
    while (above > 0) {
      const reaching = n - (before.fewer[from + above] as number);
      if (reaching > z) break;
      sum -= reaching;
      above--;
    }
    total += sum - above * z;
  }
  return total;
}
