import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { spawnBin } from './spawn.ts';

const scratch = mkdtempSync(join(tmpdir(), 'dystonia-stats-same-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const commands = [
  ['summarize'],
  ['summarize', '--json', '--all', '--correlation', '0.5'],
  ['summarize', '--format', 'csv'],
  ['reconstruct', 'horisawa-2019', 'tsfd@before', '--sample', '5', '--seed', '3'],
  ['explain', '--format', 'markdown'],
  ['selftest'],
  ['validate', 'no-such-file.json'],
];

describe('the same command line', () => {
  it.each(commands)(
    '%s %s gives the same bytes again, elsewhere and at another time',
    (...argv) => {
      const here = { LC_ALL: 'C', LANG: 'C', TZ: 'UTC' };
      const elsewhere = { LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8', TZ: 'Asia/Kathmandu' };
      const turkish = { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'America/St_Johns' };
      const first = spawnBin(argv, { env: here });
      expect(first.stdout + first.stderr).not.toBe('');
      expect(spawnBin(argv, { env: here })).toEqual(first);
      expect(spawnBin(argv, { env: elsewhere })).toEqual(first);
      expect(spawnBin(argv, { env: turkish })).toEqual(first);
    },
  );
});

describe('a figure', () => {
  const text = readFileSync('data/horisawa-2019.json', 'utf8');
  const isFigure = /"(mean|sd|percent|min|max|median)": "(-?\d+(?:\.\d+)?)"/g;
  const bare = text.replace(isFigure, '"$1": $2');

  it.each(['table', 'json', 'csv', 'ndjson', 'markdown'])(
    'as a bare number gives the same %s as in quotes: 4.30 keeps its zero',
    (format) => {
      expect(bare).toContain('"mean": 4.30,');
      const outputs = [text, bare].map((each, i) => {
        const cwd = join(scratch, `${format}-${i}`);
        mkdirSync(cwd);
        writeFileSync(join(cwd, 'study.json'), each);
        return spawnBin(['summarize', 'study.json', '--format', format], { cwd });
      });
      expect(outputs[0]?.code).toBe(0);
      expect(outputs[1]).toEqual(outputs[0]);
    },
  );
});
