import type { Where } from '../errors.ts';
import { nearestPossibleSd } from '../reconstruct/nearest.ts';
import type { Figure } from '../study/model.ts';
import type { Check, CheckContext, Instead, Judgement } from './check.ts';
import { levelOf } from './finding.ts';
import { reportedFigure } from './printed.ts';
import { countText, rowsOf, type SpreadKind, scoresText } from './rows.ts';
import { attempt, exampleOf } from './sample.ts';
import {
  decideRow,
  isQuick,
  type RowDecision,
  type SampleRow,
  sampleRowOf,
  textsOf,
} from './sample-readings.ts';
import { fixed, otherwise } from './words.ts';

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
  needs: 'a mean or an SD, a number of patients, and a scale with its step',
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
      if (sampleRow) yield* judge(sampleRow);
      else yield* notCheckable(context, row);
    }
  },
};

function* judge(sample: SampleRow): Generator<Judgement> {
  const { figures } = sample;
  const [mean, spread] = textsOf(figures);
  const decision = decideRow(sample, mean, spread);
  if (levelOf(decision.verdict) !== 'pass') {
    yield failing(sample, decision);
    return;
  }
  for (const part of ['mean', 'spread'] as const) {
    const figure = part === 'mean' ? figures.mean : (figures.spread?.figure ?? null);
    if (figure) yield passing(sample, decision, part, figure);
  }
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
    ...(isQuick(sample) && { instead: insteadOf(sample, part) }),
  };
}

const spreadNames: Readonly<Record<SpreadKind, string>> = {
  sd: 'SD',
  se: 'SE',
  variance: 'variance',
  spread: '±',
};

function insteadOf(sample: SampleRow, part: 'mean' | 'spread'): Instead {
  const [mean, spread] = textsOf(sample.figures);
  const { min, max } = sample.scale;
  // A smaller number of patients only turns one warning into another: not worth 400 searches.
  const others = sample.others.filter(
    ({ verdict }) => sample.worst === 'impossible-as-entered' || verdict !== 'unexplained',
  );
  const quick = { ...sample, others };
  return {
    verdict: (text) =>
      part === 'mean'
        ? decideRow(quick, text, spread).verdict
        : decideRow(quick, mean, text).verdict,
    range: part === 'mean' ? { low: min, high: max } : { low: 0, high: max - min },
  };
}

function whyPossible(sample: SampleRow, decision: RowDecision): string {
  const { fits, assumption, partly } = decision;
  const { figures, scale, row } = sample;
  const [mean, spread] = textsOf(figures);
  const what = figuresText(sample);
  if (partly) {
    return `Too many data sets to search: only the mean by itself and the SD's limits were looked at, and ${what} lies within them.`;
  }
  const scores = `${countText(row.statistics)} scores, each ${scoresText(scale, row.items)}`;
  if (assumption !== null) {
    return `No data set of ${scores}, has ${what}. ${otherReading(sample, decision)}`;
  }
  const example = fits && exampleOf(fits, mean, spread);
  const such = example ? `, such as ${example} (patients × score)` : '';
  return `Some data set of ${scores}, has ${what}${such}.`;
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
    instead: insteadOf(sample, isMean ? 'mean' : 'spread'),
  };
}

