import CliTable from 'cli-table3';
import { countOf, overviewOf, type StudyCount } from '../report/check-overview.ts';
import type { Block, Blocks, Column, List, Part, Row, Table, Text } from '../report/document.ts';
import type { Format, FormatContext } from './format.ts';
import { columnWidth, type Paint, painter, wrap } from './terminal.ts';
import { unreadFiles } from './unread.ts';

/** Prose is hard to read in longer lines, however wide the terminal. */
const PROSE_WIDTH = 88;
/** What a pipe gets: nothing is cut, and prose still has line ends. */
const PIPE_WIDTH = 80;
const GAP = 2;
const NARROWEST_LABEL = 14;

interface Page {
  readonly prose: number;
  readonly table: number;
  readonly paint: Paint;
}

export const table: Format = async function* (reports, context) {
  const rule = `\n${'═'.repeat(proseWidth(context))}\n\n`;
  const counts: StudyCount[] = [];
  let first = true;
  for await (const report of reports) {
    if (!first) yield rule;
    first = false;
    counts.push(...countOf(report));
    yield renderParts(report.parts, context);
  }
  const overview = overviewOf(counts, unreadFiles(context));
  if (overview.length > 0) yield rule + renderParts(overview, context);
};

const proseWidth = ({ width }: FormatContext) => Math.min(width ?? PIPE_WIDTH, PROSE_WIDTH);

/** Parts of any page, not only of a study's report, as text for a terminal. */
export function renderParts(parts: readonly Part[], context: FormatContext): string {
  const page: Page = {
    prose: proseWidth(context),
    table: context.width ?? Number.POSITIVE_INFINITY,
    paint: painter(context.color),
  };
  return `${parts.map((part) => renderPart(visible(part), page)).join('\n\n')}\n`;
}

function renderPart(part: Part, page: Page): string {
  switch (part.kind) {
    case 'heading':
      return [
        ...wrap(part.title, page.prose).map((line) => page.paint.title(line)),
        ...part.lines.flatMap((line) => wrap(line, page.prose)),
      ].join('\n');
    case 'text':
      return renderText(part, page);
    case 'list':
      return renderList(part, page);
    case 'table':
      return renderTable(part, page);
    case 'blocks':
      return renderBlocks(part, page);
  }
}

/** A study file is not to drive the terminal: control characters are taken out of its texts. */
function visible<Value>(value: Value): Value {
  const json = JSON.stringify(value);
  if (!unusual.test(json)) return JSON.parse(json);
  return JSON.parse(json, (_key, text) =>
    typeof text === 'string' ? text.replace(/\s+/g, ' ').replace(controls, '') : text,
  );
}

/** What JSON escapes, other spaces than single plain ones, and what is no plain character. */
const unusual =
  /\\| {2}|[^ -~\u00a1-\u167f\u1681-\u1fff\u200b-\u2027\u2030-\u205e\u2060-\u2065\u206a-\u2fff\u3001-\ufefe\uff00-\uffff]/;
/** All but what is no control character: written so, it is a class of few ranges. */
const controls = /[^ -~\u00a0-\u2029\u202f-\u2065\u206a-\uffff]/g;

function renderText({ title, paragraphs }: Text, { prose, paint }: Page): string {
  const lines = paragraphs.flatMap((text) => wrap(text, prose - 2).map((line) => `  ${line}`));
  return [paint.heading(title.toUpperCase()), ...lines].join('\n');
}

function renderList({ title, items, lead, closing = [] }: List, { prose, paint }: Page): string {
  const markWidth = Math.max(...items.map(({ mark }) => columnWidth(mark)));
  // A word, unlike a dot or a number, would run into the text behind one blank.
  const textAt = markWidth + (markWidth > 4 ? 2 : 1);
  const lines = items.flatMap(({ mark, text }) =>
    wrap(text, prose - 2 - textAt).map((line, i) => {
      const head = i === 0 ? mark : '';
      const shown = head === '·' || head === '' ? head : paint.title(head);
      return `  ${shown}${' '.repeat(textAt - columnWidth(head))}${line}`;
    }),
  );
  const text = (sentence: string) => wrap(sentence, prose - 2).map((line) => `  ${line}`);
  return [
    paint.heading(title.toUpperCase()),
    ...(lead ? text(lead) : []),
    ...lines,
    ...closing.flatMap(text),
  ].join('\n');
}

