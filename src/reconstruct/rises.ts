/** How many have fewer than u points, u = 0 … scores, from an offset of an array. */
export interface Cumulative {
  readonly fewer: Int32Array;
  readonly from: number;
  /** How many there are in all. */
  readonly n: number;
}

/**
 * The fewest patients that can rise by at least d steps when m of N patients are scored again: the
 * most that need not is, by König, a cover of the pairs that do not rise so far, settled by its
 * highest uncovered first score u, as the partners of scores are nested. So it is the greatest
 * #(after ≥ u + d) − #(before > u) over u, or 0.
 */
export function leastRises(before: Cumulative, after: Cumulative, scores: number, d: number) {
  let least = 0;
  for (let u = Math.max(0, -d); u < scores && u + d < scores; u++) {
    const atLeast = after.n - (after.fewer[after.from + u + d] as number);
    const above = before.n - (before.fewer[before.from + u + 1] as number);
    least = Math.max(least, atLeast - above);
  }
  return least;
}

/** The most that can: the least #(before < u) + #(after ≥ u + d) over u, or m, likewise. */
export function mostRises(before: Cumulative, after: Cumulative, scores: number, d: number) {
  let most = after.n;
  for (let u = Math.max(0, -d); u < scores; u++) {
    const below = before.fewer[before.from + u] as number;
    const atLeast = u + d >= scores ? 0 : after.n - (after.fewer[after.from + u + d] as number);
    most = Math.min(most, below + atLeast);
    if (u + d >= scores) break;
  }
  return most;
}
