import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMethod, methods } from '../../src/estimates/index.ts';
import type { Method } from '../../src/estimates/method.ts';
import { expectSame, type Input, inputsOf, runs } from './same.ts';

describe('two groups and more', () => {
  const estimate = (id: string, input: object) => (findMethod(id) as Method).estimate(input);

  it('Welch is Student for equal n and SD', () => {
    fc.assert(
      fc.property(inputsOf(findMethod('md_welch') as Method), (input) => {
        const equal = { ...input, n2: input.n1, sd2: input.sd1 };
        const [welch, student] = [estimate('md_welch', equal), estimate('md_pooled', equal)];
        expect(welch.df).toBeCloseTo(student.df as number, 8);
        expectSame(welch, student);
      }),
      runs,
    );
  });

  it('with two groups F is t², for Student and for Welch', () => {
    fc.assert(
      fc.property(inputsOf(findMethod('md_welch') as Method), (input) => {
        const { n1, mean1, sd1, n2, mean2, sd2 } = input;
        const groups = { ns: [n1, n2], means: [mean1, mean2], sds: [sd1, sd2] };
        for (const [anova, t] of [
          ['anova', 'md_pooled'],
          ['anova_welch', 'md_welch'],
        ] as const) {
          expect(estimate(anova, groups).p).toBeCloseTo(estimate(t, input).p as number, 9);
        }
      }),
      runs,
    );
  });

  it('groups without a change in the second give the difference of the changes', () => {
    const input = { n: 20, meanPre: 2, sdPre: 1.5, meanPost: 3, sdPost: 1.2, correlation: 0.4 };
    const arms = (same: number) => ({
      ...{ n1: 20, meanPre1: 2, sdPre1: 1.5, meanPost1: 3, sdPost1: 1.2, correlation: 0.4 },
      ...{ n2: 20, meanPre2: same, sdPre2: 1.5, meanPost2: same, sdPost2: 1.2 },
    });
    const [one, two] = [estimate('mc', input), estimate('change_difference_z', arms(7))];
    expect(two.value).toBeCloseTo(one.value as number, 12);
    expect(two.se).toBeCloseTo((one.se as number) * Math.SQRT2, 12);
    expect(estimate('d_ppc', arms(1)).value).toBe(estimate('d_ppc', arms(9)).value);
  });
});

describe('paired counts and rates', () => {
  const exchange = ({ a = 0, b = 0, c = 0, d = 0 }: Input) => ({ a, b: c, c: b, d });
  const paired = methods.filter(({ design }) => design === 'paired counts');

  it.each(paired)('$id turns round when the two times are exchanged', (method) => {
    fc.assert(
      fc.property(inputsOf(method), (input) => {
        const [one, other] = [method.estimate(input), method.estimate(exchange(input))];
        if (method.quantity === 'p-value') expect(other.value).toBe(one.value);
        else if (method.quantity === 'paired-risk-difference') expectSame(other, one, -1);
        else if (one.ci?.low && other.ci?.high)
          expect(one.ci.low * other.ci.high).toBeCloseTo(1, 10);
      }),
      runs,
    );
  });

  it('the mid-p of McNemar is below the exact p', () => {
    fc.assert(
      fc.property(inputsOf(findMethod('mcnemar_exact') as Method), (input) => {
        const [exact, mid] = ['mcnemar_exact', 'mcnemar_midp'].map(
          (id) => (findMethod(id) as Method).estimate(input).value,
        );
        if (exact !== null) expect(mid).toBeLessThanOrEqual(exact as number);
      }),
      runs,
    );
  });

  it.each(methods.filter(({ design }) => design === 'rates'))(
    '$id is in events per unit: a hundred times the time is a hundredth of the rate',
    (method) => {
      fc.assert(
        fc.property(inputsOf(method), (input) => {
          const longer = Object.fromEntries(
            Object.entries(input).map(([name, x]) => [name, /^t/.test(name) ? 128 * x : x]),
          );
          const factor = method.quantity === 'rate-ratio' ? 1 : 1 / 128;
          expectSame(method.estimate(longer), method.estimate(input), factor);
        }),
        runs,
      );
    },
  );

  it('equal times make the exact test of two rates the exact McNemar test', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), (x1, x2) => {
        const rates = (findMethod('rate_ratio_exact') as Method).estimate({ x1, t1: 7, x2, t2: 7 });
        const paired = (findMethod('mcnemar_exact') as Method).estimate({
          a: 1,
          b: x1,
          c: x2,
          d: 0,
        });
        if (x1 + x2 > 0) expect(rates.p).toBeCloseTo(paired.p as number, 12);
      }),
      runs,
    );
  });
});
