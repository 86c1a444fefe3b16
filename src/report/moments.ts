import type { Figure, Statistics } from '../study/model.ts';
import { type Context, impossibleReason, usable } from './context.ts';
import type { Input } from './report.ts';
import { printedInput } from './results.ts';
import { enumerate } from './words.ts';

/** A number to compute with: as printed, or converted from what is. */
export interface Moment extends Pick<Figure, 'text' | 'value' | 'decimals' | 'low' | 'high'> {
  /** The figure, when it is printed as such. */
  readonly printed: Figure | null;
}

/** Mean and SD of a group, for computing. */
export interface Moments {
  readonly mean: Moment | null;
  readonly sd: Moment | null;
  /** How they were converted, one sentence each: "SD from the printed SE: SE √n." */
  readonly conversions: readonly string[];
}

/**
 * Fills in a mean or an SD that is not printed. Loaded with the first study that needs it: see
 * `groups/conversions.ts`.
 */
export type Converter = (
  context: Context,
  statistics: Statistics,
  n: number | null,
  printed: Moments,
) => Moments;

/** What mean and SD a summary gives: as printed, else converted where the context has a converter. */
export function momentsOf(context: Context, statistics: Statistics, n: number | null): Moments {
  const printed = {
    mean: asMoment(usable(context, statistics.mean)),
    sd: asMoment(usable(context, statistics.sd)),
    conversions: [],
  };
  if ((printed.mean && printed.sd) || !context.convert) return printed;
  return context.convert(context, statistics, n, printed);
}

export function asMoment(figure: Figure | null): Moment | null {
  return figure && { ...figure, printed: figure };
}

/** Whether anything at all is printed of a group's values. */
export function hasFigures(statistics: Statistics): boolean {
  const { mean, sd, se, variance, spread, ci, median, iqr, iqrWidth, range, cv } = statistics;
  const { geometricMean, geometricSd, frequencies } = statistics;
  const figures = [mean, sd, se, variance, spread, ci, median, iqr, iqrWidth, range, cv];
  return [...figures, geometricMean, geometricSd].some(Boolean) || frequencies.length > 0;
}

/** For the inputs of a result: the figure as printed, or the converted number. */
export function momentInput(moment: Moment | null): Input {
  if (moment === null) return null;
  return moment.printed ? printedInput(moment.printed) : moment.value;
}

/** The first reason why a summary gives no mean and SD: a figure cannot be true, or is not printed. */
export function whyNoMoments(
  context: Context,
  statistics: Statistics,
  n: number | null,
  { mean, sd }: Moments,
): string {
  const { impossible } = context;
  const places = [...printedPlaces(statistics), statistics.n.where];
  for (const where of places) {
    const warning = impossible.get(where.path);
    if (warning) return impossibleReason(warning);
  }
  const contradiction = (mean && sd) || outsideQuartiles(context, statistics);
  if (typeof contradiction === 'string') return contradiction;
  const missing = [
    ...(mean ? [] : ['mean']),
    ...(sd ? [] : [missingSd(statistics)]),
    ...(n === null ? ['number of patients'] : []),
  ];
  return `missing: ${enumerate(missing)}`;
}

/** Nothing is converted from a median that lies outside its quartiles or range. */
function outsideQuartiles(context: Context, { median, iqr, range }: Statistics): string | null {
  const centre = usable(context, median);
  for (const [pair, name] of [
    [iqr, 'quartiles'],
    [range, 'range'],
  ] as const) {
    const [low, high] = [usable(context, pair?.low ?? null), usable(context, pair?.high ?? null)];
    if (centre && low && high && (centre.value < low.value || centre.value > high.value)) {
      return `undefined: the printed median ${centre.text} lies outside the printed ${name}, ${low.text} to ${high.text}`;
    }
  }
  return null;
}

/** Where the figures stand that a mean and an SD could come from. */
function printedPlaces({ mean, sd, se, variance, ci, median, iqr }: Statistics) {
  const printed = [mean, sd, se, variance, ci?.low, ci?.high, median, iqr?.low, iqr?.high];
  return printed.flatMap((figures) => (figures ? [figures[0].where] : []));
}

/** "SD", or why what is printed after ± is none. */
export function missingSd({ spread, sd }: Statistics): string {
  if (!spread || sd) return 'SD';
  return `SD (± ${spread[0].text} is printed, and not whether it is an SD or an SE)`;
}
