import type { Rounding } from '../numeric/decimal.ts';
import { type Question, TooLargeError } from '../reconstruct/errors.ts';
import { exists } from '../reconstruct/exists.ts';
import type { PrintedFacts } from '../reconstruct/facts.ts';
import { nearestPossibleMean, nearestPossibleSd } from '../reconstruct/nearest.ts';
import { frequencies, type ScoreFrequency, scoreOf } from '../reconstruct/reconstruct.ts';
import type { ScoreScale } from '../reconstruct/scale.ts';
import { shapes } from '../reconstruct/shape.ts';
import type { PrintedSample, SampleProblem } from '../reconstruct/targets.ts';
import { formatNumber } from './digits.ts';
import type { Part, Row, Table } from './document.ts';
import { enumerate } from './words.ts';

/** What is known of the data sets behind one printed mean and SD. Plain data. */
export interface Reconstruction {
  readonly printed: PrintedSample;
  readonly exists: boolean;
  /** How many data sets there are, as a decimal text; null when that is out of reach. */
  readonly count: string | null;
  readonly frequencies: readonly ScoreFrequency[] | null;
  readonly flattest: DataSet | null;
  readonly mostPeaked: DataSet | null;
  /** When none exists: the nearest figures that one can have. */
  readonly nearest: {
    readonly sd: { readonly below: number | null; readonly above: number | null } | null;
    readonly mean: { readonly below: number | null; readonly above: number | null } | null;
  } | null;
  /** Why something above is null. */
  readonly reason: string | null;
}

/** A data set as the number of patients with every score. */
export interface DataSet {
  readonly counts: readonly { readonly score: number; readonly n: number }[];
  readonly kurtosis: number;
}

/** Answers every question about one mean and SD that is within reach. */
export function reconstruction(problem: SampleProblem): Reconstruction {
  const { printed } = problem;
  const base = { printed, flattest: null, mostPeaked: null, nearest: null, reason: null };
  if (!exists(problem)) {
    const nearest = { sd: nearestSd(problem), mean: nearestMean(problem) };
    return { ...base, exists: false, count: '0', frequencies: null, nearest };
  }
  try {
    const { count, scores } = frequencies(problem);
    return {
      ...base,
      exists: true,
      count: String(count),
      frequencies: scores,
      ...extremeShapes(problem),
    };
  } catch (error) {
    if (!(error instanceof TooLargeError)) throw error;
    return {
      ...base,
      exists: true,
      count: null,
      frequencies: null,
      reason: `${error.message}; still answerable: ${answerable(error, problem.top + 1)}`,
    };
  }
}

/** What can still be asked when a count is out of reach, with the command that answers. */
export function answerable({ stillAnswerable }: TooLargeError, scores: number): string {
  const words = stillAnswerable.flatMap((question) => answers[question] ?? []);
  const bounds = scores <= 11 ? ['what must be true of two visits (dystonia-stats bounds)'] : [];
  return enumerate([...words, ...bounds]) || 'nothing';
}

const answers: { readonly [question in Question]?: string } = {
  exists: 'whether there is a data set (--exists)',
  count: 'how many there are (--count)',
  sample: 'random ones (--sample)',
  list: 'the first ones (--list --limit)',
};

function extremeShapes(problem: SampleProblem): Pick<Reconstruction, 'flattest' | 'mostPeaked'> {
  try {
    const found = shapes(problem);
    if (!found) return { flattest: null, mostPeaked: null };
    const dataSet = ({ counts, kurtosis }: (typeof found)['flattest']): DataSet => ({
      counts: Array.from(counts, (n, u) => ({ score: scoreOf(problem, u), n })),
      kurtosis,
    });
    return { flattest: dataSet(found.flattest), mostPeaked: dataSet(found.mostPeaked) };
  } catch (error) {
    if (error instanceof TooLargeError) return { flattest: null, mostPeaked: null };
    throw error;
  }
}

function nearestSd(problem: SampleProblem) {
  if (problem.printed.sd === null) return null;
  const { below, above } = nearestPossibleSd(problem);
  return { below: below?.value ?? null, above: above?.value ?? null };
}

function nearestMean(problem: SampleProblem) {
  if (problem.printed.mean === null) return null;
  const { below, above } = nearestPossibleMean(problem);
  return { below: below?.value ?? null, above: above?.value ?? null };
}

/** The answers as a page. */
export function reconstructionParts(found: Reconstruction): readonly Part[] {
  const { printed } = found;
  const parts: Part[] = [
    {
      kind: 'heading',
      title: `Data sets behind ${describeFigures(printed)}`,
      lines: [`If ${enumerate(sampleConditions(printed).map((text, i) => `(${i + 1}) ${text}`))}:`],
    },
    { kind: 'text', title: 'Possible data sets', paragraphs: [countSentence(found)] },
  ];
  if (found.frequencies) parts.push(frequencyTable(found, found.frequencies));
  const shapesTable = shapeTable(found);
  if (shapesTable) parts.push(shapesTable);
  return parts;
}

function describeFigures({ mean, sd, n, scale }: PrintedSample): string {
  const figures = [mean === null ? null : `mean ${mean}`, sd === null ? null : `SD ${sd}`];
  const scores = `scores ${scale.min} to ${scale.max}${Number(scale.step) === 1 ? '' : `, ${scale.step} apart`}`;
  const items = scale.items && scale.items > 1 ? `, mean of ${scale.items} items` : '';
  return [...figures.filter(Boolean), `n = ${n}`, scores + items].join(', ');
}

