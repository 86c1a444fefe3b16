import type { ChangeBounds, CountLimit, CountRange } from './change-bounds.ts';
import { climb, type Side, type Sides } from './climb.ts';
import { highestToLowest, type JointTable, lowestToHighest } from './coupling.ts';
import { TooLargeError } from './errors.ts';
import { exists } from './exists.ts';
import { generalMoments } from './general-moments.ts';
import { factWords, type PairingFacts, type PairingLimits } from './pairing-facts.ts';
import { type Counted, mayPair, provedLeast } from './proved-count.ts';
import { pointsOf, scoreOf } from './reconstruct.ts';
import { leastRises, mostRises } from './rises.ts';
import type { SampleProblem } from './targets.ts';
import { fits } from './witness.ts';

/** Linear programs that are quick enough together; beyond, fewer differences are bounded. */
const mostPrograms = 400;

/** What general bounds are wanted for. */
interface GeneralOptions {
  /** The differences to bound; chosen by the size of the scale if left out. */
  readonly steps?: readonly number[];
  /** Differences to bound beside those. */
  readonly alsoSteps?: readonly number[];
  /** Look for the nearest possible numbers too; true if left out. */
  readonly search?: boolean;
  /** Printed figures of the pairing; for one n, the same at both visits. */
  readonly pairing?: PairingLimits | null;
  readonly constraints?: PairingFacts;
}

/**
 * Bounds when there are too many pairs of data sets to go through: numbers of patients by a linear
 * program whose answer is checked in whole numbers (`provedLeast`), the rest from |r| ≤ 1. All are
 * proved; beside them stands the nearest number of patients that a search finds, with its witness.
 *
 * @param afters one problem for every n that the second visit may have
 */
export function generalBounds(
  before: SampleProblem,
  afters: readonly SampleProblem[],
  { steps, alsoSteps = [], search = true, pairing = null, constraints }: GeneralOptions = {},
): ChangeBounds {
  const scores = Array.from({ length: before.top + 1 }, (_, u) => scoreOf(before, u));
  const single = mayExist(before) ? afters.filter(mayExist) : [];
  const fitting =
    pairing === null ? single : single.filter((after) => mayPair(before, after, pairing));
  const none = fitting.length === 0;
  const chosen = none
    ? []
    : withSteps(steps ?? defaultSteps(before.top, fitting.length), alsoSteps, before.top);
  // A search moves both data sets, and would leave the printed figures of their pairing.
  const range = (quantity: Quantity) =>
    countRange(before, fitting, quantity, search && pairing === null, pairing);
  const change = (k: number) => ({ steps: k, points: pointsOf(before, k) });
  const [only] = fitting;
  return {
    status: none ? 'none' : 'general',
    reason: none
      ? single.length > 0 && pairing !== null
        ? `no data set has the printed ${pairing.names.map((name) => `${factWords[name]} ${constraints?.[name]}`).join(' and ')} with these means and SDs`
        : 'no data set has the printed figures'
      : 'too many pairs of data sets to go through: limits are proved, and may not be reached',
    scores,
    n: { before: before.n, after: fitting.map(({ n }) => n) },
    dataSets: { before: null, after: null, pairs: null },
    constrainedBy: pairing?.names ?? [],
    higher: chosen.map((k) => ({ ...change(k), ...range(rising(k)) })),
    lower: chosen.map((k) => ({ ...change(k), ...range(falling(k)) })),
    same: none ? null : range({ counted: (x, y) => x === y }),
    scored: chosen.map((v) => ({
      score: scores[v] as number,
      ...range({ counted: (_, y) => y >= v }),
    })),
    moments:
      only && fitting.length === 1 && only.n === before.n && before.n > 1
        ? generalMoments(before, only, pairing === null ? {} : constraints)
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
  // A program grows with the square of the scale's width, and its time with more than that.
  const affordable = mostPrograms * Math.min(1, (30 / top) ** 2);
  const most = Math.max(1, Math.floor(affordable / visits / 6));
  const each = Math.ceil(top / Math.min(most, top > 20 ? 10 : top));
  const steps = Array.from({ length: top }, (_, k) => k + 1);
  return each === 1 ? steps : steps.filter((k) => k === 1 || k % each === 0).slice(0, most);
}

function withSteps(steps: readonly number[], also: readonly number[], top: number): number[] {
  const all = [...steps, ...also.filter((k) => Number.isInteger(k) && k >= 1 && k <= top)];
  return [...new Set(all)].sort((a, b) => a - b);
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
  pairing: PairingLimits | null,
): CountRange {
  const limit = (count: number, of: number): CountLimit => ({
    count,
    of,
    share: count / of,
    reached: false,
    witness: null,
    nearest: null,
  });
  const lows = afters.map((after) => limit(provedLeast(before, after, counted, pairing), after.n));
  const highs = afters.map((after) => {
    const others = provedLeast(before, after, (x, y) => !counted(x, y), pairing);
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
