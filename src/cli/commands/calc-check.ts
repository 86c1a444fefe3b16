import { type CheckOptions, defaultCheckOptions } from '../../checks/check.ts';
import { levelOf } from '../../checks/finding.ts';
import { type SingleCheck, singleChecks } from '../../checks/single.ts';
import { InputError } from '../../errors.ts';
import { checkedFigures, singleCheckParts } from '../../report/single-check.ts';
import { enumerate } from '../../report/words.ts';
import { version } from '../../version.ts';
import type { Options } from '../catalogue.ts';
import type { ExitCode, Io } from '../io.ts';
import { reportOptions } from '../options.ts';
import { writePage } from '../page.ts';
import { camelCase, type InputTable, readTable, requireRead, rowWriter } from '../rows.ts';

/** The check with this id, for `calc`; undefined if there is none. */
export function findSingleCheck(name: string): SingleCheck | undefined {
  const wanted = name.toLowerCase().replaceAll('_', '-');
  return singleChecks.find(({ id }) => id === wanted);
}

/**
 * Applies one check to figures from the command line, or to every row of a table. The exit code is
 * 1 when an answer is no: no data have these figures.
 */
export async function runSingleCheck(
  check: SingleCheck,
  typed: readonly string[],
  options: Options,
  io: Io,
): Promise<ExitCode> {
  const settings = { ...defaultCheckOptions, rounding: reportOptions(options).rounding };
  if (options['rows'] !== undefined) {
    const rows = checkRows(check, String(options['rows']), settings, options, io);
    await writePage(rows.text, options, io);
    return rows.exitCode();
  }
  const values = complete(check, typedValues(check, typed));
  const checked = checkedFigures(check, values, check.judge(values, settings));
  const head = { schemaVersion: 1, tool: { name: 'dystonia-stats', version } };
  const data = { ...head, results: [checked] };
  await writePage({ parts: singleCheckParts(checked), data }, options, io);
  return checked.level === 'error' ? 1 : 0;
}

/** Columns that a result adds to its row. */
const added = ['check', 'verdict', 'why', 'power', 'low', 'high'];

function checkRows(
  check: SingleCheck,
  file: string,
  settings: CheckOptions,
  options: Options,
  io: Io,
): { readonly text: AsyncGenerator<string>; readonly exitCode: () => ExitCode } {
  let exitCode: ExitCode = 0;
  async function* text(): AsyncGenerator<string> {
    const table = await readTable(file, io);
    const named = ([] as string[]).concat((options['format'] as string[]) ?? []).at(-1);
    const format = options['json'] ? 'ndjson' : (named ?? table.kind);
    const write = rowWriter(table, format, added);
    const columns = fieldColumns(check, table);
    let chunk = write.header;
    for (const row of table.rows) {
      try {
        requireRead(row);
        const values = complete(check, valuesOf(row.cells, columns));
        const { verdict, why, power, recomputed } = check.judge(values, settings);
        if (exitCode === 0 && levelOf(verdict) === 'error') exitCode = 1;
        const { low, high } = recomputed ?? { low: null, high: null };
        chunk += write.row(row, [check.id, verdict, why, power, low, high]);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        exitCode = 2;
        const place = `${file === '-' ? 'standard input' : file}:${row.line}`;
        io.stderr.write(`${place}  ${error.message}\n`);
      }
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = '';
    }
    yield chunk;
  }
  return { text: text(), exitCode: () => exitCode };
}

/** Rows are written together: a write for each costs more than the check. */
const CHUNK = 32_768;

/** The columns of a table that are fields of the check: [field, column]. */
function fieldColumns({ fields }: SingleCheck, { columns }: InputTable) {
  return columns.flatMap((column) => {
    const name = camelCase(column);
    return name in fields ? [[name, column] as const] : [];
  });
}

/** An empty cell is as good as none. */
function valuesOf(
  cells: Readonly<Record<string, string>>,
  columns: readonly (readonly [string, string])[],
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, column] of columns) {
    const text = cells[column];
    if (text !== undefined && text !== '') values[name] = text;
  }
  return values;
}

/** @throws InputError that names every field that is missing */
function complete(
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

/** "--mean 5.19 --n=28" as values by field. */
function typedValues(
  { id, fields }: SingleCheck,
  typed: readonly string[],
): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  const problems: { message: string; hint?: string }[] = [];
  for (let i = 0; i < typed.length; i += 1) {
    const [flag = '', attached] = (typed[i] ?? '').split(/=(.*)/s);
    const name = camelCase(flag);
    const value = attached ?? typed[i + 1];
    if (attached === undefined) i += 1;
    if (!flag.startsWith('--') || !(name in fields)) {
      const takes = Object.keys(fields).map((known) => `--${known}`);
      problems.push({
        message: `${id} has no input ${JSON.stringify(flag)}`,
        hint: `It takes ${takes.join(', ')}`,
      });
    } else if (value === undefined) problems.push({ message: `--${name} lacks its value` });
    else if (name in values) problems.push({ message: `--${name} stands twice` });
    else values[name] = value;
  }
  const [first, ...others] = problems;
  if (first) throw new InputError([first, ...others]);
  return values;
}
