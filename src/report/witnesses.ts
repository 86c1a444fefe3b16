import type { CountRange } from '../reconstruct/change-bounds.ts';
import type { JointTable } from '../reconstruct/coupling.ts';
import type { Study } from '../study/model.ts';
import { newContext, type ReportOptions } from './context.ts';
import { pairsOf } from './pairs.ts';
import { boundsOf, type PairBounds } from './patient-bounds.ts';

/** A data set that has the printed figures and reaches a bound. */
export interface Witness {
  /** What it shows, fit for a file name: "horisawa-2019.tsfd.all.1-week.higher-1.least". */
  readonly name: string;
  readonly joint: JointTable;
  /** Scores of the scale, lowest first. */
  readonly scores: readonly number[];
}

/** A witness for each end of every bound of a study that is known to be reached. */
export function* studyWitnesses(study: Study, options: ReportOptions): Generator<Witness> {
  const context = newContext(study, options, study.warnings);
  for (const pair of pairsOf(context)) {
    const bounds = boundsOf(context, pair);
    if (!bounds) continue;
    for (const [what, { low, high }] of rangesOf(bounds)) {
      const { scores } = bounds;
      const name = `${study.id}.${pair.path}.${what}`;
      if (low.witness) yield { name: `${name}.least`, joint: low.witness, scores };
      if (high.witness) yield { name: `${name}.greatest`, joint: high.witness, scores };
    }
  }
}

type Reached = { readonly witness: JointTable | null };

function rangesOf({ higher, lower, same, scored, moments }: PairBounds) {
  const counts: readonly (readonly [string, CountRange | null])[] = [
    ...higher.map((bound) => [`higher-${bound.points}`, bound] as const),
    ...lower.map((bound) => [`lower-${bound.points}`, bound] as const),
    ['same', same],
    ...scored.map((bound) => [`scored-${bound.score}`, bound] as const),
  ];
  const others = moments
    ? ([
        ['correlation', moments.correlation],
        ['p-paired-t', moments.p],
        ['p-sign-test', moments.signTest],
      ] as const)
    : [];
  return [...counts, ...others].flatMap(
    ([what, range]): readonly (readonly [string, { low: Reached; high: Reached }])[] =>
      range ? [[what, range]] : [],
  );
}
