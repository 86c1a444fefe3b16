import type { CheckOptions } from '../../checks/check.ts';
import { levelOf, type Verdict } from '../../checks/finding.ts';
import type { SingleCheck, SingleResult } from '../../checks/single.ts';
import { InputError } from '../../errors.ts';
import type { Part } from '../../report/document.ts';
import { rowLabel, singleCheckRowsParts } from '../../report/single-check.ts';
import { enumerate } from '../../report/words.ts';
import type { Options } from '../catalogue.ts';
import type { ExitCode, Io } from '../io.ts';
import { writePage } from '../page.ts';
import { progress } from '../progress.ts';
import {
  type InputRow,
  type InputTable,
  namedColumns,
  readTable,
  requireRead,
  rowsFormatOf,
  rowWriter,
  valuesFrom,
} from '../rows.ts';

/** Columns that a result adds to its row. */
const added = ['check', 'verdict', 'why', 'power', 'low', 'high'];

type Values = Readonly<Record<string, string>>;

/** A row with what came of it. */
interface Judged {
  readonly row: InputRow;
  readonly values: Values;
  readonly result: SingleResult;
}

interface Rows {
  readonly table: InputTable;
  readonly judged: Generator<Judged>;
  readonly exitCode: () => ExitCode;
}

/**
 * Applies a check to every row of a table; constants are typed inputs that all rows share. A row
 * that is wrong is told on stderr with its line, the others are done.
 */
export async function runSingleCheckRows(
  check: SingleCheck,
  constants: Values,
  settings: CheckOptions,
  options: Options,
  io: Io,
): Promise<ExitCode> {
  const file = String(options['rows']);
  const table = await readTable(file, io);
  const rows = judgeRows(check, { table, file, constants }, settings, io);
  const format = rowsFormatOf(options) ?? table.kind;
  if (format === 'table' || format === 'markdown') {
    await writePage({ parts: pageOf(check, rows), data: null }, options, io);
  } else await writePage(linesOf(check, rows, format), options, io);
  return rows.exitCode();
}

function judgeRows(
  check: SingleCheck,
  { table, file, constants }: { table: InputTable; file: string; constants: Values },
  settings: CheckOptions,
  io: Io,
): Rows {
  let exitCode: ExitCode = 0;
  const names = namedColumns(check.fields, table, constants, file);
  const done = progress(table.rows.length, io);
  function* judged(): Generator<Judged> {
    let count = 0;
    for (const row of table.rows) {
      count += 1;
      if (count % 1000 === 0) done.until(count);
      try {
        requireRead(row);
        const values = complete(check, valuesFrom(row.cells, names, constants));
        const result = check.judge(values, settings);
        if (exitCode === 0 && levelOf(result.verdict) === 'error') exitCode = 1;
        yield { row, values, result };
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        exitCode = 2;
        const place = `${file === '-' ? 'standard input' : file}:${row.line}`;
        io.stderr.write(`${place}  ${error.message}\n`);
      }
    }
    done.end();
  }
  return { table, judged: judged(), exitCode: () => exitCode };
}

/** Rows are written together: a write for each costs more than the check. */
const CHUNK = 32_768;

async function* linesOf(
  check: SingleCheck,
  { table, judged }: Rows,
  format: string,
): AsyncGenerator<string> {
  const write = rowWriter(table, format, added);
  let chunk = write.header;
  for (const { row, result } of judged) {
    chunk += write.row(row, addedOf(check, result));
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk + write.footer();
}

/** In the order of the columns that are added. */
function addedOf({ id }: SingleCheck, { verdict, why, power, recomputed }: SingleResult) {
  return [id, verdict, why, power, recomputed?.low ?? null, recomputed?.high ?? null];
}

/** Typed figures with their result, as `--rows` gives it for a table of one row. */
export async function* asRow(
  check: SingleCheck,
  cells: Values,
  result: SingleResult,
  format: 'csv' | 'ndjson',
): AsyncGenerator<string> {
  const row: InputRow = { line: 1, cells };
  const write = rowWriter(
    { columns: Object.keys(cells), rows: [row], kind: format },
    format,
    added,
  );
  yield write.header + write.row(row, addedOf(check, result));
}

function pageOf(check: SingleCheck, { table, judged }: Rows): readonly Part[] {
  const rows = [...judged].map(({ row, values, result }) => ({
    label: rowLabel(table.columns, Object.keys(check.fields), row),
    values,
    verdict: result.verdict as Verdict,
    why: result.why,
  }));
  return singleCheckRowsParts(check, rows);
}

/** @throws InputError that names every field that is missing */
export function complete(
  { fields }: SingleCheck,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const missing: string[] = [];
  for (const name in fields) {
    const field = fields[name];
    if (field && !field.optional && values[name] === undefined) {
      missing.push(`${name} (${field.title})`);
    }
  }
  if (missing.length > 0) throw new InputError(`missing: ${enumerate(missing)}`);
  return values;
}
