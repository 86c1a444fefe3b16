import { rootBetween } from '../numeric/roots.ts';
import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import {
  independentPatients,
  requireTwoProportions,
  riskDifference,
  scoreCoverage,
  type TwoProportions,
  twoProportionsNeeds,
} from './two-proportions.ts';
import { normalCritical } from './wald.ts';

/** Two proportions, each with its complement, so that neither is taken from the other. */
interface Restricted {
  readonly p1: number;
  readonly q1: number;
  readonly p2: number;
  readonly q2: number;
}

/** p2 = u + max(0, −δ) and p1 = p2 + δ, at the distance u from the lower end of what is possible. */
function at(u: number, delta: number): Restricted {
  const room = 1 - Math.abs(delta);
  const [less, more] = [u, u + Math.abs(delta)];
  // 1 − more = room − u, and 1 − less = (room − u) + |δ|.
  const [lessQ, moreQ] = [room - u + Math.abs(delta), room - u];
  return delta >= 0
    ? { p1: more, q1: moreQ, p2: less, q2: lessQ }
    : { p1: less, q1: lessQ, p2: more, q2: moreQ };
}

/**
 * The most likely proportions that differ by δ. The derivative of the log-likelihood falls with p2;
 * its sign is that of the sum below, from which the denominators of absent cells are left out, so
 * that it is finite at the ends and not 0 there without reason.
 */
function restricted({ x1, n1, x2, n2 }: TwoProportions, delta: number): Restricted {
  const [y1, y2] = [n1 - x1, n2 - x2];
  const slope = (u: number): number => {
    const { p1, q1, p2, q2 } = at(u, delta);
    const [a, b, c, d] = [x1 ? p1 : 1, y1 ? q1 : 1, x2 ? p2 : 1, y2 ? q2 : 1];
    return (x1 * b - y1 * a) * c * d + (x2 * d - y2 * c) * a * b;
  };
  const room = 1 - Math.abs(delta);
  if (!(room > 0) || slope(0) <= 0) return at(0, delta);
  if (slope(room) >= 0) return at(room, delta);
  return at(rootBetween(slope, 0, room), delta);
}

/** A limit is where the distance to the estimate makes up this share of the hypotenuse. */
const DIAGONAL = Math.SQRT1_2;

/**
 * The risk difference with the score interval: all δ with (D − δ)² ≤ z² V(δ), V the variance at the
 * most likely proportions that differ by δ, times `factor`.
 */
function scoreDifference(
  table: TwoProportions,
  options: EstimateOptions | undefined,
  factor: number,
): Estimate {
  const level = levelOf(options);
  const z = normalCritical(level);
  const value = riskDifference(table);
  const { n1, n2 } = table;
  // (D − δ)/√((D − δ)² + z²V) falls from 1 to −1 as δ rises, and stays finite where V = 0.
  const share = (delta: number): number => {
    const { p1, q1, p2, q2 } = restricted(table, delta);
    const half = z * Math.sqrt(factor * ((p1 * q1) / n1 + (p2 * q2) / n2));
    const distance = value - delta;
    return distance === 0 ? 0 : distance / Math.hypot(distance, half);
  };
  const low = value === -1 ? -1 : rootBetween((delta) => share(delta) - DIAGONAL, -1, value);
  const high = value === 1 ? 1 : rootBetween((delta) => share(delta) + DIAGONAL, value, 1);
  return plain({ value, ci: { low, high, level } });
}

/**
 * Risk difference with the score interval of Miettinen and Nurminen, variance factor N/(N − 1).
 * Defined for every table; within [−1, 1].
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless all counts are whole, n ≥ 1 and 0 ≤ x ≤ n
 * @see references.miettinen1985 eqs. 6-9
 *
 * @example
 * rdMn({ x1: 28, n1: 171, x2: 6, n2: 171 }).ci?.low // → 0.06871602318221628
 */
export function rdMn(table: TwoProportions, options?: EstimateOptions): Estimate {
  requireTwoProportions(table);
  const total = table.n1 + table.n2;
  return scoreDifference(table, options, total / (total - 1));
}

/**
 * Risk difference with Mee's score interval: that of Miettinen and Nurminen without N/(N − 1).
 * Defined for every table; within [−1, 1].
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless all counts are whole, n ≥ 1 and 0 ≤ x ≤ n
 * @see references.mee1984
 *
 * @example
 * rdMee({ x1: 28, n1: 171, x2: 6, n2: 171 }).ci?.low // → 0.06880428021099863
 */
export function rdMee(table: TwoProportions, options?: EstimateOptions): Estimate {
  requireTwoProportions(table);
  return scoreDifference(table, options, 1);
}

const shared = {
  quantity: 'risk-difference',
  design: 'two proportions',
  unit: 'proportion',
  needs: twoProportionsNeeds,
  assumptions: [independentPatients, scoreCoverage],
} as const;

export const rdMnMethod: Method<TwoProportions> = {
  ...shared,
  id: 'rd_mn',
  aliases: ['miettinen-nurminen'],
  title: 'Risk difference with the score interval of Miettinen and Nurminen',
  formula:
    'the δ with (D − δ)² = z² N/(N − 1) (p̃₁q̃₁/n₁ + p̃₂q̃₂/n₂), p̃₁ and p̃₂ = p̃₁ − δ the most likely proportions that differ by δ, N = n₁ + n₂',
  references: ['miettinen1985', 'newcombe1998b'],
  elsewhere: { r: 'DescTools::BinomDiffCI(x1, n1, x2, n2, method = "mn")' },
  estimate: rdMn,
};

export const rdMeeMethod: Method<TwoProportions> = {
  ...shared,
  id: 'rd_mee',
  title: "Risk difference with Mee's score interval",
  formula:
    'the δ with (D − δ)² = z² (p̃₁q̃₁/n₁ + p̃₂q̃₂/n₂), p̃₁ and p̃₂ = p̃₁ − δ the most likely proportions that differ by δ',
  references: ['mee1984', 'newcombe1998b'],
  elsewhere: { r: 'PropCIs::diffscoreci(x1, n1, x2, n2, conf.level = 0.95)  # to 7 digits' },
  estimate: rdMee,
};
