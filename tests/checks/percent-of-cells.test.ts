import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundings } from '../../src/numeric/decimal.ts';
import { findingsOf } from './study.ts';

const arms = { all: { n: 40 }, active: { of: 'all', n: 20 }, sham: { of: 'all', n: 20 } };
const table = (cells: readonly (string | number | null)[], more = {}) => ({
  cohorts: arms,
  counts: [{ columns: ['all', 'active', 'sham'], rows: { headache: cells }, ...more }],
});
const verdicts = (parts: Readonly<Record<string, unknown>>) =>
  findingsOf('percent-of-count', parts).map(({ verdict }) => verdict);

describe('percentages in cells', () => {
  it('are of the column: 7 of 40 are 17.5 %, 5 of 20 are 25 %', () => {
    expect(verdicts(table(['7 (17.5)', '5 (25)', '2 (10)']))).toEqual(Array(3).fill('reproduced'));
    // 16.0 is below any share of fewer than 40, so missing values cannot explain it.
    expect(verdicts(table(['7 (16.0)', null, null]))).toEqual(['inconsistent']);
  });

  it('are of the cell’s own whole where it has one, with no patients left out', () => {
    expect(verdicts(table(['7/38 (18.4)', null, null]))).toEqual(['reproduced']);
    expect(verdicts(table(['7/38 (19.4)', null, null]))).toEqual(['inconsistent']);
  });

  it('take a value on the edge of the rounding interval either way', () => {
    // 5 of 40 are 12.5 %, halfway between 12 and 13.
    expect(verdicts(table(['5 (12)', '1 (5)', '4 (20)']))[0]).toBe('reproduced');
    expect(verdicts(table(['5 (13)', '1 (5)', '4 (20)']))[0]).toBe('reproduced');
    expect(verdicts(table(['5 (11)', null, null]))[0]).toBe('inconsistent');
  });

  it('may be of those with data, and say how many would have none', () => {
    const [finding] = findingsOf('percent-of-count', table(['12 (32)', null, null]));
    expect(finding?.verdict).toBe('unexplained');
    // 12/38 = 31.58 %: the fewest left out.
    expect(finding?.why).toBe(
      '12 of 40 are 30.00 %. The printed 32 is reproduced as a share of 38 of the 40, if 2 had no data: 31.58 %. What could explain it: another denominator, missing values or a misprint in one of the three.',
    );
  });

  it('may be shares of the row or of all counts of the column', () => {
    const row = table(['7', '5 (71.4)', '2 (28.6)'], { sum: true });
    expect(verdicts(row)).toEqual(['reproduced', 'reproduced']);
    const column = {
      cohorts: { all: { n: 40 } },
      counts: [{ columns: ['all'], rows: { mild: ['3 (60)'], severe: ['2 (40)'] } }],
    };
    expect(verdicts(column)).toEqual(['reproduced', 'reproduced']);
    expect(findingsOf('percent-of-count', column)[0]?.why).toContain(
      'as a share of all counts of the column (5)',
    );
  });

  it('may be shares of the same row in a group further up, or of another row', () => {
    const nested = {
      cohorts: arms,
      counts: [{ columns: ['all', 'active'], rows: { headache: ['7', '5 (71.4)'] } }],
    };
    const [up] = findingsOf('percent-of-count', nested);
    expect(up?.verdict).toBe('reproduced');
    expect(up?.why).toContain('as a share of Headache in All (7)');
    const rows = {
      cohorts: arms,
      counts: [{ columns: ['all'], rows: { any: ['30'], mild: ['28'], serious: ['2 (6.7)'] } }],
    };
    // 2 of 30: with many rows one of them fits easily, so it is no pass.
    const [other] = findingsOf('percent-of-count', rows);
    expect(other?.verdict).toBe('unexplained');
    expect(other?.why).toContain('as a share of Any, another row (30)');
  });

  it('may be of the patients at a visit', () => {
    const parts = {
      cohorts: { all: { n: 40 }, better: { of: 'all', n: 9, percent: '25.7' } },
      measures: { score: { at: { before: { n: 40 }, after: { n: 35 } }, cohort: 'all' } },
    };
    expect(findingsOf('percent-of-count', parts)[0]).toMatchObject({ verdict: 'reproduced' });
    expect(findingsOf('percent-of-count', parts)[0]?.why).toContain('All at After (35)');
  });
});

