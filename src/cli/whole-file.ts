import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { InputError } from '../errors.ts';

/** Writes beside the target first and renames at the end, so that no half-written file is left. */
export async function writeFileWhole(chunks: AsyncIterable<string>, file: string): Promise<void> {
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
    if (!special) await rm(target, { force: true });
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (!syscall) throw error;
    throw new InputError(`cannot write ${file}: ${reasonOf(code)}`, { cause: error });
  }
}

function reasonOf(code: string | undefined): string {
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
