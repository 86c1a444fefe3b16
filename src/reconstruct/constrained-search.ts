import { correlationOf } from './correlation.ts';
import { type Marginals, rowOf } from './marginals.ts';
import { emptyRange, noteHigh, noteLow, type PairRange } from './pair-search.ts';
import type { PairingLimits } from './pairing-facts.ts';
import { leastRises, mostRises } from './rises.ts';
import type { ProductWindow } from './steer.ts';

/** A pair of data sets: rows before and after. */
export type Pair = readonly [before: number, after: number];

/** A number of patients over the pairs that are left: each extreme, and pairs that come near it. */
export interface NearExtremes {
  readonly low: NearExtreme;
  readonly high: NearExtreme;
}

/** Some pairs for every value seen, so that a data set can be looked for in the best first. */
export type NearExtreme = Map<number, Pair[]>;

/** What is left of all pairs of data sets when Σxy is limited. */
export interface ConstrainedPairs {
  readonly pairs: number;
  /** Rows that are in a pair that is left. */
  readonly before: ReadonlySet<number>;
  readonly after: ReadonlySet<number>;
  /** Index d + top: patients whose score rose by at least d steps, d = 1 − top … top. */
  readonly rose: readonly NearExtremes[];
  readonly same: NearExtremes;
  readonly reached: readonly NearExtremes[];
  readonly moments: {
    readonly correlation: PairRange;
    readonly changeSpread: PairRange;
    readonly t: PairRange;
    readonly absoluteT: PairRange;
  };
}

/** What Σxy can be in one pair of data sets, null when that and the printed facts exclude each other. */
export type Allowed = (before: number, after: number) => ProductWindow | null;

/**
 * The limits of Σxy of every pair: between reversed and sorted (see `searchPairs`), and what the
 * printed facts of the pairing leave of that. Not every whole number between need be possible.
 */
export function allowedProducts(
  before: Marginals,
  after: Marginals,
  pairing: PairingLimits,
): Allowed {
  const n = before.problem.n;
  const known = new Map<string, ProductWindow | null>();
  const side = ({ sums, squares }: Marginals, row: number) => {
    const sum = sums[row] as number;
    const spread = n * (squares[row] as number) - sum * sum;
    return { sum: [sum, sum], spread: [spread, spread] } as const;
  };
  const facts = (i: number, j: number) => {
    const key = `${before.sums[i]} ${before.squares[i]} ${after.sums[j]} ${after.squares[j]}`;
    let window = known.get(key);
    if (window !== undefined) return window;
    window = pairing.products({ n, before: side(before, i), after: side(after, j) });
    known.set(key, window);
    return window;
  };
  return (i, j) => {
    const window = facts(i, j);
    if (window === null) return null;
    const [least, most] = products(before, after, i, j);
    const [low, high] = [Math.max(least, window.low), Math.min(most, window.high)];
    return low <= high ? { low, high } : null;
  };
}

/** Least and greatest Σ xy of one pair. */
function products(before: Marginals, after: Marginals, i: number, j: number): [number, number] {
  const { scores, problem } = before;
  const [from, to] = [i * (scores + 1), j * (scores + 1)];
  let [least, most] = [0, 0];
  for (let s = 1; s < scores; s++) {
    const x = problem.n - (before.fewer[from + s] as number);
    if (x === 0) break;
    for (let t = 1; t < scores; t++) {
      const y = problem.n - (after.fewer[to + t] as number);
      if (y === 0) break;
      most += Math.min(x, y);
      if (x + y > problem.n) least += x + y - problem.n;
    }
  }
  return [least, most];
}

