import { InputError } from '../errors.ts';
import { version } from '../version.ts';
import type { Options } from './catalogue.ts';
import { type ExitCode, type Io, terminalWidth, wantsColor } from './io.ts';

/** Tells what went wrong on stderr: a mistake in the input, or a fault of the program. */
export async function reportError(
  error: unknown,
  argv: readonly string[],
  io: Io,
): Promise<ExitCode> {
  if (error instanceof InputError) {
    const color = argv.findLast((word) => word === '--color' || word === '--no-color');
    await reportInputError(error, color ? { color: color === '--color' } : {}, io);
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

const told = new WeakSet<Io>();

/** Tells every problem of an input on stderr, with a blank line before all but the first input. */
export async function reportInputError(
  error: InputError,
  { color }: Options,
  io: Io,
): Promise<void> {
  const { formatProblems } = await import('./problems.ts');
  const format = {
    color: wantsColor(color as boolean | undefined, io, io.stderr),
    width: terminalWidth(io, io.stderr),
  };
  io.stderr.write((told.has(io) ? '\n' : '') + formatProblems(error, format));
  told.add(io);
}
