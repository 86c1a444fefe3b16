import type { Problem, Where } from '../errors.ts';
import { placeText } from '../report/finding-words.ts';
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
