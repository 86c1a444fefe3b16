import { expect, it } from 'vitest';
import { checked } from './study.ts';

// Figures that do not follow from the others, for a reason that is nobody's mistake. None may be an error.

const cohorts = { all: { n: 40 }, active: { of: 'all', n: 20 }, sham: { of: 'all', n: 20 } };
const measures = {
  tremor: {
    baseline: 'before',
    in: {
      active: { before: { n: 20, mean: '18.2', sd: '4.8' }, after: { mean: '10.2', sd: '5.8' } },
      sham: { before: { n: 20, mean: '15.1', sd: '4.1' }, after: { mean: '14.9', sd: '4.4' } },
    },
  },
};
const between = { measure: 'tremor', between: ['active', 'sham'] };
const within = { measure: 'tremor', cohort: 'active', from: 'before', to: 'after' };
const events = {
  active: { of: 'all', n: 20 },
  sham: { of: 'all', n: 20 },
  all: { n: 40 },
  x: { of: 'active', n: 14 },
  y: { of: 'sham', n: 6 },
};

const innocent: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'a rank test between groups': {
    cohorts,
    measures,
    comparisons: [{ ...between, at: 'before', p: '.21', how: { test: 'Mann–Whitney U' } }],
  },
  'a rank test whose name is not stated': {
    cohorts,
    measures,
    comparisons: [{ ...between, at: 'before', p: '.21' }],
  },
  'a signed-rank test of visits': {
    cohorts,
    measures,
    comparisons: [{ ...within, p: '.21', how: { test: 'Wilcoxon signed rank' } }],
  },
  'a paired test on fewer patients than the group': {
    cohorts,
    measures,
    comparisons: [{ ...within, p: '.21', how: { test: 'paired t test' } }],
  },
  'a pooled odds ratio': {
    cohorts: events,
    comparisons: [
      {
        events: ['x', 'y'],
        p: '.21',
        how: { pooled: 'random effects' },
        effects: [{ kind: 'or', value: '2.10', ci: ['0.66', '7.90'], p: '.21' }],
      },
    ],
  },
  'a stratified odds ratio': {
    cohorts: events,
    comparisons: [
      {
        events: ['x', 'y'],
        how: { stratified: ['centre'] },
        effects: [{ kind: 'or', value: '3.10', ci: ['0.96', '7.90'] }],
      },
    ],
  },
  'a stratified odds ratio that is not named': {
    cohorts: events,
    comparisons: [
      { events: ['x', 'y'], effects: [{ kind: 'or', value: '3.10', ci: ['0.96', '9.40'] }] },
    ],
  },
  'a mean of patients’ percentages': {
    cohorts,
    measures,
    comparisons: [{ ...within, improvement: '31%', how: { average: 'of patients’ percentages' } }],
  },
  'a mean of patients’ percentages that is not named': {
    cohorts,
    measures,
    comparisons: [{ ...within, improvement: '31%' }],
  },
  'a mixed model': {
    cohorts,
    measures,
    comparisons: [
      {
        ...between,
        at: 'after',
        difference: '-6.1',
        ci: ['-8.9', '-3.4'],
        p: '<.001',
        how: { model: 'mixed model for repeated measures', adjusted: ['baseline'] },
        tests: [{ kind: 'F', value: '19.4', df: ['1', '71.3'], p: '<.001' }],
      },
    ],
  },
  'an adjusted difference that is not named': {
    cohorts,
    measures,
    comparisons: [{ ...between, at: 'after', difference: '-6.1', p: '.002' }],
  },
  'values that were filled in': {
    cohorts,
    measures,
    comparisons: [
      {
        ...between,
        at: 'after',
        p: '.02',
        how: { test: 't test', missing: 'multiple imputation' },
      },
    ],
  },
  'patients missing at the later visit': {
    cohorts,
    measures,
    comparisons: [
      {
        ...within,
        difference: '-7.1',
        changeScore: { mean: '-7.1', sd: '0.9' },
        p: '.04',
        how: { test: 'paired t test' },
        tests: [{ kind: 't', value: '2.21', df: '16', p: '.04' }],
      },
    ],
  },
  'p-values corrected for several tests': {
    cohorts,
    measures,
    comparisons: [
      {
        ...between,
        at: 'before',
        p: '.10',
        how: { test: 't test', correction: 'Bonferroni' },
        tests: [{ kind: 't', value: '2.20', df: '38', p: '.10' }],
      },
    ],
  },
  'a bootstrapped interval': {
    cohorts,
    measures,
    comparisons: [
      {
        ...between,
        at: 'before',
        difference: '3.1',
        ci: ['0.9', '5.1'],
        how: { interval: 'bootstrap' },
      },
    ],
  },
  'an interval and a p-value by different methods': {
    cohorts,
    measures,
    comparisons: [{ ...between, at: 'before', difference: '3.1', ci: ['-0.1', '6.3'], p: '.04' }],
  },
  'another standardizer': {
    cohorts,
    measures,
    comparisons: [
      {
        ...between,
        at: 'before',
        effects: [{ kind: 'd', value: '0.51', how: { standardizer: 'SD of the norm sample' } }],
      },
    ],
  },
  'an exact interval of an odds ratio': {
    cohorts: events,
    comparisons: [
      {
        events: ['x', 'y'],
        effects: [{ kind: 'or', value: '5.19', ci: ['1.17', '26.2'], how: { interval: 'exact' } }],
      },
    ],
  },
  'a log-transformed t test': {
    cohorts,
    measures,
    comparisons: [
      { ...between, at: 'before', p: '.11', how: { test: 't test', transform: 'log' } },
    ],
  },
  'degrees of freedom of repeated measures': {
    cohorts,
    measures,
    comparisons: [
      {
        ...between,
        at: 'before',
        tests: [{ kind: 'F', value: '3.1', df: ['2', '76'], p: '.051' }],
      },
    ],
  },
  'a median whose interval stands beside the mean': {
    cohorts: { all: { n: 20 } },
    measures: {
      m: { cohort: 'all', mean: '24.1', sd: '20.0', median: '15.0', ci: ['11.0', '21.0'] },
    },
  },
  'a number needed to treat whose interval goes through infinity': {
    cohorts: events,
    comparisons: [
      { events: ['x', 'y'], effects: [{ kind: 'nnt', value: '25', ci: ['-10', '8'] }] },
    ],
  },
  'a χ² printed with the p-value of Fisher’s exact test': {
    cohorts: events,
    comparisons: [
      {
        events: ['x', 'y'],
        p: '.026',
        how: { test: 'chi-square or Fisher’s exact test', tails: 2 },
        tests: [{ kind: 'chi2', value: '6.40', df: '1' }],
      },
    ],
  },
  'a change where it is not stated whether patients were missing': {
    design: { missing: 'not stated' },
    cohorts,
    measures,
    comparisons: [{ ...within, difference: '-7.1', changeScore: { mean: '-7.1', sd: '0.5' } }],
  },
};

it.each(Object.entries(innocent))('%s is no error', (_, parts) => {
  for (const rounding of ['half', 'half-even', 'truncate'] as const) {
    const { findings } = checked(parts, { rounding });
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  }
});
