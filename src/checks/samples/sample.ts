import { InputError } from '../../errors.ts';
import type { Rounding } from '../../numeric/decimal.ts';
import { times } from '../../numeric/exact-interval.ts';
import { ceilRational, floorRational, rational } from '../../numeric/rational.ts';
import { TooLargeError } from '../../reconstruct/errors.ts';
import { exists, findDataSet } from '../../reconstruct/exists.ts';
import type { PrintedFacts, QuantileType, ScoredCount } from '../../reconstruct/facts.ts';
import { type SampleProblem, sampleProblem } from '../../reconstruct/targets.ts';
import type { Frequency, Scale } from '../../study/model.ts';
import { windowOf } from '../engine/printed.ts';
import { type Grid, readPrinted, spreadsOf, totalsOf } from './grid.ts';
import { plainText, type Row, type RowFigures } from './rows.ts';

/** What a printed spread is: an SD, its SE or a variance; of squares divided by n − 1, or by n. */
export type SpreadReading =
  | 'sample'
  | 'population'
  | 'se'
  | 'population-se'
  | 'variance'
  | 'population-variance';

/** One way to read the figures of a row. */
export interface Reading {
  readonly n: number;
  readonly step: number;
  readonly spread: SpreadReading;
  readonly rounding: Rounding;
}

/** Whether some data set has the figures; `unknown` when that is out of reach. */
export type Answer = 'yes' | 'no' | 'unknown';

/** A row read in one way: other means and spreads can be asked of it, all else being as printed. */
export interface Sample {
  readonly has: (mean: string | null, spread: string | null) => Answer;
  /** The same without median, quartiles, counts and range: quick. */
  readonly hasAlone: (mean: string | null, spread: string | null) => Answer;
  /** The whole-number problem of a mean and spread. */
  readonly problem: (mean: string | null, spread: string | null) => SampleProblem;
  readonly grid: Grid;
  /** Printed facts that were not looked at: they left too many cases. */
  readonly leftOut: readonly ('quartiles' | 'median')[];
  /** True when an answer can take a tenth of a second: it is then not asked for a thousand figures. */
  readonly slow: boolean;
}

/** With more disjoint cases than this a printed fact is left out, which proves less and is as true. */
const mostCases = 300;
/** On so few scores a search is quick whatever is printed. */
const fewScores = 12;
const widest = 40;

/** A scale with its step. */
export type SteppedScale = Scale & { readonly step: number };

/**
 * Reads a row in one way; null when the scale has no whole number of such steps, or the problem is
 * beyond exact numbers.
 */
