import { InputError } from '../errors.ts';
import type { Rounding } from '../numeric/decimal.ts';
import {
  divideRationals,
  multiplyRationals,
  type Rational,
  rational,
  subtractRationals,
} from '../numeric/rational.ts';
import { TooLargeError } from './errors.ts';
import { type CountLimits, limitsOf, type PrintedFacts } from './facts.ts';
import { interval, readScale, type ScoreScale, whole, wholeNumbers } from './scale.ts';

/** What an SD divides by: n − 1 (`sample`) or n (`population`). */
export type SdKind = 'sample' | 'population';

/** What was printed of one measurement. `null` stands for a figure that was not printed. */
export interface PrintedSample {
  /** As printed, e.g. "4.30". */
  readonly mean: string | null;
  readonly sd: string | null;
  /** Number of patients scored, ≥ 1. */
  readonly n: number;
  readonly scale: ScoreScale;
  /** `sample` if left out. */
  readonly sdKind?: SdKind;
  /** `half` if left out: both ends of the rounding interval belong. */
  readonly rounding?: Rounding;
  readonly facts?: PrintedFacts;
}

/**
 * The data sets of one measurement as lattice points: whole counts c_0 … c_top with Σ c = n,
 * S = Σ u·c_u in [sumLow, sumHigh] and V = n·Σ u²·c_u − S² in [spreadLow, spreadHigh], where u
 * counts the steps of `unit` from `min`. With `cases` (never none) the counts must also lie within
 * exactly one of them: the printed facts, as a disjoint union.
 *
 * The windows are exact: the mean is min + unit·S/n, and (n − 1)·s² = unit²·V/n for a sample SD,
 * n·s² = unit²·V/n for a population SD, so each printed interval becomes an interval of whole
 * numbers, with its open or closed ends.
 */
export interface SampleProblem {
  readonly n: number;
  readonly top: number;
  readonly min: Rational;
  readonly unit: Rational;
  readonly sdKind: SdKind;
  readonly sumLow: number;
  readonly sumHigh: number;
  readonly spreadLow: number;
  readonly spreadHigh: number;
  /** null when nothing but mean and SD limits the counts; empty when the facts contradict. */
  readonly cases: readonly CountLimits[] | null;
  readonly printed: PrintedSample;
}

/** A total S, and the sums of squares Q = low, low + 2, … high that the SD allows with it. */
export interface Target {
  readonly sum: number;
  readonly squaresLow: number;
  readonly squaresHigh: number;
}

/**
 * The whole-number problem behind a printed mean and SD.
 *
 * @throws InputError when the scale has no whole number of steps, or n is not a whole number ≥ 1
 * @throws TooLargeError when n · (scores − 1) is so large that sums of squares leave the doubles
 *
 * @example
 * sampleProblem({ mean: '1.72', sd: '0.57', n: 171, scale: { min: 1, max: 5, step: 1 } }).n // → 171
 */
export function sampleProblem(printed: PrintedSample): SampleProblem {
  const { n, mean, sd, sdKind = 'sample', rounding = 'half' } = printed;
  if (!Number.isSafeInteger(n) || n < 1) throw new InputError(`n is ${n}; it must be a count ≥ 1`);
  const { min, unit, top } = readScale(printed.scale);
  if ((n * top) ** 2 > 2 ** 51)
    throw new TooLargeError(`n = ${n} on ${top + 1} scores is beyond exact doubles`, []);

  // Largest possible V: half of the patients at either end. It bounds every printed SD.
  const greatestSpread = Math.floor((n * top) ** 2 / 4);
  const sums =
    mean === null
      ? { low: 0n, high: BigInt(n * top) }
      : wholeNumbers(interval(mean, rounding), (score) =>
          multiplyRationals(divideRationals(subtractRationals(score, min), unit), whole(n)),
        );
  const divisor = sdKind === 'sample' ? BigInt(n) * BigInt(n - 1) : BigInt(n) ** 2n;
  const spreads =
    sd === null
      ? { low: 0n, high: BigInt(greatestSpread) }
      : spreadsOf(sd, rounding, divisor, unit);
  return {
    n,
    top,
    min,
    unit,
    sdKind,
    sumLow: clamp(sums.low, 0, n * top + 1),
    sumHigh: clamp(sums.high, -1, n * top),
    spreadLow: clamp(spreads.low, 0, greatestSpread + 1),
    spreadHigh: clamp(spreads.high, -1, greatestSpread),
    cases: hasFacts(printed.facts)
      ? limitsOf(printed.facts, { n, top, min, unit, rounding })
      : null,
    printed,
  };
}

function hasFacts(facts: PrintedFacts | undefined): facts is PrintedFacts {
  return facts !== undefined && Object.values(facts).some((fact) => fact !== undefined);
}

/** The exact limits of V = n·Q − S² behind a printed SD; none when n − 1 = 0 divides it. */
export function spreadsOf(sd: string, rounding: Rounding, divisor: bigint, unit: Rational) {
  if (divisor === 0n) return { low: 0n, high: -1n };
  const window = interval(sd, rounding);
  if (window.high.numerator < 0n) return { low: 0n, high: -1n };
  // An SD is never negative: "0.00" is [0, 0.005], not [−0.005, 0.005].
  const low = window.low.numerator < 0n ? rational(0n) : window.low;
  const lowClosed = window.low.numerator < 0n || window.lowClosed;
  return wholeNumbers({ ...window, low, lowClosed }, (value) => {
    const inUnits = divideRationals(value, unit);
    return multiplyRationals(multiplyRationals(inUnits, inUnits), rational(divisor));
  });
}

/**
 * The possible totals with their sums of squares, in ascending order of the total. Sums of squares
 * have the parity of the total, since u² − u is even.
 */
export function* targets(problem: SampleProblem): Generator<Target> {
  for (let sum = problem.sumLow; sum <= problem.sumHigh; sum++) {
    const target = targetOf(problem, sum);
    if (target !== null) yield target;
  }
}

/** The sums of squares that a problem allows with one total; null when there are none. */
function targetOf(problem: SampleProblem, sum: number): Target | null {
  const { n, top, spreadLow, spreadHigh } = problem;
  // Doubles are exact here: every number is below 2^52, where ⌊x/n⌋ of a rounded x/n is right.
  let low = Math.max(Math.ceil((sum * sum + spreadLow) / n), leastSquares(n, sum));
  let high = Math.min(Math.floor((sum * sum + spreadHigh) / n), greatestSquares(n, sum, top));
  if ((low - sum) % 2 !== 0) low++;
  if ((high - sum) % 2 !== 0) high--;
  return low <= high ? { sum, squaresLow: low, squaresHigh: high } : null;
}

/** Least Σu² of n whole numbers with this sum: they take two neighbouring values. */
export function leastSquares(n: number, sum: number): number {
  if (n === 0) return 0;
  const below = Math.floor(sum / n);
  const above = sum - below * n;
  return n * below * below + above * (2 * below + 1);
}

/** Greatest Σu² of n whole numbers in 0..top with this sum: all but one stand at the ends. */
export function greatestSquares(n: number, sum: number, top: number): number {
  if (top === 0 || n === 0) return 0;
  const atTop = Math.floor(sum / top);
  const rest = sum - atTop * top;
  return atTop * top * top + rest * rest;
}

function clamp(value: bigint, low: number, high: number): number {
  if (value < BigInt(low)) return low;
  return value > BigInt(high) ? high : Number(value);
}
