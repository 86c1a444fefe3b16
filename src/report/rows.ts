import type { TypedInputs } from './calculation.ts';

/** One row of a table that somebody gave, with its inputs and what came of it. */
export interface AnsweredRow<Result> {
  readonly row: { readonly line: number; readonly cells: Readonly<Record<string, string>> };
  readonly inputs: TypedInputs;
  readonly result: Result;
}

/** What people know a row by: the first cell that is no input, else the line. */
export function rowLabel(
  columns: readonly string[],
  inputs: readonly string[],
  { line, cells }: AnsweredRow<unknown>['row'],
): string {
  const known = new Set(inputs.map((name) => name.toLowerCase()));
  const own = columns.find((column) => !known.has(column.replace(/[-_]/g, '').toLowerCase()));
  return (own === undefined ? '' : cells[own]) || `line ${line}`;
}
