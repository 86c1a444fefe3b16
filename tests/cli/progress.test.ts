import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, expect, it, vi } from 'vitest';
import { progress, steps } from '../../src/cli/progress.ts';
import { run } from './run.ts';

afterEach(() => vi.restoreAllMocks());

function told(stdoutIsTTY: boolean): string {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const stderr = Object.assign(new PassThrough(), { isTTY: true });
  const shown = progress(200, {
    stderr,
    stdout: Object.assign(new PassThrough(), { isTTY: stdoutIsTTY }),
  });
  shown.until(2);
  now = 1500;
  shown.until(50);
  shown.clear();
  shown.clear();
  return String(stderr.read() ?? '');
}

it('progress is told after a second, by the lines of the table, and goes away once', () => {
  expect(told(false)).toBe('\rline 50 of 200 (25 %)\r\u001b[K');
});

it('progress is not told where the rows themselves scroll by', () => {
  expect(told(true)).toBe('');
});

it.each(['bounds', 'report'])(
  '%s tells a person what it is at, and takes it away',
  async (name) => {
    const output = `${mkdtempSync(join(tmpdir(), 'progress-'))}/out`;
    const { stderr } = await run([name, '-o', output], { columns: 80 });
    expect(stderr.startsWith('\rhorisawa-2019: ')).toBe(true);
    expect(stderr.endsWith('\r\u001b[K')).toBe(true);
    for (const quiet of [
      await run([name, '-o', output, '--quiet'], { columns: 80 }),
      await run([name, '-o', output]),
    ])
      expect(quiet.stderr).toBe('');
  },
);

it('a step is told as it begins, within the width of the terminal', () => {
  vi.spyOn(performance, 'now').mockImplementation(() => 0);
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 12 });
  const shown = steps({ stderr }, {});
  shown.tell('comparison 1 of 4');
  shown.tell('comparison 2 of 4');
  shown.clear();
  expect(String(stderr.read())).toBe('\rcomparison \u001b[K\r\u001b[K');
});
