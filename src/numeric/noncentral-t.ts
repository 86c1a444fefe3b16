import { chiSquareTails } from './chi-square.ts';
import { requireFinite, requireNumber, requirePositive } from './domain.ts';
import { stirlingError } from './log-gamma.ts';
import { normalDensity, normalLogUpper, normalQuantile, normalTails } from './normal.ts';
import { rootNear } from './roots.ts';
import { tTails } from './student-t.ts';
import { smallerTail, type Tail, type Tails } from './tails.ts';

/**
 * Both tails of the noncentral t distribution of T = (Z + ncp)/V, V = χ/√df, at t.
 *
 * P(T ≤ t) is the mean of Φ(tV − ncp) over V, taken by the trapezoidal rule in ln V: positive
 * terms, and an error that falls faster than any power of the step. Each tail by itself; only a
 * tail above 0.9 is the complement of the other.
 *
 * @param ncp noncentrality parameter, finite, of either sign and any size
 * @throws RangeError unless df (not necessarily whole) is finite and > 0 and t is a number
 */
export function noncentralTTails(t: number, df: number, ncp: number): Tails {
  requireNumber(t, 't');
  requirePositive(df, 'df');
  requireFinite(ncp, 'ncp');
  if (t < 0) {
    const { lower, upper } = noncentralTTails(-t, df, -ncp);
    return { lower: upper, upper: lower };
  }
  if (ncp === 0) return tTails(t, df);
  if (t === 0) return normalTails(-ncp);
  if (t === Infinity) return { lower: 1, upper: 0 };
  // T > t > 0 needs Z > −ncp: beyond the least double, so is the tail.
  if (ncp < -NOTHING_ABOVE) return { lower: 1, upper: 0 };
  if (ncp > FAR && t > FAR * Math.sqrt(2 * df)) return meanOverNormal(t, df, ncp);
  const first = t < ncp ? 'lower' : 'upper';
  const p = meanTail(t, df, ncp, first);
  if (p <= 0.9) return pair(first, p);
  const second = first === 'lower' ? 'upper' : 'lower';
  return pair(second, meanTail(t, df, ncp, second));
}

function pair(side: 'lower' | 'upper', p: number): Tails {
  return side === 'lower' ? { lower: p, upper: 1 - p } : { lower: 1 - p, upper: p };
}

/** P(Z > 39) is below the least positive double. */
const NOTHING_ABOVE = 39;

/** With tV this many times as spread out as Z, and ncp this far from 0, the mean is over Z. */
const FAR = 60;

/**
 * Where tV is spread far wider than Z, the mean of P(V > (Z + ncp)/t) over Z instead: nearly
 * constant beside the normal density, where the step over V would have to be as fine as t is large.
 */
function meanOverNormal(t: number, df: number, ncp: number): Tails {
  const step = 0.4;
  let lower = 0;
  let upper = 0;
  for (let z = -10; z <= 10; z += step) {
    const v = (z + ncp) / t;
    const tails = chiSquareTails(df * v * v, df);
    const weight = step * normalDensity(z);
    lower += weight * tails.upper;
    upper += weight * tails.lower;
  }
  return { lower, upper };
}

/** The mean of Φ(tV − ncp), or of Φ(ncp − tV) for the upper tail, over V = χ/√df; t > 0. */
function meanTail(t: number, df: number, ncp: number, side: 'lower' | 'upper'): number {
  const sign = side === 'lower' ? 1 : -1;
  const v = mostWeight(t, df, ncp, sign);
  const start = Math.log(v);
  const atStart = sign * (t * v - ncp);
  const slope = sign * t * v;
  /** Logarithm of the integrand at ln V = start + u, but for its constant. */
  const logTerm = (u: number): number =>
    -0.5 * df * expm1Beyond(2 * (start + u)) + logNormal(atStart + slope * Math.expm1(u));
  const scale = logTerm(0);
  // Far below the least double; and beside a number so large the terms would lose their differences
  // and their sum never end.
  if (scale < -10_000) return 0;
  /** The terms at u = offset + k·step, all whole k, over the term at the start. */
  const sumAt = (offset: number, step: number): number =>
    walk(logTerm, scale, offset, step) + walk(logTerm, scale, offset - step, -step);
  // As a Gaussian's: from here halving the step squares the error, or better.
  let step = Math.min(0.25, 0.6 / (v * Math.hypot(Math.sqrt(df), t * Math.SQRT1_2)));
  let sum = sumAt(0, step);
  for (let i = 0; i < 12; i++) {
    const between = sumAt(0.5 * step, step);
    const change = Math.abs(between - sum);
    sum += between;
    step *= 0.5;
    if (change < 3e-9 * sum) break;
  }
  // The density of ln V is √(df/π) exp(−stirlingError(df/2) − df/2 (V² − 1 − 2 ln V)).
  return Math.sqrt(df / Math.PI) * step * sum * Math.exp(scale - stirlingError(df / 2));
}

/** About where Φ(±(tv − ncp)) times the density of ln V is greatest. */
function mostWeight(t: number, df: number, ncp: number, sign: number): number {
  if (sign * (t - ncp) >= 0) return 1;
  // There Φ is nearly its Gaussian tail and the product's mode has a closed form.
  const size = Math.hypot(Math.sqrt(df), t);
  const half = 0.5 * ncp * (t / size);
  const root = Math.hypot(half, Math.sqrt(df));
  return (half > 0 ? half + root : df / (root - half)) / size;
}

/** Sum of exp(logTerm − scale) from there on by `step`, until nothing is added any more. */
function walk(logTerm: (u: number) => number, scale: number, from: number, step: number): number {
  let sum = 0;
  for (let u = from; ; u += step) {
    const term = Math.exp(logTerm(u) - scale);
    sum += term;
    // Negated: a term that is not a number ends the walk too.
    if (!(term > 1e-19 * sum)) return sum;
  }
}

/** e^x − 1 − x, without the cancellation beside 0. */
function expm1Beyond(x: number): number {
  if (Math.abs(x) > 0.5) return Math.expm1(x) - x;
  let term = 0.5 * x * x;
  let sum = term;
  for (let k = 3; Math.abs(term) > 1e-17 * sum; k++) {
    term *= x / k;
    sum += term;
  }
  return sum;
}

/** ln Φ(z), 0 where Φ rounds to 1. */
function logNormal(z: number): number {
  return z > 8.5 ? 0 : normalLogUpper(-z);
}

/**
 * The ncp for which the given tail of T, with df degrees of freedom, begins at t: limits of an
 * exact interval come from `{ lower: 0.975 }` and `{ lower: 0.025 }`. ±Infinity for a tail of 0
 * or 1.
 *
 * @throws RangeError unless t is finite, df is finite and > 0, and the tail is a probability
 */
export function noncentralTNcp(tail: Tail, t: number, df: number): number {
  requireFinite(t, 't');
  requirePositive(df, 'df');
  const { side, p } = smallerTail(tail);
  if (p === 0) return side === 'lower' ? Infinity : -Infinity;
  const z = normalQuantile({ upper: p });
  // On the probit scale the tail is nearly a straight line in ncp, with this spread.
  const spread = Math.hypot(1, t / Math.sqrt(2 * df));
  const centre = t * (1 - 1 / (4 * df + 1));
  const excess = (ncp: number): number =>
    normalQuantile({ upper: noncentralTTails(t, df, ncp)[side] }) - z;
  const sign = side === 'lower' ? 1 : -1;
  return rootNear(excess, centre + sign * z * spread, 0.1 * spread, sign);
}
