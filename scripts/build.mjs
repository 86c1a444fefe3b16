// Builds dist/: the library with tsc, one file a module; the command with esbuild, in few files, as
// each costs a start 0.7 ms and eighty small modules a third of it; and the bundled studies as the
// reader reads them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

/** The commands are bundled by themselves, in files called as their groups. */
const commandFiles = new Set();
const commandsApart = {
  name: 'commands-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/commands\/\w+\.ts$/ }, ({ kind, path }) => {
      if (kind !== 'dynamic-import') return undefined;
      const [, name] = path.match(/(\w+)\.ts$/);
      commandFiles.add(`src/cli/commands/${name}.ts`);
      return { path: `./${name}.js`, external: true };
    });
  },
};

/** What only studies of several groups need is bundled by itself too: nothing is split for its sake. */
const groupsApart = {
  name: 'groups-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/groups\/index\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './groups.js', external: true } : undefined,
    );
  },
};

/** commander loads it for commands that are programs of their own, which takes 2 ms; none of ours is. */
const withoutChildProcesses = {
  name: 'without-child-processes',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: 'none' }));
    onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'module.exports = {};' }));
  },
};

rmSync('dist', { recursive: true, force: true });
const { status } = spawnSync('node_modules/.bin/tsc', { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
const options = {
  outdir: 'dist/cli',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'linked',
  // CommonJS packages in the bundle ask for Node's own modules with `require`.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
};
// Three builds, as code that two of them had in common would be a file of its own.
await build({
  ...options,
  entryPoints: { main: 'src/cli/main.ts' },
  plugins: [commandsApart, withoutChildProcesses],
});
await build({
  ...options,
  entryPoints: [...commandFiles].sort(),
  splitting: true,
  chunkNames: '[name]-[hash]',
  plugins: [groupsApart],
});
await build({ ...options, entryPoints: { groups: 'src/report/groups/index.ts' } });

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
