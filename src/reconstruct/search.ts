import { TooLargeError } from './errors.ts';
import type { Lattice } from './lattice.ts';
import { Peeling } from './peeling.ts';
import { placeGroups } from './ranks.ts';
import { greatestSquares, leastSquares, type Target } from './targets.ts';

const mostSteps = 5_000_000;
const mostLimitedSteps = 200_000;
/** Scores taken off one within the other: a deeper search would overflow the stack. */
const mostDepth = 1500;

/**
 * Whether m whole numbers in 0 … top can have the total s and the sum of squares q, without limits.
 *
 * Theorem. With W = high − low + 1 values, q of the parity of s, and
 * leastSquares ≤ q ≤ chord − C(W, 3), chord = (low + high)s − low·high·m, such numbers exist.
 * Proof. Begin with the two-neighbours choice, where q is least. While q is too small, take two
 * equal values strictly inside and move them apart by one: s stays, q rises by 2. That sticks only
 * when the inner values are all distinct. Then chord − q = Σ(x − low)(high − x) is at most the sum
 * over all inner values, Σ_v (v − low)(high − v) = C(W, 3), so q has passed the upper limit.
 *
 * Above that zone the count of the end farther from the mean is tried, middle first, and the
 * theorem is asked again of every remainder. Remainders that failed are remembered.
 */
class FreeSearch {
  readonly counts: Int32Array;
  readonly #failed = new Map<number, Set<number>>();
  readonly #width: number;
  readonly #scores: number;
  #steps = 0;
  #depth = 0;

