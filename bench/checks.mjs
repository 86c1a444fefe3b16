// The checks of means and SDs: rows a second, in the library and from the shell, and whole studies.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkStudy } from '../dist/checks/engine/run.js';
import { checks } from '../dist/checks/index.js';
import { debit } from '../dist/checks/samples/debit.js';
import { grim } from '../dist/checks/samples/grim.js';
import { grimmer } from '../dist/checks/samples/grimmer.js';
import { parseStudy } from '../dist/study/read.js';

export const title = 'checks';

const MEASURED_MS = 1000;

/** Calls a second, once warm. */
function rate(call, each) {
  const repeat = (milliseconds) => {
    const start = performance.now();
    let calls = 0;
    let elapsed = 0;
    for (; elapsed < milliseconds; elapsed = performance.now() - start) {
      call();
      calls += each;
    }
    return (calls * 1000) / elapsed;
  };
  repeat(MEASURED_MS / 5);
  return repeat(MEASURED_MS);
}

/** Means and SDs as printed, of 10 to 199 patients, possible and not; always the same. */
const rows = Array.from({ length: 5000 }, (_, i) => ({
  mean: (1 + ((i * 7919) % 400) / 100).toFixed(2),
  sd: (0.3 + ((i * 104729) % 170) / 100).toFixed(2),
  n: 10 + (i % 190),
}));
const shares = rows.map(({ mean, sd, n }) => ({
  mean: (Number(mean) / 5).toFixed(2),
  sd: (Number(sd) / 4).toFixed(2),
  n,
}));

function inLibrary() {
  const over = (test, given) => () => {
    let possible = 0;
    for (const row of given) if (test(row).possible) possible += 1;
    return possible;
  };
  return [
    ['grim', over(grim, rows)],
    ['grimmer', over(grimmer, rows)],
    ['debit', over(debit, shares)],
  ].map(([name, pass]) => ({
    name: `${name} in the library`,
    value: rate(pass, rows.length),
    unit: 'rows/s',
    target: 1e6,
  }));
}

/** The whole command, start-up and all, on 100,000 rows. */
function fromShell() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'rows.csv');
  const times = 20;
  const lines = rows.map(({ mean, sd, n }) => `${mean},${sd},${n}\n`).join('');
  writeFileSync(file, `mean,sd,n\n${lines.repeat(times)}`);
  const results = ['grim', 'grimmer'].map((name) => {
    const start = performance.now();
    const { status, stderr } = spawnSync(
      process.execPath,
      ['bin/dystonia-stats.js', 'calc', name, '--rows', file, '--output', join(folder, 'out.csv')],
      { encoding: 'utf8' },
    );
    if (status !== 0 && status !== 1) throw new Error(stderr);
    const seconds = (performance.now() - start) / 1000;
    return {
      name: `calc ${name} --rows, ${rows.length * times} rows`,
      value: (rows.length * times) / seconds,
      unit: 'rows/s',
    };
  });
  rmSync(folder, { recursive: true });
  return results;
}

function wholeStudies() {
  const text = readFileSync('data/horisawa-2019.json', 'utf8');
  const study = parseStudy(text, { file: 'study.json' });
  const parsed = rate(() => parseStudy(text, { file: 'study.json' }), 1);
  const checked = rate(() => checkStudy(study, { checks, strength: false }), 1);
  const weighed = rate(() => checkStudy(study, { checks }), 1);
  return [
    { name: 'the bundled study: parsed', value: parsed, unit: 'studies/s' },
    { name: 'the bundled study: all checks', value: checked, unit: 'studies/s' },
    { name: 'the bundled study: with power and slips', value: weighed, unit: 'studies/s' },
    { name: 'all checks', value: parsed / checked, unit: '× parsing' },
    { name: 'all checks with power and slips', value: parsed / weighed, unit: '× parsing' },
  ];
}

export async function run() {
  return [...inLibrary(), ...fromShell(), ...wholeStudies()];
}
