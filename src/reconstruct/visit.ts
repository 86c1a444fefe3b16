import type { JointTable } from './coupling.ts';
import { type Marginals, rowOf } from './marginals.ts';
import type { PairExtreme, PairExtremes } from './pair-search.ts';
import { fits } from './witness.ts';

/** The pairs of one n at the second visit. */
export interface Visit {
  readonly before: Marginals;
  readonly after: Marginals;
  readonly extremes: PairExtremes;
  readonly witnesses: boolean;
}

/**
 * Builds the witness of an extreme, if asked for, and checks it: it must have every printed figure,
 * recomputed in whole numbers, and the extreme itself.
 */
export function witnessed(
  { before, after, witnesses }: Visit,
  extreme: PairExtreme,
  build: (before: readonly number[], after: readonly number[]) => JointTable,
  recount: (joint: JointTable) => number,
): JointTable | null {
  if (!witnesses) return null;
  const witness = build(rowOf(before, extreme.before), rowOf(after, extreme.after));
  if (recount(witness) !== extreme.value || !fits(witness, before.problem, after.problem))
    throw new Error('a bound has no witness: the construction is wrong');
  return witness;
}
