import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanChange } from '../../src/estimates/paired-change.ts';
import { boundChange } from '../../src/reconstruct/bound-change.ts';
import { boundMoments, momentsAtCorrelation } from '../../src/reconstruct/general-moments.ts';
import {
  countSensitivity,
  tippingCorrelation,
  tippingCount,
} from '../../src/reconstruct/sensitivity.ts';

const pain = {
  n: 30,
  before: { mean: '61.2', sd: '12.3' },
  after: { mean: '55.1', sd: '14.0' },
};
/** The paired t test's p at chosen unrounded values, by the method of `summarize`. */
const pAt = (n: number, correlation: number, [a, b, c, d]: readonly number[]) =>
  meanChange({
    n,
    correlation,
    meanPre: a as number,
    sdPre: b as number,
    meanPost: c as number,
    sdPost: d as number,
  }).p as number;

/** Values that round to the printed figures, from 0 (lowest) to 1 (highest). */
const rounded = fc.tuple(
  ...[61.2, 12.3, 55.1, 14.0].map((value) =>
    fc.double({ min: -1, max: 1, noNaN: true }).map((by) => value + 0.05 * by),
  ),
);

describe('the correlation at which P <.05 begins to hold', () => {
  const { holds, low, high } = tippingCorrelation(pain, 0.05);

  it('lies between two limits that the rounding leaves', () => {
    expect(holds).toBe('some');
    // s² = D²·n/t², t(0.975; 29) = 2.04523: 6.1²·30/4.18296 = 266.9; r = (151.29 + 196 − 266.9)/344.4
    expect((151.29 + 196 - 266.87) / 344.4).toBeGreaterThan(low as number);
    expect((151.29 + 196 - 266.87) / 344.4).toBeLessThan(high as number);
  });

  it('holds above the higher one and not below the lower one, for all values that round so', () => {
    fc.assert(
      fc.property(rounded, fc.double({ min: -1, max: 1, noNaN: true }), (values, r) => {
        const p = pAt(30, r, values);
        if (r > (high as number)) expect(p).toBeLessThan(0.05);
        if (r < (low as number)) expect(p).toBeGreaterThanOrEqual(0.05);
      }),
    );
  });

  it.each([
    [0.5, 'every'],
    [1e-30, 'none'],
  ] as const)('P < %f holds at %s correlation', (limit, verdict) => {
    expect(tippingCorrelation(pain, limit)).toEqual({ holds: verdict, low: null, high: null });
  });

  it('refuses a limit outside (0, 1)', () => {
    expect(() => tippingCorrelation(pain, 1)).toThrow(/in \(0, 1\)/);
  });
});

describe('the least n for which P <.05 holds whatever the correlation', () => {
  const n = tippingCount(pain, 0.05) as number;
  const worst = [61.15, 12.35, 55.15, 14.05];

  it('is the first n for which it holds at r = −1 with the least favourable rounding', () => {
    expect(pAt(n, -1, worst)).toBeLessThan(0.05);
    expect(pAt(n - 1, -1, worst)).toBeGreaterThanOrEqual(0.05);
  });

  it('is null when rounding leaves no change', () => {
    expect(tippingCount({ ...pain, after: { mean: '61.2', sd: '14.0' } }, 0.05)).toBeNull();
  });
});

describe('without a step, from |r| ≤ 1 alone', () => {
  const moments = boundMoments(pain);

  it('the SD of change lies between |s₁ − s₂| and s₁ + s₂, over rounding', () => {
    expect(moments?.sdChange.low.value).toBeCloseTo(13.95 - 12.35, 12);
    expect(moments?.sdChange.high.value).toBeCloseTo(12.35 + 14.05, 12);
  });

  it('contains t and P of all values that round so, at every correlation', () => {
    fc.assert(
      fc.property(rounded, fc.double({ min: -1, max: 1, noNaN: true }), (values, correlation) => {
        const p = pAt(30, correlation, values);
        expect(p).toBeGreaterThanOrEqual((moments?.p.low.value as number) * (1 - 1e-9));
        expect(p).toBeLessThanOrEqual((moments?.p.high.value as number) * (1 + 1e-9));
      }),
    );
  });

  it('contains them with a printed correlation, SD of change, t or P too', () => {
    fc.assert(
      fc.property(rounded, fc.double({ min: -0.99, max: 0.99, noNaN: true }), (values, r) => {
        const [a = 0, b = 0, c = 0, d = 0] = values;
        const sdChange = Math.sqrt(b * b + d * d - 2 * r * b * d);
        const t = ((c - a) * Math.sqrt(30)) / sdChange;
        for (const constraints of [
          { correlation: r.toFixed(2) },
          { sdChange: sdChange.toFixed(1) },
          { t: Math.abs(t).toFixed(2) },
          { p: pAt(30, r, values).toFixed(3) },
        ]) {
          const found = boundMoments({ ...pain, constraints });
          expect(found).not.toBeNull();
          const inside = (
            range: typeof found extends null ? never : NonNullable<typeof found>['t'] | null,
            value: number,
          ) => {
            if (range?.low.value != null) expect(range.low.value).toBeLessThanOrEqual(value + 1e-9);
            if (range?.high.value != null)
              expect(range.high.value).toBeGreaterThanOrEqual(value - 1e-9);
          };
          inside(found?.correlation ?? null, r);
          inside(found?.sdChange ?? null, sdChange);
          inside(found?.t ?? null, t);
        }
      }),
    );
  });

  it('is null when a printed SD of change fits no correlation', () => {
    expect(boundMoments({ ...pain, constraints: { sdChange: '30.0' } })).toBeNull();
  });

  it('at one correlation, contains the value of the usual formula', () => {
    const { sdChange } = momentsAtCorrelation(pain, 0.5);
    const usual = Math.sqrt(12.3 ** 2 + 14 ** 2 - 12.3 * 14);
    expect(sdChange.low.value).toBeLessThan(usual);
    expect(sdChange.high.value).toBeGreaterThan(usual);
  });
});

describe('n at 12 months of the bundled study', () => {
  const printed = {
    scale: { min: 1, max: 5, step: 1 },
    before: { mean: '1.72', sd: '0.57', n: 171 },
    after: { mean: '4.30', sd: '1.13', n: 171 },
  };
  const asked = { steps: 1, direction: 'higher', share: 0.5 } as const;
  const all = countSensitivity(printed, { low: 1, high: 171 }, asked);

  it('20 and some values from 33 on fit; in all of them at least 65.0 % scored a point higher', () => {
    expect(all.at.slice(0, 2).map(({ n }) => n)).toEqual([20, 33]);
    const least = Math.min(...all.at.map(({ low }) => low.share));
    expect(least).toBeCloseTo(0.65, 12);
    expect(all.at.at(-1)?.low.count).toBe(134);
  });

  it('at least half of those scored did at every n; of all 171 from a tipping point on', () => {
    expect(all.tipping.ofScored).toBe(20);
    const { ofAll } = all.tipping;
    for (const { n, low } of all.at)
      if (n >= (ofAll as number)) expect(low.count).toBeGreaterThanOrEqual(85.5);
    const before = all.at.findLast(({ n }) => n < (ofAll as number));
    expect(before?.low.count).toBeLessThan(85.5);
  });

  it('gives what the bounds at one n give', () => {
    const [one] = countSensitivity(printed, { low: 150, high: 150 }, asked).at;
    const bounds = boundChange({ ...printed, after: { ...printed.after, n: 150 } });
    expect(one?.low.count).toBe(bounds.higher[0]?.low.count);
  });
});
