import {
  absolute,
  enclosed,
  exponential,
  logarithm,
  minus,
  monotone,
  over,
  plus,
  rising,
  root,
  squared,
  type Term,
  times,
} from '../../numeric/enclosed.ts';
import { hedgesJ } from '../../numeric/hedges-j.ts';
import type { PrePost } from '../pre-post.ts';
import type { Improvement } from '../share-of-possible-gain.ts';
import {
  type EnclosedResults,
  type Enclosure,
  exactInterval,
  j,
  named,
  normalInterval,
  quadraticInterval,
  type Terms,
  t,
  through,
  tInterval,
  timesJ,
  varianceOfDifference,
} from './results.ts';

type Scores = Terms<PrePost, 'n'>;
type Formula = Enclosure<Scores>;

const change = ({ meanPre, meanPost }: Scores) => minus(meanPost, meanPre);
const changeVariance = ({ sdPre, sdPost, correlation }: Scores) =>
  varianceOfDifference(sdPre, sdPost, correlation);
const changeSd = (scores: Scores) => root(changeVariance(scores));
const averageVariance = ({ sdPre, sdPost }: Scores) =>
  over(plus(squared(sdPre), squared(sdPost)), 2);
/** 2(1 − r). */
const lost = ({ correlation }: Scores) => times(2, minus(1, correlation));

/** The standardizers of a change, each once. */
const dZ = (scores: Scores) => over(change(scores), changeSd(scores));
const dBefore = (scores: Scores) => over(change(scores), scores.sdPre);
const dAverage = (scores: Scores) => over(change(scores), root(averageVariance(scores)));
/** D/√((s₁ − s₂)²/(2(1 − r)) + s₁ s₂), with r once. */
const dRm = (scores: Scores) => {
  const { sdPre, sdPost } = scores;
  const apart = over(squared(minus(sdPre, sdPost)), lost(scores));
  return over(change(scores), root(plus(apart, times(sdPre, sdPost))));
};

const only =
  (value: (scores: Scores) => Term): Formula =>
  (scores) => ({ value: () => enclosed(value(scores)) });

interface Variance {
  readonly a: Term;
  readonly b: Term;
}

/** g = J d with the variance a + b g², and a normal interval. */
function standardized(
  standardize: (scores: Scores) => Term,
  variance: (scores: Scores, factor: Term) => Variance,
): Formula {
  return (scores, level) => {
    const factor = j(scores.n - 1);
    const value = times(factor, standardize(scores));
    return quadraticInterval({ value, ...variance(scores, factor), level });
  };
}

/** The correction J of 2(n − 1)/(1 + r²) degrees of freedom; it rises with them. */
function averageResults(variance: (scores: Scores) => Variance): Formula {
  return (scores, level) => {
    const df = over(2 * (scores.n - 1), plus(1, squared(scores.correlation)));
    const of = (x: number) => (x <= 1 ? 0 : hedgesJ(x));
    const factor = monotone(df, { of, slope: rising, range: { low: 0, high: 1 } });
    const value = times(factor, dAverage(scores));
    return { ...quadraticInterval({ value, ...variance(scores), level }), df: () => df };
  };
}

/** As effectsize does it: d ± z se with se² = a + b d², and then the estimate and limits times J. */
function multipliedAfter(
  parts: (scores: Scores) => Variance & { readonly d: Term },
  df: (n: number) => number = (n) => n - 1,
): Formula {
  return (scores, level) => {
    const { d, a, b } = parts(scores);
    const plain = quadraticInterval({ value: d, a, b, level });
    const factor = j(df(scores.n));
    return {
      ...timesJ(factor, { ...plain, df: () => enclosed(df(scores.n)) }),
      se: () => named(plain, 'se'),
      'details.estimateUnadjusted': () => enclosed(d),
    };
  };
}

/** Variance of the change in units of the average variance, over n. */
const relativeVariance = (scores: Scores) =>
  over(changeVariance(scores), times(scores.n, averageVariance(scores)));

function pooledParts(scores: Scores): Variance & { readonly d: Term } {
  const v = 2 * (scores.n - 1);
  const factor = squared(j(v));
  const spread = over(v, v - 2);
  return {
    d: dAverage(scores),
    a: times(spread, relativeVariance(scores)),
    b: times(factor, minus(spread, over(1, factor))),
  };
}

