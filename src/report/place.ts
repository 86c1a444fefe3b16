import type { Where } from '../errors.ts';

/** "study.json:41:27", as editors and terminals know it. */
export function placeText({ file, line, column }: Where): string {
  return `${file ?? 'standard input'}:${line}:${column}`;
}
