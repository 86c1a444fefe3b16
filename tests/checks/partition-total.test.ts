import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundings } from '../../src/numeric/decimal.ts';
import { findingsOf } from './study.ts';

const partition = (all: unknown, ...parts: readonly unknown[]) => ({
  cohorts: {
    all: { n: all },
    ...Object.fromEntries(parts.map((n, at) => [`part-${at}`, { of: 'all', n }])),
  },
  partitions: [{ of: 'all', into: parts.map((_, at) => `part-${at}`) }],
});
const found = (...args: Parameters<typeof partition>) =>
  findingsOf('partition-total', partition(...args));
const verdicts = (parts: Readonly<Record<string, unknown>>) =>
  findingsOf('partition-total', parts).map(({ verdict }) => verdict);

describe('counts of a partition', () => {
  it('add up, as 92, 58 and 21 to 171', () => {
    expect(found(171, 92, 58, 21)[0]).toMatchObject({
      verdict: 'reproduced',
      why: '92 + 58 + 21 = 171.',
      recomputed: { low: 171, high: 171, nominal: 171 },
      figures: ['cohorts.all.n', 'cohorts.part-0.n', 'cohorts.part-1.n', 'cohorts.part-2.n'],
    });
  });

  it('do not, one off either way', () => {
    expect(found(171, 92, 58, 22)[0]).toMatchObject({
      verdict: 'inconsistent',
      why: '92 + 58 + 22 = 172, not 171 (All). What could explain it: patients in two of the parts, missing values or a misprint in one of the counts.',
    });
    expect(found(171, 92, 58, 20)[0]?.why).toContain('patients in none');
  });

  it('can be limits', () => {
    expect(found('≤28', 10, 18)[0]?.verdict).toBe('possible');
    expect(found('≤28', 10, 19)[0]?.verdict).toBe('inconsistent');
    expect(found(28, 10, '≤18')[0]?.verdict).toBe('possible');
    expect(found(29, 10, '≤18')[0]?.verdict).toBe('inconsistent');
  });

  it('name a part that is not printed, unless the others are too many already', () => {
    expect(found(171, 92, 58, null)[0]).toMatchObject({ verdict: 'not-checkable' });
    expect(found(171, 92, 58, null)[0]?.why).toBe(
      'The count of Part 2 is missing, or cannot be. It would be needed beside 92 + 58 to compare the sum with 171 (All).',
    );
    expect(found(149, 92, 58, null)[0]?.verdict).toBe('inconsistent');
  });
});

describe('a table whose first column is the sum', () => {
  const table = (cells: readonly unknown[], sum = true) => ({
    cohorts: { all: { n: 40 }, active: { of: 'all', n: 20 }, sham: { of: 'all', n: 20 } },
    counts: [{ columns: ['all', 'active', 'sham'], sum, rows: { headache: cells } }],
  });

  it('adds up in its columns and its rows', () => {
    expect(verdicts(table(['7 (17.5)', '5 (25)', '2 (10)']))).toEqual(['reproduced', 'reproduced']);
    expect(verdicts(table(['8', '5', '2']))).toEqual(['reproduced', 'inconsistent']);
    expect(verdicts(table(['8', '5', null]))).toEqual(['reproduced', 'not-checkable']);
  });

  it('is left alone where the file does not say so', () => {
    expect(verdicts(table(['8', '5', '2'], false))).toEqual([]);
  });
});

describe('scores', () => {
  const scores = (frequencies: Readonly<Record<string, unknown>>, more = {}) => ({
    cohorts: { all: { n: 40 } },
    measures: { score: { label: 'Score', cohort: 'all', frequencies, ...more } },
  });

  it('add up to the patients, or to fewer where some are not printed', () => {
    expect(verdicts(scores({ 1: 10, 2: 30 }))).toEqual(['reproduced']);
    expect(findingsOf('partition-total', scores({ 1: 10, 2: 25 }))[0]).toMatchObject({
      verdict: 'possible',
      why: '10 + 25 = 35, of 40 (the patients at Score): the others are not printed or have no score.',
    });
    expect(verdicts(scores({ 1: 10, 2: 31 }, { n: 40 }))).toEqual(['inconsistent']);
    expect(verdicts(scores({ 1: 10, 2: 31 }))).toEqual(['unexplained']);
  });

  it('may overlap when they are ranges', () => {
    expect(verdicts(scores({ '1-2': 30, '2-3': 30 }))).toEqual(['unexplained']);
  });
});