function renderBlocks({ title, lead, blocks }: Blocks, page: Page): string {
  const { prose, paint } = page;
  const sentences = lead ? wrap(lead, prose - 2).map((line) => `  ${line}`) : [];
  const rendered = blocks.map((block) => renderBlock(block, page).join('\n'));
  return [
    [paint.heading(title.toUpperCase()), ...sentences].join('\n'),
    rendered.join('\n\n'),
  ].join(lead ? '\n\n' : '\n');
}

/** The place, then the rest further in. A place is never broken: a terminal makes a link of it. */
function renderBlock({ place, title, facts, paragraphs }: Block, { prose, paint }: Page): string[] {
  const together = `${place}  ${title}`;
  const head =
    columnWidth(together) <= prose - 2
      ? [`  ${paint.title(together)}`]
      : [
          `  ${paint.title(place)}`,
          ...wrap(title, prose - 4).map((line) => `    ${paint.title(line)}`),
        ];
  const nameWidth = Math.max(0, ...facts.map(({ name }) => columnWidth(name)));
  const factLines = facts.flatMap(({ name, value }) =>
    wrap(value, prose - nameWidth - 6).map(
      (line, i) => `    ${paint.dim(pad(i === 0 ? name : '', nameWidth, 'left'))}  ${line}`,
    ),
  );
  const sentences = paragraphs.flatMap((text) =>
    wrap(text, prose - 4).map((line) => `    ${line}`),
  );
  return [...head, ...factLines, ...sentences];
}

function renderTable(whole: Table, page: Page): string {
  const full = withoutEmptyColumns(whole);
  const { table, dropped } = fit({ ...full, rows: alignIntervals(full.rows) }, page.table);
  const title = [table.title.toUpperCase(), table.subtitle].filter(Boolean).join('  ');
  const labels = table.rows.map((row) => `${'  '.repeat(row.indent ?? 0)}${row.cells[0] ?? ''}`);
  const others = table.columns.slice(1).map((column, i) => naturalWidth(column, table.rows, i + 1));
  const room = page.table - sum(others.map((width) => width + GAP));
  const widestLabel = Math.max(...labels.map(columnWidth), 0);
  // Tables of one page end at the same column; a wider one takes what it needs.
  const aligned = page.prose - sum(others.map((width) => width + GAP));
  const labelWidth = Math.max(NARROWEST_LABEL, Math.min(room, Math.max(widestLabel, aligned)));
  // The title stands in the header line when there is room, else on a line of its own.
  const titleFits = columnWidth(title) <= labelWidth;
  const widths = [labelWidth, ...others];
  const header = renderHeader(table, widths, titleFits ? title : '', page.paint);
  const total = sum(widths) + GAP * (widths.length - 1);
  return [
    ...(titleFits ? [] : wrap(title, Math.min(total, page.table)).map(page.paint.heading)),
    ...header,
    page.paint.rule('─'.repeat(total)),
    renderBody(table, labels, widths),
    ...captionLines(table.caption, dropped, page.prose),
  ].join('\n');
}

/** Pads "[7.5, 19.5]" to "[ 7.5, 19.5]", so that the limits of a column stand under each other. */
function alignIntervals(rows: readonly Row[]): readonly Row[] {
  const interval = /^\[(.+), (.+)\]$/;
  const limits = (index: number) => rows.map(({ cells }) => interval.exec(cells[index] ?? ''));
  const widths = (rows[0]?.cells ?? []).map((_, index) =>
    [1, 2].map((end) => Math.max(0, ...limits(index).map((found) => found?.[end]?.length ?? 0))),
  );
  return rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, index) =>
      cell.replace(interval, (_, low: string, high: string) => {
        const [lowWidth = 0, highWidth = 0] = widths[index] ?? [];
        return `[${low.padStart(lowWidth)}, ${high.padStart(highWidth)}]`;
      }),
    ),
  }));
}

