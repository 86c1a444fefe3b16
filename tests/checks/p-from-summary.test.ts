import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkStudy } from '../../src/checks/engine/run.ts';
import { checks } from '../../src/checks/index.ts';
import { parseStudy } from '../../src/study/read.ts';
import { findingsOf } from './study.ts';

const groups = (comparison: object, visit: object = {}) => ({
  cohorts: { all: { n: 40 }, active: { of: 'all', n: 20 }, sham: { of: 'all', n: 20 } },
  measures: {
    tremor: {
      in: {
        active: { before: { n: 20, mean: '18.2', sd: '4.8', ...visit } },
        sham: { before: { n: 20, mean: '15.1', sd: '4.1', ...visit } },
      },
    },
  },
  comparisons: [{ measure: 'tremor', between: ['active', 'sham'], at: 'before', ...comparison }],
});
const ofGroups = (p: string, how?: object, options = {}) =>
  findingsOf('p-from-summary', groups({ p, ...(how && { how }) }), options)[0];

describe('two groups', () => {
  // R 4.2.2 on these means, SDs and n: Student 0.034255, Welch 0.034410 (37.09 df), z 0.028081.
  const student = { test: 'Student’s t test', variances: 'equal', tails: 2 };

  it('reproduce as the test that the file names', () => {
    expect(ofGroups('.0343', student)).toMatchObject({ verdict: 'reproduced' });
    expect(ofGroups('.0344', { ...student, variances: 'unequal' })?.verdict).toBe('reproduced');
    // As tables have it, with the 19 df of the smaller group: R's 2 * pt(-3/sqrt((4.85^2 + 4.15^2)/20), 19)
    // is 0.04914, where those with population SDs end before 0.0485.
    const byTable = ofGroups('.0490', { ...student, variances: 'unequal' });
    expect(byTable?.verdict).toBe('within-rounding');
    expect(byTable?.why).toContain('with the df of the smaller group');
    expect(ofGroups('.034', student)?.why).toBe(
      "Student's t test: t = 2.20 with 38 df, p = 0.0343 (0.0275 to 0.0423). Printed is p = .034.",
    );
  });

  it('are inconsistent where the named test does not give the p-value, a decision error across alpha', () => {
    expect(ofGroups('.79', student)).toMatchObject({
      verdict: 'inconsistent',
      decisionError: true,
    });
    expect(ofGroups('.79', { test: 't test', tails: 2 })).toMatchObject({
      verdict: 'inconsistent',
      decisionError: true,
    });
    expect(ofGroups('.001', student)).toMatchObject({
      verdict: 'inconsistent',
      decisionError: false,
    });
    expect(ofGroups('ns', { ...student, test: 'Student' })).toMatchObject({
      // With SDs by n that were cut off, p can be 0.054; as SDs that are standard errors it would be 0.63.
      verdict: 'within-rounding',
      decisionError: false,
    });
  });

  it('are unexplained at most where the file names none, with all that was tried', () => {
    const found = ofGroups('.79');
    expect(found).toMatchObject({ verdict: 'unexplained', decisionError: false });
    expect(found?.tried.map(({ assumption }) => assumption)).toContain(
      'as a Welch test, one-tailed',
    );
    expect(found?.why).toContain('a rank test');
  });

  it('name the reading that fits: one tail, or ± as the standard error', () => {
    expect(ofGroups('.017')?.why).toContain("reproduced as Student's t test, one-tailed");
    // 3.1/√(4.8² + 4.1²) = 0.491 with 38 df: p = 0.626, far from all other readings.
    const asSe = ofGroups('.626');
    expect(asSe?.verdict).toBe('unexplained');
    expect(asSe?.why).toContain('if ± is the standard error');
    const open = groups({ p: '.626' });
    const spread = JSON.parse(JSON.stringify(open).replaceAll('"sd"', '"spread"'));
    expect(findingsOf('p-from-summary', spread)[0]?.verdict).toBe('reproduced');
  });

  it('hold on the edges of what the four roundings allow, and no further', () => {
    // The least and greatest p: R on 18.25/4.75/4.05 against 15.05 and on 18.15/4.85/4.15 against 15.15.
    // 2 * pt(-3.2/sqrt((4.75^2 + 4.05^2)/20), 38) = 0.02745; 2 * pt(-3/sqrt((4.85^2 + 4.15^2)/20), 38) = 0.04230
    expect(ofGroups('.0275', student)?.verdict).toBe('within-rounding');
    expect(ofGroups('.0423', student)?.verdict).toBe('within-rounding');
    expect(ofGroups('.0900', student)?.verdict).toBe('inconsistent');
    expect(ofGroups('.0050', student)?.verdict).toBe('inconsistent');
  });

  it('leave ranks, models and adjusted tests alone', () => {
    for (const how of [
      { test: 'Mann–Whitney U test' },
      { test: 'Wilcoxon rank-sum' },
      { model: 'ANCOVA' },
      { model: 'mixed model' },
      { test: 't test', adjusted: ['age'] },
      { test: 't test', stratified: ['centre'] },
      { test: 't test', correction: 'Bonferroni' },
      { test: 't test', transform: 'log' },
    ]) {
      expect(ofGroups('.79', how)?.verdict).toBe('not-checkable');
    }
    expect(ofGroups('.79', { test: 'an unheard-of test' })?.verdict).toBe('not-checkable');
    expect(ofGroups('.034', { test: 'an unheard-of test' })?.verdict).toBe('reproduced');
  });

  it('are unexplained at most where other patients than the printed may be behind p', () => {
    expect(ofGroups('.79', { ...student, set: 'per protocol' })?.verdict).toBe('unexplained');
    expect(ofGroups('.79', { ...student, missing: 'carried forward' })?.verdict).toBe(
      'unexplained',
    );
    // The number of patients is that of the groups, and at a later visit some may be missing.
    const [found] = findingsOf('p-from-summary', {
      cohorts: { all: { n: 40 }, active: { of: 'all', n: 20 }, sham: { of: 'all', n: 20 } },
      measures: {
        tremor: {
          baseline: 'before',
          in: {
            active: { before: { mean: '20' }, after: { mean: '18.2', sd: '4.8' } },
            sham: { before: { mean: '20' }, after: { mean: '15.1', sd: '4.1' } },
          },
        },
      },
      comparisons: [
        { measure: 'tremor', between: ['active', 'sham'], at: 'after', p: '.79', how: student },
      ],
    });
    expect(found?.verdict).toBe('unexplained');
  });

  it('cover every number of patients within its limits', () => {
    const open = groups({ p: '.05', how: student }, { n: { min: 12, max: 20 } });
    // With 17 in each group p is 0.0513 in R; with 12 it is 0.103.
    expect(findingsOf('p-from-summary', open)[0]?.verdict).toBe('possible');
    const far = groups({ p: '.20', how: student }, { n: { min: 12, max: 20 } });
    expect(findingsOf('p-from-summary', far)[0]?.verdict).toBe('inconsistent');
  });

  it('say what is missing', () => {
    const [found] = findingsOf('p-from-summary', {
      cohorts: { all: { n: 20 }, a: { of: 'all', n: 10 }, b: { of: 'all', n: 10 } },
      measures: { m: { in: { a: { v: { median: '4' } }, b: { v: { median: '6' } } } } },
      comparisons: [{ measure: 'm', between: ['a', 'b'], at: 'v', p: '.03' }],
    });
    expect(found?.verdict).toBe('not-checkable');
    expect(found?.why).toBe(
      'The file has no mean and SD or SE of A, and no mean and SD or SE of B.',
    );
  });
});

