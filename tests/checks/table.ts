import { run } from '../cli/run.ts';

/** A row of a table, as `calc … --rows` gives it back. */
export interface JudgedRow {
  readonly verdict: string;
  readonly why: string;
}

/**
 * The answers of `calc <check> --rows` to a small table: the names of its columns, and its rows as
 * people would paste them, cells with blanks between.
 */
export async function judgedRows(
  check: string,
  columns: string,
  rows: readonly string[],
  options: readonly string[] = [],
): Promise<readonly JudgedRow[]> {
  const stdin = [columns, ...rows].map((row) => row.trim().split(/\s+/).join(',')).join('\n');
  const argv = ['calc', check, '--rows', '-', '-f', 'ndjson', ...options];
  const { stdout } = await run(argv, { stdin });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Their verdicts, in order. */
export async function verdictsOf(
  check: string,
  columns: string,
  rows: readonly string[],
  options: readonly string[] = [],
): Promise<readonly string[]> {
  return (await judgedRows(check, columns, rows, options)).map(({ verdict }) => verdict);
}
