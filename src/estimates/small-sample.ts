import type { Estimate } from './method.ts';

/** The estimate where Hedges' J does not exist: it needs more than 1 degree of freedom. */
export function noCorrection(df: number): Estimate {
  return {
    value: null,
    reason: `undefined: the small-sample correction J needs more than 1 degree of freedom; there is ${df}`,
  };
}
