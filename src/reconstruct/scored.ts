import { TooLargeError } from './errors.ts';
import { exists } from './exists.ts';
import { pieces } from './lattice.ts';
import { provedLeastPlaced } from './proved-count.ts';
import { scoreOf } from './reconstruct.ts';
import { type SampleProblem, sampleProblem } from './targets.ts';

/** A limit that is proved, and the nearest number that some data set is shown to have. */
export interface ScoredLimit {
  readonly proved: number;
  /** Equal to `proved` when that is the true limit; null when no data set was found. */
  readonly reached: number | null;
}

/**
 * The least and greatest number of patients who can have a score of at least `score`, on scales of
 * any width, with the printed range and other facts.
 *
 * @param score in points of the scale; need not be a possible score
 *
 * @example
 * scoredAtLeast(
 *   sampleProblem({ mean: '4.33', sd: '0.85', n: 171, scale: { min: 1, max: 5, step: 1 } }),
 *   4,
 * ).low.proved // → 128
 */
export function scoredAtLeast(
  problem: SampleProblem,
  score: number,
): { readonly low: ScoredLimit; readonly high: ScoredLimit } {
  const { n, top } = problem;
  let from = 0;
  while (from <= top && scoreOf(problem, from) < score) from++;
  const [least, most] = [provedLeast(problem, from, true), n - provedLeast(problem, from, false)];
  if (from > top) return { low: exactly(0), high: exactly(0) };
  const at = scoreOf(problem, from);
  return {
    low: { proved: least, reached: nearest(least, n, (k) => shown(problem, at, 0, k)) },
    high: {
      proved: most,
      reached: negated(nearest(-most, 0, (k) => shown(problem, at, -k, n))),
    },
  };
}

/** A limit of those with at least (`above`) or below `from` steps, over all pieces. */
function provedLeast(problem: SampleProblem, from: number, above: boolean): number {
  const counted = (u: number) => u >= from === above;
  const limits = pieces(problem).map((piece) => {
    let certain = 0;
    piece.base?.forEach((c, u) => {
      if (counted(u)) certain += c;
    });
    return certain + provedLeastPlaced(piece, (u) => counted(u + piece.first));
  });
  return limits.length > 0 ? Math.min(...limits) : 0;
}

/** Whether a data set is found with `low` to `high` patients at or above a score. */
function shown(problem: SampleProblem, score: number, low: number, high: number): boolean {
  const { facts } = problem.printed;
  const counts = [
    ...(facts?.counts ?? []),
    { scored: 'atLeast', score, n: { low, high } } as const,
  ];
  try {
    return exists(sampleProblem({ ...problem.printed, facts: { ...facts, counts } }));
  } catch (error) {
    if (error instanceof TooLargeError) return false;
    throw error;
  }
}

/** The least k from `low` to `high` that is shown, by steps of doubling width and bisection. */
function nearest(low: number, high: number, holds: (k: number) => boolean): number | null {
  let [failed, until, width] = [low - 1, low, 1];
  while (!holds(until)) {
    if (until >= high) return null;
    failed = until;
    until = Math.min(high, until + width);
    width *= 2;
  }
  while (until - failed > 1) {
    const middle = Math.floor((failed + until) / 2);
    if (holds(middle)) until = middle;
    else failed = middle;
  }
  return until;
}

function negated(value: number | null): number | null {
  return value === null ? null : 0 - value;
}

function exactly(value: number): ScoredLimit {
  return { proved: value, reached: value };
}
