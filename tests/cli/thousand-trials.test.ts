import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hedgesG, smdLs } from '../../src/index.ts';
import { run } from './run.ts';

/** 1,000 made-up trials, the same at every run. */
const trials = Array.from({ length: 1000 }, (_, i) => ({
  n1: 8 + ((7 * i) % 90),
  mean1: (20 + ((13 * i) % 170) / 10).toFixed(1),
  sd1: (3 + ((11 * i) % 50) / 10).toFixed(1),
  n2: 9 + ((5 * i) % 80),
  mean2: (18 + ((17 * i) % 190) / 10).toFixed(1),
  sd2: (3 + ((3 * i) % 60) / 10).toFixed(1),
}));

describe('a reviewer with the summary rows of 1,000 trials', () => {
  const table = [
    'trial,n1,mean1,sd1,n2,mean2,sd2',
    ...trials.map((trial, i) => `"Trial ${i + 1}, made up",${Object.values(trial).join(',')}`),
  ].join('\n');

  it('gets g, its standard error and exact limits in one command', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trials-'));
    try {
      const [input, output] = [join(folder, 'trials.csv'), join(folder, 'g.csv')];
      writeFileSync(input, `${table}\n`);
      const { code, stderr } = await run(
        ['calc', 'hedges-g', '--rows', input, '--output', output],
        {},
      );
      expect([code, stderr]).toEqual([0, '']);
      const [header = '', ...lines] = readFileSync(output, 'utf8').trimEnd().split('\r\n');
      expect(lines).toHaveLength(1000);
      const columns = header.split(',').slice(1);
      for (const [i, line] of lines.entries()) {
        expect(line.startsWith(`"Trial ${i + 1}, made up",`)).toBe(true);
        const cells = line.slice(line.indexOf('",') + 2).split(',');
        const of = (name: string) => Number(cells[columns.indexOf(name)]);
        const { mean1, sd1, mean2, sd2, ...sizes } = trials[i] as (typeof trials)[number];
        const groups = {
          ...sizes,
          ...{ mean1: Number(mean1), sd1: Number(sd1), mean2: Number(mean2), sd2: Number(sd2) },
        };
        const { value, ci } = hedgesG(groups);
        expect([of('value'), of('ciLow'), of('ciHigh')]).toEqual([value, ci?.low, ci?.high]);
        // As metafor has it: the square root of 1/n1 + 1/n2 + g²/(2N).
        expect(of('se')).toBe(smdLs(groups).se);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
