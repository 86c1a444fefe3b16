import { normalQuantile } from '../numeric/normal.ts';
import { levelOf, requireCount, requireNumber } from './domain.ts';
import type { Estimate, EstimateOptions, Method, Need } from './method.ts';
import { plain } from './plain.ts';

/** Median and range. */
export interface MedianRange {
  readonly n: number;
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** Median and quartiles. */
export interface MedianQuartiles {
  readonly n: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
}

/** All five: minimum, quartiles, median, maximum. */
export type FiveNumbers = MedianRange & MedianQuartiles;

const inOrder = ['min', 'q1', 'median', 'q3', 'max'] as const;

/** @throws RangeError unless n is whole and ≥ 2 and the numbers that are there rise */
function requireOrder(input: Partial<FiveNumbers> & { readonly n: number }): void {
  requireCount('n', input.n, 2);
  let before: { name: string; value: number } | null = null;
  for (const name of inOrder) {
    const value = input[name];
    if (!(name in input) || value === undefined) continue;
    requireNumber(name, value);
    if (before !== null && value < before.value) {
      throw new RangeError(
        `${before.name} must not exceed ${name}; got ${before.value} and ${value}`,
      );
    }
    before = { name, value };
  }
}

/** The expected normal score of the greatest of n, after Blom: z((n − 0.375)/(n + 0.25)). */
const scoreOfMax = (n: number): number => normalQuantile({ upper: 0.625 / (n + 0.25) });
/** That of the third quartile: z((0.75n − 0.125)/(n + 0.25)). */
const scoreOfQ3 = (n: number): number => normalQuantile({ upper: (0.25 * n + 0.375) / (n + 0.25) });

const sdOfRange = ({ n, min, max }: MedianRange): number => (max - min) / (2 * scoreOfMax(n));
const sdOfQuartiles = ({ n, q1, q3 }: MedianQuartiles): number => (q3 - q1) / (2 * scoreOfQ3(n));
const middle = (low: number, high: number): number => low / 2 + high / 2;

type Formula<Input> = (input: Input) => { readonly mean: number; readonly sd: number };

/** A method: the mean is the value, the SD is in `details.sd`. */
function estimator<Input extends Partial<FiveNumbers> & { readonly n: number }>(
  needed: readonly (typeof inOrder)[number][],
  formula: Formula<Input>,
): (input: Input, options?: EstimateOptions) => Estimate {
  return (input, options) => {
    for (const name of needed) requireNumber(name, input[name] as number);
    requireOrder(input);
    levelOf(options);
    const { mean, sd } = formula(input);
    return plain({ value: mean, details: { sd } });
  };
}

const ofRange = ['min', 'median', 'max'] as const;
const ofQuartiles = ['q1', 'median', 'q3'] as const;

/**
 * Mean (a + 2m + b)/4 and SD (b − a)/(2ξ) from median and range, after Wan. The value is the mean,
 * `details.sd` the SD, in the unit of the input.
 *
 * @throws RangeError unless n is whole and ≥ 2 and min ≤ median ≤ max
 * @see references.wan2014 eqs. 2 and 9
 *
 * @example
 * wanRange({ n: 11, min: 2, median: 7, max: 21 }).value // → 9.25
 */
export const wanRange = estimator<MedianRange>(ofRange, (input) => ({
  mean: middle(input.median, middle(input.min, input.max)),
  sd: sdOfRange(input),
}));

/**
 * Mean (q₁ + m + q₃)/3 and SD (q₃ − q₁)/(2η) from median and quartiles, after Wan. The value is the
 * mean, `details.sd` the SD.
 *
 * @throws RangeError unless n is whole and ≥ 2 and q1 ≤ median ≤ q3
 * @see references.wan2014 eqs. 14 and 16
 *
 * @example
 * wanIqr({ n: 11, q1: 4, median: 7, q3: 9 }).value // → 6.666666666666667
 */
export const wanIqr = estimator<MedianQuartiles>(ofQuartiles, (input) => ({
  mean: input.q1 / 3 + input.median / 3 + input.q3 / 3,
  sd: sdOfQuartiles(input),
}));

/**
 * Mean (a + 2q₁ + 2m + 2q₃ + b)/8 and the mean of the two SDs from all five numbers, after Wan. The
 * value is the mean, `details.sd` the SD.
 *
 * @throws RangeError unless n is whole and ≥ 2 and the five numbers rise
 * @see references.wan2014 eqs. 10 and 13
 *
 * @example
 * wanFive({ n: 11, min: 2, q1: 4, median: 7, q3: 9, max: 21 }).value // → 7.875
 */
export const wanFive = estimator<FiveNumbers>(inOrder, (input) => {
  const { min, q1, median, q3, max } = input;
  return {
    mean: middle(middle(median, middle(min, max)), middle(q1, q3)),
    sd: middle(sdOfRange(input), sdOfQuartiles(input)),
  };
});

/** The middle weighted with w, the median with 1 − w. */
const weighted = (w: number, centre: number, median: number): number =>
  w * centre + (1 - w) * median;

/**
 * Mean from median and range with Luo's optimal weight w = 4/(4 + n^0.75), SD after Wan. The value is
 * the mean, `details.sd` the SD.
 *
 * @throws RangeError unless n is whole and ≥ 2 and min ≤ median ≤ max
 * @see references.luo2018 eq. 7
 *
 * @example
 * luoRange({ n: 11, min: 2, median: 7, max: 21 }).value // → 8.792809872444774
 */
export const luoRange = estimator<MedianRange>(ofRange, (input) => ({
  mean: weighted(4 / (4 + input.n ** 0.75), middle(input.min, input.max), input.median),
  sd: sdOfRange(input),
}));

/**
 * Mean from median and quartiles with Luo's optimal weight w = 0.7 + 0.39/n, SD after Wan. The value
 * is the mean, `details.sd` the SD.
 *
 * @throws RangeError unless n is whole and ≥ 2 and q1 ≤ median ≤ q3
 * @see references.luo2018 eq. 11
 *
 * @example
 * luoIqr({ n: 11, q1: 4, median: 7, q3: 9 }).value // → 6.632272727272727
 */
export const luoIqr = estimator<MedianQuartiles>(ofQuartiles, (input) => ({
  mean: weighted(0.7 + 0.39 / input.n, middle(input.q1, input.q3), input.median),
  sd: sdOfQuartiles(input),
}));

/**
 * Mean of all five numbers with Luo's optimal weights and SD with Shi's. The value is the mean,
 * `details.sd` the SD.
 *
 * @throws RangeError unless n is whole and ≥ 2 and the five numbers rise
 * @see references.luo2018 eq. 15, references.shi2020 eq. 10
 *
 * @example
 * luoShiFive({ n: 11, min: 2, q1: 4, median: 7, q3: 9, max: 21 }).value // → 7.947721047423091
 */
export const luoShiFive = estimator<FiveNumbers>(inOrder, ({ n, min, q1, median, q3, max }) => {
  const w1 = 2.2 / (2.2 + n ** 0.75);
  const w2 = 0.7 - 0.72 / n ** 0.55;
  const root = n ** 0.6;
  return {
    mean: w1 * middle(min, max) + w2 * middle(q1, q3) + (1 - w1 - w2) * median,
    sd:
      (max - min) / ((2 + 0.14 * root) * scoreOfMax(n)) +
      (q3 - q1) / ((2 + 2 / (0.07 * root)) * scoreOfQ3(n)),
  };
});

const number = (title: string): Need => ({ title, type: 'number', unit: 'points' });
const n: Need = { title: 'patients', type: 'count', min: 2 };
const rangeNeeds = {
  n,
  min: number('least value'),
  median: number('median'),
  max: number('greatest value'),
};
const quartileNeeds = {
  n,
  q1: number('first quartile'),
  median: number('median'),
  q3: number('third quartile'),
};
const fiveNeeds = { ...quartileNeeds, min: rangeNeeds.min, max: rangeNeeds.max };

const shared = { quantity: 'mean', design: 'conversion', unit: 'points' } as const;
const normal =
  'The values are normally distributed: skewed ones, for which medians are printed, bias mean and SD.';
const scores = 'ξ = z((n − 0.375)/(n + 0.25)), η = z((0.75n − 0.125)/(n + 0.25))';
const xi = 'qnorm((n - 0.375) / (n + 0.25))';
const eta = 'qnorm((0.75 * n - 0.125) / (n + 0.25))';
const fivenum = (names: string) =>
  `metafor::conv.fivenum(${names}, n = n, test = FALSE)  # metafor 4.0 or later`;

export const wanRangeMethod: Method<MedianRange> = {
  ...shared,
  id: 'wan_range',
  title: 'Mean and SD from median and range, after Wan',
  needs: rangeNeeds,
  formula: `mean (min + 2 median + max)/4; SD (max − min)/(2ξ); ${scores}`,
  assumptions: [normal],
  references: ['wan2014'],
  elsewhere: { r: `c((min + 2 * median + max) / 4, (max - min) / (2 * ${xi}))` },
  estimate: wanRange,
};

export const wanIqrMethod: Method<MedianQuartiles> = {
  ...shared,
  id: 'wan_iqr',
  title: 'Mean and SD from median and quartiles, after Wan',
  needs: quartileNeeds,
  formula: `mean (q1 + median + q3)/3; SD (q3 − q1)/(2η); ${scores}`,
  assumptions: [normal],
  references: ['wan2014'],
  elsewhere: { r: `c((q1 + median + q3) / 3, (q3 - q1) / (2 * ${eta}))` },
  estimate: wanIqr,
};

export const wanFiveMethod: Method<FiveNumbers> = {
  ...shared,
  id: 'wan_five',
  title: 'Mean and SD from the five-number summary, after Wan',
  needs: fiveNeeds,
  formula: `mean (min + 2 q1 + 2 median + 2 q3 + max)/8; SD (max − min)/(4ξ) + (q3 − q1)/(4η); ${scores}`,
  assumptions: [normal],
  references: ['wan2014'],
  elsewhere: {
    r: `c((min + 2 * q1 + 2 * median + 2 * q3 + max) / 8, (max - min) / (4 * ${xi}) + (q3 - q1) / (4 * ${eta}))`,
  },
  estimate: wanFive,
};

export const luoRangeMethod: Method<MedianRange> = {
  ...shared,
  id: 'luo_range',
  title: 'Mean and SD from median and range, after Luo',
  needs: rangeNeeds,
  formula: `mean w (min + max)/2 + (1 − w) median, w = 4/(4 + n^0.75); SD (max − min)/(2ξ); ${scores}`,
  assumptions: [normal],
  references: ['luo2018', 'wan2014'],
  elsewhere: { metafor: 'conv.fivenum', r: fivenum('min = min, median = median, max = max') },
  estimate: luoRange,
};

export const luoIqrMethod: Method<MedianQuartiles> = {
  ...shared,
  id: 'luo_iqr',
  title: 'Mean and SD from median and quartiles, after Luo',
  needs: quartileNeeds,
  formula: `mean w (q1 + q3)/2 + (1 − w) median, w = 0.7 + 0.39/n; SD (q3 − q1)/(2η); ${scores}`,
  assumptions: [normal],
  references: ['luo2018', 'wan2014'],
  elsewhere: { metafor: 'conv.fivenum', r: fivenum('q1 = q1, median = median, q3 = q3') },
  estimate: luoIqr,
};

export const luoShiFiveMethod: Method<FiveNumbers> = {
  ...shared,
  id: 'luo_shi_five',
  title: 'Mean and SD from the five-number summary, after Luo and Shi',
  needs: fiveNeeds,
  formula: `mean w₁ (min + max)/2 + w₂ (q1 + q3)/2 + (1 − w₁ − w₂) median, w₁ = 2.2/(2.2 + n^0.75), w₂ = 0.7 − 0.72/n^0.55; SD (max − min)/((2 + 0.14 n^0.6) ξ) + (q3 − q1)/((2 + 2/(0.07 n^0.6)) η); ${scores}`,
  assumptions: [normal],
  references: ['luo2018', 'shi2020'],
  elsewhere: {
    metafor: 'conv.fivenum',
    r: fivenum('min = min, q1 = q1, median = median, q3 = q3, max = max'),
  },
  estimate: luoShiFive,
};
