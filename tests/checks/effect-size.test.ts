import { describe, expect, it } from 'vitest';
import { findingsOf } from './study.ts';

const groups = (effect: object, comparison: object = {}) =>
  findingsOf('effect-size', {
    cohorts: { all: { n: 40 }, active: { of: 'all', n: 20 }, sham: { of: 'all', n: 20 } },
    measures: {
      tremor: {
        in: {
          active: { before: { n: 20, mean: '18.20', sd: '4.80' } },
          sham: { before: { n: 20, mean: '15.10', sd: '4.10' } },
        },
      },
    },
    comparisons: [
      {
        measure: 'tremor',
        between: ['active', 'sham'],
        at: 'before',
        effects: [effect],
        ...comparison,
      },
    ],
  })[0];

describe('two groups', () => {
  // R: pooled d 0.6944845, times the exact J 0.6806714, Glass with the second SD 0.7560976, the first 0.6458333.
  it.each([
    [{ kind: 'd', value: '0.694' }, "Cohen's d with the pooled SD"],
    [{ kind: 'g', value: '0.681' }, "Hedges' g with the exact correction J"],
    [{ kind: 'smd', value: '0.756' }, "Glass's Δ with the SD of the second group"],
    [{ kind: 'glass-delta', value: '0.646' }, "Glass's Δ with the SD of the first group"],
    [{ kind: 'd', value: '-0.694' }, 'with the other sign'],
  ])('say which variant gives %o', (effect, words) => {
    expect(groups(effect)?.verdict).toBe('reproduced');
    expect(groups(effect)?.why).toContain(words);
  });

  it('are inconsistent where the standardizer is named, unexplained where it is not', () => {
    const how = { standardizer: 'pooled SD' };
    expect(groups({ kind: 'd', value: '0.694', how })?.verdict).toBe('reproduced');
    expect(groups({ kind: 'd', value: '0.94', how })?.verdict).toBe('inconsistent');
    expect(groups({ kind: 'd', value: '0.94' })?.verdict).toBe('unexplained');
    // Another standardizer than the named one gives it.
    expect(groups({ kind: 'd', value: '0.756', how })?.verdict).toBe('unexplained');
  });

  it('hold on the edge of what rounding allows', () => {
    // (18.205 − 15.095)/√((4.795² + 4.095²)/2) = 0.69750; 3.09/√((4.805² + 4.105²)/2) = 0.69148.
    const how = { standardizer: 'pooled SD' };
    expect(groups({ kind: 'd', value: '0.697', how })?.verdict).toBe('within-rounding');
    expect(groups({ kind: 'd', value: '0.691', how })?.verdict).toBe('within-rounding');
    // 0.694 · √(40/38) = 0.712 has the pooled SD that divides by all patients; at most 0.729 if cut off.
    expect(groups({ kind: 'd', value: '0.712', how })?.verdict).toBe('within-rounding');
    expect(groups({ kind: 'd', value: '0.80', how })?.verdict).toBe('inconsistent');
  });

  it('are left alone when adjusted, pooled or stratified', () => {
    for (const how of [
      { adjusted: ['age'] },
      { pooled: 'random effects' },
      { model: 'mixed model' },
      { stratified: ['centre'] },
    ]) {
      expect(groups({ kind: 'd', value: '0.94', how })?.verdict).toBe('not-checkable');
    }
  });

  it('have the difference of their means, unless it is adjusted', () => {
    const difference = (value: string, how?: object) =>
      groups({ kind: 'auc', value: '0.7' }, { difference: value, ...(how && { how }) })?.verdict;
    expect(difference('3.10')).toBe('reproduced');
    expect(difference('3.11')).toBe('within-rounding');
    expect(difference('3.40')).toBe('unexplained');
    expect(difference('3.40', { test: 't test' })).toBe('inconsistent');
    expect(difference('3.40', { model: 'ANCOVA' })).toBe('not-checkable');
  });
});

describe('two counts', () => {
  // 14 of 20 and 6 of 20: OR 14 · 14/(6 · 6) = 5.444, RR 14/6 = 2.333, RD 40 points, NNT 2.5.
  const counts = (effect: object) =>
    findingsOf('effect-size', {
      cohorts: {
        all: { n: 40 },
        a: { of: 'all', n: 20 },
        b: { of: 'all', n: 20 },
        ax: { of: 'a', n: 14 },
        bx: { of: 'b', n: 6 },
      },
      comparisons: [{ events: ['ax', 'bx'], effects: [effect] }],
    })[0]?.verdict;

  it('give the odds ratio, the risk ratio, the difference and φ', () => {
    expect(counts({ kind: 'or', value: '5.44' })).toBe('reproduced');
    expect(counts({ kind: 'rr', value: '2.33' })).toBe('reproduced');
    expect(counts({ kind: 'rd', value: '40%' })).toBe('reproduced');
    expect(counts({ kind: 'rd', value: '0.40' })).toBe('reproduced');
    expect(counts({ kind: 'phi', value: '0.40' })).toBe('reproduced');
  });

  it('give 1/0.4 = 2.5 to treat: 2 or 3 to the nearest, 3 when rounded up', () => {
    expect(counts({ kind: 'nnt', value: '3' })).toBe('reproduced');
    expect(counts({ kind: 'nnt', value: '2' })).toBe('reproduced');
    expect(counts({ kind: 'nnt', value: '3', how: { rounded: 'up' } })).toBe('reproduced');
    expect(counts({ kind: 'nnt', value: '2', how: { rounded: 'up' } })).toBe('unexplained');
    expect(counts({ kind: 'nnt', value: '5' })).toBe('unexplained');
  });

  it('do not give an adjusted, pooled or hazard ratio', () => {
    expect(counts({ kind: 'or', value: '6.44' })).toBe('unexplained');
    expect(counts({ kind: 'or', value: '6.44', how: { test: 'chi-square' } })).toBe('inconsistent');
    expect(counts({ kind: 'or', value: '6.44', how: { pooled: 'random effects' } })).toBe(
      'not-checkable',
    );
    expect(counts({ kind: 'or', value: '6.44', how: { model: 'logistic regression' } })).toBe(
      'not-checkable',
    );
    expect(counts({ kind: 'hr', value: '6.44' })).toBe('not-checkable');
  });
});

