import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingsOf } from './study.ts';

const row = (statistics: object, n = 11) =>
  findingsOf('sample-exists', {
    cohorts: { all: { n } },
    scales: { vas: { min: 0, max: 10, step: 1, stepSource: 'manual' } },
    measures: {
      pain: {
        cohort: 'all',
        scale: 'vas',
        at: { before: { n, ...statistics } },
      },
    },
  })[0];

describe('a median without a mean or an SD', () => {
  it('is one of the scores where their number is odd', () => {
    expect(row({ median: '4' })?.verdict).toBe('possible');
    const found = row({ median: '4.5' });
    expect(found?.verdict).toBe('impossible-as-entered');
    expect(found?.why).toContain('The median of 11 scores is number 6 of them in order');
  });

  it('may lie half-way between two scores where it is even, and nowhere else', () => {
    expect(row({ median: '4.5' }, 12)?.verdict).toBe('possible');
    expect(row({ median: '4.3' }, 12)?.verdict).toBe('impossible-as-entered');
    // The edge of its rounding: 4.5 to no decimals is 4 or 5.
    expect(row({ median: '5' }, 12)?.verdict).toBe('possible');
  });

  it('is left alone where the file defines it otherwise', () => {
    expect(row({ median: '4.3', how: { note: 'interpolated median' } })).toBeUndefined();
  });

  it('of any scores passes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10), { minLength: 2, maxLength: 12 }), (scores) => {
        const sorted = scores.toSorted((a, b) => a - b);
        const at = (i: number) => sorted[i] ?? 0;
        const [n, half] = [sorted.length, Math.floor(sorted.length / 2)];
        const median = n % 2 === 1 ? at(half) : (at(half - 1) + at(half)) / 2;
        expect(row({ median: median.toFixed(1) }, n)?.verdict).toBe('possible');
      }),
      { numRuns: 40 },
    );
  });
});

describe('quartiles without a mean or an SD', () => {
  it('are decided by the definition that the file names', () => {
    // R: quantile of 11 scores, type 7: x(3.5) and x(8.5), halves of whole scores.
    const how = { quartiles: 'R type 7' };
    expect(row({ iqr: ['2.5', '6.5'], how })?.verdict).toBe('possible');
    const found = row({ iqr: ['2.3', '6.5'], how });
    expect(found?.verdict).toBe('impossible-as-entered');
    expect(found?.why).toContain('quartiles 2.3 and 6.5');
    expect(row({ iqr: ['2.3', '6.5'] })).toBeUndefined();
  });
});
