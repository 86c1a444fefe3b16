import { describe, expect, it } from 'vitest';
import { findingsOf } from './study.ts';

const ofCi = (parts: object) =>
  findingsOf('ci-from-estimate', parts as Readonly<Record<string, unknown>>);
const errors = (parts: object) => ofCi(parts).filter(({ level }) => level === 'error');
const levels = (parts: object) => ofCi(parts).map(({ level }) => level);

describe('limits in the ways that people print them', () => {
  // 12 of 30 against 21 of 30: −30 points; Wald's standard error is √(.4·.6/30 + .7·.3/30) = 0.12247.
  const events = (comparison: object) => ({
    cohorts: {
      all: { n: 60 },
      a: { of: 'all', n: 30 },
      b: { of: 'all', n: 30 },
      'a-event': { of: 'a', n: 12 },
      'b-event': { of: 'b', n: 21 },
    },
    comparisons: [{ events: ['a-event', 'b-event'], ...comparison }],
  });
  const wald = { test: 'chi-square', interval: 'Wald' };

  it.each([
    ['-30%', ['-0.540', '-0.060']],
    ['-0.30', ['-54.0', '-6.0']],
    ['-30.0', ['-54.0%', '-6.0%']],
  ])('%s may stand before %o', (value, ci) => {
    expect(errors(events({ effects: [{ kind: 'rd', value, ci }], how: wald }))).toEqual([]);
    expect(errors(events({ difference: value, ci, how: wald }))).toEqual([]);
  });

  it('a share is still held to limits in percent', () => {
    const effects = [{ kind: 'rd', value: '-0.03', ci: ['-54.0', '-6.0'] }];
    expect(errors(events({ effects, how: wald }))).toHaveLength(1);
  });

  it('a number needed to treat need not lie between its limits', () => {
    const nnt = { kind: 'nnt', value: '10.2', ci: ['2.6', '5.2'] };
    const [finding] = ofCi(events({ effects: [nnt] }));
    expect(finding?.level).toBe('warning');
    expect(finding?.why).toContain('an interval that goes through infinity');
  });

  const change = (comparison: object) => ({
    cohorts: { all: { n: 20 } },
    measures: {
      m: {
        cohort: 'all',
        at: { one: { n: 20, mean: '30.0', sd: '5.0' }, two: { n: 20, mean: '22.0', sd: '6.0' } },
      },
    },
    // ± t · SE: 2.093 · 5.13/√20 = 2.40.
    comparisons: [
      {
        measure: 'm',
        from: 'one',
        to: 'two',
        n: 20,
        changeScore: { n: 20, mean: '-8.0', sd: '5.13' },
        how: { test: 'paired t test', interval: 't' },
        ...comparison,
      },
    ],
  });

  it.each([
    ['-8.0', ['-5.6', '-10.4']],
    ['8.0', ['10.4', '5.6']],
    ['8.0', ['-10.4', '-5.6']],
    ['-8.0', ['5.6', '10.4']],
  ])('%s with %o is no error', (difference, ci) => {
    expect(errors(change({ difference, ci }))).toEqual([]);
  });

  it('a wrong limit is one in either order', () => {
    expect(errors(change({ difference: '-8.0', ci: ['-5.6', '-14.0'] }))).not.toEqual([]);
    expect(errors(change({ difference: '8.0', ci: ['-14.0', '-5.6'] }))).not.toEqual([]);
  });
});

describe('limits of a percentage', () => {
  const share = (hit: object, more: object = {}) => ({
    cohorts: { all: { n: 50 }, some: { of: 'all', n: 20 }, hit: { n: 10, ...hit } },
    ...more,
  });
  // Wilson's limits of 10/50 are 0.1124 and 0.3304 (R: prop.test(10, 50, correct = FALSE)).
  const wilson = { percent: '20.0', ci: ['11.2', '33.0'], how: { interval: 'Wilson' } };

  it('can be of a group farther up the tree', () => {
    expect(levels(share({ of: 'some', ...wilson }))).toEqual(['pass', 'pass', 'pass']);
    expect(errors(share({ of: 'some', ...wilson, ci: ['11.2', '36.0'] }))).toHaveLength(1);
  });

  it('can be of fewer patients where the file says that data are missing', () => {
    // Of 10/46: 0.1225 and 0.3557.
    const fewer = { of: 'all', percent: '21.7', ci: ['12.3', '35.6'], how: { interval: 'Wilson' } };
    expect(errors(share(fewer, { design: { missing: 'complete cases' } }))).toEqual([]);
    expect(errors(share(fewer))).not.toEqual([]);
  });
});

describe('limits of a correlation', () => {
  const correlation = (how: object) => ({
    cohorts: { all: { n: 28 } },
    // tanh(artanh 0.5 ± 1.96/√25) = 0.156 and 0.736; with 1.2/√25 for 1/√25 they are 0.079 and 0.770.
    correlations: [
      {
        label: 'r',
        cohort: 'all',
        n: 28,
        r: '.50',
        ci: ['.08', '.77'],
        how: { ...how, interval: 'Fisher z' },
      },
    ],
  });

  it('follow from n for Pearson’s, not for ranks or partial correlations', () => {
    expect(errors(correlation({ correlation: 'Pearson' }))).toHaveLength(2);
    for (const how of [
      { correlation: 'Spearman' },
      { correlation: 'partial' },
      { correlation: 'Pearson partial correlation' },
      { correlation: 'Pearson', adjusted: ['age'] },
    ]) {
      expect(errors(correlation(how))).toEqual([]);
    }
  });
});
