import { labelOf } from '../label.ts';
import type { PrintableJson } from '../print-json.ts';

/** An object of a study file that is being made. */
export type Json = Map<string, PrintableJson>;

/** The cohort of rows without an arm. */
export const everyone = 'all';

/** The label of an id, when the program would not make the same one of it. */
export function labelFor(id: string, text: string): string | null {
  return text === id || labelOf(id).toLowerCase() === text.toLowerCase() ? null : text;
}

/** An object of what is there: nothing that is null or empty. */
export function objectOf(entries: readonly (readonly [string, PrintableJson])[]): Json {
  return new Map(
    entries.filter(([, value]) => {
      if (value instanceof Map) return value.size > 0;
      return Array.isArray(value) ? value.length > 0 : value !== null;
    }),
  );
}
