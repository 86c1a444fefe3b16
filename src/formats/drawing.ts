import { scaleOf, ticksOf } from '../plots/axis.ts';
import type { Axis, LegendEntry, Mark, Picture, Row, Rows } from '../plots/picture.ts';
import { plainTexts } from '../plots/plain.ts';
import { drawPlane } from './drawing-curves.ts';
import { columnWidth, type Paint, painter, wrap } from './terminal.ts';

/** Below this nothing is legible, above it lines are too long to follow. */
const NARROWEST = 60;
const WIDEST = 140;

/**
 * A picture in block and braille characters for a terminal. What differs, differs in shape: it reads
 * as well without colour.
 */
export function drawPicture(
  asked: Picture,
  { color, width }: { readonly color: boolean; readonly width: number },
): string {
  const picture = plainTexts(asked);
  const columns = Math.min(Math.max(width, NARROWEST), WIDEST);
  const paint = painter(color);
  const { panel } = picture;
  const text = (words: string) => wrap(words, columns);
  const lines = [
    ...text(picture.title).map(paint.title),
    ...text(picture.lead),
    ...legend(picture, columns).map(paint.dim),
    '',
    ...(panel.kind === 'rows' ? drawRows(panel, columns, paint) : drawPlane(panel, columns, paint)),
    '',
    ...picture.notes.flatMap(text).map(paint.dim),
  ];
  const plain = lines.map((line) => line.replaceAll('\u00a0', ' ').trimEnd());
  return `${plain.join('\n')}\n`;
}

const keys: Readonly<Record<LegendEntry['mark'], string>> = {
  interval: '├─●─┤',
  sure: '███',
  possible: '░░░',
  mean: '┃',
  band: '▒▒▒',
  main: '▒▒▒',
  wide: '░░░',
  shade: '│  │',
  line: '⠤⠤⠤',
  reference: '┊',
  marker: '┃',
};

function legend({ legend, panel }: Picture, columns: number): string[] {
  const lines: string[] = [];
  const isCurves = panel.kind === 'curves';
  const hasTwo = legend.some(({ mark }) => mark === 'wide');
  // Areas are drawn by their edges alone.
  const curveKeys: Partial<typeof keys> = {
    main: hasTwo ? 'inner lines:' : 'outer lines:',
    wide: 'outer lines:',
    reference: '┄┄┄',
  };
  for (const { mark, text } of legend) {
    const entry = `${isCurves ? (curveKeys[mark] ?? keys[mark]) : keys[mark]} ${text}`;
    const last = lines.at(-1);
    if (last !== undefined && columnWidth(last) + 3 + columnWidth(entry) <= columns)
      lines[lines.length - 1] = `${last}   ${entry}`;
    else lines.push(...wrap(entry, columns));
  }
  return lines;
}

/** How a panel's columns are shared out: labels and values give way to the marks. */
interface Columns {
  readonly stacked: boolean;
  readonly label: number;
  readonly plot: number;
  readonly value: number;
  readonly all: number;
}

const GAP = 2;

const labelOf = ({ indent = 0, label }: Row): string => '  '.repeat(indent) + label;

function columnsOf({ groups, valueHeader }: Rows, all: number): Columns {
  const rows = groups.flatMap((group) => group.rows);
  const label = Math.min(
    Math.max(...rows.map((row) => columnWidth(labelOf(row))), 0),
    Math.floor(all * 0.34),
  );
  const value = Math.max(
    ...rows.map((row) => columnWidth(row.value)),
    Math.min(columnWidth(valueHeader), 24),
  );
  const plot = all - label - value - 2 * GAP;
  if (plot >= 24) return { stacked: false, label, plot, value, all };
  const room = Math.min(value, Math.floor(all / 2));
  return { stacked: true, label: all - room - GAP, plot: all, value: room, all };
}

function drawRows(panel: Rows, all: number, paint: Paint): string[] {
  const columns = columnsOf(panel, all);
  const { stacked, label, plot } = columns;
  const indent = stacked ? '' : ' '.repeat(label + GAP);
  const header = panel.valueHeader
    ? wrap(panel.valueHeader, stacked ? all : columns.value).map((line) =>
        paint.dim(line.padStart(all)),
      )
    : [];
  const body = panel.groups.flatMap(({ title, rows }, i) => [
    ...(title === null ? [] : [...(i === 0 ? [] : ['']), ...wrap(title, all).map(paint.heading)]),
    ...rows.flatMap((row) => rowLines(row, panel.axis, columns, paint)),
  ]);
  return [...header, ...body, ...axisLines(panel.axis, plot, paint).map((line) => indent + line)];
}

