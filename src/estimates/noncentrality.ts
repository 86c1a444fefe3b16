import { chiSquareQuantile } from '../numeric/chi-square.ts';
import { noncentralTNcp } from '../numeric/noncentral-t.ts';
import type { Ends, Estimate } from './method.ts';
import { beyondDoubles, plain } from './plain.ts';

/** The noncentralities at which t is the 1 − α/2 and the α/2 point, α = 1 − level; t finite. */
export function noncentralities(t: number, df: number, level: number): Ends {
  const tail = (1 - level) / 2;
  if (Math.abs(t) > 1e8 * Math.sqrt(2 * df)) return farNoncentralities(t, df, tail);
  return {
    low: noncentralTNcp({ upper: tail }, t, df),
    high: noncentralTNcp({ lower: tail }, t, df),
  };
}

/** Beyond it the square of t is no double. */
const GREATEST_T = 1e150;

/**
 * The same far out: in T = (Z + ncp)/V the Z no longer counts, its share of the tail being below
 * df/t² (less than a double resolves), so that ncp/t is a quantile of V = √(χ²/df).
 */
function farNoncentralities(t: number, df: number, tail: number): Ends {
  const near = t * Math.sqrt(chiSquareQuantile({ lower: tail }, df) / df);
  const far = t * Math.sqrt(chiSquareQuantile({ upper: tail }, df) / df);
  return { low: Math.min(near, far), high: Math.max(near, far) };
}

/**
 * A standardized mean or difference with exact limits: t = value/scale, the limits are the
 * noncentralities of t times scale.
 *
 * @see references.steiger1997
 */
export function exactInterval(
  { value, scale, df }: { value: number; scale: number; df: number },
  level: number,
): Estimate {
  const statistic = value / scale;
  if (!(Math.abs(statistic) < GREATEST_T))
    return plain({ value, ci: null, df, reason: beyondDoubles });
  const { low, high } = noncentralities(statistic, df, level);
  return plain({
    value,
    ci: { low: low * scale, high: high * scale, level },
    df,
    statistic,
    details: { ncpLow: low, ncpHigh: high },
  });
}

/** An estimate with value and limits times j. */
export function timesJ(j: number, { value, ci, df, reason }: Estimate): Estimate {
  const scaled = (limit: number | null) => (limit === null ? null : j * limit);
  return plain({
    value: scaled(value),
    ...(ci !== undefined && { ci: ci && { ...ci, low: scaled(ci.low), high: scaled(ci.high) } }),
    ...(df !== undefined && { df }),
    ...(reason !== undefined && { reason }),
  });
}
