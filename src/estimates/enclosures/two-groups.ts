import {
  absolute,
  chain,
  type Enclosed,
  enclosed,
  falling,
  logarithm,
  minus,
  monotone,
  nearly,
  over,
  plus,
  rising,
  root,
  squared,
  type Term,
  times,
} from '../../numeric/enclosed.ts';
import { hedgesJApprox } from '../../numeric/hedges-j.ts';
import { common, product, square } from '../../numeric/interval.ts';
import { normalTails } from '../../numeric/normal.ts';
import type { TwoGroups } from '../two-groups.ts';
import {
  type Enclosure,
  exactInterval,
  j,
  normalInterval,
  quadraticInterval,
  type Terms,
  through,
  tInterval,
  timesJ,
} from './results.ts';

type Groups = Terms<TwoGroups, 'n1' | 'n2'>;
type Formula = Enclosure<Groups>;

const difference = ({ mean1, mean2 }: Groups) => minus(mean1, mean2);
const degrees = ({ n1, n2 }: Groups) => n1 + n2 - 2;
const inverseSizes = ({ n1, n2 }: Groups) => plus(over(1, n1), over(1, n2));
const variance1 = ({ n1, sd1 }: Groups) => over(squared(sd1), n1);
const variance2 = ({ n2, sd2 }: Groups) => over(squared(sd2), n2);
const unpooledSe = (groups: Groups) => root(plus(variance1(groups), variance2(groups)));

function pooledSd({ n1, sd1, n2, sd2 }: Groups): Enclosed {
  const df = n1 + n2 - 2;
  return root(plus(over(times(n1 - 1, squared(sd1)), df), over(times(n2 - 1, squared(sd2)), df)));
}

const pooledD = (groups: Groups) => over(difference(groups), pooledSd(groups));

const mdPooled: Formula = (groups, level) =>
  tInterval({
    value: difference(groups),
    se: times(pooledSd(groups), root(inverseSizes(groups))),
    df: degrees(groups),
    level,
  });

const mdWelch: Formula = (groups, level) =>
  tInterval({
    value: difference(groups),
    se: unpooledSe(groups),
    df: welchDf(groups),
    level,
  });

/**
 * Welch–Satterthwaite df, 1/(p²/(n₁ − 1) + (1 − p)²/(n₂ − 1)) with p the first group's share of the
 * variance: it rises with p up to N − 2 at p = (n₁ − 1)/(N − 2), and falls from there.
 */
function welchDf(groups: Groups): Enclosed {
  const { n1, n2 } = groups;
  const share = over(1, plus(1, over(variance2(groups), variance1(groups))));
  const at = (p: Term) =>
    over(1, plus(over(squared(p), n1 - 1), over(squared(minus(1, p)), n2 - 1)));
  const { low, high } = common(share.value, { low: 0, high: 1 });
  const [first, last] = [at(low).value, at(high).value];
  const peak = over(n1 - 1, degrees(groups)).value;
  const most = low <= peak.high && high >= peak.low ? degrees(groups) : -Infinity;
  const value = {
    low: Math.min(first.low, last.low),
    high: Math.min(degrees(groups), Math.max(first.high, last.high, most)),
  };
  // d df/dp = 2 df² ((1 − p)/(n₂ − 1) − p/(n₁ − 1)), the bracket linear in p
  const bracket = minus(over(minus(1, share), n2 - 1), over(share, n1 - 1)).value;
  const slope = product(product({ low: 2, high: 2 }, square(value)), bracket);
  return chain(value, [[share, slope]]);
}

const mdZ: Formula = (groups, level) =>
  normalInterval({ value: difference(groups), se: unpooledSe(groups), level, test: true });

const exactD: Formula = (groups, level) =>
  exactInterval(
    { value: pooledD(groups), scale: root(inverseSizes(groups)), df: degrees(groups) },
    level,
  );

interface Variance {
  readonly a: Term;
  readonly b: Term;
}

/** The value g = factor · d with the variance a + b g². */
function standardized(
  factor: (df: number) => Term,
  variance: (groups: Groups, factor: Term) => Variance,
  standardize: (groups: Groups) => Term = pooledD,
  df: (groups: Groups) => number = degrees,
): Formula {
  return (groups, level) => {
    const by = factor(df(groups));
    const value = times(by, standardize(groups));
    return quadraticInterval({ value, ...variance(groups, by), level });
  };
}

const uncorrected = () => 1;
const approximate = (df: number) => nearly(hedgesJApprox(df), 1e-14);
const total = ({ n1, n2 }: Groups) => n1 + n2;

/** 1/n₁ + 1/n₂ + g²/(2(N − less)). */
const largeSample =
  (less = 0) =>
  (groups: Groups): Variance => ({
    a: inverseSizes(groups),
    b: over(1, times(2, minus(total(groups), less))),
  });

