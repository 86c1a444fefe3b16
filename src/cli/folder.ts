import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '../errors.ts';
import { reasonNotWritten } from './io.ts';

/**
 * Makes a folder, and those above it, unless it is there.
 *
 * @throws InputError that says why it cannot be made
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await makeWithParents(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      code === 'ENOTDIR' || code === 'EEXIST' ? 'a file is in the way' : reasonNotWritten(error);
    throw new InputError(`cannot make the folder ${folder}: ${reason}`, { cause: error });
  }
}

/** As `mkdir` with `recursive`, which never ends where a folder is there and takes no other (/proc). */
async function makeWithParents(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) await makeWithParents(parent);
  await mkdir(folder);
}

/** Whether the path is that of a folder that is there. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