describe('two visits', () => {
  const visits = (effect: object, comparison: object = {}) =>
    findingsOf('effect-size', {
      cohorts: { all: { n: 20 } },
      measures: {
        m: {
          cohort: 'all',
          at: {
            before: { n: 20, mean: '18.2', sd: '4.8' },
            after: { n: 20, mean: '15.1', sd: '4.1' },
          },
        },
      },
      comparisons: [
        { measure: 'm', from: 'before', to: 'after', effects: [effect], ...comparison },
      ],
    })[0];

  it('have d_av without, d_z and d_rm only with a correlation', () => {
    expect(visits({ kind: 'd-av', value: '-0.69' })?.verdict).toBe('reproduced');
    // R at r = 0.5: 3.1/4.491103 = 0.690.
    expect(visits({ kind: 'dz', value: '-0.69' }, { correlation: '.50' })?.verdict).toBe(
      'reproduced',
    );
    expect(visits({ kind: 'dz', value: '-0.69' })?.verdict).toBe('possible');
    expect(visits({ kind: 'dz', value: '-0.10' })?.verdict).toBe('unexplained');
  });
});

it('is d_z of a printed change with its SD, without SDs of the visits: −3.1/4.5 = −0.689', () => {
  const change = (value: string, visits: object, more: object = {}) =>
    findingsOf('effect-size', {
      cohorts: { all: { n: 20 } },
      measures: { m: { cohort: 'all', at: visits } },
      comparisons: [
        {
          ...{ measure: 'm', from: 'before', to: 'after' },
          changeScore: { n: 20, mean: '-3.10', sd: '4.50' },
          effects: [{ kind: 'dz', value, ...more }],
        },
      ],
    })[0];
  const means = { before: { n: 20, mean: '18.2' }, after: { n: 20, mean: '15.1' } };
  for (const visits of [means, { before: { n: 20 }, after: { n: 20 } }]) {
    expect(change('-0.689', visits)?.verdict).toBe('reproduced');
    expect(change('0.69', visits)?.why).toContain('d_z, the mean change over the SD of the change');
    expect(change('-0.89', visits)?.verdict).toBe('unexplained');
  }
  const how = { standardizer: 'SD of the change' };
  // −3.105/4.495 = −0.6908 and −3.095/4.505 = −0.6870.
  expect(change('-0.691', means, { how })?.verdict).toBe('within-rounding');
  expect(change('-0.687', means, { how })?.verdict).toBe('within-rounding');
  expect(change('-0.79', means, { how })?.verdict).toBe('inconsistent');
});

it('has η² of F: 2 · 5.2/(2 · 5.2 + 57) = 0.154', () => {
  const eta = (value: string) =>
    findingsOf('effect-size', {
      comparisons: [
        {
          label: 'F',
          tests: [{ kind: 'F', value: '5.20', df: ['2', '57'] }],
          effects: [{ kind: 'eta2', value }],
        },
      ],
    })[0]?.verdict;
  expect(eta('0.154')).toBe('reproduced');
  expect(eta('0.254')).toBe('unexplained');
});

it('says which other ratio of the counts it is: (12 × 33)/(28 × 5) = 2.83, and 0.300/0.132 = 2.28', () => {
  const ratio = (kind: string, value: string, how: object = { test: 'chi-square' }) =>
    findingsOf('effect-size', {
      cohorts: {
        all: { n: 78 },
        a: { of: 'all', n: 40 },
        b: { of: 'all', n: 38 },
        ax: { of: 'a', n: 12 },
        bx: { of: 'b', n: 5 },
      },
      comparisons: [{ events: ['ax', 'bx'], effects: [{ kind, value, how }] }],
    })[0];
  expect(ratio('or', '2.28')?.verdict).toBe('inconsistent');
  expect(ratio('or', '2.28')?.why).toMatch(
    /^The odds ratio, \(12 × 33\)\/\(28 × 5\): 2\.8286\. Printed is 2\.28, which is the risk ratio of these counts\. /,
  );
  expect(ratio('rr', '2.83')?.why).toContain('which is the odds ratio of these counts');
  expect(ratio('or', '2.83')?.why).toBe(
    'The odds ratio, (12 × 33)/(28 × 5): 2.8286. Printed is 2.83.',
  );
});
