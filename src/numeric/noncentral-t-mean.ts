import { tailsOf } from './direct-tail.ts';
import { gammaDirect } from './gamma.ts';
import { lgamma1p, stirlingError } from './log-gamma.ts';
import { normalDensity, normalLogUpper, normalTails } from './normal.ts';
import { expm1Beyond } from './tail-integral.ts';
import type { Tails } from './tails.ts';

// P((Z + ncp)/V ≤ t) for t > 0, V = χ/√df, as a mean over V or over Z.

/** Below this logarithm a tail is 0: its largest factor beside the term at the mode is e^350. */
const NOTHING = -1100;

/** The mean of Φ(tV − ncp), or of Φ(ncp − tV) for the upper tail, over V = χ/√df; t > 0. */
export function meanOverV(t: number, df: number, ncp: number, side: 'lower' | 'upper'): number {
  const sign = side === 'lower' ? 1 : -1;
  const gap = t - ncp;
  const start = mostWeight(t, df, ncp, sign);
  /** Logarithm of the integrand at y = ln V, but for its constant. Beside V = 1 only V − 1 counts. */
  const logTerm = (y: number): number => {
    const z = Math.abs(y) < 0.5 ? gap + t * Math.expm1(y) : t * Math.exp(y) - ncp;
    return -0.5 * df * expm1Beyond(2 * y) + logNormal(sign * z);
  };
  const scale = logTerm(start);
  if (!(scale > NOTHING)) return 0;
  const left = leftEnd(t, df, ncp, sign, scale);
  /** The terms at start + offset + k·step, all whole k, over the term at the start. */
  const sumAt = (offset: number, step: number): number => {
    const right = walk(logTerm, scale, start + offset, step, null);
    return right + walk(logTerm, scale, start + offset - step, -step, left);
  };
  // As a Gaussian's: from here halving the step squares the error, or better.
  const width = Math.exp(start) * Math.hypot(Math.sqrt(df), t * Math.SQRT1_2);
  let step = Math.min(0.25, 0.6 / width);
  let sum = sumAt(0, step);
  for (let i = 0; i < 6; i++) {
    const between = sumAt(0.5 * step, step);
    const change = Math.abs(between - sum);
    sum += between;
    step *= 0.5;
    if (change < 3e-9 * sum) break;
  }
  // The density of ln V is √(df/π) exp(−stirlingError(df/2) − df/2 (V² − 1 − 2 ln V)).
  return Math.sqrt(df / Math.PI) * step * sum * Math.exp(scale - stirlingError(df / 2));
}

/** About the ln V where Φ(±(tV − ncp)) times the density of ln V is greatest. */
function mostWeight(t: number, df: number, ncp: number, sign: number): number {
  if (sign * (t - ncp) >= 0) return 0;
  // There Φ is nearly its Gaussian tail, and the mode is a root of V²(df + t²) − V t ncp = df.
  const size = Math.hypot(Math.sqrt(df), t);
  const slope = t / size;
  // Beside 1, where a huge df makes the density narrow, the root as V − 1.
  const linear = 2 - slope * (ncp / size);
  const constant = slope * ((t - ncp) / size);
  const beyondOne = (-2 * constant) / (linear + Math.sqrt(linear * linear - 4 * constant));
  if (linear > 0 && Math.abs(beyondOne) < 0.5) return Math.log1p(beyondOne);
  const half = 0.5 * ncp * slope;
  const root = Math.hypot(half, Math.sqrt(df));
  return Math.log(half > 0 ? half + root : df / (root - half)) - Math.log(size);
}

/** Where the integrand is exp(df·y) to all digits, and the sum of its terms from y on down. */
interface LeftEnd {
  readonly from: number;
  readonly rest: (y: number, step: number) => number;
}

/** With few df the integrand has a long exponential tail: its sum is a geometric series. */
function leftEnd(t: number, df: number, ncp: number, sign: number, scale: number): LeftEnd | null {
  if (df > 1) return null;
  const from = -39 - Math.max(0.5 * Math.log(df), Math.log(t) + Math.log1p(Math.abs(ncp)));
  const height = 0.5 * df + logNormal(-sign * ncp) - scale;
  const rest = (y: number, step: number): number =>
    Math.exp(height + df * y) / -Math.expm1(-df * step);
  return { from, rest };
}

/** More terms than any tail takes: not even a defect may make the sum endless. */
const MOST_TERMS = 50_000;

/** Sum of exp(logTerm − scale) from there on by `step`, until nothing is added any more. */
function walk(
  logTerm: (y: number) => number,
  scale: number,
  from: number,
  step: number,
  left: LeftEnd | null,
): number {
  let sum = 0;
  for (let k = 0; k < MOST_TERMS; k++) {
    const y = from + k * step;
    if (left !== null && y < left.from) return sum + left.rest(y, -step);
    const term = Math.exp(logTerm(y) - scale);
    sum += term;
    if (term > 1e-19 * sum) continue;
    // A low plateau may be so long that it counts.
    if (left === null || left.rest(y, -step) <= 1e-19 * sum) return sum;
  }
  return sum;
}

/** ln Φ(z), 0 where Φ rounds to 1. */
function logNormal(z: number): number {
  return z > 8.5 ? 0 : normalLogUpper(-z);
}

/**
 * Where tV is spread far wider than Z, the mean of P(V > (Z + ncp)/t) over Z instead: nearly
 * constant beside the normal density, where the step over V would have to be as fine as t is large.
 * For ncp > 12; at its end z = −ncp nothing is left of the density.
 */
export function meanOverZ(t: number, df: number, ncp: number): Tails {
  const step = 0.4;
  let lower = normalTails(-ncp).lower;
  let upper = 0;
  for (let k = -25; k <= 25; k++) {
    const z = step * k;
    const tails = tailsOfV((z + ncp) / t, (z + (ncp - t)) / t, df);
    const weight = step * normalDensity(z);
    lower += weight * tails.upper;
    upper += weight * tails.lower;
  }
  return { lower, upper };
}

/**
 * The lower tail by the same mean, over ln(Z + ncp): for 0 < ncp ≤ 12, where the end z = −ncp
 * counts.
 */
export function lowerMeanOverLogZ(t: number, df: number, ncp: number): number {
  const step = Math.min(0.1, 0.4 / ncp);
  const top = Math.log(ncp + 39);
  let sum = 0;
  for (let k = 0; k * step < 42; k++) {
    const end = Math.exp(top - k * step);
    const density = normalDensity(end - ncp);
    if (density > 0) sum += density * end * tailsOfV(end / t, end / t - 1, df).upper;
  }
  return normalTails(-ncp).lower + step * sum;
}

/** Both tails of V = χ/√df at v; `beyondOne` is v − 1, better known than from a rounded v. */
function tailsOfV(v: number, beyondOne: number, df: number): Tails {
  const a = 0.5 * df;
  const x = a * v * v;
  if (x === Infinity) return { lower: 1, upper: 0 };
  if (x > 1e-280) return tailsOf(gammaDirect(x, a, -a * beyondOne * (v + 1)));
  // x may be below the least number: there the first term is exact.
  const log = a * (Math.log(a) + 2 * Math.log(v)) - lgamma1p(a);
  return { lower: Math.exp(log), upper: -Math.expm1(log) };
}
