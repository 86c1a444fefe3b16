import { describe, expect, it } from 'vitest';
import { findingsOf } from './study.ts';

const share = (x: number | null, n: number, percent: string) => ({
  cohorts: { all: { n }, hit: { of: 'all', n: x, percent } },
});
const one = (check: string, parts: object) =>
  findingsOf(check, parts as Readonly<Record<string, unknown>>)[0];

describe('a figure that was rounded in steps', () => {
  it('is no error, and named', () => {
    // 41/235 = 17.4468 %: 17.45, 17.5, 18.
    expect(one('percent-of-count', share(41, 235, '18'))?.verdict).toBe('unexplained');
    // 60/174 = 34.483 %: 34.5, then 35.
    const found = one('percent-of-count', share(60, 174, '35'));
    expect(found?.verdict).toBe('unexplained');
    expect(found?.why).toContain('rounding in steps, first to more digits');
    // 72/132 = 54.545 %: 54.55, then 54.6; 73/132 = 55.3 %.
    expect(one('count-from-percent', share(null, 132, '54.6'))?.verdict).toBe('unexplained');
  });

  it('lies on the edge of its window at 5/9 of the last digit', () => {
    // 31/90 = 34.444… % is exactly there. 861/2500 = 34.44 % is 34 by any number of steps.
    expect(one('percent-of-count', share(31, 90, '35'))?.verdict).toBe('unexplained');
    expect(one('percent-of-count', share(861, 2500, '35'))?.verdict).toBe('inconsistent');
    expect(one('percent-of-count', share(861, 2500, '35'))?.why).not.toContain('in steps');
  });

  it('can be one of two sources with two digits between them', () => {
    const sources = { table: { kind: 'table 2' }, abstract: { kind: 'abstract' } };
    const mean = (table: string, abstract: string) => ({
      sources,
      cohorts: { all: { n: 30 } },
      measures: {
        age: {
          cohort: 'all',
          mean: [
            { text: table, source: 'table' },
            { text: abstract, source: 'abstract' },
          ],
        },
      },
    });
    expect(one('source-agreement', mean('17.45', '18'))?.verdict).toBe('unexplained');
    expect(one('source-agreement', mean('17.43', '18'))?.verdict).toBe('inconsistent');
    expect(one('source-agreement', mean('17.4', '18'))?.verdict).toBe('inconsistent');
  });
});

describe('percentages that were made to add up to 100', () => {
  // 3, 3 and 3 of 9 are 33.3 % each.
  const parts = (percents: readonly string[]) => ({
    cohorts: {
      all: { n: 9 },
      ...Object.fromEntries(percents.map((percent, i) => [`p${i}`, { of: 'all', n: 3, percent }])),
    },
  });
  const verdicts = (percents: readonly string[]) =>
    findingsOf('percent-of-count', parts(percents)).map(({ verdict }) => verdict);

  it('are no errors one unit away, where they do add up', () => {
    expect(verdicts(['34', '33', '33'])).toEqual(['unexplained', 'reproduced', 'reproduced']);
    expect(verdicts(['34', '33', '34'])).toEqual(['inconsistent', 'reproduced', 'inconsistent']);
    expect(verdicts(['35', '33', '32'])).toEqual(['inconsistent', 'reproduced', 'inconsistent']);
    const [first] = findingsOf('percent-of-count', parts(['34', '33', '33']));
    expect(first?.why).toContain('percentages that were made to add up to 100');
  });

  it('are so in a column of a table and among scores', () => {
    const table = {
      cohorts: { all: { n: 9 } },
      counts: [{ columns: ['all'], rows: { a: ['3 (34)'], b: ['3 (33)'], c: ['3 (33)'] } }],
    };
    expect(one('percent-of-count', table)?.level).toBe('warning');
  });
});
