import type { Where } from '../../errors.ts';
import type { ReferenceKey } from '../../references.ts';

/**
 * What a check can say, mildest first, each with its level.
 *
 * - `reproduced`: computing from the printed inputs as they stand gives the printed figure.
 * - `possible`: nothing to recompute; the figures can stand together.
 * - `within-rounding`: some inputs that round to what is printed give it; or it fits if truncated.
 * - `not-checkable`: an input is missing; named, with what would be needed.
 * - `unexplained`: no method tried gives it, and the file does not say how it was made.
 * - `inconsistent`: the relation is a definition, or `how` names the method, and no inputs that
 *   round to what is printed give it. A proof.
 * - `impossible-as-entered`: no data set has these figures on the stated conditions. A proof.
 */
export const verdictLevels = {
  reproduced: 'pass',
  possible: 'pass',
  'within-rounding': 'pass',
  'not-checkable': 'note',
  unexplained: 'warning',
  inconsistent: 'error',
  'impossible-as-entered': 'error',
} as const;

/** What a check can say of a figure. */
export type Verdict = keyof typeof verdictLevels;
/** How grave a verdict is. */
export type Level = (typeof verdictLevels)[Verdict];

/** Every verdict, mildest first. */
export const verdicts = Object.keys(verdictLevels) as readonly Verdict[];
/** Every level, mildest first. */
export const levels: readonly Level[] = ['pass', 'note', 'warning', 'error'];

/** Position from the mildest verdict, 0, to the gravest. */
export function gravity(verdict: Verdict): number {
  return verdicts.indexOf(verdict);
}

/** The level of a verdict. */
export function levelOf(verdict: Verdict): Level {
  return verdictLevels[verdict];
}

/** Whether a figure agrees with the others, be it within their rounding. */
export function passes(verdict: Verdict): boolean {
  return levelOf(verdict) === 'pass';
}

/** An item of the INSPECT-SR checklist that a check helps to answer. */
export type InspectSrItem = '4.6' | '4.8' | '4.9' | '4.10';

/** What computing a figure again gives: its least and greatest value over the inputs' rounding. */
export interface Recomputed {
  /** null where nothing limits it. */
  readonly low: number | null;
  readonly high: number | null;
  /** From the inputs as printed; null when there is no such number. */
  readonly nominal: number | null;
}

/** Another reasonable reading that was tried before anything was called wrong. */
export interface Tried {
  /** In words that complete "reproduces …", e.g. "as a Welch test". */
  readonly assumption: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly fits: boolean;
}

/** How many of some changed figures would have shown. */
export interface Caught {
  readonly caught: number;
  readonly of: number;
}

/** What a verdict is worth: which other figures would not have passed in this one's place. */
export interface Strength {
  /**
   * The share of all figures with as many decimals, over `range`, that the check would call an
   * error, all other figures as printed; null when no range is stated.
   */
  readonly power: number | null;
  readonly range: { readonly low: number; readonly high: number } | null;
  /** Size of the seeded sample that the share comes from; null when all were tried. */
  readonly sample: number | null;
  /** Changes that would show as a warning or an error. */
  readonly slips: {
    /** The last digit one up or one down. */
    readonly oneStep: Caught;
    /** The last digit replaced by any of the nine others. */
    readonly lastDigit: Caught;
    /** Any one digit replaced by any of the nine others. */
    readonly anyDigit: Caught;
  };
}

/** What one check says of one printed figure. Plain data. */
export interface Finding {
  /** Id of the check. */
  readonly check: string;
  readonly verdict: Verdict;
  readonly level: Level;
  /** True when a printed p and one recomputed by a named method lie on different sides of alpha. */
  readonly decisionError: boolean;
  /** Where the figure stands that the finding is about. */
  readonly where: Where;
  /** In words, e.g. "mean at 1 week". */
  readonly label: string;
  /** The figure as printed. */
  readonly reported: string;
  readonly recomputed: Recomputed | null;
  /** Arithmetic that a reader can redo, and for what is not a pass what else could explain it. */
  readonly why: string;
  /** On what the verdict rests beside the printed figures. */
  readonly conditions: readonly string[];
  readonly tried: readonly Tried[];
  /** null where there is nothing to try, or it was not asked for. */
  readonly strength: Strength | null;
  /** What this agreement cannot show, e.g. "smaller counts would pass as well"; null if nothing. */
  readonly weakness: string | null;
  /** Paths of all printed figures that went in, the reported one first. */
  readonly figures: readonly string[];
  readonly references: readonly ReferenceKey[];
  readonly inspectSr: InspectSrItem | null;
  /** Why the file accepts this finding; null when it does not. */
  readonly accepted: string | null;
}
