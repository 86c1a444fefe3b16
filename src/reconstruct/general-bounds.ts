import type { ChangeBounds } from './change-bounds.ts';
import type { SampleProblem } from './targets.ts';
export function generalBounds(
  before: SampleProblem,
  afters: readonly SampleProblem[],
  scores: readonly number[],
): ChangeBounds {
  void afters;
  return {
    status: 'general',
    reason: 'too many pairs of data sets to go through',
    scores,
    n: { before: before.n, after: [] },
    dataSets: { before: null, after: null, pairs: null },
    higher: [],
    lower: [],
    same: null,
    scored: [],
    moments: null,
  };
}