export function sampleOf(
  scale: SteppedScale,
  items: number,
  facts: PrintedFacts,
  { n, step, spread: kind, rounding }: Reading,
): Sample | null {
  const problemWith = (known: PrintedFacts) =>
    attempt(() =>
      sampleProblem({
        mean: null,
        sd: null,
        n,
        scale: { min: scale.min, max: scale.max, step, items },
        rounding,
        facts: known,
      }),
    );
  const { quartiles: _, ...withoutQuartiles } = facts;
  const { median: __, ...withoutMedian } = withoutQuartiles;
  // On a wide scale even to list the cases of quartiles takes seconds.
  const isWide = ((scale.max - scale.min) / step) * items > widest;
  const choices: readonly { known: PrintedFacts; leftOut: Sample['leftOut'] }[] = [
    ...(isWide && facts.quartiles ? [] : [{ known: facts, leftOut: [] }]),
    { known: withoutQuartiles, leftOut: ['quartiles'] },
    { known: withoutMedian, leftOut: facts.quartiles ? ['quartiles', 'median'] : ['median'] },
  ];
  const manageable = choices
    .map((choice) => ({ ...choice, base: once(() => problemWith(choice.known)) }))
    .find(({ base }) => {
      const found = base();
      return found !== null && (found.cases?.length ?? 0) <= mostCases;
    });
  const base = manageable?.base() ?? null;
  if (base === null || !manageable) return null;
  const { known, leftOut } = manageable;
  const isLimited = known.median ?? known.quartiles ?? known.counts;
  const slow = isLimited !== undefined && base.top > fewScores;
  const grid = gridOf(base);
  const problem = (mean: string | null, spread: string | null): SampleProblem => {
    const sums = mean === null ? null : totalsOf(readPrinted(mean), n, grid, rounding);
    const spreads = spread === null ? null : spreadsBehind(spread, kind, n, grid, rounding);
    return {
      ...base,
      ...(sums && {
        sumLow: Math.max(base.sumLow, sums.low),
        sumHigh: Math.min(base.sumHigh, sums.high),
      }),
      ...(spreads && {
        spreadLow: Math.max(base.spreadLow, spreads.low),
        spreadHigh: Math.min(base.spreadHigh, spreads.high),
      }),
    };
  };
  const answer = (of: () => SampleProblem): Answer => {
    const found = attempt(() => exists(of()));
    return found === null ? 'unknown' : found ? 'yes' : 'no';
  };
  // Several checks ask about the printed figures, one after the other.
  let last: { readonly asked: string; readonly answer: Answer } | null = null;
  const has: Sample['has'] = (mean, spread) => {
    const asked = `${mean} ${spread}`;
    if (last?.asked !== asked) last = { asked, answer: answer(() => problem(mean, spread)) };
    return last.answer;
  };
  const hasAlone: Sample['has'] = (mean, spread) =>
    answer(() => ({ ...problem(mean, spread), cases: null }));
  return { has, hasAlone, problem, grid, leftOut, slow };
}

/** null when it is too large for exact numbers, or the scale does not fit. */
export function attempt<Value>(compute: () => Value): Value | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof TooLargeError || error instanceof InputError) return null;
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Scores as whole steps over a common denominator. */
function gridOf({ min, unit }: SampleProblem): Grid {
  const parts = leastCommonMultiple(Number(min.denominator), Number(unit.denominator));
  return {
    offset: Number(min.numerator) * (parts / Number(min.denominator)),
    step: Number(unit.numerator) * (parts / Number(unit.denominator)),
    parts,
  };
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return (a / x) * b;
}

/** The limits of n·Σu² − (Σu)² behind a printed spread. */
function spreadsBehind(
  text: string,
  kind: SpreadReading,
  n: number,
  grid: Grid,
  rounding: Rounding,
): { readonly low: number; readonly high: number } {
  const printed = readPrinted(text);
  // What n·Σu² − (Σu)² is divided by, to give the square of the spread or, of a variance, itself.
  const divisor = {
    sample: n * (n - 1),
    variance: n * (n - 1),
    population: n * n,
    'population-variance': n * n,
    se: n * n * (n - 1),
    'population-se': n * n * n,
  }[kind];
  if (divisor === 0) return { low: 0, high: -1 };
  if (kind !== 'variance' && kind !== 'population-variance') {
    return spreadsOf(printed, divisor, grid, rounding);
  }
  // A variance is a mean of squares: the same limits as those of a total.
  const squares = { offset: 0, step: grid.step ** 2, parts: grid.parts ** 2 };
  const { low, high } = totalsOf(printed, divisor, squares, rounding);
  return { low: Math.max(low, 0), high };
}

/** What else is printed of a row that its scores must have, for so many patients. */
export function factsOf(
  { statistics, scale }: Row,
  { median, low, high, q1, q3 }: RowFigures,
  n: number,
  rounding: Rounding,
): PrintedFacts {
  const { within, frequencies, how } = statistics;
  const type = quartileType(how?.quartiles ?? null);
  const counts = scale ? frequencies.flatMap((each) => countOf(each, scale, n, rounding)) : [];
  return {
    ...(within && { within }),
    ...((low || high) && {
      range: { ...(low && { low: plainText(low) }), ...(high && { high: plainText(high) }) },
    }),
    ...(median && isMiddle(how) && { median: plainText(median) }),
    ...(type !== null &&
      (q1 || q3) && {
        quartiles: { type, ...(q1 && { low: plainText(q1) }), ...(q3 && { high: plainText(q3) }) },
      }),
    ...(counts.length > 0 && { counts }),
  };
}

