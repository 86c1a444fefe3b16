import { createWriteStream } from 'node:fs';
import { appendFile, rename, rm, stat } from 'node:fs/promises';
import { InputError } from '../errors.ts';
import { reasonNotWritten } from './io.ts';

/** Writes beside the target first and renames at the end, so that no half-written file is left. */
export async function writeFileWhole(
  chunks: AsyncIterable<string | Uint8Array>,
  file: string,
): Promise<void> {
  if (file === '') throw new InputError('the name of the file to write is empty');
  const special = await stat(file).then(
    (found) => !found.isFile() && !found.isDirectory(),
    () => false,
  );
  const target = special ? file : `${file}.${process.pid}.part`;
  try {
    const { pipeline } = await import('node:stream/promises');
    await pipeline(chunks, createWriteStream(target));
    if (!special) await rename(target, file);
  } catch (error) {
    // Where nothing may be written nothing may be removed either: the first reason is the one to tell.
    if (!special) await rm(target, { force: true }).catch(() => {});
    if (!(error as NodeJS.ErrnoException).syscall) throw error;
    throw new InputError(`cannot write ${file}: ${reasonNotWritten(error)}`, { cause: error });
  }
}

/** Writes behind what the file holds already, all at once. */
export async function appendToFile(chunks: AsyncIterable<string>, file: string): Promise<void> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  try {
    await appendFile(file, text);
  } catch (error) {
    throw new InputError(`cannot write ${file}: ${reasonNotWritten(error)}`, { cause: error });
  }
}
