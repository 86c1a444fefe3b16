import type { StudyReport } from '../report/report.ts';

export interface FormatContext {
  readonly color: boolean;
  /** Columns that a line may take; null when nothing limits it, as in a pipe. */
  readonly width: number | null;
}

/** Turns reports into text, as they come. Never writes, never reads the environment. */
export type Format = (
  reports: AsyncIterable<StudyReport>,
  context: FormatContext,
) => AsyncIterable<string>;
