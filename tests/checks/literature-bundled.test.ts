import { describe, expect, it } from 'vitest';
import { run } from '../cli/run.ts';
import { checked, findingsOf } from './study.ts';

// BMJ Clin Evid, table of botulinum B toxin for cervical dystonia (PMC3938056/table/d35e2206):
// 40/92 against 5/30, OR 3.13 (1.34 to 7.34), P = 0.0008. It is Peto's odds ratio, by hand from its
// formula: O − E = 40 − 92 · 45/122 = 6.0656, V = 92 · 30 · 45 · 77/(122² · 121) = 5.3102, so
// exp(6.0656/5.3102) = 3.134, exp(… ± 1.96/√5.3102) = 1.339 to 7.337, and z = 2.632, P = 0.0085: a
// nought too many.
it('Peto’s odds ratio is found, and a p-value with a nought too many is a warning', () => {
  const { findings } = checked({
    cohorts: {
      ...{ toxin: { n: 92 }, placebo: { n: 30 } },
      better: { of: 'toxin', n: 40, percent: '43' },
      'placebo-better': { of: 'placebo', n: 5, percent: '17' },
    },
    comparisons: [
      {
        ...{ label: 'TWSTRS 20 % better', events: ['better', 'placebo-better'] },
        effects: [{ kind: 'or', value: '3.13', ci: ['1.34', '7.34'], p: '0.0008' }],
      },
    ],
  });
  expect(findings.every(({ level }) => level !== 'error')).toBe(true);
  const ofOr = findings.filter(({ reported }) => reported === '3.13');
  expect(ofOr.map(({ check, verdict }) => [check, verdict]).sort()).toEqual([
    ['ci-from-estimate', 'within-rounding'],
    ['effect-size', 'reproduced'],
  ]);
});

// "Subthalamic nucleus deep brain stimulation in isolated dystonia: a 3-year follow-up study", 2017:
// at 36 months (n = 14) the motor score "improved 70.4 %" from 17.9 ± 8.5 to 5.3 ± 5.6, and TWSTRS
// 66.6 % from 41.0 ± 18.9 to 13.7 ± 17.9, both P = 0.0002.
it('percent improvements are those of the means: 70.4 and 66.6 %', () => {
  const improvement = (before: string, after: string, printed: string) =>
    findingsOf('percent-improvement', {
      cohorts: { all: { n: 14 } },
      scales: { s: { min: 0, max: 120, better: 'lower' } },
      measures: {
        m: {
          ...{ scale: 's', cohort: 'all' },
          at: { before: { mean: before }, later: { mean: after } },
        },
      },
      comparisons: [{ measure: 'm', from: 'before', to: 'later', improvement: printed }],
    })[0]?.verdict;
  expect(improvement('17.9', '5.3', '70.4%')).toBe('reproduced');
  expect(improvement('41.0', '13.7', '66.6%')).toBe('reproduced');
});

describe('the bundled trials', () => {
  const result = async (id: string) => {
    const { code, stdout } = await run(['check', id, '--json']);
    const { findings } = JSON.parse(stdout).studies?.[0] ?? JSON.parse(stdout);
    return { code, findings };
  };

  it('of papapetropoulos-2021 no figure is in the way of another', async () => {
    const { code, findings } = await result('papapetropoulos-2021');
    expect(code).toBe(0);
    const checks = new Set(findings.map(({ check }: { check: string }) => check));
    expect([...checks]).toEqual(expect.arrayContaining(['subgroup-mean', 'subgroup-sd']));
  });

  it('of boeker-2013 only 145 is: 82 and 69 were allocated', async () => {
    const { code, findings } = await result('boeker-2013');
    expect(code).toBe(1);
    const wrong = findings.filter(({ level }: { level: string }) => level === 'error');
    expect(wrong).toHaveLength(1);
    expect(wrong[0]).toMatchObject({ check: 'partition-total', verdict: 'inconsistent' });
    expect(wrong[0].why).toContain('82 + 69 = 151, not 145');
  });
});
