import {
  fisherTwoSided,
  hypergeometricPmf,
  hypergeometricTails,
} from '../numeric/hypergeometric.ts';
import {
  logBalance,
  logOddsOfAtLeast,
  type Margins,
  supportOf,
} from '../numeric/noncentral-hypergeometric.ts';
import { rootNear } from '../numeric/roots.ts';
import { levelOf } from './domain.ts';
import type { ConfidenceInterval, Estimate, EstimateOptions, Method } from './method.ts';
import { plain, unbounded } from './plain.ts';
import {
  independentPatients,
  requireTwoProportions,
  type TwoProportions,
  twoProportionsNeeds,
} from './two-proportions.ts';

function marginsOf({ x1, n1, x2, n2 }: TwoProportions): Margins {
  return { n1, n2, events: x1 + x2 };
}

/** Tables within this many standard deviations are gone through, some 20 of them. */
const MOST_FOR_P = 1e6;
const MOST_FOR_LIMITS = 3e4;
const tooMany = 'undefined: too many tables to go through';

/** SD of x1 given the margins, were the odds ratio 1. */
function spread({ n1, n2, events }: Margins): number {
  const total = n1 + n2;
  return Math.sqrt(n1 * (events / total) * (n2 / total) * ((total - events) / total));
}

/** About the SD of x1 given the margins, were the odds ratio the observed one. */
function observedSpread({ x1, n1, x2, n2 }: TwoProportions): number {
  const cells = [x1, n1 - x1, x2, n2 - x2];
  return 1 / Math.sqrt(cells.reduce((sum, cell) => sum + 1 / (cell + 1), 0));
}

function canHaveP(table: TwoProportions): boolean {
  const margins = marginsOf(table);
  return Number.isSafeInteger(margins.n1 + margins.n2) && spread(margins) <= MOST_FOR_P;
}

/**
 * Odds ratio of Fisher's exact test: the conditional maximum likelihood estimate (not ad/bc), the
 * exact limits by inverting each one-sided test at α/2, and the two-sided p-value by table
 * probability. Where an end of the table's support is reached the estimate and a limit are 0 or
 * infinite (null, "unbounded"). Solved to full double precision, unlike fisher.test, whose
 * limits can be off by 1 %. Tables with very many alternatives have no result, and a reason.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless all counts are whole, n ≥ 1 and 0 ≤ x ≤ n
 * @see references.fisher1935, references.cornfield1956
 *
 * @example
 * orFisher({ x1: 28, n1: 171, x2: 6, n2: 171 }).ci?.low // → 2.0996137004801625
 */
export function orFisher(table: TwoProportions, options?: EstimateOptions): Estimate {
  requireTwoProportions(table);
  const level = levelOf(options);
  const { x1, n1, x2, n2 } = table;
  if (!canHaveP(table) || observedSpread(table) > MOST_FOR_LIMITS) {
    return { value: null, reason: tooMany };
  }
  const margins = marginsOf(table);
  const { least, greatest } = supportOf(margins);
  const p = fisherTwoSided(x1, n1 - x1, x2, n2 - x2);
  const tail = (1 - level) / 2;
  const guess = Math.log(((x1 + 0.5) * (n2 - x2 + 0.5)) / ((x2 + 0.5) * (n1 - x1 + 0.5)));
  const step = 1 / observedSpread(table);
  const solve = (f: (log: number) => number, from: number) => Math.exp(rootNear(f, from, step, 1));
  const logOdds = Math.log(tail) - Math.log1p(-tail);
  const low =
    x1 === least
      ? 0
      : solve((log) => logOddsOfAtLeast(x1, margins, log) - logOdds, guess - 2 * step);
  const high =
    x1 === greatest
      ? null
      : solve((log) => logOddsOfAtLeast(x1 + 1, margins, log) + logOdds, guess + 2 * step);
  const ci: ConfidenceInterval = { low, high, level, ...(high === null && { reason: unbounded }) };
  if (least === greatest) {
    return plain({ value: null, ci, p, reason: 'undefined: the margins allow no other table' });
  }
  if (x1 === greatest) {
    return plain({
      value: null,
      ci,
      p,
      reason: 'undefined: a cell is 0, the odds ratio is infinite',
    });
  }
  const value = x1 === least ? 0 : solve((log) => logBalance(x1, margins, log), guess);
  return plain({ value, ci, p });
}

/**
 * The one-sided p-values of Fisher's exact test: `details.pGreater` is P(X ≥ x1), `details.pLess` is
 * P(X ≤ x1), X hypergeometric. Their sum is 1 + P(X = x1).
 *
 * @throws RangeError unless all counts are whole, n ≥ 1 and 0 ≤ x ≤ n
 * @see references.fisher1935
 *
 * @example
 * fisherOneSided({ x1: 28, n1: 171, x2: 6, n2: 171 }).details?.pGreater // → 0.00004544315422077228
 */
export function fisherOneSided(table: TwoProportions, options?: EstimateOptions): Estimate {
  requireTwoProportions(table);
  levelOf(options);
  if (!canHaveP(table)) return { value: null, reason: tooMany };
  const { x1, n1, n2 } = table;
  const { events } = marginsOf(table);
  const { lower, upper } = hypergeometricTails(x1, n1 + n2, n1, events);
  const here = hypergeometricPmf(x1, n1 + n2, n1, events);
  const details = { pGreater: Math.min(1, upper + here), pLess: lower };
  return plain({
    value: null,
    details,
    reason: 'several: one p-value for each direction, in details',
  });
}

const shared = { design: 'two proportions', needs: twoProportionsNeeds } as const;
const matrix = 'rbind(c(x1, n1 - x1), c(x2, n2 - x2))';
const conditional =
  'x₁ given the margins is noncentral hypergeometric, P(k) proportional to C(n₁, k) C(n₂, x₁ + x₂ − k) ψᵏ';

export const orFisherMethod: Method<TwoProportions> = {
  ...shared,
  quantity: 'odds-ratio',
  unit: 'ratio',
  id: 'or_fisher',
  aliases: ['fisher', 'fisher-exact'],
  title: "Odds ratio of Fisher's exact test",
  formula: `${conditional}; ψ̂ with E(X) = x₁; low with P(X ≥ x₁) = α/2, high with P(X ≤ x₁) = α/2; p the sum of all P(k) ≤ P(x₁)(1 + 10⁻⁷) at ψ = 1`,
  assumptions: [
    independentPatients,
    'The interval covers at least the level; p and interval can disagree, as p is no doubled tail.',
  ],
  references: ['fisher1935', 'cornfield1956'],
  elsewhere: {
    stata: 'cci x1 (n1 - x1) x2 (n2 - x2), exact',
    r: `fisher.test(${matrix})  # estimate and limits to 1e-4 of OR or 1/OR`,
  },
  estimate: orFisher,
};

export const fisherOneSidedMethod: Method<TwoProportions> = {
  ...shared,
  quantity: 'p-value',
  unit: 'probability',
  id: 'fisher_one_sided',
  title: "Fisher's exact test, one-sided",
  formula:
    'pGreater = P(X ≥ x₁), pLess = P(X ≤ x₁), X hypergeometric with the margins of the table',
  assumptions: [independentPatients, 'The direction was chosen before the data were seen.'],
  references: ['fisher1935'],
  elsewhere: {
    r: `sapply(c("greater", "less"), function(a) fisher.test(${matrix}, alternative = a)$p.value)`,
  },
  estimate: fisherOneSided,
};
