import type { CsvCell } from '../csv.ts';
import { isNotSignificant, readCount, readFigure } from '../figure.ts';
import { nearest } from '../suggest.ts';
import { type CellKind, type ColumnName, columnNames, columns } from './columns.ts';

/** A filled cell: what it says in a study file, and the cell itself. */
export interface ReadCell {
  readonly value: string | number;
  readonly cell: CsvCell;
}

/** A row of a long table; `number` counts as spreadsheets do, the line of column names is 1. */
export interface Row {
  readonly number: number;
  readonly cells: Readonly<Partial<Record<ColumnName, ReadCell>>>;
  /** The first cell, to mark when one is missing. */
  readonly first: CsvCell;
}

/** What is wrong with a cell, and what to write instead. */
export interface CellProblem {
  readonly message: string;
  readonly hint: string;
}

/** What the cell of a column says in a study file: figures as printed, counts and scores as numbers. */
export function readCell(column: ColumnName, text: string): string | number | CellProblem {
  const { reads }: { readonly reads: CellKind } = columns[column];
  if (typeof reads !== 'string') return choice(reads, text);
  switch (reads) {
    case 'name':
      return idOf(text) === '' ? wrong(text, 'a name', 'Use letters or digits') : text;
    case 'text':
      return text;
    case 'count':
      return count(text);
    case 'figure':
      return figure(text);
    case 'p-value':
      return isNotSignificant(text) ? text : figure(text);
    case 'number':
      return plainNumber(text) ?? wrong(text, 'a number', 'Write a plain number: 0.5');
    case 'positive number': {
      const number = plainNumber(text);
      return number !== null && number > 0
        ? number
        : wrong(text, 'a number above 0', 'Write a plain number: 0.5');
    }
    case 'whole number':
      return /^[1-9]\d{0,8}$/.test(text)
        ? Number(text)
        : wrong(text, 'a whole number above 0', 'Write it in digits: 4');
    case 'level':
      return level(text);
  }
}

function count(text: string): string | number | CellProblem {
  if (/^(?:0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  if (text.length <= 30 && readCount(text)) return text;
  const message = /^[-−]\s*\d+$/.test(text) ? 'a count cannot be negative' : null;
  const hint = 'Write a whole number, or "≤28" for "up to 28"; leave it empty when not printed';
  return message ? { message, hint } : wrong(text, 'a count', hint);
}

function figure(text: string): string | CellProblem {
  const result = readFigure(text);
  return 'message' in result ? result : text;
}

/** A number of the table's own, also with a decimal comma. */
function plainNumber(text: string): number | null {
  const result = readFigure(text);
  if ('message' in result) return null;
  const { value, relation, percent } = result.figure;
  return relation === '=' && !percent ? value : null;
}

function level(text: string): number | CellProblem {
  const result = readFigure(text);
  const share =
    'message' in result || result.figure.relation !== '='
      ? 0
      : // 95% is 0.95: read from the text, because 95 / 100 need not be the nearest double.
        Number(result.figure.percent ? `${result.figure.value}e-2` : result.figure.value);
  return share > 0 && share < 1
    ? share
    : { message: `${quote(text)} is not a level`, hint: 'Write 0.95 or 95%' };
}

function choice(options: readonly string[], text: string): string | CellProblem {
  const option = text.toLowerCase();
  if (options.includes(option)) return option;
  const like = nearest(text, options);
  return {
    message: `${quote(text)} is none of ${options.join(', ')}`,
    hint: like === null ? 'Leave it empty when it is not printed' : `Did you mean "${like}"?`,
  };
}

function wrong(text: string, what: string, hint: string): CellProblem {
  return { message: `${quote(text)} is not ${what}`, hint };
}

function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);
}

/** The id of a name: "6 months" is "6-months". Empty when it has no letter or digit. */
export function idOf(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

/** Column names as they are compared: "Scale min" is "scale_min". */
export function columnKey(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '_');
}

export function isColumn(name: string): name is ColumnName {
  return (columnNames as readonly string[]).includes(name);
}