/** "With 18 of 20 patients there is one, such as 8 × 2, 1 × 3, 9 × 4 (patients × score)." */
function otherReading({ figures }: SampleRow, { assumption, fits }: RowDecision): string {
  const [mean, spread] = textsOf(figures);
  const example = fits && exampleOf(fits, mean, spread);
  const such = example ? `, such as ${example} (patients × score)` : '';
  const text = assumption ?? '';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)} there is one${such}.`;
}

/** "No total of 11 scores, each a whole number …, gives 7.90: the nearest means are 7.818 and 7.909." */
function whyNoMean(sample: SampleRow, mean: string): string {
  const { row, scale, numbers, figures } = sample;
  const scores = `${countText(row.statistics)} scores, each ${scoresText(scale, row.items)},`;
  const [n, ...more] = numbers;
  const [read] = sample.stated;
  if (n === undefined || more.length > 0 || !read) {
    return `For no number of patients from ${numbers[0]} to ${numbers.at(-1)} do ${scores} give the mean ${mean}.`;
  }
  const { sumLow, sumHigh } = read.problem(mean, null);
  if (sumLow <= sumHigh) {
    return `No data set of ${scores} has ${figuresText(sample)}.`;
  }
  const { offset, step, parts } = read.grid;
  const at = (total: number) =>
    fixed((offset * n + step * total) / (parts * n), (figures.mean?.decimals ?? 0) + 2);
  return `No total of ${scores} gives ${mean}: the nearest means are ${at(sumLow - 1)} and ${at(sumHigh + 1)}.`;
}

function whyNoSpread(sample: SampleRow, mean: string | null, spread: string | null): string {
  const { row, scale, numbers, stated, figures } = sample;
  const scores = `${countText(row.statistics)} scores, each ${scoresText(scale, row.items)},`;
  const begin = `No data set of ${scores} has ${figuresText(sample)}.`;
  const [read] = stated;
  const figure = figures.spread?.figure;
  if (!read || !figure || numbers.length > 1 || sample.spread === 'variance') return begin;
  const near = attempt(() => nearestPossibleSd(read.problem(mean, spread)));
  if (!near || (!near.below && !near.above)) return begin;
  // The nearest SDs are in points with the divisor n − 1, whatever the spread was read as.
  const factor = {
    sample: 1,
    population: Math.sqrt(1 - 1 / (numbers[0] ?? 1)),
    se: 1 / Math.sqrt(numbers[0] ?? 1),
  }[sample.spread];
  const texts = [near.below, near.above].flatMap((each) =>
    each ? [fixed(each.value * factor, figure.decimals + 2)] : [],
  );
  const name = figures.spread?.kind === 'se' ? 'SE' : 'SD';
  return `${begin} With that mean the nearest possible ${name}${texts.length > 1 ? 's are' : ' is'} ${texts.join(' and ')}.`;
}

/** "mean 4.30, SD 1.13 and range 1 to 5". */
function figuresText({ figures, row }: SampleRow): string {
  const { mean, spread, median, low, high } = figures;
  const { within, frequencies } = row.statistics;
  const texts = [
    mean && `mean ${mean.text}`,
    spread && `${spreadNames[spread.kind]} ${spread.figure.text}`,
    median && `median ${median.text}`,
    (low || high) && `range ${low?.text ?? '?'} to ${high?.text ?? '?'}`,
    within && `no score outside ${within[0]} to ${within[1]}`,
    frequencies.length > 0 && 'the printed counts',
  ].filter((text) => text !== null && text !== false);
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}

function conditionsOf(
  { row, scale, spread, figures }: SampleRow,
  { assumption }: RowDecision,
): string[] {
  const { statistics, items } = row;
  const assumedStep = scale.stepSource === null || scale.stepSource === 'assumed';
  const n = countText(statistics);
  const divides =
    figures.spread &&
    (spread === 'sample' || spread === 'population') &&
    !assumption?.includes('divides by')
      ? [
          `the SD divides by ${spread === 'sample' ? 'n − 1' : 'n'}${statistics.how?.sd ? '' : ' (not printed)'}`,
        ]
      : [];
  return [
    `${n} patients were scored, none missing${statistics.nStated ? '' : ' (not printed, assumed)'}`,
    `every score is ${scoresText(scale, items)}${assumedStep ? ' (the step is assumed)' : ''}`,
    ...divides,
    ...(assumption ? [assumption.replace(/^if /, '')] : []),
    'the figures are copied as printed',
  ];
}

/** Where agreement shows nothing: means as fine as their decimals. */
function weaknessOf(
  { numbers, row, scale }: SampleRow,
  part: 'mean' | 'spread',
  { decimals }: Figure,
): { readonly weakness?: string } {
  const totals = (Math.max(...numbers) * row.items) / scale.step;
  if (part !== 'mean' || totals < 10 ** decimals) return {};
  return {
    weakness: `every mean with ${decimals} decimals would pass by itself: there are ${Math.round(totals)} possible totals a point`,
  };
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
