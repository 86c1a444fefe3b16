import type { Readable, Writable } from 'node:stream';
import { Readable as ReadableStream } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What the command line needs of the process; tests pass a fake one. */
export interface Io {
  readonly stdin: Readable;
  readonly stdout: Writable & { readonly columns?: number; readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Documented in `--help`. 1 means that the answer is no, 2 that the input is wrong. */
export type ExitCode = 0 | 1 | 2 | 70;

/** Writes chunks at the reader's pace. A reader that stops early (`| head`) is not an error. */
export async function writeAll(chunks: AsyncIterable<string>, out: Writable): Promise<void> {
  try {
    await pipeline(ReadableStream.from(chunks), out, { end: false });
  } catch (error) {
    if (!isClosedPipe(error)) throw error;
  }
}

function isClosedPipe(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}

/** Colour only for a person at a terminal, unless asked for. https://no-color.org */
export function wantsColor(
  flag: boolean | undefined,
  { env }: Io,
  stream: { readonly isTTY?: boolean },
): boolean {
  if (flag !== undefined) return flag;
  if (env['NO_COLOR']) return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}

/** Columns of the terminal, or what COLUMNS says; null for a pipe, where nothing is cut. */
export function terminalWidth(io: Io): number | null {
  const stated = Number(io.env['COLUMNS']);
  if (Number.isInteger(stated) && stated > 0) return Math.max(stated, 40);
  return io.stdout.isTTY === true && io.stdout.columns ? Math.max(io.stdout.columns, 40) : null;
}
