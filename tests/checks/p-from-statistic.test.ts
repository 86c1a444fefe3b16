import { describe, expect, it } from 'vitest';
import { findingsOf } from './study.ts';

interface Printed {
  readonly kind: string;
  readonly value: string;
  readonly df?: string | readonly string[];
  readonly p: string;
  readonly tails?: 1 | 2;
  readonly how?: object;
  readonly n?: number;
}

const finding = (test: Printed, options = {}) =>
  findingsOf(
    'p-from-statistic',
    { comparisons: [{ label: 'made up', tests: [test] }] },
    options,
  )[0];
const verdict = (test: Printed, options = {}) => finding(test, options)?.verdict;

describe("the decision errors of statcheck's own tests", () => {
  // github.com/MicheleNuijten/statcheck, tests/testthat/test-decisionerror.R, "simple decision errors".
  const examples: readonly Omit<Printed, 'tails'>[] = [
    { kind: 't', value: '2.20', df: '28', p: '.06' },
    { kind: 't', value: '1.20', df: '28', p: '.03' },
    { kind: 'F', value: '22.20', df: ['2', '28'], p: '.06' },
    { kind: 'F', value: '2.20', df: ['2', '28'], p: '.03' },
    { kind: 'r', value: '.22', df: '28', p: '.03' },
    { kind: 'r', value: '.52', df: '28', p: '.06' },
    { kind: 'chi2', value: '2.20', df: '28', p: '.03' },
    { kind: 'chi2', value: '52.20', df: '28', p: '.06' },
    { kind: 'z', value: '1.20', p: '.03' },
    { kind: 'z', value: '2.20', p: '.06' },
    { kind: 'Q', value: '2.20', df: '28', p: '.03' },
    { kind: 'Q', value: '52.20', df: '28', p: '.06' },
  ];

  it.each(examples)('$kind = $value, p = $p is one, if two tails are stated', (example) => {
    expect(finding({ ...example, tails: 2 })).toMatchObject({
      verdict: 'inconsistent',
      decisionError: true,
    });
  });

  it.each(examples)('$kind = $value, p = $p is unexplained if nothing is stated', (example) => {
    expect(finding(example)).toMatchObject({ verdict: 'unexplained', decisionError: false });
  });

  it('follow the level of significance', () => {
    // The same file, "when alpha levels are changed".
    const one: Printed = { kind: 't', value: '2.20', df: '28', p: '.11', tails: 2 };
    expect(finding(one, { alpha: 0.1 })?.decisionError).toBe(true);
    expect(finding(one, { alpha: 0.2 })?.decisionError).toBe(false);
    const other: Printed = { kind: 't', value: '5.20', df: '28', p: '.02', tails: 2 };
    expect(finding(other, { alpha: 0.01 })?.decisionError).toBe(true);
    expect(finding(other, { alpha: 0.05 })?.decisionError).toBe(false);
  });

  it('are none where p is printed at alpha itself: .05 can be .049 or .051', () => {
    const atAlpha: Printed = { kind: 't', value: '2.20', df: '28', p: '.05', tails: 2 };
    expect(finding(atAlpha)).toMatchObject({ verdict: 'inconsistent', decisionError: false });
  });
});

it('finds the error in t(48) = 1.02, p < .05', () => {
  // The same repository, tests/testthat/test-error.R.
  expect(finding({ kind: 't', value: '1.02', df: '48', p: '<.05', tails: 2 })).toMatchObject({
    verdict: 'inconsistent',
    decisionError: true,
  });
});

it('recomputes t(28) = 2.20 as 0.036 and says over which values', () => {
  // pt(-2.20, 28) * 2 in R 4.2.2 is 0.03622548.
  const found = finding({ kind: 't', value: '2.20', df: '28', p: '.04' });
  expect(found?.verdict).toBe('reproduced');
  expect(found?.recomputed?.nominal).toBeCloseTo(0.03622548, 8);
  expect(found?.why).toBe(
    'A t test: t = 2.20 with 28 df, p = 0.036 (0.036 to 0.037). Printed is p = .04.',
  );
});

it('lets p be rounded from any statistic that rounds to the printed one, and no other', () => {
  // R: 2 * pt(-c(2.195, 2.205), 28) is 0.036619 and 0.035836; with 27.5 df the first is 0.036777,
  // and with 28.5 df and 2.21, which 2.20 is cut off from, 0.035299.
  const t = { kind: 't', value: '2.20', df: '28', tails: 2 } as const;
  expect(verdict({ ...t, p: '.0366' })).toBe('within-rounding');
  expect(verdict({ ...t, p: '.0358' })).toBe('within-rounding');
  expect(verdict({ ...t, p: '.0370' })).toBe('inconsistent');
  expect(verdict({ ...t, p: '.0345' })).toBe('inconsistent');
});

it('takes a p on the edge of its rounding interval as printed either way', () => {
  // χ² with 2 df has p = exp(−χ²/2): 5.99146454710798 is 0.05 to the last digit of a double.
  const chi2 = { kind: 'chi2', value: '5.99146454710798', df: '2', tails: 2 } as const;
  expect(verdict({ ...chi2, p: '0.0' })).toBe('reproduced');
  expect(verdict({ ...chi2, p: '0.1' })).toBe('reproduced');
  expect(verdict({ ...chi2, p: '0.2' })).toBe('inconsistent');
});