describe('a whole that is not printed', () => {
  const parts = (percent: string, sham: unknown = null) => ({
    cohorts: {
      all: { n: 40 },
      sham: { of: 'all', n: sham },
      better: { of: 'sham', n: 5, percent },
    },
  });

  it('makes a percentage that no other whole gives not checkable, never wrong', () => {
    const [finding] = findingsOf('percent-of-count', parts('25'));
    expect(finding).toMatchObject({ verdict: 'not-checkable' });
    expect(finding?.why).toContain('The count of Sham is missing');
    expect(verdicts(parts('25', 20))).toEqual(['reproduced']);
  });

  it('leaves a percentage of a group further up as what it is', () => {
    const [finding] = findingsOf('percent-of-count', parts('12.5'));
    expect(finding).toMatchObject({ verdict: 'reproduced' });
    expect(finding?.why).toBe(
      'The count of Sham is not printed. 5 are the printed 12.5 % as a share of All (40): 12.500 %.',
    );
  });
});

describe('percentages of scores', () => {
  const scores = (percent: string, visit = {}) => ({
    cohorts: { all: { n: 40 } },
    measures: {
      score: { cohort: 'all', frequencies: { 1: { n: 10, percent }, 2: { n: 25 } }, ...visit },
    },
  });

  it('are of the patients at the visit, or of all scores that are printed', () => {
    expect(verdicts(scores('25'))).toEqual(['reproduced']);
    expect(verdicts(scores('28.6'))).toEqual(['reproduced']);
    expect(verdicts(scores('20'))).toEqual(['inconsistent']);
  });

  it('are of fewer only where the number with a score is not printed', () => {
    expect(verdicts(scores('27.0'))).toEqual(['unexplained']);
    expect(verdicts(scores('27.0', { n: 40 }))).toEqual(['inconsistent']);
  });
});

describe('innocent reasons', () => {
  const cohort = (percent: string, more = {}, design = {}) => ({
    design,
    cohorts: { all: { n: 171 }, part: { of: 'all', n: 28, percent, ...more } },
  });

  it('a file that says that data are missing never makes a larger share wrong', () => {
    expect(verdicts(cohort('17.0'))).toEqual(['inconsistent']);
    expect(verdicts(cohort('17.0', {}, { missing: 'lost to follow-up' }))).toEqual(['unexplained']);
    expect(verdicts(cohort('17.0', { how: { set: 'completers' } }))).toEqual(['possible']);
    for (const missing of ['none', 'not stated', 'No missing data.', 'complete']) {
      expect(verdicts(cohort('17.0', {}, { missing }))).toEqual(['inconsistent']);
    }
    for (const missing of ['complete cases', 'no imputation', 'carried forward']) {
      expect(verdicts(cohort('17.0', {}, { missing }))).toEqual(['unexplained']);
    }
  });

  it('a pooled, stratified or modelled percentage is no count over a count', () => {
    for (const how of [
      { pooled: 'random effects' },
      { stratified: ['site'] },
      { model: 'mixed model' },
      { average: "of patients' percentages" },
    ]) {
      expect(verdicts(cohort('12.1', { how }))).toEqual(['unexplained']);
    }
  });

  it('says who could be missing even where the definition rules', () => {
    expect(findingsOf('percent-of-count', cohort('17.0'))[0]?.why).toBe(
      '28 of 171 are 16.374 %. Printed is 17.0. It would be a share of 165 of the 171, if 6 had no data. What could explain it: another denominator, missing values or a misprint in one of the three.',
    );
  });
});

it('every count over its whole passes under every rule, however it is rounded', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.nat(),
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom(...roundings),
      (all, drawn, decimals, rounding) => {
        const n = drawn % (all + 1);
        // Exact: a percentage times 10^decimals, to the nearest or cut off.
        const scaled = 200n * BigInt(n) * 10n ** BigInt(decimals);
        const twice = 2n * BigInt(all);
        const cut = rounding === 'truncate';
        const units = (cut ? scaled : scaled + BigInt(all)) / twice;
        const digits = units.toString().padStart(decimals + 1, '0');
        const text =
          decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
        const tie = !cut && (scaled + BigInt(all)) % twice === 0n;
        fc.pre(!(tie && rounding === 'half-even'));
        const parts = {
          cohorts: { all: { n: all }, part: { of: 'all', n, percent: text } },
          counts: [{ columns: ['all'], rows: { event: [`${n} (${text})`] } }],
        };
        const found = findingsOf('percent-of-count', parts, { rounding });
        expect(found.map(({ level }) => level)).toEqual(['pass', 'pass']);
      },
    ),
    { numRuns: 200 },
  );
});
