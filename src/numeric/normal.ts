import { requireNumber } from './domain.ts';
import { LN_SQRT_2PI } from './log-gamma.ts';
import { smallerTail, type Tail, type Tails } from './tails.ts';

const SQRT_2PI = 2.5066282746310007;

/** From here out the continued fraction of Mills' ratio is quicker than the series. */
const FRACTION_FROM = 1.7;

/** Standard normal density. z is split so that z²/2 = 700 keeps its last digits in the exponent. */
export function normalDensity(z: number): number {
  const head = Math.fround(z);
  if (Math.abs(head) > 40) return 0;
  return (Math.exp(-0.5 * head * head) * Math.exp(-0.5 * (z - head) * (z + head))) / SQRT_2PI;
}

/** P(0 < Z < z) for 0 ≤ z below some 3: density × Σ z^(2n+1)/(1·3·5···(2n+1)), all positive. */
function central(z: number): number {
  const square = z * z;
  let term = z;
  let sum = z;
  for (let k = 3; term > 1e-17 * sum; k += 2) {
    term *= square / k;
    sum += term;
  }
  return normalDensity(z) * sum;
}

/** Mills' ratio P(Z > z)/density for z ≥ FRACTION_FROM: 1/(z + 1/(z + 2/(z + 3/…))). */
function millsRatio(z: number): number {
  // Begun at its approximate tail, the fraction is exact to rounding after this many steps
  // (counted with 30 digits for z from 1.5 to 37).
  let n = Math.ceil(8 + 245 / (z * z));
  let value = 0.5 * (z + Math.sqrt(z * z + 4 * n + 4));
  for (; n > 0; n--) value = z + n / value;
  return 1 / value;
}

/**
 * Both tails of the standard normal distribution at z.
 *
 * @throws RangeError if z is NaN
 */
export function normalTails(z: number): Tails {
  const size = Math.abs(requireNumber(z, 'z'));
  let small: number;
  let large: number;
  if (size < FRACTION_FROM) {
    const half = central(size);
    small = 0.5 - half;
    large = 0.5 + half;
  } else {
    small = size > 40 ? 0 : normalDensity(size) * millsRatio(size);
    large = 1 - small;
  }
  return z < 0 ? { lower: small, upper: large } : { lower: large, upper: small };
}

/**
 * ln P(Z > z); finite up to z = 1e154, where the probability underflows beyond z = 38.
 *
 * @throws RangeError if z is NaN
 */
export function normalLogUpper(z: number): number {
  if (z < FRACTION_FROM) {
    const { lower, upper } = normalTails(z);
    return z < 0 ? Math.log1p(-lower) : Math.log(upper);
  }
  requireNumber(z, 'z');
  if (z === Infinity) return -Infinity;
  return -0.5 * z * z - LN_SQRT_2PI + Math.log(millsRatio(z));
}

/**
 * Natural logarithm of the two-sided p-value of z, ln 2 P(Z > |z|).
 *
 * @throws RangeError if z is NaN
 */
export function normalLogTwoSided(z: number): number {
  return z === 0 ? 0 : Math.LN2 + normalLogUpper(Math.abs(z));
}

/**
 * The z with the given tail probability, e.g. `normalQuantile({ upper: 0.025 })` = 1.959964.
 * ±Infinity for a tail of 0 or 1.
 *
 * @throws RangeError unless the tail is a probability
 */
export function normalQuantile(tail: Tail): number {
  const { side, p } = smallerTail(tail);
  const z = upperQuantile(p);
  return side === 'upper' ? z : 0 - z;
}

/** The z ≥ 0 with P(Z > z) = p ≤ ½. */
function upperQuantile(p: number): number {
  if (p === 0) return Infinity;
  if (p > 0.25) return centralQuantile(0.5 - p);
  const target = Math.log(p);
  // Leading terms of the tail's expansion start near enough for a cubic method.
  const root = Math.sqrt(-2 * target);
  let z = root - (2.30753 + 0.27061 * root) / (1 + root * (0.99229 + 0.04481 * root));
  for (let i = 0; i < 10; i++) {
    const log = normalLogUpper(z);
    const mills = Math.exp(log + 0.5 * z * z + LN_SQRT_2PI);
    const gap = log - target;
    const step = (gap * mills) / (1 + 0.5 * gap * (1 - z * mills));
    z += step;
    if (Math.abs(gap) < 1e-5) break;
  }
  return z;
}

/** The z with P(0 < Z < z) = area < ¼, relative to area: exact beside the median. */
function centralQuantile(area: number): number {
  let z = SQRT_2PI * area;
  for (let i = 0; i < 10; i++) {
    const newton = (central(z) - area) / normalDensity(z);
    z -= newton / (1 + 0.5 * z * newton);
    if (Math.abs(newton) < 1e-5 * z) break;
  }
  return z;
}
