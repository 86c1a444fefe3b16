/**
 * A picture before it is drawn, as plain data: what it says and which marks stand where. It knows
 * nothing of pixels or characters; `draw-svg.ts` and the terminal's drawing both take it as it is.
 */
export interface Picture {
  /** Id of its kind, e.g. "change". */
  readonly id: string;
  readonly title: string;
  /** What is shown, for how many patients, by which method. */
  readonly lead: string;
  readonly legend: readonly LegendEntry[];
  readonly panel: Rows | Curves;
  /** On which conditions it holds, and where the figures come from: one sentence or two each. */
  readonly notes: readonly string[];
}

/** Why a picture cannot be drawn of a study. */
export interface NoPicture {
  readonly reason: string;
}

/** One line of marks for each row, above a common axis. */
export interface Rows {
  readonly kind: 'rows';
  readonly axis: Axis;
  /** What the texts at the right are, e.g. "mean [CI 95 %]". */
  readonly valueHeader: string;
  readonly groups: readonly RowGroup[];
}

export interface RowGroup {
  /** null where there is only one group. */
  readonly title: string | null;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly label: string;
  readonly marks: readonly Mark[];
  /** Depth in a tree of groups; 0 if left out. */
  readonly indent?: number;
  /** The numbers in words, at the right end of the row. */
  readonly value: string;
}

export type Mark = Interval | Bar | Band;

/** A point with an interval around it; an end of null is beyond the axis. */
export interface Interval {
  readonly kind: 'interval';
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** From 0: what is sure is filled, what is possible beyond it is only outlined. */
export interface Bar {
  readonly kind: 'bar';
  readonly sure: number;
  readonly mean: number | null;
  readonly most: number;
}

/** A stretch of the axis behind other marks. */
export interface Band {
  readonly kind: 'band';
  readonly low: number;
  readonly high: number;
}

/** Lines over a plane. */
export interface Curves {
  readonly kind: 'curves';
  readonly x: Axis;
  readonly y: Axis;
  readonly areas: readonly Area[];
  readonly lines: readonly Line[];
  /** Stretches of x that are shaded from bottom to top. */
  readonly shades: readonly Shade[];
  /** Places on x that are marked from bottom to top. */
  readonly markers: readonly Shade[];
}

export interface Area {
  readonly tone: 'main' | 'wide';
  readonly points: readonly { readonly x: number; readonly low: number; readonly high: number }[];
}

export interface Line {
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface Shade {
  readonly low: number;
  readonly high: number;
  readonly label: string;
}

export interface Axis {
  readonly title: string;
  readonly low: number;
  readonly high: number;
  /** Where ticks may stand; chosen by the drawing if null. */
  readonly ticks: readonly number[] | null;
  /** Written after every number, e.g. " %". */
  readonly unit: string;
  /** What the two ends mean, e.g. "worst" and "best". */
  readonly ends: { readonly low: string; readonly high: string } | null;
  /** A value to compare with: a line across the picture. */
  readonly reference: number | null;
}

/** An axis without anything of its own but what `more` says. */
export function plainAxis(
  title: string,
  { low, high }: Pick<Axis, 'low' | 'high'>,
  more: Partial<Pick<Axis, 'ticks' | 'unit' | 'ends' | 'reference'>> = {},
): Axis {
  return { title, low, high, ticks: null, unit: '', ends: null, reference: null, ...more };
}

export interface LegendEntry {
  readonly mark:
    | 'interval'
    | 'sure'
    | 'possible'
    | 'mean'
    | 'band'
    | 'main'
    | 'wide'
    | 'shade'
    | 'reference'
    | 'marker'
    | 'line';
  readonly text: string;
}

/** Every text of a picture's rows in order, for those who do not see it. */
export function inWords({ lead, panel, notes }: Picture): string {
  const rows =
    panel.kind === 'curves'
      ? [...panel.shades, ...panel.markers].map(({ label }) => `${label}.`)
      : panel.groups.flatMap(({ title, rows }) =>
          rows.map(({ label, value }) => `${title ? `${title}, ` : ''}${label}: ${value}.`),
        );
  return [lead, ...rows, ...notes].join(' ');
}
