import { InputError } from '../errors.ts';
import type { Method } from '../estimates/method.ts';
import { csvCell } from '../formats/csv.ts';
import { type Calculation, calculate, type TypedInputs } from '../report/calculation.ts';
import { enumerate } from '../report/words.ts';
import { readCsv } from '../study/csv.ts';
import { sourceText } from '../study/source-text.ts';
import { version } from '../version.ts';
import type { Options } from './catalogue.ts';
import type { ExitCode, Io } from './io.ts';
import { progress } from './progress.ts';

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
  readonly rows: readonly InputRow[];
  readonly kind: 'csv' | 'ndjson';
}

/** Columns that a result adds to its row; after "result_" where the table has the name itself. */
const added = [
  'method',
  'value',
  'se',
  'ciLow',
  'ciHigh',
  'level',
  'df',
  'statistic',
  'p',
  'reason',
];

/** Rows go out some hundred at a time: one write a row takes as long as the row. */
const PIECE = 32_768;

interface RowOptions {
  readonly level: number;
  readonly format: string | null;
  /** Inputs typed beside the table: the same for every row. */
  readonly constants: TypedInputs;
  /** Adds what rounding leaves open, if that was asked for. */
  readonly refine: ((calculation: Calculation) => Calculation) | null;
}

/**
 * Applies a method to every row of a CSV or NDJSON table. A row that is wrong is told on stderr with
 * its line, the others are done, and the exit code is 2.
 */
export function calculateRows(
  method: Method,
  file: string,
  options: RowOptions,
  io: Io,
): { readonly text: AsyncGenerator<string>; readonly exitCode: () => ExitCode } {
  let exitCode: ExitCode = 0;
  async function* text(): AsyncGenerator<string> {
    const table = await readTable(file, io);
    const more = options.refine && moreByRounding;
    const write = rowWriter(table, options.format ?? table.kind, added, more);
    const names = namedColumns(method.needs, table, options.constants, file);
    const inputsOf = (cells: InputRow['cells']) => valuesFrom(cells, names, options.constants);
    const done = progress(table.rows.length, io);
    let pieces = write.header;
    for (const [i, row] of table.rows.entries()) {
      const { line, cells } = row;
      try {
        requireRead(row);
        const plain = calculate(method, inputsOf(cells), { level: options.level });
        const calculation = options.refine?.(plain) ?? plain;
        pieces += write.row(
          row,
          valuesOf(calculation, options.level),
          calculation.roundingInterval,
        );
      } catch (error) {
        if (!(error instanceof RangeError || error instanceof InputError)) throw error;
        exitCode = 2;
        io.stderr.write(`${file === '-' ? 'standard input' : file}:${line}  ${error.message}\n`);
      }
      if (pieces.length < PIECE) continue;
      yield pieces;
      done.until(i + 1);
      pieces = '';
    }
    done.end();
    yield pieces + write.footer();
  }
  return { text: text(), exitCode: () => exitCode };
}

/** The format of --rows: --json, or the last --format; null for that of the table. */
export function rowsFormatOf(options: Options): string | null {
  if (options['json']) return 'json';
  return ([] as string[]).concat((options['format'] as string[]) ?? []).at(-1) ?? null;
}

/** Typed inputs with a line for each calculation from them, as `--rows` gives for a table. */
export function asRows(
  inputs: TypedInputs,
  calculations: readonly Calculation[],
  { level, format }: Pick<RowOptions, 'level'> & { readonly format: 'csv' | 'ndjson' },
): string {
  const isRounded = calculations.some(({ roundingInterval }) => roundingInterval);
  const row: InputRow = { line: 1, cells: inputs };
  const table: InputTable = { columns: Object.keys(inputs), rows: [row], kind: format };
  const write = rowWriter(table, format, added, isRounded ? moreByRounding : null);
  const lines = calculations.map((each) =>
    write.row(row, valuesOf(each, level), each.roundingInterval),
  );
  return write.header + lines.join('');
}

/** @throws InputError that says why the row cannot be read, when it cannot */
export function requireRead({ unread }: InputRow): void {
  if (unread !== undefined) throw new InputError(unread);
}

type Value = string | number | boolean | null;
type Over = Calculation['roundingInterval'];

