import type { ReferenceKey } from '../references.ts';

/** Limits of a confidence interval; `null` stands for an unbounded end, `reason` then says why. */
export interface ConfidenceInterval {
  readonly low: number | null;
  readonly high: number | null;
  /** Two-sided confidence level in (0, 1). */
  readonly level: number;
  /** Id of the interval's method when it differs from the estimate's, e.g. "wilson". */
  readonly method?: string;
  readonly reason?: string;
}

/** The least and greatest value over something unknown. Not a confidence interval. */
export interface Range {
  readonly low: number | null;
  readonly high: number | null;
  readonly over: 'correlation' | 'n';
  readonly reason?: string;
}

/** What a formula gives. Plain data that survives JSON: never NaN, never Infinity. */
export interface Estimate {
  /** `null` when there is no such number; `reason` then says why. */
  readonly value: number | null;
  readonly se?: number | null;
  readonly ci?: ConfidenceInterval | null;
  readonly df?: number;
  readonly statistic?: number;
  /** Two-sided unless the method says otherwise. May underflow to 0: then `logP` still holds it. */
  readonly p?: number;
  /** Natural logarithm of p. */
  readonly logP?: number;
  readonly range?: Range;
  /** Named by-products, e.g. `sdChange`, `ncpLow`. */
  readonly details?: Readonly<Record<string, number | boolean | null>>;
  /** One estimate a category, for methods that take several categories together. */
  readonly parts?: readonly Estimate[];
  /** Why there is no value: "undefined: …", "missing: …" or "unbounded". */
  readonly reason?: string;
}

/** Options that every method takes. */
export interface EstimateOptions {
  /** Two-sided confidence level in (0, 1); 0.95 if left out. */
  readonly level?: number;
}

/** One input of a method: what it is, its unit and its limits. */
export interface Need {
  readonly title: string;
  /** `count` is a whole number ≥ 0; `counts` and `numbers` are lists. */
  readonly type: 'number' | 'count' | 'counts' | 'numbers';
  readonly unit?: 'points' | 'probability' | 'correlation';
  readonly min?: number;
  readonly max?: number;
  /** The limit itself is not allowed. */
  readonly exclusiveMin?: number;
  readonly exclusiveMax?: number;
  readonly optional?: boolean;
  /** Never rounded (a scale's limit), or a count where it is printed without decimals (df). */
  readonly exact?: 'always' | 'whole';
}

export type Design =
  | 'one mean'
  | 'one group before and after'
  | 'improvement rate'
  | 'one proportion'
  | 'several proportions'
  | 'two groups'
  | 'two groups before and after'
  | 'several groups'
  | 'two proportions'
  | 'p-value'
  | 'paired counts'
  | 'rates'
  | 'conversion';

/**
 * How a pre–post method depends on the correlation r, as `overCorrelation` needs it to give the
 * least and greatest result over an interval of r. `because` is the proof.
 *
 * - `ends`: every number the method gives is monotone in r, so its extremes are at the ends.
 * - `turns`: each is monotone between the ends and the correlations that `turningPoints` lists.
 * - `enclose`: not monotone. `enclose` gives the least and greatest value and bounds the variance
 *   (se²) over any subinterval; the limits are multiplier · (value ± z · se), z the normal quantile.
 */
export type CorrelationDependence<Input> =
  | { readonly kind: 'ends'; readonly because: string }
  | {
      readonly kind: 'turns';
      readonly because: string;
      readonly turningPoints: (input: Input, level: number) => readonly number[];
    }
  | {
      readonly kind: 'enclose';
      readonly because: string;
      readonly enclose: (input: Input, over: Ends) => Enclosure;
    };

/** The two ends of a closed interval of numbers. */
export interface Ends {
  readonly low: number;
  readonly high: number;
}

/** What holds everywhere on an interval of correlations: the value's range, the variance's bounds. */
export interface Enclosure {
  readonly value: Ends;
  readonly variance: Ends;
  /** What the limits are multiplied by after value ± z · se; 1 if left out. */
  readonly multiplier?: number;
}

/** The names that other programs give a method, and the R call that gives the same number. */
export interface Elsewhere {
  readonly metafor?: string;
  readonly effectsize?: string;
  readonly revman?: string;
  readonly stata?: string;
  /** One line of R that gives the same number, with this method's input names as variables. */
  readonly r?: string;
}

/**
 * A registered method: the record that help, `explain`, `calc` and the README read.
 * Its formula is a plain exported function of the library; `estimate` is that function.
 */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds methods of different inputs
export interface Method<Input = any> {
  /** The id of the reference values, e.g. "d_av". `d-av` is the same id on the command line. */
  readonly id: string;
  /** Friendlier names for the same method, e.g. "cohens-dz" for "dz_exact". */
  readonly aliases?: readonly string[];
  readonly title: string;
  /** What is estimated, shared by its variants, e.g. "proportion", "standardized-change". */
  readonly quantity: string;
  readonly design: Design;
  readonly unit?: string;
  readonly needs: { readonly [K in keyof Input]-?: Need };
  readonly formula: string;
  readonly assumptions: readonly string[];
  readonly references: readonly [ReferenceKey, ...ReferenceKey[]];
  readonly elsewhere: Elsewhere;
  /** For pre–post methods that need the correlation: how the result depends on it. */
  readonly overCorrelation?: CorrelationDependence<Input>;
  readonly estimate: (input: Input, options?: EstimateOptions) => Estimate;
}
