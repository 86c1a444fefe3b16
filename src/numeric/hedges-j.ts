import { stirlingError } from './log-gamma.ts';

function requireDf(df: number): number {
  if (df > 1) return df;
  throw new RangeError(`df must be a number greater than 1, not ${df}.`);
}

/**
 * The exact factor J(df) = Γ(df/2) / (√(df/2) Γ((df − 1)/2)) that takes the small-sample bias from
 * a standardized mean difference. Between 0 and 1; 1 for df = Infinity. Relative error 1e-15.
 *
 * @throws RangeError unless df > 1 (at 1 it does not exist)
 * @see references.hedges1981 eq. 6e
 */
export function hedgesJ(df: number): number {
  const z = (requireDf(df) - 1) / 2;
  if (z > 1e15) return 1;
  // A difference of ln Γ would lose a digit for every power of ten of df.
  const log = (z - 0.5) * Math.log1p(0.5 / z) - 0.5 + (stirlingError(z + 0.5) - stirlingError(z));
  return Math.exp(log);
}

/**
 * The usual approximation 1 − 3/(4 df − 1) of {@link hedgesJ}; RevMan's, written there with
 * 4N − 9 for two groups. At df = 8 it gives 0.90323 for 0.90270.
 *
 * @throws RangeError unless df > 1
 * @see references.hedges1981
 */
export function hedgesJApprox(df: number): number {
  return 1 - 3 / (4 * requireDf(df) - 1);
}
