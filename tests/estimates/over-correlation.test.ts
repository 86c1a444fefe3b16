import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMethod, methods } from '../../src/estimates/index.ts';
import type { Ends, Estimate, Method, Range } from '../../src/estimates/method.ts';
import { overCorrelation } from '../../src/estimates/over-correlation.ts';
import { ordinaryInput } from './inputs.ts';

type Input = Record<string, number>;

const correlated = methods.filter(({ needs }) => 'correlation' in needs);
const numberOf = {
  value: (estimate: Estimate) => estimate.value,
  se: (estimate: Estimate) => estimate.se,
  ciLow: (estimate: Estimate) => estimate.ci?.low,
  ciHigh: (estimate: Estimate) => estimate.ci?.high,
  statistic: (estimate: Estimate) => estimate.statistic,
  p: (estimate: Estimate) => estimate.p,
  logP: (estimate: Estimate) => estimate.logP,
};

const range = fc
  .tuple(fc.integer({ min: -100, max: 100 }), fc.integer({ min: -100, max: 100 }))
  .map(([a, b]): Ends => ({ low: Math.min(a, b) / 100, high: Math.max(a, b) / 100 }));

/** Results on a grid of correlations, ends left out where they are open. */
function onGrid(method: Method, input: Input, { low, high }: Ends, level: number): Estimate[] {
  const estimates: Estimate[] = [];
  for (let i = 0; i <= 100; i++) {
    const correlation = i === 100 ? high : low + ((high - low) * i) / 100;
    estimates.push(method.estimate({ ...input, correlation }, { level }));
  }
  return estimates;
}

