import { betaDirect } from './beta-direct.ts';
import { tailsOf } from './direct-tail.ts';
import { requireCount, requireProbability, requireWhole } from './domain.ts';
import { LN_SQRT_2PI, stirlingError } from './log-gamma.ts';
import { deviance, excessOver } from './saddle-point.ts';
import type { Tails } from './tails.ts';

function requireBinomial(k: number, n: number, p: number): void {
  requireWhole(k, 'k');
  requireCount(n, 'n');
  requireProbability(p, 'p');
}

/**
 * P(X = k) for k successes in n trials with success probability p, by Loader's saddle point.
 *
 * @throws RangeError unless k and n are whole, n ≥ 0 and p is a probability
 * @see references.loader2000
 */
export function binomialPmf(k: number, n: number, p: number): number {
  requireBinomial(k, n, p);
  if (k < 0 || k > n) return 0;
  return Math.exp(binomialLogPmf(k, n, p, 1 - p));
}

/**
 * ln P(X = k) for 0 ≤ k ≤ n, where q = 1 − p is known by itself; pass `excess`, k − n p, where it
 * is known better than from rounded p and q.
 */
export function binomialLogPmf(
  k: number,
  n: number,
  p: number,
  q: number,
  excess: number = excessOver(k, n, p),
): number {
  if (k === 0) return n === 0 ? 0 : n * (p < 0.5 ? Math.log1p(-p) : Math.log(q));
  if (k === n) return n * (q < 0.5 ? Math.log1p(-q) : Math.log(p));
  const m = n - k;
  return (
    0.5 * Math.log(n / k / m) -
    LN_SQRT_2PI +
    stirlingError(n) -
    stirlingError(k) -
    stirlingError(m) -
    deviance(k, n * p, excess) -
    deviance(m, n * q, -excess)
  );
}

/**
 * `lower` is P(X ≤ k), `upper` is P(X > k), for k successes in n trials. k outside 0…n is allowed.
 *
 * @throws RangeError unless k and n are whole, n ≥ 0 and p is a probability
 */
export function binomialTails(k: number, n: number, p: number): Tails {
  requireBinomial(k, n, p);
  if (k < 0) return { lower: 0, upper: 1 };
  if (k >= n) return { lower: 1, upper: 0 };
  if (p === 0) return { lower: 1, upper: 0 };
  if (p === 1) return { lower: 0, upper: 1 };
  // At least k + 1 of n uniform numbers fall below p.
  const excess = excessOver(k + 1, n + 1, p);
  const { lower, upper } = tailsOf(betaDirect(p, 1 - p, k + 1, n - k, excess));
  return { lower: upper, upper: lower };
}
