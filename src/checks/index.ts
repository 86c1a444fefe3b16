import type { Check } from './check.ts';
import { percentOfCount } from './percent-of-count.ts';

/** Every check, in the order in which they are listed. Adding one: its file, and a line here. */
export const checks: readonly Check[] = [percentOfCount];

/** The check with this id; undefined if there is none. */
export function findCheck(id: string): Check | undefined {
  const wanted = id.toLowerCase().replaceAll('_', '-');
  return checks.find((check) => check.id === wanted);
}
