import type { Context } from './context.ts';
import type { Part } from './document.ts';
import type { Pair } from './pairs.ts';
import type { Result } from './report.ts';

/** What one section of a report adds: numbers for scripts, parts for people. */
export interface Section {
  readonly results: readonly Result[];
  readonly parts: readonly Part[];
  /** Sentences for the summary at the top. */
  readonly inShort?: readonly string[];
}

/** Makes one section of a report; without results and parts where the study has nothing for it. */
export type SectionBuilder = (context: Context, pairs: readonly Pair[]) => Section;

/** Sections one after the other. */
export function joined(sections: readonly Section[]): Section {
  return {
    results: sections.flatMap(({ results }) => results),
    parts: sections.flatMap(({ parts }) => parts),
    inShort: sections.flatMap(({ inShort = [] }) => inShort),
  };
}

/** Results that do not depend on the correlation stand once, however many were asked for. */
export function uniqueById(results: readonly Result[]): readonly Result[] {
  return [...new Map(results.map((result) => [result.id, result])).values()];
}
