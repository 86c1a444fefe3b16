import type { Rounding } from '../../numeric/decimal.ts';
import type { CheckContext } from '../engine/check.ts';
import { gravity, type Tried, type Verdict } from '../engine/finding.ts';
import {
  figuresOf,
  notPlain,
  plainText,
  type Row,
  type RowFigures,
  roundingOf,
  type SpreadKind,
} from './rows.ts';
import {
  factsOf,
  once,
  type Reading,
  type Sample,
  type SpreadReading,
  type SteppedScale,
  sampleOf,
} from './sample.ts';

/** A way to read a row that is not the file's own, and the verdict when it alone fits. */
export interface OtherReading {
  /** Completes "fits …": "if the SD divides by n". */
  readonly assumption: string;
  readonly verdict: Verdict;
  readonly sample: () => Sample | null;
}

/** A row on a scale with a step and a number of patients: what can be asked of it. */
export interface SampleRow {
  readonly row: Row;
  readonly figures: RowFigures;
  readonly scale: SteppedScale;
  readonly rounding: Rounding;
  /** As the file says: one sample for each number of patients that it allows. */
  readonly stated: readonly Sample[];
  readonly numbers: readonly number[];
  readonly spread: SpreadReading;
  readonly others: readonly OtherReading[];
  /** What may be said when nothing fits. */
  readonly worst: Verdict;
  /** Why it is not called impossible; null when it is. */
  readonly because: string | null;
}

/** With more numbers of patients than this a row is not gone through. */
const mostNumbers = 2000;
/** How many smaller numbers of patients are tried where the number is assumed. */
const mostSmaller = 400;
const mostSmallerIfSlow = 10;

/** What is known of the rows of a run: several checks ask the same of them. */
const knownRows = new WeakMap<CheckContext, WeakMap<Row['statistics'], SampleRow | null>>();

/** Null when the row has no scale with a step, no mean or spread, or no number of patients. */
export function sampleRowOf(context: CheckContext, row: Row): SampleRow | null {
  const rows = knownRows.get(context) ?? new WeakMap<Row['statistics'], SampleRow | null>();
  knownRows.set(context, rows);
  const known = rows.get(row.statistics);
  if (known !== undefined) return known;
  const figures = figuresOf(context, row);
  const read = figures.mean || figures.spread ? readRow(context, row, figures) : null;
  rows.set(row.statistics, read);
  return read;
}

/** The same of a row with a median or quartiles, and with no mean and no spread beside them. */
export function middleRowOf(context: CheckContext, row: Row): SampleRow | null {
  const figures = figuresOf(context, row);
  if (figures.mean || figures.spread) return null;
  const { statistics, scale } = row;
  const n = Math.max(1, statistics.n.low);
  const { median, quartiles } = factsOf(row, figures, n, roundingOf(row, context.rounding));
  return scale && (median !== undefined || quartiles) ? readRow(context, row, figures) : null;
}

function readRow(context: CheckContext, row: Row, figures: RowFigures): SampleRow | null {
  const { statistics, scale } = row;
  if (!scale || !hasStep(scale)) return null;
  const { n } = statistics;
  if (context.impossible.has(n.where.path) || n.high === null || n.high < 1) return null;
  const numbers = range(Math.max(n.low, 1), n.high);
  if (numbers.length > mostNumbers) return null;
  const rounding = roundingOf(row, context.rounding);
  const spread = readingOf(figures.spread?.kind ?? 'sd', statistics.how?.sd);
  const base = { step: scale.step, spread, rounding };
  const read = (reading: Reading) =>
    sampleOf(scale, row.items, factsOf(row, figures, reading.n, reading.rounding), reading);
  const stated = numbers.map((each) => read({ ...base, n: each }));
  if (stated.some((sample) => sample === null)) return null;
  const isSlow = stated.some((sample) => sample?.slow);
  const because = notPlain(context.study, row) ?? notStated(row, scale);
  return {
    row,
    figures,
    scale,
    rounding,
    stated: stated as readonly Sample[],
    numbers,
    spread,
    others: otherReadings(row, figures, scale, numbers, base, read, isSlow),
    worst: because === null ? 'impossible-as-entered' : 'unexplained',
    because,
  };
}

