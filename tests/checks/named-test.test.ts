import { expect, it } from 'vitest';
import { statedTest } from '../../src/checks/named-test.ts';

it.each([
  ['paired t test', ['paired-t']],
  ['paired-samples t-test', ['paired-t']],
  ['Student’s t-test', ['student', 'welch', 'paired-t']],
  ['unpaired t test', ['student', 'welch']],
  ['independent samples t test', ['student', 'welch']],
  ["Welch's t test", ['welch', 'anova-welch']],
  ['one-way ANOVA', ['anova', 'student']],
  ['χ²', ['chi-square', 'yates']],
  ['chi-square test', ['chi-square', 'yates']],
  ['Chi-squared test', ['chi-square', 'yates']],
  ["Fisher's exact test", ['fisher']],
  ['chi-square or Fisher’s exact test', ['chi-square', 'yates', 'fisher']],
  ['McNemar’s test', ['mcnemar', 'mcnemar-cc', 'mcnemar-exact']],
])('“%s” can mean %o', (test, tests) => {
  expect(statedTest({ test })).toMatchObject({ tests, other: null, unknown: null });
});

it.each([
  'Mann–Whitney U test',
  'Wilcoxon signed-rank test',
  'Kruskal–Wallis',
  'repeated-measures ANOVA',
  'ANCOVA',
  'mixed model',
  'log-rank test',
  'Cochran–Mantel–Haenszel test',
  "Tukey's HSD",
  'Friedman',
])('“%s” needs more than summaries', (test) => {
  expect(statedTest({ test }).other).toBe(test);
});

it('takes variances, tails, corrections and exactness from their own fields', () => {
  expect(statedTest({ test: 't test', variances: 'equal' }).tests).toEqual(['student', 'paired-t']);
  expect(statedTest({ test: 't test', variances: 'unequal' }).tests).toEqual(['welch', 'paired-t']);
  expect(statedTest({ test: 'chi-square', correction: 'continuity' }).tests).toEqual(['yates']);
  expect(statedTest({ test: 'chi-square', correction: 'none' }).tests).toEqual(['chi-square']);
  expect(statedTest({ test: 'McNemar', exact: true }).tests).toEqual(['mcnemar-exact']);
  expect(statedTest({ test: 'two-tailed t test' }).tails).toBe(2);
  expect(statedTest({ test: 't test', tails: 1 }).tails).toBe(1);
  expect(statedTest({ test: 'a test of ours' })).toMatchObject({
    tests: [],
    unknown: 'a test of ours',
  });
  expect(statedTest(null)).toEqual({
    tests: [],
    other: null,
    unknown: null,
    tails: null,
    selection: null,
  });
});