it('recomputes a one-way analysis of variance of three groups', () => {
  // R: 12 each, 4.1 ± 1.1, 5.3 ± 1.4, 6.2 ± 1.2 give F = 8.668, p = 0.00094286.
  const study = (p: string) => ({
    cohorts: {
      all: { n: 36 },
      a: { of: 'all', n: 12 },
      b: { of: 'all', n: 12 },
      c: { of: 'all', n: 12 },
    },
    measures: {
      m: {
        in: {
          a: { v: { n: 12, mean: '4.1', sd: '1.1' } },
          b: { v: { n: 12, mean: '5.3', sd: '1.4' } },
          c: { v: { n: 12, mean: '6.2', sd: '1.2' } },
        },
      },
    },
    comparisons: [
      { measure: 'm', between: ['a', 'b', 'c'], at: 'v', p, how: { test: 'one-way ANOVA' } },
    ],
  });
  const [found] = findingsOf('p-from-summary', study('.00094'));
  expect(found?.verdict).toBe('reproduced');
  expect(found?.recomputed?.nominal).toBeCloseTo(0.0009428646, 9);
  expect(findingsOf('p-from-summary', study('.03'))[0]?.verdict).toBe('inconsistent');
});

describe('two counts', () => {
  // R on 14 of 20 against 6 of 20: χ² 0.01141204, with Yates 0.0268567, Fisher 0.02564478.
  const counts = (p: string, how?: object) =>
    findingsOf('p-from-summary', {
      cohorts: {
        all: { n: 40 },
        active: { of: 'all', n: 20 },
        sham: { of: 'all', n: 20 },
        better: { of: 'active', n: 14 },
        alsoBetter: { of: 'sham', n: 6 },
      },
      comparisons: [{ events: ['better', 'alsoBetter'], p, ...(how && { how }) }],
    })[0];

  it('reproduce as χ², with Yates’ correction, or as Fisher’s exact test', () => {
    expect(counts('.0114')?.why).toContain('A χ² test');
    expect(counts('.0269')?.why).toContain("Yates' correction");
    expect(counts('.0256')?.why).toContain("Fisher's exact test");
    expect(counts('.0256', { test: "Fisher's exact test" })?.verdict).toBe('reproduced');
  });

  it('know the variants that go by the same name', () => {
    // R on 14 of 20 against 7 of 22: χ² (N − 1)/N gives 0.01460389, the likelihood ratio 0.0122926.
    const others = (p: string, test: string) =>
      findingsOf('p-from-summary', {
        cohorts: {
          all: { n: 42 },
          a: { of: 'all', n: 20 },
          b: { of: 'all', n: 22 },
          ax: { of: 'a', n: 14 },
          bx: { of: 'b', n: 7 },
        },
        comparisons: [{ events: ['ax', 'bx'], p, how: { test, tails: 2 } }],
      })[0]?.verdict;
    expect(others('.0146', 'chi-square')).toBe('reproduced');
    expect(others('.0123', 'chi-square')).toBe('reproduced');
    expect(others('.0294', "Fisher's exact test")).toBe('reproduced');
  });

  it('are inconsistent under a named test, unexplained under none', () => {
    expect(counts('.50', { test: "Fisher's exact test", tails: 2 })).toMatchObject({
      verdict: 'inconsistent',
      decisionError: true,
    });
    expect(counts('.50')?.verdict).toBe('unexplained');
    // Another test than the named one gives it: the words may be loose.
    expect(counts('.0114', { test: "Fisher's exact test", tails: 2 })?.verdict).toBe('unexplained');
    expect(counts('.50', { test: 'Cochran–Mantel–Haenszel' })?.verdict).toBe('not-checkable');
  });

  it('of the same patients go through every overlap for McNemar’s test', () => {
    const paired = (p: string, how?: object) =>
      findingsOf('p-from-summary', {
        cohorts: { all: { n: 40 }, before: { of: 'all', n: 12 }, after: { of: 'all', n: 18 } },
        comparisons: [{ events: ['before', 'after'], p, ...(how && { how }) }],
      })[0];
    // R: 2 and 8 discordant, mcnemar.test without correction 0.05777957, binom.test 0.109375.
    expect(paired('.0578', { test: 'McNemar' })?.verdict).toBe('possible');
    expect(paired('.109375', { test: 'McNemar', exact: true })?.verdict).toBe('possible');
    // With b − c = 6 fixed, 6 to 30 discordant, the least exact p is that of 0 and 6: 2/64 = 0.03125,
    // exactly between .0312 and .0313.
    expect(paired('.0312', { test: 'McNemar', exact: true, tails: 2 })?.verdict).toBe('possible');
    expect(paired('.0313', { test: 'McNemar', exact: true, tails: 2 })?.verdict).toBe('possible');
    expect(paired('.001', { test: 'McNemar', exact: true, tails: 2 })?.verdict).toBe(
      'inconsistent',
    );
  });
});

