import { InputError } from '../errors.ts';
import type { Rounding } from '../numeric/decimal.ts';
import { rationalToNumber } from '../numeric/exact-interval.ts';
import {
  addRationals,
  compareRationals,
  divideRationals,
  multiplyRationals,
  type Rational,
  rational,
  subtractRationals,
} from '../numeric/rational.ts';
import { TooLargeError } from './errors.ts';
import { exact, interval, whole, wholeNumbers } from './scale.ts';

/**
 * Sample quantiles of Hyndman & Fan (1996): `2` averages at steps (SAS default), `5` (Hazen),
 * `6` (SPSS, Minitab, Excel's QUARTILE.EXC), `7` (R, NumPy, Excel's QUARTILE.INC). The median is
 * the same in all four.
 *
 * @see references.hyndman1996
 */
export type QuantileType = 2 | 5 | 6 | 7;

/** Further printed facts. Scores are in the scale's own points. */
export interface PrintedFacts {
  /** Entry limits: no patient was outside. */
  readonly within?: readonly [number | string, number | string];
  /** Least and greatest score that was observed, as printed. */
  readonly range?: { readonly low?: string; readonly high?: string };
  readonly median?: string;
  readonly quartiles?: {
    readonly low?: string;
    readonly high?: string;
    readonly type: QuantileType;
  };
  readonly counts?: readonly ScoredCount[];
}

/** "12 scored 4" (`exactly`), "30 scored 4 or more" (`atLeast`), "30 scored 2 or less" (`atMost`). */
export interface ScoredCount {
  readonly scored: 'exactly' | 'atLeast' | 'atMost';
  readonly score: number | string;
  /** How many patients: a number, or limits. */
  readonly n: number | { readonly low: number; readonly high: number };
}

/**
 * Limits of the count of every score u, and of how many patients have at most u. Everything that is
 * printed besides mean and SD comes down to a disjoint union of these.
 */
export interface CountLimits {
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Of F_u = c_0 + … + c_u. */
  readonly upToLow: Int32Array;
  readonly upToHigh: Int32Array;
}

interface Units {
  readonly n: number;
  readonly top: number;
  readonly min: Rational;
  readonly unit: Rational;
  readonly rounding: Rounding;
}

/** One way in which a fact can be true, applied to limits. */
type Narrowing = (limits: CountLimits) => void;

const mostCases = 20_000;
/** Scores of all cases together: 16 bytes each. */
const mostCells = 1e7;
const tooManyCases = () =>
  new TooLargeError('the printed median, quartiles and range leave too many cases', []);

/**
 * The disjoint cases in which all printed facts hold; none when they contradict each other.
 *
 * @throws TooLargeError when there are more than 20,000 cases
 */
export function limitsOf(facts: PrintedFacts, units: Units): readonly CountLimits[] {
  let cases = [unlimited(units)];
  for (const alternatives of narrowings(facts, units)) {
    const next: CountLimits[] = [];
    for (const limits of cases)
      for (const narrow of alternatives) {
        const narrowed = copyOf(limits);
        narrow(narrowed);
        if (tighten(narrowed)) next.push(narrowed);
        if (next.length > mostCases || next.length * units.top > mostCells) throw tooManyCases();
      }
    cases = next;
  }
  return cases;
}

/** Every fact as the list of its disjoint alternatives. */
function* narrowings(facts: PrintedFacts, units: Units): Generator<readonly Narrowing[]> {
  const { n, top } = units;
  if (facts.within) {
    const [low, high] = facts.within.map((score) => unitsOf(score, units)) as [Rational, Rational];
    yield [
      ({ high: most }) => {
        for (let u = 0; u <= top; u++)
          if (compareRationals(whole(u), low) < 0 || compareRationals(whole(u), high) > 0)
            most[u] = 0;
      },
    ];
  }
  if (facts.range?.low !== undefined)
    yield scoresPrintedAs(facts.range.low, units).map((least) => (limits) => {
      limits.high.fill(0, 0, least);
      limits.low[least] = Math.max(1, limits.low[least] as number);
    });
  if (facts.range?.high !== undefined)
    yield scoresPrintedAs(facts.range.high, units).map((greatest) => (limits) => {
      limits.high.fill(0, greatest + 1);
      limits.low[greatest] = Math.max(1, limits.low[greatest] as number);
    });
  if (facts.median !== undefined) yield quantile(facts.median, rational(1n, 2n), 7, units);
  const { low, high, type } = facts.quartiles ?? { type: 7 as const };
  if (low !== undefined) yield quantile(low, rational(1n, 4n), type, units);
  if (high !== undefined) yield quantile(high, rational(3n, 4n), type, units);
  for (const count of facts.counts ?? []) yield [countNarrowing(count, n, units)];
}

