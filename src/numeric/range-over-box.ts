import { type Enclosed, fromMiddle, inputsOf, negative } from './enclosed.ts';
import { exactly, type Interval, middle } from './interval.ts';

/** A function of several inputs, written with the operations of `enclosed.ts`. */
export type EnclosedFunction = (inputs: readonly Enclosed[]) => Enclosed;

type Box = readonly Interval[];

interface Part {
  readonly box: Box;
  readonly bound: number;
  readonly slopes: readonly Interval[];
}

/** Of the spread of the function over the box: nearer to the truth an end need not be. */
const RELATIVE_GAP = 1e-7;
/** Divided by the number of inputs. Beyond it the bound is still proved, but wider. */
const MOST_PARTS = 3000;
/** A side halved so often is a point for every purpose. */
const NARROWEST = 2 ** -40;

/**
 * The least and greatest value of a function over a box of inputs, proved: no inputs in the box give
 * a value outside. The ends are as near to values that are reached as double precision allows where
 * the function is monotone, and otherwise within 1e-7 of its spread over the box (wider where a box in
 * which it varies by orders of magnitude would need more than a thousand parts).
 *
 * Where a partial derivative has one sign on a part of the box, the extreme is at that input's end,
 * and the part shrinks to a face; where it has not, the part is halved and the half whose bound is
 * worse than a value already reached is dropped (branch and bound). An end is infinite where the
 * function has no bound, or no value, somewhere in the box.
 */
export function rangeOverBox(f: EnclosedFunction, box: Box): Interval {
  const spread = spreadOf(f, box);
  return {
    low: 0 - greatest((inputs) => negative(f(inputs)), box, spread),
    high: greatest(f, box, spread),
  };
}

/** About how much the function varies, from a few points; with the width of rounding errors. */
function spreadOf(f: EnclosedFunction, box: Box): number {
  const centre = box.map((side) => exactly(middle(side)));
  const at = (point: Box): Interval => f(inputsOf(point)).value;
  const first = at(centre);
  let [low, high] = [first.high, first.low];
  for (const [i, side] of box.entries()) {
    for (const end of [side.low, side.high]) {
      const { low: least, high: most } = at(centre.with(i, exactly(end)));
      if (!Number.isFinite(least) || !Number.isFinite(most)) continue;
      low = Math.min(low, most);
      high = Math.max(high, least);
    }
  }
  return Math.max(RELATIVE_GAP * (high - low), 2 * (first.high - first.low)) || 0;
}

function greatest(f: EnclosedFunction, whole: Box, gap: number): number {
  const parts: Part[] = [];
  let best = -Infinity;
  let proved = -Infinity;
  const most = MOST_PARTS / whole.length;
  look(whole);
  for (let looked = 0; looked < most; looked++) {
    const part = parts.pop();
    if (part === undefined || part.bound <= Math.max(best + gap, proved)) {
      return Math.max(proved, part?.bound ?? -Infinity);
    }
    const side = widest(part);
    const { low, high } = part.box[side] as Interval;
    const half = middle({ low, high });
    const start = whole[side] as Interval;
    if (high - low <= NARROWEST * (start.high - start.low) || half <= low || half >= high) {
      proved = Math.max(proved, part.bound);
      continue;
    }
    look(part.box.with(side, { low, high: half }));
    look(part.box.with(side, { low: half, high }));
  }
  return Math.max(proved, ...parts.map(({ bound }) => bound));

  /** Takes a part to the faces on which its extreme must lie, bounds it there and keeps it. */
  function look(box: Box): void {
    let part = box;
    let { value, slopes } = f(inputsOf(part));
    for (;;) {
      const face = part.map((side, i) => towardsGreatest(side, slopes[i]));
      if (face.every((side, i) => side === part[i])) break;
      part = face;
      ({ value, slopes } = f(inputsOf(part)));
    }
    if (part.every(({ low, high }) => low === high)) {
      best = Math.max(best, value.low);
      proved = Math.max(proved, value.high);
      return;
    }
    const centre = f(inputsOf(part.map((side) => exactly(middle(side))))).value;
    if (Number.isFinite(centre.low)) best = Math.max(best, centre.low);
    const bound = Math.min(value.high, fromMiddle(centre, slopes, part).high);
    keep({ box: part, bound: Number.isNaN(bound) ? Infinity : bound, slopes });
  }

  /** In order of their bounds, the greatest last; of equal ones the newest, which is the smallest. */
  function keep(part: Part): void {
    let [from, to] = [0, parts.length];
    while (from < to) {
      const at = (from + to) >> 1;
      if ((parts[at] as Part).bound <= part.bound) from = at + 1;
      else to = at;
    }
    parts.splice(from, 0, part);
  }

  /** The side whose halving promises most: by what it can change the value, else by its width. */
  function widest({ box, slopes }: Part): number {
    let [side, greatestEffect] = [0, -1];
    for (const [i, { low, high }] of box.entries()) {
      const { low: least, high: greatestSlope } = slopes[i] ?? exactly(0);
      const steepest = Math.max(Math.abs(least), Math.abs(greatestSlope));
      const start = whole[i] as Interval;
      const share = high > low ? (high - low) / (start.high - start.low) : 0;
      const effect = steepest === Infinity ? 1e300 * share : steepest * (high - low);
      if (share > 0 && effect > greatestEffect) [side, greatestEffect] = [i, effect];
    }
    return side;
  }
}

function towardsGreatest(side: Interval, slope: Interval | undefined): Interval {
  if (side.low === side.high) return side;
  if (slope === undefined || slope.low >= 0) return exactly(side.high);
  return slope.high <= 0 ? exactly(side.low) : side;
}
