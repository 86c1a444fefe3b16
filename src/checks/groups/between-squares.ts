import type { Rounding } from '../../numeric/decimal.ts';
import { between, type ExactInterval, point } from '../../numeric/exact-interval.ts';
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
import { exactValue, windowOf } from '../engine/printed.ts';

/** More parts than this have too many corners: a wider bound is taken. */
const mostCorners = 10;

/** Least and greatest Σ n (m − M)², M the weighted mean, over the rounding of the means. */
export function betweenSquares(parts: readonly Part[], rounding: Rounding | null): ExactInterval {
  const boxes = parts.map(({ n, mean }) => {
    const value = exactValue(mean);
    const window = rounding === null ? point(value) : windowOf(mean, rounding);
    return { n, low: window.low ?? value, high: window.high ?? value };
  });
  return between(leastSpread(boxes), greatestSpread(boxes));
}

interface Box {
  readonly n: bigint;
  readonly low: Rational;
  readonly high: Rational;
}

/** Σ n (m − c)² is least over c at the weighted mean; and over each m at its value nearest to c. */
function leastSpread(boxes: readonly Box[]): Rational {
  const ends = boxes.flatMap(({ low, high }) => [low, high]).sort(compareRationals);
  let least: Rational | null = null;
  const at = (centre: Rational): void => {
    const sum = boxes.reduce((total, { n, low, high }) => {
      const nearest =
        compareRationals(centre, low) < 0
          ? low
          : compareRationals(centre, high) > 0
            ? high
            : centre;
      const away = squared(subtractRationals(nearest, centre));
      return addRationals(total, multiplyRationals(away, rational(n)));
    }, zero);
    if (least === null || compareRationals(sum, least) < 0) least = sum;
  };
  for (const [index, from] of ends.entries()) {
    at(from);
    const to = ends[index + 1];
    const centre = to && stationary(boxes, from, to);
    if (to && centre && compareRationals(from, centre) <= 0 && compareRationals(centre, to) <= 0) {
      at(centre);
    }
  }
  return least ?? zero;
}

/** Where the sum of squares to the centre has no slope while the centre is between two ends. */
function stationary(boxes: readonly Box[], from: Rational, to: Rational): Rational | null {
  let weight = 0n;
  let sum = zero;
  for (const { n, low, high } of boxes) {
    const near =
      compareRationals(high, from) <= 0 ? high : compareRationals(low, to) >= 0 ? low : null;
    if (!near) continue;
    weight += n;
    sum = addRationals(sum, multiplyRationals(near, rational(n)));
  }
  return weight === 0n ? null : divideRationals(sum, rational(weight));
}

/** A convex function is greatest at a corner; with many parts a wider bound is taken. */
function greatestSpread(boxes: readonly Box[]): Rational {
  const total = rational(boxes.reduce((sum, { n }) => sum + n, 0n));
  if (boxes.length > mostCorners) {
    // Around any centre the sum is at least that around the mean, so this is no less.
    const middle = boxes[0]?.low ?? zero;
    return boxes.reduce((sum, { n, low, high }) => {
      const [a, b] = [low, high].map((end) => squared(subtractRationals(end, middle)));
      const more = a && b && compareRationals(a, b) > 0 ? a : (b ?? zero);
      return addRationals(sum, multiplyRationals(more, rational(n)));
    }, zero);
  }
  let greatest = zero;
  for (let corner = 0; corner < 2 ** boxes.length; corner++) {
    let [sum, squares] = [zero, zero];
    for (const [at, { n, low, high }] of boxes.entries()) {
      const mean = (corner >> at) & 1 ? high : low;
      const term = multiplyRationals(mean, rational(n));
      sum = addRationals(sum, term);
      squares = addRationals(squares, multiplyRationals(term, mean));
    }
    const spread = subtractRationals(squares, divideRationals(squared(sum), total));
    if (compareRationals(spread, greatest) > 0) greatest = spread;
  }
  return greatest;
}

/** What is known of one part. */
export interface Part {
  readonly n: bigint;
  readonly mean: Figure;
  readonly sd: Figure;
}

/** Nothing, exactly. */
export const zero = rational(0n);

/** The square, exactly. */
export function squared(value: Rational): Rational {
  return multiplyRationals(value, value);
}