const before = ({ sdPre, meanPre }: Scores) => over(sdPre, meanPre);
const after = ({ sdPost, meanPost }: Scores) => over(sdPost, meanPost);
const ratio = ({ meanPre, meanPost }: Scores) => over(meanPost, meanPre);

function logRatio(corrected: boolean): Formula {
  return (scores, level) => {
    const { n, correlation } = scores;
    const [b, a] = [before(scores), after(scores)];
    const log = logarithm(ratio(scores));
    const bias = over(minus(squared(a), squared(b)), 2 * n);
    const se = root(over(varianceOfDifference(b, a, correlation), n));
    return normalInterval({ value: corrected ? plus(log, bias) : log, se, level, test: true });
  };
}

const percent = (share: Term) => times(100, share);

/** 100 (R − 1), with the variance of R by the delta method. */
const percentChange: Formula = (scores, level) => {
  const { n, meanPre, sdPre, sdPost, correlation } = scores;
  const variance = varianceOfDifference(times(ratio(scores), sdPre), sdPost, correlation);
  return normalInterval({
    value: over(percent(change(scores)), meanPre),
    se: percent(over(root(over(variance, n)), absolute(meanPre))),
    level,
  });
};

const percentChangeLog: Formula = (scores, level) => {
  const log = logRatio(false)(scores, level);
  const back = through(log, ['ciLow', 'ciHigh'], (x) => percent(minus(exponential(x), 1)));
  return { value: () => over(percent(change(scores)), scores.meanPre), ...back };
};

interface Ratio {
  readonly y: Term;
  readonly sdY: Term;
  readonly x: Term;
  readonly sdX: Term;
  readonly scores: Scores;
}

/** Fieller's limits of y/x, the roots of A ρ² − 2 B ρ + C, which are limits where A > 0. */
function fieller({ y, sdY, x, sdX, scores }: Ratio, level: number): EnclosedResults {
  const { n, correlation } = scores;
  const t2 = over(squared(t(level, n - 1)), n);
  const g = times(t2, squared(over(sdX, x)));
  const a = times(squared(x), minus(1, g));
  const b = minus(times(x, y), times(t2, correlation, sdY, sdX));
  const rest = times(t2, minus(1, squared(correlation)), squared(times(sdY, sdX)));
  const spread = varianceOfDifference(times(y, sdX), times(x, sdY), correlation);
  const discriminant = root(times(t2, minus(spread, rest)));
  return {
    value: () => over(y, x),
    ciLow: () => over(minus(b, discriminant), a),
    ciHigh: () => over(plus(b, discriminant), a),
    df: () => enclosed(n - 1),
    'details.g': () => g,
  };
}

const ratioFieller: Formula = (scores, level) =>
  fieller(
    {
      y: scores.meanPost,
      sdY: scores.sdPost,
      x: scores.meanPre,
      sdX: scores.sdPre,
      scores,
    },
    level,
  );

const percentChangeFieller: Formula = (scores, level) => {
  const results = ratioFieller(scores, level);
  return {
    ...results,
    value: () => over(percent(change(scores)), scores.meanPre),
    ...through(results, ['ciLow', 'ciHigh'], (limit) => percent(minus(limit, 1))),
  };
};

type Gain = Terms<Improvement, 'n'>;

const possible = ({ max, meanPre }: Gain) => minus(max, meanPre);
const shareGained = (scores: Gain) => over(percent(change(scores)), possible(scores));

const shareOfPossibleGain: Enclosure<Gain> = (scores, level) => {
  const { n, sdPre, sdPost, correlation, max, meanPost } = scores;
  const left = over(minus(max, meanPost), possible(scores));
  const variance = varianceOfDifference(times(left, sdPre), sdPost, correlation);
  return normalInterval({
    value: shareGained(scores),
    se: percent(over(root(over(variance, n)), absolute(possible(scores)))),
    level,
  });
};

