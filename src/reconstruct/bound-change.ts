import { tLogTwoSided } from '../numeric/student-t.ts';
import type {
  ChangeBound,
  ChangeBounds,
  CountLimit,
  CountRange,
  MomentBounds,
  PLimit,
  PrintedChange,
  RealLimit,
} from './change-bounds.ts';
import {
  fewestUnchanged,
  highestToLowest,
  type JointTable,
  lowestToHighest,
  mostUnchanged,
  sorted,
  transposed,
  withUnchanged,
} from './coupling.ts';
import { generalBounds } from './general-bounds.ts';
import { type Marginals, marginalsOf, rowOf } from './marginals.ts';
import {
  type PairExtreme,
  type PairExtremes,
  type PairRange,
  type SignExtreme,
  searchPairs,
} from './pair-search.ts';
import { pointsOf, scoreOf, workPlan } from './reconstruct.ts';
import { SignFrontier, signTestLogP } from './sign-test.ts';
import { type SampleProblem, sampleProblem } from './targets.ts';
import { countReached, countRises, countUnchanged, fits, witnessSums } from './witness.ts';

/** The pairs of one n at the second visit. */
interface Visit {
  readonly before: Marginals;
  readonly after: Marginals;
  readonly extremes: PairExtremes;
}

/**
 * The least and greatest of everything of interest about the same patients before and after, over
 * every data set that fits the printed means and SDs, whatever the correlation. Goes through every
 * pair of data sets (see `searchPairs`); every limit comes with a witness whose figures are
 * recomputed in whole numbers. With more pairs than `mostPairs` the limits are general ones.
 *
 * @throws InputError when the scale or n cannot be read
 */
export function boundChange(printed: PrintedChange): ChangeBounds {
  const { scale, sdKind = 'sample', rounding = 'half', mostPairs = 3_000_000 } = printed;
  const before = sampleProblem({ ...printed.before, scale, sdKind, rounding });
  const { n } = printed.after;
  const low = Math.max(1, typeof n === 'number' ? n : n.low);
  const high = Math.min(before.n, typeof n === 'number' ? n : n.high);
  const scores = Array.from({ length: before.top + 1 }, (_, u) => scoreOf(before, u));
  const afters: SampleProblem[] = [];
  for (let m = low; m <= high; m++)
    afters.push(sampleProblem({ ...printed.after, n: m, scale, sdKind, rounding }));
  const first = listable(before) ? marginalsOf(before, mostPairs) : null;
  const visits = first && listVisits(first, afters, mostPairs);
  if (first === null || visits === null) return generalBounds(before, afters, printed.steps);
  if (visits.length === 0) {
    const reason =
      low > high
        ? 'more patients after than before'
        : first.size === 0
          ? 'no data set has the figures printed before'
          : 'no data set has the figures printed after';
    return nothing(before, scores, reason);
  }
  return exactBounds(first, visits, scores);
}

function listable(problem: SampleProblem): boolean {
  const { engine, milliseconds } = workPlan(problem);
  return engine === 'walk' && milliseconds !== null && milliseconds < 3_000;
}

/** The pairs for every n that fits; null when there are too many. */
function listVisits(
  before: Marginals,
  afters: readonly SampleProblem[],
  mostPairs: number,
): readonly Visit[] | null {
  if (before.size === 0) return [];
  const found: Marginals[] = [];
  let pairs = 0;
  for (const problem of afters) {
    const after = listable(problem) ? marginalsOf(problem, mostPairs / before.size) : null;
    if (after === null) return null;
    pairs += after.size * before.size;
    if (pairs > mostPairs) return null;
    if (after.size > 0) found.push(after);
  }
  return found.map((after) => ({ before, after, extremes: searchPairs(before, after) }));
}

function exactBounds(
  before: Marginals,
  visits: readonly Visit[],
  scores: readonly number[],
): ChangeBounds {
  const top = before.scores - 1;
  const pairs = visits.reduce((sum, { after }) => sum + before.size * after.size, 0);
  const dataSets = visits.reduce((sum, { after }) => sum + after.size, 0);
  const steps = Array.from({ length: top }, (_, k) => k + 1);
  const points = (k: number) => pointsOf(before.problem, k);
  const everyone = visits.length === 1 ? visits[0] : undefined;
  return {
    status: 'exact',
    reason: null,
    scores,
    n: { before: before.problem.n, after: visits.map(({ after }) => after.problem.n) },
    dataSets: { before: `${before.size}`, after: `${dataSets}`, pairs: `${pairs}` },
    higher: steps.map((k): ChangeBound => ({ steps: k, points: points(k), ...rises(visits, k) })),
    lower: steps.map((k): ChangeBound => ({ steps: k, points: points(k), ...falls(visits, k) })),
    same: unchanged(visits),
    scored: steps.map((v) => ({ score: scores[v] as number, ...reached(visits, v) })),
    moments: everyone?.extremes.moments ? momentBounds(everyone) : null,
  };
}

