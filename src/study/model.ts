import type { Where } from '../errors.ts';
import type { How } from './schema/how.ts';
import type { StudyFile } from './schema/study-file.ts';

/** A figure exactly as printed, and the values that round to it. */
export interface Figure {
  /** As printed, e.g. "4.30": it claims two decimals where "4.3" claims one. */
  readonly text: string;
  /** The printed number itself; a percentage stays in percent. */
  readonly value: number;
  /** Negative when printed to tens or more: "4e2" has −2. */
  readonly decimals: number;
  /** "<.001" is a bound, not a value. */
  readonly relation: '=' | '<' | '≤' | '>' | '≥';
  readonly percent: boolean;
  /**
   * Closed interval of the values that round to the text; the nearest doubles of exact decimals.
   * After "<" or ">" it reaches to the end of what such a quantity can be: 0 for "<.001" of a
   * p-value, the greatest double where nothing limits it.
   */
  readonly low: number;
  readonly high: number;
  readonly where: Where;
  /** Id of the source that printed it; null when the file does not say. */
  readonly source: string | null;
  readonly accept: readonly Acceptance[];
}

/** A finding about a figure that is accepted, with the reason. */
export interface Acceptance {
  readonly check: string;
  readonly because: string;
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
  readonly accept: readonly Acceptance[];
}

/** Two printed limits: a range, or the quartiles. */
export interface PrintedPair {
  readonly low: Printed;
  readonly high: Printed;
}

/** A printed confidence interval. */
export interface PrintedInterval extends PrintedPair {
  /** In (0, 1); 0.95 when the file does not say. */
  readonly level: number;
  readonly levelStated: boolean;
}

export type { How };

export interface Source {
  readonly id: string;
  readonly kind: string;
  readonly title: string | null;
  readonly url: string | null;
  readonly doi: string | null;
  readonly note: string | null;
  readonly where: Where;
}

export interface Cohort {
  readonly id: string;
  readonly label: string;
  /** Id of the cohort that it is part of. */
  readonly of: string | null;
  readonly n: Count;
  readonly percent: Printed | null;
  readonly ci: PrintedInterval | null;
  readonly how: How | null;
  readonly accept: readonly Acceptance[];
  readonly source: string | null;
  readonly note: string | null;
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
  readonly source: string | null;
  readonly note: string | null;
  readonly where: Where;
}

/** What was printed of the values of one group. */
export interface Statistics {
  readonly n: Count;
  /** True when the file gives an n here; else `n` is the cohort's, an assumption. */
  readonly nStated: boolean;
  readonly mean: Printed | null;
  readonly sd: Printed | null;
  readonly se: Printed | null;
  readonly variance: Printed | null;
  /** Printed after ± without saying whether SD or SE. */
  readonly spread: Printed | null;
  readonly ci: PrintedInterval | null;
  readonly median: Printed | null;
  readonly iqr: PrintedPair | null;
  /** The interquartile range when printed as one number. */
  readonly iqrWidth: Printed | null;
  readonly geometricMean: Printed | null;
  readonly geometricSd: Printed | null;
  readonly cv: Printed | null;
  /** The least and greatest value that were observed. */
  readonly range: PrintedPair | null;
  /** Entry limits: no patient was outside. */
  readonly within: readonly [number, number] | null;
  readonly frequencies: readonly Frequency[];
  readonly how: How | null;
  readonly source: string | null;
  readonly note: string | null;
  readonly where: Where;
}

/** How many patients had a score, or one of several ("4-5"). */
export interface Frequency {
  readonly score: string;
  readonly n: Count;
  readonly percent: Printed | null;
}

/** What was printed of one measure, in one cohort, at one visit. */
export interface Summary extends Statistics {
  /** Visit id, e.g. "1-week"; null when the measure has no visits. */
  readonly visit: string | null;
  readonly label: string;
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
  /** How many items are averaged into one score; the scale's unless the measure has its own. */
  readonly items: number;
  /** True when values below zero are impossible; null when the file does not say. */
  readonly positive: boolean | null;
  readonly note: string | null;
  readonly series: readonly Series[];
  readonly where: Where;
}

/** The parts that add up to a whole. */
export interface Partition {
  readonly of: string;
  readonly into: readonly string[];
  readonly where: Where;
}

/** One side of a comparison: a visit, with figures of just the patients compared when printed. */
export interface Side {
  readonly visit: string;
  /** null when the file gives the visit alone. */
  readonly printed: Summary | null;
}

/** A printed test statistic. */
export interface TestStatistic {
  readonly kind: 't' | 'F' | 'z' | 'chi2' | 'r' | 'Q' | 'U' | 'W' | 'H';
  readonly value: Printed;
  /** None, one, or two (F) degrees of freedom. */
  readonly df: readonly Printed[];
  readonly p: PrintedP | null;
  readonly tails: 1 | 2 | null;
  readonly n: Count | null;
  readonly how: How | null;
  readonly where: Where;
}

type FileComparison = NonNullable<StudyFile['comparisons']>[number];

/** A printed effect size, ratio or number needed to treat. */
export interface Effect {
  readonly kind: NonNullable<FileComparison['effects']>[number]['kind'];
  readonly label: string | null;
  readonly value: Printed;
  readonly se: Printed | null;
  readonly ci: PrintedInterval | null;
  readonly p: PrintedP | null;
  readonly n: Count | null;
  readonly how: How | null;
  readonly where: Where;
}

