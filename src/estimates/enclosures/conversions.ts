import {
  absolute,
  atLeast,
  atMost,
  enclosed,
  exponential,
  falling,
  logarithm,
  minus,
  monotone,
  nearly,
  over,
  plus,
  root,
  squared,
  type Term,
  times,
} from '../../numeric/enclosed.ts';
import { normalQuantile } from '../../numeric/normal.ts';
import { tQuantile } from '../../numeric/student-t.ts';
import type { FiveNumbers } from '../five-numbers.ts';
import type { Limits, RatioLimits } from '../from-ci.ts';
import type { GroupSizes } from '../sd-from.ts';
import {
  type Enclosure,
  j,
  normalInterval,
  type Terms,
  t,
  varianceOfDifference,
  z,
} from './results.ts';

const scale = ({ n1, n2 }: GroupSizes) => root(plus(over(1, n1), over(1, n2)));
const degrees = ({ n1, n2 }: GroupSizes) => n1 + n2 - 2;

/** The t > 0 with this two-sided p; it falls with p. */
const tOfP = (p: Term, sizes: GroupSizes) =>
  monotone(p, {
    of: (at) => (at >= 1 ? 0 : tQuantile({ upper: Math.max(0, at) / 2 }, degrees(sizes))),
    slope: falling,
    range: { low: 0, high: Infinity },
  });

const sdOfCi =
  (critical: (level: number, n: number) => Term): Enclosure =>
  ({ n, ciLow, ciHigh }: { n: number; ciLow: Term; ciHigh: Term }, level) => ({
    value: () =>
      times(over(atLeast(minus(ciHigh, ciLow), 0), times(2, critical(level, n))), root(n)),
    df: () => enclosed(n - 1),
  });

type SomeLimits = Terms<Limits>;

/** Half of the width of an interval, in units of its critical value. */
const seOfCi = ({ ciLow, ciHigh }: SomeLimits, critical: Term) =>
  over(atLeast(minus(ciHigh, ciLow), 0), times(2, critical));

function logRatio({ ratio, ratioLow, ratioHigh }: Terms<RatioLimits>, level: number) {
  const [ciLow, ciHigh] = [logarithm(ratioLow), logarithm(ratioHigh)];
  const se = () => seOfCi({ ciLow, ciHigh }, z(level));
  const results = normalInterval({ value: logarithm(ratio), se: se(), level, test: true });
  return { ...results, se, ciLow: () => ciLow, ciHigh: () => ciHigh };
}

function pooledSd(md: Term, statistic: Term, sizes: GroupSizes) {
  const se = absolute(over(md, statistic));
  return {
    value: () => over(se, scale(sizes)),
    se: () => se,
    df: () => enclosed(degrees(sizes)),
  };
}

/** x/√(x² + h), which rises with x: written with x once. */
const share = (x: Term, h: Term) => {
  const { value, slopes } = enclosed(over(x, root(plus(squared(x), h))));
  return atMost(atLeast({ value, slopes }, -1), 1);
};

type Five = Terms<FiveNumbers, 'n'>;

const scoreOfMax = (n: number) => nearly(normalQuantile({ upper: 0.625 / (n + 0.25) }), 1e-12);
const scoreOfQ3 = (n: number) =>
  nearly(normalQuantile({ upper: (0.25 * n + 0.375) / (n + 0.25) }), 1e-12);
const rangeSd = ({ n, min, max }: Five) =>
  over(atLeast(minus(max, min), 0), times(2, scoreOfMax(n)));
const quartileSd = ({ n, q1, q3 }: Five) => over(atLeast(minus(q3, q1), 0), times(2, scoreOfQ3(n)));
const middle = (a: Term, b: Term) => over(plus(a, b), 2);
const weight = (of: number) => nearly(of, 1e-14);

const meanAndSd =
  (mean: (five: Five) => Term, sd: (five: Five) => Term): Enclosure<Five> =>
  (five) => ({
    value: () => enclosed(mean(five)),
    'details.sd': () => enclosed(sd(five)),
  });

/** w · centre + (1 − w) · median. */
const weighted = (w: number, centre: Term, median: Term) =>
  plus(times(weight(w), centre), times(weight(1 - w), median));

const fiveNumbers: Readonly<Record<string, Enclosure<Five>>> = {
  wan_range: meanAndSd(
    ({ min, median, max }) => over(plus(min, times(2, median), max), 4),
    rangeSd,
  ),
  wan_iqr: meanAndSd(({ q1, median, q3 }) => over(plus(q1, median, q3), 3), quartileSd),
  wan_five: meanAndSd(
    ({ min, q1, median, q3, max }) => over(plus(min, times(2, plus(q1, median, q3)), max), 8),
    (five) => middle(rangeSd(five), quartileSd(five)),
  ),
  luo_range: meanAndSd(
    ({ n, min, median, max }) => weighted(4 / (4 + n ** 0.75), middle(min, max), median),
    rangeSd,
  ),
  luo_iqr: meanAndSd(
    ({ n, q1, median, q3 }) => weighted(0.7 + 0.39 / n, middle(q1, q3), median),
    quartileSd,
  ),
  luo_shi_five: meanAndSd(
    ({ n, min, q1, median, q3, max }) => {
      const [w1, w2] = [2.2 / (2.2 + n ** 0.75), 0.7 - 0.72 / n ** 0.55];
      return plus(
        times(weight(w1), middle(min, max)),
        times(weight(w2), middle(q1, q3)),
        times(nearly(1 - w1 - w2, 1e-13), median),
      );
    },
    (five) => {
      const power = five.n ** 0.6;
      return plus(
        times(rangeSd(five), weight(2 / (2 + 0.14 * power))),
        times(quartileSd(five), weight(2 / (2 + 2 / (0.07 * power)))),
      );
    },
  ),
};

