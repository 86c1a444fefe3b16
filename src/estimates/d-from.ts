import { hedgesJ } from '../numeric/hedges-j.ts';
import {
  levelOf,
  requireCorrelation,
  requireCount,
  requireNumber,
  requirePositive,
  requireSpread,
} from './domain.ts';
import type { Estimate, EstimateOptions, Method, Need } from './method.ts';
import { plain } from './plain.ts';
import { type GroupSizes, pNeed, requireP, requireSizes, sizesNeeds, tFromP } from './sd-from.ts';

type WithT = { readonly t: number };

/** √(1/n₁ + 1/n₂). */
function scaleOf({ n1, n2 }: GroupSizes): number {
  return Math.sqrt(1 / n1 + 1 / n2);
}

/**
 * Cohen's d of two independent groups from Student's t: t √(1/n₁ + 1/n₂), with the sign of t.
 * `details.hedgesG` is d times the exact small-sample correction J.
 *
 * @throws RangeError unless both n are whole and ≥ 2 and t is finite
 * @see references.borensteinBook2009
 *
 * @example
 * dFromT({ n1: 171, n2: 171, t: 28.8 }).value // → 3.1146512857106408
 */
export function dFromT({ t, ...sizes }: GroupSizes & WithT, options?: EstimateOptions): Estimate {
  requireSizes(sizes);
  requireNumber('t', t);
  levelOf(options);
  const value = t * scaleOf(sizes);
  const df = sizes.n1 + sizes.n2 - 2;
  return plain({ value, df, details: { hedgesG: hedgesJ(df) * value } });
}

/**
 * 2t/√df, what effectsize's t_to_d gives: d only for groups of equal size, and then √(N/(N − 2)) too
 * large. For comparison with printed values.
 *
 * @throws RangeError unless t is finite and df > 0
 * @see references.lakens2013
 *
 * @example
 * dFromTApprox({ t: 28.8, df: 340 }).value // → 3.123798592588649
 */
export function dFromTApprox(
  { t, df }: WithT & { readonly df: number },
  options?: EstimateOptions,
): Estimate {
  requireNumber('t', t);
  requirePositive('df', df);
  levelOf(options);
  return plain({ value: (2 * t) / Math.sqrt(df) });
}

/**
 * |d| of two independent groups from F with 1 numerator degree of freedom: √F √(1/n₁ + 1/n₂). The
 * sign is lost in F.
 *
 * @throws RangeError unless both n are whole and ≥ 2 and F is finite and ≥ 0
 * @see references.borensteinBook2009
 *
 * @example
 * dFromF({ n1: 171, n2: 171, F: 829.44 }).value // → 3.1146512857106408
 */
export function dFromF(
  { F, ...sizes }: GroupSizes & { readonly F: number },
  options?: EstimateOptions,
): Estimate {
  requireSizes(sizes);
  requireSpread('F', F);
  levelOf(options);
  return plain({ value: Math.sqrt(F) * scaleOf(sizes), df: sizes.n1 + sizes.n2 - 2 });
}

/**
 * |d| of two independent groups from the two-sided p of Student's t test; `statistic` is the t that
 * has this p. For a p printed as an inequality the result is a bound.
 *
 * @throws RangeError unless both n are whole and ≥ 2 and 0 < p ≤ 1
 * @see references.borensteinBook2009
 *
 * @example
 * dFromP({ n1: 8, n2: 11, p: 0.0411 }).value // → 1.0269411443012242
 */
export function dFromP(
  { p, ...sizes }: GroupSizes & { readonly p: number },
  options?: EstimateOptions,
): Estimate {
  requireSizes(sizes);
  requireP(p);
  levelOf(options);
  const statistic = tFromP(p, sizes);
  return plain({ value: statistic * scaleOf(sizes), df: sizes.n1 + sizes.n2 - 2, statistic });
}

function pairedT(
  { n, t }: WithT & { readonly n: number },
  options: EstimateOptions | undefined,
): void {
  requireCount('n', n, 2);
  requireNumber('t', t);
  levelOf(options);
}

/**
 * d_z of one group before and after from the paired t: t/√n.
 *
 * @throws RangeError unless n is whole and ≥ 2 and t is finite
 * @see references.lakens2013
 *
 * @example
 * dzFromPairedT({ n: 171, t: 45.31 }).value // → 3.4649423005583846
 */
export function dzFromPairedT(
  input: WithT & { readonly n: number },
  options?: EstimateOptions,
): Estimate {
  pairedT(input, options);
  return plain({ value: input.t / Math.sqrt(input.n), df: input.n - 1 });
}

