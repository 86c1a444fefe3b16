import { describe, expect, it } from 'vitest';
import { columnWidth } from '../../src/formats/terminal.ts';
import { run } from './run.ts';

const arms = [
  '震源療法',
  'e\u0301e\u0301',
  'Donaudampfschifffahrtsgesellschaftskapitänsmützen',
  'sham/control',
];
const long =
  'Unified rating scale part III, motor examination (off medication, blinded video rating)';
const visit = { mean: '7.51', sd: '8.15' };

/** Four arms at three visits on two measures: 24 means that no 30 whole scores have, all of them low. */
const study = JSON.stringify({
  id: 'many',
  title: `${long} 幅広い題名`,
  cohorts: {
    all: { n: 120 },
    ...Object.fromEntries(arms.map((label, i) => [`a${i}`, { of: 'all', n: 30, label }])),
  },
  scales: { s: { name: 'S', min: 0, max: 40, step: 1, better: 'lower' } },
  measures: Object.fromEntries(
    ['評価尺度', long].map((label, m) => [
      `m${m}`,
      {
        label,
        scale: 's',
        baseline: 'before',
        in: Object.fromEntries(
          arms.map((_, i) => [`a${i}`, { before: visit, '6-months': visit, '1-year': visit }]),
        ),
      },
    ]),
  ),
});
const only = ['--only', 'sample-exists,skew'];
const check = (columns?: number, ...rest: string[]) =>
  run(['check', '-', ...only, ...rest], {
    stdin: study,
    env: { NO_COLOR: '1' },
    ...(columns === undefined ? {} : { columns }),
  });

describe('a study of many arms, visits and measures', () => {
  it.each([40, 60, 80, 100, 140])('is never wider than %i columns', async (columns) => {
    const { stdout } = await check(columns);
    expect(Math.max(...stdout.split('\n').map(columnWidth))).toBeLessThanOrEqual(columns);
  });

  it('says once what the findings of a section have in common', async () => {
    const text = (await check()).stdout.replace(/\s+/g, ' ');
    expect(text.match(/No total of 30 scores/g)).toHaveLength(24);
    const conditions = text.match(/On condition that 30 patients were scored/g) ?? [];
    expect(conditions.length).toBeLessThan(4);
    expect(text).toMatch(/either are those of standard input:1:\d+\./);
  });

  it('notes a measure once, with the place of each figure and the arithmetic of the first', async () => {
    const text = (await check()).stdout.replace(/\s+/g, ' ');
    const notes = text.match(/TO NOTE .* WHAT WAS CHECKED/)?.[0] ?? '';
    expect(notes.match(/ · /g)).toHaveLength(2);
    expect(notes).toContain('SD of 評価尺度 (skew): 7.51 − 2 × 8.15 = −8.79 (before, 震源療法), ');
    expect(notes).toContain('and 7 more like these lie below');
    expect(notes.match(/, \d+:\d+/g)).toHaveLength(20);
    const all = (await check(undefined, '--verbose')).stdout.replace(/\s+/g, ' ');
    expect(all).not.toContain('more like these');
    expect(all).toContain('−8.79 (at 1 year, sham/control) lie below');
  });

  it('has everything in the formats of programs', async () => {
    const { stdout } = await check(undefined, '--format', 'ndjson');
    const rows = stdout.trimEnd().split('\n');
    expect(rows).toHaveLength(48);
    expect(rows.filter((row) => JSON.parse(row).conditions !== '')).toHaveLength(24);
  });
});
