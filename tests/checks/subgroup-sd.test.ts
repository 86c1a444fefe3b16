import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Rounding, roundings } from '../../src/numeric/decimal.ts';
import { findingsOf } from './study.ts';

interface Row {
  readonly n: number | null;
  readonly mean: string;
  readonly sd?: string;
}

const study = (whole: Row, parts: readonly Row[], stated = true) => {
  const rows = [whole, ...parts];
  const ids = rows.map((_, at) => (at === 0 ? 'all' : `part-${at}`));
  return {
    cohorts: Object.fromEntries(
      rows.map(({ n }, at) => [ids[at], at === 0 ? { n } : { of: 'all', n }]),
    ),
    partitions: [{ of: 'all', into: ids.slice(1) }],
    measures: {
      score: {
        in: Object.fromEntries(
          rows.map(({ n, ...row }, at) => [ids[at], { after: stated ? { n, ...row } : row }]),
        ),
      },
    },
  };
};
const found = (...args: Parameters<typeof study>) => findingsOf('subgroup-sd', study(...args))[0];

const two = (sd: string, stated?: boolean) =>
  found(
    { n: 20, mean: '5.00', sd },
    [
      { n: 10, mean: '4.00', sd: '1.00' },
      { n: 10, mean: '6.00', sd: '1.00' },
    ],
    stated,
  );

it('combines two groups of ten with means 4 and 6 and SDs of 1 to √2', () => {
  // By hand: 9 + 9 within, 10 × 1² + 10 × 1² between, over 19: 2.
  const finding = two('1.41');
  expect(finding).toMatchObject({ verdict: 'reproduced' });
  expect(finding?.recomputed?.nominal).toBeCloseTo(Math.SQRT2, 14);
  expect(finding?.why).toBe(
    '√((9 × 1.00² + 9 × 1.00² + 20.0000) / 19) = 1.4142, where 20.0000 is what the means differ by.',
  );
});

it('does not give another SD', () => {
  const finding = two('1.60');
  expect(finding?.verdict).toBe('inconsistent');
  expect(finding?.why).toMatch(
    /= 1\.4142, where 20\.0000 is what the means differ by \(1\.4\d+ to 1\.4\d+ before rounding\); printed is 1\.60\. What could explain it/,
  );
});

it('names SDs that divide by n, and the pooled SD', () => {
  // √((10 + 10 + 20) / 20) = √2 too; with SDs of 2: √(120/20) = 2.449 and √(92/19) = 2.200.
  const wide = (sd: string) =>
    found({ n: 20, mean: '5.00', sd }, [
      { n: 10, mean: '4.00', sd: '2.00' },
      { n: 10, mean: '6.00', sd: '2.00' },
    ]);
  expect(wide('2.20')?.verdict).toBe('reproduced');
  expect(wide('2.24')).toMatchObject({ verdict: 'within-rounding' });
  expect(wide('2.24')?.why).toContain('if all SDs divide by n instead of n − 1');
  expect(wide('2.00')).toMatchObject({ verdict: 'unexplained' });
  expect(wide('2.00')?.why).toContain('as the pooled SD within the parts');
});

it('takes a value on the edge of the rounding intervals either way', () => {
  // Equal means, SDs of [0.5, 1.5], and means that may differ by up to 1: variance from
  // 9 × 0.25 × 2 / 19 to (9 × 2.25 × 2 + 20 × 0.25) / 19, SD from 0.487 to 1.547.
  const coarse = (sd: string) =>
    found({ n: 20, mean: '5', sd }, [
      { n: 10, mean: '5', sd: '1' },
      { n: 10, mean: '5', sd: '1' },
    ]);
  expect(coarse('1')?.recomputed?.low).toBeCloseTo(Math.sqrt(4.5 / 19), 12);
  expect(coarse('1')?.recomputed?.high).toBeCloseTo(Math.sqrt(45.5 / 19), 12);
  const edge = (sd: string) =>
    found({ n: 4, mean: '1', sd }, [
      { n: 2, mean: '0.5', sd: '0.0' },
      { n: 2, mean: '1.5', sd: '0.0' },
    ]);
  // Means [0.45, 0.55] and [1.45, 1.55]: at least 0.9 apart, variance 4 × 0.45² / 3 = 0.27.
  expect(edge('0.6')?.recomputed?.low).toBeCloseTo(Math.sqrt(0.27), 12);
  expect(edge('0.5')?.verdict).toBe('within-rounding');
  // Dividing by n it is at least √(0.81 / 4) = 0.45, the upper end of 0.4.
  expect(edge('0.4')?.why).toContain('if all SDs divide by n');
  expect(edge('0.3')?.verdict).toBe('inconsistent');
});

