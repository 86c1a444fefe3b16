import { InputError } from '../errors.ts';
import { csvRecords } from '../study/csv.ts';
import { sourceText, whereIs } from '../study/source-text.ts';
import type { Io } from './io.ts';
import { type JsonRow, jsonColumns, jsonRow } from './json-row.ts';

/** One row of a table of inputs: its cells by column, as text, and the line where it begins. */
export interface InputRow extends JsonRow {
  readonly line: number;
}

export interface InputTable {
  /** Where it is, in words: the file, or "standard input". */
  readonly place: string;
  readonly columns: readonly string[];
  /** Read one after the other: the rows of a large table take more memory than its text. */
  readonly rows: Iterable<InputRow>;
  /** How many lines it has, which is known before the rows are read. */
  readonly lines: number;
  readonly kind: 'csv' | 'ndjson';
}

/**
 * Reads a CSV or NDJSON table, every cell as its text.
 *
 * @param file a path, or "-" for standard input
 * @throws InputError when there is no such table; of a double quote that is not closed when its row comes
 */
export async function readTable(file: string, io: Io): Promise<InputTable> {
  const { readStudyText, readText } = await import('../study/read.ts');
  const path = file === '-' ? null : file;
  const place = path ?? 'standard input';
  const text = path === null ? await readText(io.stdin) : await readStudyText(path);
  if (/^\uFEFF?\s*\[/.test(text) && /\.json$|^-$/i.test(file)) {
    const hint = 'Give one object a line, e.g. by jq -c ".[]", or CSV';
    throw new InputError([{ message: `${place} is one JSON array`, hint }]);
  }
  const isNdjson = /\.(ndjson|jsonl)$/i.test(file) || /^\uFEFF?\s*\{/.test(text);
  return isNdjson ? ndjsonTable(text, place) : csvTable(text, path, place);
}

function csvTable(text: string, path: string | null, place: string): InputTable {
  const source = sourceText(text, path);
  const records = csvRecords(source);
  const columns = (records.next().value ?? []).map((cell) => cell.text);
  const twice = columns.find((column, i) => columns.indexOf(column) !== i);
  if (columns.join('') === '')
    throw new InputError(`${place} is empty: a line of column names is expected`);
  if (twice !== undefined) throw new InputError(`${place}: the column "${twice}" stands twice`);
  function* rows(): Generator<InputRow> {
    for (const record of records) {
      if (record.every((cell) => cell.text === '')) continue;
      const cells = columns.map((name, i) => [name, record[i]?.text ?? '']);
      const { line } = whereIs(source, '', record[0]?.start ?? 0);
      yield { line, cells: Object.fromEntries(cells) };
    }
  }
  return { place, columns, rows: rows(), lines: source.lineStarts.length, kind: 'csv' };
}

function ndjsonTable(text: string, place: string): InputTable {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const columns = new Set<string>();
  for (const line of lines) {
    if (line.trim() !== '') for (const name of jsonColumns(line)) columns.add(name);
  }
  function* rows(): Generator<InputRow> {
    for (const [i, line] of lines.entries()) {
      if (line.trim() !== '') yield { line: i + 1, ...jsonRow(line) };
    }
  }
  return { place, columns: [...columns], rows: rows(), lines: lines.length, kind: 'ndjson' };
}
