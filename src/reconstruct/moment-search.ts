import type { Envelope, Marginals } from './marginals.ts';
import {
  emptyRange,
  type MomentExtremes,
  noteHigh,
  noteLow,
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
      const scale = Math.sqrt(spreadX) * Math.sqrt(spreadY);
      if (scale > 0) {
        noteLow(correlation, leastShared / scale, least.before, least.after);
        noteHigh(correlation, mostShared / scale, most.before, most.after);
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
  { start, end }: Run,
  after: Marginals,
  runs: readonly Run[],
): PairRange[] {
  const products = runs.map(emptyRange);
  const n = before.problem.n;
  const least = new Float64Array(n + 1);
  const most = new Float64Array(n + 1);
  for (let i = start; i < end; i++) {
    sumOverFirst(before, i, least, most);
    runs.forEach((run, k) => {
      noteProducts(products[k] as PairRange, i, least, most, after, run);
    });
  }
  return products;
}

/** Σ over s ≥ 1 of the limits of #(x ≥ s and y ≥ t), for every number #(y ≥ t) that there may be. */
function sumOverFirst(
  { problem: { n }, scores, fewer }: Marginals,
  i: number,
  least: Float64Array,
  most: Float64Array,
): void {
  least.fill(0);
  most.fill(0);
  for (let s = 1; s < scores; s++) {
    const absent = fewer[i * (scores + 1) + s] as number;
    if (absent === n) break;
    for (let y = 1; y <= n; y++) {
      most[y] = (most[y] as number) + Math.min(n - absent, y);
      if (y > absent) least[y] = (least[y] as number) + y - absent;
    }
  }
}

function noteProducts(
  range: PairRange,
  i: number,
  least: Float64Array,
  most: Float64Array,
  { problem: { n }, scores, fewer }: Marginals,
  { start, end }: Run,
): void {
  for (let j = start; j < end; j++) {
    let low = 0;
    let high = 0;
    for (let t = 1; t < scores; t++) {
      const y = n - (fewer[j * (scores + 1) + t] as number);
      low += least[y] as number;
      high += most[y] as number;
    }
    if (low < range.low.value) noteLow(range, low, i, j);
    if (high > range.high.value) noteHigh(range, high, i, j);
  }
}
