import { InputError } from '../errors.ts';
import { parseDecimal, type Rounding, roundingInterval } from '../numeric/decimal.ts';
import {
  ceilRational,
  divideRationals,
  floorRational,
  type Rational,
  rational,
  rationalOf,
  subtractRationals,
} from '../numeric/rational.ts';

/** A scale of equally spaced scores. Numbers are read through their shortest decimal text. */
export interface ScoreScale {
  readonly min: number | string;
  readonly max: number | string;
  /** Distance of two neighbouring scores of one item, > 0. */
  readonly step: number | string;
  /** A patient's score is the mean of this many item scores; 1 if left out. */
  readonly items?: number;
}

/** A scale as scores min + u · unit, u = 0 … top. */
export interface ScaleUnits {
  readonly min: Rational;
  /** step / items. */
  readonly unit: Rational;
  readonly top: number;
}

/**
 * Reads a scale exactly.
 *
 * @throws InputError when it has no whole number of steps, at least one
 */
export function readScale(scale: ScoreScale): ScaleUnits {
  const items = scale.items ?? 1;
  if (!Number.isSafeInteger(items) || items < 1)
    throw new InputError(`items is ${items}; it must be a count ≥ 1`);
  const min = exact(scale.min);
  const step = exact(scale.step);
  if (step.numerator <= 0n) throw new InputError(`step is ${scale.step}; it must be above zero`);
  const unit = divideRationals(step, rational(BigInt(items)));
  const steps = divideRationals(subtractRationals(exact(scale.max), min), step);
  if (steps.denominator !== 1n || steps.numerator < 1n)
    throw new InputError(
      `${scale.min} to ${scale.max} is no whole number of steps of ${scale.step} (at least one)`,
    );
  return { min, unit, top: Number(steps.numerator) * items };
}

/** The exact value of a decimal text; 0.1 is one tenth, not the double nearest to it. */
export function exact(value: number | string): Rational {
  const decimal = parseDecimal(String(value));
  if (decimal === null) throw new InputError(`"${value}" is not a decimal number`);
  return rationalOf(decimal);
}

interface Interval {
  readonly low: Rational;
  readonly high: Rational;
  readonly lowClosed: boolean;
  readonly highClosed: boolean;
}

/** The exact values that a printed figure can stand for. */
export function interval(text: string, rounding: Rounding): Interval {
  if (parseDecimal(text) === null) throw new InputError(`"${text}" is not a decimal number`);
  const { low, high, lowClosed, highClosed } = roundingInterval(text, rounding);
  return { low: rationalOf(low), high: rationalOf(high), lowClosed, highClosed };
}

/** The whole numbers in the image of an interval under an increasing map. */
export function wholeNumbers(
  { low, high, lowClosed, highClosed }: Interval,
  map: (value: Rational) => Rational,
): { low: bigint; high: bigint } {
  const from = map(low);
  const to = map(high);
  return {
    low: ceilRational(from) + (!lowClosed && from.denominator === 1n ? 1n : 0n),
    high: floorRational(to) - (!highClosed && to.denominator === 1n ? 1n : 0n),
  };
}

/** A whole number as a fraction. */
export function whole(n: number): Rational {
  return rational(BigInt(n));
}
