/**
 * The correlation of Σ (x − x̄)(y − ȳ) = `shared` with Σ (x − x̄)² and Σ (y − ȳ)², all three times n or
 * none. In [−1, 1], and exactly ±1 where the two spreads are equal and all patients change alike.
 *
 * @returns NaN where one of the spreads is 0
 */
export function correlationOf(shared: number, spreadX: number, spreadY: number): number {
  // √a √a is not a for every a; √(a a) is.
  const r = shared / Math.sqrt(spreadX * spreadY);
  return Math.max(-1, Math.min(1, r));
}