function hasStep(scale: NonNullable<Row['scale']>): scale is SteppedScale {
  return scale.step !== null;
}

function readingOf(kind: SpreadKind, divisor: 'sample' | 'population' | undefined): SpreadReading {
  if (kind === 'se' || kind === 'variance') {
    return divisor === 'population' ? `population-${kind}` : kind;
  }
  return divisor ?? 'sample';
}

/** The conditions that the file does not state. */
function notStated({ statistics }: Row, { stepSource }: SteppedScale): string | null {
  if (stepSource === null || stepSource === 'assumed') return 'the step of the scale is assumed';
  return statistics.nStated ? null : 'the number of patients of this row is not printed';
}

/**
 * Whether a row can be decided a thousand times over, for its power: with a median or quartiles on
 * a wide scale one search takes up to a second.
 */
export function isQuick({ figures, scale, row }: SampleRow): boolean {
  const { median, q1, q3 } = figures;
  const values = ((scale.max - scale.min) / scale.step) * row.items;
  return values <= 120 || !(median || q1 || q3);
}

type Base = Omit<Reading, 'n'>;

function otherReadings(
  { statistics, items }: Row,
  figures: RowFigures,
  scale: SteppedScale,
  numbers: readonly number[],
  base: Base,
  read: (reading: Reading) => Sample | null,
  isSlow: boolean,
): OtherReading[] {
  const kind = figures.spread?.kind;
  const others: OtherReading[] = [];
  const add = (assumption: string, verdict: Verdict, reading: Partial<Reading>) => {
    for (const n of numbers) {
      others.push({ assumption, verdict, sample: once(() => read({ ...base, n, ...reading })) });
    }
  };
  const maybeCut =
    base.rounding === 'half' || base.rounding === 'half-up' || base.rounding === 'half-even';
  const canCut = maybeCut && statistics.how?.rounded === undefined;
  const cutText =
    base.rounding === 'half'
      ? 'digits were cut off'
      : 'digits were cut off or ties rounded the other way';
  const alsoCut = (assumption: string, verdict: Verdict, reading: Partial<Reading>) => {
    add(assumption, verdict, reading);
    if (canCut) {
      const cut = verdict === 'possible' ? 'within-rounding' : verdict;
      add(`${assumption} and ${cutText}`, cut, { ...reading, rounding: 'any' });
    }
  };
  if (canCut) add(`if ${cutText}`, 'within-rounding', { rounding: 'any' });
  const divisor = statistics.how?.sd;
  if ((kind === 'sd' || kind === 'spread') && divisor === undefined) {
    alsoCut('if the SD divides by n, not n − 1', 'possible', { spread: 'population' });
  }
  if (kind === 'variance' && divisor === undefined) {
    const spread = 'population-variance';
    alsoCut('if the variance divides by n, not n − 1', 'possible', { spread });
  }
  if (kind === 'se' && divisor === 'population') {
    alsoCut('if the SE is that of the SD that divides by n − 1', 'possible', { spread: 'se' });
  }
  if (kind === 'spread') alsoCut('if ± is the standard error', 'possible', { spread: 'se' });
  if ((kind === 'se' && divisor === undefined) || (kind === 'spread' && divisor !== 'sample')) {
    const what = kind === 'se' ? 'if the SE is' : 'if ± is the standard error,';
    alsoCut(`${what} that of the SD that divides by n`, 'possible', { spread: 'population-se' });
  }
  if (kind === 'sd') alsoCut('if the SD is a standard error', 'unexplained', { spread: 'se' });
  if (kind === 'se')
    alsoCut('if the SE is a standard deviation', 'unexplained', { spread: 'sample' });
  if (scale.stepSource === null || scale.stepSource === 'assumed') {
    const half = scale.step / 2;
    alsoCut(`if scores are ${half} apart`, 'unexplained', { step: half });
  }
  const [n] = numbers;
  const counted = countedIn(statistics);
  if (n !== undefined && numbers.length === 1 && counted !== null && counted < n) {
    others.push({
      assumption: `with the ${counted} of ${n} patients who are counted`,
      verdict: 'unexplained',
      sample: once(() => read({ ...base, n: counted })),
    });
  }
  if (!statistics.nStated && n !== undefined && numbers.length === 1 && items >= 1) {
    const most = isSlow ? mostSmallerIfSlow : mostSmaller;
    for (let fewer = n - 1; fewer >= Math.max(1, n - most); fewer--) {
      others.push({
        assumption: `with ${fewer} of ${n} patients`,
        verdict: 'unexplained',
        sample: once(() => read({ ...base, n: fewer })),
      });
    }
  }
  return others;
}

