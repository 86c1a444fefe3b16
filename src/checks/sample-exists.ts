import type { Where } from '../errors.ts';
import type { Figure } from '../study/model.ts';
import type { Check, CheckContext, Instead, Judgement } from './engine/check.ts';
import { passes } from './engine/finding.ts';
import { reportedFigure } from './engine/printed.ts';
import { otherwise } from './engine/words.ts';
import { rowsOf } from './samples/rows.ts';
import {
  decideRow,
  isQuick,
  middleRowOf,
  type RowDecision,
  type SampleRow,
  sampleRowOf,
  textsOf,
} from './samples/sample-readings.ts';
import {
  conditionsOf,
  otherReading,
  spreadNames,
  whyNoMean,
  whyNoMiddle,
  whyNoSpread,
  whyPossible,
} from './samples/sample-words.ts';

/**
 * Whether some data set has everything that is printed of a row: n, mean, SD, scale, items, range,
 * median, quartiles and counts. Exact.
 *
 * What is said when none has them depends on what the file states. With a stated step and a stated n
 * it is `impossible-as-entered`. Where the step or the n is only assumed it is `unexplained`, also
 * when a smaller n fits, which is named: nearly every row fits some smaller n, so that a pass would
 * hide every misprint, and an error could accuse a study whose missing patients are not printed.
 */
export const sampleExists: Check = {
  id: 'sample-exists',
  title: 'Some data set has the printed mean, SD and whatever else is printed beside them',
  needs:
    'a mean, an SD, a median or named quartiles, a number of patients, and a scale with its step',
  proves: 'that no scores of the scale have these figures together, for that number of patients',
  cannot: 'show that the figures are right: other scores can have them too, mostly very many',
  example:
    'Eleven whole scores have the mean 87/11 = 7.91 or 86/11 = 7.82, so 7.90 cannot be; a mean of 1.54 of 108 whole scores needs an SD of at least 0.501.',
  references: ['brown2017', 'anaya2016', 'heathers2018', 'jung2025'],
  gravest: 'impossible-as-entered',
  inspectSr: '4.8',
  *run(context) {
    for (const row of rowsOf(context.study)) {
      const sampleRow = sampleRowOf(context, row);
      const middleRow = sampleRow ? null : middleRowOf(context, row);
      if (sampleRow) yield* judge(sampleRow);
      else if (middleRow) yield* judgeMiddle(middleRow);
      else yield* notCheckable(context, row);
    }
  },
};

function* judge(sample: SampleRow): Generator<Judgement> {
  const { figures } = sample;
  const [mean, spread] = textsOf(figures);
  const decision = decideRow(sample, mean, spread);
  if (!passes(decision.verdict)) {
    yield failing(sample, decision);
    return;
  }
  for (const part of ['mean', 'spread'] as const) {
    const figure = part === 'mean' ? figures.mean : (figures.spread?.figure ?? null);
    if (figure) yield passing(sample, decision, part, figure);
  }
}

/** A median, or quartiles by a definition that the file names, without a mean or an SD. */
function* judgeMiddle(sample: SampleRow): Generator<Judgement> {
  const { figures, row, stated } = sample;
  const decision = decideRow(sample, null, null);
  // What left too many cases to go through was not looked at.
  const leftOut = new Set(stated.flatMap((each) => each.leftOut));
  const isMedian = figures.median !== null && !leftOut.has('median');
  const figure = isMedian
    ? figures.median
    : leftOut.has('quartiles')
      ? null
      : (figures.q1 ?? figures.q3);
  if (!figure) return;
  const fits = passes(decision.verdict);
  const soft = sample.because === null ? '' : ` Not called impossible, as ${sample.because}.`;
  const other = decision.fits ? ` ${otherReading(sample, decision)}` : soft;
  const causes = [
    'another number of patients',
    'a median or quartiles by another definition',
    'scores between the steps',
    'a misprint',
  ];
  yield {
    reported: reportedFigure(figure),
    label: `${isMedian ? 'median' : 'quartile'} ${row.place}`,
    verdict: decision.verdict,
    why: fits
      ? whyPossible(sample, decision)
      : `${whyNoMiddle(sample)}${other} ${otherwise(causes)}`,
    conditions: conditionsOf(sample, fits ? decision : { ...decision, assumption: null }),
    tried: decision.tried,
    inputs: inputsOf(sample),
  };
}

