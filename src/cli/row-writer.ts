import { csvCell } from '../formats/csv.ts';
import type { Calculation } from '../report/calculation.ts';
import { version } from '../version.ts';
import type { JsonRow } from './json-row.ts';
import type { InputTable } from './row-table.ts';

type Value = string | number | boolean | null;
type Over = Calculation['roundingInterval'];

/** What an answer adds to its row. */
export interface RowAnswer {
  /** In the order of the columns that are added. */
  readonly values: readonly Value[];
  readonly over?: Over;
}

/** The columns that answers add to their rows; after "result_" where the table has the name itself. */
export interface AddedColumns {
  readonly added: readonly string[];
  /** What rounding leaves open, where that was asked for: cells of their own in CSV, else one object. */
  readonly more: {
    readonly columns: readonly string[];
    readonly key: string;
    readonly cells: (over: Over) => readonly Value[];
  } | null;
}

export interface RowWriter {
  readonly header: string;
  readonly row: (row: JsonRow, answer: RowAnswer) => string;
  /** Between one row and the next. */
  readonly separator: string;
  readonly footer: string;
}

/** Writes rows with columns added, as lines of CSV or NDJSON, or as one JSON document. */
export function rowWriter(
  { columns }: Pick<InputTable, 'columns'>,
  format: 'csv' | 'ndjson' | 'json',
  { added, more }: AddedColumns,
): RowWriter {
  const free = (name: string) => (columns.includes(name) ? `result_${name}` : name);
  const names = added.map(free);
  if (format === 'csv') {
    const header = csvLine([...columns, ...names, ...(more?.columns ?? []).map(free)]);
    const row: RowWriter['row'] = ({ cells }, { values, over }) => {
      const given = columns.map((column) => cells[column] ?? '');
      return csvLine([...given, ...values, ...(more?.cells(over) ?? [])]);
    };
    return { header, row, separator: '', footer: '' };
  }
  const object = objectWriter(names, more && free(more.key));
  if (format === 'ndjson') {
    return { header: '', row: (...of) => `${object(...of)}\n`, separator: '', footer: '' };
  }
  const tool = JSON.stringify({ name: 'dystonia-stats', version });
  return {
    header: `{\n  "schemaVersion": 1,\n  "tool": ${tool},\n  "results": [`,
    row: (...of) => `\n    ${object(...of)}`,
    separator: ',',
    footer: '\n  ]\n}\n',
  };
}

function csvLine(values: readonly Value[]): string {
  const cell = (value: Value) => csvCell(typeof value === 'boolean' ? String(value) : value);
  return `${values.map(cell).join(',')}\r\n`;
}

function objectWriter(names: readonly string[], moreName: string | null): RowWriter['row'] {
  const keys = names.map((name) => `${JSON.stringify(name)}:`);
  const moreKey = moreName === null ? null : `${JSON.stringify(moreName)}:`;
  return ({ cells, json }, { values, over }) => {
    const result = keys.map((key, i) => `${key}${JSON.stringify(values[i])}`);
    if (moreKey !== null && over) result.push(`${moreKey}${JSON.stringify(over)}`);
    // What was given stays to the letter, but for the brace at its end.
    const given = (json ?? JSON.stringify(cells)).trim().slice(0, -1).trimEnd();
    return `${given}${given === '{' ? '' : ','}${result.join(',')}}`;
  };
}
