import { levelOf } from './domain.ts';
import { fiellerRatio } from './fieller.ts';
import type { ConfidenceInterval, Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import { type PrePost, prePostNeeds, requirePrePost, varianceOfDifference } from './pre-post.ts';
import { normalInterval } from './wald.ts';

const noBaseline = 'undefined: the mean before is 0';
const noLogarithm = 'undefined: the two means do not have the same sign';

/** Standard error of the ratio of means after/before by the delta method; the mean before is not 0. */
function ratioSe({ n, meanPre, sdPre, meanPost, sdPost, correlation }: PrePost): number {
  const ratio = meanPost / meanPre;
  // v₂ − 2Rc + R²v₁ instead of R²(v₁/pre² + …): it also holds when the mean after is 0.
  const variance = varianceOfDifference(ratio * sdPre, sdPost, correlation);
  return Math.sqrt(variance / n) / Math.abs(meanPre);
}

/**
 * Percent change of the mean, 100 (after − before)/before, with the delta-method interval. In
 * percent of the mean before, so it depends on where the scale starts. It is the change of the
 * group means, not the mean of the patients' own percentages.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.oehlert1992, references.lajeunesse2011
 *
 * @example
 * percentChange({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.33, sdPost: 0.85, correlation: 0,
 * }).ci?.low // → 137.21083847137325
 */
export function percentChange(input: PrePost, options?: EstimateOptions): Estimate {
  requirePrePost(input);
  const level = levelOf(options);
  const { meanPre, meanPost } = input;
  if (meanPre === 0) return { value: null, reason: noBaseline };
  const value = (100 * (meanPost - meanPre)) / meanPre;
  return normalInterval({ value, se: 100 * ratioSe(input), level });
}

/**
 * Log response ratio ln(after/before) with its normal interval and z test, no bias correction.
 * Dimensionless; for quantities with a true zero. Undefined unless the means have the same sign.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.lajeunesse2011 eq. 6
 *
 * @example
 * logResponseRatio({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.33, sdPost: 0.85, correlation: 0,
 * }).ci?.low // → 0.865512632645762
 */
export function logResponseRatio(input: PrePost, options?: EstimateOptions): Estimate {
  requirePrePost(input);
  const level = levelOf(options);
  const ratio = input.meanPost / input.meanPre;
  if (!(ratio > 0)) return { value: null, reason: noLogarithm };
  return normalInterval({
    value: Math.log(ratio),
    se: ratioSe(input) / ratio,
    level,
    test: true,
  });
}

/**
 * Percent change of the mean with the interval made on the log scale: 100 (exp(ln R ± z se) − 1).
 * In percent, not symmetric about the estimate, never below −100.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.lajeunesse2011
 *
 * @example
 * percentChangeLog({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.33, sdPost: 0.85, correlation: 0,
 * }).ci?.low // → 137.62239037505714
 */
export function percentChangeLog(input: PrePost, options?: EstimateOptions): Estimate {
  const { value: log, ci, reason } = logResponseRatio(input, options);
  if (log === null) return { value: null, reason: reason ?? noLogarithm };
  return plain({
    value: (100 * (input.meanPost - input.meanPre)) / input.meanPre,
    ci: ci ? mapInterval(ci, (limit) => 100 * Math.expm1(limit)) : null,
    ...(reason !== undefined && { reason }),
  });
}

/**
 * Ratio of the means after/before with Fieller's interval, t with n − 1 df. Dimensionless.
 * `details.g` is t² v₁/before²: the interval is bounded only when g < 1 (`details.bounded`).
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.fieller1954
 *
 * @example
 * ratioFieller({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.33, sdPost: 0.85, correlation: 0,
 * }).ci?.low // → 2.3770628757569634
 */
export function ratioFieller(input: PrePost, options?: EstimateOptions): Estimate {
  requirePrePost(input);
  const { n, meanPre, sdPre, meanPost, sdPost, correlation } = input;
  return fiellerRatio(
    { numerator: meanPost, sdNumerator: sdPost, denominator: meanPre, sdDenominator: sdPre },
    { n, correlation, level: levelOf(options), whenZero: noBaseline },
  );
}

/**
 * Percent change of the mean with Fieller's interval: 100 (limits of ratioFieller − 1).
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, SDs ≥ 0, the correlation in [−1, 1]
 * @see references.fieller1954
 *
 * @example
 * percentChangeFieller({
 *   n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.33, sdPost: 0.85, correlation: 0,
 * }).ci?.low // → 137.70628757569634
 */
export function percentChangeFieller(input: PrePost, options?: EstimateOptions): Estimate {
  const { value, ci, ...rest } = ratioFieller(input, options);
  if (value === null) return { value, ...rest };
  return plain({
    ...rest,
    value: (100 * (input.meanPost - input.meanPre)) / input.meanPre,
    ci: ci ? mapInterval(ci, (limit) => 100 * (limit - 1)) : null,
  });
}

/** The interval with a rising function applied to both limits. */
function mapInterval(ci: ConfidenceInterval, map: (limit: number) => number): ConfidenceInterval {
  return {
    ...ci,
    low: ci.low === null ? null : map(ci.low),
    high: ci.high === null ? null : map(ci.high),
  };
}

const shared = { design: 'one group before and after', needs: prePostNeeds } as const;
const percent = { ...shared, quantity: 'percent-change', unit: 'percent' } as const;

const ofMeans =
  "It is the percent change of the group's mean, not the mean of the patients' own percentages.";
const trueZero =
  'The scale has a true zero: shifted to start elsewhere, the same patients give another percentage.';
const samePatients = 'The same n patients were measured before and after.';

const linearVariance = {
  kind: 'ends',
  because:
    'The ratio of the means does not depend on r. Its squared standard error is linear in r, so the limits, the statistic and p are monotone in r.',
} as const;

/** Shared with the share of the possible gain, which is 1 minus such a ratio. */
export const fiellerOverCorrelation = {
  kind: 'ends',
  because:
    'The limits are (B ± √(B² − AC))/A, where only B is linear in r. For A > 0 the roots are real for every r, so with C > 0 B never changes sign and one root rises while the other falls; with C ≤ 0 both rise with B. Each limit is monotone in r; A, and with it boundedness, does not depend on r.',
} as const;

export const percentChangeDeltaMethod: Method<PrePost> = {
  ...percent,
  id: 'percent_change_delta',
  aliases: ['percent-change'],
  title: 'Percent change of the mean (delta method)',
  formula:
    '100 (R − 1) ± z(1 − α/2) · 100 √(v₂ − 2 R c + R² v₁)/|meanPre| with R = meanPost/meanPre, v₁ = s₁²/n, v₂ = s₂²/n, c = r s₁ s₂/n',
  assumptions: [ofMeans, trueZero, samePatients, 'n is large enough for the delta method.'],
  references: ['oehlert1992', 'lajeunesse2011'],
  elsewhere: {
    r: '100 * (meanPost / meanPre - 1) + c(-1, 1) * qnorm(0.975) * 100 * abs(meanPost / meanPre) * sqrt((sdPre^2 / meanPre^2 + sdPost^2 / meanPost^2 - 2 * correlation * sdPre * sdPost / (meanPre * meanPost)) / n)',
  },
  overCorrelation: linearVariance,
  estimate: percentChange,
};

export const percentChangeLogMethod: Method<PrePost> = {
  ...percent,
  id: 'percent_change_log',
  title: 'Percent change of the mean (interval on the log scale)',
  formula: '100 (exp(ln R ± z(1 − α/2) se) − 1) with ln R and se of log_response_ratio',
  assumptions: [ofMeans, trueZero, samePatients, 'Both means are positive.'],
  references: ['lajeunesse2011'],
  elsewhere: {
    metafor: 'ROMC, transformed',
    r: '100 * expm1(unlist(summary(metafor::escalc(measure = "ROMC", m1i = meanPost, m2i = meanPre, sd1i = sdPost, sd2i = sdPre, ni = n, ri = correlation, correct = FALSE))[c("yi", "ci.lb", "ci.ub")]))',
  },
  overCorrelation: linearVariance,
  estimate: percentChangeLog,
};

export const logResponseRatioMethod: Method<PrePost> = {
  ...shared,
  id: 'log_response_ratio',
  title: 'Log response ratio of the means, after to before',
  quantity: 'log-ratio',
  unit: 'natural logarithm of a ratio',
  formula: 'ln R ± z(1 − α/2) √(v₁/meanPre² + v₂/meanPost² − 2c/(meanPre meanPost))',
  assumptions: [trueZero, samePatients, 'Both means are positive.'],
  references: ['lajeunesse2011'],
  elsewhere: {
    metafor: 'ROMC, correct = FALSE',
    r: 'summary(metafor::escalc(measure = "ROMC", m1i = meanPost, m2i = meanPre, sd1i = sdPost, sd2i = sdPre, ni = n, ri = correlation, correct = FALSE))',
  },
  overCorrelation: linearVariance,
  estimate: logResponseRatio,
};

const normalMeans =
  'The means are normally distributed; then the interval is exact, also in small groups.';

export const ratioFiellerMethod: Method<PrePost> = {
  ...shared,
  id: 'ratio_fieller',
  title: "Ratio of the means, after to before, with Fieller's interval",
  quantity: 'ratio',
  unit: 'ratio',
  formula:
    'the ρ with (meanPost − ρ meanPre)² = t² (v₂ − 2 ρ c + ρ² v₁), t = t(1 − α/2; n − 1); bounded if g = t² v₁/meanPre² < 1',
  assumptions: [trueZero, samePatients, normalMeans],
  references: ['fieller1954'],
  elsewhere: {
    r: 'Re(polyroot(local({q <- qt(0.975, n - 1)^2 / n; c(meanPost^2 - q * sdPost^2, -2 * (meanPre * meanPost - q * correlation * sdPre * sdPost), meanPre^2 - q * sdPre^2)})))',
  },
  overCorrelation: fiellerOverCorrelation,
  estimate: ratioFieller,
};

export const percentChangeFiellerMethod: Method<PrePost> = {
  ...percent,
  id: 'percent_change_fieller',
  title: "Percent change of the mean with Fieller's interval",
  formula: '100 (ρ − 1) for the limits ρ of ratio_fieller',
  assumptions: [ofMeans, trueZero, samePatients, normalMeans],
  references: ['fieller1954'],
  elsewhere: {
    r: '100 * (Re(polyroot(local({q <- qt(0.975, n - 1)^2 / n; c(meanPost^2 - q * sdPost^2, -2 * (meanPre * meanPost - q * correlation * sdPre * sdPost), meanPre^2 - q * sdPre^2)}))) - 1)',
  },
  overCorrelation: fiellerOverCorrelation,
  estimate: percentChangeFieller,
};
