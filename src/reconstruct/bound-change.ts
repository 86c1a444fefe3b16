import type { ChangeBound, ChangeBounds, PrintedChange } from './change-bounds.ts';
import { constrainedBounds } from './constrained-bounds.ts';
import { falls, reached, rises, unchanged } from './count-bounds.ts';
import { generalBounds } from './general-bounds.ts';
import { type Marginals, marginalsOf } from './marginals.ts';
import { momentBounds } from './moment-bounds.ts';
import { searchPairs } from './pair-search.ts';
import { factWords, type PairingFact, type PairingLimits, readPairing } from './pairing-facts.ts';
import { count, pointsOf, scoreOf, workPlan } from './reconstruct.ts';
import { type SampleProblem, sampleProblem } from './targets.ts';
import type { Visit } from './visit.ts';

/**
 * The least and greatest of everything of interest about the same patients before and after, over
 * every data set that fits the printed means and SDs, whatever the correlation. Goes through every
 * pair of data sets (see `searchPairs`); every limit comes with a witness whose figures are
 * recomputed in whole numbers, unless `witnesses` is false. With more pairs than `mostPairs` the
 * limits are general ones. With `constraints` see `constrainedBounds`.
 *
 * @throws InputError when the scale or n cannot be read
 *
 * @example
 * boundChange({
 *   scale: { min: 1, max: 5, step: 1 },
 *   before: { n: 171, mean: '1.72', sd: '0.57' },
 *   after: { n: 171, mean: '4.33', sd: '0.85' },
 * }).higher[0]?.low.count // → 150
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
  const [after] = afters;
  const pairing =
    after && low === high && high === before.n
      ? readPairing(printed.constraints ?? {}, before)
      : null;
  if (!fewPairs(before, afters, mostPairs))
    return generalBounds(before, afters, { ...printed, pairing });
  const first = marginalsOf(before);
  if (pairing && after) {
    const second = marginalsOf(after);
    const bounds =
      first.size > 0 && second.size > 0
        ? constrainedBounds(first, second, pairing, scores, witnesses)
        : null;
    if (bounds) return bounds;
    if (first.size > 0 && second.size > 0)
      return nothing(before, scores, excluded(printed, pairing), pairing.names);
  }
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

/** Which figure of the pairing no data set has, with what it can be. */
function excluded(printed: PrintedChange, { names }: PairingLimits): string {
  const { constraints = {}, ...others } = printed;
  const of = (name: PairingFact) => `${factWords[name]} ${constraints[name]}`;
  const alone = names.filter((name) => {
    if (names.length === 1) return true;
    const only = { [name]: constraints[name] };
    return boundChange({ ...others, constraints: only, witnesses: false }).status === 'none';
  });
  if (alone.length === 0)
    return `no data set has the printed ${names.map(of).join(' and ')} together`;
  const free = boundChange({ ...others, witnesses: false }).moments;
  const [name] = alone as [PairingFact];
  const range = name === 'p' ? free?.p : free?.[name];
  const [low, high] = [range?.low.value ?? null, range?.high.value ?? null];
  if (low === null || high === null) return `no data set has the printed ${of(name)}`;
  const [from, to] = [outward(low, Math.floor), outward(high, Math.ceil)];
  const value = Math.abs(Number(constraints[name]));
  // Sums of whole steps: between its ends a figure takes some values only.
  const between =
    value > low && value < high
      ? `; with these means and SDs it takes values from ${from} to ${to}, and none rounds to that`
      : `; with these means and SDs it lies between ${from} and ${to}`;
  return `no data set has the printed ${of(name)}${between}`;
}

/** Three digits, rounded outward: what is possible lies between what is said. */
function outward(value: number, round: (value: number) => number): string {
  if (value === 0) return '0';
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  const digits = round(Number((value * 10 ** (2 - exponent)).toPrecision(12)));
  const text = Number(`${digits}e${exponent - 2}`).toPrecision(3);
  return text.replaceAll('-', '−');
}

/**
 * Whether all pairs together are at most so many, and the data sets of each visit too: one visit can
 * have none, and the other more than memory holds. Counted without listing.
 */
function fewPairs(
  before: SampleProblem,
  afters: readonly SampleProblem[],
  mostPairs: number,
): boolean {
  const size = sizeOf(before);
  if (size > mostPairs) return false;
  let pairs = 0;
  for (const after of afters) {
    const afterSize = sizeOf(after);
    pairs += size * afterSize;
    if (afterSize > mostPairs || pairs > mostPairs) return false;
  }
  return true;
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
    constrainedBy: [],
    moments: everyone?.extremes.moments ? momentBounds(everyone) : null,
  };
}

function nothing(
  before: SampleProblem,
  scores: readonly number[],
  reason: string,
  constrainedBy: readonly PairingFact[] = [],
): ChangeBounds {
  return {
    status: 'none',
    reason,
    scores,
    n: { before: before.n, after: [] },
    dataSets: { before: null, after: null, pairs: '0' },
    constrainedBy,
    higher: [],
    lower: [],
    same: null,
    scored: [],
    moments: null,
  };
}