export const conversions: Readonly<Record<string, Enclosure>> = {
  sd_from_se: ({ n, se }: { n: number; se: Term }) => ({ value: () => times(se, root(n)) }),
  sd_from_ci_t: sdOfCi((level, n) => t(level, n - 1)),
  sd_from_ci_z: sdOfCi((level) => z(level)),
  se_from_ci_z: (limits: SomeLimits, level) => ({ value: () => seOfCi(limits, z(level)) }),
  se_from_ci_t: ({ df, ...limits }: SomeLimits & { df: Term }, level) => ({
    value: () => seOfCi(limits, t(level, df)),
    df: () => enclosed(df),
  }),
  log_ratio_from_ci: logRatio,
  pooled_sd_from_md_t: ({ md, t: statistic, ...sizes }: GroupSizes & { md: Term; t: Term }) =>
    pooledSd(md, statistic, sizes),
  pooled_sd_from_md_p: ({ md, p, ...sizes }: GroupSizes & { md: Term; p: Term }) => ({
    ...pooledSd(md, tOfP(p, sizes), sizes),
    statistic: () => tOfP(p, sizes),
  }),
  d_from_t: ({ t: statistic, ...sizes }: GroupSizes & { t: Term }) => {
    const value = times(statistic, scale(sizes));
    return {
      value: () => value,
      df: () => enclosed(degrees(sizes)),
      'details.hedgesG': () => times(j(degrees(sizes)), value),
    };
  },
  d_from_t_approx: ({ t: statistic, df }: { t: Term; df: Term }) => ({
    value: () => over(times(2, statistic), root(df)),
  }),
  d_from_F: ({ F, ...sizes }: GroupSizes & { F: Term }) => ({
    value: () => times(root(F), scale(sizes)),
    df: () => enclosed(degrees(sizes)),
  }),
  d_from_p: ({ p, ...sizes }: GroupSizes & { p: Term }) => {
    const statistic = tOfP(p, sizes);
    return {
      value: () => times(statistic, scale(sizes)),
      df: () => enclosed(degrees(sizes)),
      statistic: () => statistic,
    };
  },
  dz_from_paired_t: ({ n, t: statistic }: { n: number; t: Term }) => ({
    value: () => over(statistic, root(n)),
    df: () => enclosed(n - 1),
  }),
  dz_from_paired_t_df: ({ n, t: statistic }: { n: number; t: Term }) => ({
    value: () => over(statistic, root(n - 1)),
  }),
  d_from_r: ({ r }: { r: Term }) => ({
    value: () => over(times(2, r), root(times(minus(1, r), plus(1, r)))),
  }),
  d_from_or: ({ or, seLogOr }: { or: Term; seLogOr?: Term }) => {
    const factor = nearly(Math.sqrt(3) / Math.PI, 1e-15);
    return {
      value: () => times(logarithm(or), factor),
      ...(seLogOr !== undefined && { se: () => times(seLogOr, factor) }),
    };
  },
  logor_from_d: ({ d }: { d: Term }) => {
    const value = times(d, nearly(Math.PI / Math.sqrt(3), 1e-15));
    return { value: () => value, 'details.oddsRatio': () => exponential(value) };
  },
  r_from_t: ({ t: statistic, df }: { t: Term; df: Term }) => ({
    value: () => share(statistic, df),
  }),
  r_from_d: ({ d, n1, n2 }: GroupSizes & { d: Term }) => ({
    value: () => share(d, times(n1 + n2 - 2, plus(over(1, n1), over(1, n2)))),
  }),
  r_from_d_equal: ({ d }: { d: Term }) => ({ value: () => share(d, 4) }),
  r_from_sd_change: ({ sdPre, sdPost, sdChange }: Record<string, Term>) => {
    const [a, b, c] = [sdPre, sdPost, sdChange] as [Term, Term, Term];
    const unlimited = () => over(plus(times(minus(a, c), plus(a, c)), squared(b)), times(2, a, b));
    return {
      // SDs that no correlation joins have no value.
      value: () => atMost(atLeast(unlimited(), -1), 1),
      'details.unlimited': unlimited,
    };
  },
  sd_change_from_r: ({ sdPre, sdPost, correlation }: Record<string, Term>) => ({
    value: () => root(varianceOfDifference(sdPre as Term, sdPost as Term, correlation as Term)),
  }),
  ...fiveNumbers,
};
