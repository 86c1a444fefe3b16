import { InputError } from '../errors.ts';
import { csvCell } from '../formats/csv.ts';
import type { Calculation, TypedInputs } from '../report/calculation.ts';
import type { Options } from './catalogue.ts';
import type { ExitCode, Io } from './io.ts';
import { writeTo } from './output.ts';
import { type InputRow, type InputTable, readTable } from './row-table.ts';
import { rowTargetOf } from './targets.ts';

/** What is asked of every row of a table: a method or a check. */
export interface RowQuestion {
  /** The inputs that it takes, in camelCase. */
  readonly takes: (name: string) => boolean;
  /** Columns that the answer adds to the row; after "result_" where the table has the name itself. */
  readonly added: readonly string[];
  /** What rounding leaves open, where that was asked for. */
  readonly more?: MoreColumns | null;
  /** @throws RangeError or InputError that says what is wrong with the row */
  readonly answer: (inputs: TypedInputs) => RowAnswer;
}

export interface RowAnswer {
  /** In the order of the columns that are added. */
  readonly values: readonly Value[];
  readonly over?: Over;
  /** True when the answer is no: exit code 1. */
  readonly isNo?: boolean;
}

/** Rows go out some hundred at a time: one write a row takes as long as the row. */
const PIECE = 32_768;

/**
 * Puts a question to every row of a CSV or NDJSON table, and writes the table with the answers in
 * the same format or that of --format. A row that is wrong is told on stderr with its line, the
 * others are done, and the exit code is 2; 1 if an answer is no.
 */
export async function answerRows(
  question: RowQuestion,
  file: string,
  options: Options,
  io: Io,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const table = await readTable(file, io);
  const target = rowTargetOf(options, table.kind);
  async function* text(): AsyncGenerator<string> {
    const write = rowWriter(table, target.name, question.added, question.more);
    const inputsOf = inputsFrom(question.takes);
    let pieces = write.header;
    for (const row of table.rows) {
      try {
        if (row.unread !== undefined) throw new InputError(row.unread);
        const { values, over, isNo } = question.answer(inputsOf(row.cells));
        pieces += write.row(row, values, over);
        if (isNo && exitCode === 0) exitCode = 1;
      } catch (error) {
        if (!(error instanceof RangeError || error instanceof InputError)) throw error;
        exitCode = 2;
        const place = `${file === '-' ? 'standard input' : file}:${row.line}`;
        io.stderr.write(`${place}  ${error.message}\n`);
      }
      if (pieces.length < PIECE) continue;
      yield pieces;
      pieces = '';
    }
    yield pieces;
  }
  await writeTo(target.file, text(), io);
  return exitCode;
}

/** Typed inputs as a table of one row with its answer, as `--rows` gives for a table. */
export function asRow(
  question: RowQuestion,
  inputs: TypedInputs,
  format: 'csv' | 'ndjson',
): string {
  const write = rowWriter({ columns: Object.keys(inputs) }, format, question.added);
  return write.header + write.row({ line: 1, cells: inputs }, question.answer(inputs).values);
}

/** The cells that the question takes; an empty cell is as good as none. */
function inputsFrom(takes: RowQuestion['takes']): (cells: InputRow['cells']) => TypedInputs {
  // A name is looked at once, not in every row.
  const known = new Map<string, string | null>();
  const inputOf = (column: string): string | null => {
    let name = known.get(column);
    if (name === undefined) {
      name = takes(camelCase(column)) ? camelCase(column) : null;
      known.set(column, name);
    }
    return name;
  };
  return (cells) => {
    const inputs: Record<string, string> = {};
    for (const column in cells) {
      const name = inputOf(column);
      const text = cells[column];
      if (name !== null && text !== undefined && text !== '') inputs[name] = text;
    }
    return inputs;
  };
}

/** "sd_pre", "sd-pre" and "sdPre" are the same input. */
export function camelCase(name: string): string {
  return name
    .replace(/^--/, '')
    .replace(/[-_]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

type Value = string | number | boolean | null;
type Over = Calculation['roundingInterval'];

/** What a row may hold beside its values: cells of their own in CSV, one object in NDJSON. */
export interface MoreColumns {
  readonly columns: readonly string[];
  readonly key: string;
  readonly cells: (over: Over) => readonly Value[];
}

/** Writes rows with columns added, as CSV or NDJSON; after "result_" where the table has the name. */
export function rowWriter(
  { columns }: Pick<InputTable, 'columns'>,
  format: 'csv' | 'ndjson',
  added: readonly string[],
  more: MoreColumns | null = null,
) {
  const free = (name: string) => (columns.includes(name) ? `result_${name}` : name);
  const names = added.map(free);
  if (format === 'ndjson') {
    const key = more && JSON.stringify(free(more.key));
    const keys = names.map((name) => `${JSON.stringify(name)}:`);
    return {
      header: '',
      row: ({ cells, json }: InputRow, values: readonly Value[], over?: Over) => {
        const result = keys.map((name, i) => `${name}${JSON.stringify(values[i])}`);
        if (key !== null && over) result.push(`${key}:${JSON.stringify(over)}`);
        // What was given stays to the letter, but for the brace at its end.
        const given = (json ?? JSON.stringify(cells)).trim().slice(0, -1).trimEnd();
        return `${given}${given === '{' ? '' : ','}${result.join(',')}}\n`;
      },
    };
  }
  const cell = (value: Value) => csvCell(typeof value === 'boolean' ? String(value) : value);
  const line = (values: readonly Value[]) => `${values.map(cell).join(',')}\r\n`;
  return {
    header: line([...columns, ...names, ...(more?.columns ?? []).map(free)]),
    row: ({ cells }: InputRow, values: readonly Value[], over?: Over) =>
      line([
        ...columns.map((column) => cells[column] ?? ''),
        ...values,
        ...(more ? more.cells(over) : []),
      ]),
  };
}
