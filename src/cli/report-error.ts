import { InputError } from '../errors.ts';
import { version } from '../version.ts';
import { type ExitCode, type Io, wantsColor } from './io.ts';

/** Tells what went wrong on stderr: a mistake in the input, or a fault of the program. */
export async function reportError(
  error: unknown,
  argv: readonly string[],
  io: Io,
): Promise<ExitCode> {
  if (error instanceof InputError) {
    await reportInputError(error, io);
    return 2;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr.write(
    `internal error: ${stack}\n` +
      `This is a fault of dystonia-stats ${version}, not of your input. Please report it with these lines,\n` +
      `the command line (dystonia-stats ${argv.join(' ')}) and the study file.\n`,
  );
  return 70;
}

/** Tells every problem of an input on stderr. */
export async function reportInputError(error: InputError, io: Io): Promise<void> {
  const { formatProblems } = await import('./problems.ts');
  io.stderr.write(formatProblems(error, { color: wantsColor(undefined, io, io.stderr) }));
}