/** Goes through every pair that the printed facts of the pairing leave; null when there is none. */
export function searchConstrained(
  before: Marginals,
  after: Marginals,
  allowed: Allowed,
): ConstrainedPairs | null {
  const { scores, problem } = before;
  const top = scores - 1;
  const both = (): NearExtremes => ({ low: new Map(), high: new Map() });
  const rose = Array.from({ length: 2 * top + 1 }, both);
  const reached = Array.from({ length: scores }, both);
  const same = both();
  const moments = new Moments(problem.n);
  const rows = { before: new Set<number>(), after: new Set<number>() };
  const first = { fewer: before.fewer, from: 0, n: problem.n };
  const second = { fewer: after.fewer, from: 0, n: problem.n };
  let pairs = 0;
  for (let i = 0; i < before.size; i++)
    for (let j = 0; j < after.size; j++) {
      const window = allowed(i, j);
      if (window === null) continue;
      pairs++;
      rows.before.add(i);
      rows.after.add(j);
      first.from = i * (scores + 1);
      second.from = j * (scores + 1);
      for (let d = 1 - top; d <= top; d++)
        note(
          rose[d + top] as NearExtremes,
          leastRises(first, second, scores, d),
          mostRises(first, second, scores, d),
          [i, j],
        );
      note(same, ...unchanged(before, after, i, j), [i, j]);
      for (let v = 0; v < scores; v++) {
        const those = problem.n - (after.fewer[second.from + v] as number);
        note(reached[v] as NearExtremes, those, those, [i, j]);
      }
      moments.pair(before, after, i, j, window);
    }
  return pairs === 0 ? null : { pairs, ...rows, rose, same, reached, moments };
}

function unchanged(before: Marginals, after: Marginals, i: number, j: number): [number, number] {
  let [least, most] = [0, 0];
  const second = rowOf(after, j);
  rowOf(before, i).forEach((a, u) => {
    const b = second[u] as number;
    most += Math.min(a, b);
    least = Math.max(least, a + b - before.problem.n);
  });
  return [least, most];
}

/** How many pairs are kept for a value. */
const mostKept = 6;

function note({ low, high }: NearExtremes, least: number, most: number, pair: Pair): void {
  keep(low, least, pair);
  keep(high, most, pair);
}

function keep(extreme: NearExtreme, value: number, pair: Pair): void {
  const kept = extreme.get(value);
  if (kept === undefined) extreme.set(value, [pair]);
  else if (kept.length < mostKept) kept.push(pair);
}

/** Everything that follows from Σ xy. */
class Moments {
  readonly correlation = emptyRange();
  readonly changeSpread = emptyRange();
  readonly t = emptyRange();
  readonly absoluteT = emptyRange();
  readonly #n: number;

  constructor(n: number) {
    this.#n = n;
  }

  pair(before: Marginals, after: Marginals, i: number, j: number, window: ProductWindow): void {
    const n = this.#n;
    const [sx, sy] = [before.sums[i] as number, after.sums[j] as number];
    const spreadX = n * (before.squares[i] as number) - sx * sx;
    const spreadY = n * (after.squares[j] as number) - sy * sy;
    const [least, most] = [n * window.low - sx * sy, n * window.high - sx * sy];
    if (spreadX > 0 && spreadY > 0) {
      noteLow(this.correlation, correlationOf(least, spreadX, spreadY), i, j);
      noteHigh(this.correlation, correlationOf(most, spreadX, spreadY), i, j);
    }
    const [wide, narrow] = [spreadX + spreadY - 2 * least, spreadX + spreadY - 2 * most];
    noteLow(this.changeSpread, narrow, i, j);
    noteHigh(this.changeSpread, wide, i, j);
    if (sx === sy && wide === 0) return;
    const t = (spread: number) => (sx === sy ? 0 : (sy - sx) * Math.sqrt((n - 1) / spread));
    const [near, far] = [t(wide), t(narrow)];
    noteLow(this.t, Math.min(near, far), i, j);
    noteHigh(this.t, Math.max(near, far), i, j);
    noteLow(this.absoluteT, Math.abs(near), i, j);
    noteHigh(this.absoluteT, Math.abs(far), i, j);
  }
}
