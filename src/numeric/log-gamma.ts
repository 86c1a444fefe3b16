import { requirePositive } from './domain.ts';

/** ln √(2π). */
export const LN_SQRT_2PI = 0.9189385332046728;
const ONE_MINUS_EULER = 0.42278433509846713;

/** ζ(k) − 1 for k = 2, 3, … */
const ZETA_MINUS_ONE = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993,
  0.01734306198444914, 0.008349277381922827, 0.00407735619794434, 0.0020083928260822143,
  0.0009945751278180853, 0.0004941886041194645, 0.0002460865533080483, 0.00012271334757848915,
  6.124813505870483e-5, 3.058823630702049e-5, 1.528225940865187e-5, 7.637197637899763e-6,
  3.81729326499984e-6, 1.908212716553939e-6, 9.539620338727962e-7, 4.769329867878064e-7,
  2.38450502727733e-7, 1.1921992596531106e-7, 5.960818905125948e-8, 2.980350351465228e-8,
  1.4901554828365043e-8,
];

/** B(2k) / (2k (2k − 1)) for k = 1, 2, …: Stirling's series in odd powers of 1/x. */
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
];

/** From here on eight terms of Stirling's series are exact to rounding. */
const STIRLING_FROM = 10;

/** ln Γ(2 + z) for |z| ≤ ½, by its Taylor series: keeps all digits beside the zero at 2. */
function lgammaNearTwo(z: number): number {
  let sum = 0;
  for (let k = ZETA_MINUS_ONE.length + 1; k >= 2; k--) {
    sum = ((ZETA_MINUS_ONE[k - 2] as number) / k - sum) * z;
  }
  return z * (ONE_MINUS_EULER + sum);
}

/**
 * Natural logarithm of Γ(1 + a) for a ≥ 0, right to the last digits for small a, where 1 + a
 * itself would be rounded.
 */
export function lgamma1p(a: number): number {
  if (a <= 0.5) return lgammaNearTwo(a) - Math.log1p(a);
  return lgamma(1 + a);
}

/**
 * Natural logarithm of Γ(x): Taylor series at 2, recurrence, Stirling's series from 10.
 * Relative error a few units of the last place, also beside its zeros at 1 and 2.
 *
 * @throws RangeError unless x is finite and > 0
 */
export function lgamma(x: number): number {
  requirePositive(x, 'x');
  if (x < 0.5) return lgamma1p(x) - Math.log(x);
  if (x <= 1.5) return lgammaNearTwo(x - 1) - Math.log1p(x - 1);
  if (x >= STIRLING_FROM) {
    return (x - 0.5) * (Math.log(x) - 1) + (LN_SQRT_2PI - 0.5 + stirlingSeries(x));
  }
  let product = 1;
  let rest = x;
  while (rest > 2.5) {
    rest -= 1;
    product *= rest;
  }
  return Math.log(product) + lgammaNearTwo(rest - 2);
}

function stirlingSeries(x: number): number {
  const w = 1 / (x * x);
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k--) sum = sum * w + (STIRLING[k] as number);
  return sum / x;
}

/** stirlingError at 0, ½, 1, … below 10; most shapes are half of a whole number. */
const atHalves: number[] = [];

/**
 * The error of Stirling's formula, ln Γ(x + 1) − [(x + ½) ln x − x + ½ ln 2π]. Between 0 and
 * 1/(12x); a saddle-point density needs it where a difference of ln Γ would lose all digits.
 *
 * @throws RangeError unless x is finite and > 0
 * @see references.loader2000
 */
export function stirlingError(x: number): number {
  if (x >= STIRLING_FROM && x < Infinity) return stirlingSeries(x);
  requirePositive(x, 'x');
  const half = 2 * x;
  if (half !== Math.floor(half)) return stirlingErrorBelowTen(x);
  atHalves[half] ??= stirlingErrorBelowTen(x);
  return atHalves[half];
}

function stirlingErrorBelowTen(x: number): number {
  if (x < 0.5) return lgamma1p(x) - (x + 0.5) * Math.log(x) + x - LN_SQRT_2PI;
  let sum = 0;
  let at = x;
  for (; at < STIRLING_FROM; at += 1) sum += stirlingStep(at);
  return sum + stirlingSeries(at);
}

/** stirlingError(x) − stirlingError(x + 1) = (x + ½) ln(1 + 1/x) − 1, as a sum of positive terms. */
function stirlingStep(x: number): number {
  const s = 1 / (2 * x + 1);
  const w = s * s;
  let power = w;
  let sum = 0;
  for (let k = 3; power > 1e-18; k += 2) {
    sum += power / k;
    power *= w;
  }
  return sum;
}

/**
 * ln Γ(x + a) − ln Γ(x) for x > 0, a ≥ 0, relative to a even where a is far below the rounding of
 * x: recurrence up to 10, then the difference of two Stirling series term by term.
 */
export function logGammaRatio(x: number, a: number): number {
  let steps = 0;
  let at = x;
  for (; at < STIRLING_FROM; at += 1) steps += Math.log1p(a / at);
  const growth = Math.log1p(a / at);
  const w = 1 / (at * at);
  let power = 1 / at;
  let series = 0;
  for (let k = 0; k < STIRLING.length; k++) {
    series += (STIRLING[k] as number) * power * Math.expm1(-(2 * k + 1) * growth);
    power *= w;
  }
  return (at - 0.5) * growth - a + series + a * Math.log(at + a) - steps;
}