/** A claim: what was compared with what, and what was printed about it. */
export interface Comparison {
  readonly label: string | null;
  readonly measure: string | null;
  readonly cohort: string | null;
  readonly from: Side | null;
  readonly to: Side | null;
  /** Cohorts that were compared with each other; empty for a comparison within one. */
  readonly between: readonly string[];
  readonly at: string | null;
  /** The visits between which changes were compared. */
  readonly change: readonly [string, string] | null;
  readonly n: Count | null;
  readonly claim: NonNullable<FileComparison['claim']> | null;
  readonly p: PrintedP | null;
  readonly alpha: number | null;
  /** to − from, or first − second cohort. */
  readonly difference: Printed | null;
  readonly se: Printed | null;
  readonly ci: PrintedInterval | null;
  readonly improvement: Printed | null;
  readonly correlation: Printed | null;
  readonly changeScore: Summary | null;
  readonly changeScores: readonly { readonly cohort: string; readonly summary: Summary }[];
  readonly tests: readonly TestStatistic[];
  readonly events: readonly string[];
  readonly effects: readonly Effect[];
  readonly how: How | null;
  readonly source: string | null;
  readonly note: string | null;
  readonly where: Where;
}

/** A table of counts as printed. */
export interface CountTable {
  readonly label: string | null;
  readonly columns: readonly string[];
  /** True when the first column is the sum of the others. */
  readonly sum: boolean;
  readonly rows: readonly {
    readonly id: string;
    readonly label: string;
    readonly cells: readonly CountCell[];
  }[];
  readonly where: Where;
}

/** "7 (17.5)" or "7/40 (17.5%)". */
export interface CountCell {
  readonly n: Count;
  readonly of: number | null;
  readonly percent: Figure | null;
  readonly where: Where;
}

/** Individual values, or figures of a unit of analysis other than the patient. */
export interface Values extends Statistics {
  readonly id: string;
  readonly label: string;
  readonly cohort: string | null;
  readonly measure: string | null;
  readonly visit: string | null;
  readonly scale: Scale | null;
  readonly unit: string | null;
  readonly perPatient: number | null;
  readonly values: readonly Printed[];
}

/** Events per person-time. */
export interface Rate {
  readonly id: string;
  readonly label: string;
  readonly cohort: string | null;
  readonly events: Count | null;
  readonly time: Printed | null;
  readonly unit: string | null;
  readonly rate: Printed | null;
  readonly per: number;
  readonly ci: PrintedInterval | null;
  readonly how: How | null;
  readonly where: Where;
}

/** A printed correlation, or a table of them. */
export interface Correlation {
  readonly label: string | null;
  readonly cohort: string | null;
  readonly measure: string | null;
  readonly visits: readonly [string, string] | null;
  readonly variables: readonly string[];
  readonly r: Printed | null;
  /** Rows of the table as printed; null where nothing is printed. */
  readonly table: readonly (readonly (Figure | null)[])[] | null;
  readonly n: Count | null;
  readonly ci: PrintedInterval | null;
  readonly p: PrintedP | null;
  readonly how: How | null;
  readonly where: Where;
}

/** Arithmetic over printed figures. */
export type Expression =
  | { readonly kind: 'number'; readonly text: string }
  | {
      readonly kind: 'path';
      readonly path: string;
      /** What stands there: figures of one or more sources, or a count. */
      readonly printed: Printed | Count;
    }
  | { readonly kind: 'negative'; readonly of: Expression }
  | {
      readonly kind: 'operation';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: Expression;
      readonly right: Expression;
    };

/** Arithmetic that the paper implies. */
export interface Relation {
  readonly that: Expression;
  readonly equals: Expression;
  /** As written in the file. */
  readonly text: string;
  readonly where: Where;
}

export interface Citation {
  readonly authors: readonly string[];
  readonly title: string | null;
  readonly journal: string | null;
  readonly year: number | null;
  readonly volume: string | null;
  readonly issue: string | null;
  readonly pages: string | null;
  readonly doi: string | null;
  readonly url: string | null;
}

/** How the study was made, as stated; null where the file says nothing. */
export interface Design {
  readonly arms: number | null;
  readonly direction: string | null;
  readonly control: string | null;
  readonly randomized: boolean | null;
  readonly blinded: string | null;
  readonly missing: string | null;
  readonly note: string | null;
}

/** A readable figure from which nothing can be computed, in a plain sentence. */
export interface Warning {
  /**
   * `value`: no such quantity can have it; `order`: an interval that is printed from high to low; `subset`, `partition`: the counts around it rule it out;
   * `constant`: it can be true, and leaves nothing to compute (an SD of 0).
   */
  readonly kind: 'value' | 'order' | 'subset' | 'partition' | 'constant';
  readonly where: Where;
  readonly path: string;
  readonly message: string;
  /** For a result in its place: "undefined: …". */
  readonly reason: string;
}

/** A study: what was printed, where it stands, and what it is about. Plain data. */
export interface Study {
  /** The file it was read from; null for text from elsewhere. */
  readonly file: string | null;
  readonly id: string;
  /** The id when the file has no title. */
  readonly title: string;
  readonly citation: Citation | null;
  readonly sources: readonly Source[];
  readonly design: Design;
  readonly cohorts: readonly Cohort[];
  readonly partitions: readonly Partition[];
  readonly scales: readonly Scale[];
  readonly measures: readonly Measure[];
  readonly comparisons: readonly Comparison[];
  readonly counts: readonly CountTable[];
  readonly values: readonly Values[];
  readonly rates: readonly Rate[];
  readonly correlations: readonly Correlation[];
  readonly relations: readonly Relation[];
  readonly assumptions: readonly string[];
  readonly notes: readonly string[];
  /** Readable figures that cannot be true. */
  readonly warnings: readonly Warning[];
  /**
   * The file as plain JSON, figures as texts: printing it gives an equal study file (but ids that
   * are whole numbers come first, as in every JavaScript object).
   */
  readonly raw: StudyFile;
}
