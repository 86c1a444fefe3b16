import type { Problem, Where } from '../errors.ts';

/** A text with its name, in which any offset can be found by line and column. */
export interface SourceText {
  readonly file: string | null;
  /** Without a byte-order mark. */
  readonly text: string;
  /** Offsets at which the lines begin. */
  readonly lineStarts: readonly number[];
}

/** Takes off a byte-order mark and finds the lines; they end with \n, \r\n or \r. */
export function sourceText(text: string, file: string | null): SourceText {
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const lineStarts = [0];
  const lineEnd = /\r\n?|\n/g;
  while (lineEnd.exec(plain)) lineStarts.push(lineEnd.lastIndex);
  return { file, text: plain, lineStarts };
}

/** Line and column of an offset, both from 1. */
export function whereIs({ file, lineStarts }: SourceText, path: string, offset: number): Where {
  const line = lineAt(lineStarts, offset);
  return { file, line: line + 1, column: offset - (lineStarts[line] ?? 0) + 1, path };
}

/** Where a value stands, with the column behind it unless it goes over several lines. */
export function valueAt(
  source: SourceText,
  path: string,
  { start, end }: { readonly start: number; readonly end: number },
): Where {
  const where = whereIs(source, path, start);
  const isOneLine = end <= (source.lineStarts[where.line] ?? source.text.length);
  return isOneLine ? { ...where, endColumn: where.column + end - start } : where;
}

/** The part of a problem that says where it is and quotes the line. */
export function spot(
  source: SourceText,
  path: string,
  start: number,
  length: number,
): Required<Pick<Problem, 'where' | 'lineText' | 'length'>> {
  const where = whereIs(source, path, start);
  const lineStart = source.lineStarts[where.line - 1] ?? 0;
  const next = source.lineStarts[where.line] ?? source.text.length + 1;
  const lineText = source.text.slice(lineStart, next).replace(/[\r\n]+$/, '');
  return {
    where,
    lineText,
    // A value over several lines is marked to the end of its first.
    length: Math.max(1, Math.min(length, lineText.length - where.column + 1)),
  };
}

/** Index of the line that holds an offset, by bisection. */
function lineAt(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
