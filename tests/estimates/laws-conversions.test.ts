import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMethod, methods } from '../../src/estimates/index.ts';
import type { Method } from '../../src/estimates/method.ts';
import { level, ordinary } from './inputs.ts';
import { inputsOf, runs } from './same.ts';

describe('conversions', () => {
  const value = (id: string, input: object, options = {}) =>
    (findMethod(id) as Method).estimate(input, options).value as number;
  const close = (actual: number, expected: number) =>
    expect(Math.abs(actual - expected)).toBeLessThan(1e-9 * Math.max(1, Math.abs(expected)));

  it('the SD comes back from the SE and from both intervals of the mean', () => {
    fc.assert(
      fc.property(inputsOf(findMethod('mean_t') as Method), level, (input, confidence) => {
        const { n = 2, sd = 1 } = input;
        const options = { level: confidence };
        close(value('sd_from_se', { n, se: sd / Math.sqrt(n) }), sd);
        for (const [mean, back] of [
          ['mean_t', 'sd_from_ci_t'],
          ['mean_z', 'sd_from_ci_z'],
        ] as const) {
          const { ci } = (findMethod(mean) as Method).estimate(input, options);
          close(value(back, { n, ciLow: ci?.low, ciHigh: ci?.high }, options), sd);
        }
      }),
      runs,
    );
  });

  it('d comes back from the t, F and p of the t test, and the pooled SD from t and p', () => {
    fc.assert(
      fc.property(inputsOf(findMethod('md_pooled') as Method), (input) => {
        const {
          statistic: t = 0,
          p = 1,
          value: md,
        } = (findMethod('md_pooled') as Method).estimate(input);
        fc.pre(p > 1e-300 && Math.abs(t) > 1e-3);
        const { n1, n2 } = input;
        const d = (findMethod('d_exact') as Method).estimate(input).value as number;
        close(value('d_from_t', { n1, n2, t }), d);
        close(value('d_from_F', { n1, n2, F: t * t }), Math.abs(d));
        close(value('d_from_p', { n1, n2, p }), Math.abs(d));
        const sd = (md as number) / d;
        close(value('pooled_sd_from_md_t', { n1, n2, md, t }), sd);
        close(value('pooled_sd_from_md_p', { n1, n2, md, p }), sd);
      }),
      runs,
    );
  });

  it('the correlation comes back from the SD of the change, d from r, and r from t', () => {
    fc.assert(
      fc.property(fc.record(ordinary), ({ sdPre, sdPost, correlation, n }) => {
        const sdChange = value('sd_change_from_r', { sdPre, sdPost, correlation });
        const back = value('r_from_sd_change', { sdPre, sdPost, sdChange });
        const condition = Math.max(sdPre / sdPost, sdPost / sdPre);
        expect(Math.abs(back - correlation)).toBeLessThan(1e-14 * condition + 1e-13);
        close(value('r_from_d_equal', { d: value('d_from_r', { r: correlation }) }), correlation);
        const t = (findMethod('p_r') as Method).estimate({ r: correlation, df: n }).statistic;
        close(value('r_from_t', { t, df: n }), correlation);
      }),
      runs,
    );
  });

  it('d comes back from the log odds ratio', () => {
    fc.assert(
      fc.property(fc.double({ min: -9, max: 9, noNaN: true }), (d) => {
        close(value('d_from_or', { or: Math.exp(value('logor_from_d', { d })) }), d);
      }),
      runs,
    );
  });

  it('merging is the same in either order, and with itself keeps the mean', () => {
    const method = findMethod('combine_groups') as Method;
    fc.assert(
      fc.property(
        inputsOf(method),
        ({ n1 = 2, mean1 = 0, sd1 = 1, n2 = 2, mean2 = 0, sd2 = 1 }) => {
          const one = method.estimate({ n1, mean1, sd1, n2, mean2, sd2 });
          const other = method.estimate({
            n1: n2,
            mean1: mean2,
            sd1: sd2,
            n2: n1,
            mean2: mean1,
            sd2: sd1,
          });
          close(one.value as number, other.value as number);
          close(one.details?.sd as number, other.details?.sd as number);
          close(
            method.estimate({ n1, mean1, sd1, n2: n1, mean2: mean1, sd2: sd1 }).value as number,
            mean1,
          );
        },
      ),
      runs,
    );
  });

  it('symmetric five numbers have the median as their mean, by every method', () => {
    const input = { n: 30, min: 1, q1: 4, median: 7, q3: 10, max: 13 };
    for (const { id } of methods.filter(({ needs }) => 'median' in needs)) {
      expect(value(id, input), id).toBeCloseTo(7, 12);
    }
  });
});
