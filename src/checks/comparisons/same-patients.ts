import type { Comparison, Side, Study } from '../../study/model.ts';
import { isComplete } from '../engine/printed.ts';
import type { BeforeAfter, Events } from './compared.ts';

/**
 * Whether the percentages beside the counts say that the wholes are not those of the file: 15
 * (65.2 %) is of 23, not of 24. What is computed of the counts may then be of other patients.
 */
export function areOfOthers({ groups }: Events): boolean {
  return groups.some(({ events, total, percent }) =>
    (percent ?? []).some(({ relation, value, decimals }) => {
      if (relation !== '=' || events.low !== events.high || total.low !== total.high) return false;
      return Math.abs((100 * events.low) / total.low - value) > 10 ** -decimals;
    }),
  );
}

/**
 * Whether what is computed of a change may be of other patients: never where the change itself is
 * printed with its spread; else unless both visits are of the same patients for certain.
 */
export function maybeOthers(study: Study, compared: BeforeAfter, comparison: Comparison): boolean {
  const { changeScore, difference, se } = comparison;
  const size = changeScore?.mean ?? difference;
  const spread =
    changeScore?.sd ?? changeScore?.se ?? changeScore?.variance ?? changeScore?.spread ?? se;
  if (compared.pairs.maybeFewer) return true;
  return !(size && spread) && !areSamePatients(study, compared, comparison);
}

/**
 * Whether the figures of both visits are of the same patients for certain: printed for just those
 * compared, or of everyone in the cohort at both visits. Without that a change need not be the
 * difference of the two means.
 */
export function areSamePatients(
  { design }: Study,
  { from, to, pairs, cohort }: BeforeAfter,
  comparison: Comparison,
): boolean {
  const own = [
    [comparison.from, from],
    [comparison.to, to],
  ].every(([side, summary]) => (side as Side | null)?.printed === summary);
  // Even then the numbers of patients can be printed as different.
  const differ = from.nStated && to.nStated && from.n.low !== to.n.low;
  if (own) return !differ;
  const { low, high } = pairs;
  if (low !== high) return false;
  if (isComplete(design)) return true;
  const stated = [from, to].every(({ nStated, n }) => nStated && n.low === low && n.high === low);
  return stated && (cohort?.n.high === low || comparison.n?.high === low);
}