/**
 * t/√(n − 1), what effectsize's t_to_d(paired = TRUE) gives: not d_z, √(n/(n − 1)) too large. For
 * comparison with printed values.
 *
 * @throws RangeError unless n is whole and ≥ 2 and t is finite
 * @see references.lakens2013
 *
 * @example
 * dzFromPairedTDf({ n: 171, t: 45.31 }).value // → 3.4751183644674355
 */
export function dzFromPairedTDf(
  input: WithT & { readonly n: number },
  options?: EstimateOptions,
): Estimate {
  pairedT(input, options);
  return plain({ value: input.t / Math.sqrt(input.n - 1) });
}

/**
 * d from a point-biserial correlation of two groups of equal size: 2r/√(1 − r²).
 *
 * @throws RangeError unless −1 ≤ r ≤ 1
 * @see references.borensteinBook2009 eq. 7.5
 *
 * @example
 * dFromR({ r: 0.842 }).value // → 3.1215387516699624
 */
export function dFromR({ r }: { readonly r: number }, options?: EstimateOptions): Estimate {
  requireCorrelation('r', r);
  levelOf(options);
  if (Math.abs(r) === 1) {
    return { value: null, reason: 'undefined: a correlation of 1 or -1 has no finite d' };
  }
  return plain({ value: (2 * r) / Math.sqrt((1 - r) * (1 + r)) });
}

/** An odds ratio, and the standard error of its logarithm where it is known. */
export interface OddsRatio {
  readonly or: number;
  readonly seLogOr?: number;
}

/**
 * d from an odds ratio, by the logistic distribution: ln(OR) √3/π, and `se` likewise when the standard
 * error of ln(OR) is given.
 *
 * @throws RangeError unless or > 0 and seLogOr, where given, ≥ 0
 * @see references.chinn2000
 *
 * @example
 * dFromOr({ or: 1, seLogOr: 0.4 }).value // → 0
 */
export function dFromOr({ or, seLogOr }: OddsRatio, options?: EstimateOptions): Estimate {
  requirePositive('or', or);
  if (seLogOr !== undefined) requireSpread('seLogOr', seLogOr);
  levelOf(options);
  const factor = Math.sqrt(3) / Math.PI;
  const value = Math.log(or) * factor;
  return plain({ value, ...(seLogOr !== undefined && { se: seLogOr * factor }) });
}

/**
 * Log odds ratio from d, by the logistic distribution: d π/√3. `details.oddsRatio` is its exponential.
 *
 * @throws RangeError unless d is finite
 * @see references.chinn2000
 *
 * @example
 * logorFromD({ d: 3.1146512857106408 }).value // → 5.649352521833249
 */
export function logorFromD({ d }: { readonly d: number }, options?: EstimateOptions): Estimate {
  requireNumber('d', d);
  levelOf(options);
  const value = (d * Math.PI) / Math.sqrt(3);
  return plain({ value, details: { oddsRatio: Math.exp(value) } });
}

const shared = { design: 'conversion' } as const;
const between = {
  ...shared,
  quantity: 'standardized-difference',
  unit: 'standard deviations (pooled)',
} as const;
const within = {
  ...shared,
  quantity: 'standardized-change',
  unit: 'standard deviations of the change',
} as const;
const tNeed: Need = { title: 't statistic', type: 'number' };
const student = 'The test was Student’s t test of two independent groups.';
const paired = 'The test was a paired t test of n patients.';
const pairedNeeds = {
  n: { title: 'patients measured both times', type: 'count', min: 2 },
  t: { title: 'paired t statistic', type: 'number' },
} as const;
const logistic = 'The outcome behind the event has a logistic distribution in both groups.';

export const dFromTMethod: Method<GroupSizes & WithT> = {
  ...between,
  id: 'd_from_t',
  title: "Cohen's d from Student's t",
  needs: { ...sizesNeeds, t: tNeed },
  formula: 't √(1/n₁ + 1/n₂); hedgesG = J(n₁ + n₂ − 2) d with J exact',
  assumptions: [student],
  references: ['borensteinBook2009'],
  elsewhere: { r: 't * sqrt(1 / n1 + 1 / n2)' },
  estimate: dFromT,
};

export const dFromTApproxMethod: Method<Parameters<typeof dFromTApprox>[0]> = {
  ...between,
  id: 'd_from_t_approx',
  title: 'd from t, for groups of equal size',
  needs: {
    t: tNeed,
    df: { title: 'degrees of freedom', type: 'number', exclusiveMin: 0, exact: 'whole' },
  },
  formula: '2t/√df',
  assumptions: [student, 'The groups are of equal size, and large.'],
  references: ['lakens2013'],
  elsewhere: { effectsize: 't_to_d(t, df)', r: '2 * t / sqrt(df)' },
  estimate: dFromTApprox,
};