const shareOfPossibleGainFieller: Enclosure<Gain> = (scores, level) => {
  const left = fieller(
    {
      y: minus(scores.max, scores.meanPost),
      sdY: scores.sdPost,
      x: possible(scores),
      sdX: scores.sdPre,
      scores,
    },
    level,
  );
  const gained = (name: string) => () => percent(minus(1, named(left, name)));
  return {
    ...left,
    value: () => shareGained(scores),
    ciLow: gained('ciHigh'),
    ciHigh: gained('ciLow'),
  };
};

const exactZ: Formula = (scores, level) =>
  exactInterval({ value: dZ(scores), scale: root(over(1, scores.n)), df: scores.n - 1 }, level);

export const beforeAfter: Readonly<Record<string, Enclosure>> = {
  change_t: (scores: Scores, level) => ({
    ...tInterval({
      value: change(scores),
      se: root(over(changeVariance(scores), scores.n)),
      df: scores.n - 1,
      level,
    }),
    'details.sdChange': () => changeSd(scores),
  }),
  mc: (scores: Scores, level) =>
    normalInterval({
      value: change(scores),
      se: root(over(changeVariance(scores), scores.n)),
      level,
      test: true,
    }),
  d_av: only(dAverage),
  d_av_meansd: only((scores) => over(change(scores), over(plus(scores.sdPre, scores.sdPost), 2))),
  d_becker: only(dBefore),
  d_rm: only(dRm),
  dz_exact: exactZ,
  gz_exact: (scores: Scores, level) => timesJ(j(scores.n - 1), exactZ(scores, level)),
  smcc_ls: standardized(dZ, ({ n }) => ({ a: over(1, n), b: over(1, 2 * n) })),
  smcc_ls2: standardized(dZ, ({ n }, factor) => ({
    a: over(squared(factor), n),
    b: over(1, 2 * n),
  })),
  smcc_ub: standardized(dZ, ({ n }, factor) => ({
    a: over(1, n),
    b: minus(1, over(n - 3, times(n - 1, squared(factor)))),
  })),
  smcr_ls: standardized(dBefore, (scores) => ({
    a: over(lost(scores), scores.n),
    b: over(1, 2 * scores.n),
  })),
  smcr_ls2: standardized(dBefore, (scores, factor) => ({
    a: times(squared(factor), over(lost(scores), scores.n)),
    b: over(1, 2 * scores.n),
  })),
  smcrh_ls: standardized(dBefore, ({ n, sdPre, sdPost, correlation }) => ({
    a: over(varianceOfDifference(1, over(sdPost, sdPre), correlation), n - 1),
    b: over(1, 2 * (n - 1)),
  })),
  smcrp_ls: averageResults((scores) => ({
    a: over(lost(scores), scores.n),
    b: over(plus(1, squared(scores.correlation)), 4 * scores.n),
  })),
  smcrph_ls: averageResults((scores) => {
    const { n, sdPre, sdPost, correlation } = scores;
    const v1 = over(2, plus(1, squared(over(sdPost, sdPre))));
    const v2 = minus(2, v1);
    const both = times(2, squared(correlation), v1, v2);
    return {
      a: over(times(n, relativeVariance(scores)), n - 1),
      b: over(plus(squared(v1), squared(v2), both), 8 * (n - 1)),
    };
  }),
  romc: logRatio(false),
  romc_corrected: logRatio(true),
  es_rm: multipliedAfter((scores) => ({
    d: dRm(scores),
    a: over(lost(scores), scores.n),
    b: over(lost(scores), 2 * scores.n),
  })),
  es_av: multipliedAfter((scores) => ({ d: dAverage(scores), a: relativeVariance(scores), b: 0 })),
  es_z: multipliedAfter((scores) => ({
    d: dZ(scores),
    a: over(1, scores.n),
    b: over(1, 2 * scores.n),
  })),
  es_b: multipliedAfter((scores) => ({
    d: dBefore(scores),
    a: over(lost(scores), scores.n),
    b: over(1, 2 * scores.n),
  })),
  es_d: multipliedAfter(pooledParts, (n) => 2 * (n - 1)),
  pmpi_delta: shareOfPossibleGain,
  pmpi_fieller: shareOfPossibleGainFieller,
  percent_change_delta: percentChange,
  percent_change_log: percentChangeLog,
  log_response_ratio: logRatio(false),
  ratio_fieller: ratioFieller,
  percent_change_fieller: percentChangeFieller,
};
