import { stat } from 'node:fs/promises';
import { InputError } from '../errors.ts';
import { bundledStudies, bundledStudyFile } from '../study/bundled.ts';
import type { Study } from '../study/model.ts';
import { loadStudy, parseStudy, readText } from '../study/read.ts';
import type { Io } from './io.ts';

/** What one argument gave: a study, or what is wrong with it. */
export type Loaded = { readonly study: Study } | { readonly error: InputError };

/**
 * Loads studies one after the other: a path, a glob, "-" for standard input, or the id of a
 * bundled study. A file that is wrong does not stop the others.
 */
export async function* loadStudies(names: readonly string[], io: Io): AsyncGenerator<Loaded> {
  for (const name of names) {
    try {
      for (const file of await resolve(name)) {
        yield await attempt(() => load(file, io));
      }
    } catch (error) {
      yield { error: asInputError(error) };
    }
  }
}

async function attempt(load: () => Promise<Study>): Promise<Loaded> {
  try {
    return { study: await load() };
  } catch (error) {
    return { error: asInputError(error) };
  }
}

function asInputError(error: unknown): InputError {
  if (error instanceof InputError) return error;
  throw error;
}

async function load(file: string, io: Io): Promise<Study> {
  if (file !== '-') return loadStudy(file);
  return parseStudy(await readText(io.stdin), { file: null });
}

/** The files that one argument names. An existing file wins over an id, an id over a glob. */
async function resolve(name: string): Promise<readonly string[]> {
  if (name === '-' || (await exists(name))) return [name];
  const bundled = bundledStudyFile(name);
  if (bundled) return [bundled];
  if (!/[*?[\]{}]/.test(name)) throw missing(name);
  const { glob } = await import('tinyglobby');
  const files = await glob(name, { expandDirectories: false });
  if (files.length === 0) throw new InputError(`no file matches ${JSON.stringify(name)}`);
  return files.sort();
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function missing(name: string): InputError {
  const ids = bundledStudies.map(({ id }) => id).join(', ');
  return new InputError([
    {
      message: `${name}: no such file`,
      hint: `Give a path, a glob, "-" for standard input, or the id of a bundled study: ${ids}.`,
    },
  ]);
}
