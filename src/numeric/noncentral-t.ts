import { requireFinite, requireNumber, requirePositive } from './domain.ts';
import { lowerMeanOverLogZ, meanOverV, meanOverZ } from './noncentral-t-mean.ts';
import { normalQuantile, normalTails } from './normal.ts';
import { rootBetween, rootNear } from './roots.ts';
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
  const far = t > FAR * Math.sqrt(2 * df);
  if (far && ncp > FAR) return meanOverZ(t, df, ncp);
  const first = t < ncp ? 'lower' : 'upper';
  const p = meanOverV(t, df, ncp, first);
  if (p <= 0.9) return pair(first, p);
  if (far && t > FAR) return pair('lower', lowerByZ(t, df, ncp));
  const second = first === 'lower' ? 'upper' : 'lower';
  return pair(second, meanOverV(t, df, ncp, second));
}

function pair(side: 'lower' | 'upper', p: number): Tails {
  return side === 'lower' ? { lower: p, upper: 1 - p } : { lower: 1 - p, upper: p };
}

/** P(Z > 39) is below the least positive double. */
const NOTHING_ABOVE = 39;

/** With tV this many times as spread out as Z, and ncp this far from 0, the mean is over Z. */
const FAR = 60;

function lowerByZ(t: number, df: number, ncp: number): number {
  return ncp > 12 ? meanOverZ(t, df, ncp).lower : lowerMeanOverLogZ(t, df, ncp);
}

/**
 * The ncp for which the given tail of T, with df degrees of freedom, begins at t: limits of an
 * exact interval come from `{ lower: 0.975 }` and `{ lower: 0.025 }`. ±Infinity for a tail of 0
 * or 1, or where it is beyond the greatest number.
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
  if (spread > 1e290) return rootAmongHuge(excess, sign);
  // Huge df leave the spread below the distance of neighbouring numbers.
  const step = Math.max(0.1 * spread, 4 * Number.EPSILON * Math.abs(centre));
  return rootNear(excess, centre + sign * z * spread, step, sign);
}

/** The zero of a monotone f up to the greatest numbers, or the infinity beyond which it lies. */
function rootAmongHuge(f: (ncp: number) => number, slope: 1 | -1): number {
  const end = Number.MAX_VALUE / 4;
  if (f(end) * slope < 0) return Infinity;
  if (f(-end) * slope > 0) return -Infinity;
  return rootBetween(f, -end, end);
}
