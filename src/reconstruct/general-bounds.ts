import { tLogTwoSided } from '../numeric/student-t.ts';
import type {
  ChangeBounds,
  CountLimit,
  CountRange,
  MomentBounds,
  RealLimit,
} from './change-bounds.ts';
import { TooLargeError } from './errors.ts';
import { exists } from './exists.ts';
import { type Counted, provedLeast } from './proved-count.ts';
import { pointsOf, scoreOf } from './reconstruct.ts';
import type { SampleProblem } from './targets.ts';

/** Linear programs that are quick enough together; beyond, fewer differences are bounded. */
const mostPrograms = 400;

/**
 * Bounds when there are too many pairs of data sets to go through: numbers of patients by a linear
 * program whose answer is checked in whole numbers (`provedLeast`), the rest from |r| ≤ 1. All are
 * proved; none is known to be reached.
 *
 * @param afters one problem for every n that the second visit may have
 * @param steps the differences to bound; chosen by the size of the scale if left out
 */
export function generalBounds(
  before: SampleProblem,
  afters: readonly SampleProblem[],
  steps?: readonly number[],
): ChangeBounds {
  const scores = Array.from({ length: before.top + 1 }, (_, u) => scoreOf(before, u));
  const fitting = mayExist(before) ? afters.filter(mayExist) : [];
  const none = fitting.length === 0;
  const chosen = none ? [] : (steps ?? defaultSteps(before.top, fitting.length));
  const range = (counted: Counted) => countRange(before, fitting, counted);
  const change = (k: number) => ({ steps: k, points: pointsOf(before, k) });
  const [only] = fitting;
  return {
    status: none ? 'none' : 'general',
    reason: none
      ? 'no data set has the printed figures'
      : 'too many pairs of data sets to go through: limits are proved, and may not be reached',
    scores,
    n: { before: before.n, after: fitting.map(({ n }) => n) },
    dataSets: { before: null, after: null, pairs: null },
    higher: chosen.map((k) => ({ ...change(k), ...range((x, y) => y - x >= k) })),
    lower: chosen.map((k) => ({ ...change(k), ...range((x, y) => x - y >= k) })),
    same: none ? null : range((x, y) => x === y),
    scored: chosen.map((v) => ({ score: scores[v] as number, ...range((_, y) => y >= v) })),
    moments:
      only && fitting.length === 1 && only.n === before.n && before.n > 1
        ? moments(before, only)
        : null,
  };
}

/** False only when it is certain that no data set fits. */
function mayExist(problem: SampleProblem): boolean {
  try {
    return exists(problem);
  } catch (error) {
    if (error instanceof TooLargeError) return true;
    throw error;
  }
}

/** All differences on narrow scales, some ten of them on wide ones. */
function defaultSteps(top: number, visits: number): number[] {
  const most = Math.max(1, Math.floor(mostPrograms / visits / 6));
  const each = Math.ceil(top / Math.min(most, top > 20 ? 10 : top));
  const steps = Array.from({ length: top }, (_, k) => k + 1);
  return each === 1 ? steps : steps.filter((k) => k === 1 || k % each === 0).slice(0, most);
}

function countRange(
  before: SampleProblem,
  afters: readonly SampleProblem[],
  counted: Counted,
): CountRange {
  const limit = (count: number, of: number): CountLimit => ({
    count,
    of,
    share: count / of,
    reached: null,
    witness: null,
  });
  const lows = afters.map((after) => limit(provedLeast(before, after, counted), after.n));
  const highs = afters.map((after) => {
    const others = provedLeast(before, after, (x, y) => !counted(x, y));
    return limit(after.n - others, after.n);
  });
  const best = (limits: readonly CountLimit[], cost: (limit: CountLimit) => number) =>
    limits.reduce((a, b) => (cost(b) < cost(a) ? b : a));
  return {
    low: best(lows, ({ count }) => count),
    high: best(highs, ({ count }) => -count),
    lowShare: best(lows, ({ share }) => share),
    highShare: best(highs, ({ share }) => -share),
  };
}

/**
 * From |r| ≤ 1 alone: the SD of change lies between |s₁ − s₂| and s₁ + s₂, over the windows of both
 * SDs; and so the paired t, over the windows of both means.
 */
function moments(before: SampleProblem, after: SampleProblem): MomentBounds {
  const { n, sdKind } = before;
  const points = pointsOf(before, 1);
  const divisor = sdKind === 'sample' ? n * (n - 1) : n * n;
  const sd = (spread: number) => points * Math.sqrt(spread / divisor);
  const [x, y] = [before, after].map(({ spreadLow, spreadHigh }) => ({
    low: sd(spreadLow),
    high: sd(spreadHigh),
  })) as [Span, Span];
  const sdLow = Math.max(0, x.low - y.high, y.low - x.high);
  const sdHigh = x.high + y.high;
  const change = {
    low: (points * (after.sumLow - before.sumHigh)) / n,
    high: (points * (after.sumHigh - before.sumLow)) / n,
  };
  // d_z and t take the SD that divides by n − 1.
  const sample = sdKind === 'sample' ? 1 : Math.sqrt(n / (n - 1));
  const ratio = (numerator: number, deviation: number) =>
    numerator === 0 ? 0 : numerator / (deviation * sample);
  const dz = {
    low: ratio(change.low, change.low < 0 ? sdLow : sdHigh),
    high: ratio(change.high, change.high > 0 ? sdLow : sdHigh),
  };
  const root = Math.sqrt(n);
  const spansZero = change.low <= 0 && change.high >= 0;
  const leastT = spansZero ? 0 : Math.min(Math.abs(dz.low), Math.abs(dz.high)) * root;
  const greatestT = Math.max(Math.abs(dz.low), Math.abs(dz.high)) * root;
  const p = (t: number) => {
    const logValue = tLogTwoSided(t, n - 1);
    return { ...real(Math.exp(logValue)), logValue: Number.isFinite(logValue) ? logValue : null };
  };
  const certain = { ...real(1), logValue: 0 };
  return {
    correlation: { low: real(-1), high: real(1) },
    sdChange: { low: real(sdLow), high: real(sdHigh) },
    dz: { low: real(dz.low), high: real(dz.high) },
    t: { low: real(dz.low * root), high: real(dz.high * root) },
    p: { low: p(greatestT), high: p(leastT) },
    signTest: { low: { ...real(2 ** (1 - n)), logValue: (1 - n) * Math.LN2 }, high: certain },
  };
}

interface Span {
  readonly low: number;
  readonly high: number;
}

function real(value: number): RealLimit {
  if (Number.isFinite(value)) return { value, reached: false, witness: null, sums: null };
  const reason = 'unbounded: every patient may have changed by the same amount';
  return { value: null, reached: false, witness: null, sums: null, reason };
}
