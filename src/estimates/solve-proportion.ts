import { betaTails, type UnitPoint } from '../numeric/beta.ts';
import { rootBetween } from '../numeric/roots.ts';

/** P(X ≥ k) of n trials, 1 ≤ k ≤ n, at a success probability given with its complement. */
export function atLeast(k: number, n: number, { x, y }: UnitPoint): number {
  return betaTails(x, y, k, n - k + 1).lower;
}

/** P(X ≤ k) of n trials, 0 ≤ k < n. */
export function atMost(k: number, n: number, { x, y }: UnitPoint): number {
  return betaTails(x, y, k + 1, n - k).upper;
}

/**
 * The point between two points of the unit interval at which f, of opposite sign at the two, is 0,
 * on the logit scale, so that points near 0 and near 1 keep their digits. Where one of the two is
 * the root up to rounding, the signs may agree; then it is returned.
 */
export function solveProportion(
  f: (point: UnitPoint) => number,
  from: UnitPoint,
  to: UnitPoint,
): UnitPoint {
  const onLogit = (at: number) => f(atLogit(at));
  const [low, high] = [logit(from), logit(to)];
  const [fLow, fHigh] = [onLogit(low), onLogit(high)];
  if (fLow * fHigh >= 0) return Math.abs(fLow) <= Math.abs(fHigh) ? from : to;
  return atLogit(rootBetween(onLogit, low, high));
}

function logit({ x, y }: UnitPoint): number {
  return Math.log(x) - Math.log(y);
}

function atLogit(logit: number): UnitPoint {
  return { x: 1 / (1 + Math.exp(-logit)), y: 1 / (1 + Math.exp(logit)) };
}
