import { requireWhole } from './domain.ts';
import { gammaTails } from './gamma.ts';
import { LN_SQRT_2PI, stirlingError } from './log-gamma.ts';
import { normalQuantile } from './normal.ts';
import { deviance } from './saddle-point.ts';
import { smallerTail, type Tail, type Tails } from './tails.ts';

function requireRate(lambda: number): number {
  if (lambda >= 0 && lambda < Infinity) return lambda;
  throw new RangeError(`lambda must be a finite number of at least 0, not ${lambda}.`);
}

/**
 * P(X = k) of the Poisson distribution with mean lambda, by Loader's saddle point.
 *
 * @throws RangeError unless k is whole and lambda is finite and ≥ 0
 * @see references.loader2000
 */
export function poissonPmf(k: number, lambda: number): number {
  requireWhole(k, 'k');
  requireRate(lambda);
  if (k < 0) return 0;
  if (k === 0) return Math.exp(-lambda);
  if (lambda === 0) return 0;
  const log = -0.5 * Math.log(k) - LN_SQRT_2PI - stirlingError(k) - deviance(k, lambda);
  return Math.exp(log);
}

/**
 * `lower` is P(X ≤ k), `upper` is P(X > k).
 *
 * @throws RangeError unless k is whole and lambda is finite and ≥ 0
 */
export function poissonTails(k: number, lambda: number): Tails {
  requireWhole(k, 'k');
  requireRate(lambda);
  if (k < 0) return { lower: 0, upper: 1 };
  // More than k events by time lambda: the (k + 1)th came before.
  const { lower, upper } = gammaTails(lambda, k + 1);
  return { lower: upper, upper: lower };
}

/** A tail is taken as reached when it misses by rounding only, so that quantile(cdf(k)) is k. */
const ROUNDING = 1e-13;

/**
 * The least k with P(X ≤ k) ≥ lower, or P(X > k) ≤ upper. Infinity for { lower: 1 }.
 *
 * @throws RangeError unless lambda is from 0 to 9e15, where whole numbers are exact, and the tail
 * is a probability
 */
export function poissonQuantile(tail: Tail, lambda: number): number {
  if (requireRate(lambda) > 9e15) {
    throw new RangeError(`lambda must be at most 9e15 for a quantile, not ${lambda}.`);
  }
  const { side, p } = smallerTail(tail);
  if (lambda === 0) return 0;
  if (p === 0) return side === 'lower' ? 0 : Infinity;
  const reached = (k: number): boolean => {
    const tails = poissonTails(k, lambda);
    return side === 'lower' ? tails.lower >= p * (1 - ROUNDING) : tails.upper <= p * (1 + ROUNDING);
  };
  const z = normalQuantile(side === 'lower' ? { lower: p } : { upper: p });
  // Cornish and Fisher's expansion; then the few steps that it is off.
  let k = Math.max(0, Math.floor(lambda + z * Math.sqrt(lambda) + (z * z - 1) / 6));
  while (k > 0 && reached(k - 1)) k -= 1;
  while (!reached(k)) k += 1;
  return k;
}
