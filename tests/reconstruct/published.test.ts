import { describe, expect, it } from 'vitest';
import { TooLargeError } from '../../src/reconstruct/errors.ts';
import { exists, findDataSet } from '../../src/reconstruct/exists.ts';
import { nearestPossibleMean, nearestPossibleSd } from '../../src/reconstruct/nearest.ts';
import { count, frequencies, list, workPlan } from '../../src/reconstruct/reconstruct.ts';
import { type PrintedSample, sampleProblem } from '../../src/reconstruct/targets.ts';

const problem = (
  mean: string,
  sd: string,
  n: number,
  min: number,
  max: number,
  more: Partial<PrintedSample> & { items?: number } = {},
) => sampleProblem({ mean, sd, n, scale: { min, max, step: 1, items: more.items ?? 1 }, ...more });

describe('the bundled study: n 171 on 1–5 (found by two other programs)', () => {
  it('has six possible score distributions before', () => {
    const before = problem('1.72', '0.57', 171, 1, 5);
    const listed = Array.from(list(before), (counts) => counts.join(' '));
    expect(listed.sort()).toEqual(
      [
        '58 103 10 0 0',
        '57 106 7 1 0',
        '56 109 4 2 0',
        '55 112 1 3 0',
        '55 111 4 0 1',
        '54 114 1 1 1',
      ].sort(),
    );
  });

  it.each([
    ['4.33', '0.85', 256n],
    ['4.30', '1.06', 619n],
    ['4.30', '1.13', 656n],
    ['4.39', '1.07', 240n],
  ])('has for %s ± %s exactly %s', (mean, sd, expected) => {
    expect(count(problem(mean, sd, 171, 1, 5))).toBe(expected);
  });
});

describe('exact counts that another program found', () => {
  it.each([
    ['4.20', '1.50', 100, 1, 7, 1, 73_888n],
    ['5.50', '2.50', 40, 1, 10, 1, 158_418n],
    ['4.13', '1.50', 200, 1, 7, 1, 4_948_544n],
    ['10.25', '5.21', 20, 0, 20, 1, 4_398_375n],
    ['3.26', '0.81', 60, 1, 5, 4, 95_363_366_848n],
    ['3.42', '1.13', 1000, 1, 5, 1, 3_123_929n],
    ['24.50', '12.10', 30, 0, 50, 1, 18_997_821_896_828_801n],
  ])('%s ± %s, n %i, %i–%i, items %i: %s', (mean, sd, n, min, max, items, expected) => {
    const { count: found, scores } = frequencies(problem(mean, sd, n, min, max, { items }));
    expect(found).toBe(expected);
    const total = scores.reduce((sum, score) => sum + (score.mean as number), 0);
    expect(total / n).toBeCloseTo(1, 10);
    const average = scores.reduce((sum, { score, mean: m }) => sum + score * (m as number), 0) / n;
    expect(Math.abs(average - Number(mean))).toBeLessThanOrEqual(0.005 + 1e-9);
  });
});

describe('cases where other programs go wrong', () => {
  it('finds the one data set of 3.00 ± 0.00: all threes', () => {
    const threes = problem('3.00', '0.00', 100, 1, 5);
    expect(count(threes)).toBe(1n);
    expect([...(findDataSet(threes) as Int32Array)]).toEqual([0, 0, 100, 0, 0]);
  });

  it('finds fifteen 5s and one 4 for 4.9 ± 0.2, whose SD is exactly 0.25', () => {
    const edge = problem('4.9', '0.2', 16, 1, 5);
    expect(exists(edge)).toBe(true);
    expect(Array.from(list(edge), (counts) => [...counts])).toContainEqual([0, 0, 0, 1, 15]);
    expect(exists(problem('4.9', '0.2', 16, 1, 5, { rounding: 'half-up' }))).toBe(false);
    expect(exists(problem('4.9', '0.2', 16, 1, 5, { rounding: 'half-even' }))).toBe(true);
  });

  it('keeps the edge sums of 1.17 ± 0.51', () => {
    expect(count(problem('1.17', '0.51', 200, 1, 5))).toBe(24n);
  });

  it('finds both data sets of 2.0 ± 0.1, n 80', () => {
    expect(count(problem('2.0', '0.1', 80, 1, 5))).toBe(2n);
  });

  it('tries every total of 2.1 ± 0.4, n 17', () => {
    expect(exists(problem('2.1', '0.4', 17, 0, 100))).toBe(true);
  });

  it('refuses 1.54 ± 0.46, n 108: the least possible SD is 0.501', () => {
    const none = problem('1.54', '0.46', 108, 0, 100);
    expect(exists(none)).toBe(false);
    const { below, above, nearest } = nearestPossibleSd(none);
    expect(below).toBeNull();
    expect(above?.value).toBeCloseTo(0.501, 3);
    expect(nearest).toBe(above);
  });

  it('refuses 3.50 ± 1.70, n 50 on 1–7, and names the nearest SDs and means', () => {
    const none = problem('3.50', '1.70', 50, 1, 7);
    expect(count(none)).toBe(0n);
    const sds = nearestPossibleSd(none);
    // Counted from 0 the total is 125, odd, and so is every Σu²: 453 and 455 lie around the window.
    expect(sds.below?.value).toBeCloseTo(Math.sqrt((50 * 453 - 125 ** 2) / 2450), 12);
    expect(sds.above?.value).toBeCloseTo(Math.sqrt((50 * 455 - 125 ** 2) / 2450), 12);
    const means = nearestPossibleMean(none);
    expect(means.nearest).not.toBeNull();
    expect(exists(problem(`${means.nearest?.value}`, '1.70', 50, 1, 7))).toBe(true);
  });
});

describe('what is out of reach', () => {
  it.each([
    ['5.03', '2.11', 1000, 0, 10],
    ['50.03', '22.11', 60, 0, 100],
  ])(
    'says at once that %s ± %s, n %i on %i–%i cannot be counted, and that one exists',
    (mean, sd, n, min, max) => {
      const large = problem(mean, sd, n, min, max);
      expect(workPlan(large).engine).toBe('none');
      expect(() => count(large)).toThrow(TooLargeError);
      expect(() => frequencies(large)).toThrow(TooLargeError);
      expect(exists(large)).toBe(true);
    },
  );
});