/** On which conditions a data set is looked for, each a clause. */
export function sampleConditions({ scale, sdKind, sd, facts, rounding }: PrintedSample): string[] {
  return [
    'the printed figures are right',
    scoresSentence(scale),
    ...(sd === null ? [] : [`the SD divides by ${sdKind === 'population' ? 'n' : 'n − 1'}`]),
    roundingSentences[rounding ?? 'half'],
    ...factSentences(facts),
  ];
}

/** "every score is a whole number from 1 to 5". */
function scoresSentence({ min, max, step, items = 1 }: ScoreScale): string {
  const [low, distance] = [Number(min), Number(step)];
  const values =
    Number.isInteger(low) && distance === 1
      ? `a whole number from ${min} to ${max}`
      : `one of ${min}, ${Number((low + distance).toPrecision(12))} … ${max}`;
  return items > 1
    ? `every score is the mean of ${items} answers, each ${values}`
    : `every score is ${values}`;
}

const roundingSentences: Readonly<Record<Rounding, string>> = {
  half: 'the figures were rounded to the nearest, ties either way',
  'half-up': 'the figures were rounded to the nearest, ties up',
  'half-even': 'the figures were rounded to the nearest, ties to the even digit',
  truncate: 'the further digits of the figures were cut off',
  any: 'the figures were rounded to the nearest or cut off',
};

function factSentences(facts: PrintedFacts = {}): string[] {
  const { range, median, counts = [], within } = facts;
  return [
    ...(range ? [`the observed scores run from ${range.low ?? '?'} to ${range.high ?? '?'}`] : []),
    ...(within ? [`no score lies outside ${within[0]} to ${within[1]}`] : []),
    ...(median ? [`the median is ${median}`] : []),
    ...counts.map(({ scored, score, n }) => {
      const words = { exactly: '', atLeast: ' or more', atMost: ' or less' }[scored];
      return `${typeof n === 'number' ? n : `${n.low} to ${n.high}`} scored ${score}${words}`;
    }),
  ];
}

function countSentence({ exists, count, nearest, printed, reason }: Reconstruction): string {
  if (!exists) {
    const sd = nearest?.sd && near('SD', nearest.sd, 'this mean');
    const mean = nearest?.mean && near('mean', nearest.mean, 'this SD');
    return ['No data set has these figures on these conditions.', sd, mean]
      .filter(Boolean)
      .join(' ');
  }
  if (count === null) return `At least one data set has these figures. How many: ${reason}.`;
  const number = grouped(count);
  return count === '1'
    ? `Exactly one way to share the ${printed.n} patients out over the scores has these figures.`
    : `${number} ways to share the ${printed.n} patients out over the scores have these figures.`;
}

/** "With this mean, the nearest possible SDs are 0.501 and …" */
function near(
  what: string,
  { below, above }: { readonly below: number | null; readonly above: number | null },
  given: string,
): string {
  const values = [below, above].filter((value) => value !== null);
  if (values.length === 0) return `With ${given}, no ${what} is possible.`;
  const texts = values.map((value) => formatNumber(value, 4));
  return `With ${given}, the nearest possible ${what}${texts.length > 1 ? 's are' : ' is'} ${enumerate(texts)}.`;
}

/** 9,512,304 for reading; JSON has the plain digits. */
const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

const BAR = 24;

function frequencyTable({ printed }: Reconstruction, scores: readonly ScoreFrequency[]): Table {
  const most = Math.max(...scores.map(({ greatest }) => greatest ?? 0), 1);
  return {
    kind: 'table',
    id: 'frequencies',
    title: 'How many had each score',
    subtitle: `of ${printed.n}`,
    columns: [
      { header: '', align: 'left' },
      { header: 'least', align: 'right' },
      { header: 'mean', align: 'right' },
      { header: 'greatest', align: 'right' },
      { header: 'as bars', align: 'left', giveWay: 1 },
    ],
    rows: scores.map(
      ({ score, least, mean, greatest }): Row => ({
        cells: [
          `${score}`,
          `${least}`,
          formatNumber(mean ?? 0, 1),
          `${greatest}`,
          bar(least ?? 0, mean ?? 0, greatest ?? 0, most),
        ],
      }),
    ),
    caption:
      'Bars: █ patients in every data set, ▓ up to the mean, ░ up to the greatest. The mean counts ' +
      'every data set once; it is not a likelihood.',
  };
}

function bar(least: number, mean: number, greatest: number, most: number): string {
  const cells = (value: number) => Math.round((BAR * value) / most);
  const [low, middle, high] = [cells(least), cells(mean), cells(greatest)];
  return (
    '█'.repeat(low) + '▓'.repeat(Math.max(0, middle - low)) + '░'.repeat(Math.max(0, high - middle))
  );
}

function shapeTable({ flattest, mostPeaked }: Reconstruction): Table | null {
  if (!flattest || !mostPeaked) return null;
  const row = (label: string, { counts, kurtosis }: DataSet): Row => ({
    cells: [label, ...counts.map(({ n }) => `${n}`), formatNumber(kurtosis, 2)],
  });
  if (flattest.counts.length > 11) return null;
  return {
    kind: 'table',
    id: 'shapes',
    title: 'Extreme shapes',
    columns: [
      { header: '', align: 'left' },
      ...flattest.counts.map(({ score }) => ({ header: `${score}`, align: 'right' as const })),
      { header: 'kurtosis', align: 'right', giveWay: 1 },
    ],
    rows: [row('Flattest', flattest), row('Most peaked', mostPeaked)],
    caption:
      'The data sets with the least and the greatest kurtosis (3 for a normal distribution).',
  };
}
