import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../errors.ts';
import { selftestParts } from '../../selftest/page.ts';
import type { JStat } from '../../selftest/second-opinion.ts';
import {
  families,
  ReferenceFileError,
  type ReferenceText,
  selftest,
} from '../../selftest/selftest.ts';
import { dataFile } from '../../study/bundled.ts';
import type { CommandModule } from '../catalogue.ts';
import { writePage } from '../page.ts';

/** Compares this installation's numbers with reference values, as installation qualification. */
export const run: CommandModule['run'] = async (_names, options, io) => {
  const folder = (options['reference'] as string | undefined) ?? null;
  const texts = await referenceTexts(folder ?? dataFile('reference'));
  const installation = { node: process.version, platform: platform(), architecture: arch() };
  try {
    const result = selftest(texts, folder, installation, loadJStat());
    await writePage({ parts: selftestParts(result), data: result }, options, io);
    return result.agrees ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ReferenceFileError)) throw error;
    throw new InputError(error.message, { cause: error });
  }
};

/** The files of the known families in a folder, in the order of the families. */
async function referenceTexts(folder: string): Promise<readonly ReferenceText[]> {
  try {
    const names = await readdir(folder);
    const found = families.filter((family) => names.includes(`${family}.json`));
    if (found.length === 0) {
      throw new InputError([
        {
          message: `${folder} has no file of reference values`,
          hint: `They are called ${families.map((family) => `${family}.json`).join(', ')}`,
        },
      ]);
    }
    return await Promise.all(found.map((family) => referenceText(folder, family)));
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code, path } = error as NodeJS.ErrnoException;
    throw new InputError(`cannot read ${path ?? folder}: ${reasons[code ?? ''] ?? code}`, {
      cause: error,
    });
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'it is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
};

async function referenceText(folder: string, family: string): Promise<ReferenceText> {
  const file = join(folder, `${family}.json`);
  const bytes = await readFile(file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { family, file, text: bytes.toString('utf8'), sha256 };
}

/** jStat is CommonJS: `require` loads it in 8 ms, `import` in 54. Nothing else needs it. */
function loadJStat(): { readonly version: string; readonly functions: JStat } {
  const require = createRequire(import.meta.filename);
  const { version } = require('jstat/package.json') as { version: string };
  return { version, functions: (require('jstat') as { jStat: JStat }).jStat };
}
