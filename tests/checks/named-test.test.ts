import { expect, it } from 'vitest';
import { namedRankTest, statedTest } from '../../src/checks/comparisons/named-test.ts';

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
  ["paired Student's t-test", ['paired-t']],
  ['t test for unpaired data', ['student', 'welch']],
  ['paired and unpaired t tests, as appropriate', ['student', 'welch', 'paired-t']],
  ["Student's or Welch's t test", ['welch', 'anova-welch', 'student', 'paired-t']],
  ['two-sample test for equality of proportions', ['z', 'chi-square', 'yates']],
  ["Chi-square or Fisher's exact test as appropriate", ['chi-square', 'yates', 'fisher']],
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
  't test with Šidák correction',
  't test, false discovery rate controlled',
  't tests corrected for multiple comparisons',
  't test of the logarithms',
  't test on square-root transformed data',
  'ANOVA with baseline as covariate',
  'two-factor ANOVA',
  '2 × 2 ANOVA',
  'multivariate analysis of variance',
  'one-way ANOVA with planned contrasts',
  'ANOVA, Games–Howell',
  'ANOVA with Fisher’s PLSD',
  't test of LS means',
  'within-subject ANOVA',
  "Barnard's exact test",
  'Rao–Scott chi-square',
  'linear-by-linear association',
])('“%s” needs more than summaries', (test) => {
  expect(statedTest({ test }).other).toBe(test);
});

it.each([
  'analysis of variance with subject, period and treatment',
  'likelihood-ratio chi-square',
  'N − 1 chi-square test',
  'Wald test',
  'Wald chi-square',
  'two-stage t test',
  'exact test of ours',
])('“%s” is not taken for the test that a part of its words names', (test) => {
  expect(statedTest({ test })).toMatchObject({ tests: [], unknown: test });
});

it('reads in a remark what the test was adjusted or corrected for', () => {
  const test = 't test';
  for (const note of [
    'Bonferroni-adjusted p-values',
    'p-values were corrected for multiple testing',
    'adjusted for age',
    'on log-transformed data',
    'non-inferiority',
    'Greenhouse–Geisser correction',
  ]) {
    expect(statedTest({ test, note }).other).toBe(note);
  }
  for (const note of ['no correction for multiple testing', 'unadjusted', 'done in SPSS']) {
    expect(statedTest({ test, note }).other).toBeNull();
  }
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

it.each([
  ['Mann–Whitney U test', 'rank-sum'],
  ['Wilcoxon–Mann–Whitney test (two-sided)', 'rank-sum'],
  ['Wilcoxon rank-sum test with continuity correction', 'rank-sum'],
  ['Wilcoxon’s signed-rank test', 'signed-rank'],
  ['Wilcoxon matched-pairs test', 'signed-rank'],
  ['paired Wilcoxon test', 'signed-rank'],
  ['Wilcoxon test', 'either'],
])('“%s” is a test of ranks, %s', (test, kind) => {
  expect(namedRankTest({ test })).toEqual({ kind, exact: false });
  expect(namedRankTest({ test: `exact ${test}` })).toEqual({ kind, exact: true });
});

it.each([
  'Student’s t test',
  't test, Wilcoxon',
  'unpaired test',
  'independent samples test',
  'Mann–Whitney U test, Monte Carlo',
  'permutation test of ranks',
  'stratified Wilcoxon test',
  'log-rank test',
  'sign test',
  '',
])('“%s” is no test of ranks alone', (test) => {
  expect(namedRankTest({ test })).toBeNull();
});

it('does not take a test of ranks by its name where something else was done beside it', () => {
  const test = 'Mann–Whitney U test';
  for (const how of [
    { correction: 'Bonferroni' },
    { adjusted: ['age'] },
    { stratified: ['centre'] },
    { model: 'ANCOVA' },
    { transform: 'log' },
    { missing: 'multiple imputation' },
  ]) {
    expect(namedRankTest({ test, ...how })).toBeNull();
  }
  expect(namedRankTest({ test, correction: 'continuity' })?.kind).toBe('rank-sum');
});
