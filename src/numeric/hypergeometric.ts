import { binomialLogPmf } from './binomial.ts';
import { requireCount, requireWhole } from './domain.ts';
import { tailIntegral } from './tail-integral.ts';
import type { Tails } from './tails.ts';

/** N population, K successes in it, n draws, and the least and greatest possible x. */
interface Urn {
  readonly N: number;
  readonly K: number;
  readonly n: number;
  readonly least: number;
  readonly greatest: number;
}

function urnOf(N: number, K: number, n: number): Urn {
  requireCount(N, 'N');
  requireCount(K, 'K');
  requireCount(n, 'n');
  if (K > N) throw new RangeError(`K must not exceed N: ${K} successes in ${N}.`);
  if (n > N) throw new RangeError(`n must not exceed N: ${n} draws from ${N}.`);
  return { N, K, n, least: Math.max(0, n - (N - K)), greatest: Math.min(K, n) };
}

/** x − K n/N, from exact products where they are beyond whole numbers. */
function excessOf(x: number, { N, K, n }: Urn): number {
  if (x * N <= Number.MAX_SAFE_INTEGER && K * n <= Number.MAX_SAFE_INTEGER) {
    return (x * N - K * n) / N;
  }
  return Number(BigInt(x) * BigInt(N) - BigInt(K) * BigInt(n)) / N;
}

/** ln P(X = x) for a possible x, as Loader's quotient of three binomial probabilities. */
function logPmf(x: number, urn: Urn, excess: number = excessOf(x, urn)): number {
  const { N, K, n } = urn;
  const p = n / N;
  const q = (N - n) / N;
  return (
    binomialLogPmf(x, K, p, q, excess) +
    binomialLogPmf(n - x, N - K, p, q, -excess) -
    binomialLogPmf(n, N, p, q, 0)
  );
}

/**
 * P(X = x): x successes among n draws without replacement from a population of N with K successes.
 *
 * @throws RangeError unless x is whole and N, K, n are counts with K ≤ N and n ≤ N
 * @see references.loader2000
 */
export function hypergeometricPmf(x: number, N: number, K: number, n: number): number {
  requireWhole(x, 'x');
  const urn = urnOf(N, K, n);
  return x < urn.least || x > urn.greatest ? 0 : Math.exp(logPmf(x, urn));
}

/** P(X ≤ x) for a possible x below the mode. */
function sumDown(x: number, urn: Urn): number {
  const { N, K, n } = urn;
  const rest = N - K - n + x;
  // Second derivative of −ln P(X = x), nearly.
  const curvature = 1 / x + 1 / (K - x) + 1 / (n - x) + 1 / rest;
  const logRatio = Math.log(x / (K - x + 1)) + Math.log(rest / (n - x + 1));
  const terms =
    curvature > 1e-6 || logRatio < -0.01
      ? addDown(x, urn)
      : integrateDown(x, urn, -logRatio - 0.5 * curvature, curvature);
  return Math.exp(logPmf(x, urn)) * terms;
}

/** Terms down from x over the one at x: they fall, each from the one before. At most some 10⁴. */
function addDown(x: number, { N, K, n, least }: Urn): number {
  let term = 1;
  let sum = 1;
  for (let k = x; k > least && term > 1e-18 * sum; k--) {
    term *= (k / (K - k + 1)) * ((N - K - n + k) / (n - k + 1));
    sum += term;
  }
  return sum;
}

/**
 * The same where terms are many, by Euler and Maclaurin. They fall by less than 1 % each, so that
 * what is left out, slope⁵/30240, is 1e-17 of the sum.
 */
function integrateDown(x: number, urn: Urn, slope: number, curvature: number): number {
  const excess = excessOf(x, urn);
  const top = logPmf(x, urn, excess);
  const beyond = (u: number): number => top - logPmf(x - u, urn, excess - u) - slope * u;
  const third = slope * (3 * curvature - slope * slope);
  return tailIntegral(slope, curvature, beyond) + 0.5 + slope / 12 + third / 720;
}

/** P(X ≥ x): counted as failures, the same sum downward. */
function sumUp(x: number, { N, K, n }: Urn): number {
  return sumDown(n - x, urnOf(N, N - K, n));
}

/**
 * `lower` is P(X ≤ x), `upper` is P(X > x). Domain as {@link hypergeometricPmf}.
 *
 * @throws RangeError unless x is whole and N, K, n are counts with K ≤ N and n ≤ N
 */
export function hypergeometricTails(x: number, N: number, K: number, n: number): Tails {
  requireWhole(x, 'x');
  const urn = urnOf(N, K, n);
  if (x < urn.least) return { lower: 0, upper: 1 };
  if (x >= urn.greatest) return { lower: 1, upper: 0 };
  if (excessOf(x, urn) < 0) {
    const lower = sumDown(x, urn);
    return { lower, upper: 1 - lower };
  }
  const upper = sumUp(x + 1, urn);
  return { lower: 1 - upper, upper };
}

/** Tables are as probable as the observed one when they differ by rounding only. */
const AS_PROBABLE = Math.log1p(1e-7);

/**
 * Two-sided p-value of Fisher's exact test of the table a b / c d: the total probability, given
 * the margins, of the tables that are at most 1 + 1e-7 times as probable as the observed one.
 *
 * @throws RangeError unless a, b, c and d are counts
 */
export function fisherTwoSided(a: number, b: number, c: number, d: number): number {
  for (const [name, count] of Object.entries({ a, b, c, d })) requireCount(count, name);
  const urn = urnOf(a + b + c + d, a + b, a + c);
  const { N, K, n, least, greatest } = urn;
  const limit = logPmf(a, urn) + AS_PROBABLE;
  const mode = Math.floor(((n + 1) * (K + 1)) / (N + 2));
  if (logPmf(mode, urn) <= limit) return 1;
  const counts = (x: number): boolean => logPmf(x, urn) <= limit;
  const below = firstThat(counts, mode, least);
  const above = firstThat(counts, mode, greatest);
  const lower = below === null ? 0 : sumDown(below, urn);
  const upper = above === null ? 0 : sumUp(above, urn);
  return Math.min(1, lower + upper);
}

/**
 * Going from `from`, where `holds` is false, to `to`: the first whole number from which on it
 * holds, by bisection; null if it does not even hold at `to`.
 */
function firstThat(holds: (x: number) => boolean, from: number, to: number): number | null {
  if (!holds(to)) return null;
  let no = from;
  let yes = to;
  while (Math.abs(yes - no) > 1) {
    const middle = Math.floor((yes + no) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
