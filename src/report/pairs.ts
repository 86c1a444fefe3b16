import type { Figure, Measure, Printed, PrintedP, Scale, Series, Summary } from '../study/model.ts';
import { printedChangeScore } from './change-scores.ts';
import { type Context, patientsOf, usable } from './context.ts';
import {
  type Moment,
  type Moments,
  missingSd,
  momentInput,
  momentsOf,
  whyNoMoments,
} from './moments.ts';
import type { Subject } from './results.ts';
import { rowLabel } from './scores.ts';
import { enumerate } from './words.ts';

/** Two visits of the same patients on one measure. */
export interface Pair {
  readonly path: string;
  readonly measure: Measure;
  readonly series: Series;
  readonly before: Summary;
  readonly after: Summary;
  readonly label: string;
  /** As printed for this comparison; null when nothing is printed. */
  readonly p: PrintedP | null;
  readonly claim: string | null;
  /** The test that the paper names for p. */
  readonly test: string | null;
  readonly correlation: Figure | null;
  /** What is printed of the patients' changes themselves; null when nothing is. */
  readonly changeScore: Summary | null;
  /** As printed, also when it cannot be true. */
  readonly printedCorrelation: Printed | null;
}

/** The numbers of a pair, when all are there and can be true. */
export interface PairInput {
  readonly n: number;
  readonly meanPre: number;
  readonly sdPre: number;
  readonly meanPost: number;
  readonly sdPost: number;
}

/** Every later visit against the baseline, of every measure and group. */
export function pairsOf(context: Context): readonly Pair[] {
  return context.study.measures.flatMap((measure) =>
    measure.series.flatMap((series) => {
      const before = series.visits.find(({ visit }) => visit !== null && visit === series.baseline);
      if (!before) return [];
      return series.visits
        .filter((after) => after !== before)
        .map((after) => newPair(context, measure, series, before, after));
    }),
  );
}

function newPair(
  context: Context,
  measure: Measure,
  series: Series,
  before: Summary,
  after: Summary,
): Pair {
  const printed = context.study.comparisons.find(
    (comparison) =>
      comparison.measure === measure.id &&
      comparison.from?.visit === before.visit &&
      comparison.to?.visit === after.visit &&
      (comparison.cohort === null || comparison.cohort === series.cohort),
  );
  return {
    path: [measure.id, series.cohort, after.visit].join('.'),
    measure,
    series,
    before,
    after,
    label: rowLabel(context, measure, series, after),
    p: printed?.p ?? null,
    claim: printed?.claim ?? null,
    test: printed?.how?.test ?? null,
    correlation: usable(context, printed?.correlation ?? null),
    changeScore: printedChangeScore(context.study.comparisons, measure, series, [
      before.visit,
      after.visit,
    ]),
    printedCorrelation: printed?.correlation ?? null,
  };
}

/** The pairs of each measure together, in the order of the file. */
export function pairsByMeasure(pairs: readonly Pair[]): readonly (readonly Pair[])[] {
  const measures = [...new Set(pairs.map(({ measure }) => measure))];
  return measures.map((measure) => pairs.filter((pair) => pair.measure === measure));
}

/** "of Tsui, ", for a title when there are several measures. */
export function ofMeasure([pair]: readonly Pair[]): string {
  return pair ? `of ${pair.measure.label}, ` : '';
}

/** What a pair's numbers come from: printed figures, or what they were converted to. */
export function pairFigures(context: Context, { before, after }: Pair) {
  const [pre, post] = [before, after].map((summary) =>
    momentsOf(context, summary, patientsOf(context, summary).n),
  ) as [Moments, Moments];
  return { meanPre: pre.mean, sdPre: pre.sd, meanPost: post.mean, sdPost: post.sd };
}

export type PairFigures = Record<keyof ReturnType<typeof pairFigures>, Moment>;

/** The printed figures, when every one is there and can be true: what proofs start from. */
export function printedFigures(
  context: Context,
  pair: Pair,
): Record<keyof PairFigures, Figure> | null {
  const figures = pairFigures(context, pair);
  const printed = {
    meanPre: figures.meanPre?.printed,
    sdPre: figures.sdPre?.printed,
    meanPost: figures.meanPost?.printed,
    sdPost: figures.sdPost?.printed,
  };
  const complete = Object.values(printed).every(Boolean);
  return complete ? (printed as Record<keyof PairFigures, Figure>) : null;
}

/** The numbers, when every one is there and can be true. */
export function completeFigures(context: Context, pair: Pair): PairFigures | null {
  const figures = pairFigures(context, pair);
  return Object.values(figures).every(Boolean) ? (figures as PairFigures) : null;
}

/** Patients measured both times: at most the smaller number of the two visits. */
export function pairedPatients(context: Context, { before, after }: Pair): number | null {
  const counts = [patientsOf(context, before).n, patientsOf(context, after).n];
  const known = counts.filter((n): n is number => n !== null);
  return known.length === 2 ? Math.min(...known) : null;
}

export function pairInput(context: Context, pair: Pair): PairInput | null {
  const figures = completeFigures(context, pair);
  const n = pairedPatients(context, pair);
  if (!figures || n === null || n < 2) return null;
  const { meanPre, sdPre, meanPost, sdPost } = figures;
  return {
    n,
    meanPre: meanPre.value,
    sdPre: sdPre.value,
    meanPost: meanPost.value,
    sdPost: sdPost.value,
  };
}

/** Why a pair gives no numbers: a figure cannot be true, or which ones are not printed. */
export function whyNoPair(context: Context, pair: Pair): string {
  const reasons = [pair.before, pair.after].map((summary) => {
    const { n } = patientsOf(context, summary);
    return whyNoMoments(context, summary, n, momentsOf(context, summary, n));
  });
  const impossible = reasons.find((reason) => reason.startsWith('impossible: '));
  if (impossible !== undefined) return impossible;
  const figures = pairFigures(context, pair);
  const n = pairedPatients(context, pair);
  const missing = [
    ...(figures.meanPre ? [] : ['mean before']),
    ...(figures.sdPre ? [] : [missingSd(pair.before).replace('SD', 'SD before')]),
    ...(figures.meanPost ? [] : ['mean']),
    ...(figures.sdPost ? [] : [missingSd(pair.after)]),
    ...(n === null ? ['number of patients'] : []),
  ];
  if (missing.length > 0) return `missing: ${enumerate(missing)}`;
  return 'undefined: fewer than 2 patients have no spread';
}

export function pairSubject(context: Context, pair: Pair): Subject {
  const { before, after, measure, series, label } = pair;
  const figures = pairFigures(context, pair);
  const assumptions = [before, after].flatMap((summary) => {
    const { n, assumption } = patientsOf(context, summary);
    return [...(assumption ? [assumption] : []), ...momentsOf(context, summary, n).conversions];
  });
  return {
    path: pair.path,
    label: `${measure.label}, ${label} since ${before.label.toLowerCase()}`,
    measure: measure.id,
    cohort: series.cohort,
    from: before.visit,
    to: after.visit,
    group: [measure.id, series.cohort].join('.'),
    better: measure.scale?.better ?? null,
    inputs: {
      n: pairedPatients(context, pair),
      ...Object.fromEntries(
        Object.entries(figures).map(([name, figure]) => [name, momentInput(figure)]),
      ),
    },
    assumptions: [...new Set(assumptions)],
  };
}

/** The end of the scale that is best for the patient; null when the file does not say which. */
export function bestScore(scale: Scale | null): number | null {
  if (!scale?.better) return null;
  return scale.better === 'higher' ? scale.max : scale.min;
}
