import { tQuantile } from '../numeric/student-t.ts';
import { levelOf, requireCount, requireNumber, requireSpread } from './domain.ts';
import type { Estimate, EstimateOptions, Method, Need } from './method.ts';
import { plain } from './plain.ts';
import { normalCritical, tCritical } from './wald.ts';

/** A mean's standard error. */
export interface MeanSe {
  readonly n: number;
  readonly se: number;
}

/** A mean's confidence interval; its level is the option `level`. */
export interface MeanCi {
  readonly n: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}

/** Two group sizes. */
export interface GroupSizes {
  readonly n1: number;
  readonly n2: number;
}

/** @throws RangeError unless both n are whole and ≥ 2 */
export function requireSizes({ n1, n2 }: GroupSizes): void {
  requireCount('n1', n1, 2);
  requireCount('n2', n2, 2);
}

/** @throws RangeError unless 0 < p ≤ 1 */
export function requireP(p: number): void {
  if (!(p > 0 && p <= 1)) {
    throw new RangeError(`p must be above 0 and at most 1; got ${p}`);
  }
}

/**
 * SD of the values from the standard error of their mean: SE √n. In the unit of SE.
 *
 * @throws RangeError unless n is whole and ≥ 2 and se ≥ 0
 * @see references.cochrane2019 section 6.5.2.2
 *
 * @example
 * sdFromSe({ n: 171, se: 0.065 }).value // → 0.8499852939904314
 */
export function sdFromSe({ n, se }: MeanSe, options?: EstimateOptions): Estimate {
  requireCount('n', n, 2);
  requireSpread('se', se);
  levelOf(options);
  return plain({ value: se * Math.sqrt(n) });
}

function requireMeanCi({ n, ciLow, ciHigh }: MeanCi): void {
  requireCount('n', n, 2);
  requireNumber('ciLow', ciLow);
  requireNumber('ciHigh', ciHigh);
  if (ciLow > ciHigh) {
    throw new RangeError(`ciLow must not exceed ciHigh; got ${ciLow} and ${ciHigh}`);
  }
}

/**
 * SD of the values from the t interval of their mean: √n (high − low)/(2 t), n − 1 df.
 *
 * @param options.level the level of the interval given; 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2 and the limits are finite and in order
 * @see references.cochrane2019 section 6.5.2.2
 *
 * @example
 * sdFromCiT({ n: 171, ciLow: 4.202, ciHigh: 4.458 }).value // → 0.8479245326795545
 */
export function sdFromCiT(input: MeanCi, options?: EstimateOptions): Estimate {
  requireMeanCi(input);
  const { n, ciLow, ciHigh } = input;
  const t = tCritical(levelOf(options), n - 1);
  return plain({ value: ((ciHigh - ciLow) / 2 / t) * Math.sqrt(n), df: n - 1 });
}

/**
 * SD of the values from the normal interval of their mean: √n (high − low)/(2 z), z not rounded (the
 * Handbook's 3.92 is 2 × 1.96).
 *
 * @param options.level the level of the interval given; 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2 and the limits are finite and in order
 * @see references.cochrane2019 section 6.5.2.2
 *
 * @example
 * sdFromCiZ({ n: 171, ciLow: 4.202, ciHigh: 4.458 }).value // → 0.8540040569737389
 */
export function sdFromCiZ(input: MeanCi, options?: EstimateOptions): Estimate {
  requireMeanCi(input);
  const { n, ciLow, ciHigh } = input;
  return plain({ value: ((ciHigh - ciLow) / 2 / normalCritical(levelOf(options))) * Math.sqrt(n) });
}

/** SE = |md/t|, SD = SE/√(1/n₁ + 1/n₂). */
function pooledSdFrom(md: number, t: number, { n1, n2 }: GroupSizes): Estimate {
  if (t === 0)
    return { value: null, reason: 'undefined: a t of 0 does not tell the standard error' };
  const se = Math.abs(md / t);
  return plain({ value: se / Math.sqrt(1 / n1 + 1 / n2), se, df: n1 + n2 - 2 });
}

/**
 * Pooled SD of two groups from their mean difference and Student's t. `se` is that of the difference.
 * The signs of md and t are not looked at.
 *
 * @throws RangeError unless both n are whole and ≥ 2 and md and t finite
 * @see references.cochrane2019 section 6.5.2.3
 *
 * @example
 * pooledSdFromMdT({ n1: 171, n2: 171, md: 2.67, t: 28.8 }).value // → 0.8572388222878732
 */
export function pooledSdFromMdT(
  { md, t, ...sizes }: GroupSizes & { readonly md: number; readonly t: number },
  options?: EstimateOptions,
): Estimate {
  requireSizes(sizes);
  requireNumber('md', md);
  requireNumber('t', t);
  levelOf(options);
  return pooledSdFrom(md, t, sizes);
}

/**
 * Pooled SD of two groups from their mean difference and the two-sided p of Student's t test.
 * `statistic` is the t that has this p. For a p printed as an inequality the result is a bound.
 *
 * @throws RangeError unless both n are whole and ≥ 2, md finite and 0 < p ≤ 1
 * @see references.cochrane2019 section 6.5.2.3
 *
 * @example
 * pooledSdFromMdP({ n1: 8, n2: 11, md: -1.4, p: 0.0411 }).value // → 1.3632718951509353
 */
