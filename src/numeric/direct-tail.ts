import type { SidedTail, Tails } from './tails.ts';

/**
 * The tail that a series or continued fraction gives directly, as weight × ratio.
 *
 * The weight is the density on the variable's natural scale (ln x for gamma, ln(x/y) for beta), so
 * that 1/ratio is the derivative of the tail's logarithm there. Kept as a logarithm it does not
 * underflow. The direct tail is never above some 0.95, so the other one is its complement and has
 * lost at most one digit.
 */
export interface DirectTail {
  readonly side: 'lower' | 'upper';
  readonly logWeight: number;
  readonly ratio: number;
  /** Derivative of logWeight on the natural scale. */
  readonly slope: number;
}

/** Both tails, the direct one as it is and the other as its complement. */
export function tailsOf(direct: DirectTail): Tails {
  const { side, logWeight, ratio } = direct;
  // Beside underflow the weight may be gone while the tail is not.
  const p = logWeight > -700 ? Math.exp(logWeight) * ratio : Math.exp(logWeight + Math.log(ratio));
  return side === 'lower' ? { lower: p, upper: 1 - p } : { lower: 1 - p, upper: p };
}

/** Natural logarithm of one tail; finite where the tail itself underflows. */
export function logTail(direct: DirectTail, side: 'lower' | 'upper'): number {
  const { logWeight, ratio } = direct;
  const direction = logWeight + Math.log(ratio);
  return direct.side === side ? direction : Math.log1p(-Math.exp(direction));
}

/**
 * One step, on the natural scale, toward the point whose tail is `target.p`: Halley's method on the
 * logarithm of the tail. Weights are log-concave there, so the logarithm of the tail is concave and
 * Newton's method converges from everywhere; Halley's correction is used where it is small.
 * `done` says that the next step would be below rounding.
 */
export function quantileStep(
  direct: DirectTail,
  target: SidedTail,
): { step: number; done: boolean } {
  const { side, p } = target;
  const log = logTail(direct, side);
  const sign = side === 'lower' ? 1 : -1;
  const ratio =
    direct.side === side ? direct.ratio : Math.exp(log - Math.max(direct.logWeight, -700));
  const gap = log - Math.log(p);
  const newton = -sign * gap * ratio;
  // Second derivative of the logarithm over twice its first, times the Newton step.
  const bend = 0.5 * gap * (1 - sign * direct.slope * ratio);
  const step = Math.abs(bend) < 0.4 ? newton / (1 + bend) : newton;
  return { step, done: Math.abs(gap) < 1e-5 && Math.abs(bend) < 1e-4 };
}
