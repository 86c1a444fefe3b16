import { printDecimal, type Rounding } from '../../numeric/decimal.ts';
import { exactDecimal } from '../../study/figure.ts';
import { labelOf, visitPhrase } from '../../study/label.ts';
import type { Figure, Measure, Scale, Statistics, Study, Summary } from '../../study/model.ts';
import type { CheckContext } from '../engine/check.ts';
import { usable } from '../engine/printed.ts';

/** What was printed of one measure, in one group, at one visit. */
export interface Row {
  /** Completes "mean …": "at 1 week", "of Follow-up", "of Tremor at 1 year, Sham". */
  readonly place: string;
  readonly statistics: Statistics;
  readonly scale: Scale | null;
  /** How many answers are averaged into one score. */
  readonly items: number;
  /** True when values below zero are impossible; null when nobody says. */
  readonly positive: boolean | null;
  readonly unit: string | null;
}

/** Every row of a study: measures at their visits, individual values, figures of those compared. */
export function* rowsOf(study: Study): Generator<Row> {
  const visited = study.measures.filter(({ series }) =>
    series.some(({ visits }) => visits.some(({ visit }) => visit !== null)),
  );
  const nameOf = ({ label, series }: Measure, summary: Summary, cohort: string | null) => {
    const group = study.cohorts.find(({ id }) => id === cohort)?.label;
    const when = summary.visit === null ? '' : visitPhrase(summary.label);
    const what = summary.visit === null || visited.length > 1 ? `of ${label}` : '';
    const name = [what, when].filter(Boolean).join(' ');
    return series.length > 1 && group ? `${name}, ${group}` : name;
  };
  for (const measure of study.measures) {
    for (const { visits, cohort } of measure.series) {
      for (const summary of visits) {
        yield rowOf(measure, summary, nameOf(measure, summary, cohort));
      }
    }
  }
  for (const values of study.values) {
    // With several values a patient the number of values is not that of the patients.
    if (values.perPatient !== null && !values.nStated) continue;
    const { scale, unit, label } = values;
    const items = scale?.items ?? 1;
    yield { place: `of ${label}`, statistics: values, scale, items, positive: null, unit };
  }
  for (const { measure: id, cohort, from, to } of study.comparisons) {
    const measure = study.measures.find((known) => known.id === id);
    for (const side of [from, to]) {
      if (!side?.printed || !measure) continue;
      const summary = { ...side.printed, label: side.printed.label || labelOf(side.visit) };
      yield rowOf(measure, summary, `${nameOf(measure, summary, cohort)}, of those compared`);
    }
  }
}

function rowOf(measure: Measure, statistics: Statistics, place: string): Row {
  const { scale, items, positive, unit } = measure;
  return { place, statistics, scale, items, positive, unit };
}

/** How the spread of a row was printed. */
export type SpreadKind = 'sd' | 'se' | 'variance' | 'spread';

/** The figures of a row that can be computed with: those of the source of the mean first. */
export interface RowFigures {
  readonly mean: Figure | null;
  readonly spread: { readonly kind: SpreadKind; readonly figure: Figure } | null;
  readonly median: Figure | null;
  readonly low: Figure | null;
  readonly high: Figure | null;
  readonly q1: Figure | null;
  readonly q3: Figure | null;
}

/** The figures of a row that can be computed with. */
export function figuresOf(context: CheckContext, { statistics }: Row): RowFigures {
  const { mean, sd, se, variance, spread, median, range, iqr } = statistics;
  const centre = usable(context, mean);
  const source = (mean ?? median)?.[0].source ?? null;
  const of = (printed: Parameters<typeof usable>[1]) => usable(context, printed, source);
  const kinds = { sd, spread, se, variance } as const;
  const found = (Object.keys(kinds) as SpreadKind[]).flatMap((kind) => {
    const figure = of(kinds[kind]);
    return figure ? [{ kind, figure }] : [];
  });
  return {
    mean: centre,
    spread: found[0] ?? null,
    median: of(median),
    low: of(range?.low ?? null),
    high: of(range?.high ?? null),
    q1: of(iqr?.low ?? null),
    q3: of(iqr?.high ?? null),
  };
}

/** The text of a figure as a plain decimal. */
export function plainText(figure: Figure): string {
  return /^\d+(\.\d+)?$/.test(figure.text) ? figure.text : printDecimal(exactDecimal(figure));
}

/** The rounding rule that the file names for a row; else the one that was asked for. */
export function roundingOf({ statistics }: Row, rounding: Rounding): Rounding {
  const stated = statistics.how?.rounded;
  return stated === 'half-up' || stated === 'half-even' || stated === 'truncate'
    ? stated
    : rounding;
}

/**
 * Why figures of a row need not be those of plain scores, one per patient: a model, an adjustment,
 * filled-in values; null when the file says nothing of the kind.
 */
export function notPlain(study: Study, { statistics }: Row): string | null {
  const { how } = statistics;
  if (how?.model) return `the figures are of a model (${how.model})`;
  if (how?.adjusted && how.adjusted.length > 0) return 'the figures are adjusted';
  if (how?.transform) return `the values were transformed (${how.transform})`;
  if (how?.pooled) return 'the figures are pooled';
  if (how?.average) return `they are averages ${how.average}`;
  if (how?.note && otherThanPlain.test(how.note)) return `the file says “${how.note}”`;
  if (how?.interval && ofLogarithms.test(how.interval)) {
    return `the interval is of transformed values (${how.interval})`;
  }
  if (how?.missing && (filledIn.test(how.missing) || !keepsScores.test(how.missing))) {
    return `missing values were dealt with (${how.missing})`;
  }
  const { missing } = study.design;
  return missing && filledIn.test(missing) ? `missing values were filled in (${missing})` : null;
}

/** Remarks of figures that are not the mean and SD of one score a patient. */
const otherThanPlain =
  /adjust|least.?squares|marginal|\bls\b|model|weight|trim|winsor|robust|imput|interpol|estimat|grouped|transform|standardi[sz]|normali[sz]|averag|percent|rescal|geometric|harmonic/i;

/** A mean with such an interval is the one that they were transformed back from. */
const ofLogarithms = /transform|\blog|geometric|\bexp/i;

/** After these every patient has a score of the scale, or the number printed is of those who have one. */
const keepsScores =
  /carried|locf|bocf|worst|left out|exclu|omit|ignor|dropped|lost|available|complet|listwise|pairwise|missing|no(?:t|ne)?\b/i;

const filledIn =
  /(?<!\b(?:no|not|without) (?:\w+ )?)imput|interpolat|predict|model|substitut|replac|maximi[sz]ation|regress|averag|\bmean|\bmice\b|\bem\b|hot.?deck/i;

/** "171", "11 to 18", "not printed". */
export function countText({ n }: Statistics): string {
  if (n.low === n.high) return String(n.low);
  return n.text ?? (n.high === null ? 'not printed' : `${n.low} to ${n.high}`);
}

/** "a whole number from 1 to 5", "one of 0, 0.5 … 4", "the mean of 4 answers from 1 to 5". */
export function scoresText({ min, max, step }: Scale, items: number): string {
  const each =
    step === 1 && Number.isInteger(min)
      ? `a whole number from ${min} to ${max}`
      : `one of ${min}, ${Number((min + (step ?? 0)).toPrecision(12))} … ${max}`;
  return items > 1 ? `the mean of ${items} answers, each ${each}` : each;
}
