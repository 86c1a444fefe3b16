import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run } from './run.ts';
import { spawnBin } from './spawn.ts';

const commands = [
  ['summarize'],
  ['summarize', '--json', '--all', '--correlation', '0.5'],
  ['summarize', '--format', 'csv'],
  ['check', 'tests/fixtures/check/made-up.json'],
  ['check', 'tests/fixtures/study/everything.jsonc', '--json'],
  ['reconstruct', 'horisawa-2019', 'tsfd@before', '--sample', '5', '--seed', '3'],
  ['explain', '--format', 'markdown'],
  ['selftest'],
  ['validate', 'no-such-file.json'],
];

describe('the same command line', () => {
  it.each(commands.map((argv) => ({ line: argv.join(' '), argv })))(
    '$line gives the same bytes again, elsewhere and at another time',
    ({ argv }) => {
      const here = { LC_ALL: 'C', LANG: 'C', TZ: 'UTC' };
      const elsewhere = { LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8', TZ: 'Asia/Kathmandu' };
      const first = spawnBin(argv, { env: here });
      expect(first.stdout + first.stderr).not.toBe('');
      expect(spawnBin(argv, { env: here })).toEqual(first);
      expect(spawnBin(argv, { env: elsewhere })).toEqual(first);
    },
  );
});

describe('a figure', () => {
  const text = readFileSync('data/horisawa-2019.json', 'utf8');
  const isFigure = /"(mean|sd|percent|min|max|median)": "(-?\d+(?:\.\d+)?)"/g;
  const bare = text.replace(isFigure, '"$1": $2');

  it.each(['table', 'json', 'csv', 'ndjson', 'markdown'])(
    'as a bare number gives the same %s as in quotes: 4.30 keeps its zero',
    async (format) => {
      expect(bare).toContain('"mean": 4.30,');
      const argv = ['summarize', '-', '--format', format];
      const quoted = await run(argv, { stdin: text });
      expect(quoted.code).toBe(0);
      expect(await run(argv, { stdin: bare })).toEqual(quoted);
    },
  );
});
