import type { Rounding } from '../../numeric/decimal.ts';
import { minus, point } from '../../numeric/exact-interval.ts';
import type { Figure, Printed, Statistics } from '../../study/model.ts';
import type { CheckContext } from '../engine/check.ts';
import { exactValue, usable, windowOf } from '../engine/printed.ts';
import { outward, product, root, type Span, spanOf } from '../engine/span.ts';

/** A printed spread as the SD it stands for, and how it was read. */
export interface SpreadReading {
  /** Completes "reproduces …"; null for what the file says. */
  readonly assumption: string | null;
  /** The SD with the divisor n − 1, from a window of the printed spread. */
  readonly sd: (printed: Span, n: Span) => Span;
  /** True when the file's own words contradict it. */
  readonly contradicts: boolean;
}

/** What was printed of a group, ready to compute with under any rounding rule. */
export interface Moments {
  readonly mean: Figure | null;
  readonly spread: Figure | null;
  /** How the spread can be read, the file's own reading first. */
  readonly readings: readonly SpreadReading[];
  /** What the spread is printed as; two that are printed alike are read alike. */
  readonly printedAs: string;
}

/** A reading of the spreads of two sides. */
export interface PairReading {
  readonly assumption: string | null;
  readonly contradicts: boolean;
  readonly sds: readonly [SpreadReading['sd'], SpreadReading['sd']];
}

/**
 * How two spreads can be read: alike where they are printed alike; else (an SD beside "±", an SE
 * beside an SD) each in every way that its own words allow.
 */
export function readingsOfBoth(first: Moments, second: Moments): readonly PairReading[] {
  const alike = first.printedAs === second.printedAs;
  const pairs = first.readings.flatMap((one) =>
    second.readings
      .filter((other) => !alike || other.assumption === one.assumption)
      .map((other): PairReading => {
        const said = new Set([one.assumption, other.assumption].filter((each) => each !== null));
        return {
          assumption: said.size === 0 ? null : [...said].join(' and '),
          contradicts: one.contradicts || other.contradicts,
          sds: [one.sd, other.sd],
        };
      }),
  );
  // What the file's words allow comes first.
  return [
    ...pairs.filter((pair) => !pair.contradicts),
    ...pairs.filter((pair) => pair.contradicts),
  ];
}

const asPrinted: SpreadReading = { assumption: null, sd: (sd) => sd, contradicts: false };
const fromSe: SpreadReading['sd'] = (se, n) => product(se, root(n));
// n/(n − 1) falls in n.
const fromPopulation: SpreadReading['sd'] = (sd, { low, high }) =>
  product(sd, root(outward(high / (high - 1), low / (low - 1))));

/** The mean and spread of a group, of the given source first, with every reading of the spread. */
export function momentsOf(
  context: CheckContext,
  { mean, sd, se, variance, spread, how }: Statistics,
  source: string | null,
): Moments {
  const found = (printed: Printed | null) => usable(context, printed, source);
  const [theMean, theSd, theSe] = [found(mean), found(sd), found(se)];
  const [theVariance, theSpread] = [found(variance), found(spread)];
  if (theSd) {
    const population: SpreadReading = {
      assumption: 'if the SDs divide by n',
      sd: fromPopulation,
      contradicts: how?.sd === 'sample',
    };
    const se: SpreadReading = {
      assumption: 'if ± is the standard error',
      sd: fromSe,
      contradicts: true,
    };
    const readings =
      how?.sd === 'population'
        ? [
            { ...population, assumption: null },
            { ...asPrinted, assumption: 'if the SDs divide by n − 1' },
            se,
          ]
        : [asPrinted, population, se];
    return {
      mean: theMean,
      spread: theSd,
      readings,
      printedAs: how?.sd === undefined ? 'sd' : `sd, ${how.sd}`,
    };
  }
  if (theVariance) {
    return {
      mean: theMean,
      spread: theVariance,
      readings: [
        { assumption: null, sd: (printed) => root(printed), contradicts: false },
        {
          assumption: 'if the variance divides by n',
          sd: (printed, n) => fromPopulation(root(printed), n),
          contradicts: how?.sd === 'sample',
        },
      ],
      printedAs: 'variance',
    };
  }
  if (theSpread) {
    const readings = [
      { assumption: 'if ± is the standard deviation', sd: asPrinted.sd, contradicts: false },
      { assumption: 'if ± is the standard error', sd: fromSe, contradicts: false },
      {
        assumption: 'if ± is the standard deviation by n',
        sd: fromPopulation,
        contradicts: how?.sd === 'sample',
      },
    ];
    return { mean: theMean, spread: theSpread, readings, printedAs: 'spread' };
  }
  const readings = [
    { assumption: null, sd: fromSe, contradicts: false },
    {
      assumption: 'if the SE is of an SD by n',
      sd: (error: Span, n: Span) => fromPopulation(fromSe(error, n), n),
      contradicts: how?.sd === 'sample',
    },
    { assumption: 'if the printed SE is the SD', sd: asPrinted.sd, contradicts: true },
  ];
  return { mean: theMean, spread: theSe, readings, printedAs: 'se' };
}

/** A figure's values under a rounding rule, or with `null` the printed number itself. */
export function spanOfFigure(figure: Figure, rounding: Rounding | null, least = -Infinity): Span {
  const value = exactValue(figure);
  const span = spanOf(rounding === null ? point(value) : windowOf(figure, rounding));
  return { low: Math.max(least, span.low), high: Math.max(least, span.high) };
}

/** The difference of two printed means, a − b: exact, as no digits may cancel. */
export function differenceOf(a: Figure, b: Figure, rounding: Rounding | null): Span {
  const window = (figure: Figure) =>
    rounding === null ? point(exactValue(figure)) : windowOf(figure, rounding);
  return spanOf(minus(window(a), window(b)));
}

/**
 * SD of the difference of two values with SDs in `a` and `b` and a correlation in `r`:
 * a² + b² − 2rab. It falls in r. For a fixed r it is convex in (a, b): the greatest value is at a
 * corner, the least at a corner or where an edge has a = rb or b = ra.
 */
export function sdOfDifference(a: Span, b: Span, r: Span): Span {
  const variance = (x: number, y: number, c: number) =>
    x * y >= 0 ? (x - y) ** 2 + 2 * (1 - c) * x * y : 0;
  const clamp = (x: number, { low, high }: Span) => Math.min(Math.max(x, low), high);
  const [most, least] = [Math.max(-1, r.low), Math.min(1, r.high)];
  const corners: [number, number][] = [
    [a.low, b.low],
    [a.low, b.high],
    [a.high, b.low],
    [a.high, b.high],
  ];
  const turns: [number, number][] = [
    [clamp(least * b.low, a), b.low],
    [clamp(least * b.high, a), b.high],
    [a.low, clamp(least * a.low, b)],
    [a.high, clamp(least * a.high, b)],
  ];
  const high = Math.max(...corners.map(([x, y]) => variance(x, y, most)));
  const low = Math.min(...[...corners, ...turns].map(([x, y]) => variance(x, y, least)));
  // All terms are positive: the rounding error is relative. At a turn it is of second order.
  return root(outward(low, high, 1e-13));
}