  constructor(n: number, top: number) {
    this.counts = new Int32Array(top + 1);
    this.#scores = top + 1;
    this.#width = n * top * top + 1;
    // Keys stay exact doubles; otherwise nothing is remembered, which costs time, not truth.
    if ((n * top + 1) * this.#width > 2 ** 53) this.#width = 0;
  }

  /** True when they exist; then `counts` holds a choice if `fill` was asked for. */
  place(m: number, s: number, q: number, low: number, high: number, fill: boolean): boolean {
    if (m === 0) return s === 0 && q === 0;
    if (s < low * m || s > high * m || (q - s) % 2 !== 0 || q < leastSquares(m, s)) return false;
    const width = high - low;
    const chord = (low + high) * s - low * high * m;
    if (q <= chord - ((width + 1) * width * (width - 1)) / 6) {
      if (fill) spread(this.counts, m, s, q, low, high);
      return true;
    }
    const lifted = s - low * m;
    const liftedSquares = q - 2 * low * s + low * low * m;
    if (liftedSquares > greatestSquares(m, lifted, width)) return false;
    const key = (m * this.#scores + low) * this.#scores + high;
    const failed = this.#failed.get(key);
    if (failed?.has(s * this.#width + q)) return false;
    if (this.#tryCounts(m, s, q, low, high, fill)) return true;
    if (this.#width > 0) {
      if (failed) failed.add(s * this.#width + q);
      else this.#failed.set(key, new Set([s * this.#width + q]));
    }
    return false;
  }

  #tryCounts(m: number, s: number, q: number, low: number, high: number, fill: boolean): boolean {
    if (++this.#steps > mostSteps || this.#depth >= mostDepth)
      throw new TooLargeError('the search for a data set is too long', []);
    const mean = s / m;
    const v = mean - low > high - mean ? low : high;
    const [restLow, restHigh] = v === low ? [low + 1, high] : [low, high - 1];
    const { least, most } = countRange(m, s, q, v, restLow, restHigh);
    const middle = (least + most) >> 1;
    for (let distance = 0; distance <= most - least + 1; distance++)
      for (const c of distance === 0 ? [middle] : [middle - distance, middle + distance]) {
        if (c < least || c > most) continue;
        this.#depth++;
        const found = this.place(m - c, s - c * v, q - c * v * v, restLow, restHigh, fill);
        this.#depth--;
        if (!found) continue;
        if (fill) this.counts[v] = c;
        return true;
      }
    return false;
  }
}

/** Limits of the count of v, when the rest lies in restLow … restHigh (see `Peeling`). */
function countRange(m: number, s: number, q: number, v: number, restLow: number, restHigh: number) {
  const away = q - 2 * s * v + v * v * m;
  let most = away > 0 ? Math.min(m, Math.floor((q * m - s * s) / away)) : m;
  // Σ(x − a)(x − a − 1) ≥ 0 term by term, with a = ⌊mean⌋.
  const a = Math.floor(s / m);
  const each = (v - a) * (v - a - 1);
  if (each > 0) most = Math.min(most, Math.floor((q - (2 * a + 1) * s + a * (a + 1) * m) / each));
  if (restLow > restHigh) return { least: m, most: Math.min(m, most) };
  const excess = q - (restLow + restHigh) * s + restLow * restHigh * m;
  const least = excess > 0 ? Math.ceil(excess / ((v - restLow) * (v - restHigh))) : 0;
  return { least, most };
}

/** The theorem's construction, many equal pairs at a time; adds nothing outside low … high. */
function spread(
  counts: Int32Array,
  m: number,
  s: number,
  q: number,
  low: number,
  high: number,
): void {
  counts.fill(0, low, high + 1);
  const below = Math.floor(s / m);
  const above = s - below * m;
  counts[below] = m - above;
  if (above > 0) counts[below + 1] = above;
  let missing = (q - leastSquares(m, s)) / 2;
  while (missing > 0)
    for (let v = low + 1; v < high && missing > 0; v++) {
      const pairs = Math.min(missing, (counts[v] as number) >> 1);
      if (pairs === 0) continue;
      counts[v] = (counts[v] as number) - 2 * pairs;
      counts[v - 1] = (counts[v - 1] as number) + pairs;
      counts[v + 1] = (counts[v + 1] as number) + pairs;
      missing -= pairs;
    }
}

/** The counts of some placing of a lattice, or null when it has none. */
export function findPlacing(lattice: Lattice): Int32Array | null {
  if (lattice.limits !== null) return findLimited(lattice);
  const search = new FreeSearch(lattice.n, lattice.top);
  const found = (fill: boolean) => firstReached(lattice, search, fill);
  return found(true) ? search.counts : null;
}

/** Whether a quick search finds a placing; false proves nothing. */
export function hasEasyPlacing(lattice: Lattice): boolean {
  return lattice.limits !== null && easyPlacing(lattice) !== null;
}

/** Whether a lattice has a placing at all. */
export function hasPlacing(lattice: Lattice): boolean {
  if (lattice.limits !== null) return findLimited(lattice) !== null;
  return firstReached(lattice, new FreeSearch(lattice.n, lattice.top), false);
}

function firstReached({ n, top, targets }: Lattice, search: FreeSearch, fill: boolean): boolean {
  if (n === 0) return targets.some(({ sum, squaresLow }) => sum === 0 && squaresLow === 0);
  const bend = ((top + 1) * top * (top - 1)) / 6;
  const isEasy = ({ sum, squaresLow }: Target) => squaresLow <= top * sum - bend;
  // The theorem answers for most totals at once; search only when it answers for none.
  const easy = targets.find(isEasy);
  if (easy) return search.place(n, easy.sum, easy.squaresLow, 0, top, fill);
  for (const { sum, squaresLow, squaresHigh } of targets)
    for (let q = squaresLow; q <= squaresHigh; q += 2)
      if (search.place(n, sum, q, 0, top, fill)) return true;
  return false;
}

function findLimited(lattice: Lattice): Int32Array | null {
  return easyPlacing(lattice) ?? new LimitedSearch(lattice).find();
}

function easyPlacing(lattice: Lattice): Int32Array | null {
  const placed: Int32Array[] = [];
  const found = placeGroups(lattice, ({ size, low, high }, g, sum, squares) => {
    const search = new FreeSearch(size, lattice.top);
    placed[g] = search.counts;
    return search.place(size, sum, squares, low, high, true);
  });
  if (!found) return null;
  return Int32Array.from({ length: lattice.top + 1 }, (_, v) =>
    placed.reduce((sum, counts) => sum + (counts[v] as number), 0),
  );
}

/** Depth-first search under limits, along the peeling order; failures are remembered. */
class LimitedSearch {
  readonly #peeling: Peeling;
  readonly #lattice: Lattice;
  readonly #failed: Set<string>[];
  readonly #counts: Int32Array;
  #steps = 0;

  constructor(lattice: Lattice) {
    this.#lattice = lattice;
    this.#peeling = new Peeling(lattice);
    this.#failed = Array.from({ length: this.#peeling.depth }, () => new Set());
    this.#counts = new Int32Array(lattice.top + 1);
  }

  find(): Int32Array | null {
    if (this.#peeling.depth > mostDepth)
      throw new TooLargeError('the search for a data set is too long', []);
    for (const { sum, squaresLow, squaresHigh } of this.#lattice.targets)
      for (let q = squaresLow; q <= squaresHigh; q += 2)
        if (this.#place(0, this.#lattice.n, sum, q, 0)) return this.#counts;
    return null;
  }

  #place(level: number, m: number, s: number, q: number, below: number): boolean {
    const peeling = this.#peeling;
    if (level === peeling.depth) {
      if (peeling.close(m, s, q, below) === 0) return false;
      peeling.fillBlock(peeling.tLow, this.#counts);
      return true;
    }
    const failed = this.#failed[level] as Set<string>;
    const key = `${m},${s},${q},${below}`;
    if (failed.has(key)) return false;
    if (++this.#steps > mostLimitedSteps)
      throw new TooLargeError('the search for a data set is too long', []);
    peeling.open(level, m, s, q, below);
    const { least, most } = peeling;
    const v = peeling.values[level] as number;
    const lower = peeling.isLower(level) ? 1 : 0;
    const middle = (least + most) >> 1;
    for (let distance = 0; distance <= most - least + 1; distance++)
      for (const c of distance === 0 ? [middle] : [middle - distance, middle + distance]) {
        if (c < least || c > most) continue;
        this.#counts[v] = c;
        if (this.#place(level + 1, m - c, s - c * v, q - c * v * v, below + lower * c)) return true;
      }
    failed.add(key);
    return false;
  }
}
