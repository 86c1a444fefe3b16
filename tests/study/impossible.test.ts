import { describe, expect, it } from 'vitest';
import { parseStudy } from '../../src/study/read.ts';

const warningsOf = (file: object) =>
  parseStudy(JSON.stringify({ id: 'x', ...file }), { file: null }).warnings.map(
    ({ path, message }) => `${path}: ${message}`,
  );

const scores = (visit: object, n: unknown = 40) =>
  warningsOf({
    cohorts: { all: { n } },
    scales: { s: { min: 1, max: 5 } },
    measures: { m: { scale: 's', at: { v: visit } } },
  });

describe('a readable figure that cannot be true loads, with a sentence:', () => {
  it.each([
    [
      'a mean above the scale',
      { mean: '6.10' },
      ["measures.m.at.v.mean: mean 6.10 lies above the scale's greatest score, 5"],
    ],
    [
      'a median below it',
      { median: '0' },
      ["measures.m.at.v.median: median 0 lies below the scale's least score, 1"],
    ],
    ['an SD below zero', { sd: '-0.85' }, ['measures.m.at.v.sd: an SD of -0.85 is below zero']],
    [
      'an SD of zero',
      { sd: '0.00' },
      ['measures.m.at.v.sd: an SD of 0.00 says that all values are the same'],
    ],
    [
      'an SD of one patient',
      { n: 1, mean: '3', sd: '0.5' },
      ['measures.m.at.v.sd: an SD of 0.5 is printed for one patient; it takes two'],
    ],
    [
      'a mean of nobody',
      { n: 0, mean: '3' },
      ['measures.m.at.v.mean: a mean of 3 is printed for 0 patients'],
    ],
    [
      'a range that ends below its start',
      { range: ['4', '2'] },
      ['measures.m.at.v.range[0]: the range from 4 to 2 ends below its start'],
    ],
    [
      'a frequency of 164 %',
      { frequencies: { 1: { percent: '164' } } },
      ['measures.m.at.v.frequencies.1.percent: 164 cannot be: a percentage lies between 0 and 100'],
    ],
  ])('%s', (_, visit, expected) => {
    expect(scores(visit)).toEqual(expected);
  });

  it('a subset larger than its parent, a percentage of 164, parts that do not add up', () => {
    expect(
      warningsOf({
        cohorts: {
          all: { n: 10 },
          a: { of: 'all', n: 12, percent: '164%' },
          b: { of: 'all', n: 3 },
        },
        partitions: [{ of: 'all', into: ['a', 'b'] }],
      }),
    ).toEqual([
      'cohorts.a.n: 12 is more than the 10 of "All", of which it is a part',
      'cohorts.a.percent: 164% cannot be: a part is between 0 and 100 % of its whole',
      'partitions[0]: 12 + 3 = 15, not the 10 of "all"',
    ]);
  });

  it('a correlation of 1.2, a p-value above 1, an odds ratio below 0, a reversed interval', () => {
    expect(
      warningsOf({
        comparisons: [
          {
            correlation: '1.2',
            p: '1.3',
            ci: ['3', '1'],
            effects: [{ kind: 'or', value: '-2' }],
            tests: [{ kind: 'F', value: '-3', df: ['1', '9'] }],
          },
        ],
        correlations: [{ variables: ['a', 'b'], r: '-1.01' }],
      }),
    ).toEqual([
      'comparisons[0].p: 1.3 cannot be: a p-value lies between 0 and 1',
      'comparisons[0].correlation: 1.2 cannot be: a correlation lies between −1 and 1',
      'comparisons[0].ci[0]: the interval from 3 to 1 ends below its start',
      'comparisons[0].tests[0].value: -3 cannot be: the statistic F is not below zero',
      'comparisons[0].effects[0].value: -2 cannot be: a ratio is not below zero',
      'correlations[0].r: -1.01 cannot be: a correlation lies between −1 and 1',
    ]);
  });
});

describe('a figure that can be true has no warning:', () => {
  it.each([
    ['a mean at the end of the scale', { mean: '5.00', sd: '0.1' }],
    ['a mean that only rounding puts past the end', { mean: '5', median: '1' }],
    ['an SD of unknown n', { mean: '3', sd: '0.5', n: null }],
    ['an SD whose n has limits', { mean: '3', sd: '0.5', n: { min: 1, max: 8 } }],
    ['an SD below a bound', { mean: '3', sd: '<0.5' }],
  ])('%s', (_, visit) => {
    expect(scores(visit)).toEqual([]);
  });

  it('counts that are not printed and "up to"', () => {
    expect(
      warningsOf({
        cohorts: { all: { n: 10 }, a: { of: 'all', n: '≤28' }, b: { of: 'all', n: null } },
        partitions: [{ of: 'all', into: ['a', 'b'] }],
      }),
    ).toEqual([]);
  });
});
