import fc from 'fast-check';
import { expect, it } from 'vitest';
import { roundings } from '../../src/numeric/decimal.ts';
import { findingsOf } from './study.ts';

const sources = { table: { kind: 'table 2' }, abstract: { kind: 'abstract' } };
const study = (...texts: readonly string[]) => ({
  sources,
  cohorts: { all: { n: 40 } },
  measures: {
    score: {
      cohort: 'all',
      mean: texts.map((text, at) => ({ text, source: at === 0 ? 'table' : 'abstract' })),
    },
  },
});
const found = (...texts: readonly string[]) => findingsOf('source-agreement', study(...texts));

it('finds one figure printed twice the same', () => {
  expect(found('4.30', '4.3')[0]).toMatchObject({
    verdict: 'reproduced',
    why: '4.30 (table 2) and 4.3 (abstract) can be the same value.',
    figures: ['measures.score.mean[1]', 'measures.score.mean[0]'],
    where: { path: 'measures.score.mean[1]' },
  });
});

it('takes two windows that touch as agreeing, either way, and none that do not', () => {
  // 4.3 is [4.25, 4.35].
  expect(found('4.35', '4.3')[0]?.verdict).toBe('within-rounding');
  expect(found('4.25', '4.3')[0]?.verdict).toBe('within-rounding');
  expect(found('4.36', '4.3')[0]?.verdict).toBe('within-rounding');
  expect(found('4.36', '4.3')[0]?.why).toContain('if digits were cut off');
  expect(found('4.24', '4.3')[0]?.verdict).toBe('inconsistent');
  // 4.35 is 4.3 by one rule for ties and 4.4 by another.
  expect(found('4.3', '4.4')[0]?.verdict).toBe('within-rounding');
});

it('says which sources differ, and what could explain it', () => {
  expect(found('4.4', '4.30')[0]?.why).toBe(
    'No value rounds to both 4.4 (table 2) and 4.30 (abstract). What could explain it: a misprint in one of the sources, other patients or a later state of the data in one of them or figures of two different things.',
  );
});

it('proves nothing of a source that is of another state of the data', () => {
  const study = (note: object) => ({
    sources: { poster: { kind: 'abstract', ...note }, paper: { kind: 'article' } },
    cohorts: { all: { n: 30 } },
    measures: {
      age: {
        cohort: 'all',
        mean: [
          { text: '54.2', source: 'poster' },
          { text: '55.0', source: 'paper' },
        ],
      },
    },
  });
  const verdict = (note: object) => findingsOf('source-agreement', study(note))[0]?.verdict;
  expect(verdict({})).toBe('inconsistent');
  expect(verdict({ note: 'data cut of March 2018' })).toBe('unexplained');
  expect(verdict({ title: 'Interim results' })).toBe('unexplained');
});

it('takes a limit and a value, and a percentage and a share, as the same figure', () => {
  expect(found('<.001', '.0004')[0]?.level).toBe('pass');
  expect(found('<.001', '.04')[0]?.level).toBe('error');
  expect(found('16.4%', '.164')[0]?.level).toBe('pass');
  expect(found('16.4%', '.174')[0]?.level).toBe('error');
});

it('compares each source with the first', () => {
  expect(found('4.3', '4.30', '4.5').map(({ verdict }) => verdict)).toEqual([
    'reproduced',
    'inconsistent',
  ]);
});

it('does not take rows of cells, correlations, values or limits for one figure', () => {
  const parts = {
    cohorts: { all: { n: 40 }, active: { of: 'all', n: 20 } },
    counts: [{ columns: ['all', 'active'], rows: { pain: ['7 (17.5)', '5 (25)'] } }],
    correlations: [
      {
        variables: ['a', 'b'],
        table: [
          ['1', '.4'],
          ['.4', '1'],
        ],
      },
    ],
    values: { age: { values: ['61', '48'] } },
    measures: { score: { cohort: 'all', range: ['3', '16'], ci: ['1', '2'] } },
    relations: [{ that: 'cohorts.all.n', equals: 'cohorts.active.n * 2' }],
  };
  expect(findingsOf('source-agreement', parts)).toEqual([]);
});

it('looks at a list once, also where arithmetic refers to it', () => {
  const parts = {
    ...study('4.3', '4.4'),
    relations: [{ that: 'measures.score.mean', equals: '4' }],
  };
  expect(findingsOf('source-agreement', parts)).toHaveLength(1);
});

it('passes any value printed with any two numbers of decimals under any rule', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999_999 }),
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 0, max: 4 }),
      fc.constantFrom(...roundings),
      (units, first, second, rounding) => {
        // A value with five decimals that is no tie for fewer: its last digit is 1.
        const printed = (decimals: number) => {
          const step = 10 ** (5 - decimals);
          const value = units * 10 + 1;
          const cut = Math.floor(
            rounding === 'truncate' ? value / step : (value + step / 2) / step,
          );
          return (cut / 10 ** decimals).toFixed(decimals);
        };
        const parts = study(printed(first), printed(second));
        expect(findingsOf('source-agreement', parts, { rounding })[0]?.level).toBe('pass');
      },
    ),
  );
});

it('takes “ns” in one source for a p-value above the level of significance', () => {
  const sources = { paper: { kind: 'article' }, abstract: { kind: 'abstract' } };
  const p = (text: string, alpha?: number) =>
    findingsOf('source-agreement', {
      sources,
      comparisons: [
        {
          label: 'made up',
          p: [
            { text: 'ns', source: 'paper' },
            { text, source: 'abstract' },
          ],
          ...(alpha !== undefined && { alpha }),
        },
      ],
    })[0];
  expect(p('.02')?.verdict).toBe('unexplained');
  expect(p('.02')?.why).toContain('ns (article) says that p is above 0.05');
  // The place is that of the text, as of every figure.
  expect(p('.02')?.where.path).toBe('comparisons[0].p[1]');
  expect(p('.07')?.verdict).toBe('possible');
  // .05 can be .049 or .051, or cut off.
  expect(p('.05')?.verdict).toBe('possible');
  expect(p('.07', 0.1)?.verdict).toBe('unexplained');
});