/** J² (1/n₁ + 1/n₂ + d²/(2N)), where J d is g. */
const timesFactor = (groups: Groups, factor: Term): Variance => ({
  a: times(squared(factor), inverseSizes(groups)),
  b: over(1, 2 * total(groups)),
});

const glass = (groups: Groups) => over(difference(groups), groups.sd2);

/** The shares of the two variances in their mean add to 2, and so one of them tells the other. */
const smdh: Formula = (groups, level) => {
  const { n1, n2, sd1, sd2 } = groups;
  const average = over(plus(squared(sd1), squared(sd2)), 2);
  const value = times(j(degrees(groups)), over(difference(groups), root(average)));
  const w1 = over(2, plus(1, squared(over(sd2, sd1))));
  const w2 = minus(2, w1);
  const fourth = plus(over(squared(w1), n1 - 1), over(squared(w2), n2 - 1));
  const a = plus(over(w1, n1 - 1), over(w2, n2 - 1));
  return quadraticInterval({ value, a, b: over(fourth, 8), level });
};

const ratioVariance = (n: number, mean: Term, sd: Term) => over(squared(over(sd, mean)), n);

const rom =
  (corrected: boolean): Formula =>
  ({ n1, mean1, sd1, n2, mean2, sd2 }, level) => {
    const [v1, v2] = [ratioVariance(n1, mean1, sd1), ratioVariance(n2, mean2, sd2)];
    const log = logarithm(over(mean1, mean2));
    const value = corrected ? plus(log, over(minus(v1, v2), 2)) : log;
    return normalInterval({ value, se: root(plus(v1, v2)), level, test: true });
  };

const phi = (factor: number) => (x: Term) =>
  monotone(times(nearly(factor, 1e-15), x), {
    of: (at) => normalTails(at).lower,
    slope: rising,
    range: { low: 0, high: 1 },
  });

const commonLanguage =
  (factor: number): Formula =>
  (groups, level) =>
    through(exactD(groups, level), ['value', 'ciLow', 'ciHigh'], phi(factor));

export const twoGroups: Readonly<Record<string, Formula>> = {
  md_pooled: mdPooled,
  md_welch: mdWelch,
  md_z: mdZ,
  d_exact: exactD,
  cohen_d: standardized(uncorrected, largeSample()),
  g_exact_ci: (groups, level) => ({
    ...timesJ(j(degrees(groups)), exactD(groups, level)),
    se: () => {
      const g = times(j(degrees(groups)), pooledD(groups));
      return root(plus(inverseSizes(groups), over(squared(g), 2 * total(groups))));
    },
  }),
  smd_ls: standardized(j, largeSample()),
  smd_ls2: standardized(j, timesFactor),
  smd_ub: standardized(j, (groups, factor) => {
    const m = degrees(groups);
    return { a: inverseSizes(groups), b: minus(1, over(m - 2, times(m, squared(factor)))) };
  }),
  g_approx: standardized(approximate, timesFactor),
  g_revman: standardized(approximate, largeSample(3.94)),
  glass_delta: (groups) => ({ value: () => glass(groups) }),
  smd1: standardized(
    j,
    (groups) => ({ a: inverseSizes(groups), b: over(1, 2 * groups.n2) }),
    glass,
    ({ n2 }) => n2 - 1,
  ),
  smd1h: standardized(
    j,
    ({ n1, n2, sd1, sd2 }) => ({
      a: plus(over(squared(over(sd1, sd2)), n1 - 1), over(1, n2 - 1)),
      b: over(1, 2 * (n2 - 1)),
    }),
    glass,
    ({ n2 }) => n2 - 1,
  ),
  smdh,
  rom: rom(false),
  rom_corrected: rom(true),
  u3: commonLanguage(1),
  p_superiority: commonLanguage(Math.SQRT1_2),
  cles_unpooled: (groups) => ({
    value: () => {
      const sd = root(plus(squared(groups.sd1), squared(groups.sd2)));
      return phi(1)(over(difference(groups), sd));
    },
  }),
  overlap: (groups) => ({
    value: () =>
      monotone(absolute(pooledD(groups)), {
        of: (d) => 2 * normalTails(-d / 2).lower,
        slope: falling,
        range: { low: 0, high: 1 },
      }),
  }),
  combine_groups: ({ n1, mean1, sd1, n2, mean2, sd2 }) => {
    const n = n1 + n2;
    return {
      value: () => plus(over(times(n1, mean1), n), over(times(n2, mean2), n)),
      'details.sd': () =>
        root(
          plus(
            over(times(n1 - 1, squared(sd1)), n - 1),
            over(times(n2 - 1, squared(sd2)), n - 1),
            times(over(times(n1, n2), times(n, n - 1)), squared(minus(mean1, mean2))),
          ),
        ),
      'details.n': () => enclosed(n),
    };
  },
};
