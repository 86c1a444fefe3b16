import { expect, it } from 'vitest';
import { findingsOf } from './study.ts';

const improvement = (text: string, how?: object, scale: object = {}, means = ['10.1', '4.6']) =>
  findingsOf('percent-improvement', {
    cohorts: { all: { n: 31 } },
    scales: { s: { min: 0, max: 25, better: 'lower', ...scale } },
    measures: {
      m: {
        scale: 's',
        cohort: 'all',
        at: { before: { n: 31, mean: means[0] }, after: { n: 31, mean: means[1] } },
      },
    },
    comparisons: [
      { measure: 'm', from: 'before', to: 'after', improvement: text, ...(how && { how }) },
    ],
  })[0];
const ofMeans = { average: 'of group means' };

it('reproduces (10.1 − 4.6)/10.1 = 54.5 %', () => {
  expect(improvement('54.5%')?.verdict).toBe('reproduced');
  expect(improvement('54.5%', ofMeans)?.verdict).toBe('reproduced');
  expect(improvement('0.545')?.verdict).toBe('reproduced');
  expect(improvement('45.5%', ofMeans)?.verdict).toBe('inconsistent');
  expect(improvement('45.5%')?.verdict).toBe('unexplained');
});

it('holds up to the edge of what the two means allow', () => {
  // 1 − 4.55/10.15 = 0.551724 and 1 − 4.65/10.05 = 0.537313.
  expect(improvement('55.2%', ofMeans)?.verdict).toBe('within-rounding');
  expect(improvement('53.7%', ofMeans)?.verdict).toBe('within-rounding');
  expect(improvement('55.9%', ofMeans)?.verdict).toBe('inconsistent');
  expect(improvement('52.9%', ofMeans)?.verdict).toBe('inconsistent');
  // 1 − 5/10 is 50 % whatever is printed of it.
  expect(improvement('50%', ofMeans, {}, ['10', '5'])?.verdict).toBe('reproduced');
});

it('names the share of the possible gain: 2.61/3.28 = 79.6 %', () => {
  const scale = { min: 1, max: 5, better: 'higher' };
  const found = improvement('79.6%', undefined, scale, ['1.72', '4.33']);
  expect(found?.verdict).toBe('reproduced');
  expect(found?.why).toContain('as a share of the possible gain');
  expect(improvement('152%', undefined, scale, ['1.72', '4.33'])?.verdict).toBe('reproduced');
  // (4.33 − 1)/(1.72 − 1) = 4.625: +362 % if the same patients were scored 0–4.
  expect(improvement('362%', undefined, scale, ['1.72', '4.33'])?.why).toContain(
    'the scale’s other end',
  );
});

it('leaves a mean of patients’ percentages alone', () => {
  const found = improvement('45.5%', { average: "of patients' percentages" });
  expect(found?.verdict).toBe('not-checkable');
  expect(found?.why).toContain('individual values would be needed');
});

it('is no proof where n is not printed at both visits', () => {
  const found = findingsOf('percent-improvement', {
    cohorts: { all: { n: 31 } },
    measures: { m: { cohort: 'all', at: { before: { mean: '10.1' }, after: { mean: '4.6' } } } },
    comparisons: [
      { measure: 'm', from: 'before', to: 'after', improvement: '45.5%', how: ofMeans },
    ],
  });
  expect(found[0]?.verdict).toBe('unexplained');
});
