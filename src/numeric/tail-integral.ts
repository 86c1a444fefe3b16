import { doubledSeries } from './saddle-point.ts';

/** So many nodes give 1e-16 for every integrand between exp(−s) and exp(−s²), see there. */
const NODES = 28;

/** Where the exponent has fallen by this much nothing is left: exp(−40) = 4e-18. */
const DEPTH = 40;

interface Node {
  /** In 0…1. */
  readonly at: number;
  readonly weight: number;
}

let nodes: readonly Node[] | undefined;

/**
 * ∫₀^∞ exp(−slope·u − beyond(u)) du, where beyond(u) ≥ 0 is curvature·u²/2 but for a change of
 * some 10% where the exponent reaches 40, by Gauss and Legendre: the ratio of a tail to its weight
 * on the natural scale, in the same time for any shape. All terms are positive, so nothing is lost.
 *
 * For a large shape this takes the place of Temme's uniform expansion: a series has to go over
 * √shape terms, while the integrand on its own scale is always the same piece of a bell.
 *
 * @see references.temme1979
 */
export function tailIntegral(
  slope: number,
  curvature: number,
  beyond: (u: number) => number,
): number {
  nodes ??= gaussLegendre(NODES);
  // slope·u + curvature·u²/2 is DEPTH here.
  const end = (2 * DEPTH) / (slope + Math.hypot(slope, Math.sqrt(2 * DEPTH * curvature)));
  let sum = 0;
  for (const { at, weight } of nodes) {
    const u = end * at;
    sum += weight * Math.exp(-slope * u - beyond(u));
  }
  return end * sum;
}

/** Nodes and weights on 0…1: zeros of the Legendre polynomial by Newton's method. */
function gaussLegendre(count: number): readonly Node[] {
  return Array.from({ length: count }, (_, i) => {
    let x = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let round = 0; round < 6; round++) {
      let [before, value] = [1, x];
      for (let k = 2; k <= count; k++) {
        [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
      }
      slope = (count * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    return { at: (1 - x) / 2, weight: 1 / ((1 - x * x) * slope * slope) };
  });
}

/** e^u − 1 − u, without the cancellation beside 0. */
export function expm1Beyond(u: number): number {
  if (Math.abs(u) > 0.5) return Math.expm1(u) - u;
  let term = 0.5 * u * u;
  let sum = term;
  for (let k = 3; Math.abs(term) > 1e-17 * sum; k++) {
    term *= u / k;
    sum += term;
  }
  return sum;
}

/** ln(1 + s) − s ≤ 0 for s > −1, without the cancellation beside 0. */
export function log1pBeyond(s: number): number {
  const v = s / (2 + s);
  if (Math.abs(v) > 0.2) return Math.log1p(s) - s;
  return doubledSeries(v, 1) - s * v;
}
