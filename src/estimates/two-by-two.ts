import { chiSquareLogUpper, chiSquareTails } from '../numeric/chi-square.ts';
import { normalLogTwoSided, normalTails } from '../numeric/normal.ts';
import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import {
  crossDifference,
  escalcTwoProportions,
  independentPatients,
  requireTwoProportions,
  riskDifference,
  type TwoProportions,
  twoProportionsNeeds,
} from './two-proportions.ts';
import { normalInterval } from './wald.ts';

/** Patients with and without the event in both groups together; null when there are none of either. */
function columnsOf(table: TwoProportions): { events: number; others: number } | null {
  const { x1, n1, x2, n2 } = table;
  const [events, others] = [x1 + x2, n1 - x1 + (n2 - x2)];
  return events > 0 && others > 0 ? { events, others } : null;
}

const emptyColumn = 'undefined: everybody or nobody had the event, in both groups';

/** χ² with |ad − bc| lessened by `correction` · N/2 (but not below 0), and its p-value. */
function chiSquareOf(
  table: TwoProportions,
  options: EstimateOptions | undefined,
  correction: 0 | 1,
): Estimate {
  requireTwoProportions(table);
  levelOf(options);
  const columns = columnsOf(table);
  if (columns === null) return { value: null, reason: emptyColumn };
  const { n1, n2 } = table;
  const total = n1 + n2;
  const off = Math.max(0, Math.abs(crossDifference(table)) - (correction * total) / 2);
  const statistic = (off / n1) * (off / n2) * (total / columns.events / columns.others);
  const p = chiSquareTails(statistic, 1).upper;
  return plain({ value: p, statistic, df: 1, p, logP: chiSquareLogUpper(statistic, 1) });
}

/**
 * Pearson's χ² test that the two proportions are equal, without continuity correction. The value is
 * the p-value (upper tail, 1 df); `statistic` is χ².
 *
 * @throws RangeError unless all counts are whole, n ≥ 1 and 0 ≤ x ≤ n
 * @see references.pearson1900
 *
 * @example
 * chisq({ x1: 28, n1: 171, x2: 6, n2: 171 }).statistic // → 15.80672268907563
 */
export function chisq(table: TwoProportions, options?: EstimateOptions): Estimate {
  return chiSquareOf(table, options, 0);
}

/**
 * The χ² test with Yates' continuity correction: |O − E| lessened by 1/2, or by itself where it is
 * smaller. The value is the p-value; `statistic` is the corrected χ².
 *
 * @throws RangeError unless all counts are whole, n ≥ 1 and 0 ≤ x ≤ n
 * @see references.yates1934
 *
 * @example
 * chisqYates({ x1: 28, n1: 171, x2: 6, n2: 171 }).statistic // → 14.4024064171123
 */
export function chisqYates(table: TwoProportions, options?: EstimateOptions): Estimate {
  return chiSquareOf(table, options, 1);
}

/**
 * Risk difference with the z test with pooled variance: the square of z is χ². `se` is that of the
 * null hypothesis, so there is no interval.
 *
 * @throws RangeError unless all counts are whole, n ≥ 1 and 0 ≤ x ≤ n
 * @see references.pearson1900
 *
 * @example
 * zPooled({ x1: 28, n1: 171, x2: 6, n2: 171 }).value // → 0.1286549707602339
 */
export function zPooled(table: TwoProportions, options?: EstimateOptions): Estimate {
  requireTwoProportions(table);
  levelOf(options);
  const value = riskDifference(table);
  const columns = columnsOf(table);
  if (columns === null) return { value, reason: emptyColumn };
  const { n1, n2 } = table;
  const { events, others } = columns;
  const se = Math.sqrt((events / n1 / n2) * (others / (n1 + n2)));
  const statistic = value / se;
  return plain({
    value,
    se,
    statistic,
    p: 2 * normalTails(-Math.abs(statistic)).lower,
    logP: normalLogTwoSided(statistic),
  });
}

/**
 * φ, the Pearson correlation of group and event, −1 to 1: positive when group 1 has more events.
 * Not bias-adjusted. φ² N is χ².
 *
 * @throws RangeError unless all counts are whole, n ≥ 1 and 0 ≤ x ≤ n
 * @see references.cramer1946
 *
 * @example
 * phi({ x1: 28, n1: 171, x2: 6, n2: 171 }).value // → 0.21498485387337868
 */
export function phi(table: TwoProportions, options?: EstimateOptions): Estimate {
  requireTwoProportions(table);
  levelOf(options);
  const columns = columnsOf(table);
  if (columns === null) return { value: null, reason: emptyColumn };
  const { n1, n2 } = table;
  const { events, others } = columns;
  const value = crossDifference(table) / Math.sqrt(n1 * n2) / Math.sqrt(events * others);
  return plain({ value: Math.max(-1, Math.min(1, value)) });
}

