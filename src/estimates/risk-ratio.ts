import { rootNear } from '../numeric/roots.ts';
import { levelOf } from './domain.ts';
import { ratioInterval } from './log-ratio.ts';
import type { ConfidenceInterval, Estimate, EstimateOptions, Method } from './method.ts';
import { plain, unbounded } from './plain.ts';
import {
  escalcRatio,
  independentPatients,
  largeCounts,
  requireTwoProportions,
  riskRatio,
  scoreCoverage,
  type TwoProportions,
  twoProportionsNeeds,
} from './two-proportions.ts';
import { normalCritical } from './wald.ts';

const noRatio = 'undefined: nobody had the event in either group';
const infiniteRatio = 'undefined: nobody had the event in group 2, the ratio is infinite';

/**
 * Risk ratio (x1/n1)/(x2/n2) with Katz's interval, normal on the log scale, and its z test.
 * `details.logEstimate` and `details.seLog` are what is pooled. Without events in a group there is
 * no interval; nothing is added to the counts.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless all counts are whole, n ≥ 1 and 0 ≤ x ≤ n
 * @see references.katz1978
 *
 * @example
 * rrKatz({ x1: 28, n1: 171, x2: 6, n2: 171 }).ci?.low // → 1.982934443454718
 */
export function rrKatz(table: TwoProportions, options?: EstimateOptions): Estimate {
  requireTwoProportions(table);
  const level = levelOf(options);
  const { x1, n1, x2, n2 } = table;
  if (x2 === 0) return { value: null, reason: x1 === 0 ? noRatio : infiniteRatio };
  if (x1 === 0) {
    const reason =
      'undefined: nobody had the event in group 1, the logarithm of the ratio is not finite';
    return { value: 0, ci: null, reason };
  }
  const value = riskRatio(table);
  // 1/x − 1/n without its cancellation
  const se = Math.sqrt((n1 - x1) / x1 / n1 + (n2 - x2) / x2 / n2);
  return ratioInterval(value, { log: Math.log(value), se, level });
}

/**
 * The most likely p2 under p1 = θ p2, with its complement: the smaller root of
 * Nθ p² − (θ(n1 + x2) + x1 + n2) p + x1 + x2, each from sums that do not cancel.
 */
function restricted({ x1, n1, x2, n2 }: TwoProportions, theta: number): { p: number; q: number } {
  const [sum, events] = [theta * (n1 + n2), x1 + x2];
  const b = theta * (n1 + x2) + x1 + n2;
  const root = Math.hypot(
    theta * (n1 + x2) - (x1 + n2),
    2 * Math.sqrt(theta * (n1 - x1)) * Math.sqrt(n2 - x2),
  );
  const p = (2 * events) / (b + root);
  // The same for q = 1 − p: Nθ q² + c q + (θ − 1)(n2 − x2) = 0.
  const c = theta * (x2 - n1 - 2 * n2) + x1 + n2;
  const q = c > 0 ? (2 * (1 - theta) * (n2 - x2)) / (c + root) : (root - c) / (2 * sum);
  return { p, q };
}

/** The groups exchanged. */
function swapped({ x1, n1, x2, n2 }: TwoProportions): TwoProportions {
  return { x1: x2, n1: n2, x2: x1, n2: n1 };
}

/** (p̂₁ − θp̂₂)/√((p̂₁ − θp̂₂)² + z²V(θ)): falls from 1 to −1 as θ rises; finite where V = 0. */
function share(table: TwoProportions, theta: number, z: number, factor: number): number {
  const { n1, n2 } = table;
  const two = restricted(table, theta);
  const one = restricted(swapped(table), 1 / theta);
  const half =
    z * Math.sqrt(factor * ((one.p * one.q) / n1 + theta * theta * ((two.p * two.q) / n2)));
  const distance = table.x1 / n1 - theta * (table.x2 / n2);
  return distance === 0 ? 0 : distance / Math.hypot(distance, half);
}

/** A limit is where the distance to the estimate makes up this share of the hypotenuse. */
const DIAGONAL = Math.SQRT1_2;

