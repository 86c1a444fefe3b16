import { describe, expect, it } from 'vitest';
import { Attainable } from './false-alarms/attainable.ts';
import { dataSets, sweepDataSets, sweepPercentages } from './false-alarms/complete.ts';
import { powerAgainstClaim } from './false-alarms/power.ts';
import { sweepMeans } from './false-alarms/sweep.ts';

// A small part of `npm run verify:false-alarms`, which goes to n = 60.
describe('figures that some data set has', () => {
  it('are made of every attainable total and sum of squares', () => {
    const attainable = new Attainable(4);
    for (let n = 1; n <= 6; n++) {
      attainable.next();
      const found = new Set<string>();
      attainable.each((sum, squares) => found.add(`${sum} ${squares}`));
      const expected = new Set<string>();
      for (const scores of dataSets(n, 0, 4)) {
        const sum = scores.reduce((a, b) => a + b, 0);
        expected.add(`${sum} ${scores.reduce((a, b) => a + b * b, 0)}`);
      }
      expect(found).toEqual(expected);
    }
  });

  it.each([
    [1, 3, 20],
    [1, 5, 10],
    [0, 10, 5],
    [0, 1, 20],
  ])('pass as means and SDs from %i to %i, n = 2 to %i', (min, max, greatestN) => {
    const divisors = ['sample', 'population'] as const;
    const swept = sweepMeans({ min, max, greatestN, decimals: [1, 2], divisors });
    expect(swept.alarms).toEqual([]);
    expect(swept.asked).toBeGreaterThan(5000);
  });

  it('pass as percentages', () => {
    expect(sweepPercentages(15, [0, 1, 2]).alarms).toEqual([]);
  });

  it('pass as whole studies, with everything that can be printed of a data set', () => {
    expect(sweepDataSets({ min: 1, max: 3, greatestN: 4, decimals: [1] }).alarms).toEqual([]);
  });
});

it('shows as many wrong figures as it claims', () => {
  const all = powerAgainstClaim(12, 8);
  expect(all.map(({ check }) => check)).toContain('sample-exists');
  for (const { check, kind, standardErrors } of all) {
    expect(standardErrors, `${check}, ${kind}`).toBeLessThan(4);
  }
});
