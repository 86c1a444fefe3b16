// Methods a second, through the library and through `calc --rows`, beside JSON.parse of the same rows.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { methods } from '../dist/estimates/index.js';

export const title =
  'Methods: rows a second; time as a ratio to JSON.parse of the same NDJSON in the same run';

const ROWS = 20_000;
const MEASURED_MS = 150;

/** Inputs that differ from row to row, as printed figures do. */
function inputOf({ needs }, row) {
  const vary = (least, step, of) => Number((least + step * (row % of)).toFixed(2));
  const numbers = {
    ...{ p: vary(0.01, 0.01, 90), r: vary(-0.8, 0.02, 80), correlation: vary(0.1, 0.01, 80) },
    ...{ min: vary(1, 0.1, 9), q1: vary(3, 0.1, 9), median: vary(5, 0.1, 9) },
    ...{ q3: vary(7, 0.1, 9), max: vary(10, 0.1, 9), ciLow: vary(1, 0.1, 9), ciHigh: 4.5 },
    ...{ sd: vary(1, 0.03, 60), time: vary(50, 0.5, 70) },
  };
  const counts = { x: row % 20, x1: row % 20, x2: 3 + (row % 11), a: 12, d: 9 };
  const lists = {
    counts: [30 + (row % 7), 20, 12 + (row % 5)],
    ns: [20, 22 + (row % 30), 19],
    means: [5.2, vary(4, 0.05, 50), 4.9],
    sds: [1.1, vary(0.9, 0.02, 40), 1],
    events: [row % 20, 5, 9],
    totals: [40, 42 + (row % 9), 38],
  };
  return Object.fromEntries(
    Object.entries(needs).map(([name, { type }]) => {
      if (name in lists) return [name, lists[name]];
      if (type === 'count') return [name, counts[name] ?? 20 + (row % 50)];
      return [name, numbers[name] ?? vary(1, 0.07, 60)];
    }),
  );
}

/** Microseconds a call, over and over until the clock does not matter. */
function microseconds(calls, run) {
  for (let i = 0; i < calls / 10; i++) run(i);
  const start = performance.now();
  let done = 0;
  for (; performance.now() - start < MEASURED_MS; done += calls) {
    for (let i = 0; i < calls; i++) run(i);
  }
  return ((performance.now() - start) * 1000) / done;
}

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-methods-'));
  try {
    const designs = [...new Set(methods.map(({ design }) => design))];
    return designs.flatMap((design) => measured(design, folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** All methods of a family through the library; the first through the command line. */
function measured(design, folder) {
  const family = methods.filter((method) => method.design === design);
  const library = family.map((method) => {
    const inputs = Array.from({ length: 200 }, (_, row) => inputOf(method, row));
    return microseconds(200, (row) => method.estimate(inputs[row]));
  });
  const mean = library.reduce((sum, each) => sum + each, 0) / family.length;
  const [method] = family;
  const lines = Array.from({ length: ROWS }, (_, row) => {
    const given = Object.entries(inputOf(method, row));
    return JSON.stringify(Object.fromEntries(given.map(([name, x]) => [name, String(x)])));
  });
  const parse = microseconds(ROWS, (row) => JSON.parse(lines[row]));
  const file = join(folder, 'rows.ndjson');
  writeFileSync(file, `${lines.join('\n')}\n`);
  const rows = rowMicroseconds(method.id, file);
  return [
    { name: `${design}: library, ${family.length} methods`, value: 1e6 / mean, unit: 'methods/s' },
    { name: `${design}: library`, value: mean / parse, unit: '× JSON.parse' },
    { name: `${design}: calc ${method.id} --rows`, value: 1e6 / rows, unit: 'rows/s' },
    { name: `${design}: calc --rows`, value: rows / parse, unit: '× JSON.parse' },
  ];
}

/** CPU time a row of the command beyond its own start-up. */
function rowMicroseconds(id, file) {
  const cpu = (args) => {
    const { output, status, stderr } = spawnSync(
      process.execPath,
      ['-r', './bench/report-cpu.cjs', 'bin/dystonia-stats.js', ...args],
      { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`calc ${id} --rows: ${stderr.slice(0, 300)}`);
    return Number(output[3]);
  };
  return (cpu(['calc', id, '--rows', file]) - cpu(['--help'])) / ROWS;
}
