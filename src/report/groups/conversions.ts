import {
  luoIqrMethod,
  luoRangeMethod,
  luoShiFiveMethod,
  wanIqrMethod,
  wanRangeMethod,
} from '../../estimates/five-numbers.ts';
import type { Estimate, Method } from '../../estimates/method.ts';
import { sdFromCiTMethod, sdFromCiZMethod, sdFromSeMethod } from '../../estimates/sd-from.ts';
import type { Figure, Statistics } from '../../study/model.ts';
import { type Context, usable } from '../context.ts';
import {
  formatNumber,
  formatPercent,
  type Rounded,
  roundingReach,
  survivingDecimals,
} from '../digits.ts';
import type { Converter, Moment } from '../moments.ts';

/** One way from printed figures to a mean or an SD. */
interface Conversion {
  readonly figures: Readonly<Record<string, Rounded>>;
  readonly compute: (inputs: Readonly<Record<string, number>>) => number | null;
  /** A sentence for the result's assumptions, without what was converted: "from the printed SE: SE √n". */
  readonly how: string;
}

/**
 * A mean and an SD for computing where the file has none: the SD from a variance, an SE or a CI of
 * the mean (Cochrane Handbook 6.5.2.2), both from quartiles or a range (Wan 2014, Luo 2018,
 * Shi 2020). What is printed stays as it is; what is ± without SD or SE is never taken as one.
 */
export const convert: Converter = (context, statistics, n, printed) => {
  if (statistics.how?.transform) return printed;
  const means = printed.mean ? [] : meanConversions(context, statistics, n);
  const sds = printed.sd ? [] : sdConversions(context, statistics, n, printed.mean !== null);
  const [mean, sd] = [firstOf(means), firstOf(sds)];
  const parts = [...(mean ? [['Mean', mean.how]] : []), ...(sd ? [['SD', sd.how]] : [])];
  return {
    mean: printed.mean ?? mean?.moment ?? null,
    sd: printed.sd ?? sd?.moment ?? null,
    conversions: parts.map(([name, how]) => `${name} ${how}.`),
  };
};

/** The first conversion that gives a number, with what its rounding leaves open. */
function firstOf(conversions: readonly Conversion[]): { moment: Moment; how: string } | null {
  for (const { figures, compute, how } of conversions) {
    const nominal = Object.entries(figures).map(([name, { value }]) => [name, value]);
    const value = attempt(() => compute(Object.fromEntries(nominal)));
    if (value === null) continue;
    const [reach = 0] = roundingReach((inputs) => [attempt(() => compute(inputs))], figures);
    const decimals = survivingDecimals(reach);
    const text = formatNumber(value, decimals);
    return {
      moment: { text, value, decimals, low: value - reach, high: value + reach, printed: null },
      how,
    };
  }
  return null;
}

/** Figures that contradict each other, as a median outside its quartiles, convert to nothing. */
function attempt(compute: () => number | null): number | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The figures by name, when every one is there and can be true. */
function complete(found: Readonly<Record<string, Figure | null>>): Record<string, Figure> | null {
  return Object.values(found).every(Boolean) ? (found as Record<string, Figure>) : null;
}

/** Minimum, quartiles, median and maximum, as far as they are printed and can be true. */
function fiveOf(context: Context, { median, iqr, range }: Statistics) {
  const quartiles = complete({
    q1: usable(context, iqr?.low ?? null),
    q3: usable(context, iqr?.high ?? null),
  });
  const ends = complete({
    min: usable(context, range?.low ?? null),
    max: usable(context, range?.high ?? null),
  });
  return { middle: complete({ median: usable(context, median) }), quartiles, ends };
}

/** What a conversion from quantiles assumes. */
const asIfNormal = 'as if the values were roughly normal';

/** The mean is the value of these methods, the SD a by-product. */
const meanOf = ({ value }: Estimate): number | null => value;
const sdOf = ({ details }: Estimate): number | null => (details?.['sd'] as number | null) ?? null;

