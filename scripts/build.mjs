// Builds dist/: the library with tsc, one file a module; the command with esbuild, in few files, as
// each costs a start 0.7 ms and eighty small modules a third of it; the bytecode of these files; and
// the bundled studies as the reader reads them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { inCommonJs } from './common-js.mjs';
import { quickWidthOver } from './quick-width.mjs';

/** The commands are bundled by themselves, in files called as their groups. */
const commandsApart = {
  name: 'commands-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/commands\/\w+\.ts$/ }, ({ kind, path }) => {
      if (kind !== 'dynamic-import') return undefined;
      const group = path.match(/(\w+)\.ts$/)[1];
      commandGroups.add(`src/cli/commands/${group}.ts`);
      return { path: `./${group}.js`, external: true };
    });
  },
};
const commandGroups = new Set();

/** commander loads it for commands that are programs of their own, which takes 2 ms; none of ours is. */
const withoutChildProcesses = {
  name: 'without-child-processes',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: 'none' }));
    onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/**
 * string-width goes through patterns for emoji and escape sequences of thousands of characters; what
 * tables mostly hold is one column a character. cli-table3 asks it as well.
 */
const quickWidth = {
  name: 'quick-width',
  setup({ onLoad, onResolve, resolve }) {
    onResolve({ filter: /^string-width$/ }, async ({ path, pluginData, ...how }) => {
      if (pluginData === 'whole') return undefined;
      const found = await resolve(path, { ...how, pluginData: 'whole' });
      return { path: found.path, namespace: 'quick-width' };
    });
    onLoad({ filter: /.*/, namespace: 'quick-width' }, ({ path }) => ({
      contents: quickWidthOver(path),
      resolveDir: import.meta.dirname,
    }));
  },
};

/**
 * simple-statistics computes a table of the normal distribution when it is loaded, which takes 3 ms:
 * of its single modules only those that are used come along.
 */
const onlyWhatIsUsed = {
  name: 'only-what-is-used',
  setup({ onResolve }) {
    const folder = dirname(realpathSync('node_modules/simple-statistics/package.json'));
    onResolve({ filter: /^simple-statistics$/ }, () => ({
      path: join(folder, 'index.js'),
      sideEffects: false,
    }));
    onResolve({ filter: /^\.\/.*\.js$/ }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path);
      return file.startsWith(folder) ? { path: file, sideEffects: false } : undefined;
    });
  },
};

rmSync('dist', { recursive: true, force: true });
run('node_modules/.bin/tsc');

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
  // As CommonJS has it: see `inCommonJs`.
  define: {
    'import.meta.dirname': '__folder',
    'import.meta.filename': '__filename',
    'import.meta.url': '__fileUrl',
  },
  metafile: true,
  write: false,
};
// Two builds, as code that main.js and the commands had in common would be a file of its own.
const main = await build({
  ...options,
  entryPoints: { main: 'src/cli/main.ts' },
  plugins: [commandsApart, withoutChildProcesses],
});
const commands = await build({
  ...options,
  entryPoints: [...commandGroups],
  splitting: true,
  chunkNames: '[name]-[hash]',
  plugins: [quickWidth, onlyWhatIsUsed],
});
mkdirSync('dist/cli');
const files = [main, commands].flatMap(({ outputFiles, metafile }) =>
  outputFiles.map(({ path, text }) => {
    const name = basename(path);
    return { name, text, output: metafile.outputs[`dist/cli/${name}`] };
  }),
);
for (const { name, text } of files)
  if (!name.endsWith('.js')) writeFileSync(`dist/cli/${name}`, text);
const scripts = files.filter(({ name }) => name.endsWith('.js'));
for (const { name, code } of inCommonJs(scripts, 'index.js'))
  writeFileSync(`dist/cli/${name}`, inAscii(name, code));

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

run(process.execPath, 'scripts/code-cache.mjs');

/**
 * Code without a sign beyond ASCII: bin/load.js reads files as Latin-1, which is quicker. esbuild
 * escapes such signs in texts, but not in regular expressions, where an escape means the same.
 */
function inAscii(name, code) {
  if (/\\[\u0080-\uffff]/.test(code)) throw new Error(`${name} has a sign behind a backslash`);
  return code.replace(
    /[\u0080-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function run(program, ...args) {
  const { status } = spawnSync(program, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
