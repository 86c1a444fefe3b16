import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain, unbounded } from './plain.ts';
import { rdNewcombe, rdWald } from './risk-difference.ts';
import {
  independentPatients,
  largeCounts,
  scoreCoverage,
  type TwoProportions,
  twoProportionsNeeds,
} from './two-proportions.ts';

/** Why there is no number needed to treat when the risks are equal. */
const noDifference = 'undefined: the risk difference is 0, the number needed to treat is infinite';

/** Why two limits are not the ends of an interval. */
const throughInfinity =
  'several: the set is all up to the lower and all from the upper limit, through infinity';

/**
 * The reciprocal of a risk difference with its limits. Where the difference's interval spans 0 the
 * set of numbers is not an interval: it is what lies outside of the two limits, and `ci.reason` says so.
 */
function reciprocal({ value, ci, reason }: Estimate): Estimate {
  const [rdLow, rdHigh] = [ci?.low ?? null, ci?.high ?? null];
  const difference = { value: value ? 1 / value : null, ...(reason !== undefined && { reason }) };
  if (!ci || rdLow === null || rdHigh === null) return plain({ ...difference, ci: null });
  const { level } = ci;
  const details = { rdLow, rdHigh, spansZero: rdLow <= 0 && rdHigh >= 0 };
  if (value === 0) {
    const open = { low: null, high: null, level, reason: unbounded };
    return plain({ value: null, ci: open, details, reason: noDifference });
  }
  if (rdLow === 0 || rdHigh === 0) {
    const low = rdHigh === 0 ? null : 1 / rdHigh;
    const high = rdLow === 0 ? null : 1 / rdLow;
    return plain({ ...difference, ci: { low, high, level, reason: unbounded }, details });
  }
  const ends = [1 / rdLow, 1 / rdHigh];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const outside = details.spansZero && { reason: throughInfinity };
  return plain({ ...difference, ci: { low, high, level, ...outside }, details });
}

/**
 * Number needed to treat, 1/(x1/n1 − x2/n2), from the risk difference with Newcombe's interval;
 * positive when group 1 has more events. Where that interval spans 0 (`details.spansZero`) the set is
 * all numbers up to the lower (negative) and all from the upper limit, through infinity.
 * `details.rdLow` and `details.rdHigh` are the limits of the risk difference.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless all counts are whole, n ≥ 1 and 0 ≤ x ≤ n
 * @see references.altman1998
 *
 * @example
 * nntNewcombe({ x1: 28, n1: 171, x2: 6, n2: 171 }).ci?.low // → 5.149962626490903
 */
export function nntNewcombe(table: TwoProportions, options?: EstimateOptions): Estimate {
  return reciprocal(rdNewcombe(table, options));
}

/**
 * As nntNewcombe, from the risk difference with the normal (Wald) interval.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless all counts are whole, n ≥ 1 and 0 ≤ x ≤ n
 * @see references.altman1998
 *
 * @example
 * nntWald({ x1: 28, n1: 171, x2: 6, n2: 171 }).ci?.low // → 5.246700701622729
 */
export function nntWald(table: TwoProportions, options?: EstimateOptions): Estimate {
  return reciprocal(rdWald(table, options));
}

const shared = {
  quantity: 'number-needed-to-treat',
  design: 'two proportions',
  unit: 'patients',
  needs: twoProportionsNeeds,
} as const;
const formula =
  '1/D, limits 1/high and 1/low of the risk difference D; where low < 0 < high the set is (−∞, 1/low] and [1/high, ∞)';

export const nntNewcombeMethod: Method<TwoProportions> = {
  ...shared,
  id: 'nnt_newcombe',
  aliases: ['nnt'],
  title: "Number needed to treat, from Newcombe's interval",
  formula: `${formula}; limits of rd_newcombe`,
  assumptions: [independentPatients, scoreCoverage],
  references: ['altman1998', 'newcombe1998b'],
  elsewhere: {
    r: 'local({w <- function(x, n) prop.test(x, n, correct = FALSE)$conf.int; p <- c(x1 / n1, x2 / n2); a <- w(x1, n1); b <- w(x2, n2); 1 / (p[1] - p[2] + c(0, sqrt((a[2] - p[1])^2 + (p[2] - b[1])^2), -sqrt((p[1] - a[1])^2 + (b[2] - p[2])^2)))})',
  },
  estimate: nntNewcombe,
};

export const nntWaldMethod: Method<TwoProportions> = {
  ...shared,
  id: 'nnt_wald',
  title: 'Number needed to treat, from the normal (Wald) interval',
  formula: `${formula}; limits of rd_wald`,
  assumptions: [independentPatients, largeCounts],
  references: ['altman1998'],
  elsewhere: {
    r: '1 / (x1 / n1 - x2 / n2 + c(0, 1, -1) * qnorm(0.975) * sqrt(x1 / n1 * (1 - x1 / n1) / n1 + x2 / n2 * (1 - x2 / n2) / n2))',
  },
  estimate: nntWald,
};
