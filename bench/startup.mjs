import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const title = 'Start-up: CPU time of the whole command, as a ratio to bare `node -e 0`';

const PAIRS = 21;
const shim = 'bin/dystonia-stats.js';
const bundled = 'data/horisawa-2019.json';
const scratch = mkdtempSync(join(tmpdir(), 'dystonia-stats-'));
/** The same study without the step of its scale: nothing is proved of single patients. */
const withoutStep = join(scratch, 'without-step.json');
/** The program as another release of Node finds it: without the bytecode of its own. */
const copy = join(scratch, shim);
const commands = [
  { name: '--help', args: [shim, '--help'], target: 1.3 },
  { name: 'summarize --json', args: [shim, 'summarize', '--json'], target: 1.5 },
  { name: 'summarize (table)', args: [shim, 'summarize'], target: 1.8 },
  { name: 'summarize --json, a file', args: [shim, 'summarize', bundled, '--json'] },
  { name: 'the same, no step stated: no bounds', args: [shim, 'summarize', withoutStep, '--json'] },
  { name: 'validate, a file', args: [shim, 'validate', bundled] },
  { name: '--help, another Node: no bytecode', args: [copy, '--help'] },
  { name: 'summarize --json, the same', args: [copy, 'summarize', '--json'] },
  { name: 'summarize (table), the same', args: [copy, 'summarize'] },
];

/** Each command in turn with bare Node, so that a drift of the machine's speed hits both. */
export async function run() {
  const study = JSON.parse(readFileSync(bundled, 'utf8'));
  for (const scale of Object.values(study.scales)) {
    delete scale.step;
    delete scale.stepSource;
  }
  writeFileSync(withoutStep, JSON.stringify(study));
  for (const name of ['bin', 'dist', 'data', 'package.json'])
    cpSync(name, join(scratch, name), { recursive: true });
  rmSync(join(scratch, 'dist/cli/cache'), { recursive: true });
  try {
    return commands.map(({ name, args, target }) => {
      const ratios = Array.from({ length: PAIRS }, () => cpu(args) / cpu(['-e', '0']));
      return { name, value: median(ratios), unit: '× node -e 0', target };
    });
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function cpu(args) {
  const { output, status } = spawnSync(
    process.execPath,
    ['-r', './bench/report-cpu.cjs', ...args],
    {
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
  return Number(output[3]);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