export const dFromFMethod: Method<Parameters<typeof dFromF>[0]> = {
  ...between,
  id: 'd_from_F',
  title: "Cohen's d from F, without its sign",
  needs: { ...sizesNeeds, F: { title: 'F with 1 numerator df', type: 'number', min: 0 } },
  formula: '√F √(1/n₁ + 1/n₂)',
  assumptions: ['The test was an analysis of variance of two independent groups and nothing else.'],
  references: ['borensteinBook2009'],
  elsewhere: { r: 'sqrt(F) * sqrt(1 / n1 + 1 / n2)' },
  estimate: dFromF,
};

export const dFromPMethod: Method<Parameters<typeof dFromP>[0]> = {
  ...between,
  id: 'd_from_p',
  title: "Cohen's d from the p-value of Student's t test, without its sign",
  needs: { ...sizesNeeds, p: pNeed },
  formula: 't(1 − p/2; n₁ + n₂ − 2) √(1/n₁ + 1/n₂)',
  assumptions: [student, 'The p-value is two-sided and exact, not an inequality.'],
  references: ['borensteinBook2009'],
  elsewhere: { r: 'qt(p / 2, n1 + n2 - 2, lower.tail = FALSE) * sqrt(1 / n1 + 1 / n2)' },
  estimate: dFromP,
};

export const dzFromPairedTMethod: Method<Parameters<typeof dzFromPairedT>[0]> = {
  ...within,
  id: 'dz_from_paired_t',
  title: 'd_z from the paired t',
  needs: pairedNeeds,
  formula: 't/√n',
  assumptions: [paired],
  references: ['lakens2013'],
  elsewhere: { r: 't / sqrt(n)' },
  estimate: dzFromPairedT,
};

export const dzFromPairedTDfMethod: Method<Parameters<typeof dzFromPairedTDf>[0]> = {
  ...within,
  id: 'dz_from_paired_t_df',
  title: 't/√df of a paired t test, not d_z',
  needs: pairedNeeds,
  formula: 't/√(n − 1)',
  assumptions: [paired, 'For comparison only: d_z is t/√n.'],
  references: ['lakens2013'],
  elsewhere: { effectsize: 't_to_d(t, n - 1, paired = TRUE)', r: 't / sqrt(n - 1)' },
  estimate: dzFromPairedTDf,
};

export const dFromRMethod: Method<Parameters<typeof dFromR>[0]> = {
  ...between,
  id: 'd_from_r',
  title: 'd from a correlation with group membership',
  needs: {
    r: {
      title: 'point-biserial correlation',
      type: 'number',
      unit: 'correlation',
      min: -1,
      max: 1,
    },
  },
  formula: '2r/√(1 − r²)',
  assumptions: ['The groups are of equal size, and large.'],
  references: ['borensteinBook2009'],
  elsewhere: { effectsize: 'r_to_d(r)', r: '2 * r / sqrt(1 - r^2)' },
  estimate: dFromR,
};

export const dFromOrMethod: Method<OddsRatio> = {
  ...between,
  id: 'd_from_or',
  title: 'd from an odds ratio',
  needs: {
    or: { title: 'odds ratio', type: 'number', exclusiveMin: 0 },
    seLogOr: {
      title: 'standard error of the natural logarithm of the odds ratio',
      type: 'number',
      min: 0,
      optional: true,
    },
  },
  formula: 'ln(OR) √3/π, se likewise',
  assumptions: [logistic],
  references: ['chinn2000', 'borensteinBook2009'],
  elsewhere: { effectsize: 'oddsratio_to_d(or)', r: 'log(or) * sqrt(3) / pi' },
  estimate: dFromOr,
};

export const logorFromDMethod: Method<Parameters<typeof logorFromD>[0]> = {
  ...shared,
  quantity: 'log-odds-ratio',
  unit: 'natural logarithm of a ratio',
  id: 'logor_from_d',
  title: 'Log odds ratio from d',
  needs: { d: { title: 'standardized mean difference', type: 'number' } },
  formula: 'd π/√3, oddsRatio its exponential',
  assumptions: [logistic],
  references: ['chinn2000', 'borensteinBook2009'],
  elsewhere: { effectsize: 'd_to_logoddsratio(d)', r: 'd * pi / sqrt(3)' },
  estimate: logorFromD,
};
