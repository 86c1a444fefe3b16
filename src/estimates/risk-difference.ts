import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import {
  escalcTwoProportions,
  independentPatients,
  largeCounts,
  requireTwoProportions,
  riskDifference,
  scoreCoverage,
  type TwoProportions,
  twoProportionsNeeds,
} from './two-proportions.ts';
import { normalCritical, normalInterval } from './wald.ts';
import { scoreInterval } from './wilson.ts';

/**
 * Risk difference x1/n1 − x2/n2 with the normal (Wald) interval. Not clipped to [−1, 1]; nothing is
 * added to the counts. With no spread in either group (0 or n of n) there is no interval.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless all counts are whole, n ≥ 1 and 0 ≤ x ≤ n
 * @see references.newcombe1998b method 1
 *
 * @example
 * rdWald({ x1: 28, n1: 171, x2: 6, n2: 171 }).ci?.low // → 0.066713973335983
 */
export function rdWald(table: TwoProportions, options?: EstimateOptions): Estimate {
  requireTwoProportions(table);
  return waldOf(table, levelOf(options));
}

function waldOf(table: TwoProportions, level: number): Estimate {
  const { x1, n1, x2, n2 } = table;
  const variance = ((x1 / n1) * (n1 - x1)) / n1 / n1 + ((x2 / n2) * (n2 - x2)) / n2 / n2;
  return normalInterval({ value: riskDifference(table), se: Math.sqrt(variance), level });
}

/**
 * Risk difference with Newcombe's hybrid score interval, from the Wilson limits of the two
 * proportions. Defined for every table; within [−1, 1].
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless all counts are whole, n ≥ 1 and 0 ≤ x ≤ n
 * @see references.newcombe1998b method 10
 *
 * @example
 * rdNewcombe({ x1: 28, n1: 171, x2: 6, n2: 171 }).ci?.low // → 0.06662726339251553
 */
export function rdNewcombe(table: TwoProportions, options?: EstimateOptions): Estimate {
  requireTwoProportions(table);
  const level = levelOf(options);
  const { x1, n1, x2, n2 } = table;
  const q = normalCritical(level) ** 2;
  const [one, two] = [scoreInterval(x1, n1, q), scoreInterval(x2, n2, q)];
  const [p1, p2] = [x1 / n1, x2 / n2];
  const value = riskDifference(table);
  const low = value - Math.hypot(p1 - one.low, two.high - p2);
  const high = value + Math.hypot(one.high - p1, p2 - two.low);
  return plain({ value, ci: { low, high, level } });
}

/**
 * Risk difference with the interval of Agresti and Caffo: Wald after one patient with and one
 * without the event are added to each group. The value is the raw difference; `details.centre` is
 * the middle of the interval. Not clipped. Defined for every table.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless all counts are whole, n ≥ 1 and 0 ≤ x ≤ n
 * @see references.agresti2000
 *
 * @example
 * rdAgrestiCaffo({ x1: 28, n1: 171, x2: 6, n2: 171 }).ci?.low // → 0.06423611012150363
 */
export function rdAgrestiCaffo(table: TwoProportions, options?: EstimateOptions): Estimate {
  requireTwoProportions(table);
  const { x1, n1, x2, n2 } = table;
  const more = { x1: x1 + 1, n1: n1 + 2, x2: x2 + 1, n2: n2 + 2 };
  const level = levelOf(options);
  const { value: centre, ci } = waldOf(more, level);
  return plain({ value: riskDifference(table), ci: ci ?? null, details: { centre } });
}

const shared = {
  quantity: 'risk-difference',
  design: 'two proportions',
  unit: 'proportion',
  needs: twoProportionsNeeds,
} as const;

export const rdWaldMethod: Method<TwoProportions> = {
  ...shared,
  id: 'rd_wald',
  title: 'Risk difference with normal (Wald) interval',
  formula: 'D ± z(1 − α/2) √(p₁q₁/n₁ + p₂q₂/n₂) with D = p₁ − p₂, p = x/n, q = 1 − p',
  assumptions: [independentPatients, largeCounts],
  references: ['newcombe1998b'],
  elsewhere: {
    metafor: 'RD, to = "none"',
    revman: 'Risk Difference (IV)',
    stata: 'csi x1 x2 (n1 - x1) (n2 - x2)',
    r: escalcTwoProportions('RD'),
  },
  estimate: rdWald,
};

export const rdNewcombeMethod: Method<TwoProportions> = {
  ...shared,
  id: 'rd_newcombe',
  aliases: ['risk-difference'],
  title: "Risk difference with Newcombe's hybrid score interval",
  formula:
    'D − √((p₁ − l₁)² + (u₂ − p₂)²), D + √((u₁ − p₁)² + (p₂ − l₂)²) with D = p₁ − p₂ and l, u the Wilson limits of each proportion',
  assumptions: [independentPatients, scoreCoverage],
  references: ['newcombe1998b', 'wilson1927'],
  elsewhere: {
    r: 'local({w <- function(x, n) prop.test(x, n, correct = FALSE)$conf.int; p <- c(x1 / n1, x2 / n2); a <- w(x1, n1); b <- w(x2, n2); p[1] - p[2] + c(-sqrt((p[1] - a[1])^2 + (b[2] - p[2])^2), sqrt((a[2] - p[1])^2 + (p[2] - b[1])^2))})',
  },
  estimate: rdNewcombe,
};

export const rdAgrestiCaffoMethod: Method<TwoProportions> = {
  ...shared,
  id: 'rd_agresti_caffo',
  title: 'Risk difference with the interval of Agresti and Caffo',
  formula:
    'D̃ ± z(1 − α/2) √(p̃₁q̃₁/(n₁ + 2) + p̃₂q̃₂/(n₂ + 2)) with p̃ = (x + 1)/(n + 2), D̃ = p̃₁ − p̃₂; the value is x₁/n₁ − x₂/n₂',
  assumptions: [independentPatients, scoreCoverage],
  references: ['agresti2000'],
  elsewhere: {
    r: 'unlist(summary(metafor::escalc(measure = "RD", ai = x1 + 1, n1i = n1 + 2, ci = x2 + 1, n2i = n2 + 2))[c("ci.lb", "ci.ub")])',
  },
  estimate: rdAgrestiCaffo,
};
