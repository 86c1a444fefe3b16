import { describe, expect, it } from 'vitest';
import { checked } from './study.ts';

const figures = (n: number, mean: string, sd: string) => ({ n, mean, sd });

// NeuroImage Clin 2020;28:102409, table 1 (pmc.ncbi.nlm.nih.gov/articles/PMC7490914/table/t0005): 30
// patients with Parkinson's disease and 15 controls, independent-samples t test; 15 patients after
// 20 months, paired-samples t test and Wilcoxon's signed-rank test, as the table's title says.
describe('Parkinson patients and controls, 2020', () => {
  const measures = {
    age: {
      in: {
        pd: { baseline: figures(30, '55.4', '7.1') },
        hc: { baseline: figures(15, '53.15', '11.4') },
      },
    },
    updrs: {
      cohort: 'later',
      baseline: 'before',
      at: { before: figures(15, '31.4', '12.0'), after: figures(15, '35.9', '10.9') },
    },
    levodopa: {
      cohort: 'later',
      baseline: 'before',
      at: { before: figures(15, '771.7', '386.5'), after: figures(15, '906.3', '235.7') },
    },
  };
  const paired = (measure: string, value: string, p: string) => ({
    ...{ measure, from: 'before', to: 'after', how: { test: 'paired-samples t-test' } },
    tests: [{ kind: 't', value, df: '14', p }],
  });
  const { findings } = checked({
    cohorts: {
      ...{ pd: { n: 30 }, hc: { n: 15 }, later: { n: 15 } },
      ...{ 'pd-men': { of: 'pd', n: 24 }, 'pd-women': { of: 'pd', n: 6 } },
      ...{ 'hc-men': { of: 'hc', n: 8 }, 'hc-women': { of: 'hc', n: 7 } },
    },
    partitions: [
      { of: 'pd', into: ['pd-men', 'pd-women'] },
      { of: 'hc', into: ['hc-men', 'hc-women'] },
    ],
    measures,
    comparisons: [
      {
        ...{ measure: 'age', between: ['pd', 'hc'], at: 'baseline' },
        how: { test: 'independent-samples t-test' },
        tests: [{ kind: 't', value: '0.696', df: '19.674', p: '0.494' }],
      },
      paired('updrs', '2.003', '0.065'),
      paired('levodopa', '2.156', '0.046'),
      {
        ...{ label: 'Hoehn & Yahr', how: { test: 'Wilcoxon signed-rank test' } },
        tests: [{ kind: 'z', value: '1.7', p: '0.083' }],
      },
    ],
  });
  const of = (reported: string) => findings.filter((finding) => finding.reported === reported);

  it('knows degrees of freedom with decimals for Welch’s, without being told', () => {
    // (7.1²/30 + 11.4²/15)² / ((7.1²/30)²/29 + (11.4²/15)²/14) = 19.6, by hand.
    expect(of('19.674')[0]).toMatchObject({ check: 'df', verdict: 'reproduced' });
    expect(of('19.674')[0]?.why).toContain('fits for Welch');
  });

  // R: 2 * pt(-0.696, 19.674) = 0.4946, and of 0.6965 0.4943; 2 * pnorm(-1.7) = 0.0891.
  it('takes p-values that follow within rounding', () => {
    expect(['0.065', '0.494', '0.083'].map((p) => of(p)[0]?.verdict)).toEqual([
      'reproduced',
      'within-rounding',
      'within-rounding',
    ]);
  });

  // R: 2 * pt(-2.156, 14) = 0.04896. The table marks it as below .05, which it is.
  it('finds the one that does not: t(14) = 2.156 with p = 0.046', () => {
    const wrong = findings.filter(({ level }) => level !== 'pass' && level !== 'note');
    expect(wrong.map(({ check, reported }) => [check, reported])).toEqual([
      ['p-from-statistic', '0.046'],
    ]);
    expect(wrong[0]).toMatchObject({ verdict: 'inconsistent', decisionError: false });
  });
});

