import { expect, it } from 'vitest';
import { findingsOf } from './study.ts';

const study = (figures: Readonly<Record<string, unknown>>, more = {}) => ({
  cohorts: { all: { n: 40 } },
  scales: { s: { min: 1, max: 5 } },
  measures: { score: { scale: 's', cohort: 'all', ...figures } },
  ...more,
});
const found = (...args: Parameters<typeof study>) => findingsOf('value-bounds', study(...args));

it.each<readonly [string, object, object, string]>([
  ['a mean above the scale', { mean: '5.21' }, {}, 'lies above the scale’s greatest score'],
  ['an SD below zero', { sd: '−0.85' }, {}, 'is below zero'],
  ['a reversed range', { range: ['4', '2'] }, {}, 'ends below its start'],
  [
    'a percentage above 100',
    {},
    { cohorts: { all: { n: 40 }, p: { of: 'all', percent: '164' } } },
    '',
  ],
  ['a correlation of 1.2', {}, { correlations: [{ variables: ['a', 'b'], r: '1.2' }] }, ''],
  ...[
    ['kappa', '1.4', 'kappa is at most 1'],
    ['icc', '1.2', 'icc is at most 1'],
    ['cramers-v', '-.2', 'cramers-v lies between 0 and 1'],
    ['phi', '-1.2', 'φ lies between −1 and 1'],
    ['nnt', '0.5', 'no fewer than 1 patient'],
    ['rd', '130%', 'a difference of percentages is at most 100'],
  ].map(
    ([kind = '', value = '', words = '']) =>
      [`${kind} = ${value}`, {}, { comparisons: [{ effects: [{ kind, value }] }] }, words] as const,
  ),
  ['a geometric SD below 1', { geometricSd: '0.8' }, {}, 'a factor of at least 1'],
  [
    'a rate below zero',
    {},
    { rates: { r: { rate: '1.2', ci: ['-0.4', '2.8'] } } },
    'a rate is not below zero',
  ],
  ['p above 1', {}, { comparisons: [{ p: '1.3' }] }, 'a p-value lies between 0 and 1'],
])('finds %s', (_, figures, more, words) => {
  const findings = found({ ...figures }, more);
  expect(findings.map(({ verdict }) => verdict)).toEqual(['impossible-as-entered']);
  expect(findings[0]?.why.replace("'", '’')).toContain(words);
  expect(findings[0]?.why).toMatch(/^.+\. What could explain it: .+\.$/);
  expect(findings[0]?.conditions).toEqual(['the figure is copied as printed']);
});

it('names the figure and its place in words', () => {
  expect(found({ mean: '5.21' })[0]?.label).toBe('mean (Score)');
  expect(found({ at: { '1-week': { sd: '-1' } } })[0]?.label).toBe('SD (Score, 1 week)');
  expect(found({}, { comparisons: [{ p: '1.3' }] })[0]?.label).toBe('p-value (Comparison 1)');
});

it('takes a figure whose rounding reaches the bound', () => {
  // 5.0 may be 4.95; 100.4 may not be 100.
  expect(found({ mean: '5.0' })).toEqual([]);
  expect(found({ mean: '5.04' })).toHaveLength(1);
  expect(found({ mean: '1' })).toEqual([]);
  expect(found({ mean: '0.9' })).toHaveLength(1);
  const effect = (kind: string, value: string) =>
    found({}, { comparisons: [{ effects: [{ kind, value }] }] }).length;
  expect(effect('nnt', '1')).toBe(0);
  expect(effect('nnt', '-1.0')).toBe(0);
  expect(effect('kappa', '1.00')).toBe(0);
  expect(effect('omega2', '-0.02')).toBe(0);
  expect(found({ mean: '5.4', sd: '1' }, { scales: { s: { min: 1, max: 6 } } })).toEqual([]);
});

it('leaves subsets and partitions to their own checks, and an SD of 0 alone', () => {
  const parts = {
    cohorts: { all: { n: 4 }, a: { of: 'all', n: 5 }, b: { of: 'all', n: 5 } },
    partitions: [{ of: 'all', into: ['a', 'b'] }],
    counts: [{ columns: ['all'], rows: { pain: ['7/4'] } }],
    measures: { score: { cohort: 'all', mean: '1', sd: '0' } },
  };
  expect(findingsOf('value-bounds', parts)).toEqual([]);
  expect(findingsOf('subset-size', parts).filter(({ level }) => level === 'error')).toHaveLength(3);
});

it('says nothing of figures that are within their bounds', () => {
  expect(found({ mean: '3.2', sd: '1.1', range: ['1', '5'] })).toEqual([]);
});
