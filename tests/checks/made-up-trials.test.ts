import fc from 'fast-check';
import { expect, it } from 'vitest';
import { roundings } from '../../src/numeric/decimal.ts';
import { checked } from './study.ts';

/** The checks of counts, groups, claims and tables, which know no method beyond definitions. */
const own = [
  'percent-of-count',
  'count-from-percent',
  'subset-size',
  'partition-total',
  'subgroup-mean',
  'subgroup-sd',
  'value-bounds',
  'relation',
  'direction',
  'source-agreement',
  'correlation-matrix',
];

interface Patient {
  readonly arm: 'active' | 'sham';
  readonly before: number;
  /** null when the patient did not come back. */
  readonly after: number | null;
  readonly headache: boolean;
}

const patient: fc.Arbitrary<Patient> = fc.record({
  arm: fc.constantFrom('active', 'sham'),
  before: fc.integer({ min: 1, max: 5 }),
  after: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 5 }),
  headache: fc.boolean(),
});

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const sd = (values: readonly number[]) =>
  Math.sqrt(
    values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1),
  );

/** Decimal text to the nearest, ties upward, or cut off; exact enough for values that are no ties. */
function text(value: number, decimals: number, cut: boolean): string {
  const scaled = value * 10 ** decimals;
  const nearest = Math.round(scaled * 1e6) / 1e6;
  return (Math.floor(cut ? nearest : nearest + 0.5) / 10 ** decimals).toFixed(decimals);
}

function trialOf(patients: readonly Patient[], cut: boolean): Readonly<Record<string, unknown>> {
  const groups = {
    all: patients,
    active: patients.filter(({ arm }) => arm === 'active'),
    sham: patients.filter(({ arm }) => arm === 'sham'),
  };
  const share = (part: number, whole: number) => text((100 * part) / whole, 1, cut);
  const row = (values: readonly number[]) => ({
    n: values.length,
    mean: [
      { text: text(mean(values), 2, cut), source: 'table' },
      { text: text(mean(values), 1, cut), source: 'abstract' },
    ],
    sd: text(sd(values), 2, cut),
    frequencies: Object.fromEntries(
      [1, 2, 3, 4, 5].map((score) => {
        const n = values.filter((value) => value === score).length;
        return [score, { n, percent: share(n, values.length) }];
      }),
    ),
  });
  const after = (group: readonly Patient[]) => group.flatMap((each) => each.after ?? []);
  const headaches = Object.values(groups).map((group) => {
    const n = group.filter(({ headache }) => headache).length;
    return `${n} (${share(n, group.length)})`;
  });
  const change = mean(after(patients)) - mean(patients.map(({ before }) => before));
  return {
    sources: { table: { kind: 'table' }, abstract: { kind: 'abstract' } },
    source: 'table',
    cohorts: {
      all: { n: patients.length },
      active: {
        of: 'all',
        n: groups.active.length,
        percent: share(groups.active.length, patients.length),
      },
      sham: {
        of: 'all',
        n: groups.sham.length,
        percent: share(groups.sham.length, patients.length),
      },
      hurt: {
        of: 'all',
        percent: share(patients.filter((each) => each.headache).length, patients.length),
      },
    },
    partitions: [{ of: 'all', into: ['active', 'sham'] }],
    counts: [{ columns: ['all', 'active', 'sham'], sum: true, rows: { headache: headaches } }],
    scales: { s: { min: 1, max: 5, step: 1, stepSource: 'made up', better: 'higher' } },
    measures: {
      score: {
        scale: 's',
        in: Object.fromEntries(
          Object.entries(groups).map(([id, group]) => [
            id,
            { before: row(group.map(({ before }) => before)), after: row(after(group)) },
          ]),
        ),
      },
    },
    comparisons: [
      {
        measure: 'score',
        cohort: 'all',
        from: 'before',
        to: 'after',
        claim: change >= 0 ? 'improved' : 'worsened',
        difference: text(Math.abs(change), 2, cut).replace(/^/, change < 0 ? '-' : ''),
      },
    ],
    relations: [{ that: 'cohorts.all.n', equals: 'cohorts.active.n + cohorts.sham.n' }],
  };
}

it('nothing is found in what any trial prints of its own patients, some of them lost', () => {
  fc.assert(
    fc.property(
      fc.array(patient, { minLength: 8, maxLength: 60 }),
      fc.constantFrom(...roundings),
      (patients, rounding) => {
        const arms = ['active', 'sham'].map((arm) => patients.filter((each) => each.arm === arm));
        fc.pre(arms.every((arm) => arm.filter((each) => each.after !== null).length > 1));
        // Ties to even are left to the tests of each check.
        fc.pre(rounding !== 'half-even');
        const cut = rounding === 'truncate';
        const { findings } = checked(trialOf(patients, cut), { rounding });
        const wrong = findings.filter(
          ({ check, level }) => own.includes(check) && (level === 'error' || level === 'warning'),
        );
        expect(wrong.map(({ check, why }) => `${check}: ${why}`)).toEqual([]);
        const ran = new Set(findings.map(({ check }) => check));
        expect(own.filter((check) => !ran.has(check))).toEqual([
          'value-bounds',
          'correlation-matrix',
        ]);
      },
    ),
    { numRuns: 40 },
  );
});
