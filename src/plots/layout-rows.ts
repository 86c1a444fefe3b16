import { scaleOf } from './axis.ts';
import type { Measures } from './layout.ts';
import { drawAxis, horizontalTicks } from './layout-axis.ts';
import type { Axis, Mark, Row, Rows } from './picture.ts';
import type { Sketch } from './scene.ts';
import { textWidth, wrapText } from './text.ts';

/** Where the columns of a panel of rows stand. */
interface Columns {
  /** Labels stand above their marks where beside them there is no room. */
  readonly stacked: boolean;
  readonly labelWidth: number;
  readonly left: number;
  readonly right: number;
  readonly valueRight: number;
  readonly valueWidth: number;
}

/** The axis, and where its values lie. */
interface Across {
  readonly axis: Axis;
  readonly x: (value: number) => number;
}

/** A dot at the end of the axis must not touch the texts. */
const INSET = 8;
const GAP = 14;
/** Height of the marks where they stand below their label. */
const STACKED = 22;

/** Rows of marks above a common axis; returns where they end. */
export function drawRows(sketch: Sketch, panel: Rows, top: number, measures: Measures): number {
  const { axis } = panel;
  const columns = columnsOf(panel, measures);
  const { left, right } = columns;
  const across = { axis, x: scaleOf(axis, left, right) };
  const ticks = horizontalTicks(axis, left, right, measures);
  const first = header(sketch, panel, top, columns, measures);
  const { places, bottom } = placesOf(panel, first, columns, measures);
  for (const [from, to] of stretches(places, bottom, columns)) {
    for (const { x } of ticks) sketch.line([x, from], [x, to], 'grid');
    if (axis.reference === null) continue;
    const at = across.x(axis.reference);
    sketch.line([at, from], [at, to], 'muted', 1.5, true);
  }
  for (const place of places) drawRow(sketch, place, columns, measures, across);
  const below = drawAxis(sketch, ticks, [left - INSET, right + INSET], bottom, measures);
  const y = axisEnds(sketch, panel, below, columns, measures);
  return axisTitle(sketch, axis.title, y, columns, measures);
}

/** Where the grid is drawn: through the rows of each group, not across any text. */
function stretches(
  places: readonly Place[],
  bottom: number,
  { stacked }: Columns,
): readonly [number, number][] {
  if (stacked)
    return places.flatMap((place): [number, number][] =>
      'title' in place ? [] : [[place.top + place.height - STACKED + 2, place.top + place.height]],
    );
  const spans: [number, number][] = [];
  let last: [number, number] | null = null;
  for (const place of places) {
    if ('title' in place) last = null;
    else if (last) last[1] = place.top + place.height;
    else {
      last = [place.top, place.top + place.height];
      spans.push(last);
    }
  }
  if (last) last[1] = bottom;
  return spans;
}

function columnsOf(
  { groups, valueHeader }: Rows,
  { width, margin, text, small }: Measures,
): Columns {
  const inner = width - 2 * margin;
  const rows = groups.flatMap((group) => group.rows);
  const labels = Math.max(...rows.map((row) => textWidth(row.label, text) + indentOf(row)), 0);
  const values = Math.max(
    ...rows.map(({ value }) => textWidth(value, text)),
    textWidth(valueHeader, small),
  );
  const labelWidth = Math.min(labels, 0.32 * inner);
  const plot = inner - labelWidth - values - 2 * GAP;
  if (plot < (width < 480 ? 0.48 : 0.4) * inner) {
    const valueWidth = Math.min(values, 0.6 * inner);
    return {
      stacked: true,
      labelWidth: inner - valueWidth - GAP,
      left: margin + INSET,
      right: width - margin - INSET,
      valueRight: width - margin,
      valueWidth,
    };
  }
  return {
    stacked: false,
    labelWidth,
    left: margin + labelWidth + GAP + INSET,
    right: width - margin - values - GAP - INSET,
    valueRight: width - margin,
    valueWidth: values,
  };
}

/** What the texts at the right are. */
function header(
  sketch: Sketch,
  { valueHeader }: Rows,
  top: number,
  { valueRight, valueWidth, stacked }: Columns,
  { small, width, margin }: Measures,
): number {
  if (!valueHeader) return top;
  const lines = wrapText(valueHeader, stacked ? width - 2 * margin : valueWidth, small);
  lines.forEach((line, i) => {
    sketch.text(line, valueRight, top + small + i * small * 1.3, small, {
      anchor: 'end',
      tone: 'muted',
    });
  });
  return top + lines.length * small * 1.3 + 6;
}

/** A row or the title of a group, with the lines of its texts and where it stands. */
type Place =
  | { readonly title: readonly string[]; readonly top: number }
  | {
      readonly row: Row;
      readonly label: readonly string[];
      readonly value: readonly string[];
      readonly top: number;
      readonly height: number;
    };

