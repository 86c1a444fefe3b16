import type { Where } from '../errors.ts';
import { nearestPossibleSd } from '../reconstruct/nearest.ts';
import type { Figure } from '../study/model.ts';
import type { Check, CheckContext, Instead, Judgement } from './check.ts';
import type { Tried, Verdict } from './finding.ts';
import { reportedFigure } from './printed.ts';
import { countText, rowsOf, type SpreadKind, scoresText } from './rows.ts';
import { attempt, exampleOf, type Sample } from './sample.ts';
import { type SampleRow, sampleRowOf, textsOf } from './sample-readings.ts';
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
  if (decision.verdict === sample.worst && !decision.fits) {
    yield failing(sample, decision);
    return;
  }
  for (const part of ['mean', 'spread'] as const) {
    const figure = part === 'mean' ? figures.mean : (figures.spread?.figure ?? null);
    if (figure) yield passing(sample, decision, part, figure);
  }
}

interface RowDecision {
  readonly verdict: Verdict;
  /** Some reading has a data set. */
  readonly fits: Sample | null;
  readonly assumption: string | null;
  readonly tried: readonly Tried[];
  /** True when it was too large to decide with all figures together. */
  readonly partly: boolean;
}

/** The first reading with the mildest verdict that has a data set. */
function decideRow(
  { stated, others, worst }: SampleRow,
  mean: string | null,
  spread: string | null,
): RowDecision {
  const answers = stated.map((sample) => sample.has(mean, spread));
  const first = answers.indexOf('yes');
  const tried: Tried[] = [];
  if (first >= 0) {
    return {
      verdict: 'possible',
      fits: stated[first] as Sample,
      assumption: null,
      tried,
      partly: false,
    };
  }
  if (answers.includes('unknown')) {
    return {
      verdict: 'possible',
      fits: stated[0] as Sample,
      assumption: null,
      tried,
      partly: true,
    };
  }
  for (const { assumption, verdict, sample } of others) {
    const other = sample();
    const fits = other?.has(mean, spread) === 'yes';
    if (fits || tried.length < 12) tried.push({ assumption, low: null, high: null, fits });
    if (fits) return { verdict, fits: other, assumption, tried, partly: false };
  }
  return { verdict: worst, fits: null, assumption: null, tried, partly: false };
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
    conditions: conditionsOf(sample),
    tried: decision.tried,
    ...weaknessOf(sample, part, figure),
    inputs: inputsOf(sample),
    instead: insteadOf(sample, part),
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

function whyPossible(sample: SampleRow, { fits, assumption, partly }: RowDecision): string {
  const { figures, scale, row } = sample;
  const [mean, spread] = textsOf(figures);
  const what = figuresText(sample);
  if (partly) {
    return `Too many data sets to search: only the mean by itself and the SD's limits were looked at, and ${what} lies within them.`;
  }
  const example = fits && exampleOf(fits, mean, spread);
  const such = example ? ` such as ${example} (patients × score)` : '';
  const scores = `${countText(row.statistics)} scores, each ${scoresText(scale, row.items)}`;
  if (assumption === null) return `Some data set of ${scores}, has ${what}${such && `,${such}`}.`;
  return `No data set of ${scores}, has ${what}; ${assumption} there is one${such && `,${such}`}.`;
}

function failing(sample: SampleRow, { tried, verdict }: RowDecision): Judgement {
  const { row, figures } = sample;
  const [mean, spread] = textsOf(figures);
  const meanAlone = sample.stated.some((each) => each.has(mean, null) !== 'no');
  const culprit =
    (!meanAlone || !figures.spread) && figures.mean ? figures.mean : figures.spread?.figure;
  const isMean = culprit === figures.mean;
  const name = isMean ? 'mean' : spreadNames[figures.spread?.kind ?? 'sd'];
  const why = isMean && mean !== null ? whyNoMean(sample, mean) : whyNoSpread(sample, mean, spread);
  const soft = sample.because === null ? '' : ` Not called impossible, as ${sample.because}.`;
  return {
    reported: reportedFigure(culprit as Figure),
    label: `${name} ${row.place}`,
    verdict,
    why: `${why}${soft} ${otherwise(['another number of patients', 'scores between the steps', 'a misprint'])}`,
    conditions: conditionsOf(sample),
    tried,
    inputs: inputsOf(sample),
    instead: insteadOf(sample, isMean ? 'mean' : 'spread'),
  };
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

function conditionsOf({ row, scale, spread, figures }: SampleRow): string[] {
  const { statistics, items } = row;
  const assumedStep = scale.stepSource === null || scale.stepSource === 'assumed';
  const n = countText(statistics);
  return [
    `${n} patients were scored, none missing${statistics.nStated ? '' : ' (not printed, assumed)'}`,
    `every score is ${scoresText(scale, items)}${assumedStep ? ' (the step is assumed)' : ''}`,
    ...(figures.spread && (spread === 'sample' || spread === 'population')
      ? [
          `the SD divides by ${spread === 'sample' ? 'n − 1' : 'n'}${statistics.how?.sd ? '' : ' (not printed)'}`,
        ]
      : []),
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
