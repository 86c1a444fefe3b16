import { chiSquareQuantile } from '../numeric/chi-square.ts';
import { levelOf } from './domain.ts';
import { requireSingleMean, type SingleMean, singleMeanNeeds } from './mean-t.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';

/**
 * A standard deviation with its χ² interval, in the unit of the SD. The value is the SD as printed
 * (divisor n − 1), without correction for its bias. The mean is not used.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless n is whole and ≥ 2 and sd ≥ 0
 * @see references.cramer1946
 *
 * @example
 * sdChisq({ n: 2, mean: 1.5, sd: 0.7 }).ci?.low // → 0.31230442944449627
 */
export function sdChisq({ n, sd }: Omit<SingleMean, 'mean'>, options?: EstimateOptions): Estimate {
  requireSingleMean({ n, mean: 0, sd });
  const level = levelOf(options);
  const df = n - 1;
  const tail = (1 - level) / 2;
  return plain({
    value: sd,
    ci: {
      low: sd * Math.sqrt(df / chiSquareQuantile({ upper: tail }, df)),
      high: sd * Math.sqrt(df / chiSquareQuantile({ lower: tail }, df)),
      level,
    },
    df,
  });
}

export const sdChisqMethod: Method<Omit<SingleMean, 'mean'>> = {
  id: 'sd_chisq',
  title: 'Standard deviation with χ² interval',
  quantity: 'standard-deviation',
  design: 'one mean',
  unit: 'points',
  needs: { n: singleMeanNeeds.n, sd: singleMeanNeeds.sd },
  formula: 'SD √((n − 1)/χ²(1 − α/2; n − 1)) to SD √((n − 1)/χ²(α/2; n − 1))',
  assumptions: [
    'The patients are independent of each other.',
    'The values are normally distributed: large n does not make up for it, as it does for a mean.',
  ],
  references: ['cramer1946'],
  elsewhere: {
    stata: 'cii variances n sd^2, sd',
    r: 'sd * sqrt((n - 1) / qchisq(c(0.975, 0.025), n - 1))',
  },
  estimate: sdChisq,
};