export function pooledSdFromMdP(
  { md, p, ...sizes }: GroupSizes & { readonly md: number; readonly p: number },
  options?: EstimateOptions,
): Estimate {
  requireSizes(sizes);
  requireNumber('md', md);
  requireP(p);
  levelOf(options);
  const statistic = tFromP(p, sizes);
  const estimate = pooledSdFrom(md, statistic, sizes);
  return estimate.value === null ? estimate : { ...estimate, statistic };
}

/** The t > 0 with two-sided p, n₁ + n₂ − 2 df. */
export function tFromP(p: number, { n1, n2 }: GroupSizes): number {
  return p === 1 ? 0 : tQuantile({ upper: p / 2 }, n1 + n2 - 2);
}

/** What the conversions of two groups need. */
export const sizesNeeds = {
  n1: { title: 'patients in group 1', type: 'count', min: 2 },
  n2: { title: 'patients in group 2', type: 'count', min: 2 },
} as const satisfies Record<keyof GroupSizes, Need>;

export const pNeed: Need = {
  title: 'two-sided p-value, not an inequality',
  type: 'number',
  unit: 'probability',
  exclusiveMin: 0,
  max: 1,
};

const nNeed: Need = { title: 'patients', type: 'count', min: 2 };
const mdNeed: Need = { title: 'mean difference', type: 'number', unit: 'points' };
const shared = { quantity: 'sd', design: 'conversion', unit: 'points' } as const;
const ciNeeds = {
  n: nNeed,
  ciLow: { title: 'lower confidence limit of the mean', type: 'number', unit: 'points' },
  ciHigh: { title: 'upper confidence limit of the mean', type: 'number', unit: 'points' },
} as const;

export const sdFromSeMethod: Method<MeanSe> = {
  ...shared,
  id: 'sd_from_se',
  title: 'SD from the standard error of the mean',
  needs: {
    n: nNeed,
    se: { title: 'standard error of the mean', type: 'number', unit: 'points', min: 0 },
  },
  formula: 'SE √n',
  assumptions: ['What is given is the standard error of one mean, not of a difference.'],
  references: ['cochrane2019'],
  elsewhere: { r: 'se * sqrt(n)' },
  estimate: sdFromSe,
};

export const sdFromCiTMethod: Method<MeanCi> = {
  ...shared,
  id: 'sd_from_ci_t',
  title: 'SD from the t interval of the mean',
  needs: ciNeeds,
  formula: '√n (high − low)/(2 t(1 − α/2; n − 1))',
  assumptions: ['The interval is a t interval of one mean at the level given.'],
  references: ['cochrane2019'],
  elsewhere: { r: 'sqrt(n) * (ciHigh - ciLow) / (2 * qt(0.975, n - 1))' },
  estimate: sdFromCiT,
};

export const sdFromCiZMethod: Method<MeanCi> = {
  ...shared,
  id: 'sd_from_ci_z',
  title: 'SD from the normal interval of the mean',
  needs: ciNeeds,
  formula: '√n (high − low)/(2 z(1 − α/2))',
  assumptions: ['The interval is a normal interval of one mean at the level given.'],
  references: ['cochrane2019'],
  elsewhere: { r: 'sqrt(n) * (ciHigh - ciLow) / (2 * qnorm(0.975))' },
  estimate: sdFromCiZ,
};

const equalSds = 'The t test was Student’s, with one SD for both groups.';

export const pooledSdFromMdTMethod: Method<Parameters<typeof pooledSdFromMdT>[0]> = {
  ...shared,
  id: 'pooled_sd_from_md_t',
  title: "Pooled SD from the mean difference and Student's t",
  needs: { ...sizesNeeds, md: mdNeed, t: { title: 't statistic, not 0', type: 'number' } },
  formula: 'SE = |MD/t|, SD = SE/√(1/n₁ + 1/n₂)',
  assumptions: [equalSds],
  references: ['cochrane2019'],
  elsewhere: { r: 'abs(md / t) / sqrt(1 / n1 + 1 / n2)' },
  estimate: pooledSdFromMdT,
};

export const pooledSdFromMdPMethod: Method<Parameters<typeof pooledSdFromMdP>[0]> = {
  ...shared,
  id: 'pooled_sd_from_md_p',
  title: 'Pooled SD from the mean difference and its p-value',
  needs: { ...sizesNeeds, md: mdNeed, p: pNeed },
  formula: 't = t(1 − p/2; n₁ + n₂ − 2), SE = |MD|/t, SD = SE/√(1/n₁ + 1/n₂)',
  assumptions: [equalSds, 'The p-value is two-sided and exact, not an inequality.'],
  references: ['cochrane2019'],
  elsewhere: {
    r: 'abs(md) / qt(p / 2, n1 + n2 - 2, lower.tail = FALSE) / sqrt(1 / n1 + 1 / n2)',
  },
  estimate: pooledSdFromMdP,
};
