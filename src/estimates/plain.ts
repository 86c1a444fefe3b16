import type { ConfidenceInterval, Estimate } from './method.ts';

/** Why a limit is null when the interval has no end on that side. */
export const unbounded = 'unbounded';

type Details = NonNullable<Estimate['details']>;

/** Why a number is missing that a double cannot hold. */
export const beyondDoubles =
  'undefined: a number on the way is beyond the range of double precision';

/**
 * The estimate as plain data: a value, SE or limit that is not a finite number becomes null with a
 * reason; a df, statistic, p or logP that is not is left out; −0 becomes 0, as it does in JSON. Only
 * extreme inputs (an SD of 1e200) come to the former: where a formula has no value its method says so.
 */
export function plain(estimate: Estimate): Estimate {
  const { value, se, ci, df, statistic, p, logP, details, ...rest } = estimate;
  const lost = !isFine(value) || !isFine(se);
  return {
    ...rest,
    value: orNull(value),
    ...(se !== undefined && { se: orNull(se) }),
    ...(ci !== undefined && { ci: ci && plainInterval(ci) }),
    ...finite('df', df),
    ...finite('statistic', statistic),
    ...finite('p', p),
    ...finite('logP', logP),
    ...(details !== undefined && { details: plainDetails(details) }),
    ...(lost && { reason: rest.reason ?? beyondDoubles }),
  };
}

function plainInterval(ci: ConfidenceInterval): ConfidenceInterval {
  const lost = !isFine(ci.low) || !isFine(ci.high);
  return {
    ...ci,
    low: orNull(ci.low),
    high: orNull(ci.high),
    ...(lost && { reason: ci.reason ?? beyondDoubles }),
  };
}

function plainDetails(details: Details): Details {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'number' ? orNull(value) : value,
    ]),
  );
}

function finite<Name extends string>(name: Name, value: number | undefined) {
  return value !== undefined && Number.isFinite(value) && { [name]: value + 0 };
}

function isFine(value: number | null | undefined): boolean {
  return value === null || value === undefined || Number.isFinite(value);
}

function orNull(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value + 0 : null;
}