function passing(
  sample: SampleRow,
  decision: RowDecision,
  part: 'mean' | 'spread',
  figure: Figure,
): Judgement {
  const { row, figures } = sample;
  const kind = figures.spread?.kind ?? 'sd';
  return {
    reported: reportedFigure(figure),
    label: `${part === 'mean' ? 'mean' : spreadNames[kind]} ${row.place}`,
    verdict: decision.verdict,
    why: whyPossible(sample, decision),
    conditions: conditionsOf(sample, decision),
    tried: decision.tried,
    ...weaknessOf(sample, part, figure),
    inputs: inputsOf(sample),
    ...(isQuick(sample) ? insteadOfRow(sample, part) : {}),
  };
}

function insteadOfRow(sample: SampleRow, part: 'mean' | 'spread'): { readonly instead?: Instead } {
  // A search through a thousand other figures would take minutes.
  if (sample.stated.some(({ slow }) => slow)) return {};
  const [mean, spread] = textsOf(sample.figures);
  const { min, max } = sample.scale;
  // A smaller number of patients only turns one warning into another: not worth 400 searches.
  const others = sample.others.filter(
    ({ verdict }) => sample.worst === 'impossible-as-entered' || verdict !== 'unexplained',
  );
  const quick = { ...sample, others };
  return {
    instead: {
      verdict: (text) =>
        part === 'mean'
          ? decideRow(quick, text, spread).verdict
          : decideRow(quick, mean, text).verdict,
      range: part === 'mean' ? { low: min, high: max } : { low: 0, high: max - min },
    },
  };
}

/** The figure that cannot stand with the others: the mean if it is impossible by itself. */
function failing(sample: SampleRow, decision: RowDecision): Judgement {
  const { figures, row } = sample;
  const [mean, spread] = textsOf(figures);
  const meanAlone = sample.stated.some((each) => each.has(mean, null) !== 'no');
  const isMean = figures.mean !== null && (!meanAlone || !figures.spread);
  const culprit = isMean ? figures.mean : figures.spread?.figure;
  const name = isMean ? 'mean' : spreadNames[figures.spread?.kind ?? 'sd'];
  const why = isMean && mean !== null ? whyNoMean(sample, mean) : whyNoSpread(sample, mean, spread);
  const soft = sample.because === null ? '' : ` Not called impossible, as ${sample.because}.`;
  const other = decision.fits ? ` ${otherReading(sample, decision)}` : soft;
  return {
    reported: reportedFigure(culprit as Figure),
    label: `${name} ${row.place}`,
    verdict: decision.verdict,
    why: `${why}${other} ${otherwise(['another number of patients', 'scores between the steps', 'a misprint'])}`,
    conditions: conditionsOf(sample, { ...decision, assumption: null }),
    tried: decision.tried,
    inputs: inputsOf(sample),
    ...insteadOfRow(sample, isMean ? 'mean' : 'spread'),
  };
}

/** Where agreement shows nothing: means as fine as their decimals. */
function weaknessOf(
  { numbers, row, scale, stated }: SampleRow,
  part: 'mean' | 'spread',
  { decimals }: Figure,
): { readonly weakness?: string } {
  const leftOut = [...new Set(stated.flatMap((each) => each.leftOut))];
  const without =
    leftOut.length > 0
      ? [`the ${leftOut.join(' and the ')} left too many cases to go through`]
      : [];
  const totals = (Math.max(...numbers) * row.items) / scale.step;
  const fine =
    part === 'mean' && totals >= 10 ** decimals
      ? [
          `every mean with ${decimals} decimals would pass by itself: there are ${Math.round(totals)} possible totals a point`,
        ]
      : [];
  const weakness = [...without, ...fine].join('; ');
  return weakness === '' ? {} : { weakness };
}

function inputsOf({ row, figures }: SampleRow): Where[] {
  const { n, nStated, frequencies } = row.statistics;
  const { mean, spread, median, low, high, q1, q3 } = figures;
  const printed = [mean, spread?.figure, median, low, high, q1, q3];
  return [
    ...printed.flatMap((figure) => (figure ? [figure.where] : [])),
    ...(nStated || n.where ? [n.where] : []),
    ...frequencies.flatMap((each) => [each.n.where, ...(each.percent?.map((p) => p.where) ?? [])]),
  ];
}

/** A mean on a scale whose step or n is missing. */
function* notCheckable(
  context: CheckContext,
  row: Parameters<typeof sampleRowOf>[1],
): Generator<Judgement> {
  const { statistics, scale, place } = row;
  const figure = statistics.mean?.[0];
  if (!figure || !scale || figure.relation !== '=' || context.impossible.has(figure.where.path))
    return;
  const missing =
    scale.step === null
      ? 'the step of the scale: without it any mean between its ends is possible'
      : statistics.n.high === null
        ? 'the number of patients'
        : null;
  if (missing === null) return;
  yield {
    reported: reportedFigure(figure),
    label: `mean ${place}`,
    verdict: 'not-checkable',
    why: `Missing: ${missing}.`,
    inputs: [],
  };
}