it('names one tail, and calls it wrong only where two are stated', () => {
  const half: Printed = { kind: 't', value: '2.20', df: '28', p: '.018' };
  expect(finding(half)).toMatchObject({ verdict: 'reproduced' });
  expect(finding(half)?.why).toContain('one-tailed');
  expect(verdict({ ...half, tails: 1 })).toBe('reproduced');
  const two = finding({ ...half, tails: 2 });
  expect(two?.verdict).toBe('inconsistent');
  expect(two?.why).toContain('Printed is p = .018, which is reproduced as a t test, one-tailed');
});

it('flags a decision error also where one tail gives the p-value and two are stated', () => {
  // R: 2 * pt(-1.80, 28) is 0.0826, half of it 0.0413.
  const half: Printed = { kind: 't', value: '1.80', df: '28', p: '.041' };
  expect(finding({ ...half, tails: 2 })).toMatchObject({
    verdict: 'inconsistent',
    decisionError: true,
  });
  expect(finding(half)).toMatchObject({ verdict: 'reproduced', decisionError: false });
});

it('allows whole degrees of freedom that are those of a Welch test, rounded', () => {
  // R: 2 * pt(-2.20, c(4.5, 5.5)) is 0.0851 and 0.0742; with 5 df 0.0791.
  const t = { kind: 't', value: '2.20', df: '5', tails: 2 } as const;
  expect(verdict({ ...t, p: '.084' })).toBe('within-rounding');
  expect(verdict({ ...t, p: '.088' })).toBe('inconsistent');
});

it('leaves corrected p-values alone', () => {
  const tukey = { test: 'Tukey post hoc' };
  expect(verdict({ kind: 't', value: '2.20', df: '28', p: '.10', how: tukey })).toBe(
    'not-checkable',
  );
  const bonferroni = { test: 't test', correction: 'Bonferroni' };
  expect(verdict({ kind: 't', value: '2.20', df: '28', p: '.11', how: bonferroni })).toBe(
    'not-checkable',
  );
});

it('names a p of 0.000 and a p above 1', () => {
  const zero = finding({ kind: 'z', value: '5.20', p: '0.000' });
  expect(zero?.verdict).toBe('reproduced');
  expect(zero?.why).toContain('no p-value is 0, and what is meant is <.001');
  expect(zero?.level).toBe('note');
  // What every figure can be is a check of its own, which this one leaves it to.
  const tests = [{ kind: 'z', value: '0.10', p: '1.2' }];
  const study = { comparisons: [{ label: 'made up', tests }] };
  expect(findingsOf('p-from-statistic', study)).toEqual([]);
  expect(findingsOf('value-bounds', study)).toMatchObject([
    { verdict: 'impossible-as-entered', reported: '1.2' },
  ]);
});

it('says what is missing, and takes the p of the comparison for its only test', () => {
  expect(verdict({ kind: 't', value: '2.20', p: '.04' })).toBe('not-checkable');
  const [found] = findingsOf('p-from-statistic', {
    comparisons: [{ label: 'made up', p: '.04', tests: [{ kind: 't', value: '2.20', df: '28' }] }],
  });
  expect(found).toMatchObject({
    verdict: 'reproduced',
    figures: ['comparisons[0].p', 'comparisons[0].tests[0].value', 'comparisons[0].tests[0].df'],
  });
});

it('takes r with n, and Mann–Whitney from U', () => {
  expect(verdict({ kind: 'r', value: '.22', n: 30, p: '.24', tails: 2 })).toBe('reproduced');
  const groups = (p: string) => ({
    cohorts: { all: { n: 20 }, a: { of: 'all', n: 10 }, b: { of: 'all', n: 10 } },
    measures: { m: { in: { a: { v: { n: 10, median: '4' } }, b: { v: { n: 10, median: '6' } } } } },
    comparisons: [
      {
        measure: 'm',
        between: ['a', 'b'],
        at: 'v',
        how: { test: 'Mann–Whitney U test', tails: 2 },
        tests: [{ kind: 'U', value: '23', p }],
      },
    ],
  });
  // z = (50 − 23)/√(10 · 10 · 21/12) = 2.041; without correction p = 0.0413.
  expect(findingsOf('p-from-statistic', groups('.041'))[0]?.verdict).toBe('reproduced');
  expect(findingsOf('p-from-statistic', groups('.60'))[0]?.verdict).toBe('inconsistent');
});

it('says that power is what is claimed: nearly every other p would be an error', () => {
  const found = finding(
    { kind: 't', value: '2.20', df: '28', p: '.04', tails: 2 },
    { strength: true },
  );
  // .03 (cut off) and .04 are no errors, of 101 from 0.00 to 1.00.
  expect(found?.strength?.power).toBeCloseTo(99 / 101, 12);
});

it('takes the patients of its group for a correlation that prints no number', () => {
  // R: 2 * pt(-0.45 * sqrt(28 / (1 - 0.45^2)), 28) is 0.0126.
  const p = (text: string, design: object = {}) =>
    findingsOf('p-from-statistic', {
      ...design,
      cohorts: { all: { n: 30 } },
      correlations: [
        {
          label: 'x and y',
          r: '0.45',
          cohort: 'all',
          p: text,
          how: { correlation: 'Pearson', tails: 2 },
        },
      ],
    })[0];
  expect(p('.013')?.verdict).toBe('reproduced');
  expect(p('.30')?.verdict).toBe('unexplained');
  expect(p('.30')?.conditions).toEqual(['all 30 of All were measured (n is not printed)']);
  expect(p('.30', { design: { missing: 'none' } })?.verdict).toBe('inconsistent');
});
