import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mean } from './by-hand.ts';
import { findingsOf } from './study.ts';

const row = (statistics: object, n = 40) =>
  findingsOf('range-bounds', {
    cohorts: { all: { n } },
    measures: { m: { cohort: 'all', n, ...statistics } },
  }).filter(({ why }) => /^With the median/.test(why));

it('is far from the median only as the range allows', () => {
  // (8 + 19 × 10 + 20 × 20)/40 = 14.95; half a unit more everywhere is 15.4375 + 0.0125.
  const [found] = row({ mean: '19.0', median: '10', range: ['8', '20'] });
  expect(found).toMatchObject({ verdict: 'inconsistent', where: { path: 'measures.m.mean' } });
  expect(found?.why).toContain('is at most (8 + 19 × 10 + 20 × 20)/40 = 14.950');
  expect(row({ mean: '14.9', median: '10', range: ['8', '20'] })).toEqual([]);
  // The other way round: (20 + 19 × 18 + 20 × 8)/40 = 13.05.
  const [low] = row({ mean: '9.0', median: '18', range: ['8', '20'] });
  expect(low?.why).toContain('is at least (20 + 19 × 18 + 20 × 8)/40 = 13.050');
});

it('may lie on the edge: (8.5 + 19 × 10.5 + 20 × 20.5)/40 = 15.45', () => {
  const of = (text: string) => row({ mean: text, median: '10', range: ['8', '20'] });
  expect(of('15.45')).toEqual([]);
  expect(of('15.9')).toEqual([]);
  // If digits were cut off up to 15.95.
  expect(of('16.0')).toEqual([]);
  expect(of('16.1')).toHaveLength(1);
});

it('is never called wrong of complete data, with either middle value as the median', () => {
  const scores = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 3, maxLength: 30 });
  fc.assert(
    fc.property(scores, fc.boolean(), (all, isLower) => {
      const sorted = [...all].sort((a, b) => a - b);
      const at = isLower ? Math.floor((all.length - 1) / 2) : Math.floor(all.length / 2);
      const median = String(sorted[at]);
      const range = [String(sorted[0]), String(sorted.at(-1))];
      expect(row({ mean: mean(all).toFixed(2), median, range }, all.length)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
