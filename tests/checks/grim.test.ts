import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { debit } from '../../src/checks/samples/debit.ts';
import { grim } from '../../src/checks/samples/grim.ts';
import { grimmer } from '../../src/checks/samples/grimmer.ts';
import { wholeNumbersExist } from '../../src/checks/samples/whole-scores.ts';
import { parseDecimal, roundingInterval, roundings } from '../../src/numeric/decimal.ts';
import { exactly } from '../../src/numeric/exact-interval.ts';
import { multiplyRationals, rational } from '../../src/numeric/rational.ts';
import { findingsOf } from './study.ts';

const possible = (mean: string, n: number, items = 1) => grim({ mean, n, items }).possible;

describe('GRIM', () => {
  // Brown & Heathers' example, as the manual of rsprite2 (an R package) gives it in GRIM_test().
  it('agrees with rsprite2 that no 28 whole numbers have the mean 5.19', () => {
    expect(grim({ mean: '5.19', n: 28 })).toEqual({
      possible: false,
      totals: null,
      below: 145 / 28,
      above: 146 / 28,
    });
    expect(possible('5.18', 28)).toBe(true);
    expect(possible('5.21', 28)).toBe(true);
  });

  // The README of scrutiny, an R package (github.com/lhdjung/scrutiny): grim_map(pigs1).
  it.each([
    ['7.22', 32, true],
    ['4.74', 25, false],
    ['5.23', 29, false],
    ['2.57', 24, false],
  ])('agrees with scrutiny that %s of %i is %s', (mean, n, expected) => {
    expect(possible(mean, n)).toBe(expected);
  });

  // Its GRIM vignette, "Scale items": half are wrongly flagged for one item, all fit three.
  it('counts the items that are averaged, as scrutiny does', () => {
    const means = ['5.90', '5.71', '3.50', '3.82', '4.61', '5.24'];
    expect(means.filter((mean) => possible(mean, 40))).toHaveLength(3);
    expect(means.filter((mean) => possible(mean, 40, 3))).toHaveLength(6);
  });

  // The same vignette, "Rounding": opposite answers for the first two.
  it('takes ties by the rule that is asked for', () => {
    const up = (mean: string) => grim({ mean, n: 80 }, { rounding: 'half-up' }).possible;
    expect(['2.02', '2.03', '2.04', '2.05'].map(up)).toEqual([false, true, true, true]);
    // 2.025 = 162/80 lies on the edge of both.
    expect(['2.02', '2.03'].map((mean) => possible(mean, 80))).toEqual([true, true]);
    const even = (mean: string) => grim({ mean, n: 80 }, { rounding: 'half-even' }).possible;
    expect(['2.02', '2.03'].map(even)).toEqual([true, false]);
  });

  // Bauer & Francis 2021, as the vignette tells it: of 20 each only 5.3 fits, of 17 and 23 both do.
  it('finds the numbers that fit two groups together', () => {
    expect([possible('5.3', 20), possible('4.71', 20)]).toEqual([true, false]);
    expect([possible('4.71', 17), possible('5.3', 23)]).toEqual([true, true]);
  });

  it('is exact beyond the products of doubles', () => {
    // 1000001/2000001 = 0.500000249999875…
    expect(grim({ mean: '0.500000000000', n: 2_000_001 }).possible).toBe(false);
    expect(grim({ mean: '0.500000249999', n: 2_000_001 }).possible).toBe(false);
    expect(grim({ mean: '0.500000249999875', n: 2_000_001 }).possible).toBe(true);
    expect(() => grim({ mean: '1', n: 0 })).toThrow(RangeError);
    expect(() => grim({ mean: 'one', n: 3 })).toThrow(RangeError);
  });

  it('agrees with the exact interval of every rule, for any figure', () => {
    const cases = fc.record({
      units: fc.integer({ min: -99_999, max: 99_999 }),
      decimals: fc.integer({ min: 0, max: 4 }),
      n: fc.integer({ min: 1, max: 400 }),
      items: fc.integer({ min: 1, max: 6 }),
      rounding: fc.constantFrom(...roundings),
    });
    fc.assert(
      fc.property(cases, ({ units, decimals, n, items, rounding }) => {
        const mean = printed(units, decimals);
        const window = exactly(roundingInterval(parseDecimal(mean) ?? mean, rounding));
        const parts = rational(BigInt(n * items));
        const [low, high] = [window.low, window.high].map((end) => multiplyRationals(end, parts));
        let found = false;
        const middle = Math.round((units / 10 ** decimals) * n * items);
        const reach = Math.ceil((n * items * 1.5) / 10 ** decimals) + 2;
        for (let total = middle - reach; total <= middle + reach; total++) {
          const above = BigInt(total) * (low?.denominator ?? 1n) - (low?.numerator ?? 0n);
          const below = (high?.numerator ?? 0n) - BigInt(total) * (high?.denominator ?? 1n);
          const inside =
            (above > 0n || (above === 0n && window.lowClosed)) &&
            (below > 0n || (below === 0n && window.highClosed));
          found ||= inside;
        }
        expect(grim({ mean, n, items }, { rounding }).possible).toBe(found);
      }),
      { numRuns: 500 },
    );
  });
});

const printed = (units: number, decimals: number) => {
  const digits = Math.abs(units)
    .toString()
    .padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return units < 0 ? `-${text}` : text;
};