/** The definition of quartiles that the file names, if it is one of those that can be decided. */
function quartileType(named: string | null): QuantileType | null {
  const type = typeNamed(named);
  return type === 2 || type === 5 || type === 6 || type === 7 ? type : null;
}

/** The number of Hyndman and Fan; the types of SAS have other numbers. */
function typeNamed(named: string | null): number {
  const type = Number(/type\s*(\d)/i.exec(named ?? '')?.[1]);
  return /\bsas\b/i.test(named ?? '') ? ([4, 3, 1, 6, 2][type - 1] ?? Number.NaN) : type;
}

/** Whether the median is the middle score or half-way between the two middle ones. */
export function isMiddle(how: Row['statistics']['how']): boolean {
  const words = [how?.quartiles, how?.average, how?.note].filter((text) => text !== undefined);
  if (
    words.some((text) =>
      /interpol|grouped|within.class|low(?:er)? median|high(?:er)? median/i.test(text),
    )
  )
    return false;
  return ![1, 3, 4].includes(typeNamed(how?.quartiles ?? null));
}

/** "4": 12, or "4-5": "30 %" where 5 is the greatest score. */
function countOf(
  { score, n: printed, percent }: Frequency,
  scale: Scale,
  n: number,
  rounding: Rounding,
): ScoredCount[] {
  const found = /^\s*([≥≤]?)\s*(\d+(?:\.\d+)?)(?:\s*[-–]\s*(\d+(?:\.\d+)?))?\s*$/.exec(score);
  const limits = countLimits({ printed, percent, n, rounding });
  if (!found || !limits) return [];
  const [, sign, from = '', to] = found;
  if (to === undefined) {
    const scored = sign === '≥' ? 'atLeast' : sign === '≤' ? 'atMost' : 'exactly';
    return [{ scored, score: from, n: limits }];
  }
  if (Number(to) === scale.max) return [{ scored: 'atLeast', score: from, n: limits }];
  if (Number(from) === scale.min) return [{ scored: 'atMost', score: to, n: limits }];
  return [];
}

function countLimits(of: {
  readonly printed: Frequency['n'];
  readonly percent: Frequency['percent'];
  readonly n: number;
  readonly rounding: Rounding;
}): { readonly low: number; readonly high: number } | null {
  const { printed, percent, n, rounding } = of;
  if (printed.text !== null || printed.low > 0 || printed.high !== null) {
    return { low: printed.low, high: Math.min(printed.high ?? n, n) };
  }
  const figure = percent?.[0];
  if (figure?.relation !== '=') return null;
  const { low, high } = times(windowOf(figure, rounding), rational(BigInt(n), 100n));
  if (low === null || high === null) return null;
  return { low: Number(ceilRational(low)), high: Number(floorRational(high)) };
}

/** A data set that has the figures, in words that let a reader recompute them; null if there is none. */
export function exampleOf(sample: Sample, mean: string | null, spread: string | null) {
  const problem = sample.problem(mean, spread);
  const counts = problem.top <= 20 ? attempt(() => findDataSet(problem)) : null;
  if (!counts) return null;
  const { offset, step, parts } = sample.grid;
  return [...counts]
    .map((count, u) => ({ count, score: Number(((offset + step * u) / parts).toPrecision(6)) }))
    .filter(({ count }) => count > 0)
    .map(({ count, score }) => `${count} × ${score}`)
    .join(', ');
}

/** The value of a function, computed when it is first asked for. */
export function once<Value>(compute: () => Value): () => Value {
  let known: { readonly value: Value } | null = null;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
