import { InputError } from '../errors.ts';
import type { Method } from '../estimates/method.ts';
import { csvCell } from '../formats/csv.ts';
import { calculate, type TypedInputs } from '../report/calculation.ts';
import { readCsv } from '../study/csv.ts';
import { sourceText } from '../study/source-text.ts';
import type { ExitCode, Io } from './io.ts';

/** One row of a table of inputs: its cells by column, as text, and the line where it begins. */
interface InputRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  /** The row as it was written, when it is a JSON object: it is given back to the letter. */
  readonly json?: string;
}

interface InputTable {
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

/**
 * Applies a method to every row of a CSV or NDJSON table. A row that is wrong is told on stderr with
 * its line, the others are done, and the exit code is 2.
 */
export function calculateRows(
  method: Method,
  file: string,
  options: { readonly level: number; readonly format: string | null },
  io: Io,
): { readonly text: AsyncGenerator<string>; readonly exitCode: () => ExitCode } {
  let exitCode: ExitCode = 0;
  async function* text(): AsyncGenerator<string> {
    const table = await readTable(file, io);
    const write = writer(table, options.format ?? table.kind);
    yield write.header;
    for (const row of table.rows) {
      const { line, cells } = row;
      try {
        const calculation = calculate(method, inputsOf(method, cells), { level: options.level });
        const { value, se, ci, df, statistic, p, reason } = calculation;
        const numbers = [value, se, ci?.low, ci?.high, options.level, df, statistic, p];
        yield write.row(row, [method.id, ...numbers.map((x) => x ?? null), reason ?? null]);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        exitCode = 2;
        io.stderr.write(`${file === '-' ? 'standard input' : file}:${line}  ${error.message}\n`);
      }
    }
  }
  return { text: text(), exitCode: () => exitCode };
}

type Value = string | number | null;

function writer({ columns }: InputTable, format: string) {
  const names = added.map((name) => (columns.includes(name) ? `result_${name}` : name));
  if (format === 'ndjson') {
    return {
      header: '',
      row: ({ cells, json }: InputRow, values: readonly Value[]) => {
        const result = JSON.stringify(
          Object.fromEntries(names.map((name, i) => [name, values[i]])),
        );
        const given = (json ?? JSON.stringify(cells)).trim().replace(/\s*\}$/, '');
        return `${given}${given === '{' ? '' : ','}${result.slice(1)}\n`;
      },
    };
  }
  if (format !== 'csv') throw new InputError(`--rows writes csv or ndjson; got "${format}"`);
  const line = (values: readonly Value[]) => `${values.map(csvCell).join(',')}\r\n`;
  return {
    header: line([...columns, ...names]),
    row: ({ cells }: InputRow, values: readonly Value[]) =>
      line([...columns.map((column) => cells[column] ?? ''), ...values]),
  };
}

/** The cells that the method needs; an empty cell is as good as none. */
function inputsOf(method: Method, cells: InputRow['cells']): TypedInputs {
  return Object.fromEntries(
    Object.entries(cells)
      .map(([column, text]) => [camelCase(column), text] as const)
      .filter(([name, text]) => name in method.needs && text !== ''),
  );
}

/** "sd_pre", "sd-pre" and "sdPre" are the same input. */
export function camelCase(name: string): string {
  return name
    .replace(/^--/, '')
    .replace(/[-_]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

async function readTable(file: string, io: Io): Promise<InputTable> {
  const { readStudyText, readText } = await import('../study/read.ts');
  const text = file === '-' ? await readText(io.stdin) : await readStudyText(file);
  const isNdjson = /\.(ndjson|jsonl)$/i.test(file) || /^\uFEFF?\s*\{/.test(text);
  return isNdjson ? ndjsonTable(text, file) : csvTable(text, file);
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

function ndjsonTable(text: string, file: string): InputTable {
  const rows = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((each, i): InputRow[] => {
      if (each.trim() === '') return [];
      return [{ line: i + 1, cells: parseLine(each, `${file}:${i + 1}`), json: each }];
    });
  return {
    columns: [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))],
    rows,
    kind: 'ndjson',
  };
}

function parseLine(text: string, place: string): InputRow['cells'] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputError(`${place}  is no JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError(`${place}  an object is expected on every line`);
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, cell]) => [name, cell === null ? '' : String(cell)]),
  );
}
