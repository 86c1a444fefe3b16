/** A value as this program gives it, beside the one that it is compared with. */
export interface Pair {
  /** Which value it is, e.g. "t.cdf(-2, 5)" or "mean_t/plain: ci_low". */
  readonly what: string;
  readonly expected: unknown;
  readonly actual: unknown;
  /** Relative error; Infinity where one of the two is no number and they differ. */
  readonly error: number;
}

/** A value that does not agree. Plain data: `actual` is null where there is no such number. */
interface Disagreement {
  readonly what: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** What came of comparing many values with what they should be. */
export interface Comparison {
  readonly values: number;
  /** null when a value is missing, or is no number where one is expected. */
  readonly largestRelativeError: number | null;
  readonly limit: number;
  readonly agrees: boolean;
  readonly disagreements: readonly Disagreement[];
}

/**
 * |actual − expected| / |expected|, with `floor` in place of a smaller |expected|; Infinity when
 * `actual` is NaN.
 */
export function relativeError(actual: number, expected: number, floor = 0): number {
  if (actual === expected) return 0;
  const difference = Math.abs(actual - expected);
  const scale = Math.max(Math.abs(expected), floor);
  const error = scale === 0 ? difference : difference / scale;
  return Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
}

/** Sums up pairs; those with an error above the limit are listed. */
export function compare(pairs: readonly Pair[], limit: number): Comparison {
  const largest = pairs.reduce((most, { error }) => Math.max(most, error), 0);
  const wrong = pairs.filter(({ error }) => !(error <= limit));
  return {
    values: pairs.length,
    largestRelativeError: Number.isFinite(largest) ? largest : null,
    limit,
    agrees: wrong.length === 0,
    disagreements: wrong.map(({ what, expected, actual }) => ({
      what,
      expected,
      actual: (typeof actual === 'number' && !Number.isFinite(actual) ? null : actual) ?? null,
    })),
  };
}
