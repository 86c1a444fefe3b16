import { describe, expect, it } from 'vitest';
import { findMethod } from '../../src/estimates/index.ts';
import { orWoolf } from '../../src/estimates/odds-ratio.ts';
import { normalQuantile, normalTails } from '../../src/numeric/normal.ts';
import { findingsOf } from './study.ts';

const effect = (of: object) =>
  findingsOf('ci-from-estimate', {
    cohorts: { all: { n: 400 }, a: { of: 'all', n: 200 }, b: { of: 'all', n: 200 } },
    comparisons: [{ label: 'a against b', effects: [{ level: 0.95, ...of }] }],
  }).find(({ label }) => label.startsWith('p-value'));

describe('a p-value beside a Wald interval', () => {
  // Altman & Bland 2011, BMJ 343:d2304: the formula; z and p by R: z = log(3.13)/((log(7.34) −
  // log(1.34))/(2 · qnorm(0.975))) = 2.6301, 2 * pnorm(-z) = 0.00854.
  it('is reproduced from a printed ratio, in so many digits as the rounding allows', () => {
    const found = effect({ kind: 'or', value: '3.13', ci: ['1.34', '7.34'], p: '0.0085' });
    expect(found?.verdict).toBe('reproduced');
    expect(found?.recomputed?.nominal).toBeCloseTo(0.00854, 5);
    expect(found?.why).toContain('is z = 2.63 without its sign: p = 0.0085');
  });

  // The rows of a table of adverse effects and benefits, PMC3938056, that print OR, limits and P.
  it.each([
    ['3.13', '1.34', '7.34', '0.0008', 'unexplained'],
    ['4.25', '2.00', '9.05', '0.002', 'unexplained'],
    ['5.47', '3.52', '8.48', '0.002', 'unexplained'],
    ['2.43', '0.89', '6.61', '0.08', 'reproduced'],
    ['1.86', '0.51', '6.75', '0.3', 'reproduced'],
    ['4.69', '2.06', '10.69', '0.0002', 'reproduced'],
    ['2.62', '0.98', '7.01', '0.05', 'reproduced'],
    ['2.54', '1.42', '4.55', '0.002', 'reproduced'],
    ['4.17', '2.70', '6.44', '<0.00001', 'reproduced'],
  ])('OR %s (%s to %s), P = %s', (value, low, high, p, verdict) => {
    expect(effect({ kind: 'or', value, ci: [low, high], p })?.verdict).toBe(verdict);
  });

  it('may be of another test, which the file names, or which gives no other size', () => {
    const wrong = { kind: 'or', value: '3.13', ci: ['1.34', '7.34'], p: '0.0008' };
    for (const how of [{ test: 'likelihood ratio test' }, { test: "Fisher's exact" }])
      expect(effect({ ...wrong, how })?.verdict).toBe('possible');
    // χ² of 60/70 against 30/60 is 6.6 times as extreme as Wald’s, with its z 1.07 times as large.
    const other = effect({ kind: 'or', value: '3.13', ci: ['1.34', '7.34'], p: '0.006' });
    expect(other?.verdict).toBe('possible');
    // An interval that is not symmetric is no Wald interval, and says nothing of the size of p.
    const skew = effect({ kind: 'or', value: '3.13', ci: ['1.14', '7.34'], p: '0.0001' });
    expect(skew?.verdict).toBe('possible');
    expect(skew?.recomputed).toBeNull();
  });

  it('is of the size that every common test of a table without a nought has', () => {
    const tests = ['chisq', 'chisq_yates', 'or_fisher'] as const;
    const g = (cells: readonly number[], expected: readonly number[]) =>
      Math.sqrt(2 * cells.reduce((sum, x, i) => sum + x * Math.log(x / (expected[i] ?? 1)), 0));
    const pOf = (z: number) => 2 * normalTails(z).upper;
    const zOf = (p: number) => normalQuantile({ upper: Math.min(1, p) / 2 });
    for (const n1 of [8, 15, 40]) {
      for (const n2 of [8, 15, 40]) {
        for (let x1 = 1; x1 < n1; x1++) {
          for (let x2 = 1; x2 < n2; x2++) {
            const table = { x1, n1, x2, n2 };
            const wald = orWoolf(table);
            const [z, log] = [Math.abs(wald.statistic ?? 0), Number(wald.details?.logEstimate)];
            const m = (x1 + x2) / (n1 + n2);
            const likelihood = g(
              [x1, n1 - x1, x2, n2 - x2],
              [n1 * m, n1 * (1 - m), n2 * m, n2 * (1 - m)],
            );
            const others = tests.map((id) => zOf(findMethod(id)?.estimate(table).p ?? 1));
            const half = Math.abs(log) / 2;
            const more = half === 0 ? 1 : Math.sinh(half) / half;
            const se = Number(wald.details?.seLog);
            const all = [likelihood || 0, ...others];
            const far = all.filter((other) => {
              const [p, q] = [pOf(z), pOf(other)];
              const off = q * 3 < p || q > p * 3;
              return off && (other > z * more * 1.05 + 0.1 || other < z / 1.05 - se / 2 - 0.1);
            });
            expect(far, JSON.stringify(table)).toEqual([]);
          }
        }
      }
    }
  });
});

describe('a p-value beside the t interval of a difference', () => {
  const groups = (comparison: object) =>
    findingsOf('ci-from-estimate', {
      cohorts: { all: { n: 40 }, active: { of: 'all', n: 20 }, sham: { of: 'all', n: 20 } },
      measures: {
        tremor: {
          in: {
            active: { before: { n: 20, mean: '18.2', sd: '4.8' } },
            sham: { before: { n: 20, mean: '15.1', sd: '4.1' } },
          },
        },
      },
      comparisons: [
        { measure: 'tremor', between: ['active', 'sham'], at: 'before', ...comparison },
      ],
    }).find(({ label }) => label.startsWith('p-value'));
  const how = { test: 'unpaired t test', variances: 'equal', tails: 2, interval: 'Student t' };
  const printed = { difference: '3.10', ci: ['0.24', '5.96'], level: 0.95 };

  it('is that of t: R, t = 3.1/1.41156 with 38 df, p = 0.0343', () => {
    expect(groups({ ...printed, p: '0.034', how })?.verdict).toBe('reproduced');
    expect(groups({ ...printed, p: '0.034' })?.verdict).toBe('reproduced');
  });

  it('is inconsistent three times off where one test is named for both, else unexplained', () => {
    expect(groups({ ...printed, p: '0.0034', how })?.verdict).toBe('inconsistent');
    expect(groups({ ...printed, p: '0.0003' })?.verdict).toBe('unexplained');
    expect(groups({ ...printed, p: '0.02', how })?.verdict).toBe('possible');
    expect(groups({ ...printed, p: '0.02' })?.verdict).toBe('possible');
    const ranks = { test: 'Mann-Whitney' };
    expect(groups({ ...printed, p: '0.0034', how: ranks })?.verdict).toBe('possible');
  });

  it('is on the edge: a third of the least p that the printed figures can have', () => {
    // R: 3.105/(2.85/qt(0.975, 38)) = 2.2055 with 38 df, p = 0.03352; a third of it is 0.01117.
    expect(groups({ ...printed, p: '0.0112', how })?.verdict).not.toBe('inconsistent');
    expect(groups({ ...printed, p: '0.0099', how })?.verdict).toBe('inconsistent');
  });
});
