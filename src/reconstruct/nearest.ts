import { exists } from './exists.ts';
import { type SampleProblem, sampleProblem } from './targets.ts';

/** A figure that some data set has; in the scale's points. */
export interface PossibleFigure {
  readonly value: number;
}

/** The nearest possible figures on either side of a printed one; null when there is none. */
export interface NearestFigures {
  readonly below: PossibleFigure | null;
  readonly above: PossibleFigure | null;
  /** The nearer of the two; null when no data set exists on either side. */
  readonly nearest: PossibleFigure | null;
}

/**
 * The nearest SDs that a data set with the printed mean (and facts) can have, when none has the
 * printed SD. Exact: between `below` and `above` there is no possible SD. One patient has no SD with
 * the divisor n − 1.
 *
 * @example
 * nearestPossibleSd(sampleProblem({ mean: '1.54', sd: '0.46', n: 108, scale: { min: 0, max: 10, step: 1 } })).nearest?.value // → 0.5009509821
 */
export function nearestPossibleSd(problem: SampleProblem): NearestFigures {
  if (problem.n === 1 && problem.sdKind === 'sample') {
    return { below: null, above: null, nearest: null };
  }
  const open = sampleProblem({ ...problem.printed, sd: null });
  const divisor = problem.n * (problem.sdKind === 'sample' ? problem.n - 1 : problem.n);
  const unit = Number(problem.unit.numerator) / Number(problem.unit.denominator);
  const value = (spread: number) => ({ value: unit * Math.sqrt(spread / divisor) });
  const low = leastThat(problem.spreadHigh + 1, open.spreadHigh, (to) =>
    exists({ ...problem, spreadLow: problem.spreadHigh + 1, spreadHigh: to }),
  );
  const high = greatestThat(open.spreadLow, problem.spreadLow - 1, (from) =>
    exists({ ...problem, spreadLow: from, spreadHigh: problem.spreadLow - 1 }),
  );
  return nearer(high && value(high.at), low && value(low.at), Number(problem.printed.sd));
}

/**
 * The nearest means that a data set with the printed SD (and facts) can have, when none has the
 * printed mean. Exact: between `below` and `above` there is no possible mean.
 *
 * @example
 * nearestPossibleMean(sampleProblem({ mean: '1.54', sd: '0.46', n: 108, scale: { min: 0, max: 10, step: 1 } })).nearest?.value // → 1.6944444444444444
 */
export function nearestPossibleMean(problem: SampleProblem): NearestFigures {
  const { n, top, min, unit, sumLow, sumHigh } = problem;
  const value = (sum: number) => ({
    value:
      Number(min.numerator) / Number(min.denominator) +
      (Number(unit.numerator) * sum) / (Number(unit.denominator) * n),
  });
  // The window may be empty: then sumHigh < sumLow, and the whole totals on either side meet.
  const low = leastThat(sumHigh + 1, n * top, (to) =>
    exists({ ...problem, sumLow: sumHigh + 1, sumHigh: to }),
  );
  const high = greatestThat(0, sumLow - 1, (from) =>
    exists({ ...problem, sumLow: from, sumHigh: sumLow - 1 }),
  );
  return nearer(high && value(high.at), low && value(low.at), Number(problem.printed.mean));
}

/** The least whole `at` in low … high that holds, for a property that stays true upwards. */
function leastThat(low: number, high: number, holds: (at: number) => boolean) {
  return doubling(low, high, holds);
}

/** The greatest whole `at` in low … high that holds, for a property that stays true downwards. */
function greatestThat(low: number, high: number, holds: (at: number) => boolean) {
  const found = doubling(-high, -low, (at) => holds(-at));
  return found && { at: -found.at };
}

/** Steps of doubling width from the near end, then bisection: near answers cost little. */
function doubling(low: number, high: number, holds: (at: number) => boolean) {
  if (low > high) return null;
  let [failed, width] = [low - 1, 1];
  let until = low;
  while (!holds(until)) {
    if (until === high) return null;
    failed = until;
    until = Math.min(high, until + width);
    width *= 2;
  }
  while (until - failed > 1) {
    const middle = Math.floor((failed + until) / 2);
    if (holds(middle)) until = middle;
    else failed = middle;
  }
  return { at: until };
}

function nearer(
  below: PossibleFigure | null,
  above: PossibleFigure | null,
  printed: number,
): NearestFigures {
  const distance = (figure: PossibleFigure) => Math.abs(figure.value - printed);
  const nearest =
    below && above ? (distance(below) <= distance(above) ? below : above) : (below ?? above);
  return { below, above, nearest };
}
