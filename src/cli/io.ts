import type { Readable, Writable } from 'node:stream';

/** What the command line needs of the process; tests pass a fake one. */
export interface Io {
  readonly stdin: Readable;
  readonly stdout: Writable & { readonly columns?: number; readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly columns?: number; readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Documented in `--help`. 1 means that the answer is no, 2 that the input is wrong. */
export type ExitCode = 0 | 1 | 2 | 70;

/**
 * Writes chunks at the reader's pace, each by itself: chunks of whole lines that a pipe takes whole
 * are never cut by Ctrl-C. A reader that stops early (`| head`) is not an error.
 */
export async function writeAll(chunks: AsyncIterable<string>, out: Writable): Promise<void> {
  try {
    for await (const chunk of chunks) await write(chunk, out);
  } catch (error) {
    if (!isClosedPipe(error)) throw error;
  }
}

function write(chunk: string, out: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    out.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}

/** A reader that stopped early, which is no error of anyone. */
export function isClosedPipe(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}

/** Whether the system refused to take more of what was written to a stream. */
export function isWriteError(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | null)?.syscall === 'write';
}

/** Why a file or stream could not be written, in words. */
export function reasonNotWritten(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'its folder does not exist';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'writing there is not allowed';
    case 'ENOSPC':
      return 'no space is left on the device';
    default:
      return String(code);
  }
}

/** Settles once everything written so far has been taken, or has been refused. */
export function settled(out: Writable): Promise<void> {
  return new Promise((resolve) => {
    if (out.destroyed || out.errored || out.writableEnded) resolve();
    else out.write('', () => resolve());
  });
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
export function terminalWidth(
  io: Io,
  stream: { readonly columns?: number; readonly isTTY?: boolean } = io.stdout,
): number | null {
  const stated = Number(io.env['COLUMNS']);
  if (Number.isInteger(stated) && stated > 0) return Math.max(stated, 40);
  return stream.isTTY === true && stream.columns ? Math.max(stream.columns, 40) : null;
}
