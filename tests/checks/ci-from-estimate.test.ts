import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/checks/engine/finding.ts';
import { findingsOf } from './study.ts';

/** The findings by what they are about: "place in its interval", "lower limit" … */
function byPart(findings: readonly Finding[]): Record<string, string> {
  return Object.fromEntries(
    findings.map(({ label, verdict }) => [
      /p-value beside/.test(label) ? 'p' : (label.split(': ').at(-1) ?? ''),
      verdict,
    ]),
  );
}
const groups = (comparison: object) => ({
  cohorts: { all: { n: 40 }, active: { of: 'all', n: 20 }, sham: { of: 'all', n: 20 } },
  measures: {
    tremor: {
      in: {
        active: { before: { n: 20, mean: '18.2', sd: '4.8' } },
        sham: { before: { n: 20, mean: '15.1', sd: '4.1' } },
      },
    },
  },
  comparisons: [{ measure: 'tremor', between: ['active', 'sham'], at: 'before', ...comparison }],
});
const ofGroups = (comparison: object) => byPart(findingsOf('ci-from-estimate', groups(comparison)));
const centre = 'place in its interval';
const byT = { interval: 't' };

describe('the interval of a difference', () => {
  it('has the difference in its middle', () => {
    expect(ofGroups({ difference: '3.1', ci: ['0.2', '6.0'] })[centre]).toBe('reproduced');
    expect(ofGroups({ difference: '3.1', ci: ['0.2', '6.4'], how: byT })[centre]).toBe(
      'inconsistent',
    );
    // A bootstrap interval has it elsewhere, and the file does not say that this is none.
    expect(ofGroups({ difference: '3.1', ci: ['0.2', '6.4'] })[centre]).toBe('unexplained');
  });

  it('may have its middle anywhere that the rounding of both limits allows', () => {
    // (0.25 + 6.05)/2 = 3.15, which rounds to 3.1 or 3.2; (0.15 + 5.95)/2 = 3.05 to 3.0 or 3.1.
    expect(ofGroups({ difference: '3.2', ci: ['0.2', '6.0'] })[centre]).toBe('within-rounding');
    expect(ofGroups({ difference: '3.0', ci: ['0.2', '6.0'] })[centre]).toBe('within-rounding');
    expect(ofGroups({ difference: '3.4', ci: ['0.2', '6.0'], how: byT })[centre]).toBe(
      'inconsistent',
    );
    expect(ofGroups({ difference: '2.8', ci: ['0.2', '6.0'], how: byT })[centre]).toBe(
      'inconsistent',
    );
  });

  it('is Student’s: 0.2424 to 5.9576 in R', () => {
    const how = { test: 't test', variances: 'equal', interval: 'Student t' };
    expect(ofGroups({ difference: '3.1', ci: ['0.24', '5.96'], level: 0.95, how })).toEqual({
      [centre]: 'reproduced',
      'lower limit': 'reproduced',
      'upper limit': 'reproduced',
    });
    const wrong = ofGroups({ difference: '3.1', ci: ['-0.76', '6.96'], level: 0.95, how });
    expect(wrong).toEqual({
      [centre]: 'reproduced',
      'lower limit': 'inconsistent',
      'upper limit': 'inconsistent',
    });
    const unnamed = ofGroups({ difference: '3.1', ci: ['-2.76', '8.96'], level: 0.95 });
    expect(unnamed).toMatchObject({ 'lower limit': 'unexplained', 'upper limit': 'unexplained' });
  });

  it('is tried at 90 and 99 % where the file does not say', () => {
    // R: 3.1 ± qt(0.95, 38) 1.41156 is 0.7202 to 5.4798.
    const found = findingsOf(
      'ci-from-estimate',
      groups({ difference: '3.1', ci: ['0.72', '5.48'] }),
    );
    expect(found.map(({ verdict }) => verdict)).toEqual(Array(3).fill('reproduced'));
    expect(found[1]?.why).toContain('at 90 %');
    const stated = ofGroups({ difference: '3.1', ci: ['0.72', '5.48'], level: 0.95 });
    expect(stated['lower limit']).toBe('unexplained');
  });

  it('is Welch’s by a printed SE where an SD is not printed: any of its degrees of freedom may be', () => {
    const limits = (ci: readonly string[], interval: string) => {
      const comparison = { difference: '-3.17', se: '1.202', ci, level: 0.95, how: { interval } };
      const active = { before: { n: 3, mean: '11.93' } };
      const sham = { before: { n: 3, mean: '15.10', sd: '0.5' } };
      const measures = { tremor: { in: { active, sham } } };
      return byPart(findingsOf('ci-from-estimate', { ...groups(comparison), measures }));
    };
    // R: the SD left out is 2.021, Welch's df 2.2439, the limits −7.8387 and 1.4987.
    expect(limits(['-7.84', '1.50'], 'Welch')).toMatchObject({
      'lower limit': 'possible',
      'upper limit': 'possible',
    });
    // At their fewest, 2 df, they would be −8.342 and 2.002.
    expect(limits(['-8.40', '2.06'], 'Welch')).toMatchObject({
      'lower limit': 'inconsistent',
      'upper limit': 'inconsistent',
    });
    // Student's df are known without any SD: 4.
    expect(limits(['-7.84', '1.50'], 'pooled variance')['lower limit']).toBe('unexplained');
  });

  it('goes with p', () => {
    // qt(0.975, 38) · 3.1/2.9 = 2.164, p = 0.0368; with the limits 0.24 and 5.96 it is 0.0344.
    expect(ofGroups({ difference: '3.1', ci: ['0.2', '6.0'], p: '.034' }).p).toBe(
      'within-rounding',
    );
    expect(ofGroups({ difference: '3.1', ci: ['0.2', '6.0'], p: '.34' }).p).toBe('unexplained');
    const how = { test: 'Welch', tails: 2 };
    expect(ofGroups({ difference: '3.1', ci: ['0.2', '6.0'], level: 0.95, p: '.34', how }).p).toBe(
      'inconsistent',
    );
    // Of "t test" the interval can be Student's and the p-value Welch's.
    expect(
      ofGroups({
        difference: '3.1',
        ci: ['0.2', '6.0'],
        level: 0.95,
        p: '.34',
        how: { test: 't test', tails: 2 },
      }).p,
    ).toBe('unexplained');
    expect(
      ofGroups({ difference: '3.1', ci: ['-0.2', '6.4'], level: 0.95, p: '<.001', how }).p,
    ).toBe('inconsistent');
    // One limit at 0 after rounding: either side is possible, and nothing is said.
    expect(ofGroups({ difference: '3.1', ci: ['0.0', '6.2'], p: '.06' }).p).toBeUndefined();
  });

  it('need not have it in the middle where the file names another method', () => {
    for (const how of [
      { interval: 'bootstrap' },
      { model: 'mixed model' },
      { test: 'Mann–Whitney' },
      { transform: 'log' },
    ]) {
      expect(ofGroups({ difference: '3.1', ci: ['0.2', '7.0'], how })[centre]).toBe('possible');
    }
    // A bias-corrected interval can even lie beside its estimate.
    expect(
      ofGroups({ difference: '8.1', ci: ['0.2', '7.0'], how: { interval: 'BCa bootstrap' } })[
        centre
      ],
    ).toBe('unexplained');
    expect(ofGroups({ difference: '8.1', ci: ['0.2', '7.0'] })[centre]).toBe('inconsistent');
  });
});

