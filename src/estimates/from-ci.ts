import { levelOf, requireNumber, requirePositive } from './domain.ts';
import { ratioInterval } from './log-ratio.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import { normalCritical, tCritical } from './wald.ts';

/** The limits of a printed interval; its level is the option `level`. */
export interface Limits {
  readonly ciLow: number;
  readonly ciHigh: number;
}

/** A printed ratio and the limits of its interval; the level is the option `level`. */
export interface RatioLimits {
  readonly ratio: number;
  readonly ratioLow: number;
  readonly ratioHigh: number;
}

function requireLimits({ ciLow, ciHigh }: Limits): void {
  requireNumber('ciLow', ciLow);
  requireNumber('ciHigh', ciHigh);
  if (ciLow > ciHigh) {
    throw new RangeError(`ciLow must not exceed ciHigh; got ${ciLow} and ${ciHigh}`);
  }
}

/**
 * Standard error of an estimate from its normal interval: (high − low)/(2 z), z not rounded (the
 * Handbook's 3.92 is 2 × 1.96). In the unit of the limits.
 *
 * @param options.level the level of the interval given; 0.95 if left out
 * @throws RangeError unless the limits are finite and in order
 * @see references.cochrane2019 section 6.3.1
 * @example
 * seFromCiZ({ ciLow: 0.12, ciHigh: 1.26 }).value // → 0.29082167044705287
 */
export function seFromCiZ(input: Limits, options?: EstimateOptions): Estimate {
  requireLimits(input);
  const { ciLow, ciHigh } = input;
  return plain({ value: (ciHigh / 2 - ciLow / 2) / normalCritical(levelOf(options)) });
}

/**
 * Standard error of an estimate from its t interval: (high − low)/(2 t), t with df degrees of
 * freedom. In the unit of the limits.
 *
 * @param options.level the level of the interval given; 0.95 if left out
 * @throws RangeError unless df > 0 and the limits are finite and in order
 * @see references.cochrane2019 section 6.3.1
 * @example
 * seFromCiT({ df: 40, ciLow: 0.12, ciHigh: 1.26 }).value // → 0.28202807413018988
 */
export function seFromCiT(
  { df, ...limits }: Limits & { readonly df: number },
  options?: EstimateOptions,
): Estimate {
  requirePositive('df', df);
  requireLimits(limits);
  const { ciLow, ciHigh } = limits;
  return plain({ value: (ciHigh / 2 - ciLow / 2) / tCritical(levelOf(options), df), df });
}

/**
 * Natural logarithm of a printed ratio (odds, risk, hazard or rate ratio) with the standard error
 * from its interval: (ln high − ln low)/(2 z), z not rounded. What is pooled. The interval and the z
 * test are those of the logarithm; the value is ln(ratio) also where it is not their centre.
 *
 * @param options.level the level of the interval given; 0.95 if left out
 * @throws RangeError unless all three are > 0 and the limits in order
 * @see references.cochrane2019 section 6.3.2
 * @example
 * logRatioFromCi({ ratio: 1.35, ratioLow: 1.02, ratioHigh: 1.78 }).value // → 0.30010459245033816
 * logRatioFromCi({ ratio: 1.35, ratioLow: 1.02, ratioHigh: 1.78 }).se // → 0.1420461654907606
 */
export function logRatioFromCi(input: RatioLimits, options?: EstimateOptions): Estimate {
  const { ratio, ratioLow, ratioHigh } = input;
  requirePositive('ratio', ratio);
  requirePositive('ratioLow', ratioLow);
  requirePositive('ratioHigh', ratioHigh);
  if (ratioLow > ratioHigh) {
    throw new RangeError(`ratioLow must not exceed ratioHigh; got ${ratioLow} and ${ratioHigh}`);
  }
  const level = levelOf(options);
  const [log, low, high] = [Math.log(ratio), Math.log(ratioLow), Math.log(ratioHigh)];
  const se = (high - low) / (2 * normalCritical(level));
  const { statistic, p, logP, reason } = ratioInterval(ratio, { log, se, level });
  return plain({
    value: log,
    se,
    ci: { low, high, level },
    ...(statistic !== undefined && { statistic }),
    ...(p !== undefined && { p }),
    ...(logP !== undefined && { logP }),
    ...(reason !== undefined && { reason }),
  });
}

const limits = {
  ciLow: { title: 'lower limit of the interval', type: 'number' },
  ciHigh: { title: 'upper limit of the interval', type: 'number' },
} as const;
const shared = { quantity: 'se', design: 'conversion', references: ['cochrane2019'] } as const;

export const seFromCiZMethod: Method<Limits> = {
  ...shared,
  id: 'se_from_ci_z',
  title: 'Standard error of an estimate from its normal interval',
  needs: limits,
  formula: '(high − low)/(2 z(1 − α/2))',
  assumptions: ['The interval is a normal interval, symmetric about the estimate.'],
  elsewhere: { r: '(ciHigh - ciLow) / (2 * qnorm(0.975))' },
  estimate: seFromCiZ,
};

export const seFromCiTMethod: Method<Parameters<typeof seFromCiT>[0]> = {
  ...shared,
  id: 'se_from_ci_t',
  title: 'Standard error of an estimate from its t interval',
  needs: {
    df: { title: 'degrees of freedom of the interval', type: 'number', exclusiveMin: 0 },
    ...limits,
  },
  formula: '(high − low)/(2 t(1 − α/2; df))',
  assumptions: ['The interval is a t interval, symmetric about the estimate.'],
  elsewhere: { r: '(ciHigh - ciLow) / (2 * qt(0.975, df))' },
  estimate: seFromCiT,
};

const above0 = (title: string) => ({ title, type: 'number', exclusiveMin: 0 }) as const;

export const logRatioFromCiMethod: Method<RatioLimits> = {
  id: 'log_ratio_from_ci',
  title: 'Logarithm of a ratio and its standard error from the interval',
  quantity: 'log-of-printed-ratio',
  design: 'conversion',
  unit: 'natural logarithm of a ratio',
  needs: {
    ratio: above0('odds, risk, hazard or rate ratio'),
    ratioLow: above0('lower limit of its interval'),
    ratioHigh: above0('upper limit of its interval'),
  },
  formula: 'ln(ratio), se = (ln high − ln low)/(2 z(1 − α/2))',
  assumptions: ['The interval is a normal interval of the logarithm.'],
  references: ['cochrane2019'],
  elsewhere: { r: 'c(log(ratio), (log(ratioHigh) - log(ratioLow)) / (2 * qnorm(0.975)))' },
  estimate: logRatioFromCi,
};
