import type { ChangeBound, ChangeBounds, PrintedChange } from './change-bounds.ts';
import { falls, reached, rises, unchanged } from './count-bounds.ts';
import { generalBounds } from './general-bounds.ts';
import { type Marginals, marginalsOf } from './marginals.ts';
import { momentBounds } from './moment-bounds.ts';
import { searchPairs } from './pair-search.ts';
import { count, pointsOf, scoreOf, workPlan } from './reconstruct.ts';
import { type SampleProblem, sampleProblem } from './targets.ts';
import type { Visit } from './visit.ts';

/**
 * The least and greatest of everything of interest about the same patients before and after, over
 * every data set that fits the printed means and SDs, whatever the correlation. Goes through every
 * pair of data sets (see `searchPairs`); every limit comes with a witness whose figures are
 * recomputed in whole numbers, unless `witnesses` is false. With more pairs than `mostPairs` the limits are general ones.
 *
 * @throws InputError when the scale or n cannot be read
 */
export function boundChange(printed: PrintedChange): ChangeBounds {
  const { scale, sdKind = 'sample', rounding = 'half' } = printed;
  const { mostPairs = 3_000_000, witnesses = true } = printed;
  const before = sampleProblem({ ...printed.before, scale, sdKind, rounding });
  const { n } = printed.after;
  const low = Math.max(1, typeof n === 'number' ? n : n.low);
  const high = Math.min(before.n, typeof n === 'number' ? n : n.high);
  const scores = Array.from({ length: before.top + 1 }, (_, u) => scoreOf(before, u));
  const afters: SampleProblem[] = [];
  for (let m = low; m <= high; m++)
    afters.push(sampleProblem({ ...printed.after, n: m, scale, sdKind, rounding }));
  if (!fewPairs(before, afters, mostPairs)) return generalBounds(before, afters, printed);
  const first = marginalsOf(before);
  const visits = listVisits(first, afters, witnesses);
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

/** Whether all pairs together are at most so many; counted without listing. */
function fewPairs(
  before: SampleProblem,
  afters: readonly SampleProblem[],
  mostPairs: number,
): boolean {
  const size = sizeOf(before);
  let pairs = 0;
  for (const after of afters) {
    pairs += size === 0 ? 0 : size * sizeOf(after);
    if (pairs > mostPairs) return false;
  }
  return size < Infinity;
}

/** How many data sets a problem has; Infinity when going through them would take long. */
function sizeOf(problem: SampleProblem): number {
  const { engine, milliseconds } = workPlan(problem);
  if (engine === 'none' || milliseconds === null || milliseconds > 500) return Infinity;
  return Number(count(problem));
}

/** The pairs for every n that fits. */
function listVisits(
  before: Marginals,
  afters: readonly SampleProblem[],
  witnesses: boolean,
): readonly Visit[] {
  if (before.size === 0) return [];
  return afters
    .map(marginalsOf)
    .filter((after) => after.size > 0)
    .map((after) => ({ before, after, extremes: searchPairs(before, after), witnesses }));
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
