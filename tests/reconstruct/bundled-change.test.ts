import { describe, expect, it } from 'vitest';
import { boundChange } from '../../src/reconstruct/bound-change.ts';
import type { ChangeBounds, PrintedChange } from '../../src/reconstruct/change-bounds.ts';
import type { JointTable } from '../../src/reconstruct/coupling.ts';
import { witnessRows } from '../../src/reconstruct/witness.ts';

const before = { mean: '1.72', sd: '0.57', n: 171 };
const scale = { min: 1, max: 5, step: 1 };
const at = (mean: string, sd: string, more: Partial<PrintedChange> = {}) =>
  boundChange({ scale, before, after: { mean, sd, n: 171 }, ...more });

const limits = (ranges: readonly { low: { count: number }; high: { count: number } }[]) =>
  ranges.map(({ low, high }) => [low.count, high.count]);

describe('the bundled study: what must be true of 171 patients (found by two other methods)', () => {
  it.each([
    [
      '1 week',
      '4.33',
      '0.85',
      [
        [150, 171],
        [118, 171],
        [67, 148],
      ],
      [128, 164],
      12,
    ],
    [
      '3 months',
      '4.30',
      '1.06',
      [
        [139, 171],
        [112, 166],
        [80, 153],
      ],
      [116, 158],
      18,
    ],
    [
      '12 months',
      '4.30',
      '1.13',
      [
        [134, 171],
        [115, 163],
        [86, 155],
      ],
      [119, 156],
      20,
    ],
    [
      'last',
      '4.39',
      '1.07',
      [
        [139, 171],
        [121, 164],
        [96, 156],
      ],
      [125, 156],
      17,
    ],
  ] as const)('%s', (_, mean, sd, higher, scored, lower) => {
    const bounds = at(mean, sd);
    expect(bounds.status).toBe('exact');
    expect(limits(bounds.higher.slice(0, 3))).toEqual(higher);
    expect(limits(bounds.scored.filter(({ score }) => score === 4))).toEqual([scored]);
    expect(limits(bounds.lower.slice(0, 1))).toEqual([[0, lower]]);
  });

  it('goes through 10,626 pairs in all', () => {
    const pairs = [at('4.33', '0.85'), at('4.30', '1.06'), at('4.30', '1.13'), at('4.39', '1.07')];
    expect(pairs.reduce((sum, { dataSets }) => sum + Number(dataSets.pairs), 0)).toBe(10_626);
  });

  it('gives the largest p at 1 week: below 2.4e-59 by paired t, 6.4e-34 by sign test', () => {
    // Both are printed rounded up.
    const { p, signTest } = at('4.33', '0.85').moments as NonNullable<ChangeBounds['moments']>;
    expect(p.high.value).toBeGreaterThan(2.3e-59);
    expect(p.high.value).toBeLessThan(2.4e-59);
    expect(signTest.high.value).toBeGreaterThan(6.3e-34);
    expect(signTest.high.value).toBeLessThan(6.4e-34);
    expect(signTest.high.reached && p.high.reached).toBe(true);
  });

  it('has 150, 138, 133 and 138 when SDs divide by n', () => {
    const least = [
      ['4.33', '0.85'],
      ['4.30', '1.06'],
      ['4.30', '1.13'],
      ['4.39', '1.07'],
    ].map(([mean, sd]) => at(mean as string, sd as string, { sdKind: 'population' }));
    expect(least.map(({ higher }) => higher[0]?.low.count)).toEqual([150, 138, 133, 138]);
  });

  it('has witnesses whose rows give the printed figures', () => {
    const bounds = at('4.33', '0.85');
    const witness = bounds.higher[0]?.low.witness as JointTable;
    const rows = witnessRows(witness, bounds.scores);
    expect(rows).toHaveLength(171);
    expect(rows.filter(({ pre, post }) => (post as number) > pre)).toHaveLength(150);
    const figures = (scores: readonly number[]) => {
      const mean = scores.reduce((a, b) => a + b, 0) / scores.length;
      const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0);
      return [mean.toFixed(2), Math.sqrt(squares / (scores.length - 1)).toFixed(2)];
    };
    expect(figures(rows.map(({ pre }) => pre))).toEqual(['1.72', '0.57']);
    expect(figures(rows.map(({ post }) => post as number))).toEqual(['4.33', '0.85']);
  });

  it('survives JSON', () => {
    const bounds = at('4.33', '0.85');
    expect(JSON.parse(JSON.stringify(bounds))).toEqual(bounds);
  });
});

describe('half points instead of whole ones', () => {
  const half = { min: 1, max: 5, step: 0.5 };

  it('leave at least 121 of 171 a point or more higher at 1 week', () => {
    const bounds = at('4.33', '0.85', { scale: half, steps: [2] });
    expect(bounds.status).toBe('general');
    expect(limits(bounds.higher)).toEqual([[121, 171]]);
    expect(bounds.higher[0]?.points).toBe(1);
    // Both ends are reached, by data sets whose figures are recomputed.
    expect(bounds.higher[0]?.low.reached).toBe(true);
    expect(bounds.higher[0]?.high.reached).toBe(true);
  });

  it('have general bounds that hold, and nearly agree, where all pairs can be gone through', () => {
    const exactly = at('4.39', '1.07');
    const generally = at('4.39', '1.07', { mostPairs: 0 });
    expect(limits(generally.higher)).toEqual([
      [139, 171],
      [121, 164],
      [95, 158],
      [0, 58],
    ]);
    expect(limits(exactly.higher)[2]).toEqual([96, 156]);
  });
});

describe('an n at 12 months that is not printed', () => {
  const bounds = boundChange({
    scale,
    before,
    after: { mean: '4.30', sd: '1.13', n: { low: 1, high: 170 } },
  });

  it('fits 20 and some values from 33 to 170', () => {
    expect(bounds.n.after[0]).toBe(20);
    expect(bounds.n.after[1]).toBe(33);
    expect(bounds.n.after.at(-1)).toBe(170);
  });

  it('leaves at least 65.0 % who scored a point or more higher: 13 of 20', () => {
    const least = bounds.higher[0]?.lowShare;
    expect([least?.count, least?.of]).toEqual([13, 20]);
  });

  it('asks nothing of all patients together', () => {
    expect(bounds.moments).toBeNull();
  });
});

describe('figures that no data set has', () => {
  it('are named with the visit', () => {
    const none = boundChange({
      scale: { min: 1, max: 7, step: 1 },
      before: { mean: '3.50', sd: '1.70', n: 50 },
      after: { mean: '4.00', sd: '1.50', n: 50 },
    });
    expect(none.status).toBe('none');
    expect(none.reason).toContain('before');
  });
});

describe('a visit with no data set beside one with very many', () => {
  // No total of 17 whole scores gives 9.70: 165/17 is 9.71.
  const none = { n: 17, mean: '9.70', sd: '5.1' };
  const many = { n: 20, mean: '18.20', sd: '4.8' };
  const scale = { min: 0, max: 32, step: 1 };
  it('is found to be contradictory without listing the many', () => {
    expect(boundChange({ scale, before: many, after: none }).status).toBe('none');
    expect(
      boundChange({ scale, before: { ...none, n: 17 }, after: { ...many, n: 17 } }).status,
    ).toBe('none');
  });
});
