import { expect, it } from 'vitest';
import type { Finding } from '../../src/checks/engine/finding.ts';
import { checks } from '../../src/checks/index.ts';
import { findingsOf } from './study.ts';

type Parts = Readonly<Record<string, unknown>>;

/**
 * A figure of a study with what it can be: consistent, wrong, exactly on the edge of rounding, and
 * just beyond it on either side where there are two.
 */
interface Kinds {
  readonly study: (text: string) => Parts;
  readonly consistent: string;
  readonly wrong: string;
  /** A value that lies exactly between two figures, printed as either; or the last one that passes. */
  readonly edges: readonly [string, ...string[]];
  readonly beyond: readonly [string, ...string[]];
  /** The wrong figure where something that is nobody's mistake explains it: never an error. */
  readonly innocent: (wrong: string) => Parts;
}

const one = (n: number, row: Parts, scale: Parts | null = null): Parts => ({
  cohorts: { all: { n } },
  ...(scale && { scales: { s: { stepSource: 'manual', ...scale } } }),
  measures: { score: { cohort: 'all', ...(scale && { scale: 's' }), n, ...row } },
});
const two = (first: Parts, second: Parts, more: Parts = {}): Parts => ({
  cohorts: { all: { n: 40 }, a: { of: 'all', n: 20 }, b: { of: 'all', n: 20 } },
  partitions: [{ of: 'all', into: ['a', 'b'] }],
  measures: {
    score: { in: { a: { now: { n: 20, ...first } }, b: { now: { n: 20, ...second } } } },
  },
  ...more,
});
const visits = (before: Parts, after: Parts, comparison: Parts, scale: Parts | null = null) => ({
  cohorts: { all: { n: 20 } },
  ...(scale && { scales: { s: scale } }),
  measures: {
    score: {
      cohort: 'all',
      ...(scale && { scale: 's' }),
      at: { before: { n: 20, ...before }, after: { n: 20, ...after } },
    },
  },
  comparisons: [{ measure: 'score', from: 'before', to: 'after', ...comparison }],
});
const parts = (whole: Parts, first: Parts, second: Parts): Parts => ({
  cohorts: {
    all: { n: first.n === 2 ? 4 : 20 },
    a: { of: 'all', n: first.n },
    b: { of: 'all', n: second.n },
  },
  partitions: [{ of: 'all', into: ['a', 'b'] }],
  measures: {
    score: {
      in: {
        all: { now: { n: first.n === 2 ? 4 : 20, ...whole } },
        a: { now: first },
        b: { now: second },
      },
    },
  },
});
const pooled = { pooled: 'random effects' };
/** A copy of a study in which every part with this key has these entries beside it. */
const beside = (study: Parts, key: string, entries: Parts): Parts =>
  JSON.parse(
    JSON.stringify(study, (_, value) =>
      typeof value === 'object' && value !== null && key in value && !Array.isArray(value)
        ? { ...value, ...entries }
        : value,
    ),
  );
/** The same study without an entry, wherever it stands. */
const without = (study: Parts, key: string): Parts =>
  JSON.parse(JSON.stringify(study, (name, value) => (name === key ? undefined : value)));
const points = (min: number, max: number): Parts => ({ min, max, step: 1 });
/** Fifteen fives and one four: mean 4.9375, SD exactly 0.25. */
const fives = (sd: string) => one(16, { mean: '4.9375', sd }, points(1, 5));

type Id =
  | 'percent-of-count'
  | 'count-from-percent'
  | 'subset-size'
  | 'partition-total'
  | 'subgroup-mean'
  | 'subgroup-sd'
  | 'sample-exists'
  | 'grimmer'
  | 'grim'
  | 'analysed-n'
  | 'debit'
  | 'sd-bounds'
  | 'range-bounds'
  | 'skew'
  | 'se-or-sd'
  | 'spread-forms'
  | 'event-rate'
  | 'from-values'
  | 'relation'
  | 'p-from-summary'
  | 'p-from-statistic'
  | 'test-statistic'
  | 'df'
  | 'ci-from-estimate'
  | 'effect-size'
  | 'change-score'
  | 'percent-improvement'
  | 'direction'
  | 'source-agreement'
  | 'correlation-matrix'
  | 'duplicate-row'
  | 'value-bounds';

