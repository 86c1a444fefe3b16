import type { ConfidenceInterval, Estimate } from './method.ts';

/** Why a limit is null when the interval has no end on that side. */
export const unbounded = 'unbounded';

type Details = NonNullable<Estimate['details']>;

const beyondDoubles = 'undefined: a number on the way is beyond the range of double precision';

/**
 * The estimate as plain data: a value, SE or limit that is not a finite number becomes null with a
 * reason; a df, statistic, p or logP that is not is left out. Only extreme inputs (an SD of 1e200)
 * come to that: a method gives the reason itself where its formula has no value.
 */
export function plain(estimate: Estimate): Estimate {
  const { value, se, ci, df, statistic, p, logP, details, ...rest } = estimate;
  const lost = !isFine(value) || !isFine(se);
  return {
    ...rest,
    value: orNull(value),
    ...(se !== undefined && { se: orNull(se) }),
    ...(ci !== undefined && { ci: ci && plainInterval(ci) }),
    ...(df !== undefined && isFine(df) && { df }),
    ...(statistic !== undefined && isFine(statistic) && { statistic }),
    ...(p !== undefined && isFine(p) && { p }),
    ...(logP !== undefined && isFine(logP) && { logP }),
    ...(details !== undefined && { details: plainDetails(details) }),
    ...(lost && { reason: rest.reason ?? beyondDoubles }),
  };
}

function plainInterval(ci: ConfidenceInterval): ConfidenceInterval {
  if (isFine(ci.low) && isFine(ci.high)) return ci;
  return { ...ci, low: orNull(ci.low), high: orNull(ci.high), reason: ci.reason ?? beyondDoubles };
}

function plainDetails(details: Details): Details {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'number' ? orNull(value) : value,
    ]),
  );
}

function isFine(value: number | null | undefined): boolean {
  return value === null || value === undefined || Number.isFinite(value);
}

function orNull(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
