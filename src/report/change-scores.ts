import { meanTMethod } from '../estimates/mean-t.ts';
import type { Comparison, How, Measure, Series, Summary } from '../study/model.ts';
import { type Context, patientsOf } from './context.ts';
import {
  commonDecimals,
  formatInterval,
  formatSigned,
  type Numbers,
  roundingReach,
} from './digits.ts';
import { momentInput, momentsOf } from './moments.ts';
import { type Pair, pairSubject } from './pairs.ts';
import type { Result } from './report.ts';
import { newResult } from './results.ts';

/** A t interval of patients' changes: the formula for one mean, another quantity. */
const ofChanges = { ...meanTMethod, quantity: 'mean-change' };

/**
 * What is printed of the patients' changes between two visits of one group; null when nothing is, or
 * when a model or an adjustment made it. Without an n of its own it has that of the later visit.
 */
export function printedChangeScore(
  comparisons: readonly Comparison[],
  measure: Measure,
  { cohort, visits }: Series,
  [before, after]: readonly [string | null, string | null],
): Summary | null {
  const own = comparisons.filter((one) => one.measure === measure.id && isPlain(one.how));
  const within = own.find(
    (one) =>
      one.changeScore !== null &&
      one.from?.visit === before &&
      one.to?.visit === after &&
      (one.cohort === null || one.cohort === cohort),
  );
  const between = own
    .filter(({ change }) => change?.[0] === before && change[1] === after)
    .flatMap(({ changeScores }) => changeScores)
    .find((one) => one.cohort === cohort);
  const score = within?.changeScore ?? between?.summary;
  if (!score || !isPlain(score.how)) return null;
  const later = visits.find(({ visit }) => visit === after);
  return score.n.high === null && later ? { ...score, n: later.n, nStated: later.nStated } : score;
}

const isPlain = (how: How | null): boolean => !how?.model && !how?.adjusted && !how?.transform;

/** The t interval of a printed mean change with its SD, as a result and as texts. */
export function changeOfScores(
  context: Context,
  pair: Pair,
): { readonly result: Result; readonly points: string; readonly interval: string } | null {
  const { changeScore, measure } = pair;
  if (!changeScore) return null;
  const { n, assumption } = patientsOf(context, changeScore);
  const { mean, sd, conversions } = momentsOf(context, changeScore, n);
  if (!mean || !sd || n === null || n < 2) return null;
  const at = (moved: Readonly<Record<string, number>>) =>
    meanTMethod.estimate(
      { n, mean: moved['mean'] ?? 0, sd: Math.max(moved['sd'] ?? 0, 0) },
      context.options,
    );
  const subject = pairSubject(context, pair);
  const result = newResult(
    ofChanges,
    {
      ...subject,
      path: `${subject.path}.change`,
      unit: measure.unit ?? 'points',
      inputs: { n, mean: momentInput(mean), sd: momentInput(sd) },
      assumptions: [
        'From the printed mean and SD of the patients’ changes.',
        ...(assumption ? [assumption] : []),
        ...conversions,
      ],
    },
    at({ mean: mean.value, sd: sd.value }),
  );
  const { digits } = context.options;
  const decimals = (pick: (estimate: ReturnType<typeof at>) => Numbers) =>
    digits ?? commonDecimals(roundingReach((moved) => pick(at(moved)), { mean, sd }));
  const { value, ci } = result;
  return {
    result,
    points:
      value === null
        ? '–'
        : formatSigned(
            value,
            decimals((one) => [one.value]),
          ),
    interval: ci
      ? formatInterval(
          ci.low,
          ci.high,
          decimals(({ ci: own }) => [own?.low, own?.high]),
        )
      : '–',
  };
}