function countNarrowing({ scored, score, n: printed }: ScoredCount, n: number, units: Units) {
  const u = scoreAt(score, units);
  const { low, high } = typeof printed === 'number' ? { low: printed, high: printed } : printed;
  return (limits: CountLimits) => {
    if (scored === 'exactly') restrict(limits.low, limits.high, u, low, high);
    else if (scored === 'atMost') restrict(limits.upToLow, limits.upToHigh, u, low, high);
    else if (u > 0) restrict(limits.upToLow, limits.upToHigh, u - 1, n - high, n - low);
    else if (low > n || high < n) limits.high.fill(-1);
  };
}

/**
 * The one score that a printed one is: itself, or the only attainable one that is rounded to it, as
 * 11/3 to 3.67. A number is the double nearest to a score.
 *
 * @throws InputError when there is no such score, or more than one; it names attainable ones
 */
function scoreAt(score: number | string, units: Units): number {
  const { top } = units;
  const at = unitsOf(score, units);
  const near = rationalToNumber(at);
  const nearest = Math.min(top, Math.max(0, Math.round(near)));
  const isIt = at.denominator === 1n || (typeof score === 'number' && close(near, nearest));
  if (isIt && close(near, nearest)) return nearest;
  const printed = typeof score === 'string' ? scoresPrintedAs(score, units) : [];
  const [only, ...others] = printed;
  if (only !== undefined && others.length === 0) return only;
  const around = printed.length > 0 ? printed : [Math.floor(near), Math.ceil(near)];
  const names = around.filter((u) => u >= 0 && u <= top).slice(0, 4);
  const decimals = (/\.(\d+)/.exec(String(score))?.[1]?.length ?? 0) + 1;
  const text = (names.length > 0 ? names : [nearest]).map((u) => scoreText(u, units, decimals));
  const which =
    printed.length > 0
      ? `${score} can be any of the scores ${text.join(', ')}: give more decimals`
      : `${score} is no score of the scale; ${text.join(' and ')} ${text.length > 1 ? 'are the nearest' : 'is the nearest'}`;
  throw new InputError(which);
}

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
}

function scoreText(u: number, { min, unit }: Units, decimals: number): string {
  const score = rationalToNumber(addRationals(min, multiplyRationals(whole(u), unit)));
  return String(Number(score.toFixed(Math.max(2, decimals))));
}

/**
 * A quantile is (1 − w)·x_(j) + w·x_(j+1) of the ordered scores. Each pair of scores a ≤ b with the
 * printed value is one alternative: x_(j) = a says F_{a−1} < j ≤ F_a, likewise b for j + 1. Different
 * pairs exclude each other.
 */
function quantile(
  text: string,
  p: Rational,
  type: QuantileType,
  units: Units,
): readonly Narrowing[] {
  const { n, top, min, unit, rounding } = units;
  const { rank, weight } = position(n, p, type);
  const window = wholeNumbers(interval(text, rounding), (score) =>
    multiplyRationals(divideRationals(subtractRationals(score, min), unit), whole(weight.of)),
  );
  const alternatives: Narrowing[] = [];
  // Neighbouring scores first: likelier cases let a search end early.
  for (let gap = 0; gap <= (weight.on === 0 ? 0 : top); gap++) {
    // The value is of·a + on·gap.
    const least = Math.max(0, Math.ceil((Number(window.low) - weight.on * gap) / weight.of));
    const most = Math.min(
      top - gap,
      Math.floor((Number(window.high) - weight.on * gap) / weight.of),
    );
    if (alternatives.length > mostCases) throw tooManyCases();
    for (let a = least; a <= most; a++) {
      const b = a + gap;
      alternatives.push((limits) => {
        orderStatistic(limits, rank, a);
        if (weight.on > 0) orderStatistic(limits, rank + 1, b);
      });
    }
  }
  return alternatives;
}