/** In the order of the columns that are added. */
function valuesOf(calculation: Calculation, level: number): readonly Value[] {
  const { method, value, se, ci, df, statistic, p, reason } = calculation;
  return [
    method,
    value,
    se ?? null,
    ci?.low ?? null,
    ci?.high ?? null,
    level,
    df ?? null,
    statistic ?? null,
    p ?? null,
    reason ?? null,
  ];
}

const ranged = ['value', 'se', 'ciLow', 'ciHigh', 'statistic', 'p'] as const;
const addedByRounding = [
  ...ranged.flatMap((name) => [`${name}Least`, `${name}Greatest`]),
  'proved',
];

const moreByRounding: More = { columns: addedByRounding, key: 'roundingInterval' };

const rangesOf = (over: Over): readonly Value[] => [
  ...ranged.flatMap((name) => [over?.[name]?.low ?? null, over?.[name]?.high ?? null]),
  over?.proved ?? null,
];

/** What a row may hold beside its values: cells of their own in CSV, one object in NDJSON. */
interface More {
  readonly columns: readonly string[];
  readonly key: string;
}

/** Writes rows with columns added, as CSV, NDJSON or JSON; after "result_" where the table has the name. */
export function rowWriter(
  { columns }: InputTable,
  format: string,
  added: readonly string[],
  more: More | null = null,
) {
  const free = (name: string) => (columns.includes(name) ? `result_${name}` : name);
  const names = added.map(free);
  if (format === 'ndjson' || format === 'json') {
    const isDocument = format === 'json';
    let separator = '';
    const key = more && JSON.stringify(free(more.key));
    const keys = names.map((name) => `${JSON.stringify(name)}:`);
    const tool = JSON.stringify({ name: 'dystonia-stats', version });
    return {
      header: isDocument ? `{\n  "schemaVersion": 1,\n  "tool": ${tool},\n  "results": [` : '',
      footer: () => (isDocument ? '\n  ]\n}\n' : ''),
      row: ({ cells, json }: InputRow, values: readonly Value[], over?: Over) => {
        const result = keys.map((name, i) => `${name}${JSON.stringify(values[i])}`);
        if (key !== null && over) result.push(`${key}:${JSON.stringify(over)}`);
        // What was given stays to the letter, but for the brace at its end.
        const given = (json ?? JSON.stringify(cells)).trim().slice(0, -1).trimEnd();
        const object = `${given}${given === '{' ? '' : ','}${result.join(',')}}`;
        if (!isDocument) return `${object}\n`;
        const before = separator;
        separator = ',';
        return `${before}\n    ${object}`;
      },
    };
  }
  if (format !== 'csv') {
    throw new InputError(`--rows writes csv, ndjson or json; got ${JSON.stringify(format)}`);
  }
  const cell = (value: Value) => csvCell(typeof value === 'boolean' ? String(value) : value);
  const line = (values: readonly Value[]) => `${values.map(cell).join(',')}\r\n`;
  return {
    header: line([...columns, ...names, ...(more?.columns ?? []).map(free)]),
    footer: () => '',
    row: ({ cells }: InputRow, values: readonly Value[], over?: Over) =>
      line([
        ...columns.map((column) => cells[column] ?? ''),
        ...values,
        ...(more ? rangesOf(over) : []),
      ]),
  };
}

/** The columns of a table that are inputs: "sd_pre" and "SD-pre" are sdPre, where no other is. */
export function namedColumns(
  needs: Readonly<Record<string, { readonly title: string; readonly optional?: boolean }>>,
  { columns, rows }: InputTable,
  constants: TypedInputs,
  file: string,
): readonly (readonly [name: string, column: string])[] {
  const exact = columns.flatMap((column) => {
    const name = camelCase(column);
    return Object.hasOwn(needs, name) ? [[name, column] as const] : [];
  });
  const others = Object.keys(needs).flatMap((name) => {
    const like = columns.find((column) => camelCase(column).toLowerCase() === name.toLowerCase());
    return like === undefined || exact.some(([known]) => known === name)
      ? []
      : [[name, like] as const];
  });
  const named = [...exact, ...others];
  const has = (name: string) => named.some(([known]) => known === name);
  const place = file === '-' ? 'standard input' : file;
  const twice = Object.keys(constants).find(has);
  if (twice !== undefined) {
    throw new InputError(`${place} has a column of ${twice}, and --${twice} is typed as well`);
  }
  const missing = Object.keys(needs).filter(
    (name) => !needs[name]?.optional && !has(name) && constants[name] === undefined,
  );
  if (missing.length > 0 && columns.length > 0 && rows.length > 0) {
    throw new InputError([
      {
        message: `${place} has no column ${enumerate(missing.map((name) => `${name} (${needs[name]?.title})`))}`,
        hint: `It has ${enumerate(columns)}`,
      },
    ]);
  }
  return named;
}

