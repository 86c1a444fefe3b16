import {
  atLeast,
  enclosed,
  logarithm,
  minus,
  nearly,
  over,
  plus,
  root,
  squared,
  type Term,
  times,
} from '../../numeric/enclosed.ts';
import { rateByar, rateExact } from '../rate.ts';
import { rateRatioExact, type TwoRates } from '../two-rates.ts';
import { type Enclosure, named, normalInterval, type Terms, through, z } from './results.ts';

interface Rate {
  readonly x: number;
  readonly time: Term;
}
type Rates = Terms<TwoRates, 'x1' | 'x2'>;

/** The limits are those per one unit of time, which the counts alone decide, over the time. */
const perTime =
  (of: typeof rateExact): Enclosure<Rate> =>
  ({ x, time }, level) => {
    const { ci } = of({ x, time: 1 }, { level });
    const limit = (at: number | null | undefined) => () => over(nearly(at ?? 0, 1e-11), time);
    return {
      value: () => over(x, time),
      ciLow: limit(ci?.low),
      ciHigh: limit(ci?.high),
    };
  };

const logLimits = (rate: Term, se: Term, level: number) => {
  const factor = () => times(z(level), se);
  const up = () => exponentialOf(factor());
  return {
    ciLow: () => over(rate, up()),
    ciHigh: () => times(rate, up()),
  };
};

const exponentialOf = (x: Term) => nearly(Math.exp(enclosed(x).value.high), 1e-11);

const ratio = ({ x1, t1, x2, t2 }: Rates) => times(over(x1, x2), over(t2, t1));

export const rates: Readonly<Record<string, Enclosure>> = {
  rate_exact: perTime(rateExact),
  rate_byar: perTime(rateByar),
  rate_log: ({ x, time }: Rate, level) => {
    const rate = over(x, time);
    return {
      value: () => rate,
      ...logLimits(rate, root(over(1, x)), level),
      'details.logEstimate': () => logarithm(rate),
      'details.seLog': () => root(over(1, x)),
    };
  },
  rate_wald: ({ x, time }: Rate, level) => {
    const results = normalInterval({ value: over(x, time), se: over(root(x), time), level });
    // z √x against x decides which limit is cut off at 0, whatever the time: one quotient.
    const counts = minus(x, times(z(level), root(x)));
    const most = plus(x, times(z(level), root(x)));
    return {
      ...results,
      ciLow: () => atLeast(over(counts, time), 0),
      ciHigh: () => over(most, time),
    };
  },
  // The p by probability is no continuous function of the times: it has no proof here.
  rate_ratio_exact: (input: Rates, level) => {
    const { x1, t1, x2, t2 } = input;
    const { ci } = rateRatioExact({ x1, t1: 1, x2, t2: 1 }, { level });
    const limit = (at: number | null | undefined) => () =>
      times(nearly(at ?? 0, 1e-11), over(t2, t1));
    return {
      value: () => ratio(input),
      ...(ci?.low != null && { ciLow: limit(ci.low) }),
      ...(ci?.high != null && { ciHigh: limit(ci.high) }),
    };
  },
  rate_ratio_wald: (input: Rates, level) => {
    const se = root(plus(over(1, input.x1), over(1, input.x2)));
    const value = ratio(input);
    const log = normalInterval({ value: logarithm(value), se, level, test: true });
    return {
      value: () => value,
      ...logLimits(value, se, level),
      ...through(log, ['statistic', 'p', 'logP'], (x) => x),
      'details.logEstimate': () => named(log, 'value'),
      'details.seLog': () => se,
    };
  },
  rate_difference: ({ x1, t1, x2, t2 }: Rates, level) =>
    normalInterval({
      value: minus(over(x1, t1), over(x2, t2)),
      se: root(plus(over(x1, squared(t1)), over(x2, squared(t2)))),
      level,
    }),
};
