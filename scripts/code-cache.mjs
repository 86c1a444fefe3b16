// Leaves bytecode of the command's files in dist/cli/cache/, for this release of Node on this
// platform: a start then takes it instead of parsing and compiling; see bin/load.js. The examples
// of every command are run first, so that it has all functions that they need, also those that V8
// compiles when they are first called. Each group of commands has its own, without what only others
// need. `node scripts/code-cache.mjs` under another Node adds that one's, for a package that is to
// start quickly on several.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Readable, Writable } from 'node:stream';
import v8 from 'node:v8';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const { cacheFolder, run, scripts, setPatience, usualPatience } = require('../bin/load.js');

/** Commands that draw or verify for longer than they start: their bytecode is not worth its megabytes. */
const longAnyway = ['plot', 'report', 'selftest'];

const [, , ...lines] = process.argv;
if (lines.length > 0) await keepBytecodeOf(lines);
else {
  rmSync(cacheFolder, { recursive: true, force: true });
  for (const examples of await examplesByGroup()) {
    const { status } = spawnSync(process.execPath, [import.meta.filename, ...examples], {
      stdio: 'inherit',
    });
    if (status !== 0) process.exit(status ?? 1);
  }
  refuseNoise();
}

/** The examples of the catalogue, those of commands in one file together. */
async function examplesByGroup() {
  const { outputFiles } = await build({
    entryPoints: ['src/cli/catalogue.ts'],
    bundle: true,
    format: 'esm',
    external: ['./commands/*'],
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  const { catalogue } = await import(`data:text/javascript;base64,${code}`);
  const groups = {};
  for (const { load, examples } of catalogue) {
    const [, group] = /commands\/(\w+)/.exec(load);
    if (longAnyway.includes(group)) continue;
    groups[group] = [...(groups[group] ?? []), ...examples];
  }
  return Object.values(groups);
}

/** Runs command lines of one group, and keeps the bytecode of everything that they loaded. */
async function keepBytecodeOf(examples) {
  const { main } = run('main.cjs');
  // Functions that have not run for a while lose their bytecode: not before it is kept.
  v8.setFlagsFromString('--no-flush-bytecode');
  for (const example of examples) {
    const argv = [...example.matchAll(/"([^"]*)"|\S+/g)]
      .map(([word, inner = word]) => inner)
      // The files of the examples.
      .map((word) => word.replace(/^[\w-]+\.csv$/, 'tests/fixtures/table/$&'))
      .map((word) => word.replace(/^[\w*-]+\.json$/, 'data/$&'))
      .slice(1);
    const errors = [];
    const io = { stdin: Readable.from([]), stdout: sink([]), stderr: sink(errors), env: {} };
    const code = await main(argv, io);
    // 1 is an answer too: the answer is no.
    if (code > 1) throw new Error(`${example} ended with ${code}\n${errors.join('')}`);
  }
  v8.setFlagsFromString('--flush-bytecode');
  setPatience(usualPatience);
  v8.setFlagsFromString('--verify-snapshot-checksum');
  for (const [file, script] of scripts) {
    const path = `${cacheFolder}${file}.bin`;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, script.createCachedData());
  }
}

/** A Node that does not know one of the settings of bin/load.js says so on stderr, at every start. */
function refuseNoise() {
  const { stderr } = spawnSync(process.execPath, ['bin/dystonia-stats.js', 'schema'], {
    encoding: 'utf8',
  });
  if (stderr !== '') throw new Error(`bin/load.js does not suit this release of Node: ${stderr}`);
}

function sink(texts) {
  return new Writable({
    write(chunk, _encoding, done) {
      texts.push(chunk.toString());
      done();
    },
  });
}
