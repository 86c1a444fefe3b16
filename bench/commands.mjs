// `bounds` and `reconstruct` from the shell: CPU time beyond the program's own start-up (--help).
import { spawnSync } from 'node:child_process';

export const title = 'Commands: CPU time beyond that of --help';

const RUNS = 15;
const shim = 'bin/dystonia-stats.js';
const figures = (mean, sd, n, min, max) =>
  `--mean ${mean} --sd ${sd} --n ${n} --min ${min} --max ${max} --step 1`.split(' ');
const commands = [
  { name: 'bounds (bundled study)', args: ['bounds'], target: 300 },
  { name: 'bounds --json', args: ['bounds', '--json'], target: 300 },
  // Start-up, 30 ms, and the instance's own time when cold.
  {
    name: 'reconstruct tsfd@12-months',
    args: ['reconstruct', 'horisawa-2019', 'tsfd@12-months'],
    own: 2,
  },
  {
    name: 'reconstruct --count, n 200 on 1–7',
    args: ['reconstruct', ...figures('4.13', '1.50', 200, 1, 7), '--count'],
    own: 11,
  },
  {
    name: 'reconstruct --count, n 20 on 0–20',
    args: ['reconstruct', ...figures('10.25', '5.21', 20, 0, 20), '--count'],
    own: 31,
  },
  {
    name: 'reconstruct --exists, n 60 on 0–100',
    args: ['reconstruct', ...figures('50.0', '20.0', 60, 0, 100), '--exists'],
    own: 1,
  },
];

/** Each command in turn with the program's own start-up, so that a drift of speed hits both. */
export async function run() {
  return commands.map(({ name, args, target, own }) => {
    const beyond = Array.from({ length: RUNS }, () => cpu([shim, ...args]) - cpu([shim, '--help']));
    const value = beyond.sort((a, b) => a - b)[RUNS >> 1];
    return { name, value, unit: 'ms', target: target ?? own + 30 };
  });
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
  return Number(output[3]) / 1000;
}
