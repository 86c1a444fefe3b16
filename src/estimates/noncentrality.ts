import { noncentralTNcp } from '../numeric/noncentral-t.ts';
import type { Estimate } from './method.ts';
import { beyondDoubles, plain } from './plain.ts';

/** The noncentralities at which t is the 1 − α/2 and the α/2 point, α = 1 − level; t finite. */
export function noncentralities(
  t: number,
  df: number,
  level: number,
): { readonly low: number; readonly high: number } {
  const tail = (1 - level) / 2;
  return {
    low: noncentralTNcp({ upper: tail }, t, df),
    high: noncentralTNcp({ lower: tail }, t, df),
  };
}

/** Beyond it the square of t is no double. */
const GREATEST_T = 1e150;

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
