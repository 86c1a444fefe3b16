import type { ChangeBounds, CountLimit, CountRange } from './change-bounds.ts';
import { climb, type Side, type Sides } from './climb.ts';
import { highestToLowest, type JointTable, lowestToHighest } from './coupling.ts';
import { TooLargeError } from './errors.ts';
import { exists } from './exists.ts';
import { generalMoments } from './general-moments.ts';
import { type Counted, provedLeast } from './proved-count.ts';
import { pointsOf, scoreOf } from './reconstruct.ts';
import { leastRises, mostRises } from './rises.ts';
import type { SampleProblem } from './targets.ts';
import { fits } from './witness.ts';

/** Linear programs that are quick enough together; beyond, fewer differences are bounded. */
const mostPrograms = 400;

/**
 * Bounds when there are too many pairs of data sets to go through: numbers of patients by a linear
 * program whose answer is checked in whole numbers (`provedLeast`), the rest from |r| ≤ 1. All are
 * proved; beside them stands the nearest number of patients that a search finds, with its witness.
 *
 * @param afters one problem for every n that the second visit may have
 * @param options.steps the differences to bound; chosen by the size of the scale if left out
 * @param options.search look for the nearest possible numbers too; true if left out
 */
export function generalBounds(
  before: SampleProblem,
  afters: readonly SampleProblem[],
  {
    steps,
    search = true,
  }: { readonly steps?: readonly number[] | undefined; readonly search?: boolean | undefined } = {},
): ChangeBounds {
  const scores = Array.from({ length: before.top + 1 }, (_, u) => scoreOf(before, u));
  const fitting = mayExist(before) ? afters.filter(mayExist) : [];
  const none = fitting.length === 0;
  const chosen = none ? [] : (steps ?? defaultSteps(before.top, fitting.length));
  const range = (quantity: Quantity) => countRange(before, fitting, quantity, search);
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
    higher: chosen.map((k) => ({ ...change(k), ...range(rising(k)) })),
    lower: chosen.map((k) => ({ ...change(k), ...range(falling(k)) })),
    same: none ? null : range({ counted: (x, y) => x === y }),
    scored: chosen.map((v) => ({
      score: scores[v] as number,
      ...range({ counted: (_, y) => y >= v }),
    })),
    moments:
      only && fitting.length === 1 && only.n === before.n && before.n > 1
        ? generalMoments(before, only)
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

/** Who is counted; with the extremes for one pair of data sets, a nearest possible is looked for. */
interface Quantity {
  readonly counted: Counted;
  readonly low?: Extreme;
  readonly high?: Extreme;
}

interface Extreme {
  readonly of: (sides: Sides) => number;
  readonly build: (
    before: readonly number[],
    after: readonly number[],
    value: number,
  ) => JointTable;
}

const cumulative = ({ fewer, problem }: Side) => ({ fewer, from: 0, n: problem.n });

const leastRisesOf =
  (d: number) =>
  ({ before, after }: Sides) =>
    leastRises(cumulative(before), cumulative(after), before.counts.length, d);
const mostRisesOf =
  (d: number) =>
  ({ before, after }: Sides) =>
    mostRises(cumulative(before), cumulative(after), before.counts.length, d);
const scoredOf = (after: readonly number[]) => after.reduce((sum, c) => sum + c, 0);

function rising(k: number): Quantity {
  return {
    counted: (x, y) => y - x >= k,
    low: {
      of: leastRisesOf(k),
      build: (a, b, value) => highestToLowest(a, b, scoredOf(b) - value),
    },
    high: { of: mostRisesOf(k), build: (a, b, value) => lowestToHighest(a, b, value) },
  };
}

/** Those who fall by at least k are those who do not rise by at least 1 − k. */
function falling(k: number): Quantity {
  return {
    counted: (x, y) => x - y >= k,
    low: {
      of: (sides) => sides.after.problem.n - mostRisesOf(1 - k)(sides),
      build: (a, b, value) => lowestToHighest(a, b, scoredOf(b) - value),
    },
    high: {
      of: (sides) => sides.after.problem.n - leastRisesOf(1 - k)(sides),
      build: (a, b, value) => highestToLowest(a, b, value),
    },
  };
}

function countRange(
  before: SampleProblem,
  afters: readonly SampleProblem[],
  { counted, low, high }: Quantity,
  search: boolean,
): CountRange {
  const limit = (count: number, of: number): CountLimit => ({
    count,
    of,
    share: count / of,
    reached: false,
    witness: null,
    nearest: null,
  });
  const lows = afters.map((after) => limit(provedLeast(before, after, counted), after.n));
  const highs = afters.map((after) => {
    const others = provedLeast(before, after, (x, y) => !counted(x, y));
    return limit(after.n - others, after.n);
  });
  const [only] = afters;
  if (only && afters.length === 1 && search) {
    const least = withReached(lows[0] as CountLimit, before, only, low, 1);
    const most = withReached(highs[0] as CountLimit, before, only, high, -1);
    return { low: least, high: most, lowShare: least, highShare: most };
  }
  const best = (limits: readonly CountLimit[], cost: (limit: CountLimit) => number) =>
    limits.reduce((a, b) => (cost(b) < cost(a) ? b : a));
  return {
    low: best(lows, ({ count }) => count),
    high: best(highs, ({ count }) => -count),
    lowShare: best(lows, ({ share }) => share),
    highShare: best(highs, ({ share }) => -share),
  };
}

/** A proved limit with the nearest number that a search finds, its witness recomputed exactly. */
function withReached(
  limit: CountLimit,
  before: SampleProblem,
  after: SampleProblem,
  extreme: Extreme | undefined,
  sign: 1 | -1,
): CountLimit {
  if (!extreme) return limit;
  const sides = climb(before, after, (pair) => sign * extreme.of(pair), sign * limit.count);
  if (sides === null) return limit;
  const value = extreme.of(sides);
  const witness = extreme.build([...sides.before.counts], [...sides.after.counts], value);
  if (!fits(witness, before, after))
    throw new Error('a search left the printed figures: the construction is wrong');
  return value === limit.count
    ? { ...limit, reached: true, witness }
    : { ...limit, nearest: { count: value, witness } };
}
