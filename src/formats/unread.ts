import type { Problem, Where } from '../errors.ts';
import { placeText } from '../report/place.ts';
import type { FormatContext } from './format.ts';

/** What kept a file from being read, for formats that list it beside the findings. */
export interface Unread {
  /** The file as other programs know it; null for standard input, or where no file was found. */
  readonly where: Where | null;
  /** What is wrong and what to do, in one text. */
  readonly message: string;
  /** The message behind its place. */
  readonly text: string;
}

/** What could not be read, once all reports are through. */
export function unreadOf({
  unread = () => [],
  pathOf = (file) => file,
}: Pick<FormatContext, 'unread' | 'pathOf'>): readonly Unread[] {
  return unread().map(({ where, message, hint }: Problem) => {
    const place = where
      ? { ...where, file: where.file === null ? null : pathOf(where.file) }
      : null;
    const words = hint ? `${message}. ${hint}` : message;
    return { where: place, message: words, text: place ? `${placeText(place)}  ${words}` : words };
  });
}

/** How many files could not be read. */
export function unreadFiles({ unread = () => [] }: Pick<FormatContext, 'unread'>): number {
  const problems = unread();
  const nameless = problems.filter(({ where }) => !where).length;
  return nameless + new Set(problems.flatMap(({ where }) => (where ? [where.file] : []))).size;
}

/** One file that gave no report, as the published JSON has it. */
export interface UnreadFile {
  /** As it was named; null for standard input, and where no file was found. */
  readonly file: string | null;
  readonly errors: readonly {
    /** From 1; null where the problem has no place in the text. */
    readonly line: number | null;
    readonly column: number | null;
    readonly path: string | null;
    readonly message: string;
    /** What to do; null where the message says it. */
    readonly hint: string | null;
  }[];
}

/** What could not be read, file by file, once all reports are through. */
export function unreadByFile({ unread = () => [] }: Pick<FormatContext, 'unread'>): UnreadFile[] {
  const files = new Map<string | symbol, { file: string | null; errors: UnreadFile['errors'] }>();
  for (const { where, message, hint } of unread()) {
    const { file = null, line = null, column = null, path = null } = where ?? {};
    // Problems of standard input are one file's; those that name no place are each of their own.
    const key = file ?? (where ? STANDARD_INPUT : Symbol());
    const { errors = [] } = files.get(key) ?? {};
    const error = { line, column, path, message, hint: hint ?? null };
    files.set(key, { file, errors: [...errors, error] });
  }
  return [...files.values()];
}

const STANDARD_INPUT = Symbol('standard input');
