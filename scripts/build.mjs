// Builds dist/: the library with tsc, one file a module; the command with esbuild, one lazy chunk
// a command and format, as eighty small modules cost a third of a start by themselves; and the
// bundled studies as the reader reads them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });
const { status } = spawnSync('node_modules/.bin/tsc', { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
await build({
  entryPoints: { main: 'src/cli/main.ts' },
  outdir: 'dist/cli',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  chunkNames: '[name]-[hash]',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'linked',
  // CommonJS packages in the bundle ask for Node's own modules with `require`.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});

const { bundledStudies, bundledStudyFile } = await import('../dist/study/bundled.js');
const { parseStudy } = await import('../dist/study/read.js');
mkdirSync('dist/studies');
for (const { id } of bundledStudies) {
  const text = readFileSync(bundledStudyFile(id), 'utf8');
  writeFileSync(
    `dist/studies/${id}.json`,
    JSON.stringify(parseStudy(text, { file: null, jsonc: false })),
  );
}
