import type { Rounding } from '../numeric/decimal.ts';
import type { JointTable } from './coupling.ts';
import type { PrintedFacts } from './facts.ts';
import type { PairingFact, PairingFacts } from './pairing-facts.ts';
import type { ScoreScale } from './scale.ts';
import type { SdKind } from './targets.ts';
import type { WitnessSums } from './witness.ts';

/** What was printed of the same patients before and after. */
export interface PrintedChange {
  readonly scale: ScoreScale;
  readonly before: PrintedVisit & { readonly n: number };
  /**
   * `n` at the second visit: a number, or limits when it is not printed. Patients without a second
   * score are among those before, whichever they are.
   */
  readonly after: PrintedVisit & {
    readonly n: number | { readonly low: number; readonly high: number };
  };
  /** `sample` if left out. */
  readonly sdKind?: SdKind;
  /** `half` if left out. */
  readonly rounding?: Rounding;
  /**
   * What was printed of how both scores belong together. Used when all patients were scored at
   * both visits (n after is the number n before): see `ChangeBounds.constrainedBy`.
   */
  readonly constraints?: PairingFacts;
  /** Most pairs of data sets to go through; 3,000,000 if left out. Beyond: general bounds. */
  readonly mostPairs?: number;
  /** Whether limits come with a data set that has them; true if left out. Without is quicker. */
  readonly witnesses?: boolean;
  /** Differences in steps that general bounds are wanted for; chosen by the scale if left out. */
  readonly steps?: readonly number[];
  /** Differences in steps to bound beside those. */
  readonly alsoSteps?: readonly number[];
  /** Look for the nearest possible numbers beside general bounds; true if left out. */
  readonly search?: boolean;
}

export interface PrintedVisit {
  readonly mean: string | null;
  readonly sd: string | null;
  readonly facts?: PrintedFacts;
}

/** A number of patients that is proved to be the limit, out of those scored at the second visit. */
export interface CountLimit {
  readonly count: number;
  readonly of: number;
  readonly share: number;
  /**
   * True when a data set has it: `witness`, if asked for. Else it is proved, and not known to be
   * reached.
   */
  readonly reached: boolean;
  readonly witness: JointTable | null;
  /** The nearest number that was found to be possible, where `reached` is false. */
  readonly nearest: { readonly count: number; readonly witness: JointTable } | null;
}

/** Least and greatest number of patients, and share of those scored (they differ when n is open). */
export interface CountRange {
  readonly low: CountLimit;
  readonly high: CountLimit;
  readonly lowShare: CountLimit;
  readonly highShare: CountLimit;
}

/** A limit of a quantity; `value` null stands for one that does not exist, with the reason. */
export interface RealLimit {
  readonly value: number | null;
  readonly reached: boolean;
  readonly witness: JointTable | null;
  /** Exact sums of the witness, in steps of the scale. */
  readonly sums: WitnessSums | null;
  readonly reason?: string;
}

export interface RealRange {
  readonly low: RealLimit;
  readonly high: RealLimit;
}

/** A p-value by its natural logarithm as well, which does not underflow. */
export interface PLimit extends RealLimit {
  readonly logValue: number | null;
}

/** Quantities that need every patient at both visits. */
export interface MomentBounds {
  /** null when a score does not vary in any data set. */
  readonly correlation: RealRange | null;
  /** In points; divides as the printed SDs do. */
  readonly sdChange: RealRange;
  /** Mean change over the sample SD of change (n − 1). */
  readonly dz: RealRange;
  /** Paired t with n − 1 df. */
  readonly t: RealRange;
  /** Two-sided p of the paired t test. */
  readonly p: { readonly low: PLimit; readonly high: PLimit };
  /** Two-sided exact p of the sign test, ties left out. */
  readonly signTest: { readonly low: PLimit; readonly high: PLimit };
}

/** Patients who changed by at least so much. */
export interface ChangeBound extends CountRange {
  readonly steps: number;
  readonly points: number;
}

/** Patients who reached a score. */
export interface ReachedBound extends CountRange {
  readonly score: number;
}

/**
 * What must be true of the patients in every data set that fits the printed figures; plain data that
 * survives JSON. `exact`: all data sets were gone through, so every limit is the true one. `general`:
 * too many for that, or figures of the pairing are printed; limits are proved, and those that are
 * reached say so. `none`: no data set fits.
 */
export interface ChangeBounds {
  readonly status: 'exact' | 'general' | 'none';
  readonly reason: string | null;
  /** Scores of the scale, lowest first: the labels of the witnesses' rows and columns. */
  readonly scores: readonly number[];
  readonly n: {
    readonly before: number;
    /** Every n at the second visit that fits, ascending. */
    readonly after: readonly number[];
  };
  /** Data sets before and after, and pairs gone through, as decimal text; null when not counted. */
  readonly dataSets: {
    readonly before: string | null;
    readonly after: string | null;
    readonly pairs: string | null;
  };
  /** The printed figures of the pairing that the bounds rest on. */
  readonly constrainedBy: readonly PairingFact[];
  /** At least k steps higher, k = 1 … */
  readonly higher: readonly ChangeBound[];
  readonly lower: readonly ChangeBound[];
  readonly same: CountRange | null;
  /** Scored at least this much at the second visit, for every score above the lowest. */
  readonly scored: readonly ReachedBound[];
  /** null when some patients may lack a second score. */
  readonly moments: MomentBounds | null;
}
