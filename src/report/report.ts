import type { FailOn } from '../checks/engine/fail-on.ts';
import type { Finding } from '../checks/engine/finding.ts';
import type { StudyFindings } from '../checks/engine/run.ts';
import type { Where } from '../errors.ts';
import type { ConfidenceInterval } from '../estimates/method.ts';
import type { Rounding } from '../numeric/decimal.ts';
import type { ReferenceKey } from '../references.ts';
import type { Part } from './document.ts';

/** Where the correlation of a result comes from. */
export type CorrelationFrom = 'unknown' | 'printed' | 'derived' | 'assumed';

/** Limits of something that depends on what the paper leaves out. Never a confidence interval. */
export interface Range {
  readonly low: number | null;
  readonly high: number | null;
  readonly over: 'correlation' | 'n' | 'data-set';
  readonly reason: string | null;
}

/** One computed number, with everything that is needed to make it again. */
export interface Result {
  /** Unique in its study and stable: the path of what it describes, then the method. */
  readonly id: string;
  readonly label: string;
  readonly quantity: string;
  readonly method: string;
  readonly measure: string | null;
  readonly cohort: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly unit: string;
  /** null when there is no such number, or it depends on something unknown: see `range`. */
  readonly value: number | null;
  readonly se: number | null;
  /** With `widestOver`: from the least low limit to the greatest high limit over the unknown. */
  readonly ci: (Omit<ConfidenceInterval, 'method' | 'reason'> & ResultInterval) | null;
  /** Each limit's least and greatest value over the unknown correlation. */
  readonly ciRange: { readonly low: Range; readonly high: Range } | null;
  readonly range: Range | null;
  readonly df: number | null;
  readonly statistic: number | null;
  readonly p: number | null;
  /** Natural logarithm of p, which stands where p is too small for a number. */
  readonly logP: number | null;
  /** Least and greatest p over the unknown correlation. */
  readonly pRange: Range | null;
  readonly logPRange: Range | null;
  readonly correlation: number | null;
  readonly correlationFrom: CorrelationFrom | null;
  /** Ids of the cohorts compared, the first minus (or over) the second; null within one. */
  readonly between: readonly string[] | null;
  /** Results of the same patients have the same: they are not independent of each other. */
  readonly group: string | null;
  /** The value signed so that positive is better; null when the direction is not known. */
  readonly improvement: number | null;
  readonly references: readonly ReferenceKey[];
  readonly inputs: Readonly<Record<string, Input>>;
  readonly details: Readonly<Record<string, number | boolean | null>>;
  readonly assumptions: readonly string[];
  readonly reason: string | null;
}

/** What went in: a count, or a figure with its text as printed. */
export type Input = number | readonly number[] | null | PrintedInput;

export interface PrintedInput {
  readonly text: string;
  readonly value: number;
  readonly decimals: number;
  readonly source: string | null;
}

interface ResultInterval {
  readonly method: string;
  readonly widestOver: 'correlation' | 'n' | null;
  readonly reason: string | null;
}

/** A printed figure that can be read but cannot be true: nothing is computed from it. */
export interface ReportWarning {
  readonly where: Where;
  readonly message: string;
}

/** With what the figures of a study were checked, and how far that went. */
export interface Checked extends Omit<StudyFindings, 'findings'> {
  /** Ids of the checks that were run. */
  readonly checks: readonly string[];
  readonly rounding: Rounding;
  readonly alpha: number;
  /** From which verdict or level a finding is a reason to stop. */
  readonly failOn: FailOn;
}

/** All that is said of one study. The fields but `parts` are the published JSON. */
export interface StudyReport {
  readonly study: { readonly id: string; readonly title: string };
  readonly assumptions: readonly string[];
  readonly results: readonly Result[];
  /** What the checks say, worst first; empty where nothing was checked. */
  readonly findings: readonly Finding[];
  /** null where nothing was checked. */
  readonly checked: Checked | null;
  readonly warnings: readonly ReportWarning[];
  readonly notes: readonly string[];
  /** What a person reads. */
  readonly parts: readonly Part[];
}
