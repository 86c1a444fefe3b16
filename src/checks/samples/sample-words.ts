import { nearestPossibleSd } from '../../reconstruct/nearest.ts';
import { fixed, upperFirst } from '../engine/words.ts';
import { countText, type SpreadKind, scoresText } from './rows.ts';
import { attempt, exampleOf, type SpreadReading } from './sample.ts';
import { type RowDecision, type SampleRow, textsOf } from './sample-readings.ts';

/** What a printed spread is called. */
export const spreadNames: Readonly<Record<SpreadKind, string>> = {
  sd: 'SD',
  se: 'SE',
  variance: 'variance',
  spread: '±',
};

/** A data set that has the figures, as the file reads or under another reading. */
export function whyPossible(sample: SampleRow, decision: RowDecision): string {
  const { fits, assumption, partly } = decision;
  const { figures, scale, row } = sample;
  const [mean, spread] = textsOf(figures);
  const what = figuresText(sample);
  const scores = `${countText(row.statistics)} scores, each ${scoresText(scale, row.items)}`;
  if (partly && assumption === null) {
    return `Too many data sets of ${scores}, to search through for ${what}. The mean is possible by itself, and the SD lies within the limits that it leaves; more is not shown.`;
  }
  if (assumption !== null) {
    return `No data set of ${scores}, has ${what}. ${otherReading(sample, decision)}`;
  }
  const example = fits && exampleOf(fits, mean, spread);
  const such = example ? `, such as ${example} (patients × score)` : '';
  return `Some data set of ${scores}, has ${what}${such}.`;
}

/** "With 18 of 20 patients there is one, such as 8 × 2, 1 × 3, 9 × 4 (patients × score)." */
export function otherReading(
  { figures }: SampleRow,
  { assumption, fits, partly }: RowDecision,
): string {
  const [mean, spread] = textsOf(figures);
  const example = fits && exampleOf(fits, mean, spread);
  const such = example ? `, such as ${example} (patients × score)` : '';
  const text = upperFirst(assumption ?? '');
  const begin = text.startsWith('If') ? `${text},` : text;
  return partly
    ? `${begin} there may be one: too many data sets to search through.`
    : `${begin} there is one${such}.`;
}

/** "No total of 11 scores, each a whole number …, gives 7.90: the nearest means are 7.818 and 7.909." */
export function whyNoMean(sample: SampleRow, mean: string): string {
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

/** "No data set of 11 scores, … has median 4.5. The median of 11 scores is number 6 of them in order." */
export function whyNoMiddle(sample: SampleRow): string {
  const { row, scale, numbers, figures } = sample;
  const scores = `${countText(row.statistics)} scores, each ${scoresText(scale, row.items)},`;
  const begin = `No data set of ${scores} has ${figuresText(sample)}.`;
  const [n = 0, ...others] = numbers;
  if (!figures.median || others.length > 0) return begin;
  const middle =
    n % 2 === 1
      ? `number ${(n + 1) / 2} of them in order, one of the scores itself`
      : `half-way between numbers ${n / 2} and ${n / 2 + 1} of them in order`;
  return `${begin} The median of ${n} scores is ${middle}.`;
}

/** That no data set has the figures, with the nearest SDs that one has. */
export function whyNoSpread(sample: SampleRow, mean: string | null, spread: string | null): string {
  const { row, scale, numbers, stated, figures } = sample;
  const scores = `${countText(row.statistics)} scores, each ${scoresText(scale, row.items)},`;
  const begin = `No data set of ${scores} has ${figuresText(sample)}.`;
  const [read] = stated;
  const figure = figures.spread?.figure;
  if (!read || !figure || numbers.length > 1) return begin;
  const near = attempt(() => nearestPossibleSd(read.problem(mean, spread)));
  if (!near || (!near.below && !near.above)) return begin;
  const texts = [near.below, near.above].flatMap((each) =>
    each ? [fixed(spreadOf(each.value, sample.spread, numbers[0] ?? 1), figure.decimals + 2)] : [],
  );
  const name = figures.spread?.kind === 'spread' ? 'SD' : spreadNames[figures.spread?.kind ?? 'sd'];
  return `${begin} With that mean the nearest possible ${name}${texts.length > 1 ? 's are' : ' is'} ${texts.join(' and ')}.`;
}

/** The spread that belongs to an SD of n scores with the divisor n − 1. */
function spreadOf(sd: number, reading: SpreadReading, n: number): number {
  const ofN = reading.startsWith('population') ? sd * Math.sqrt(1 - 1 / n) : sd;
  if (reading.endsWith('variance')) return ofN ** 2;
  return reading.endsWith('se') ? ofN / Math.sqrt(n) : ofN;
}

/** "mean 4.30, SD 1.13 and range 1 to 5". */
export function figuresText({ figures, row, stated }: SampleRow): string {
  const { mean, spread, median, low, high } = figures;
  const { within, frequencies } = row.statistics;
  const quartiles = stated[0]?.problem(null, null).printed.facts?.quartiles;
  const texts = [
    mean && `mean ${mean.text}`,
    spread && `${spreadNames[spread.kind]} ${spread.figure.text}`,
    median && `median ${median.text}`,
    quartiles ? `quartiles ${quartiles.low ?? '?'} and ${quartiles.high ?? '?'}` : null,
    (low || high) && `range ${low?.text ?? '?'} to ${high?.text ?? '?'}`,
    within && `no score outside ${within[0]} to ${within[1]}`,
    frequencies.length > 0 && 'the printed counts',
  ].filter((text) => text !== null && text !== false);
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}

/** On what a verdict rests. */
export function conditionsOf(
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