describe('the interval of a ratio', () => {
  const effect = (parts: object) =>
    byPart(
      findingsOf('ci-from-estimate', {
        comparisons: [{ label: 'made up', effects: [{ kind: 'or', ...parts }] }],
      }),
    );

  it('has the ratio in its geometric middle: √(2.1 · 8.0) = 4.1', () => {
    expect(effect({ value: '4.1', ci: ['2.1', '8.0'] })[centre]).toBe('reproduced');
    expect(effect({ value: '4.9', ci: ['2.1', '8.0'] })[centre]).toBe('unexplained');
    expect(effect({ value: '9.9', ci: ['2.1', '8.0'] })[centre]).toBe('inconsistent');
  });

  it('can be exact, pooled or by likelihood', () => {
    for (const how of [
      { interval: 'exact' },
      { pooled: 'random effects' },
      { model: 'Cox' },
      { stratified: ['centre'] },
    ]) {
      expect(effect({ value: '4.9', ci: ['2.1', '8.0'], how })[centre]).toBe('possible');
    }
  });

  it('follows from the standard error of its logarithm', () => {
    // exp(log(4.1) ± 1.959964 · 0.34) is 2.1057 and 7.9832 in R.
    const found = effect({ value: '4.10', se: '0.34', ci: ['2.11', '7.98'], level: 0.95 });
    expect(found).toMatchObject({ 'lower limit': 'reproduced', 'upper limit': 'reproduced' });
  });

  it('follows from two counts by Woolf: 1.408 to 21.054 for 14 and 6 of 20', () => {
    const counts = (ci: readonly string[], how?: object) =>
      byPart(
        findingsOf('ci-from-estimate', {
          cohorts: {
            all: { n: 40 },
            a: { of: 'all', n: 20 },
            b: { of: 'all', n: 20 },
            ax: { of: 'a', n: 14 },
            bx: { of: 'b', n: 6 },
          },
          comparisons: [
            {
              events: ['ax', 'bx'],
              effects: [{ kind: 'or', value: '5.44', ci, level: 0.95, ...(how && { how }) }],
            },
          ],
        }),
      );
    expect(counts(['1.41', '21.05'], { interval: 'Woolf' })).toMatchObject({
      'lower limit': 'reproduced',
      'upper limit': 'reproduced',
    });
    expect(counts(['1.91', '31.05'], { interval: 'Woolf' })).toMatchObject({
      'lower limit': 'inconsistent',
      'upper limit': 'inconsistent',
    });
    expect(counts(['1.91', '31.05'])).toMatchObject({ 'lower limit': 'unexplained' });
  });
});

