import type { Statistics, Study } from '../study/model.ts';
import { type Context, newContext, type ReportOptions } from './context.ts';
import type { Converter } from './moments.ts';
import type { SectionBuilder } from './section.ts';

/** What a report needs for some studies only: a start without it does not load it. */
export interface Extras {
  readonly convert: Converter | null;
  /** Comparisons between groups, rates and printed effects. */
  readonly sections: readonly SectionBuilder[];
  /** What stands behind all other sections: every method between groups, and effects for pooling. */
  readonly last: readonly SectionBuilder[];
}

/** Loads what the study needs beyond one group with means, SDs and counts; null when nothing. */
export async function extrasFor(study: Study, options: ReportOptions): Promise<Extras | null> {
  const needed = [
    hasMoreThanOneGroup(study),
    needsConversion(study),
    knowsCorrelation(study, options),
  ] as const;
  if (!needed.some(Boolean)) return null;
  // One file for all: each further one costs a start more than what it holds.
  const { changesForPooling, convert, last, sections } = await import('./groups/index.ts');
  const [isCompared, isConverted, isPooled] = needed;
  return {
    convert: isConverted ? convert : null,
    sections: isCompared ? sections : [],
    last: [...(isCompared ? last : []), ...(isPooled ? [changesForPooling] : [])],
  };
}

/** What the pictures of a study are made from; with what converts its figures, where it needs that. */
export async function contextFor(study: Study, options: ReportOptions): Promise<Context> {
  const extras = await extrasFor(study, options);
  return newContext(study, options, study.warnings, extras?.convert);
}

/** Groups to compare, events per person-time, printed effects or test statistics. */
function hasMoreThanOneGroup({ measures, comparisons, counts, rates }: Study): boolean {
  return (
    rates.length > 0 ||
    counts.length > 0 ||
    measures.some(({ series }) => series.length > 1) ||
    comparisons.some(
      ({ between, events, effects, tests, difference }) =>
        between.length + events.length + effects.length + tests.length > 0 || difference !== null,
    )
  );
}

/** A mean or an SD is missing, and something stands in its place. */
function needsConversion({ measures, comparisons }: Study): boolean {
  const summaries = [
    ...measures.flatMap(({ series }) => series.flatMap(({ visits }) => visits)),
    ...comparisons.flatMap(({ changeScore, changeScores }) => [
      ...(changeScore ? [changeScore] : []),
      ...changeScores.map(({ summary }) => summary),
    ]),
  ];
  return summaries.some((summary) => !(summary.mean && summary.sd) && hasOther(summary));
}

const hasOther = ({ se, variance, ci, median, iqr, iqrWidth, range }: Statistics): boolean =>
  [se, variance, ci, median, iqr, iqrWidth, range].some(Boolean);

function knowsCorrelation({ comparisons, correlations }: Study, options: ReportOptions): boolean {
  return (
    options.correlation?.kind === 'values' ||
    comparisons.some(({ correlation }) => correlation !== null) ||
    correlations.some(({ visits, r }) => visits !== null && r !== null)
  );
}
