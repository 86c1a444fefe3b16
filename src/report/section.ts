import type { Part } from './document.ts';
import type { Result } from './report.ts';

/** What one section of a report adds: numbers for scripts, parts for people. */
export interface Section {
  readonly results: readonly Result[];
  readonly parts: readonly Part[];
}
