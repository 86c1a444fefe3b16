import { InputError } from '../errors.ts';
import type { TypedInputs } from '../report/calculation.ts';
import type { Part } from '../report/document.ts';
import type { AnsweredRow } from '../report/rows.ts';
import type { Options } from './catalogue.ts';
import type { ExitCode, Io } from './io.ts';
import { writeTo } from './output.ts';
import { writePage } from './page.ts';
import { progress } from './progress.ts';
import { inputsFrom, type Needs } from './row-columns.ts';
import { type InputRow, type InputTable, readTable } from './row-table.ts';
import { type AddedColumns, type RowAnswer, rowWriter } from './row-writer.ts';
import { lineFormats, rowTargetOf } from './targets.ts';

/** What is asked of every row of a table: a method or a check. */
export interface RowQuestion<Result> extends AddedColumns {
  readonly needs: Needs;
  /** @throws RangeError or InputError that says what is wrong with the row */
  readonly ask: (inputs: TypedInputs) => Result;
  readonly answer: (result: Result) => RowAnswer;
  /** True when the answer is no: exit code 1. */
  readonly isNo: (result: Result) => boolean;
  /** All rows as a page for people. */
  readonly page: (
    columns: readonly string[],
    rows: readonly AnsweredRow<Result>[],
  ) => readonly Part[];
}

/** A row of a table as it was read, with what came of it. */
interface Answered<Result> extends AnsweredRow<Result> {
  readonly row: InputRow;
}

/** Lines as they come, or one document; the others are pages. */
const formats = [...lineFormats, 'json', 'table', 'markdown'] as const;

/**
 * Puts a question to every row of a CSV or NDJSON table, and writes the table with the answers in
 * the same format or that of --format. A row that is wrong is told on stderr with its line, the
 * others are done, and the exit code is 2; 1 if an answer is no.
 *
 * @param typed inputs typed beside the table: the same for every row
 */
export async function answerRows<Result>(
  question: RowQuestion<Result>,
  typed: TypedInputs,
  options: Options,
  io: Io,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const table = await readTable(String(options['rows']), io);
  const target = rowTargetOf(options, formats, table.kind);
  const inputsOf = inputsFrom(question.needs, table, typed);
  const shown = progress(table.lines, io);
  function* answered(): Generator<Answered<Result>> {
    try {
      for (const row of table.rows) {
        shown.until(row.line);
        const answer = attempt(question, row, inputsOf);
        if (answer instanceof Error) {
          exitCode = 2;
          shown.clear();
          io.stderr.write(`${table.place}:${row.line}  ${answer.message}\n`);
          continue;
        }
        if (exitCode === 0 && question.isNo(answer.result)) exitCode = 1;
        yield answer;
      }
    } finally {
      shown.clear();
    }
  }
  if (target.name === 'table' || target.name === 'markdown') {
    const parts = question.page(table.columns, [...answered()]);
    await writePage({ parts, data: null }, options, io);
  } else await writeTo(target.file, lines(question, table, answered(), target.name), io);
  return exitCode;
}

/** A row with its answer, or what is wrong with it. */
function attempt<Result>(
  question: RowQuestion<Result>,
  row: InputRow,
  inputsOf: ReturnType<typeof inputsFrom>,
): Answered<Result> | RangeError | InputError {
  if (row.unread !== undefined) return new InputError(row.unread);
  try {
    const inputs = inputsOf(row.cells);
    return { row, inputs, result: question.ask(inputs) };
  } catch (error) {
    if (error instanceof RangeError || error instanceof InputError) return error;
    throw error;
  }
}

/** Rows go out some hundred at a time: one write a row takes as long as the row. */
const PIECE = 32_768;

async function* lines<Result>(
  question: RowQuestion<Result>,
  table: InputTable,
  answered: Iterable<Answered<Result>>,
  format: Parameters<typeof rowWriter>[1],
): AsyncGenerator<string> {
  const write = rowWriter(table, format, question);
  let piece = write.header;
  let separator = '';
  for (const { row, result } of answered) {
    piece += separator + write.row(row, question.answer(result));
    separator = write.separator;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece + write.footer;
}