const kinds: Readonly<Record<Id, Kinds>> = {
  // 1 of 8 is 12.5 %.
  'percent-of-count': {
    study: (percent) => ({
      cohorts: { all: { n: 8 }, part: { of: 'all', n: 1, percent } },
    }),
    consistent: '12.5',
    wrong: '25',
    edges: ['12', '13'],
    beyond: ['12.4', '12.6'],
    innocent: (wrong) => beside(kinds['percent-of-count'].study(wrong), 'percent', { how: pooled }),
  },
  'count-from-percent': {
    study: (percent) => ({ cohorts: { all: { n: 8 }, part: { of: 'all', percent } } }),
    consistent: '12.5',
    wrong: '9',
    edges: ['12', '13'],
    beyond: ['12.4', '12.6'],
    innocent: (wrong) =>
      beside(kinds['count-from-percent'].study(wrong), 'percent', { how: pooled }),
  },
  'subset-size': {
    study: (n) => ({ cohorts: { all: { n: 18 }, part: { of: 'all', n: Number(n) } } }),
    consistent: '9',
    wrong: '19',
    edges: ['18'],
    beyond: ['19'],
    innocent: (wrong) => ({
      cohorts: { all: { n: 18 }, part: { of: 'all', n: `≤${wrong}` } },
    }),
  },
  // 49.5 + 50.5 = 100.
  'partition-total': {
    study: (percent) => ({
      cohorts: { all: {}, a: { of: 'all', percent: '50' }, b: { of: 'all', percent } },
      partitions: [{ of: 'all', into: ['a', 'b'] }],
    }),
    consistent: '50',
    wrong: '40',
    edges: ['49', '51'],
    beyond: ['48', '52'],
    innocent: (wrong) => beside(kinds['partition-total'].study(wrong), 'percent', { how: pooled }),
  },
  // The means can be 3.5 to 4.5 and 5.5 to 6.5, that of both 4.5 to 5.5.
  'subgroup-mean': {
    study: (mean) => parts({ mean }, { n: 10, mean: '4' }, { n: 10, mean: '6' }),
    consistent: '5',
    wrong: '8',
    edges: ['4', '6'],
    beyond: ['4.4', '6.1'],
    innocent: (wrong) =>
      beside(kinds['subgroup-mean'].study(wrong), 'mean', { how: { adjusted: ['age'] } }),
  },
  // (1 · 1.5² + 1 · 1.5² + 4 · 0.75²)/3 = 1.5².
  'subgroup-sd': {
    study: (sd) =>
      parts(
        { sd },
        { n: 2, mean: '1', sd: '1.500000' },
        { n: 2, mean: '2.500000', sd: '1.500000' },
      ),
    consistent: '1.5',
    wrong: '9',
    edges: ['1', '2'],
    beyond: ['1.1', '2.2'],
    innocent: (wrong) =>
      beside(kinds['subgroup-sd'].study(wrong), 'sd', { how: { model: 'mixed model' } }),
  },
  'sample-exists': {
    study: fives,
    consistent: '0.25',
    wrong: '0.9',
    edges: ['0.2', '0.3'],
    beyond: ['0.23', '0.26'],
    innocent: (wrong) => beside(fives(wrong), 'min', { stepSource: 'assumed' }),
  },
  grimmer: {
    study: fives,
    consistent: '0.25',
    wrong: '0.1',
    edges: ['0.2', '0.3'],
    beyond: ['0.23', '0.26'],
    innocent: (wrong) => beside(fives(wrong), 'min', { stepSource: 'assumed' }),
  },
  // 1/8 = 0.125.
  grim: {
    study: (mean) => one(8, { mean }, points(0, 4)),
    consistent: '0.125',
    wrong: '0.20',
    edges: ['0.12', '0.13'],
    beyond: ['0.11', '0.14'],
    innocent: (wrong) => beside(kinds.grim.study(wrong), 'min', { stepSource: 'assumed' }),
  },
  'analysed-n': {
    study: (mean) => one(8, { mean }, points(0, 4)),
    consistent: '0.125',
    wrong: '0.20',
    edges: ['0.12', '0.13'],
    beyond: ['0.14', '0.20'],
    innocent: (wrong) => beside(kinds['analysed-n'].study(wrong), 'min', { stepSource: 'assumed' }),
  },
  // One 1 and fifteen 0: variance 16/15 · 1/16 · 15/16 = 1/16.
  debit: {
    study: (sd) => one(16, { mean: '0.0625', sd }, points(0, 1)),
    consistent: '0.25',
    wrong: '0.1',
    edges: ['0.2', '0.3'],
    beyond: ['0.23', '0.26'],
    innocent: (wrong) => beside(kinds.debit.study(wrong), 'min', { stepSource: 'assumed' }),
  },
  // At most one 10 and fifteen 0: SD 2.5.
  'sd-bounds': {
    study: (sd) => one(16, { mean: '0.625', sd }, { min: 0, max: 10 }),
    consistent: '2.0',
    wrong: '4',
    edges: ['3'],
    beyond: ['2.6'],
    innocent: (wrong) =>
      beside(kinds['sd-bounds'].study(wrong), 'sd', { how: { model: 'mixed model' } }),
  },
  'range-bounds': {
    study: (median) => one(9, { median, range: ['2', '4'] }),
    consistent: '3',
    wrong: '9',
    edges: ['1', '5'],
    beyond: ['1.4', '5.1'],
    innocent: (wrong) =>
      beside(kinds['range-bounds'].study(wrong), 'median', { how: { model: 'mixed model' } }),
  },
  skew: {
    study: (sd) => one(9, { mean: '10', sd }, null) as Parts,
    consistent: '3',
    wrong: '9',
    edges: ['5'],
    beyond: ['6'],
    innocent: (wrong) => kinds.skew.study(wrong),
  },
  // SE = SD/√4, or SD/√3 of an SD by n.
  'se-or-sd': {
    study: (sd) => one(4, { mean: '10', sd, se: '2' }),
    consistent: '4',
    wrong: '1',
    edges: ['3', '5'],
    beyond: ['1'],
    innocent: (wrong) =>
      beside(kinds['se-or-sd'].study(wrong), 'sd', { how: { model: 'mixed model' } }),
  },
  // SE = 5/√4.
  'spread-forms': {
    study: (se) => one(4, { mean: '10', sd: '5.0000', se }),
    consistent: '2.5',
    wrong: '9',
    edges: ['2', '3'],
    beyond: ['2.3', '2.6'],
    innocent: (wrong) =>
      beside(kinds['spread-forms'].study(wrong), 'se', { how: { model: 'mixed model' } }),
  },
  // One event in 8 years is 12.5 in 100.
  'event-rate': {
    study: (rate) => ({
      rates: { r: { events: 1, time: '8.0000', per: 100, rate } },
    }),
    consistent: '12.5',
    wrong: '30',
    edges: ['12', '13'],
    beyond: ['12.3', '12.6'],
    innocent: (wrong) =>
      beside(kinds['event-rate'].study(wrong), 'rate', { how: { adjusted: ['age'] } }),
  },
  'from-values': {
    study: (mean) => ({
      cohorts: { all: { n: 2 } },
      values: { v: { cohort: 'all', values: ['1.0000', '4.0000'], mean } },
    }),
    consistent: '2.5',
    wrong: '9',
    edges: ['2', '3'],
    beyond: ['2.3', '2.6'],
    // Of five patients only two values are printed.
    innocent: (wrong) => beside(kinds['from-values'].study(wrong), 'n', { n: 5 }),
  },
  relation: {
    study: (mean) => ({
      cohorts: { all: { n: 9 } },
      measures: { total: { cohort: 'all', mean }, part: { cohort: 'all', mean: '4' } },
      relations: [{ that: 'measures.total.mean', equals: 'measures.part.mean + 6' }],
    }),
    consistent: '10',
    wrong: '12',
    edges: ['9', '11'],
    beyond: ['9.4', '11.1'],
    innocent: () => kinds.relation.study('10.6'),
  },
  // Of 1/1 against 0/3 Fisher's p is 1/4.
  'p-from-summary': {
    study: (p) => ({
      cohorts: {
        a: { n: 1 },
        b: { n: 3 },
        x: { of: 'a', n: 1 },
        y: { of: 'b', n: 0 },
      },
      comparisons: [{ events: ['x', 'y'], p, how: { test: "Fisher's exact test", tails: 2 } }],
    }),
    consistent: '0.25',
    wrong: '0.9',
    edges: ['0.2', '0.3'],
    beyond: ['0.23', '0.26'],
    innocent: (wrong) =>
      beside(kinds['p-from-summary'].study(wrong), 'p', {
        how: { test: 'logistic regression', adjusted: ['age'] },
      }),
  },
  // t = 1 with 1 degree of freedom: p = 1/2.
  'p-from-statistic': {
    study: (p) => ({
      comparisons: [
        { tests: [{ kind: 't', value: '1.00000', df: '1', p }], how: { test: 't test', tails: 2 } },
      ],
    }),
    consistent: '0.5',
    wrong: '1.7',
    edges: ['0', '1'],
    beyond: ['0.3', '0.7'],
    innocent: () =>
      beside(kinds['p-from-statistic'].study('0.9'), 'tests', {
        how: { test: 't test', correction: 'Bonferroni' },
      }),
  },
  // U is at most 20 × 20.
  'test-statistic': {
    study: (value) =>
      two(
        {},
        {},
        {
          comparisons: [
            { measure: 'score', between: ['a', 'b'], at: 'now', tests: [{ kind: 'U', value }] },
          ],
        },
      ),
    consistent: '200',
    wrong: '401',
    edges: ['0', '400'],
    beyond: ['401'],
    innocent: () => beside(kinds['test-statistic'].study('420'), 'kind', { kind: 'W' }),
  },
  df: {
    study: (df) =>
      two(
        {},
        {},
        {
          comparisons: [
            {
              measure: 'score',
              between: ['a', 'b'],
              at: 'now',
              tests: [{ kind: 't', value: '2.1', df }],
              how: { test: 'Student t', variances: 'equal' },
            },
          ],
        },
      ),
    consistent: '38',
    wrong: '99',
    edges: ['38'],
    beyond: ['39'],
    innocent: (wrong) => beside(kinds.df.study(wrong), 'tests', { how: { model: 'mixed model' } }),
  },
  // The middle of 0 and 6 can be 2.5 to 3.5.
  'ci-from-estimate': {
    study: (mean) => one(9, { mean, ci: ['0', '6'], how: { interval: 't' } }),
    consistent: '3',
    wrong: '9',
    edges: ['2', '4'],
    beyond: ['2.1', '4.1'],
    innocent: () =>
      beside(kinds['ci-from-estimate'].study('4.5'), 'ci', { how: { interval: 'bootstrap' } }),
  },
  // [9.5, 10.5] − [5.95, 6.05] = [3.45, 4.55].
  'effect-size': {
    study: (difference) =>
      two(
        { mean: '10' },
        { mean: '6.0' },
        {
          comparisons: [
            {
              measure: 'score',
              between: ['a', 'b'],
              at: 'now',
              difference,
              how: { test: 't test' },
            },
          ],
        },
      ),
    consistent: '4',
    wrong: '9',
    edges: ['3.4', '4.6'],
    beyond: ['3.2', '5.2'],
    innocent: (wrong) =>
      beside(kinds['effect-size'].study(wrong), 'difference', { how: { adjusted: ['age'] } }),
  },
  // SDs of 2.0 and 5 allow 2.45 to 7.55 for the SD of the change.
  'change-score': {
    study: (sd) =>
      visits({ mean: '6.0', sd: '2.0' }, { mean: '10', sd: '5' }, { changeScore: { sd } }),
    consistent: '4',
    wrong: '1',
    edges: ['2.4', '7.6'],
    beyond: ['2.2', '8.4'],
    innocent: (wrong) => without(kinds['change-score'].study(wrong), 'n'),
  },
  // 9/8 is 12.5 % more.
  'percent-improvement': {
    study: (improvement) =>
      visits(
        { mean: '8.000000' },
        { mean: '9.000000' },
        {
          improvement,
          how: { average: 'of group means' },
        },
      ),
    consistent: '12.5%',
    wrong: '60%',
    edges: ['12%', '13%'],
    beyond: ['12.3%', '12.6%'],
    innocent: (wrong) =>
      beside(kinds['percent-improvement'].study(wrong), 'improvement', {
        how: { average: 'of patients’ percentages' },
      }),
  },
  // 4.5 can be printed as 4 and as 5.
  direction: {
    study: (mean) => visits({ mean: '5' }, { mean }, { claim: 'higher' }, { min: 0, max: 5 }),
    consistent: '5',
    wrong: '0',
    edges: ['4'],
    beyond: ['4.3'],
    innocent: (wrong) =>
      without(
        beside(kinds.direction.study(wrong), 'claim', { how: { model: 'mixed model' } }),
        'n',
      ),
  },
  'source-agreement': {
    study: (other) => ({
      sources: { table: { kind: 'table' }, text: { kind: 'text' } },
      cohorts: { all: { n: 9 } },
      measures: {
        score: {
          cohort: 'all',
          mean: [
            { text: '4.25', source: 'table' },
            { text: other, source: 'text' },
          ],
        },
      },
    }),
    consistent: '4.25',
    wrong: '4.9',
    edges: ['4.2', '4.3'],
    beyond: ['4.1', '4.4'],
    innocent: (wrong) =>
      beside(kinds['source-agreement'].study(wrong), 'kind', { note: 'interim results' }),
  },
  // With correlations of 0.6 and 0.8 the third is 0.48 ± 0.8 · 0.6, so 0 to 0.96.
  'correlation-matrix': {
    study: (r) => ({
      design: { missing: 'none' },
      correlations: [
        {
          variables: ['x', 'y', 'z'],
          table: [['1'], ['0.600000', '1'], ['0.800000', r, '1']],
          how: { correlation: 'Pearson' },
        },
      ],
    }),
    consistent: '0.5',
    wrong: '-0.9',
    edges: ['0.00', '0.96'],
    beyond: ['-0.01', '0.97'],
    innocent: (wrong) =>
      beside(kinds['correlation-matrix'].study(wrong), 'missing', {
        missing: 'left out pair by pair',
      }),
  },
  'duplicate-row': {
    study: (mean) => two({ mean: '18.21', sd: '8.31' }, { mean, sd: '8.31' }),
    consistent: '16.40',
    wrong: '18.21',
    edges: ['18.20', '18.22'],
    beyond: ['18.21'],
    innocent: (wrong) => kinds['duplicate-row'].study(wrong),
  },
  'value-bounds': {
    study: (mean) => one(9, { mean }, points(1, 5)),
    consistent: '3.0',
    wrong: '6.0',
    edges: ['1.0', '5.0'],
    beyond: ['0.9', '5.1'],
    innocent: () => one(9, { mean: '3', ci: ['6', '0'] }),
  },
};
// Only what has a unit can be told not to fall below zero.
const study = (id: string, text: string): Parts => {
  const made = kinds[id as Id].study(text);
  return id === 'skew'
    ? {
        ...made,
        measures: {
          score: { ...(made as { measures: { score: Parts } }).measures.score, positive: true },
        },
      }
    : made;
};

it('every check has a study for each kind', () => {
  expect(Object.keys(kinds).sort()).toEqual(checks.map(({ id }) => id).sort());
});

it.each(checks)(
  '$id lets pass what is consistent or on an edge, and tells what is not',
  (check) => {
    const { consistent, wrong, edges, beyond } = kinds[check.id as Id];
    const only = [check.id];
    const found = (text: string) => findingsOf(check.id, study(check.id, text), { only });
    // A p of 0 is reproduced, with a note that none is 0.
    const told = ({ level, verdict }: Finding) => level !== 'pass' && verdict !== 'reproduced';
    for (const text of [consistent, ...edges]) {
      expect(found(text).filter(told), text).toEqual([]);
    }
    for (const text of beyond) expect(found(text).filter(told), text).not.toEqual([]);
    const [finding] = found(wrong).filter(told);
    expect(finding?.verdict).toBe(check.gravest);
  },
);

it.each(checks)('$id never makes an error of what has an innocent reason', (check) => {
  const { innocent, wrong } = kinds[check.id as Id];
  const found = findingsOf(check.id, innocent(wrong), { only: [check.id] });
  expect(found.filter(({ level }) => level === 'error')).toEqual([]);
});
