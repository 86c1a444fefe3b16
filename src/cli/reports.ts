import { InputError, type Problem } from '../errors.ts';
import type { StudyReport } from '../report/report.ts';
import { bundledStudies } from '../study/bundled.ts';
import type { Study } from '../study/model.ts';
import type { Options } from './catalogue.ts';
import type { ExitCode, Io } from './io.ts';
import { reportInputError } from './report-error.ts';
import { loadStudies } from './studies.ts';

/** The study that is meant when none is named. */
const DEFAULT_STUDY = bundledStudies[0].id;

/** Reports as they come; the rest is known once they are through. */
export interface Reports {
  readonly all: AsyncIterable<StudyReport>;
  readonly exitCode: () => ExitCode;
  /** What is wrong with files, in the order in which they were named. */
  readonly unread: () => readonly Problem[];
}

/**
 * Reports of the named studies as they come, and the exit code once they are through. A file that
 * is wrong is told on stderr; the others are still done.
 */
export function reportsOf(
  names: readonly string[],
  build: (study: Study) => StudyReport | Promise<StudyReport>,
  options: Options,
  io: Io,
): Reports {
  let exitCode: ExitCode = 0;
  const unread: Problem[] = [];
  async function* all(): AsyncGenerator<StudyReport> {
    for await (const loaded of loadStudies(names.length > 0 ? names : [DEFAULT_STUDY], io)) {
      const report = 'error' in loaded ? loaded.error : await attempt(() => build(loaded.study));
      if (report instanceof InputError) {
        exitCode = 2;
        unread.push(...report.problems);
        await reportInputError(report, options, io);
        continue;
      }
      if (!options['quiet']) for (const line of warningLines(report)) io.stderr.write(line);
      yield report;
    }
  }
  return { all: all(), exitCode: () => exitCode, unread: () => unread };
}

/** A study may be well formed, and what is asked of it wrong. */
async function attempt(
  build: () => StudyReport | Promise<StudyReport>,
): Promise<StudyReport | InputError> {
  try {
    return await build();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

/** What cannot be true of a study, as lines for stderr. */
export function warningLines({ warnings }: Pick<StudyReport, 'warnings'>): string[] {
  return warnings.map(
    ({ where: { file, line, column, path }, message }) =>
      `${file ?? 'standard input'}:${line}:${column}  ${path}\n  warning: ${message}\n`,
  );
}
