import { resolve } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };

/** The kilobytes of a program that imports these names of the library, minified. */
async function kilobytes(names: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { ${names} } from ${JSON.stringify(resolve('src/index.ts'))}; console.log(${names});`,
      resolveDir: resolve('.'),
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'silent',
  });
  return (outputFiles[0]?.contents.length ?? Number.NaN) / 1024;
}

describe('a program that imports one function', () => {
  it('may leave the rest out: the package says that no module does anything by itself', () => {
    expect(packageFile.sideEffects).toBe(false);
  });

  it.each([
    ['wilson', 4],
    ['mdWelch', 16],
    ['hedgesG', 24],
    ['orFisher', 20],
    ['roundingInterval', 4],
  ])('carries no other: %s, at most %d kB', async (name, most) => {
    expect(await kilobytes(name)).toBeLessThan(most);
  });
});
