import { InputError } from '../errors.ts';
import { csvRecords } from '../study/csv.ts';
import { sourceText, whereIs } from '../study/source-text.ts';
import type { Io } from './io.ts';

/** One row of a table of inputs: its cells by column, as text, and the line where it begins. */
export interface InputRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  /** The row as it was written, when it is a JSON object: it is given back to the letter. */
  readonly json?: string;
  /** Why the row cannot be read, when it cannot. */
  readonly unread?: string;
}

export interface InputTable {
  readonly columns: readonly string[];
  /** Read one after the other: the rows of a large table take more memory than its text. */
  readonly rows: Iterable<InputRow>;
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
  const text = file === '-' ? await readText(io.stdin) : await readStudyText(file);
  const isNdjson = /\.(ndjson|jsonl)$/i.test(file) || /^\uFEFF?\s*\{/.test(text);
  return isNdjson ? ndjsonTable(text) : csvTable(text, file);
}

function csvTable(text: string, file: string): InputTable {
  const source = sourceText(text, file === '-' ? null : file);
  const records = csvRecords(source);
  const columns = (records.next().value ?? []).map((cell) => cell.text);
  const twice = columns.find((column, i) => columns.indexOf(column) !== i);
  if (columns.join('') === '')
    throw new InputError(`${file} is empty: a line of column names is expected`);
  if (twice !== undefined) throw new InputError(`${file}: the column "${twice}" stands twice`);
  function* rows(): Generator<InputRow> {
    for (const record of records) {
      if (record.every((cell) => cell.text === '')) continue;
      const cells = columns.map((name, i) => [name, record[i]?.text ?? '']);
      const { line } = whereIs(source, '', record[0]?.start ?? 0);
      yield { line, cells: Object.fromEntries(cells) };
    }
  }
  return { columns, rows: rows(), kind: 'csv' };
}

function ndjsonTable(text: string): InputTable {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const columns = new Set<string>();
  for (const line of lines) {
    if (line.trim() !== '') for (const name in readLine(line).cells) columns.add(name);
  }
  function* rows(): Generator<InputRow> {
    for (const [i, line] of lines.entries()) {
      if (line.trim() !== '') yield { line: i + 1, ...readLine(line) };
    }
  }
  return { columns: [...columns], rows: rows(), kind: 'ndjson' };
}

function readLine(text: string): Omit<InputRow, 'line'> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { cells: {}, unread: `is no JSON: ${(error as Error).message}` };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { cells: {}, unread: 'an object is expected on every line' };
  }
  const cells = Object.entries(value).map(([name, cell]) => [
    name,
    cell === null ? '' : String(cell),
  ]);
  return { cells: Object.fromEntries(cells), json: text };
}