/** The inputs of a row; an empty cell is as good as none. */
export function valuesFrom(
  cells: InputRow['cells'],
  names: readonly (readonly [name: string, column: string])[],
  constants: TypedInputs,
): Record<string, string> {
  const values: Record<string, string> = { ...constants };
  for (const [name, column] of names) {
    const text = cells[column];
    if (text !== undefined && text !== '') values[name] = text;
  }
  return values;
}

/** "sd_pre", "sd-pre" and "sdPre" are the same input. */
export function camelCase(name: string): string {
  return name
    .replace(/^--/, '')
    .replace(/[-_]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Reads a CSV or NDJSON table, every cell as its text. */
export async function readTable(file: string, io: Io): Promise<InputTable> {
  const { readStudyText, readText } = await import('../study/read.ts');
  const text = file === '-' ? await readText(io.stdin) : await readStudyText(file);
  if (/^\uFEFF?\s*\[/.test(text) && /\.json$|^-$/i.test(file)) {
    throw new InputError([
      {
        message: `${file === '-' ? 'standard input' : file} is one JSON array`,
        hint: 'Give one object a line, e.g. by jq -c ".[]", or CSV',
      },
    ]);
  }
  const isNdjson = /\.(ndjson|jsonl)$/i.test(file) || /^\uFEFF?\s*\{/.test(text);
  return isNdjson ? ndjsonTable(text) : csvTable(text, file);
}

function csvTable(text: string, file: string): InputTable {
  const [header = [], ...records] = readCsv(sourceText(text, file));
  const columns = header.map((cell) => cell.text);
  const twice = columns.find((column, i) => columns.indexOf(column) !== i);
  if (columns.join('') === '')
    throw new InputError(`${file} is empty: a line of column names is expected`);
  if (twice !== undefined) throw new InputError(`${file}: the column "${twice}" stands twice`);
  let line = 1;
  let at = 0;
  const rows = records.flatMap((record): InputRow[] => {
    const start = record[0]?.start ?? at;
    line += text.slice(at, start).split('\n').length - 1;
    at = start;
    if (record.every((cell) => cell.text === '')) return [];
    return [
      { line, cells: Object.fromEntries(columns.map((name, i) => [name, record[i]?.text ?? ''])) },
    ];
  });
  return { columns, rows, kind: 'csv' };
}

function ndjsonTable(text: string): InputTable {
  const rows = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((each, i) => (each.trim() === '' ? [] : [{ line: i + 1, ...readLine(each) }]));
  return {
    columns: [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))],
    rows,
    kind: 'ndjson',
  };
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
  const asPrinted: object = otherwisePrinted.test(text) ? numbersAsText(text) : value;
  const given = value as Readonly<Record<string, unknown>>;
  const cells = Object.entries(asPrinted).map(([name, cell]) => {
    const isPlain = typeof given[name] !== 'object' || given[name] === null;
    return [name, cellText(isPlain ? cell : given[name])];
  });
  return { cells: Object.fromEntries(cells), json: text };
}

function cellText(cell: unknown): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

/** What a number could lose on its way through JSON: decimals that are zero, an exponent, far digits. */
const otherwisePrinted = /\.\d*0(?!\d)|\d[eE]|-0|\d{16}|\.\d{7}/;

/** A line of JSON, valid as it is, with the text of every number: 5.20 is printed with two decimals. */
function numbersAsText(line: string): object {
  const quoted = line.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
  return JSON.parse(quoted);
}
