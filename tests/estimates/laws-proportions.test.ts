import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMethod, methods } from '../../src/estimates/index.ts';
import type { Method } from '../../src/estimates/method.ts';
import { hypergeometricPmf } from '../../src/numeric/hypergeometric.ts';
import { expectSame, type Input, inputsOf, runs } from './same.ts';

describe('two proportions', () => {
  const swap = ({ x1 = 0, n1 = 1, x2 = 0, n2 = 1 }: Input) => ({ x1: x2, n1: n2, x2: x1, n2: n1 });
  const of = (...quantities: string[]) =>
    methods.filter(({ design, quantity }) => {
      return design === 'two proportions' && quantities.includes(quantity);
    });

  it.each(of('risk-difference', 'number-needed-to-treat', 'association', 'arcsine-difference'))(
    '$id changes its sign when the groups are swapped',
    (method) => {
      fc.assert(
        fc.property(inputsOf(method), (input) => {
          expectSame(method.estimate(swap(input)), method.estimate(input), -1);
        }),
        runs,
      );
    },
  );

  it.each(of('risk-ratio', 'odds-ratio'))(
    '$id becomes its reciprocal when the groups are swapped',
    (method) => {
      fc.assert(
        fc.property(inputsOf(method), (input) => {
          const [one, other] = [method.estimate(input).ci, method.estimate(swap(input)).ci];
          if (!one || !other) return;
          const pairs = [
            [one.low, other.high],
            [one.high, other.low],
          ] as const;
          for (const [a, b] of pairs) {
            if (a === null || a === 0) expect(b === null || b === 0).toBe(true);
            else expect(a * (b ?? Number.NaN)).toBeCloseTo(1, 9);
          }
        }),
        runs,
      );
    },
  );

  it.each(of('p-value'))('$id does not depend on which group is first', (method) => {
    fc.assert(
      fc.property(inputsOf(method), (input) => {
        const [one, other] = [method.estimate(input), method.estimate(swap(input))];
        if (one.value !== null) expect(other.value).toBeCloseTo(one.value, 12);
        if (method.id === 'fisher_one_sided') {
          expect(other.details?.pLess).toBeCloseTo(one.details?.pGreater as number, 12);
        }
      }),
      runs,
    );
  });

  it("Fisher's one-sided p-values together are 1 and the probability of the table", () => {
    const method = findMethod('fisher_one_sided') as Method;
    fc.assert(
      fc.property(inputsOf(method), (input) => {
        const { x1 = 0, n1 = 1, x2 = 0, n2 = 1 } = input;
        const { pGreater, pLess } = method.estimate(input).details as Record<string, number>;
        const table = hypergeometricPmf(x1, n1 + n2, n1, x1 + x2);
        expect((pGreater ?? 0) + (pLess ?? 0)).toBeCloseTo(1 + table, 10);
      }),
      runs,
    );
  });

  it("Fisher's limits are where a one-sided test just rejects, by adding up all tables", () => {
    const method = findMethod('or_fisher') as Method;
    fc.assert(
      fc.property(inputsOf(method), (input) => {
        const { ci, value } = method.estimate(input);
        const terms = (psi: number) => allTables(input, psi);
        if (ci?.low) expect(terms(ci.low).atLeast).toBeCloseTo(0.025, 9);
        if (ci?.high) expect(terms(ci.high).atMost).toBeCloseTo(0.025, 9);
        if (value) expect(terms(value).mean).toBeCloseTo(input.x1 ?? Number.NaN, 7);
      }),
      runs,
    );
  });

  it('the square of the pooled z is χ², and N φ² as well', () => {
    fc.assert(
      fc.property(inputsOf(findMethod('chisq') as Method), (input) => {
        const [chisq, z, phi] = ['chisq', 'z_pooled', 'phi'].map((id) =>
          (findMethod(id) as Method).estimate(input),
        );
        if (chisq?.statistic === undefined) return;
        const scale = Math.max(1, chisq.statistic);
        const n = (input.n1 ?? 0) + (input.n2 ?? 0);
        expect((z?.statistic ?? 0) ** 2 / scale).toBeCloseTo(chisq.statistic / scale, 10);
        expect((n * (phi?.value ?? 0) ** 2) / scale).toBeCloseTo(chisq.statistic / scale, 10);
      }),
      runs,
    );
  });

  it('with two groups the χ² of several groups is that of two', () => {
    fc.assert(
      fc.property(inputsOf(findMethod('chisq') as Method), (input) => {
        const { x1 = 0, n1 = 1, x2 = 0, n2 = 1 } = input;
        const two = (findMethod('chisq') as Method).estimate(input).value;
        const several = (findMethod('chisq_groups') as Method).estimate({
          events: [x1, x2],
          totals: [n1, n2],
        }).value;
        if (two === null) expect(several).toBeNull();
        else expect(several).toBeCloseTo(two, 10);
      }),
      runs,
    );
  });
});

/** P(X ≥ x1), P(X ≤ x1) and E(X) given the margins at odds ratio ψ, every table by itself. */
function allTables({ x1 = 0, n1 = 1, x2 = 0, n2 = 1 }: Input, psi: number) {
  const events = x1 + x2;
  const [least, greatest] = [Math.max(0, events - n2), Math.min(events, n1)];
  const xs = Array.from({ length: greatest - least + 1 }, (_, i) => least + i);
  const logs = xs.map(
    (x) => Math.log(hypergeometricPmf(x, n1 + n2, n1, events)) + x * Math.log(psi),
  );
  const highest = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - highest));
  const sum = (of: (x: number) => number) =>
    weights.reduce((total, weight, i) => total + weight * of(xs[i] as number), 0);
  const all = sum(() => 1);
  return {
    atLeast: sum((x) => (x >= x1 ? 1 : 0)) / all,
    atMost: sum((x) => (x <= x1 ? 1 : 0)) / all,
    mean: sum((x) => x) / all,
  };
}