/** The lines of one row: label, marks and value beside each other, or the marks below both. */
function rowLines(row: Row, axis: Axis, columns: Columns, paint: Paint): string[] {
  const { stacked, label, plot, value, all } = columns;
  const [labels, values] = [
    wrap(row.label, label - 2 * (row.indent ?? 0)).map(
      (line) => '  '.repeat(row.indent ?? 0) + line,
    ),
    wrap(row.value, value),
  ];
  const marks = paint.accent(cells(row.marks, axis, plot));
  const lines = Math.max(labels.length, values.length);
  const padded = (text: string, width: number) => text + ' '.repeat(width - columnWidth(text));
  const texts = Array.from({ length: lines }, (_, i) => {
    const [left, right] = [padded(labels[i] ?? '', label), values[i] ?? ''];
    const end = ' '.repeat(value - columnWidth(right)) + right;
    if (stacked) return left + ' '.repeat(all - label - value) + end;
    return left + ' '.repeat(GAP) + (i === 0 ? marks : ' '.repeat(plot)) + ' '.repeat(GAP) + end;
  });
  return stacked ? [...texts, marks] : texts;
}

/** The marks of a row, one character a cell. */
function cells(marks: readonly Mark[], axis: Axis, width: number): string {
  const line: string[] = Array.from({ length: width }, () => ' ');
  const exact = scaleOf(axis, 0, width - 1);
  const x = (value: number) => Math.round(exact(value));
  if (axis.reference !== null) line[x(axis.reference)] = '┊';
  const fill = (from: number, to: number, char: string) => {
    for (let i = from; i <= to; i++) line[i] = char;
  };
  for (const mark of marks) {
    if (mark.kind === 'band') fill(x(mark.low), x(mark.high), '▒');
    if (mark.kind === 'bar') drawBar(line, mark, scaleOf(axis, 0, width));
    if (mark.kind !== 'interval') continue;
    const { value, low, high } = mark;
    const [from, to] = [x(low ?? axis.low), x(high ?? axis.high)];
    fill(from, to, '─');
    if (from === to) line[from] = '●';
    if (high !== null && high < axis.low) line[from] = '◀';
    if (low !== null && low > axis.high) line[to] = '▶';
    if (to > from) {
      line[from] = low === null || low < axis.low ? '◀' : '├';
      line[to] = high === null || high > axis.high ? '▶' : '┤';
    }
    if (value !== null && value >= axis.low && value <= axis.high) line[x(value)] = '●';
  }
  return line.join('');
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** Filled to an eighth of a cell; what is only possible is dotted. */
function drawBar(
  line: string[],
  { sure, mean, most }: Extract<Mark, { kind: 'bar' }>,
  x: (value: number) => number,
): void {
  const eighths = Math.round(8 * x(sure));
  const whole = Math.floor(eighths / 8);
  for (let i = 0; i < Math.round(x(most)); i++) line[i] = i < whole ? '█' : '░';
  const rest = EIGHTHS[eighths % 8];
  if (rest) line[whole] = rest;
  if (mean !== null) line[Math.min(Math.floor(x(mean)), line.length - 1)] = '┃';
}

/** The axis with its ticks, the ends in words, and its title. */
function axisLines(axis: Axis, width: number, paint: Paint): string[] {
  const x = scaleOf(axis, 0, width - 1);
  const widest = Math.max(...ticksOf(axis, 5).map(({ text }) => columnWidth(text)));
  const line = Array.from({ length: width }, () => '─');
  const labels = Array.from({ length: width }, () => ' ');
  for (const { value, text } of ticksOf(axis, Math.min(7, Math.floor(width / (widest + 6))))) {
    const at = Math.round(x(value));
    line[at] = '┬';
    const start = Math.min(Math.max(at - Math.floor(text.length / 2), 0), width - text.length);
    [...text].forEach((char, i) => {
      labels[start + i] = char;
    });
  }
  const { ends } = axis;
  const words = ends ? [ends.low + ends.high.padStart(width - columnWidth(ends.low))] : [];
  const title = axis.title ? wrap(axis.title, width) : [];
  return [line.join(''), labels.join(''), ...words, ...title].map(paint.dim);
}
