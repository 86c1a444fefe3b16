import type { PrintedSample } from '../reconstruct/targets.ts';
import { sampleProblem } from '../reconstruct/targets.ts';
import { type Context, patientsOf, usable } from '../report/context.ts';
import { formatNumber } from '../report/digits.ts';
import { printedSampleOf } from '../report/patient-bounds.ts';
import { type Reconstruction, reconstruction, sampleConditions } from '../report/reconstruction.ts';
import { enumerate, visitPhrase } from '../report/words.ts';
import type { Measure, Series, Summary } from '../study/model.ts';
import type { Draw } from './kind.ts';
import { chosenPairs, countNotes, isNone, scoredOf, studyNote } from './of-study.ts';
import { type Picture, plainAxis, type Row, type RowGroup } from './picture.ts';

/** More rows than this are no picture any more. */
const MOST_SCORES = 40;

/** A visit, and the data sets that have the figures printed for it. */
interface Reconstructed {
  readonly visit: Summary;
  readonly found: Reconstruction;
}

/** How many patients can have had each score, before and after, over all data sets that fit. */
export const draw: Draw = ([context], choice) => {
  if (!context) return { reason: 'no study is given' };
  const scored = scoredOf(context, choice.of);
  if (isNone(scored)) return scored;
  const { measure } = scored;
  if (measure.scale === null || measure.scale.step === null)
    return { reason: `which scores ${measure.label} can have is not known: its scale has no step` };
  const [pair] = chosenPairs(context, scored);
  const [series] = scored.series;
  const only = series?.visits.find(({ visit }) => visit === scored.visit) ?? series?.visits[0];
  const visits = pair ? [pair.before, pair.after] : only ? [only] : [];
  const own = pair?.series ?? series;
  if (!own || visits.length === 0) return { reason: `${measure.label} has no visits` };
  const lacking = whatIsMissing(context, visits);
  if (lacking !== null) return { reason: lacking };
  const all = visits.map((visit) => ({
    visit,
    found: dataSets(context, measure.id, own, visit),
  }));
  const none = whyNotDrawn(measure, all);
  return none === null ? picture(context, measure, all) : { reason: none };
};

/** Why nothing can be reconstructed of some visit; null when of all something can. */
function whatIsMissing(context: Context, visits: readonly Summary[]): string | null {
  const open = visits.find((visit) => patientsOf(context, visit).least);
  if (open)
    return `the number of patients at “${open.label}” is not one number: ${open.n.low} to ${open.n.high}`;
  const lacking = visits.find((visit) => !isReconstructible(context, visit));
  return lacking ? `mean, SD or n at “${lacking.label}” is not printed, or cannot be true` : null;
}

/** Why what was found of the visits makes no picture; null when it does. */
function whyNotDrawn({ label }: Measure, all: readonly Reconstructed[]): string | null {
  for (const { visit, found } of all) {
    const { exists, frequencies, reason } = found;
    if (!exists) return `no data set has the figures printed for “${visit.label}”`;
    if (!frequencies) return `${visit.label}: ${reason}`;
    if (frequencies.length > MOST_SCORES)
      return `${label} has ${frequencies.length} scores, too many for a picture`;
  }
  return null;
}

function picture(context: Context, { label }: Measure, all: readonly Reconstructed[]): Picture {
  const counts = all.map(
    ({ visit, found: { count } }) => `${grouped(count ?? '')} ${visitPhrase(visit.label)}`,
  );
  const patients = [...new Set(all.map(({ found }) => String(found.printed.n)))];
  const greatest = all.flatMap(({ found }) =>
    (found.frequencies ?? []).map((frequency) => frequency.greatest ?? 0),
  );
  return {
    id: 'distribution',
    title: `${label}: possible scores`,
    lead:
      `${enumerate(patients)} patients. Least, mean and greatest number with each score, over all data sets that have the ` +
      'printed mean and SD.',
    legend: [
      { mark: 'sure', text: 'in every data set' },
      { mark: 'possible', text: 'in some data sets' },
      { mark: 'mean', text: 'mean over all data sets' },
    ],
    panel: {
      kind: 'rows',
      axis: plainAxis('patients', { low: 0, high: Math.max(...greatest, 1) }),
      valueHeader: 'least–greatest (mean)',
      groups: all.map(groupOf),
    },
    notes: [
      `Data sets that fit: ${enumerate(counts)}. The mean counts each of them once; it is not a likelihood.`,
      `On the conditions that ${conditionsText(all.map(({ found }) => found.printed))}.`,
      ...countNotes(
        context,
        all.map(({ visit }) => visit),
      ),
      studyNote(context.study),
    ],
  };
}

/** As `printedSampleOf` needs it. */
function isReconstructible(context: Context, visit: Summary): boolean {
  const hasFigure = usable(context, visit.mean) ?? usable(context, visit.sd);
  return hasFigure !== null && patientsOf(context, visit).n !== null;
}

function dataSets(
  context: Context,
  id: string,
  { cohort }: Series,
  { visit }: Summary,
): Reconstruction {
  const printed = printedSampleOf(context, `${id}.${cohort}@${visit}`);
  const { rounding, sdKind } = context.options;
  return reconstruction(sampleProblem({ ...printed, rounding, sdKind }));
}

function groupOf({ visit, found: { printed, frequencies } }: Reconstructed): RowGroup {
  const figures = [printed.mean, printed.sd].filter((text) => text !== null).join(' ± ');
  return {
    title: `${visit.label}: ${figures}`,
    rows: (frequencies ?? []).map(
      ({ score, least, mean, greatest }): Row => ({
        label: `scored ${formatNumber(score, decimalsOf(score))}`,
        marks: [{ kind: 'bar', sure: least ?? 0, mean, most: greatest ?? 0 }],
        value: `${span(least ?? 0, greatest ?? 0)} (${formatNumber(mean ?? 0, 1)})`,
      }),
    ),
  };
}

/** 166,092,007 for reading. */
const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

const span = (low: number, high: number): string => (low === high ? `${low}` : `${low}–${high}`);

const decimalsOf = (score: number): number =>
  (String(Number(score.toPrecision(6))).split('.')[1] ?? '').length;

/** The conditions of all visits, each once. */
function conditionsText(printed: readonly PrintedSample[]): string {
  const clauses = [...new Set(printed.flatMap(sampleConditions))];
  return enumerate(clauses.map((text, i) => `(${i + 1}) ${text}`));
}
