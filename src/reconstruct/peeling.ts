import type { Lattice, UpperLimits } from './lattice.ts';

/**
 * The order in which counts are chosen: the values at the ends of 0 … top one after another, the
 * end farther from the mean first, until a block of at most four neighbours is left, whose counts
 * follow in closed form. With m patients, total s and sum of squares q left to place:
 *
 * - c copies of v leave m − c patients with Σ(x − v) = s − mv and Σ(x − v)² = q − 2sv + mv². By
 *   Cauchy (s − mv)² ≤ (m − c)·Σ(x − v)², so c ≤ (qm − s²) / (q − 2sv + mv²).
 * - What is left lies in [l, h], so each (x − l)(x − h) ≤ 0, while v contributes
 *   (v − l)(v − h) > 0 each time: c ≥ (q − (l + h)s + lhm) / ((v − l)(v − h)).
 * - On the block b … b + 3, with s and q of x − b and t patients on b + 3: c₂ = (q − s)/2 − 3t,
 *   c₁ = 2s − q + 3t, c₀ = m − (3s − q)/2 − t. So the ways are the whole t of an interval.
 *
 * Limits of single counts and of cumulative counts only narrow these intervals: with ends peeled,
 * every cumulative count at a peeled value is known from either side, and on the block it is linear
 * in t.
 */
export class Peeling {
  /** The peeled values, in order. */
  readonly values: Int32Array;
  readonly depth: number;
  /** Lowest value of the block, and its number of values (1 to 4). */
  readonly blockBase: number;
  readonly blockSize: number;
  readonly limits: UpperLimits | null;
  readonly #lows: Int32Array;
  readonly #highs: Int32Array;

  /** Limits of the count of the value last asked for; none when `least` > `most`. */
  least = 0;
  most = 0;
  /** Limits of t, the count of the block's fourth value; none when `tLow` > `tHigh`. */
  tLow = 0;
  tHigh = -1;
  /** Counts of the block's first three values at t = 0. */
  c0 = 0;
  c1 = 0;
  c2 = 0;

  constructor({ n, top, targets, limits }: Lattice) {
    const middle = targets[targets.length >> 1];
    const mean = middle ? middle.sum / n : 0;
    this.depth = Math.max(0, top - 3);
    this.values = new Int32Array(this.depth);
    this.#lows = new Int32Array(this.depth);
    this.#highs = new Int32Array(this.depth);
    let [low, high] = [0, top];
    for (let level = 0; level < this.depth; level++) {
      this.values[level] = mean - low > high - mean ? low++ : high--;
      this.#lows[level] = low;
      this.#highs[level] = high;
    }
    this.blockBase = low;
    this.blockSize = high - low + 1;
    this.limits = limits;
  }

