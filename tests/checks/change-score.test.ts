import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingsOf } from './study.ts';

const visits = (comparison: object, n: object = { n: 20 }) =>
  findingsOf('change-score', {
    cohorts: { all: { n: 20 } },
    measures: {
      m: {
        cohort: 'all',
        at: { before: { mean: '18.2', sd: '4.8', ...n }, after: { mean: '10.2', sd: '5.8', ...n } },
      },
    },
    comparisons: [{ measure: 'm', from: 'before', to: 'after', ...comparison }],
  })[0];

describe('a mean change', () => {
  it('is the difference of the two means: 10.2 − 18.2 = −8.0', () => {
    expect(visits({ difference: '-8.0' })?.verdict).toBe('reproduced');
    expect(visits({ changeScore: { mean: '-8.0' } })?.verdict).toBe('reproduced');
    expect(visits({ changeScore: { mean: '8.0' } })?.verdict).toBe('reproduced');
    expect(visits({ difference: '-8.3' })?.verdict).toBe('inconsistent');
  });

  it('can lie on the edge: 10.15 − 18.25 = −8.10 rounds to −8.1, and to −8.10 but not to −8.11', () => {
    expect(visits({ difference: '-8.1' })?.verdict).toBe('within-rounding');
    expect(visits({ difference: '-8.10' })?.verdict).toBe('within-rounding');
    expect(visits({ difference: '-8.11' }, { n: 20 })?.why).toContain('cut off');
    expect(visits({ difference: '-8.21' })?.verdict).toBe('inconsistent');
  });

  it('is no proof where patients may be missing, or the change is adjusted', () => {
    expect(visits({ difference: '-8.3' }, {})?.verdict).toBe('unexplained');
    expect(visits({ difference: '-8.3' }, { n: 18 })?.verdict).toBe('unexplained');
    expect(visits({ difference: '-8.3', how: { model: 'mixed model' } })?.verdict).toBe(
      'unexplained',
    );
    expect(visits({ difference: '-8.3', how: { set: 'per protocol' } })?.verdict).toBe(
      'unexplained',
    );
    // Beside a rank test a difference can be of medians; a mean of changes cannot.
    const ranks = { test: 'Wilcoxon signed rank' };
    expect(visits({ difference: '-8.3', how: ranks })?.verdict).toBe('unexplained');
    expect(visits({ changeScore: { mean: '-8.3' }, how: ranks })?.verdict).toBe('inconsistent');
  });
});

describe('the SD of a change', () => {
  const sd = (text: string, comparison: object = {}, n?: object) =>
    visits({ changeScore: { sd: text }, ...comparison }, n);

  it('can divide by n − 1 beside visits whose SDs divide by n: (4.8 + 5.8)·√(20/19) = 10.8754', () => {
    const byN = { n: 20, how: { sd: 'population' } };
    expect(sd('10.87', {}, byN)?.verdict).toBe('possible');
    // With 4.85 and 5.85 it is 10.978; both cut off from below 4.9 and 5.9, 11.0806.
    expect(sd('11.09', {}, byN)?.verdict).toBe('impossible-as-entered');
    expect(sd('10.87', {}, { n: 20, how: { sd: 'sample' } })?.verdict).not.toBe('possible');
  });

  it('lies between |4.8 − 5.8| = 1.0 and 10.6, within rounding 0.9 and 10.7', () => {
    expect(sd('5.1')).toMatchObject({ verdict: 'possible', recomputed: { low: 0.9, high: 10.7 } });
    expect(sd('0.90')?.verdict).toBe('possible');
    expect(sd('10.70')?.verdict).toBe('possible');
    // If digits were cut off the SDs can be 4.9 and 5.75.
    expect(sd('0.86')?.verdict).not.toBe('impossible-as-entered');
    expect(sd('0.82')?.verdict).toBe('impossible-as-entered');
    expect(sd('0.50')).toMatchObject({
      verdict: 'impossible-as-entered',
      conditions: ['both visits are of the same patients', 'the SDs divide by n − 1'],
    });
    expect(sd('0.50', {}, {})?.verdict).toBe('unexplained');
  });

  it('is too large for any correlation, whatever SEs read as SDs would allow', () => {
    expect(sd('12.1')).toMatchObject({ verdict: 'impossible-as-entered', level: 'error' });
  });

  it('is looked at behind an SE or a variance too: 5.1 × √20 = 22.8, √144 = 12', () => {
    const change = (changeScore: object) => visits({ changeScore: { n: 20, ...changeScore } });
    expect(change({ se: '5.1' })).toMatchObject({
      verdict: 'impossible-as-entered',
      label: 'SE of the change, M, before to after',
    });
    expect(change({ se: '5.1' })?.why).toContain('5.1 × √20 = 22.81');
    expect(change({ se: '1.14' })?.verdict).toBe('possible');
    // 2.33 × √20 is 10.42; 2.60 × √20 is 11.63, more than 4.85 + 5.85, also of SDs by n: × √(20/19).
    expect(change({ se: '2.33' })?.verdict).toBe('possible');
    expect(change({ se: '2.60' })?.verdict).toBe('impossible-as-entered');
    expect(change({ variance: '144' })?.verdict).toBe('impossible-as-entered');
    expect(change({ variance: '26.0' })?.verdict).toBe('possible');
    // How many patients an SE is of must be printed.
    expect(visits({ changeScore: { se: '5.1' } })).toBeUndefined();
  });

  it('names the correlation that it means: (4.8² + 5.8² − 5.1²)/(2 · 4.8 · 5.8) = 0.55', () => {
    expect(sd('5.1')?.why).toContain('a correlation of 0.55 (0.51 to 0.59 over the rounding)');
  });

  it('follows from a printed correlation: √(4.8² + 5.8² − 2 · 0.5 · 4.8 · 5.8) = 5.37', () => {
    expect(sd('5.37', { correlation: '.50' })?.verdict).toBe('reproduced');
    expect(sd('6.50', { correlation: '.50' })?.verdict).toBe('inconsistent');
  });
});