/** Rank j (1 … n) and weight w = on/of of x_(j+1), by Hyndman & Fan's definitions. */
function position(n: number, p: Rational, type: QuantileType) {
  const np = multiplyRationals(whole(n), p);
  const half = rational(1n, 2n);
  const h =
    type === 7
      ? addRationals(multiplyRationals(whole(n - 1), p), whole(1))
      : type === 6
        ? multiplyRationals(whole(n + 1), p)
        : addRationals(np, half);
  if (compareRationals(h, whole(1)) <= 0) return { rank: 1, weight: { on: 0, of: 1 } };
  if (compareRationals(h, whole(n)) >= 0) return { rank: n, weight: { on: 0, of: 1 } };
  if (type === 2)
    return np.denominator === 1n
      ? { rank: Number(np.numerator), weight: { on: 1, of: 2 } }
      : { rank: Number(np.numerator / np.denominator) + 1, weight: { on: 0, of: 1 } };
  const rank = h.numerator / h.denominator;
  return {
    rank: Number(rank),
    weight: { on: Number(h.numerator - rank * h.denominator), of: Number(h.denominator) },
  };
}

function orderStatistic(limits: CountLimits, rank: number, u: number): void {
  const { upToLow, upToHigh } = limits;
  upToLow[u] = Math.max(upToLow[u] as number, rank);
  if (u > 0) upToHigh[u - 1] = Math.min(upToHigh[u - 1] as number, rank - 1);
}

function scoresPrintedAs(text: string, units: Units): readonly number[] {
  const { top, min, unit, rounding } = units;
  const { low, high } = wholeNumbers(interval(text, rounding), (score) =>
    divideRationals(subtractRationals(score, min), unit),
  );
  return Array.from({ length: top + 1 }, (_, u) => u).filter(
    (u) => BigInt(u) >= low && BigInt(u) <= high,
  );
}

/**
 * Makes limits as narrow as they imply each other; false when nothing is left. Sweeps upwards and
 * downwards by turns: each carries what it finds all the way.
 */
function tighten({ low, high, upToLow, upToHigh }: CountLimits): boolean {
  const top = low.length - 1;
  const at = (limits: Int32Array, u: number) => (u < 0 ? 0 : (limits[u] as number));
  let changed = true;
  const raise = (limits: Int32Array, u: number, to: number) => {
    if (to > at(limits, u)) [limits[u], changed] = [to, true];
  };
  const lower = (limits: Int32Array, u: number, to: number) => {
    if (to < at(limits, u)) [limits[u], changed] = [to, true];
  };
  const settle = (u: number): boolean => {
    raise(upToLow, u, at(upToLow, u - 1) + at(low, u));
    lower(upToHigh, u, at(upToHigh, u - 1) + at(high, u));
    raise(low, u, at(upToLow, u) - at(upToHigh, u - 1));
    lower(high, u, at(upToHigh, u) - at(upToLow, u - 1));
    if (u > 0) {
      raise(upToLow, u - 1, at(upToLow, u) - at(high, u));
      lower(upToHigh, u - 1, at(upToHigh, u) - at(low, u));
    }
    return at(low, u) <= at(high, u) && at(upToLow, u) <= at(upToHigh, u);
  };
  while (changed) {
    changed = false;
    for (let u = 0; u <= top; u++) if (!settle(u)) return false;
    for (let u = top; u >= 0; u--) if (!settle(u)) return false;
  }
  return true;
}

function restrict(lows: Int32Array, highs: Int32Array, u: number, low: number, high: number): void {
  lows[u] = Math.max(lows[u] as number, low);
  highs[u] = Math.min(highs[u] as number, high);
}

function unlimited({ n, top }: Units): CountLimits {
  const upToLow = new Int32Array(top + 1);
  upToLow[top] = n;
  return {
    low: new Int32Array(top + 1),
    high: new Int32Array(top + 1).fill(n),
    upToLow,
    upToHigh: new Int32Array(top + 1).fill(n),
  };
}

function copyOf({ low, high, upToLow, upToHigh }: CountLimits): CountLimits {
  return {
    low: low.slice(),
    high: high.slice(),
    upToLow: upToLow.slice(),
    upToHigh: upToHigh.slice(),
  };
}

function unitsOf(score: number | string, { min, unit }: Units): Rational {
  return divideRationals(subtractRationals(exact(score), min), unit);
}