/** A number of patients: its extremes over pairs, the pairings that have them, and its definition. */
interface Quantity {
  readonly range: (visit: Visit) => PairRange;
  readonly low: Build;
  readonly high: Build;
  readonly recount: (joint: JointTable) => number;
}

type Build = (
  before: readonly number[],
  after: readonly number[],
  value: number,
  scored: number,
) => JointTable;

function rises(visits: readonly Visit[], steps: number): CountRange {
  return countRange(visits, {
    range: ({ extremes }) => roseBy(extremes, steps),
    // As many as possible that do not rise so far; the rest do.
    low: (a, b, value, scored) => highestToLowest(a, b, scored - value),
    high: (a, b, value) => lowestToHighest(a, b, value),
    recount: (joint) => countRises(joint, steps),
  });
}

/** Those who fall by at least k are those who do not rise by at least 1 − k. */
function falls(visits: readonly Visit[], steps: number): CountRange {
  return countRange(visits, {
    range: ({ extremes, after }) => {
      const { low, high } = roseBy(extremes, 1 - steps);
      const others = (end: PairExtreme) => ({ ...end, value: after.problem.n - end.value });
      return { low: others(high), high: others(low) };
    },
    low: (a, b, value, scored) => lowestToHighest(a, b, scored - value),
    high: (a, b, value) => highestToLowest(a, b, value),
    recount: (joint) => witnessSums(joint).n - countRises(joint, 1 - steps),
  });
}

function roseBy({ rose }: PairExtremes, steps: number): PairRange {
  return rose[steps + (rose.length - 1) / 2] as PairRange;
}

function unchanged(visits: readonly Visit[]): CountRange {
  return countRange(visits, {
    range: ({ extremes }) => extremes.same,
    low: fewestUnchanged,
    high: mostUnchanged,
    recount: countUnchanged,
  });
}

function reached(visits: readonly Visit[], steps: number): CountRange {
  const anyPairing: Build = (a, b) => sorted(a, b, true);
  return countRange(visits, {
    range: ({ extremes }) => extremes.reached[steps] as PairRange,
    low: anyPairing,
    high: anyPairing,
    recount: (joint) => countReached(joint, steps),
  });
}

function countRange(visits: readonly Visit[], quantity: Quantity): CountRange {
  const limit = (end: 'low' | 'high', share: boolean): CountLimit => {
    const sign = end === 'low' ? 1 : -1;
    // Quotients of counts below 2^26 that differ, differ as doubles.
    const cost = (visit: Visit) =>
      (sign * quantity.range(visit)[end].value) / (share ? visit.after.problem.n : 1);
    const visit = pick(visits, cost);
    const extreme = quantity.range(visit)[end];
    const of = visit.after.problem.n;
    const build = (a: readonly number[], b: readonly number[]) =>
      quantity[end](a, b, extreme.value, of);
    const witness = witnessed(visit, extreme, build, quantity.recount);
    return {
      count: extreme.value,
      of,
      share: extreme.value / of,
      reached: extreme.value,
      witness,
    };
  };
  const [low, high] = [limit('low', false), limit('high', false)];
  if (visits.length === 1) return { low, high, lowShare: low, highShare: high };
  return { low, high, lowShare: limit('low', true), highShare: limit('high', true) };
}

function pick<T>(items: readonly T[], cost: (item: T) => number): T {
  return items.reduce((best, item) => (cost(item) < cost(best) ? item : best));
}

/**
 * Builds the witness of an extreme, and checks it: it must have every printed figure, recomputed in
 * whole numbers, and the extreme itself.
 */
function witnessed(
  { before, after }: Visit,
  extreme: PairExtreme,
  build: (before: readonly number[], after: readonly number[]) => JointTable,
  recount: (joint: JointTable) => number,
): JointTable {
  const witness = build(rowOf(before, extreme.before), rowOf(after, extreme.after));
  if (recount(witness) !== extreme.value || !fits(witness, before.problem, after.problem))
    throw new Error('a bound has no witness: the construction is wrong');
  return witness;
}

