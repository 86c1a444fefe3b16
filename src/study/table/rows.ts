import type { CsvCell } from '../csv.ts';
import { suggestion } from '../suggest.ts';
import type { Problems } from '../validate.ts';
import { columnKey, isColumn, type ReadCell, type Row, readCell } from './cells.ts';
import { type ColumnName, columnNames, otherNames } from './columns.ts';

/** Where a problem of a row is, in the words of a spreadsheet: "row 3, mean". */
export const placeIn = (row: number, column: string): string => `row ${row}, ${column}`;

/** Reads every filled cell of a table; what cannot be read is reported. */
export function readRows(records: readonly CsvCell[][], problems: Problems): Row[] {
  const filled = records
    .map((cells, index) => ({ cells, number: index + 1 }))
    .filter(({ cells }) => cells.some(({ text }) => text !== ''));
  const [names, ...rows] = filled;
  if (!names || rows.length === 0) {
    const what = names ? 'the table has no row' : 'the table is empty';
    const at = names?.cells[0] ?? { start: 0, end: 1 };
    problems.add(what, '', at, 'It has a line of column names, and one row a visit');
    return [];
  }
  const header = readHeader(names, rows, problems);
  return rows.flatMap(({ cells, number }) => {
    const row = readRow(cells, number, header, problems);
    return row ? [row] : [];
  });
}

interface Line {
  readonly number: number;
  readonly cells: readonly CsvCell[];
}

/** The column of each cell; null for one that is not known, which is reported unless it is empty. */
function readHeader(
  { cells: names, number }: Line,
  rows: readonly Line[],
  problems: Problems,
): (ColumnName | null)[] {
  const used = new Set<string>();
  const header = names.map((cell, index) => {
    const name = columnKey(cell.text);
    if (!isColumn(name)) {
      const filled = rows.some(({ cells }) => (cells[index]?.text ?? '') !== '');
      if (filled) reportUnknown(cell, number, problems);
      return null;
    }
    if (used.has(name)) {
      problems.add(`the column "${name}" stands here a second time`, placeIn(number, name), cell);
      return null;
    }
    used.add(name);
    return name;
  });
  const [first = { start: 0, end: 1 }] = names;
  for (const needed of ['study', 'measure'] as const) {
    // An unknown column may be the one that is missing: it has its own suggestion.
    if (!used.has(needed)) {
      problems.add(`there is no column "${needed}"`, `row ${number}`, first, 'Every row needs one');
    }
  }
  return header;
}

function reportUnknown(cell: CsvCell, row: number, problems: Problems): void {
  if (cell.text === '') {
    problems.add('this column has no name', `row ${row}`, cell, 'Name it, or empty it');
    return;
  }
  const name = columnKey(cell.text);
  const other = Object.hasOwn(otherNames, name) ? otherNames[name] : undefined;
  problems.add(
    `unknown column ${JSON.stringify(cell.text.slice(0, 80))}`,
    placeIn(row, cell.text.slice(0, 80)),
    cell,
    other
      ? `It is called "${other}" here`
      : () => suggestion(name, columnNames, false) || `Known: ${columnNames.join(', ')}`,
  );
}

function readRow(
  cells: readonly CsvCell[],
  number: number,
  header: readonly (ColumnName | null)[],
  problems: Problems,
): Row | null {
  const [first] = cells;
  if (!first) return null;
  if (cells.length !== header.length) {
    problems.add(
      `${cells.length} ${cells.length === 1 ? 'cell' : 'cells'} for ${header.length} columns`,
      `row ${number}`,
      first,
      'A cell with a comma in it stands in double quotes',
    );
    return null;
  }
  const read: Partial<Record<ColumnName, ReadCell>> = {};
  for (const [index, cell] of cells.entries()) {
    const column = header[index];
    if (!column || cell.text === '') continue;
    const value = readCell(column, cell.text);
    if (typeof value === 'object') {
      problems.add(value.message, placeIn(number, column), cell, value.hint);
    } else {
      read[column] = { value, cell };
    }
  }
  for (const needed of ['study', 'measure'] as const) {
    const cell = cells[header.indexOf(needed)];
    if (cell?.text === '') problems.add(`"${needed}" is empty here`, placeIn(number, needed), cell);
  }
  return { number, cells: read, first };
}
