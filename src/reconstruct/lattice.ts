import type { CountLimits } from './facts.ts';
import {
  greatestSquares,
  leastSquares,
  type SampleProblem,
  type Target,
  targets,
} from './targets.ts';

/**
 * One piece of a problem in its barest form: how many ways are there to place n patients on the
 * values 0 … top with one of the targets? The data set itself has `base` patients more, and its
 * scores begin at `first`.
 */
export interface Lattice {
  readonly n: number;
  readonly top: number;
  readonly targets: readonly Target[];
  /** null when nothing but the targets limits the counts. */
  readonly limits: UpperLimits | null;
  readonly first: number;
  /** Patients whose score is certain, by score; null when there are none. */
  readonly base: Int32Array | null;
}

/** Limits that are left once certain patients are taken out: every least count is then 0. */
export interface UpperLimits {
  readonly high: Int32Array;
  readonly upToLow: Int32Array;
  readonly upToHigh: Int32Array;
}

/**
 * A problem as disjoint pieces: every data set belongs to exactly one. Scores that nobody has are
 * cut off the ends, and counts that are certain are taken out, so that the observed range and entry
 * limits (the facts most often printed) leave a problem without any limits.
 */
export function pieces(problem: SampleProblem): readonly Lattice[] {
  const { n, top, cases } = problem;
  const all = [...targets(problem)];
  if (cases === null) return [{ n, top, targets: all, limits: null, first: 0, base: null }];
  return cases.map((limits) => piece(n, all, limits)).filter(({ targets }) => targets.length > 0);
}

function piece(n: number, all: readonly Target[], limits: CountLimits): Lattice {
  const { low, high } = limits;
  let [first, last] = [0, high.length - 1];
  while (first < last && high[first] === 0) first++;
  while (last > first && high[last] === 0) last--;
  const top = last - first;
  let [certain, certainSum, certainSquares] = [0, 0, 0];
  low.forEach((count, u) => {
    certain += count;
    certainSum += count * u;
    certainSquares += count * u * u;
  });
  const left = n - certain;
  const moved: Target[] = [];
  for (const { sum, squaresLow, squaresHigh } of all) {
    const rest = sum - certainSum;
    const s = rest - first * left;
    if (s < 0 || s > top * left) continue;
    const shift = -certainSquares - 2 * first * rest + first * first * left;
    const from = Math.max(squaresLow + shift, leastSquares(left, s));
    const to = Math.min(squaresHigh + shift, greatestSquares(left, s, top));
    // Both ends keep the parity of s: least squares, and the shifted windows, have it already.
    const until = (to - s) % 2 === 0 ? to : to - 1;
    if (from <= until) moved.push({ sum: s, squaresLow: from, squaresHigh: until });
  }
  const upper = upperLimits(limits, first, last, left);
  const kept = upper === null ? moved : moved.flatMap((target) => narrowed(target, left, upper));
  return { n: left, top, targets: kept, limits: upper, first, base: certain > 0 ? low : null };
}

/**
 * A target without the sums of squares that are too small for the limits, such as those of a median
 * far from the mean; none if all are. Where at least L patients are at v or below and the mean is
 * above v, Σu² is least with L of them at v and the others as equal as can be: as a function of the
 * sum of the L it is convex, and least above L·v. Likewise for those who are above v.
 */
function narrowed(target: Target, n: number, { upToLow, upToHigh }: UpperLimits): Target[] {
  const { sum, squaresHigh } = target;
  let { squaresLow } = target;
  const atLeast = (some: number, v: number) => {
    const least = some * v * v + leastSquares(n - some, sum - some * v);
    if (least > squaresLow) squaresLow = least;
  };
  for (let v = 0; v < upToLow.length - 1; v++) {
    if (v * n < sum) atLeast(upToLow[v] as number, v);
    if ((v + 1) * n > sum) atLeast(n - (upToHigh[v] as number), v + 1);
  }
  return squaresLow <= squaresHigh ? [{ ...target, squaresLow }] : [];
}

function upperLimits(
  { low, high, upToLow, upToHigh }: CountLimits,
  first: number,
  last: number,
  left: number,
): UpperLimits | null {
  const size = last - first + 1;
  const upper = {
    high: new Int32Array(size),
    upToLow: new Int32Array(size),
    upToHigh: new Int32Array(size),
  };
  let binding = false;
  let certain = 0;
  for (let i = 0; i < size; i++) {
    const u = first + i;
    certain += low[u] as number;
    upper.high[i] = Math.min((high[u] as number) - (low[u] as number), left);
    upper.upToLow[i] = Math.max((upToLow[u] as number) - certain, 0);
    upper.upToHigh[i] = Math.min((upToHigh[u] as number) - certain, left);
    binding ||= (upper.high[i] as number) < left;
    if (i < size - 1)
      binding ||= (upper.upToLow[i] as number) > 0 || (upper.upToHigh[i] as number) < left;
  }
  return binding ? upper : null;
}

/** Writes a placing of the lattice as counts of the problem's scores. */
export function restore(
  { first, base }: Lattice,
  placed: ArrayLike<number>,
  into: Int32Array,
): void {
  if (base === null) {
    if (placed.length < into.length) into.fill(0);
    into.set(placed, first);
    return;
  }
  into.set(base);
  for (let i = 0; i < placed.length; i++)
    into[first + i] = (into[first + i] as number) + (placed[i] as number);
}
