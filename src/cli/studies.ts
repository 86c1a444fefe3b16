import { existsSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { InputError } from '../errors.ts';
import { bundledStudies, loadBundledStudy } from '../study/bundled.ts';
import type { Study } from '../study/model.ts';
import type { Io } from './io.ts';

/** What one argument gave: a study, or what is wrong with it. */
export type Loaded = { readonly study: Study } | { readonly error: InputError };

/**
 * Loads studies one after the other: a path, a glob, "-" for standard input, or the id of a
 * bundled study. A file that is wrong does not stop the others; one that is named twice, as by two
 * globs, is read once.
 */
export async function* loadStudies(names: readonly string[], io: Io): AsyncGenerator<Loaded> {
  const seen = new Set<string>();
  for (const name of names) {
    try {
      for (const { key, load } of await sourcesOf(name, io)) {
        if (seen.has(key)) continue;
        seen.add(key);
        yield await attempt(load);
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

/** Something to load a study from, with what makes it the same as another. */
interface Source {
  readonly key: string;
  readonly load: () => Promise<Study>;
}

/** The source of each study that one argument names. An existing file wins over an id, an id over a glob. */
async function sourcesOf(name: string, io: Io): Promise<readonly Source[]> {
  const fileSource = (file: string): Source => ({
    key: file === '-' ? file : resolve(file),
    load: () => read(file, io),
  });
  if (name === '-' || existsSync(name)) return [fileSource(name)];
  const bundled = await loadBundledStudy(name, fromHere);
  if (bundled) return [{ key: resolve(bundled.file ?? name), load: async () => bundled }];
  if (!/[*?[\]{}]/.test(name)) throw missing(name);
  const { glob } = await import('tinyglobby');
  const files = await glob(name, { expandDirectories: false });
  if (files.length === 0) throw new InputError(`no file matches ${JSON.stringify(name)}`);
  return files.sort().map(fileSource);
}

/** A path as one would type it: from the working folder if it lies there, else whole. */
function fromHere(path: string): string {
  const shorter = relative('', path);
  return shorter.startsWith('..') || isAbsolute(shorter) ? path : shorter;
}

/** The reader loads only when there is something to read. */
async function read(file: string, io: Io): Promise<Study> {
  const { loadStudy, parseStudy, readText } = await import('../study/read.ts');
  if (file !== '-') return loadStudy(file);
  return parseStudy(await readText(io.stdin), { file: null });
}

function missing(name: string): InputError {
  const ids = bundledStudies.map(({ id }) => id).join(', ');
  return new InputError([
    {
      message: `${name === '' ? '""' : name}: no such file`,
      hint: `Give a path, a glob, "-" for standard input, or the id of a bundled study: ${ids}`,
    },
  ]);
}
