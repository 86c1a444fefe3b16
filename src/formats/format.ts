import type { Problem } from '../errors.ts';
import type { StudyReport } from '../report/report.ts';

export interface FormatContext {
  readonly color: boolean;
  /** Columns that a line may take; null when nothing limits it, as in a pipe. */
  readonly width: number | null;
  /** How other programs know a file: by its path in the repository. As it was named if left out. */
  readonly pathOf?: (file: string) => string;
  /** What is wrong with files that gave no report; known once the reports are through. */
  readonly unread?: () => readonly Problem[];
}

/** Turns reports into text, as they come. Never writes, never reads the environment. */
export type Format = (
  reports: AsyncIterable<StudyReport>,
  context: FormatContext,
) => AsyncIterable<string>;