/** The sentences under a table, and which columns the terminal is too narrow for. */
function captionLines(caption: string, dropped: readonly Column[], width: number): string[] {
  const names = dropped.map(({ header, under }) => [header, under].filter(Boolean).join(' '));
  const narrow = names.length > 0 ? `Too narrow to show: ${names.join('; ')}.` : '';
  const text = [caption, narrow].filter(Boolean).join(' ');
  return text ? wrap(text, width) : [];
}

/** A column with nothing in it takes no room: a study of one source has no marks of sources. */
function withoutEmptyColumns(table: Table): Table {
  const isKept = table.columns.map(
    ({ header, under }, i) =>
      i === 0 || header || under || table.rows.some(({ cells }) => cells[i]),
  );
  return {
    ...table,
    columns: table.columns.filter((_, i) => isKept[i]),
    rows: table.rows.map((row) => ({ ...row, cells: row.cells.filter((_, i) => isKept[i]) })),
  };
}

/** Drops the columns that give way first until the rest fits. */
function fit(table: Table, width: number): { table: Table; dropped: readonly Column[] } {
  const dropped: Column[] = [];
  let kept = table.columns.map((column, index) => ({ column, index }));
  const needed = () =>
    NARROWEST_LABEL +
    sum(kept.slice(1).map(({ column, index }) => naturalWidth(column, table.rows, index) + GAP));
  while (needed() > width) {
    const next = kept
      .filter(({ column }) => column.giveWay !== undefined)
      .sort((a, b) => (b.column.giveWay ?? 0) - (a.column.giveWay ?? 0))[0];
    if (!next) break;
    dropped.unshift(next.column);
    kept = kept.filter((entry) => entry !== next);
  }
  const columns = kept.map(({ column }) => column);
  const rows = table.rows.map((row) => ({
    ...row,
    cells: kept.map(({ index }) => row.cells[index] ?? ''),
  }));
  return { table: { ...table, columns, rows }, dropped };
}

function renderHeader(
  { columns }: Table,
  widths: readonly number[],
  title: string,
  paint: Paint,
): string[] {
  const line = (text: (column: Column) => string) =>
    columns
      .slice(1)
      .map((column, i) => ' '.repeat(GAP) + pad(text(column), widths[i + 1] ?? 0, column.align))
      .join('');
  const label = pad(title, widths[0] ?? 0, 'left');
  const top = (paint.heading(label) + paint.dim(line(({ header }) => header))).trimEnd();
  if (!columns.some(({ under }) => under)) return [top];
  const below = paint.dim(' '.repeat(widths[0] ?? 0) + line(({ under }) => under ?? '').trimEnd());
  return [top, below];
}

const NO_LINES = Object.fromEntries(
  ['top', 'bottom', 'mid'].flatMap((edge) =>
    ['', '-mid', '-left', '-right'].map((side) => [`${edge}${side}`, '']),
  ),
);

/** cli-table3 lays out the rows: padding, alignment, and the wrapping of long labels. */
function renderBody(
  { columns, rows }: Table,
  labels: readonly string[],
  widths: readonly number[],
): string {
  const body = new CliTable({
    chars: {
      ...NO_LINES,
      'left-mid': '',
      'mid-mid': '',
      'right-mid': '',
      left: '',
      right: '',
      middle: ' '.repeat(GAP),
    },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colWidths: [...widths],
    colAligns: columns.map(({ align }) => align),
    wordWrap: true,
  });
  body.push(
    ...rows.map((row: Row, i) => [
      hangingIndent(labels[i] ?? '', widths[0] ?? 0, (row.indent ?? 0) * 2),
      ...row.cells.slice(1),
    ]),
  );
  return body
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Wraps a label so that its second line stands two columns further in than its first. */
function hangingIndent(label: string, width: number, indent: number): string {
  if (columnWidth(label) <= width) return label;
  const lines = wrap(label.trimStart(), width - indent - 2);
  return lines.map((line, i) => ' '.repeat(indent + (i === 0 ? 0 : 2)) + line).join('\n');
}

function naturalWidth({ header, under }: Column, rows: readonly Row[], index: number): number {
  return Math.max(
    columnWidth(header),
    columnWidth(under ?? ''),
    ...rows.map(({ cells }) => columnWidth(cells[index] ?? '')),
  );
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const blank = ' '.repeat(Math.max(0, width - columnWidth(text)));
  return align === 'left' ? text + blank : blank + text;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
