// Leaves bytecode of the command's files in dist/cli/cache/, for this release of Node on this
// platform: a start then takes it instead of parsing and compiling; see bin/load.js. The examples
// of every command are run first, so that it has all functions that they need, also those that V8
// compiles when they are first called. `node scripts/code-cache.mjs` under another Node adds that
// one's, for a package that is to start quickly on several.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Readable, Writable } from 'node:stream';
import v8 from 'node:v8';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const { cacheFolder, run, scripts, setPatience, usualPatience } = require('../bin/load.js');

const { outputFiles } = await build({
  entryPoints: ['src/cli/catalogue.ts'],
  bundle: true,
  format: 'esm',
  packages: 'external',
  external: ['./commands/*'],
  write: false,
});
const { catalogue } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);

rmSync(cacheFolder, { recursive: true, force: true });
const { main } = run('main.cjs');
// Functions that have not run for a while lose their bytecode: not before it is kept.
v8.setFlagsFromString('--no-flush-bytecode');
const examples = catalogue.flatMap(({ examples }) => examples);
for (const example of examples) {
  const [, ...argv] = example.split(' ');
  const errors = [];
  const io = { stdin: Readable.from([]), stdout: sink(), stderr: sink(errors), env: {} };
  const code = await main(argv, io);
  if (code !== 0) throw new Error(`${example} ended with ${code}\n${errors.join('')}`);
}
v8.setFlagsFromString('--flush-bytecode');
setPatience(usualPatience);
mkdirSync(cacheFolder, { recursive: true });
for (const [file, script] of scripts)
  writeFileSync(`${cacheFolder}${file}.bin`, script.createCachedData());

function sink(texts = []) {
  return new Writable({
    write(chunk, _encoding, done) {
      texts.push(chunk.toString());
      done();
    },
  });
}