/** How many patients the printed counts of scores are of; null unless all are plain counts. */
function countedIn({ frequencies }: Row['statistics']): number | null {
  const counts = frequencies.map(({ n }) => (n.text !== null && n.low === n.high ? n.low : null));
  if (counts.length === 0 || counts.includes(null)) return null;
  const sum = counts.reduce<number>((total, count) => total + (count ?? 0), 0);
  return sum > 0 ? sum : null;
}

/** The texts of a row's mean and spread as plain decimals. */
export function textsOf({ mean, spread }: RowFigures): [string | null, string | null] {
  return [mean && plainText(mean), spread && plainText(spread.figure)];
}

function range(low: number, high: number): number[] {
  return Array.from({ length: Math.min(high - low, mostNumbers) + 1 }, (_, i) => low + i);
}

/** What is said of a row. */
export interface RowDecision {
  readonly verdict: Verdict;
  /** Some reading has a data set. */
  readonly fits: Sample | null;
  readonly assumption: string | null;
  readonly tried: readonly Tried[];
  /** True when it was too large to decide with all figures together. */
  readonly partly: boolean;
}

/** The first reading with the mildest verdict that has a data set. */
export function decideRow(
  { row, figures, stated, others, worst }: SampleRow,
  mean: string | null,
  spread: string | null,
): RowDecision {
  const kind = figures.spread?.kind;
  // A standard error may be that of a model.
  const isOpen = kind === 'se' && row.statistics.how?.sd !== 'sample';
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
  // What cannot be searched through is not called anything that mean and SD alone do not prove.
  const unsure = stated.find(
    (sample, i) => answers[i] === 'unknown' && sample.hasAlone(mean, spread) !== 'no',
  );
  if (unsure) {
    return { verdict: 'possible', fits: unsure, assumption: null, tried, partly: true };
  }
  for (const { assumption, verdict, sample } of others) {
    const other = sample();
    const answer = other?.has(mean, spread) ?? 'unknown';
    const partly = answer === 'unknown' && other?.hasAlone(mean, spread) !== 'no';
    const fits = answer === 'yes' || partly;
    if (fits || tried.length < 12) tried.push({ assumption, low: null, high: null, fits });
    if (fits) return { verdict, fits: other, assumption, tried, partly };
  }
  // Not even a reading of the file's own words is ruled out where it was too large to decide.
  const meanFits = () =>
    stated.some((each) => each.has(mean, null) !== 'no') ||
    others.some(
      ({ verdict, sample }) => verdict !== 'unexplained' && sample()?.has(mean, null) === 'yes',
    );
  const soft = isOpen && meanFits();
  const verdict = soft && gravity(worst) > gravity('unexplained') ? 'unexplained' : worst;
  return { verdict, fits: null, assumption: null, tried, partly: false };
}
