import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { spawnBin } from '../cli/spawn.ts';

// Built already: `npm test` builds first.
const project = resolve(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'dystonia-stats-'));
const release = `${process.version}-${process.platform}-${process.arch}`;
const cache = join(scratch, 'dist/cli/cache', release);
const lines = ['summarize', 'calc wilson --x 18 --n 171'];
const expected = lines.map((line) => spawnBin(line.split(' ')).stdout);

beforeAll(() => {
  for (const name of ['bin', 'dist', 'data', 'package.json'])
    cpSync(join(project, name), join(scratch, name), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(scratch, 'node_modules'));
});
beforeEach(() => cpSync(join(project, 'dist/cli'), join(scratch, 'dist/cli'), { recursive: true }));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What the copy says, and for each of its files whether V8 took the bytecode. */
function inCopy(line: string) {
  const report = `process.on('exit', () => {
    const { scripts } = require(${JSON.stringify(join(scratch, 'bin/load.js'))});
    const taken = [...scripts.values()].map((script) => script.cachedDataRejected === false);
    require('node:fs').writeSync(3, JSON.stringify(taken));
  });`;
  const preload = join(scratch, 'report.cjs');
  writeFileSync(preload, report);
  const { status, output } = spawnSync(
    process.execPath,
    ['-r', preload, join(scratch, 'bin/dystonia-stats.js'), ...line.split(' ')],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe', 'pipe'], cwd: project },
  );
  const [, stdout, stderr, taken] = output;
  return { status, stdout, stderr, taken: JSON.parse(taken ?? '[]') as boolean[] };
}

function change(how: (bytes: Buffer) => Buffer): void {
  const files = readdirSync(cache, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.bin'))) {
    const path = join(cache, file);
    writeFileSync(path, how(readFileSync(path)));
  }
}

function flipped(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  for (let at = 64; at < changed.length; at += 997) changed[at] = (changed[at] ?? 0) ^ 0xff;
  return changed;
}

function oneBitChanged(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  const middle = changed.length >> 1;
  changed[middle] = (changed[middle] ?? 0) ^ 1;
  return changed;
}

/** The second word of bytecode is a hash of V8's version. */
const otherVersion = (bytes: Buffer) => Buffer.from(bytes).fill(7, 4, 8);

describe('the files that the build leaves', () => {
  it('are ASCII, as bin/load.js reads them one byte a letter', () => {
    const folder = join(project, 'dist/cli');
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.cjs')))
      expect(
        readFileSync(join(folder, file)).findLastIndex((byte) => byte > 127),
        file,
      ).toBe(-1);
  });

  // The figures of Riess et al. 2012 (J Gen Intern Med 27:1280–1286): 0.7 − (−1.5) = 2.2.
  it('read every minus sign that people print', () => {
    for (const minus of ['-', '−', '–', '‐', '﹣']) {
      const groups = `--n1 54 --mean1 0.7 --sd1 7.9 --n2 45 --mean2 ${minus}1.5 --sd2 6.0`;
      const line = `calc effect-size --kind md --value 2.2 ${groups} --json`;
      const { stdout } = spawnBin(line.split(' '));
      expect(JSON.parse(stdout).results[0].verdict, minus).toBe('reproduced');
    }
  });
});

describe('the bytecode that the build leaves', () => {
  it.each([...lines, 'init -'])('is taken by V8 in every file: %s', (line) => {
    const { status, stderr, taken } = inCopy(line);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(taken.length).toBeGreaterThan(1);
    expect(taken).not.toContain(false);
  });

  it.each([
    ['missing', () => rmSync(join(scratch, 'dist/cli/cache'), { recursive: true })],
    ['missing but for its folder', () => change(() => Buffer.alloc(0))],
    ['cut off', () => change((bytes) => bytes.subarray(0, bytes.length >> 1))],
    ['of something else', () => change((bytes) => Buffer.from(bytes).fill(7))],
    ['of another version of V8', () => change(otherVersion)],
    ['damaged', () => change(flipped)],
    ['damaged in one bit', () => change(oneBitChanged)],
  ])('changes nothing but the time when it is %s', (_, damage) => {
    damage();
    for (const [i, line] of lines.entries()) {
      const { status, stdout, stderr, taken } = inCopy(line);
      expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: expected[i], stderr: '' });
      expect(taken).not.toContain(true);
    }
  });

  it('leaves an internal error with the file, the line and the function where it arose', () => {
    const index = join(scratch, 'dist/cli/index.cjs');
    const code = readFileSync(index, 'latin1');
    writeFileSync(
      index,
      code.replace('function buildReport(', 'function buildReport(){broken()}function was('),
    );
    const { status, stderr } = inCopy('summarize');
    expect(status).toBe(70);
    expect(stderr).toMatch(
      /ReferenceError: broken is not defined\n +at buildReport \(.*index\.cjs:\d+:\d+\)/,
    );
  });
});