it('never calls the figures of complete data wrong', () => {
  const value = fc.integer({ min: 0, max: 12 });
  const pairs = fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 30 });
  fc.assert(
    fc.property(pairs, fc.integer({ min: 1, max: 2 }), (all, decimals) => {
      const n = all.length;
      const columns = [all.map(([x]) => x), all.map(([, y]) => y), all.map(([x, y]) => y - x)];
      const summaries = columns.map((values) => {
        const mean = values.reduce((sum, each) => sum + each, 0) / n;
        const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
        return {
          n,
          mean: mean.toFixed(decimals),
          sd: Math.sqrt(squares / (n - 1)).toFixed(decimals),
        };
      });
      const [before, after, changeScore] = summaries;
      const found = findingsOf('change-score', {
        cohorts: { all: { n } },
        measures: { m: { cohort: 'all', at: { before, after } } },
        comparisons: [{ measure: 'm', from: 'before', to: 'after', changeScore }],
      });
      expect(found.map(({ level }) => level)).toEqual(['pass', 'pass']);
    }),
    { numRuns: 120 },
  );
});

it('is looked at in every group', () => {
  const found = findingsOf('change-score', {
    cohorts: { all: { n: 40 }, a: { of: 'all', n: 20 }, b: { of: 'all', n: 20 } },
    measures: {
      m: {
        in: {
          a: {
            before: { n: 20, mean: '18.2', sd: '4.8' },
            after: { n: 20, mean: '10.2', sd: '5.8' },
          },
          b: {
            before: { n: 20, mean: '18.0', sd: '4.1' },
            after: { n: 20, mean: '17.2', sd: '4.0' },
          },
        },
      },
    },
    comparisons: [
      {
        measure: 'm',
        between: ['a', 'b'],
        change: ['before', 'after'],
        changeScores: {
          a: { n: 20, mean: '-8.0', sd: '5.1' },
          b: { n: 20, mean: '-2.8', sd: '0.01' },
        },
      },
    ],
  });
  expect(found.map(({ verdict }) => verdict)).toEqual([
    'reproduced',
    'possible',
    'inconsistent',
    'possible',
  ]);
});

it('takes a difference beside a rank test, or beside medians, for one that can be of medians', () => {
  const study = (how: object, medians: object = {}) => ({
    cohorts: { all: { n: 20 } },
    measures: {
      m: {
        cohort: 'all',
        at: {
          one: { n: 20, mean: '7.85', sd: '2.10', ...medians },
          two: { n: 20, mean: '7.10', sd: '2.40' },
        },
      },
    },
    comparisons: [{ measure: 'm', from: 'one', to: 'two', n: 20, difference: '-1.0', how }],
  });
  const verdict = (...parts: Parameters<typeof study>) =>
    findingsOf('change-score', study(...parts))[0]?.verdict;
  expect(verdict({ test: 'paired t test' })).toBe('inconsistent');
  expect(verdict({ test: 'Wilcoxon signed-rank test' })).toBe('unexplained');
  expect(verdict({ note: 'Hodges–Lehmann estimate' })).toBe('unexplained');
  expect(verdict({ test: 'paired t test' }, { median: '8.0' })).toBe('unexplained');
});
