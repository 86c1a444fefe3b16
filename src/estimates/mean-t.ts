import { levelOf, requireCount, requireNumber, requireSpread } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { normalInterval, tInterval } from './wald.ts';

/** A mean as papers print it: the SD has the divisor n − 1. */
export interface SingleMean {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
}

/** @throws RangeError unless n is whole and ≥ 2, the mean finite and the SD ≥ 0 */
export function requireSingleMean({ n, mean, sd }: SingleMean): void {
  requireCount('n', n, 2);
  requireNumber('mean', mean);
  requireSpread('sd', sd);
}

/** What the methods for one mean need. */
export const singleMeanNeeds = {
  n: { title: 'number of patients', type: 'count', min: 2 },
  mean: { title: 'mean', type: 'number', unit: 'points' },
  sd: { title: 'standard deviation, divisor n − 1', type: 'number', unit: 'points', min: 0 },
} as const satisfies Method<SingleMean>['needs'];

/**
 * A mean with its t interval: mean ± t(1 − α/2; n − 1) SD/√n, in the unit of the mean.
 * `statistic` and `p` test the hypothesis that the true mean is 0.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, the mean finite and sd ≥ 0
 * @see references.student1908
 *
 * @example
 * meanT({ n: 2, mean: 1.5, sd: 0.7 }).ci?.low // → -4.789250472465626
 */
export function meanT(input: SingleMean, options?: EstimateOptions): Estimate {
  requireSingleMean(input);
  const { n, mean, sd } = input;
  return tInterval({ value: mean, se: sd / Math.sqrt(n), df: n - 1, level: levelOf(options) });
}

/**
 * A mean with its normal (Wald) interval: mean ± z SD/√n, in the unit of the mean. Narrower than
 * the t interval; what programs for meta-analysis use.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2, the mean finite and sd ≥ 0
 * @see references.viechtbauer2010
 *
 * @example
 * meanZ({ n: 2, mean: 1.5, sd: 0.7 }).ci?.low // → 0.5298673229552258
 */
export function meanZ(input: SingleMean, options?: EstimateOptions): Estimate {
  requireSingleMean(input);
  const { n, mean, sd } = input;
  return normalInterval({ value: mean, se: sd / Math.sqrt(n), level: levelOf(options) });
}

export const meanTMethod: Method<SingleMean> = {
  id: 'mean_t',
  title: 'Mean with t interval',
  quantity: 'mean',
  design: 'one mean',
  unit: 'points',
  needs: singleMeanNeeds,
  formula: 'mean ± t(1 − α/2; n − 1) · SD/√n',
  assumptions: [
    'The patients are independent of each other.',
    'The values are roughly normal, or n is large enough for their mean to be.',
    'The SD has the divisor n − 1.',
  ],
  references: ['student1908'],
  elsewhere: {
    stata: 'cii means n mean sd',
    r: 'mean + c(-1, 1) * qt(0.975, n - 1) * sd / sqrt(n)',
  },
  estimate: meanT,
};

export const meanZMethod: Method<SingleMean> = {
  id: 'mean_z',
  title: 'Mean with normal (Wald) interval',
  quantity: 'mean',
  design: 'one mean',
  unit: 'points',
  needs: singleMeanNeeds,
  formula: 'mean ± z(1 − α/2) · SD/√n',
  assumptions: [
    'The patients are independent of each other.',
    'n is large: the interval takes the SD as if it were known and is too narrow in small groups.',
  ],
  references: ['viechtbauer2010'],
  elsewhere: {
    metafor: 'MN',
    r: 'summary(metafor::escalc(measure = "MN", mi = mean, sdi = sd, ni = n))',
  },
  estimate: meanZ,
};
