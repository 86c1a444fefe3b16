import { scaleOf, ticksOf } from '../plots/axis.ts';
import type { Curves, Shade } from '../plots/picture.ts';
import { Braille } from './braille.ts';
import { columnWidth, type Paint, wrap } from './terminal.ts';

const HEIGHT = 14;

/** Lines and areas over a plane, in braille: two dots a column, four a line. */
export function drawPlane(panel: Curves, all: number, paint: Paint): string[] {
  const yTicks = ticksOf(panel.y, 5);
  const left = Math.max(...yTicks.map(({ text }) => columnWidth(text))) + 2;
  const width = all - left - 1;
  const canvas = new Braille(width, HEIGHT);
  const x = scaleOf(panel.x, 0, 2 * width - 1);
  const y = scaleOf(panel.y, 4 * HEIGHT - 1, 0);
  for (const { points } of panel.areas) {
    for (const edge of ['low', 'high'] as const)
      canvas.polyline(points.map((point) => [x(point.x), y(point[edge])]));
  }
  for (const { points } of panel.lines) canvas.polyline(points.map((at) => [x(at.x), y(at.y)]));
  const rows = canvas.rows();
  const column = (value: number) => Math.min(Math.floor(x(value) / 2), width - 1);
  const verticals = [
    ...panel.shades.map((shade) => ({ shade, char: '│' })),
    ...panel.markers.map((shade) => ({ shade, char: '┃' })),
  ];
  for (const row of rows) {
    for (const { shade, char } of verticals)
      for (const at of [column(shade.low), column(shade.high)])
        if (row[at] === EMPTY) row[at] = char;
  }
  if (panel.y.reference !== null) {
    const row = rows[Math.min(Math.floor(y(panel.y.reference) / 4), HEIGHT - 1)];
    row?.forEach((char, i) => {
      if (char === EMPTY) row[i] = '┄';
    });
  }
  const ticks = new Map(
    yTicks.map(({ value, text }) => [Math.min(Math.floor(y(value) / 4), HEIGHT - 1), text]),
  );
  const margin = (i: number) =>
    `${(ticks.get(i) ?? '').padStart(left - 2)} ${ticks.has(i) ? '┤' : '│'}`;
  return [
    ...wrap(panel.y.title, all).map(paint.dim),
    ...shadeLines([...panel.shades, ...panel.markers], column, left, width),
    ...rows.map(
      (row, i) => paint.dim(margin(i)) + paint.accent(row.join('').replaceAll(EMPTY, ' ')),
    ),
    ...axisLines(panel, left, width).map(paint.dim),
  ];
}

const EMPTY = '\u2800';

/** The label of each shade, above it as far as there is room. */
function shadeLines(
  shades: readonly Shade[],
  column: (value: number) => number,
  left: number,
  width: number,
): string[] {
  return shades.flatMap(({ low, high, label }) =>
    wrap(label, width).map((text) => {
      const middle = Math.floor((column(low) + column(high) - columnWidth(text)) / 2);
      const start = Math.min(Math.max(middle, 0), width - columnWidth(text));
      return ' '.repeat(left + start) + text;
    }),
  );
}

function axisLines({ x: axis }: Curves, left: number, width: number): string[] {
  const x = scaleOf(axis, 0, width - 1);
  const line = Array.from({ length: width }, () => '─');
  const labels = Array.from({ length: width }, () => ' ');
  for (const { value, text } of ticksOf(axis, Math.floor(width / 10))) {
    const at = Math.round(x(value));
    line[at] = '┬';
    const start = Math.min(Math.max(at - Math.floor(text.length / 2), 0), width - text.length);
    [...text].forEach((char, i) => {
      labels[start + i] = char;
    });
  }
  const indent = ' '.repeat(left - 1);
  return [
    `${indent}└${line.join('')}`,
    `${indent} ${labels.join('')}`,
    ...wrap(axis.title, left + width).map((text) => text),
  ];
}