function momentBounds(visit: Visit): MomentBounds {
  const { before, extremes } = visit;
  const moments = extremes.moments as NonNullable<PairExtremes['moments']>;
  const { n, sdKind } = before.problem;
  const inPoints = pointsOf(before.problem, 1);
  const limit = (extreme: PairExtreme, rising: boolean, value: number): RealLimit => {
    const build = (a: readonly number[], b: readonly number[]) => sorted(a, b, rising);
    const witness = witnessed(visit, extreme, build, () => extreme.value);
    const sums = witnessSums(witness);
    if (Number.isFinite(value)) return { value, reached: true, witness, sums };
    const reason = 'unbounded: in some data set every patient changes by the same amount';
    return { value: null, reached: false, witness, sums, reason };
  };
  const { correlation, changeSpread, t, absoluteT } = moments;
  const divisor = sdKind === 'sample' ? n * (n - 1) : n * n;
  const sd = (spread: number) => inPoints * Math.sqrt(spread / divisor);
  // A larger Σ xy narrows the change: t is farther from zero when both are sorted alike.
  const tLimit = (extreme: PairExtreme, low: boolean, scale: number) =>
    limit(extreme, low === extreme.value < 0, extreme.value * scale);
  const p = (extreme: PairExtreme, rising: boolean): PLimit => {
    const logValue = tLogTwoSided(extreme.value, n - 1);
    if (extreme.value === Infinity)
      return { ...limit(extreme, rising, 0), value: 0, logValue: null };
    return { ...limit(extreme, rising, Math.exp(logValue)), logValue };
  };
  const hasT = t.low.before >= 0;
  const none: RealLimit = {
    value: null,
    reached: false,
    witness: null,
    sums: null,
    reason: 'undefined: nobody changes in any data set',
  };
  const range = (scale: number) =>
    hasT
      ? { low: tLimit(t.low, true, scale), high: tLimit(t.high, false, scale) }
      : { low: none, high: none };
  return {
    correlation:
      correlation.low.before < 0
        ? null
        : {
            low: limit(correlation.low, false, correlation.low.value),
            high: limit(correlation.high, true, correlation.high.value),
          },
    sdChange: {
      low: limit(changeSpread.low, true, sd(changeSpread.low.value)),
      high: limit(changeSpread.high, false, sd(changeSpread.high.value)),
    },
    dz: range(1 / Math.sqrt(n)),
    t: range(1),
    p: hasT
      ? { low: p(absoluteT.high, true), high: p(absoluteT.low, false) }
      : { low: { ...none, logValue: null }, high: { ...none, logValue: null } },
    signTest: {
      low: signLimit(visit, moments.sign.low),
      high: signLimit(visit, moments.sign.high),
    },
  };
}

/** The p of a sign-test extreme, reached when the table built for it has that p. */
function signLimit({ before, after }: Visit, extreme: SignExtreme): PLimit {
  const value = Math.exp(extreme.value);
  if (extreme.before < 0)
    return { value, logValue: extreme.value, reached: false, witness: null, sums: null };
  const [a, b] = [rowOf(before, extreme.before), rowOf(after, extreme.after)];
  const [from, to] = extreme.mirrored ? [b, a] : [a, b];
  const frontier = new SignFrontier(a.length);
  frontier.read(before.problem.n, fewerOf(from), 0, fewerOf(to), 0);
  const table = withUnchanged(from, to, frontier.kept(extreme.f), frontier.mostLower(extreme.f));
  const isReached = (joint: JointTable) => {
    const lower = before.problem.n - countRises(joint, 0);
    return (
      signTestLogP(countRises(joint, 1), lower) === extreme.value &&
      fits(joint, before.problem, after.problem)
    );
  };
  let witness = extreme.mirrored ? transposed(table) : table;
  // Where both directions are possible, p = 1 lies somewhere between: many rises and few.
  for (let pairs = 0; pairs <= before.problem.n && !isReached(witness); pairs++)
    witness = lowestToHighest(a, b, pairs);
  if (!isReached(witness)) witness = mostUnchanged(a, b);
  const reached = isReached(witness);
  return { value, logValue: extreme.value, reached, witness, sums: witnessSums(witness) };
}

function fewerOf(counts: readonly number[]): Int32Array {
  const fewer = new Int32Array(counts.length + 1);
  counts.forEach((count, u) => {
    fewer[u + 1] = (fewer[u] as number) + count;
  });
  return fewer;
}

function nothing(before: SampleProblem, scores: readonly number[], reason: string): ChangeBounds {
  return {
    status: 'none',
    reason,
    scores,
    n: { before: before.n, after: [] },
    dataSets: { before: null, after: null, pairs: '0' },
    higher: [],
    lower: [],
    same: null,
    scored: [],
    moments: null,
  };
}