it('is unexplained at worst where the n at the visit are not printed', () => {
  expect(two('1.60', false)).toMatchObject({
    verdict: 'unexplained',
    conditions: ['every patient of the groups has a score'],
  });
});

it('names what is missing', () => {
  const finding = found({ n: 20, mean: '5', sd: '1' }, [
    { n: 10, mean: '4', sd: '1' },
    { n: 10, mean: '6' },
  ]);
  expect(finding?.why).toBe(
    'A mean or an SD of one of the parts is missing. Mean, SD and n of every part would be needed.',
  );
});

const values = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: length });

/** Mean and SD of a sample, from its deviations, in decimal text. */
function row(scores: readonly number[], rounding: Rounding): Row {
  const n = scores.length;
  const mean = scores.reduce((sum, value) => sum + value, 0) / n;
  const squares = scores.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n, mean: text(mean, rounding), sd: text(Math.sqrt(squares / (n - 1)), rounding) };
}

function text(value: number, rounding: Rounding): string {
  // Values within 1e-9 of a tie are left to the exact tests.
  const scaled = value * 100;
  return (Math.floor(rounding === 'truncate' ? scaled + 1e-9 : scaled + 0.5) / 100).toFixed(2);
}

function isTie(scores: readonly number[]): boolean {
  const n = scores.length;
  const mean = scores.reduce((sum, value) => sum + value, 0) / n;
  const sd = Math.sqrt(scores.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  return [mean, sd].some((each) => Math.abs(((each * 100) % 1) - 0.5) < 1e-7);
}

it('passes the rounded figures of any scores under every rule', () => {
  fc.assert(
    fc.property(
      fc.array(values(9), { minLength: 2, maxLength: 4 }),
      fc.constantFrom(...roundings),
      (groups, rounding) => {
        fc.pre(rounding !== 'half-even' || ![groups.flat(), ...groups].some(isTie));
        const parts = study(
          row(groups.flat(), rounding),
          groups.map((group) => row(group, rounding)),
        );
        expect(findingsOf('subgroup-sd', parts, { rounding })[0]?.level).toBe('pass');
      },
    ),
    { numRuns: 200 },
  );
});

it('has bounds that no choice within the rounding passes, and that some choice reaches', () => {
  const part = fc.record({
    n: fc.integer({ min: 2, max: 30 }),
    mean: fc.integer({ min: 0, max: 6 }),
    sd: fc.integer({ min: 0, max: 3 }),
  });
  const steps = [-0.5, -0.3, -0.1, 0.1, 0.3, 0.5];
  fc.assert(
    fc.property(fc.tuple(part, part, part), (parts) => {
      const total = parts.reduce((sum, { n }) => sum + n, 0);
      const rows = parts.map(({ n, mean, sd }) => ({ n, mean: `${mean}`, sd: `${sd}` }));
      // No reading gives 99, so what is shown is the definition.
      const finding = found({ n: total, mean: '3', sd: '99' }, rows);
      const sdOf = (means: readonly number[], step: number) => {
        const mean = parts.reduce((sum, { n }, at) => sum + n * (means[at] ?? 0), 0) / total;
        const squares = parts.reduce((sum, { n, sd }, at) => {
          const spread = Math.max(sd + step, 0);
          return sum + (n - 1) * spread ** 2 + n * ((means[at] ?? 0) - mean) ** 2;
        }, 0);
        return Math.sqrt(squares / (total - 1));
      };
      let [low, high] = [Number.POSITIVE_INFINITY, 0];
      for (const a of steps) {
        for (const b of steps) {
          for (const c of steps) {
            const means = [a, b, c].map((step, at) => (parts[at]?.mean ?? 0) + step);
            low = Math.min(low, sdOf(means, -0.5));
            high = Math.max(high, sdOf(means, 0.5));
          }
        }
      }
      const { low: least = null, high: most = null } = finding?.recomputed ?? {};
      expect(low).toBeGreaterThanOrEqual((least ?? 0) - 1e-12);
      // The greatest is at a corner, and corners were tried.
      expect(high).toBeCloseTo(most ?? 0, 10);
      expect(low - (least ?? 0)).toBeLessThan(0.2);
    }),
    { numRuns: 60 },
  );
});
