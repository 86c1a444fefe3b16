import { spawn, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** The program as it is installed; `npm test` builds it first. */
export const bin = resolve(import.meta.dirname, '../../bin/dystonia-stats.js');

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface SpawnOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Options of node itself, e.g. a limit of its memory. */
  readonly node?: readonly string[];
  readonly uid?: number;
  /** A file descriptor that takes stdout. */
  readonly stdout?: number;
}

/** Runs the built program in a process of its own, to its end. */
export function spawnBin(argv: readonly string[], options: SpawnOptions = {}): Finished {
  const { cwd, env, node = [], uid, stdout = 'pipe' } = options;
  const { status, signal, ...texts } = spawnSync(process.execPath, [...node, bin, ...argv], {
    cwd,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', stdout, 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 60_000,
    ...(uid !== undefined && { uid, gid: uid }),
  });
  return { code: status, signal, stdout: texts.stdout ?? '', stderr: texts.stderr };
}

/** Runs a shell line in which `$BIN` is the built program. */
export function shell(line: string, cwd: string): Finished {
  const script = `BIN() { "${process.execPath}" "${bin}" "$@"; }; ${line}`;
  const { status, signal, stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd,
    env: { ...process.env, NODE_OPTIONS: '' },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { code: status, signal, stdout, stderr };
}

/** Reads slowly from the program, interrupts it (Ctrl-C) and reads what is left. */
export function interrupted(argv: readonly string[], afterBytes: number): Promise<Finished> {
  const child = spawn(process.execPath, [bin, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  const errors: Buffer[] = [];
  let bytes = 0;
  child.stderr.on('data', (chunk) => errors.push(chunk));
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes < afterBytes) return;
    // Full buffers make the program wait in the middle of its writing.
    child.stdout.pause();
    setTimeout(() => child.kill('SIGINT'), 50);
    setTimeout(() => child.stdout.resume(), 150);
  });
  return new Promise((resolve) => {
    child.on('close', (code, signal) =>
      resolve({
        code,
        signal,
        stdout: Buffer.concat(chunks).toString('utf8'),
        stderr: Buffer.concat(errors).toString('utf8'),
      }),
    );
  });
}
