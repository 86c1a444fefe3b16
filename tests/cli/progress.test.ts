import { PassThrough } from 'node:stream';
import { afterEach, expect, it, vi } from 'vitest';
import { progress } from '../../src/cli/progress.ts';

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