function meanConversions(context: Context, statistics: Statistics, n: number | null): Conversion[] {
  const { middle, quartiles, ends } = fiveOf(context, statistics);
  if (n === null || n < 2 || !middle) return [];
  const from = (method: Method, figures: Conversion['figures'], how: string): Conversion => ({
    figures,
    compute: (inputs) => meanOf(method.estimate({ n, ...inputs })),
    how,
  });
  if (quartiles && ends) {
    const all = { ...middle, ...quartiles, ...ends };
    return [
      from(
        luoShiFiveMethod,
        all,
        `from median, quartiles and range by luo_shi_five (Luo 2018), ${asIfNormal}`,
      ),
    ];
  }
  if (quartiles) {
    return [
      from(
        luoIqrMethod,
        { ...middle, ...quartiles },
        `from median and quartiles by luo_iqr (Luo 2018), ${asIfNormal}`,
      ),
    ];
  }
  if (ends)
    return [
      from(
        luoRangeMethod,
        { ...middle, ...ends },
        `from median and range by luo_range (Luo 2018), ${asIfNormal}`,
      ),
    ];
  return [];
}

function sdConversions(
  context: Context,
  statistics: Statistics,
  n: number | null,
  hasMean: boolean,
): Conversion[] {
  const own = hasMean ? sdOfOwnMean(context, statistics, n) : [];
  return [...own, ...sdFromQuantiles(context, statistics, n)];
}

/** From the variance, the SE or the CI of a printed mean. */
function sdOfOwnMean(context: Context, statistics: Statistics, n: number | null): Conversion[] {
  const { variance, se, ci, how } = statistics;
  const found: Conversion[] = [];
  const ofVariance = complete({ variance: usable(context, variance) });
  if (ofVariance) {
    found.push({
      figures: ofVariance,
      compute: ({ variance: value = 0 }) => Math.sqrt(Math.max(value, 0)),
      how: 'from the printed variance: its root',
    });
  }
  if (n === null || n < 2) return found;
  const ofSe = complete({ se: usable(context, se) });
  if (ofSe) {
    found.push({
      figures: ofSe,
      compute: ({ se: value = 0 }) => sdFromSeMethod.estimate({ n, se: Math.max(value, 0) }).value,
      how: `from the printed SE by sd_from_se: SE √${n}`,
    });
  }
  const limits = complete({
    ciLow: usable(context, ci?.low ?? null),
    ciHigh: usable(context, ci?.high ?? null),
  });
  if (ci && limits) {
    const isNormal = /\b(normal|z|wald)\b/i.test(how?.interval ?? '');
    const method = isNormal ? sdFromCiZMethod : sdFromCiTMethod;
    const { level } = ci;
    found.push({
      figures: limits,
      compute: ({ ciLow = 0, ciHigh = 0 }) =>
        method.estimate({ n, ciLow, ciHigh }, { level }).value,
      how:
        `from the printed ${formatPercent(level, 0)} % interval of the mean by ${method.id}: ` +
        `√${n} (high − low)/(2 ${isNormal ? 'z' : 't'})`,
    });
  }
  return found;
}

/** From quartiles, a range, or both; the middle does not enter an SD. */
function sdFromQuantiles(context: Context, statistics: Statistics, n: number | null): Conversion[] {
  if (n === null || n < 2) return [];
  const { middle, quartiles, ends } = fiveOf(context, statistics);
  const from = (method: Method, figures: Conversion['figures'], how: string): Conversion => ({
    figures,
    compute: (inputs) => sdOf(method.estimate({ n, ...withMiddle(inputs) })),
    how,
  });
  if (middle && quartiles && ends) {
    const all = { ...middle, ...quartiles, ...ends };
    return [
      from(
        luoShiFiveMethod,
        all,
        `from quartiles and range by luo_shi_five (Shi 2020), ${asIfNormal}`,
      ),
    ];
  }
  if (quartiles) {
    const figures = { ...middle, ...quartiles };
    return [from(wanIqrMethod, figures, `from the quartiles by wan_iqr (Wan 2014), ${asIfNormal}`)];
  }
  const width = complete({ q3: usable(context, statistics.iqrWidth) });
  if (width)
    return [
      from(
        wanIqrMethod,
        width,
        `from the width between the quartiles by wan_iqr (Wan 2014), ${asIfNormal}`,
      ),
    ];
  if (ends)
    return [
      from(
        wanRangeMethod,
        { ...middle, ...ends },
        `from the range by wan_range (Wan 2014), ${asIfNormal}`,
      ),
    ];
  return [];
}

/** The width of the quartiles stands for quartiles from 0; any middle between the ends will do. */
function withMiddle(inputs: Readonly<Record<string, number>>): Record<string, number> {
  const { q3, max, q1 = q3 === undefined ? undefined : 0, min } = inputs;
  const [low = 0, high = 0] = q3 === undefined ? [min, max] : [q1, q3];
  return {
    median: (low + high) / 2,
    ...(q1 !== undefined && { q1 }),
    ...inputs,
  };
}