  /** Whether the value of a level is peeled off the lower end. */
  isLower(level: number): boolean {
    return (this.values[level] as number) < (this.#lows[level] as number);
  }

  /** Sets `least` and `most` for a level, with m, s, q left and `below` patients on lower values. */
  open(level: number, m: number, s: number, q: number, below: number): void {
    const v = this.values[level] as number;
    const low = this.#lows[level] as number;
    const high = this.#highs[level] as number;
    const room = q * m - s * s;
    if (room < 0 || q < 0) {
      this.least = 1;
      this.most = 0;
      return;
    }
    const away = q - 2 * s * v + v * v * m;
    // Exact: below 2^52 the floor of a rounded quotient is the floor of the quotient.
    let most = away > 0 ? Math.floor(room / away) : m;
    if (most > m) most = m;
    const excess = q - (low + high) * s + low * high * m;
    let least = excess > 0 ? Math.ceil(excess / ((v - low) * (v - high))) : 0;
    if (this.limits !== null) {
      const { high: greatest, upToLow, upToHigh } = this.limits;
      most = Math.min(most, greatest[v] as number);
      if (v < low) {
        least = Math.max(least, (upToLow[v] as number) - below);
        most = Math.min(most, (upToHigh[v] as number) - below);
      } else {
        least = Math.max(least, below + m - (upToHigh[v - 1] as number));
        most = Math.min(most, below + m - (upToLow[v - 1] as number));
      }
    }
    this.least = least;
    this.most = most;
  }

  /** Solves the block: sets t's limits and the other counts at t = 0; returns how many t there are. */
  close(m: number, s: number, q: number, below: number): number {
    const b = this.blockBase;
    const s1 = s - b * m;
    const q1 = q - 2 * b * s + b * b * m;
    const c0 = m - (3 * s1 - q1) / 2;
    const c1 = 2 * s1 - q1;
    const c2 = (q1 - s1) / 2;
    let low = c1 < 0 ? Math.ceil(-c1 / 3) : 0;
    let high = Math.floor(c2 / 3);
    if (c0 < high) high = c0;
    const size = this.blockSize;
    if (size < 4) {
      if (high > 0) high = 0;
      if ((size < 3 && c2 !== 0) || (size < 2 && c1 !== 0)) high = -1;
    }
    this.c0 = c0;
    this.c1 = c1;
    this.c2 = c2;
    if (this.limits !== null && high >= low) {
      const { high: greatest, upToLow, upToHigh } = this.limits;
      // Missing values of a short block have count 0 at t = 0 and need no limit.
      low = Math.max(low, c0 - (greatest[b] as number));
      if (size > 1) {
        high = Math.min(high, Math.floor(((greatest[b + 1] as number) - c1) / 3));
        low = Math.max(low, below + c0 - (upToHigh[b] as number));
        high = Math.min(high, below + c0 - (upToLow[b] as number));
      }
      if (size > 2) {
        low = Math.max(low, Math.ceil((c2 - (greatest[b + 2] as number)) / 3));
        const upToSecond = below + c0 + c1;
        low = Math.max(low, Math.ceil(((upToLow[b + 1] as number) - upToSecond) / 2));
        high = Math.min(high, Math.floor(((upToHigh[b + 1] as number) - upToSecond) / 2));
      }
      if (size > 3) {
        high = Math.min(high, greatest[b + 3] as number);
        low = Math.max(low, below + m - (upToHigh[b + 2] as number));
        high = Math.min(high, below + m - (upToLow[b + 2] as number));
      }
    }
    this.tLow = low;
    this.tHigh = high;
    return high >= low ? high - low + 1 : 0;
  }

  /**
   * The sum of `close` where there are no limits: with m, s and q left, and with 1, 2 … fewer patients
   * left as more of them are given v, the last value peeled, so many times. c₀, c₁ and c₂ are linear
   * in their number.
   */
  closeAll(v: number, times: number, m: number, s: number, q: number): number {
    const b = this.blockBase;
    const s1 = s - b * m;
    const q1 = q - 2 * b * s + b * b * m;
    let c0 = m - (3 * s1 - q1) / 2;
    let c1 = 2 * s1 - q1;
    let c2 = (q1 - s1) / 2;
    const w = v - b;
    const less0 = 1 - (3 * w - w * w) / 2;
    const less1 = 2 * w - w * w;
    const less2 = (w * w - w) / 2;
    let ways = 0;
    for (let time = 0; time < times; time++) {
      const low = c1 < 0 ? Math.ceil(-c1 / 3) : 0;
      let high = Math.floor(c2 / 3);
      if (c0 < high) high = c0;
      if (high >= low) ways += high - low + 1;
      c0 -= less0;
      c1 -= less1;
      c2 -= less2;
    }
    return ways;
  }

  /** Writes the block's counts for one t. */
  fillBlock(t: number, counts: Int32Array): void {
    const b = this.blockBase;
    counts[b] = this.c0 - t;
    if (this.blockSize > 1) counts[b + 1] = this.c1 + 3 * t;
    if (this.blockSize > 2) counts[b + 2] = this.c2 - 3 * t;
    if (this.blockSize > 3) counts[b + 3] = t;
  }
}
