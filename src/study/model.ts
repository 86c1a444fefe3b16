import type { Where } from '../errors.ts';

/** A figure exactly as printed, and the values that round to it. */
export interface Figure {
  /** As printed, e.g. "4.30": it claims two decimals where "4.3" claims one. */
  readonly text: string;
  /** The printed number itself; a percentage stays in percent. */
  readonly value: number;
  readonly decimals: number;
  /** "<.001" is a bound, not a value. */
  readonly relation: '=' | '<' | '≤' | '>' | '≥';
  readonly percent: boolean;
  /** Closed interval of the values that round to the text; the nearest doubles of exact decimals. */
  readonly low: number;
  readonly high: number;
  readonly where: Where;
  /** Id of the source that printed it; null when the file does not say. */
  readonly source: string | null;
  readonly accept: readonly { readonly check: string; readonly because: string }[];
}

/** One figure as each source printed it; more than one entry when several sources print it. */
export type Printed = readonly [Figure, ...Figure[]];

/** A printed p-value. "ns" has no number. */
export type PrintedP = readonly [Figure | NotSignificant, ...(Figure | NotSignificant)[]];

export interface NotSignificant extends Pick<Figure, 'text' | 'where' | 'source' | 'accept'> {
  readonly relation: 'ns';
}

/** A number of patients: exact when low === high, "up to 28" is 0 to 28, unknown when not printed. */
export interface Count {
  readonly text: string | null;
  readonly low: number;
  /** null when nothing limits it. */
  readonly high: number | null;
  readonly because: string | null;
  readonly where: Where;
  readonly source: string | null;
}

export interface Source {
  readonly id: string;
  readonly kind: string;
  readonly title: string | null;
  readonly url: string | null;
}

export interface Cohort {
  readonly id: string;
  readonly label: string;
  /** Id of the cohort that it is part of. */
  readonly of: string | null;
  readonly n: Count;
  readonly percent: Printed | null;
  readonly where: Where;
}

export interface Scale {
  readonly id: string;
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** null when no source states it and nobody assumed it: then scores may be any number. */
  readonly step: number | null;
  /** "assumed", or where the step is stated. */
  readonly stepSource: string | null;
  readonly items: number;
  readonly better: 'higher' | 'lower' | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly matters: { readonly points: number; readonly source: string | null } | null;
}

/** What was printed of one measure, in one cohort, at one visit. */
export interface Summary {
  /** Visit id, e.g. "1-week"; null when the measure has no visits. */
  readonly visit: string | null;
  readonly label: string;
  readonly n: Count;
  /** True when the file gives an n for this visit; else `n` is the cohort's, an assumption. */
  readonly nStated: boolean;
  readonly mean: Printed | null;
  readonly sd: Printed | null;
  readonly se: Printed | null;
  readonly variance: Printed | null;
  /** Printed after ± without saying whether SD or SE. */
  readonly spread: Printed | null;
  readonly ci: { readonly low: Printed; readonly high: Printed; readonly level: number } | null;
  readonly median: Printed | null;
  readonly iqr: { readonly low: Printed; readonly high: Printed } | null;
  readonly geometricMean: Printed | null;
  /** The least and greatest value that were observed. */
  readonly range: { readonly low: Printed; readonly high: Printed } | null;
  /** Entry limits: no patient was outside. */
  readonly within: readonly [number, number] | null;
  readonly where: Where;
}

export interface Series {
  readonly cohort: string;
  /** Visit id of the baseline; null when there is none. */
  readonly baseline: string | null;
  readonly visits: readonly Summary[];
}

export interface Measure {
  readonly id: string;
  readonly label: string;
  readonly scale: Scale | null;
  readonly unit: string | null;
  readonly series: readonly Series[];
  readonly where: Where;
}