describe('two visits', () => {
  const visits = (comparison: object, n: object = { n: 20 }) =>
    findingsOf('p-from-summary', {
      cohorts: { all: { n: 20 } },
      measures: {
        m: {
          cohort: 'all',
          at: {
            before: { mean: '18.2', sd: '4.8', ...n },
            after: { mean: '15.1', sd: '4.1', ...n },
          },
        },
      },
      comparisons: [{ measure: 'm', from: 'before', to: 'after', ...comparison }],
    })[0];
  const paired = { test: 'paired t test', tails: 2 };

  it('allow every p that some correlation gives, and say that this is weak', () => {
    const found = visits({ p: '.006', how: paired });
    expect(found?.verdict).toBe('possible');
    expect(found?.weakness).toContain('the correlation is not printed');
    // At r = −1 the SD of the change is 8.9 and p = 0.136 in R: above that nothing is left.
    expect(visits({ p: '.45', how: paired })?.verdict).toBe('inconsistent');
    expect(visits({ p: '.45' })?.verdict).toBe('unexplained');
  });

  it('tell of a paired test before one of independent groups, which gives 0.034 as printed', () => {
    // R: 3.1/√((4.8² + 4.1²)/20) = 2.196, 2 · pt(−2.196, 38) = 0.0343 of independent groups.
    const found = visits({ p: '.034' });
    expect(found?.verdict).toBe('possible');
    expect(found?.why).toMatch(/^A paired t test: /);
    expect(found?.why).not.toContain('independent');
  });

  it('are narrowed by a printed correlation or SD of the change', () => {
    // R at r = 0.5: SD of the change 4.4911, t = 3.0869, p = 0.0060696.
    expect(visits({ p: '.0061', correlation: '.50', how: paired })?.verdict).toBe('reproduced');
    expect(visits({ p: '.09', correlation: '.50', how: paired })?.verdict).toBe('inconsistent');
    expect(visits({ p: '.0061', changeScore: { sd: '4.49' }, how: paired })?.verdict).toBe(
      'reproduced',
    );
    expect(visits({ p: '.09', changeScore: { sd: '4.49' }, how: paired })?.verdict).toBe(
      'inconsistent',
    );
  });

  it('are unexplained at most where n is not printed at the later visit', () => {
    expect(visits({ p: '.45', how: paired }, {})?.verdict).toBe('unexplained');
  });
});

it('finds all four p-values of the bundled study below .001, whatever the correlation', () => {
  const text = readFileSync('data/horisawa-2019.json', 'utf8');
  const study = parseStudy(text, { file: 'horisawa-2019.json' });
  const { findings } = checkStudy(study, { checks, strength: false });
  const found = findings.filter(({ check }) => check === 'p-from-summary');
  expect(found.map(({ verdict }) => verdict)).toEqual(Array(4).fill('reproduced'));
  expect(found[0]?.conditions).toEqual([
    'all 171 of Treated patients were measured (n is not printed with the mean)',
  ]);
});
