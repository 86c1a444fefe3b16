import {
  type Enclosed,
  enclosed,
  falling,
  minus,
  monotone,
  monotoneInBoth,
  negative,
  over,
  plus,
  rising,
  root,
  squared,
  type Term,
  times,
} from '../../numeric/enclosed.ts';
import { normalTails } from '../../numeric/normal.ts';
import { tTails } from '../../numeric/student-t.ts';
import {
  chiSquareP,
  type EnclosedResults,
  type Enclosure,
  fP,
  named,
  normalP,
  tP,
} from './results.ts';

/** A p-value as the value, with its statistic. */
function pValue(statistic: Term, test: EnclosedResults, rest: EnclosedResults = {}) {
  return {
    value: () => named(test, 'p'),
    statistic: () => enclosed(statistic),
    ...test,
    ...rest,
  };
}

const probability = { low: 0, high: 1 };

/** P(T > t): it falls with t. With df it falls for t > 0 and rises for t < 0. */
function tUpper(t: Term, df: Term): Enclosed {
  const { low, high } = enclosed(t).value;
  const withDf = low >= 0 ? falling : high <= 0 ? rising : null;
  const of = (x: number, m: number) => tTails(x, m).upper;
  if (withDf === null) {
    // Of both signs: the two halves of the interval together.
    const [below, above] = [part(t, low, 0), part(t, 0, high)].map((half) => tUpper(half, df));
    const value = { low: (above as Enclosed).value.low, high: (below as Enclosed).value.high };
    return { value, slopes: (below as Enclosed).slopes.map(() => whole) };
  }
  return monotoneInBoth(t, df, { of, slopes: [falling, withDf], range: probability });
}

const whole = { low: -Infinity, high: Infinity };
const part = (t: Term, low: number, high: number): Enclosed => ({
  value: { low, high },
  slopes: enclosed(t).slopes,
});

const studentTest = (t: Term, df: Term) =>
  pValue(t, tP(t, df), {
    df: () => enclosed(df),
    'details.pGreater': () => tUpper(t, df),
    'details.pLess': () => tUpper(negative(t), df),
  });

const normalUpper = (z: Term) =>
  monotone(z, { of: (x) => normalTails(x).upper, slope: falling, range: probability });

interface Groups {
  readonly ns: readonly number[];
  readonly means: readonly Term[];
  readonly sds: readonly Term[];
}

const entry = <T>(list: readonly T[], i: number): T => list[i] as T;

const anova: Enclosure<Groups> = ({ ns, means, sds }) => {
  const n = ns.reduce((total, each) => total + each, 0);
  const [df1, df2] = [ns.length - 1, n - ns.length];
  const grand = plus(...ns.map((size, i) => over(times(size, entry(means, i)), n)));
  const between = plus(...ns.map((size, i) => times(size, squared(minus(entry(means, i), grand)))));
  const within = plus(...ns.map((size, i) => times(size - 1, squared(entry(sds, i)))));
  const F = over(over(between, df1), over(within, df2));
  return pValue(F, fP(F, df1, df2), {
    'details.df1': () => enclosed(df1),
    'details.df2': () => enclosed(df2),
    // 1 − W/(B + W) and its like rise with B/W, in which each sum stands once.
    'details.etaSquared': () => over(1, plus(1, over(within, between))),
    'details.epsilonSquared': () => {
      const relative = over(within, between);
      return over(minus(1, times(over(df1, df2), relative)), plus(1, relative));
    },
  });
};

const anovaWelch: Enclosure<Groups> = ({ ns, means, sds }) => {
  const k = ns.length;
  const weights = ns.map((n, i) => over(n, squared(entry(sds, i))));
  const total = plus(...weights);
  const shares = weights.map((weight) => over(weight, total));
  const centre = plus(...shares.map((share, i) => times(share, entry(means, i))));
  const lambda = plus(
    ...shares.map((share, i) => over(squared(minus(1, share)), entry(ns, i) - 1)),
  );
  const spread = plus(
    ...weights.map((weight, i) => times(weight, squared(minus(entry(means, i), centre)))),
  );
  const inflation = plus(1, over(times(2 * (k - 2), lambda), k * k - 1));
  const F = over(over(spread, k - 1), inflation);
  const df2 = over(k * k - 1, times(3, lambda));
  return pValue(F, fP(F, k - 1, df2), {
    'details.df1': () => enclosed(k - 1),
    'details.df2': () => df2,
  });
};

export const tests: Readonly<Record<string, Enclosure>> = {
  p_t: ({ t, df }: { t: Term; df: Term }) => studentTest(t, df),
  p_z: ({ z }: { z: Term }) =>
    pValue(z, normalP(z), {
      'details.pGreater': () => normalUpper(z),
      'details.pLess': () => normalUpper(negative(z)),
    }),
  p_F: ({ F, df1, df2 }: { F: Term; df1: Term; df2: Term }) =>
    pValue(F, fP(F, df1, df2), {
      'details.df1': () => enclosed(df1),
      'details.df2': () => enclosed(df2),
    }),
  p_chi2: ({ chi2, df }: { chi2: Term; df: Term }) =>
    pValue(chi2, chiSquareP(chi2, df), { df: () => enclosed(df) }),
  p_Q: ({ Q, df }: { Q: Term; df: Term }) =>
    pValue(Q, chiSquareP(Q, df), { df: () => enclosed(df) }),
  p_r: ({ r, df }: { r: Term; df: Term }) => {
    const t = over(times(r, root(df)), root(times(minus(1, r), plus(1, r))));
    return studentTest(t, df);
  },
  anova,
  anova_welch: anovaWelch,
};