describe('percentages of the parts', () => {
  const shares = (percents: readonly string[], how?: unknown) => ({
    cohorts: {
      all: { n: null },
      ...Object.fromEntries(
        percents.map((percent, at) => [`p${at}`, { of: 'all', percent, ...(how ? { how } : {}) }]),
      ),
    },
    partitions: [{ of: 'all', into: percents.map((_, at) => `p${at}`) }],
  });

  it('are 100 as printed, or within rounding', () => {
    expect(verdicts(shares(['53.8', '33.9', '12.3']))).toEqual(['reproduced']);
    const [thirds] = findingsOf('partition-total', shares(['33.3', '33.3', '33.3']));
    expect(thirds).toMatchObject({ verdict: 'within-rounding' });
    expect(thirds?.why).toBe('33.3 + 33.3 + 33.3 is 99.9 %, before rounding 99.75 to 100.05 %.');
  });

  it('take a sum on the edge of the interval either way, and none beyond', () => {
    // Two figures: ±0.1 together.
    expect(verdicts(shares(['49.9', '50.0']))).toEqual(['within-rounding']);
    expect(verdicts(shares(['50.1', '50.0']))).toEqual(['within-rounding']);
    expect(verdicts(shares(['50.2', '50.0']))).toEqual(['inconsistent']);
    expect(verdicts(shares(['49.7', '50.0']))).toEqual(['inconsistent']);
  });

  it('may have had digits cut off, which makes the sum smaller only', () => {
    const [finding] = findingsOf('partition-total', shares(['33.3', '33.3', '33.2']));
    expect(finding?.verdict).toBe('within-rounding');
    expect(finding?.why).toMatch(/It is 100 if digits were cut off\.$/);
    expect(verdicts(shares(['33.4', '33.4', '33.4']))).toEqual(['inconsistent']);
  });

  it('are not shares of one whole when the file names a model', () => {
    expect(verdicts(shares(['60', '50'], { model: 'mixed model' }))).toEqual(['unexplained']);
  });
});

it('passes the counts and rounded percentages of any partition under every rule', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(200), { minLength: 2, maxLength: 6 }),
      fc.constantFrom(...roundings),
      (counts, rounding) => {
        const total = counts.reduce((sum, n) => sum + n, 0);
        fc.pre(total > 0);
        const cohorts = counts.map((n, at) => {
          // In tenths of a percent, ties upward, or cut off.
          const tenths =
            rounding === 'truncate'
              ? Math.floor((1000 * n) / total)
              : Math.floor((2000 * n + total) / (2 * total));
          const tie = (2000 * n + total) % (2 * total) === 0;
          return { n, tie, percent: `${Math.floor(tenths / 10)}.${tenths % 10}`, at };
        });
        fc.pre(rounding !== 'half-even' || !cohorts.some(({ tie }) => tie));
        const parts = {
          cohorts: {
            all: { n: total },
            ...Object.fromEntries(
              cohorts.map(({ n, percent, at }) => [`p${at}`, { of: 'all', n, percent }]),
            ),
          },
          partitions: [{ of: 'all', into: cohorts.map(({ at }) => `p${at}`) }],
        };
        const levels = findingsOf('partition-total', parts, { rounding }).map(({ level }) => level);
        expect(levels).toEqual(['pass', 'pass']);
      },
    ),
    { numRuns: 200 },
  );
});

it('adds percentages of scores up to no more than 100', () => {
  const scores = (first: string, more: object = { n: 10 }) =>
    findingsOf('partition-total', {
      cohorts: { all: { n: 10 } },
      scales: { s: { min: 1, max: 5, step: 1 } },
      measures: {
        m: {
          scale: 's',
          cohort: 'all',
          frequencies: { 1: { percent: first }, 2: { percent: '40' }, 3: { percent: '30' } },
          ...more,
        },
      },
    })[0];
  expect(scores('30')?.verdict).toBe('possible');
  // 39.5 + 29.5 + 31 = 100, and 30.5 to 31.5 is printed as 31.
  expect(scores('31')?.verdict).toBe('possible');
  expect(scores('31.0')?.verdict).toBe('possible');
  expect(scores('31.1')?.verdict).toBe('inconsistent');
  expect(scores('35')?.verdict).toBe('inconsistent');
  expect(scores('35')?.why).toContain('35 + 40 + 30 is 105 %');
  expect(scores('35', {})?.verdict).toBe('unexplained');
});