function scoreRatio(
  table: TwoProportions,
  options: EstimateOptions | undefined,
  factor: number,
): Estimate {
  const level = levelOf(options);
  const z = normalCritical(level);
  const { x1, n1, x2, n2 } = table;
  const near = Math.log(((x1 + 0.5) * (n2 + 0.5)) / ((x2 + 0.5) * (n1 + 0.5)));
  const step = z * Math.sqrt(1 / (x1 + 0.5) + 1 / (x2 + 0.5));
  const limit = (at: number, side: number): number =>
    Math.exp(
      rootNear((log) => share(table, Math.exp(log), z, factor) + side * DIAGONAL, at, step / 8, -1),
    );
  const low = x1 === 0 ? 0 : limit(near - step, -1);
  const high = x2 === 0 ? null : limit(near + step, 1);
  const ci: ConfidenceInterval = { low, high, level, ...(high === null && { reason: unbounded }) };
  if (x2 === 0) return { value: null, ci, reason: x1 === 0 ? noRatio : infiniteRatio };
  return plain({ value: riskRatio(table), ci });
}

/**
 * Risk ratio with Koopman's score interval, without N/(N − 1). Without events in group 1 the lower
 * limit is 0, in group 2 there is no value and no upper limit (`ci.reason` "unbounded").
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless all counts are whole, n ≥ 1 and 0 ≤ x ≤ n
 * @see references.koopman1984
 *
 * @example
 * rrKoopman({ x1: 28, n1: 171, x2: 6, n2: 171 }).ci?.low // → 2.0489354559478734
 */
export function rrKoopman(table: TwoProportions, options?: EstimateOptions): Estimate {
  requireTwoProportions(table);
  return scoreRatio(table, options, 1);
}

/**
 * Risk ratio with the score interval of Miettinen and Nurminen: Koopman's, with the variance times
 * N/(N − 1).
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless all counts are whole, n ≥ 1 and 0 ≤ x ≤ n
 * @see references.miettinen1985 eq. 10
 *
 * @example
 * rrMn({ x1: 28, n1: 171, x2: 6, n2: 171 }).ci?.low // → 2.04662485051055
 */
export function rrMn(table: TwoProportions, options?: EstimateOptions): Estimate {
  requireTwoProportions(table);
  const total = table.n1 + table.n2;
  return scoreRatio(table, options, total / (total - 1));
}

const shared = {
  quantity: 'risk-ratio',
  design: 'two proportions',
  unit: 'ratio',
  needs: twoProportionsNeeds,
} as const;

export const rrKatzMethod: Method<TwoProportions> = {
  ...shared,
  id: 'rr_katz',
  title: "Risk ratio with Katz's log interval",
  formula: 'exp(ln RR ± z(1 − α/2) √(1/x₁ − 1/n₁ + 1/x₂ − 1/n₂)) with RR = (x₁/n₁)/(x₂/n₂)',
  assumptions: [independentPatients, largeCounts, 'Both groups have events.'],
  references: ['katz1978'],
  elsewhere: {
    metafor: 'RR, to = "none"',
    revman: 'Risk Ratio (IV)',
    stata: 'csi x1 x2 (n1 - x1) (n2 - x2)',
    r: escalcRatio('RR'),
  },
  estimate: rrKatz,
};

const scoreFormula = (factor: string) =>
  `the θ with (p₁ − θp₂)² = z² ${factor}(p̃₁q̃₁/n₁ + θ²p̃₂q̃₂/n₂), p̃₁ = θp̃₂ and p̃₂ the most likely proportions of ratio θ`;

export const rrKoopmanMethod: Method<TwoProportions> = {
  ...shared,
  id: 'rr_koopman',
  aliases: ['risk-ratio'],
  title: "Risk ratio with Koopman's score interval",
  formula: scoreFormula(''),
  assumptions: [independentPatients, scoreCoverage],
  references: ['koopman1984'],
  elsewhere: { r: 'PropCIs::riskscoreci(x1, n1, x2, n2, conf.level = 0.95)' },
  estimate: rrKoopman,
};

export const rrMnMethod: Method<TwoProportions> = {
  ...shared,
  id: 'rr_mn',
  title: 'Risk ratio with the score interval of Miettinen and Nurminen',
  formula: `${scoreFormula('N/(N − 1) ')}, N = n₁ + n₂`,
  assumptions: [independentPatients, scoreCoverage],
  references: ['miettinen1985'],
  elsewhere: { r: 'ratesci::scoreci(x1, n1, x2, n2, contrast = "RR", skew = FALSE)' },
  estimate: rrMn,
};
