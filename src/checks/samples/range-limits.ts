import type { Rounding } from '../../numeric/decimal.ts';
import { type ExactInterval, minus } from '../../numeric/exact-interval.ts';
import {
  addRationals,
  compareRationals,
  divideRationals,
  multiplyRationals,
  type Rational,
  rational,
  subtractRationals,
} from '../../numeric/rational.ts';
import type { Figure } from '../../study/model.ts';
import { windowOf } from '../engine/printed.ts';
import { plainText } from './rows.ts';
import { attempt } from './sample.ts';
import { squareOf, varianceLimits } from './sd-limits.ts';

/** The figures around which values lie. */
export interface Around {
  readonly mean: Figure | null;
  readonly median: Figure | null;
  readonly low: Figure | null;
  readonly high: Figure | null;
}

/** Squares of the least and greatest SD, over everything that rounds to the printed figures. */
export interface SquaredLimits {
  readonly low: Rational;
  readonly high: Rational | null;
}

/**
 * With values from a to b, one at each end, and mean m: with p = m − a and q = b − m the sum of
 * squares is at least p² + q² + (p − q)²/(n − 2), the others being equal; at most as if all lay at
 * the ends. And |m − median| is at most the SD that divides by n.
 */
export function sdLimits(
  { mean, median, low, high }: Around,
  { fewest, most }: { readonly fewest: number; readonly most: number },
  rounding: Rounding,
): SquaredLimits | null {
  let least = rational(0n);
  let greatest: Rational | null = null;
  const raise = (to: Rational) => {
    if (compareRationals(to, least) > 0) least = to;
  };
  // Fewer patients vary more: the least SD is that of the most, the greatest that of the fewest.
  const divisor = rational(BigInt(most - 1));
  if (low && high) {
    const [a, b] = [windowOf(low, rounding), windowOf(high, rounding)];
    const width = minus(b, a);
    if (!width.low || width.low.numerator < 0n || !a.low || !b.high) return null;
    raise(
      divideRationals(
        multiplyRationals(width.low, width.low),
        multiplyRationals(divisor, rational(2n)),
      ),
    );
    if (mean) {
      const m = windowOf(mean, rounding);
      const squares = leastSquaresAround(positive(minus(m, a)), positive(minus(b, m)), most);
      if (squares) raise(divideRationals(squares, divisor));
      const [min, max] = [printedEnd(a.low), printedEnd(b.high)];
      const limits = attempt(() =>
        varianceLimits({ mean: plainText(mean), n: fewest, min, max }, rounding),
      );
      if (limits) greatest = limits.high;
    }
  }
  if (mean && median) {
    const apart = minus(windowOf(mean, rounding), windowOf(median, rounding));
    const far = apart.low && apart.low.numerator > 0n ? apart.low : apart.high;
    if (far && apart.low && apart.high && apart.low.numerator > 0n === apart.high.numerator > 0n) {
      // s² = (n/(n − 1)) · population variance, and that is at least (m − median)².
      raise(multiplyRationals(multiplyRationals(far, far), ratio(most, most - 1)));
    }
  }
  return { low: least, high: greatest };
}

/** Ends of rounding intervals are decimals: as text, exactly. */
function printedEnd({ numerator, denominator }: Rational): string {
  let decimals = 0;
  while (10n ** BigInt(decimals) % denominator !== 0n) decimals++;
  const units = (numerator * 10n ** BigInt(decimals)) / denominator;
  return decimals === 0 ? String(units) : `${units}e-${decimals}`;
}

/** A fraction; 1 where there is none. */
export function ratio(a: number, b: number): Rational {
  return b > 0 ? rational(BigInt(a), BigInt(b)) : rational(1n);
}

/** The part of an interval that is not below zero. */
function positive({ low, high }: ExactInterval): { low: Rational; high: Rational } | null {
  if (!low || !high || high.numerator < 0n) return null;
  return { low: low.numerator < 0n ? rational(0n) : low, high };
}

/** The least p² + q² + (p − q)²/(n − 2) over two intervals: convex, so it is least on their edges. */
function leastSquaresAround(
  p: { low: Rational; high: Rational } | null,
  q: { low: Rational; high: Rational } | null,
  n: number,
): Rational | null {
  if (!p || !q) return null;
  const at = (x: Rational, y: Rational) => {
    const apart = subtractRationals(x, y);
    const ends = addRationals(multiplyRationals(x, x), multiplyRationals(y, y));
    if (n <= 2) return ends;
    return addRationals(
      ends,
      divideRationals(multiplyRationals(apart, apart), rational(BigInt(n - 2))),
    );
  };
  // For a fixed y it is least at x = y/(n − 1).
  const best = (y: Rational, { low, high }: { low: Rational; high: Rational }) => {
    const x = divideRationals(y, rational(BigInt(n - 1)));
    if (compareRationals(x, low) < 0) return low;
    return compareRationals(x, high) > 0 ? high : x;
  };
  return [
    at(p.low, best(p.low, q)),
    at(p.high, best(p.high, q)),
    at(best(q.low, p), q.low),
    at(best(q.high, p), q.high),
  ].reduce((a, b) => (compareRationals(a, b) <= 0 ? a : b));
}

/** What makes a printed spread the square of an SD that divides by n − 1, over the numbers of patients. */
export interface Factor {
  readonly least: Rational;
  readonly greatest: Rational;
}

/** Whether factor · (what rounds to the figure)² meets the limits. */
export function within(
  figure: Figure,
  { low, high }: SquaredLimits,
  { least, greatest }: Factor,
  rounding: Rounding,
): boolean {
  const squared = squareOf(windowOf(figure, rounding, { min: 0 }));
  if (!squared?.low || !squared.high) return false;
  if (compareRationals(multiplyRationals(squared.high, greatest), low) < 0) return false;
  return high === null || compareRationals(multiplyRationals(squared.low, least), high) <= 0;
}
