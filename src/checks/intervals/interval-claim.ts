import type { Where } from '../../errors.ts';
import type { Rounding } from '../../numeric/decimal.ts';
import type { Figure, How, PrintedInterval, PrintedP } from '../../study/model.ts';
import type { CheckContext } from '../engine/check.ts';
import { usable } from '../engine/printed.ts';
import type { Span } from '../engine/span.ts';
import type { Limits } from './limits.ts';

/** A printed confidence interval with what it is of. */
export interface IntervalClaim {
  /** "difference of Tremor, Active and Sham". */
  readonly label: string;
  readonly low: Figure;
  readonly high: Figure;
  readonly level: number;
  readonly levelStated: boolean;
  readonly value: Figure | null;
  /** On which scale a Wald interval has the estimate in its middle; null for neither. */
  readonly scale: 'linear' | 'log' | null;
  /** True when the estimate is a mean or a difference of means that were printed. */
  readonly ofMeans: boolean;
  /** True when the interval can be of something else than the estimate: a median beside a mean. */
  readonly doubtful: boolean;
  /** True for numbers needed to treat: the limits can lie on both sides of infinity. */
  readonly throughInfinity?: boolean;
  /** What the estimate may be multiplied by to be in the unit of the limits; 1 if left out. */
  readonly units?: readonly number[];
  /** What a Wald interval is of, where a p-value goes with it: tests of these differ from Wald's in their own ways. */
  readonly testOf?: 'means' | 'odds' | 'risks';
  /** Degrees of freedom that Student's, Welch's or the paired t test can have; left out where not known. */
  readonly df?: Span;
  /** The value of no difference; null where there is none. */
  readonly none: number | null;
  readonly p: PrintedP | null;
  readonly how: How;
  /** Limits by every method that the file has figures for. */
  readonly limits: (level: number, rounding: Rounding) => readonly Limits[];
  readonly inputs: readonly Where[];
  /** True when the file leaves open how many patients it is of. */
  readonly maybeFewer: boolean;
}

/** The printed limits, the lower one first. */
export type Ends = Pick<IntervalClaim, 'low' | 'high' | 'level' | 'levelStated'>;

/** The printed limits of an interval; null unless both can be computed with. */
export function endsOf(context: CheckContext, ci: PrintedInterval): Ends | null {
  const low = usable(context, ci.low);
  const high = usable(context, ci.high, low?.source ?? null);
  if (!low || !high) return null;
  // Some print the limits of a fall from the smaller fall to the larger one.
  const turnedRound = low.low > high.high;
  const ends = turnedRound ? { low: high, high: low } : { low, high };
  return { ...ends, level: ci.level, levelStated: ci.levelStated };
}