it('finds the method of a percentage’s interval', () => {
  // R for 14 of 20: prop.test without correction 48.10 to 85.45, binom.test 45.72 to 88.11.
  const part = (ci: readonly string[], how?: object) =>
    findingsOf('ci-from-estimate', {
      cohorts: {
        all: { n: 20 },
        part: { of: 'all', n: 14, percent: '70.0', ci, level: 0.95, ...(how && { how }) },
      },
    });
  expect(part(['48.1', '85.5'])[1]?.why).toContain('Wilson');
  expect(part(['45.7', '88.1'])[1]?.why).toContain('Clopper');
  expect(part(['45.7', '85.5'])[1]?.verdict).toBe('unexplained');
  expect(part(['45.7', '88.1'], { interval: 'Clopper-Pearson' })[1]?.verdict).toBe('reproduced');
  expect(part(['40.7', '88.1'], { interval: 'Clopper-Pearson' })[1]?.verdict).toBe('inconsistent');
});

it('allows limits by 1.96 for z', () => {
  // 70 ± 100 · 1.96 √(0.21/20) is 49.9159765, with all digits of z 49.9163455.
  const wald = (low: string) =>
    findingsOf('ci-from-estimate', {
      cohorts: {
        all: { n: 20 },
        part: { of: 'all', n: 14, ci: [low, '90.08'], level: 0.95, how: { interval: 'Wald' } },
      },
    })[0]?.verdict;
  expect(wald('49.91598')).toBe('reproduced');
  expect(wald('49.91635')).toBe('reproduced');
  expect(wald('49.91700')).toBe('inconsistent');
});

it('finds the interval of a mean and of a correlation', () => {
  // R: 18.2 ± qt(0.975, 19) 4.8/√20 is 15.9535 to 20.4465; tanh(atanh(0.5) ± 1.96/√27) 0.1704 to 0.7290.
  const found = findingsOf('ci-from-estimate', {
    cohorts: { all: { n: 20 } },
    measures: { m: { cohort: 'all', mean: '18.20', sd: '4.80', n: 20, ci: ['15.95', '20.45'] } },
    correlations: [{ label: 'r', r: '.500', n: 30, ci: ['.170', '.729'] }],
  });
  expect(found.map(({ verdict }) => verdict)).toEqual([
    'reproduced',
    'reproduced',
    'reproduced',
    'possible',
    'reproduced',
    'reproduced',
  ]);
});

describe('the interval of an odds ratio', () => {
  const ofCounts = (effect: object) =>
    findingsOf('ci-from-estimate', {
      cohorts: {
        all: { n: 78 },
        a: { of: 'all', n: 40 },
        b: { of: 'all', n: 38 },
        ax: { of: 'a', n: 12 },
        bx: { of: 'b', n: 5 },
      },
      comparisons: [{ events: ['ax', 'bx'], effects: [{ kind: 'or', ...effect }] }],
    });

  it('can be that of the ratio taken the other way round: 0.111 to 1.126 in R', () => {
    const found = ofCounts({ value: '0.35', ci: ['0.111', '1.126'] });
    expect(found.map(({ level }) => level)).toEqual(['pass', 'pass', 'pass']);
    expect(found[1]?.why).toContain('the other way round');
  });

  it('is not doubted where the named method gives this limit and not the other: 0.888 to 9.009', () => {
    const how = { interval: 'Woolf' };
    expect(byPart(ofCounts({ value: '2.83', ci: ['1.02', '9.01'], how }))).toMatchObject({
      'lower limit': 'inconsistent',
      'upper limit': 'reproduced',
    });
  });

  it('says what the first method gives where no method gives both limits', () => {
    const [, low] = ofCounts({ value: '2.83', ci: ['0.89', '11.40'] });
    // 0.89 is Woolf's, 11.40 that of Fisher's exact test in R.
    expect(low?.verdict).toBe('unexplained');
    expect(low?.why).toMatch(
      /^By the method “Odds ratio with Woolf's log interval” the lower limit is 0\.8881, the upper limit 9\.009\d.*\. Printed are 0\.89 and 11\.40, and no method tried gives both\./,
    );
  });

  it('has its middle on no logarithm where a limit lies below zero', () => {
    const [centre] = ofCounts({ value: '2.83', ci: ['-1.00', '6.00'] });
    expect(centre?.why).toContain('(-1.00 + 6.00)/2 = ');
  });
});
