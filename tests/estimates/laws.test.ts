import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMethod, methods } from '../../src/estimates/index.ts';
import type { Estimate, Method } from '../../src/estimates/method.ts';
import { ordinary } from './inputs.ts';
import { expectSame, type Input, inputsOf, runs } from './same.ts';

const of = (quantities: readonly string[], except: readonly string[] = []) =>
  methods.filter(({ id, quantity, needs }) => {
    return quantities.includes(quantity) && 'meanPre' in needs && !except.includes(id);
  });

describe('before and after', () => {
  const odd = of(
    ['mean-change', 'standardized-change', 'log-ratio'],
    ['smcr_ls', 'smcr_ls2', 'smcrh_ls', 'd_becker', 'es_b'],
  );
  it.each(odd)('$id changes its sign when before and after are swapped', (method) => {
    fc.assert(
      fc.property(inputsOf(method), (input) => {
        const swapped = {
          ...input,
          meanPre: input.meanPost,
          sdPre: input.sdPost,
          meanPost: input.meanPre,
          sdPost: input.sdPre,
        };
        expectSame(method.estimate(swapped), method.estimate(input), -1);
      }),
      runs,
    );
  });

  it.each(of(['standardized-change', 'share-of-possible-gain']))(
    '$id does not depend on the unit, nor on where the scale starts',
    (method) => {
      fc.assert(
        fc.property(inputsOf(method), (input) => {
          const [unit, shift] = [2.5, 17];
          const other: Input = { ...input };
          for (const name of ['meanPre', 'meanPost', 'max']) {
            if (name in input) other[name] = unit * (input[name] ?? 0) + shift;
          }
          for (const name of ['sdPre', 'sdPost']) other[name] = unit * (input[name] ?? 0);
          expectSame(method.estimate(other), method.estimate(input));
        }),
        runs,
      );
    },
  );

  it.each(of(['percent-change', 'log-ratio', 'ratio']))(
    '$id does not depend on the unit',
    (method) => {
      fc.assert(
        fc.property(inputsOf(method), (input) => {
          const other = Object.fromEntries(
            Object.entries(input).map(([name, x]) => [name, /mean|sd/.test(name) ? x * 4 : x]),
          );
          expectSame(method.estimate(other), method.estimate(input));
        }),
        runs,
      );
    },
  );

  it('a share of the possible gain is the same when the scale is turned round', () => {
    for (const id of ['pmpi_delta', 'pmpi_fieller']) {
      const method = findMethod(id) as Method;
      fc.assert(
        fc.property(inputsOf(method), (input) => {
          const { meanPre = 0, meanPost = 0, max = 0 } = input;
          const turned = { ...input, meanPre: -meanPre, meanPost: -meanPost, max: -max };
          expectSame(method.estimate(turned), method.estimate(input));
        }),
        runs,
      );
    }
  });

  it('an improvement rate is 0 without a change, and the share is 100 at the best score', () => {
    const input = {
      n: 40,
      meanPre: 2.5,
      sdPre: 0.8,
      meanPost: 2.5,
      sdPost: 1.1,
      correlation: 0.6,
      max: 5,
    };
    for (const { estimate } of of(['percent-change', 'share-of-possible-gain'])) {
      expect(estimate(input).value).toBe(0);
    }
    for (const { estimate } of of(['share-of-possible-gain'])) {
      expect(estimate({ ...input, meanPost: 5 }).value).toBe(100);
    }
  });

  it('a scale that starts one point lower changes the percent change, as the output warns', () => {
    const { estimate } = findMethod('percent-change') as Method;
    const input = {
      n: 171,
      meanPre: 1.72,
      sdPre: 0.57,
      meanPost: 4.33,
      sdPost: 0.85,
      correlation: 0,
    };
    expect(estimate(input).value).toBeCloseTo(151.744, 3);
    expect(estimate({ ...input, meanPre: 0.72, meanPost: 3.33 }).value).toBeCloseTo(362.5, 10);
  });

  it('equal SDs make d_av, its other definition, d_rm and d_becker one number', () => {
    fc.assert(
      fc.property(fc.record(ordinary), (input) => {
        const equal = { ...input, sdPost: input.sdPre };
        const values = ['d_av', 'd_av_meansd', 'd_rm', 'd_becker'].map(
          (id) => findMethod(id)?.estimate(equal).value ?? Number.NaN,
        );
        for (const value of values) expect(value).toBeCloseTo(values[0] ?? Number.NaN, 9);
      }),
      runs,
    );
  });
});

describe('proportions', () => {
  const proportions = methods.filter(({ quantity }) => quantity === 'proportion');
  it.each(proportions)('$id mirrors when events and others are exchanged', (method) => {
    fc.assert(
      fc.property(inputsOf(method), ({ x = 0, n = 1 }) => {
        const [low, high] = [method.estimate({ x, n }).ci, method.estimate({ x: n - x, n }).ci];
        if (!low || !high) return;
        expect(high.high).toBeCloseTo(1 - (low.low ?? Number.NaN), 12);
        expect(high.low).toBeCloseTo(1 - (low.high ?? Number.NaN), 12);
      }),
      runs,
    );
  });

  it("Blaker's interval is never wider than that of Clopper and Pearson", () => {
    const [blaker, exact] = [findMethod('blaker') as Method, findMethod('exact') as Method];
    fc.assert(
      fc.property(inputsOf(blaker), (input) => {
        const [inner, outer] = [blaker.estimate(input).ci, exact.estimate(input).ci];
        expect(inner?.low).toBeGreaterThanOrEqual((outer?.low ?? Number.NaN) * (1 - 1e-12));
        expect(inner?.high).toBeLessThanOrEqual((outer?.high ?? Number.NaN) * (1 + 1e-12));
      }),
      runs,
    );
  });

  it('with two categories Quesenberry–Hurst is Wilson, for each', () => {
    const [several, one] = [
      findMethod('quesenberry_hurst') as Method,
      findMethod('wilson') as Method,
    ];
    const { parts } = several.estimate({ counts: [17, 5] });
    expectSame(parts?.[0] as Estimate, one.estimate({ x: 17, n: 22 }));
    expectSame(parts?.[1] as Estimate, one.estimate({ x: 5, n: 22 }));
  });
});
