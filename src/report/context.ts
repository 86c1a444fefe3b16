import type { Where } from '../errors.ts';
import type { Method } from '../estimates/method.ts';
import type { Rounding } from '../numeric/decimal.ts';
import type { SdKind } from '../reconstruct/targets.ts';
import type { Figure, Printed, Statistics, Study } from '../study/model.ts';
import { followUpRange, isBeyondShortestFollowUp } from './follow-up.ts';
import type { Converter } from './moments.ts';
import { Notes } from './notes.ts';
import type { PairBounds } from './patient-bounds.ts';
import type { ReportWarning } from './report.ts';
import { upperFirst } from './words.ts';

/** What is assumed of the pre-post correlation where the paper does not print one. */
export type CorrelationChoice =
  | { readonly kind: 'values'; readonly values: readonly number[] }
  | { readonly kind: 'range'; readonly low: number; readonly high: number };

export interface ReportOptions {
  /** Confidence level in (0, 1). */
  readonly level: number;
  /** Decimals to print; null for those that the printed inputs support. */
  readonly digits: number | null;
  readonly correlation: CorrelationChoice | null;
  /** How printed figures were rounded. */
  readonly rounding: Rounding;
  /** What printed SDs divide by: n − 1 (`sample`) or n (`population`). */
  readonly sdKind: SdKind;
  /** Whether every bound comes with a data set that has it, recomputed; a summary shows none. */
  readonly witnesses: boolean;
  /** The change, in points, that sentences about single patients are about; null: one step. */
  readonly threshold: number | null;
  /** Numbers of patients at the later visit to try, for `--n`. */
  readonly n: { readonly low: number; readonly high: number } | null;
  /** Methods to show beside the default ones, for `--all`. */
  readonly also: readonly Method[];
}

export const defaultOptions: ReportOptions = {
  level: 0.95,
  digits: null,
  correlation: null,
  rounding: 'half',
  sdKind: 'sample',
  witnesses: true,
  threshold: null,
  n: null,
  also: [],
};

/** What every section of a report is built from. */
export interface Context {
  readonly study: Study;
  readonly options: ReportOptions;
  readonly notes: Notes;
  /** Figures that cannot be true, by path: they are shown, and nothing is computed from them. */
  readonly impossible: ReadonlyMap<string, ReportWarning>;
  /** What is proved of each pair of visits, computed once; see `boundsOf`. */
  readonly bounds: Map<string, PairBounds | null>;
  /** Makes a mean and an SD of other figures; null in a study that has no need of it. */
  readonly convert: Converter | null;
}

export function newContext(
  study: Study,
  options: ReportOptions,
  warnings: readonly ReportWarning[],
  convert: Converter | null = null,
): Context {
  const impossible = new Map(warnings.map((warning) => [warning.where.path, warning]));
  return { study, options, notes: new Notes(), impossible, bounds: new Map(), convert };
}

/** A figure to compute with: the first source's, if it is a value and can be true. */
export function usable({ impossible }: Context, printed: Printed | null): Figure | null {
  const figure = printed?.[0];
  return figure?.relation === '=' && !impossible.has(figure.where.path) ? figure : null;
}

/** The text of a figure as printed, marked when it cannot be true. */
export function shown(context: Context, printed: Printed | null): string {
  const figure = printed?.[0];
  if (!figure) return '–';
  return figure.text + impossibleMark(context, figure.where);
}

/** The mark of the note that says why a figure cannot be true; empty when it can. */
export function impossibleMark({ impossible, notes }: Context, where: Where): string {
  const warning = impossible.get(where.path);
  return warning ? notes.mark(`${upperFirst(warning.message)}. Nothing is computed from it.`) : '';
}

/** Why nothing is computed from a figure, as a reason. */
export function impossibleReason({ message }: ReportWarning): string {
  return `impossible: ${message}`;
}

/** "[n]" for the source with the id "news"; the shortest beginning that no other source has. */
export function sourceMark({ study }: Context, source: string | null): string {
  if (source === null || study.sources.length < 2) return '';
  const others = study.sources.map(({ id }) => id).filter((id) => id !== source);
  let length = 1;
  while (length < source.length && others.some((id) => id.startsWith(source.slice(0, length)))) {
    length += 1;
  }
  return `[${source.slice(0, length)}]`;
}

/** The number of patients behind a summary, and how sure that is. */
export interface PatientCount {
  /** For computing; where only limits are known the least, which gives the widest interval. */
  readonly n: number | null;
  /** As shown, with the mark of its note. */
  readonly text: string;
  readonly assumption: string | null;
  /** True when `n` is the least of several possible numbers. */
  readonly least: boolean;
}

export function patientsOf(context: Context, summary: Statistics): PatientCount {
  const { n, nStated } = summary;
  const mark = impossibleMark(context, n.where);
  if (mark) return { n: null, text: `${n.text ?? n.low}${mark}`, assumption: null, least: false };
  if (n.high === null) {
    return { n: null, text: 'n.p.', assumption: null, least: false };
  }
  if (n.low !== n.high) {
    const because = n.because ? ` (${n.because})` : '';
    const text = `Between ${n.low} and ${n.high} patients${because}: the interval is for ${n.low}, the widest.`;
    return {
      n: n.low,
      text: `${n.low}–${n.high}${context.notes.mark(text)}`,
      assumption: text,
      least: true,
    };
  }
  if (nStated) return { n: n.low, text: String(n.low), assumption: null, least: false };
  const followUp = followUpRange(context);
  const assumption =
    followUp && isBeyondShortestFollowUp(context, summary)
      ? `Not printed, and the shortest follow-up is ${followUp.low} ${followUp.unit}: ${n.low} holds only if missing scores were filled in.`
      : `Not printed; all ${n.low} assumed.`;
  return {
    n: n.low,
    text: `${n.low}${context.notes.mark(assumption)}`,
    assumption,
    least: false,
  };
}