function placesOf(
  { groups }: Rows,
  top: number,
  { stacked, labelWidth, valueWidth }: Columns,
  { text, width, margin }: Measures,
): { readonly places: readonly Place[]; readonly bottom: number } {
  const line = text * 1.3;
  const places: Place[] = [];
  let y = top;
  for (const [i, { title, rows }] of groups.entries()) {
    if (title !== null) {
      const lines = wrapText(title, width - 2 * margin, text, true);
      y += i === 0 ? 4 : 12;
      places.push({ title: lines, top: y });
      y += lines.length * line + 2;
    }
    for (const row of rows) {
      const label = wrapText(row.label, labelWidth - indentOf(row), text);
      const value = wrapText(row.value, valueWidth, text);
      const lines = Math.max(label.length, value.length) * line;
      const height = stacked ? lines + STACKED : Math.max(lines + 6, 26);
      places.push({ row, label, value, top: y, height });
      y += height;
    }
  }
  return { places, bottom: y + 6 };
}

const INDENT = 14;
/** Deeper trees stay where they are. */
const indentOf = ({ indent = 0 }: Row): number => INDENT * Math.min(indent, 4);

function drawRow(
  sketch: Sketch,
  place: Place,
  { stacked, valueRight }: Columns,
  { margin, text }: Measures,
  across: Across,
): void {
  const line = text * 1.3;
  if ('title' in place) {
    place.title.forEach((words, i) => {
      sketch.text(words, margin, place.top + text + i * line, text, { bold: true });
    });
    return;
  }
  const { row, label, value, top, height } = place;
  const first = (lines: readonly string[]) =>
    stacked ? top + 4 + text : top + height / 2 - ((lines.length - 1) * line) / 2 + text * 0.36;
  label.forEach((words, i) => {
    sketch.text(words, margin + indentOf(row), first(label) + i * line, text);
  });
  value.forEach((words, i) => {
    sketch.text(words, valueRight, first(value) + i * line, text, { anchor: 'end' });
  });
  const middle = stacked ? top + height - 11 : top + height / 2;
  for (const mark of row.marks) drawMark(sketch, mark, middle, across);
}

function drawMark(sketch: Sketch, mark: Mark, y: number, across: Across): void {
  const { x } = across;
  switch (mark.kind) {
    case 'band':
      sketch.rect(
        { x: x(mark.low), y: y - 7, width: Math.max(x(mark.high) - x(mark.low), 1.5), height: 14 },
        'light',
      );
      return;
    case 'bar': {
      const [zero, sure, most] = [x(0), x(mark.sure), x(mark.most)];
      if (most > sure)
        sketch.rect({ x: sure, y: y - 6, width: most - sure, height: 12 }, 'pale', 'main');
      if (sure > zero) sketch.rect({ x: zero, y: y - 6.5, width: sure - zero, height: 13 }, 'main');
      if (mark.mean !== null)
        sketch.line([x(mark.mean), y - 9], [x(mark.mean), y + 9], 'mark', 2.5);
      return;
    }
    case 'interval':
      drawInterval(sketch, mark, y, across);
  }
}

/** An interval of less is seen by a dot alone. */
const SHORT = 6;

/** Whether all of an interval lies left of the axis, or right of it. */
function beyond(axis: Axis, low: number | null, high: number | null): [boolean, boolean] {
  return [high !== null && high < axis.low, low !== null && low > axis.high];
}

/** An end that is beyond the axis gets an arrow instead of a cap. */
function drawInterval(
  sketch: Sketch,
  { value, low, high }: Extract<Mark, { kind: 'interval' }>,
  y: number,
  { x, axis }: Across,
): void {
  const from = x(low ?? axis.low);
  const to = x(high ?? axis.high);
  sketch.line([from, y], [to, y], 'main', 2);
  const cap = (at: number, beyond: boolean, way: -1 | 1) => {
    if (!beyond) sketch.line([at, y - 4], [at, y + 4], 'main', 2);
    else
      sketch.path(
        `M${round(at + 6 * way)},${round(y)}L${round(at)},${round(y - 4)}V${round(y + 4)}Z`,
        'main',
      );
  };
  const [isLeft, isRight] = beyond(axis, low, high);
  if (!isRight || isLeft) cap(from, low === null || low < axis.low, -1);
  if (!isLeft || isRight) cap(to, high === null || high > axis.high, 1);
  const isShort = !isLeft && !isRight && to - from < SHORT;
  if (value === null && isShort) sketch.dot((from + to) / 2, y, 4.5, 'main');
  if (value !== null && value >= axis.low && value <= axis.high)
    sketch.dot(x(value), y, 4.5, 'main');
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** "worst" at the left end and "best" at the right one. */
function axisEnds(
  sketch: Sketch,
  { axis: { ends } }: Rows,
  y: number,
  { left, right }: Columns,
  { small }: Measures,
): number {
  if (!ends) return y;
  const below = y + small * 1.4;
  sketch.text(ends.low, left - INSET, below, small);
  sketch.text(ends.high, right + INSET, below, small, { anchor: 'end' });
  return below;
}

function axisTitle(
  sketch: Sketch,
  title: string,
  y: number,
  { left, right, stacked }: Columns,
  { small, width, margin }: Measures,
): number {
  if (!title) return y + 4;
  const room = stacked ? width - 2 * margin : right - left + 2 * INSET;
  const lines = wrapText(title, room, small);
  lines.forEach((line, i) => {
    sketch.text(line, left - INSET, y + (i + 1) * small * 1.4, small, { tone: 'muted' });
  });
  return y + lines.length * small * 1.4 + 4;
}