describe('GRIMMER', () => {
  const both = (mean: string, sd: string, n: number, items = 1) =>
    grimmer({ mean, sd, n, items }).possible;

  // scrutiny's tests/testthat/test-grimmer.R quotes both from rsprite2.
  it('agrees with rsprite2 on 5.21 ± 1.6 of 28 and 3.44 ± 2.47 of 18', () => {
    expect(both('5.21', '1.6', 28)).toBe(true);
    expect(both('3.44', '2.47', 18)).toBe(false);
  });

  // What other programs get wrong: the least SD, several totals, an SD of 0.
  it.each([
    ['3.00', '0.00', 100, true],
    ['4.9', '0.2', 16, true],
    ['2.0', '0.1', 80, true],
    ['2.1', '0.4', 17, true],
    ['1.54', '0.46', 108, false],
  ])('decides %s ± %s of %i rightly', (mean, sd, n, expected) => {
    expect(both(mean, sd, n)).toBe(expected);
  });

  it('decides like a complete enumeration of n whole numbers, for n = 1 to 5', () => {
    const reach = 7;
    for (const n of [1, 2, 3, 4, 5]) {
      const known = new Set<string>();
      const visit = (left: number, sum: number, squares: number, from: number): void => {
        if (left === 0) {
          known.add(`${sum} ${squares}`);
          return;
        }
        for (let value = from; value <= reach; value++) {
          visit(left - 1, sum + value, squares + value * value, value);
        }
      };
      visit(n, 0, 0, -reach);
      // Within this nobody lies beyond the reach.
      for (let sum = 0; sum < n; sum++) {
        for (let squares = 0; squares <= reach * reach; squares++) {
          expect([n, sum, squares, wholeNumbersExist(n, sum, squares)]).toEqual([
            n,
            sum,
            squares,
            known.has(`${sum} ${squares}`),
          ]);
        }
      }
    }
  });

  it('passes the figures of any whole numbers, whatever their size', () => {
    const numbers = fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 4 }), (values, items) => {
        const [n, total] = [values.length, values.reduce((a, b) => a + b, 0)];
        const squares = values.reduce((a, b) => a + b * b, 0);
        const mean = (total / (n * items)).toFixed(2);
        const sd = (Math.sqrt((squares - (total * total) / n) / (n - 1)) / items).toFixed(2);
        expect(grimmer({ mean, sd, n, items })).toEqual({ possible: true, because: null });
      }),
    );
  });

  it('says whether the mean or the SD is at fault', () => {
    expect(grimmer({ mean: '5.19', sd: '1.00', n: 28 }).because).toBe('mean');
    expect(grimmer({ mean: '5.18', sd: '0.10', n: 28 }).because).toBe('sd');
    expect(grimmer({ mean: '5', sd: '0', n: 1 }).because).toBe('sd');
    expect(grimmer({ mean: '5', sd: '0', n: 1, sdKind: 'population' }).possible).toBe(true);
  });
});

describe('DEBIT', () => {
  // The documentation of debit() in scrutiny: both are inconsistent.
  it('agrees with scrutiny on 0.35 ± 0.18 and 0.36 ± 0.11 of 20', () => {
    expect(debit({ mean: '0.35', sd: '0.18', n: 20 }).possible).toBe(false);
    expect(debit({ mean: '0.36', sd: '0.11', n: 20 }).possible).toBe(false);
  });

  it('passes every number of ones', () => {
    for (let n = 2; n <= 60; n++) {
      for (let ones = 0; ones <= n; ones++) {
        const mean = (ones / n).toFixed(2);
        const sd = Math.sqrt((ones * (n - ones)) / (n * (n - 1))).toFixed(2);
        expect([n, ones, debit({ mean, sd, n }).possible]).toEqual([n, ones, true]);
      }
    }
  });

  it('stays between 0 and 1', () => {
    expect(debit({ mean: '1.05', sd: '0.10', n: 20 }).because).toBe('mean');
    expect(debit({ mean: '0.98', sd: '0.12', n: 60 }).possible).toBe(false);
  });
});

describe('the named tests as checks', () => {
  const row = (mean: string, sd = '1.00', scale: object = {}) => ({
    cohorts: { all: { n: 20 } },
    scales: { s: { min: 1, max: 5, step: 1, stepSource: 'manual', ...scale } },
    measures: { m: { scale: 's', cohort: 'all', n: 20, mean, sd } },
  });
  const verdicts = (check: string, parts: object) =>
    findingsOf(check, parts as never, { only: [check] }).map(({ verdict }) => verdict);

  it('leave the figures to sample-exists, and run on them when asked for by name', () => {
    expect(findingsOf('grim', row('3.03'))).toEqual([]);
    expect(verdicts('grim', row('3.03'))).toEqual(['impossible-as-entered']);
    expect(verdicts('grim', row('3.05'))).toEqual(['possible']);
    expect(verdicts('grimmer', row('3.05', '0.10'))).toEqual(['impossible-as-entered']);
    expect(verdicts('grimmer', row('3.05', '1.05'))).toEqual(['possible']);
    const binary = { min: 0, max: 1 };
    expect(verdicts('debit', row('0.35', '0.18', binary))).toEqual(['impossible-as-entered']);
    expect(verdicts('debit', row('0.35', '0.49', binary))).toEqual(['possible']);
  });

  it('call nothing impossible where the step is assumed', () => {
    expect(verdicts('grim', row('3.03', '1.00', { stepSource: 'assumed' }))).toEqual([
      'unexplained',
    ]);
  });

  it('tell arithmetic that can be redone', () => {
    const [finding] = findingsOf('grim', row('3.03') as never, { only: ['grim'] });
    expect(finding?.why).toContain('60/20 = 3.0000 and 61/20 = 3.0500');
  });
});
