import { type Context, patientsOf } from '../report/context.ts';
import { type Pair, pairsOf } from '../report/pairs.ts';
import { enumerate } from '../report/words.ts';
import type { Measure, Series, Study, Summary } from '../study/model.ts';
import type { NoPicture } from './picture.ts';

/** One measure of a study as scored at several visits, in all groups or in one. */
export interface Scored {
  readonly measure: Measure;
  readonly series: readonly Series[];
  /** null when no visit was asked for. */
  readonly visit: string | null;
}

/**
 * The measure that a choice such as "tsfd@1-week" names; the first that has visits for null. Says
 * what there is when nothing has that name.
 */
export function scoredOf({ study }: Context, of: string | null): Scored | NoPicture {
  const measures = study.measures.filter(({ series }) =>
    series.some(({ visits }) => visits.some(({ visit, mean }) => visit !== null && mean !== null)),
  );
  const [first] = measures;
  if (!first) return { reason: 'the study has no means at several visits' };
  if (of === null) return { measure: first, series: first.series, visit: null };
  const [what = '', visit = null] = of.split('@');
  const [id, cohort] = what.split('.');
  const measure = measures.find((known) => known.id === id);
  const series = measure?.series.filter((known) => cohort === undefined || known.cohort === cohort);
  const isThere = (one: Summary) => visit === null || one.visit === visit;
  if (!measure || !series?.some(({ visits }) => visits.some(isThere)))
    return {
      reason: `the study has no ${JSON.stringify(of)}; it has ${enumerate(places(measures))}`,
    };
  return { measure, series, visit };
}

function places(measures: readonly Measure[]): string[] {
  return measures.flatMap(({ id, series }) => {
    const cohorts = series.length > 1 ? series.map(({ cohort }) => `${id}.${cohort}`) : [id];
    return cohorts.flatMap((what, i) =>
      (series[i]?.visits ?? []).flatMap(({ visit }) => (visit ? [`${what}@${visit}`] : [])),
    );
  });
}

/** The pairs of visits of what was chosen; all later visits when none was named. */
export function chosenPairs(context: Context, { measure, series, visit }: Scored): readonly Pair[] {
  return pairsOf(context).filter(
    (pair) =>
      pair.measure === measure &&
      series.includes(pair.series) &&
      (visit === null || pair.after.visit === visit),
  );
}

export const isNone = (made: object): made is NoPicture => 'reason' in made && !('panel' in made);

/** "171 patients", "19 to 20 patients", "unknown number of patients". */
export function patientsText(counts: readonly (number | null)[]): string {
  const known = counts.filter((n) => n !== null);
  if (known.length === 0) return 'number of patients not printed';
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const text = low === high ? String(low) : `${low} to ${high}`;
  return `${text} ${text === '1' ? 'patient' : 'patients'}`;
}

/** What is assumed of the numbers of patients at some visits, each sentence once. */
export function countNotes(context: Context, visits: readonly Summary[]): string[] {
  const byText = new Map<string, string[]>();
  for (const summary of visits) {
    const { assumption } = patientsOf(context, summary);
    if (assumption) byText.set(assumption, [...(byText.get(assumption) ?? []), summary.label]);
  }
  const all = byText.size === 1 && [...byText.values()][0]?.length === visits.length;
  return [...byText].map(([text, labels]) => {
    const where = all ? '' : ` (${labels.map((label) => label.toLowerCase()).join(', ')})`;
    return `Number of patients${where}: ${text.charAt(0).toLowerCase()}${text.slice(1)}`;
  });
}

/** Where the figures come from: the last note of a picture. */
export function studyNote({ title, citation }: Study): string {
  if (!citation) return `Study: ${title}.`;
  const [first = ''] = citation.authors;
  const authors = citation.authors.length > 1 ? `${first} et al.` : first;
  const published = [citation.journal, citation.year].filter(Boolean).join(' ');
  return `Study: ${title}. ${[authors, published].filter(Boolean).join(', ')}.`;
}

export const levelText = (level: number): string => `${Number((100 * level).toPrecision(6))} %`;
