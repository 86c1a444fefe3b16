import type { Part } from './document.ts';
import type { Result } from './report.ts';

/** What one section of a report adds: numbers for scripts, parts for people. */
export interface Section {
  readonly results: readonly Result[];
  readonly parts: readonly Part[];
}

/** Sections one after the other. */
export function joined(sections: readonly Section[]): Section {
  return {
    results: sections.flatMap(({ results }) => results),
    parts: sections.flatMap(({ parts }) => parts),
  };
}

/** Results that do not depend on the correlation stand once, however many were asked for. */
export function uniqueById(results: readonly Result[]): readonly Result[] {
  return [...new Map(results.map((result) => [result.id, result])).values()];
}