/**
 * Cohen's h, the difference of the arcsine-transformed proportions, with a normal interval.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless all counts are whole, n ≥ 1 and 0 ≤ x ≤ n
 * @see references.cohen1988 chapter 6
 *
 * @example
 * cohenH({ x1: 28, n1: 171, x2: 6, n2: 171 }).ci?.low // → 0.2443690822982232
 */
export function cohenH(table: TwoProportions, options?: EstimateOptions): Estimate {
  requireTwoProportions(table);
  const { x1, n1, x2, n2 } = table;
  return normalInterval({
    value: angle(x1, n1) - angle(x2, n2),
    se: Math.sqrt(1 / n1 + 1 / n2),
    level: levelOf(options),
  });
}

/** 2 arcsin √(x/n), from both x and n − x. */
function angle(x: number, n: number): number {
  return 2 * Math.atan2(Math.sqrt(x), Math.sqrt(n - x));
}

const shared = { design: 'two proportions', needs: twoProportionsNeeds } as const;
const test = { ...shared, quantity: 'p-value', unit: 'probability' } as const;
const expectedCounts = 'The expected counts of all four cells are at least about 5.';
const matrix = 'rbind(c(x1, n1 - x1), c(x2, n2 - x2))';

export const chisqMethod: Method<TwoProportions> = {
  ...test,
  id: 'chisq',
  aliases: ['chi-square'],
  title: 'χ² test of two proportions',
  formula:
    'χ² = N (ad − bc)²/(n₁ n₂ (a + c)(b + d)), p = P(χ²(1) > χ²); a = x₁, b = n₁ − x₁, c = x₂, d = n₂ − x₂',
  assumptions: [independentPatients, expectedCounts],
  references: ['pearson1900'],
  elsewhere: {
    stata: 'csi x1 x2 (n1 - x1) (n2 - x2)',
    r: `chisq.test(${matrix}, correct = FALSE)`,
  },
  estimate: chisq,
};

export const chisqYatesMethod: Method<TwoProportions> = {
  ...test,
  id: 'chisq_yates',
  title: "χ² test of two proportions with Yates' correction",
  formula:
    'χ² = N (max(0, |ad − bc| − N/2))²/(n₁ n₂ (a + c)(b + d)), p = P(χ²(1) > χ²); a = x₁, b = n₁ − x₁, c = x₂, d = n₂ − x₂',
  assumptions: [
    independentPatients,
    'The p-value is close to that of the exact test, and so too large on average.',
  ],
  references: ['yates1934'],
  elsewhere: { r: `chisq.test(${matrix})` },
  estimate: chisqYates,
};

export const zPooledMethod: Method<TwoProportions> = {
  ...shared,
  quantity: 'risk-difference',
  unit: 'proportion',
  id: 'z_pooled',
  title: 'Risk difference with the z test of pooled variance',
  formula: 'z = D/√(p(1 − p)(1/n₁ + 1/n₂)) with D = x₁/n₁ − x₂/n₂, p = (x₁ + x₂)/(n₁ + n₂)',
  assumptions: [independentPatients, expectedCounts],
  references: ['pearson1900'],
  elsewhere: {
    stata: 'prtesti n1 x1 n2 x2, count',
    r: 'sign(x1 / n1 - x2 / n2) * sqrt(prop.test(c(x1, x2), c(n1, n2), correct = FALSE)$statistic)',
  },
  estimate: zPooled,
};

export const phiMethod: Method<TwoProportions> = {
  ...shared,
  quantity: 'association',
  unit: 'correlation',
  id: 'phi',
  title: 'φ coefficient of a 2 × 2 table',
  formula: '(ad − bc)/√(n₁ n₂ (a + c)(b + d)), a = x₁, b = n₁ − x₁, c = x₂, d = n₂ − x₂',
  assumptions: [independentPatients],
  references: ['cramer1946'],
  elsewhere: {
    metafor: 'PHI, to = "none"',
    effectsize: 'phi(table, adjust = FALSE), without the sign',
    r: `${escalcTwoProportions('PHI')}$yi`,
  },
  estimate: phi,
};

export const cohenHMethod: Method<TwoProportions> = {
  ...shared,
  quantity: 'arcsine-difference',
  unit: 'radians',
  id: 'cohen_h',
  aliases: ['cohens-h'],
  title: "Cohen's h",
  formula: 'h = 2 arcsin √(x₁/n₁) − 2 arcsin √(x₂/n₂); h ± z(1 − α/2) √(1/n₁ + 1/n₂)',
  assumptions: [independentPatients, 'The groups are large enough for a normal interval.'],
  references: ['cohen1988'],
  elsewhere: { effectsize: 'cohens_h(table)', r: `effectsize::cohens_h(t(${matrix}))` },
  estimate: cohenH,
};
