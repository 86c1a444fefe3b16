'use strict';
const { existsSync, readFileSync } = require('node:fs');
const nodeModule = require('node:module');
const { join } = require('node:path');
const { Script } = require('node:vm');
const { setFlagsFromString } = require('node:v8');

const folder = join(__dirname, '../dist/cli/');
const release = `${process.version}-${process.platform}-${process.arch}`;
const cacheFolder = `${folder}cache/${release}/`;

/**
 * Loads a file of the command, from dist/cli/, with the bytecode that the build left for it
 * (scripts/code-cache.mjs): parsing and compiling is much of a start otherwise. Bytecode belongs to
 * one release of Node on one platform. Elsewhere Node loads the same files as always, and keeps
 * their bytecode itself from 22.8 on.
 */
const load = existsSync(cacheFolder) ? run : compile;

function compile(file) {
  nodeModule.enableCompileCache?.();
  return require(folder + file);
}

/** Scripts and what they export, by file. */
const scripts = new Map();
const modules = new Map();
/** The folder with the bytecode that commands of one group need; main.cjs is for all. */
let group = '';
/** How many files wait for what they import. */
let depth = 0;

/** Bytecode that is missing, or that V8 does not take, costs time and nothing else. */
function run(file) {
  const known = modules.get(file);
  if (known) return known.exports;
  if (file !== 'main.cjs' && group === '') group = file.replace('.cjs', '/');
  setPatience(usualPatience);
  const filename = folder + file;
  const head = '(function (exports, require, module, __filename) {';
  const source = `${head}${readFileSync(filename, 'latin1')}\n})`;
  const cachedData = bytecodeOf(group + file);
  // V8 would run damaged bytecode, and crash.
  setFlagsFromString('--verify-snapshot-checksum');
  const script = new Script(source, { filename, columnOffset: -head.length, cachedData });
  setFlagsFromString('--no-verify-snapshot-checksum');
  scripts.set(group + file, script);
  const module = { exports: {} };
  modules.set(file, module);
  const requireHere = (id) => (id.startsWith('./') ? run(id.slice(2)) : require(id));
  depth += 1;
  script.runInThisContext()(module.exports, requireHere, module, filename);
  depth -= 1;
  if (depth === 0 && group !== '') setPatience(morePatience);
  return module.exports;
}

function bytecodeOf(file) {
  try {
    return readFileSync(`${cacheFolder}${file}.bin`);
  } catch {
    return undefined;
  }
}

/**
 * How much a function runs, in bytes of bytecode, before V8 thinks about optimizing it. Most runs of
 * the command are over before that pays: a third of their time went to it. A function that runs for
 * long gets through 2 MB in some milliseconds. V8 takes bytecode, Node's own too, only while its
 * settings are those that it was made with: so this is set when a command is there, and taken back
 * while another file is loaded.
 */
const usualPatience = 67_584;
const morePatience = 2_000_000;
let patience = usualPatience;

function setPatience(bytes) {
  if (bytes !== patience) setFlagsFromString(`--interrupt-budget=${bytes}`);
  patience = bytes;
}

module.exports = { cacheFolder, load, run, scripts, setPatience, usualPatience };