describe('the least and greatest result over the correlations', () => {
  it.each(correlated)('$id: no correlation on a grid gives a result outside', (method) => {
    const levels = fc.constantFrom(0.5, 0.95, 0.999);
    fc.assert(
      fc.property(
        ordinaryInput(method) as fc.Arbitrary<Input>,
        fc.oneof(fc.constantFrom(3, 4), fc.integer({ min: 2, max: 300 })),
        range,
        levels,
        (some, n, over, level) => {
          const input = { ...some, n };
          const result = overCorrelation(method, input, over, { level });
          const grid = onGrid(method, input, over, level);
          for (const [quantity, get] of Object.entries(numberOf)) {
            const bounds = result[quantity as keyof typeof numberOf] as Range | undefined;
            const values = grid.map(get).filter((value) => typeof value === 'number');
            if (values.length === 0 || bounds === undefined) continue;
            const slack = 1e-11 * Math.max(1, ...values.map(Math.abs));
            if (bounds.low !== null)
              expect(bounds.low).toBeLessThanOrEqual(Math.min(...values) + slack);
            if (bounds.high !== null)
              expect(bounds.high).toBeGreaterThanOrEqual(Math.max(...values) - slack);
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  it.each(correlated)('$id: and the grid comes close to both ends', (method) => {
    fc.assert(
      fc.property(ordinaryInput(method) as fc.Arbitrary<Input>, (input) => {
        const over = { low: -0.9, high: 0.9 };
        const result = overCorrelation(method, input, over);
        const grid = onGrid(method, input, over, 0.95);
        for (const quantity of ['value', 'ciLow', 'ciHigh'] as const) {
          const bounds = result[quantity];
          const values = grid.map(numberOf[quantity]).filter((value) => typeof value === 'number');
          if (values.length === 0 || bounds === undefined) continue;
          const least = Math.min(...values);
          const greatest = Math.max(...values);
          const slack =
            1e-3 * (greatest - least) + 2e-6 * Math.max(Math.abs(least), Math.abs(greatest));
          expect(Math.abs((bounds.low ?? Number.NaN) - least)).toBeLessThanOrEqual(slack);
          expect(Math.abs((bounds.high ?? Number.NaN) - greatest)).toBeLessThanOrEqual(slack);
        }
      }),
      { numRuns: 8 },
    );
  });

  const turning = correlated.filter(({ overCorrelation: how }) => how?.kind === 'turns');
  it.each(turning)(
    '$id: finds an end between the ends of r, as very few patients have',
    (method) => {
      const over = { low: -0.9, high: 0.9 };
      const level = 0.999;
      let turned = 0;
      for (const n of [3, 4, 5]) {
        for (let meanPost = 0.25; meanPost <= 4; meanPost += 0.25) {
          const input = { n, meanPre: 0, sdPre: 1, meanPost, sdPost: 1.2 };
          const result = overCorrelation(method, input, over, { level });
          const grid = onGrid(method, input, over, level);
          for (const quantity of ['ciLow', 'ciHigh'] as const) {
            const { low = null, high = null } = result[quantity] ?? {};
            const values = grid
              .map(numberOf[quantity])
              .filter((value) => typeof value === 'number');
            if (low === null || high === null || values.length < grid.length) continue;
            const [least, greatest] = [Math.min(...values), Math.max(...values)];
            expect(low).toBeLessThanOrEqual(least + 1e-11);
            expect(high).toBeGreaterThanOrEqual(greatest - 1e-11);
            // Beside a turning point a limit hardly moves over a hundredth of the range.
            expect(least - low).toBeLessThan(2e-3 * (greatest - least) + 1e-11);
            expect(high - greatest).toBeLessThan(2e-3 * (greatest - least) + 1e-11);
            const ends = [values[0] ?? 0, values.at(-1) ?? 0];
            if (least < Math.min(...ends) || greatest > Math.max(...ends)) turned += 1;
          }
        }
      }
      expect(turned).toBeGreaterThan(0);
    },
  );

  const firstWeek = { n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.33, sdPost: 0.85 };

  it('is the paired t interval at r = −1 for the mean change: 2.61 ± t(170) 1.42/√171', () => {
    const { value, widest, p } = overCorrelation(findMethod('change_t') as Method, firstWeek);
    // t(0.975; 170) = 1.974017, from a printed table; SD of the change 0.57 + 0.85 at r = −1.
    const half = (1.974017 * 1.42) / Math.sqrt(171);
    expect(value).toEqual({ low: 4.33 - 1.72, high: 4.33 - 1.72, over: 'correlation' });
    expect(widest?.low).toBeCloseTo(2.61 - half, 6);
    expect(widest?.high).toBeCloseTo(2.61 + half, 6);
    expect(p?.high).toBeLessThan(1e-50);
  });

  it('narrows with the range of correlations', () => {
    const method = findMethod('change_t') as Method;
    const all = overCorrelation(method, firstWeek).widest;
    const some = overCorrelation(method, firstWeek, { low: -0.3, high: 0.6 }).widest;
    expect(some?.low).toBeGreaterThan(all?.low ?? Number.NaN);
    expect(some?.high).toBeLessThan(all?.high ?? Number.NaN);
  });

  it('is open where equal SDs make the SD of the change vanish, and says so', () => {
    const equal = { ...firstWeek, sdPost: 0.57 };
    const dz = overCorrelation(findMethod('dz_exact') as Method, equal);
    expect(dz.value.low).toBeCloseTo(2.61 / 1.14, 12);
    expect(dz.value.high).toBeNull();
    expect(dz.value.reason).toBe('undefined: at a correlation of 1 the SD of the change is 0');
    expect(dz.widest?.low).not.toBeNull();
    expect(dz.widest?.high).toBeNull();
    const change = overCorrelation(findMethod('change_t') as Method, equal);
    expect(change.widest?.reason).toBeUndefined();
    expect(change.p).toMatchObject({ low: null });
    expect(change.p?.high).toBeGreaterThan(0);
  });

  it('is one number for d_rm with equal SDs, and for methods without a correlation', () => {
    const equal = { ...firstWeek, sdPost: 0.57 };
    const { value } = overCorrelation(findMethod('d_rm') as Method, equal);
    expect(value.low).toBeCloseTo(2.61 / 0.57, 12);
    expect(value.high).toBeCloseTo(2.61 / 0.57, 12);
    const dAv = overCorrelation(findMethod('d_av') as Method, firstWeek);
    expect(dAv.value.low).toBe(dAv.value.high);
    expect(dAv).not.toHaveProperty('widest');
  });

  it('refuses correlations outside −1 to 1 and ranges that fall', () => {
    const method = findMethod('change_t') as Method;
    expect(() => overCorrelation(method, firstWeek, { low: -1.1, high: 1 })).toThrow(RangeError);
    expect(() => overCorrelation(method, firstWeek, { low: 0.5, high: 0.2 })).toThrow(RangeError);
  });
});
