import { expect, it } from 'vitest';
import { findingsOf } from './study.ts';

const cohorts = (percent: string, n: number | string = 28, all = 171) => ({
  cohorts: { all: { n: all }, part: { of: 'all', n, percent } },
});
const verdict = (parts: ReturnType<typeof cohorts>) =>
  findingsOf('percent-of-count', parts).map((finding) => finding.verdict);

it('reproduces 28 of 171 as 16.4 % and does not 17.0 %', () => {
  expect(verdict(cohorts('16.4'))).toEqual(['reproduced']);
  expect(verdict(cohorts('17.0'))).toEqual(['inconsistent']);
});

it('takes a value on the edge of the rounding interval as printed either way', () => {
  // 1 of 8 is 12.5 %, halfway between 12 and 13.
  expect(verdict(cohorts('12', 1, 8))).toEqual(['reproduced']);
  expect(verdict(cohorts('13', 1, 8))).toEqual(['reproduced']);
  expect(verdict(cohorts('14', 1, 8))).toEqual(['inconsistent']);
});

it('says when a percentage fits only if digits were cut off', () => {
  const [finding] = findingsOf('percent-of-count', cohorts('16.3'));
  expect(finding?.verdict).toBe('within-rounding');
  expect(finding?.why).toContain('cut off');
});

it('reads "up to 28" as 28, then as any smaller count', () => {
  expect(verdict(cohorts('16.4', '≤28'))).toEqual(['reproduced']);
  expect(verdict(cohorts('8.2', '≤28'))).toEqual(['within-rounding']);
  expect(verdict(cohorts('17.0', '≤28'))).toEqual(['inconsistent']);
});

it('tries the wholes further up before it calls a percentage wrong', () => {
  const [finding] = findingsOf('percent-of-count', {
    cohorts: {
      all: { n: 171 },
      recurrence: { of: 'all', n: 18 },
      repeat: { of: 'recurrence', n: 9, percent: '5.3' },
    },
  });
  expect(finding?.verdict).toBe('reproduced');
  expect(finding?.why).toBe(
    '9 of 18 are 50.000 %. The printed 5.3 is reproduced as a share of All (171): 5.263 %.',
  );
});

it('says where the figure stands, what went in, and what the agreement is worth', () => {
  const [finding] = findingsOf('percent-of-count', cohorts('16.4'), { strength: true });
  expect(finding?.where).toMatchObject({ file: 'study.json', path: 'cohorts.part.percent' });
  expect(finding?.figures).toEqual(['cohorts.part.percent', 'cohorts.part.n', 'cohorts.all.n']);
  // 16.4 as printed and 16.3 if cut off pass, of the 1,001 percentages from 0.0 to 100.0.
  expect(finding?.strength?.power).toBeCloseTo(999 / 1001, 12);
  expect(finding?.strength?.slips.oneStep).toEqual({ caught: 1, of: 2 });
  expect(finding?.strength?.slips.lastDigit).toEqual({ caught: 8, of: 9 });
  expect(finding?.strength?.slips.anyDigit).toEqual({ caught: 26, of: 27 });
});

it('calls no percentage wrong whose whole is not printed', () => {
  const [finding] = findingsOf('percent-of-count', {
    cohorts: {
      all: { n: 40 },
      sham: { of: 'all', n: null },
      better: { of: 'sham', n: 5, percent: '25' },
    },
  });
  expect(finding?.verdict).toBe('not-checkable');
});