// PMC8711034, table 3 (pmc.ncbi.nlm.nih.gov/articles/PMC8711034/table/T3): a drug against placebo in
// atopic dermatitis; the table names no test of the percentages. Columns: percentage and n of each
// group, p. The percentages of the severe and the other patients add up to those of all.
describe('responders of a trial in atopic dermatitis', () => {
  it.each([
    ['SCORAD30, week 12', 42.5, 40, 20.0, 20, '0.150'],
    ['SCORAD30, week 20', 52.5, 40, 30.0, 20, '0.168'],
    ['SCORAD50, week 12', 22.5, 40, 15.0, 20, '0.734'],
    ['SCORAD50, week 20', 37.5, 40, 25.0, 20, '0.395'],
    ['body surface, week 12', 37.5, 40, 10.0, 20, '0.034'],
    ['body surface, week 20', 42.5, 40, 10.0, 20, '0.017'],
    ['SCORAD30, week 12, severe', 55.0, 20, 16.7, 12, '0.062'],
    ['SCORAD30, week 20, severe', 65.0, 20, 16.7, 12, '0.012'],
    ['SCORAD50, week 12, severe', 30.0, 20, 16.7, 12, '0.676'],
    ['SCORAD50, week 20, severe', 45.0, 20, 16.7, 12, '0.139'],
    ['SCORAD30, week 12, others', 30.0, 20, 25.0, 8, '1.000'],
    ['SCORAD30, week 20, others', 40.0, 20, 50.0, 8, '0.691'],
    ['SCORAD50, week 12, others', 15.0, 20, 12.5, 8, '1.000'],
    ['SCORAD50, week 20, others', 30.0, 20, 37.5, 8, '1.000'],
    ['body surface, week 12, others', 30.0, 20, 0.0, 8, '0.141'],
  ])('%s: %f per cent of %i and %f of %i, p = %s', (label, percent1, n1, percent2, n2, p) => {
    const some = (of: string, percent: number, n: number) => ({
      ...{ of, percent: percent.toFixed(1) },
      n: Math.round((percent * n) / 100),
    });
    const { findings } = checked({
      cohorts: {
        ...{ drug: { n: n1 }, placebo: { n: n2 } },
        ...{ a: some('drug', percent1, n1), b: some('placebo', percent2, n2) },
      },
      comparisons: [{ label, events: ['a', 'b'], p, how: { test: 'Fisher’s exact test' } }],
    });
    const ofCheck = (id: string) => findings.filter(({ check }) => check === id);
    expect(ofCheck('percent-of-count').map(({ verdict }) => verdict)).toEqual(
      Array(2).fill('reproduced'),
    );
    expect(ofCheck('p-from-summary').map(({ verdict }) => verdict)).toEqual(['reproduced']);
  });
});

// Riess et al., J Gen Intern Med 2012;27:1280–1286, and a correction in BMJ Open 2021;11:e036471corr1
// (PMC8292835): 54 trained, change 0.7 (SD 7.9); 45 others, −1.5 (6.0); the trial prints P = 0.04,
// "significant". The reviewers found no significance by standard methods, and that the difference
// seems to come from a Wilcoxon–Mann–Whitney test. R: t.test of such data has p = 0.128.
describe('a trial whose p-value came from a rank test', () => {
  const riess = (how: object) =>
    checked({
      cohorts: { trained: { n: 54 }, others: { n: 45 } },
      measures: {
        care: {
          in: {
            trained: { change: figures(54, '0.7', '7.9') },
            others: { change: figures(45, '−1.5', '6.0') },
          },
        },
      },
      comparisons: [
        {
          ...{ measure: 'care', between: ['trained', 'others'], at: 'change', p: '0.04', ...how },
          effects: [{ kind: 'md', value: '2.2' }],
        },
      ],
    }).findings;
  const ofP = (how: object) => riess(how).find(({ check }) => check === 'p-from-summary');

  it('is never called wrong, while no test or the rank test is named', () => {
    expect(riess({}).every(({ level }) => level !== 'error')).toBe(true);
    const named = riess({ how: { test: 'Wilcoxon–Mann–Whitney test' } });
    expect(named.every(({ level }) => level !== 'error' && level !== 'warning')).toBe(true);
  });

  // R: t = 1.535 with 97 df, p = 0.128; at its least, with 2.3, 7.85 and 5.95, p = 0.109.
  // One tail has 0.047 to 0.076, and 0.047 cut off is 0.04: without the word "two-tailed" it would fit.
  it('does not follow where a t test of two tails is named', () => {
    const finding = ofP({ how: { test: "Student's t-test, two-tailed" } });
    expect(finding).toMatchObject({ verdict: 'inconsistent', decisionError: true });
    expect(ofP({ how: { test: "Student's t-test" } })?.level).toBe('pass');
    expect(finding?.why).toContain('Printed is p = 0.04. Nor is it reproduced as a Welch test');
  });
});
