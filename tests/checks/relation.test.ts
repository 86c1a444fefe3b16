import fc from 'fast-check';
import { expect, it } from 'vitest';
import { roundings } from '../../src/numeric/decimal.ts';
import { findingsOf } from './study.ts';

const study = (total: unknown, voiding: unknown, storage: unknown, equals?: string) => ({
  cohorts: { all: { n: 40 }, active: { of: 'all', n: 21 }, sham: { of: 'all', n: 19 } },
  measures: {
    total: { cohort: 'all', mean: total },
    voiding: { cohort: 'all', mean: voiding },
    storage: { cohort: 'all', mean: storage },
  },
  relations: [
    {
      that: 'measures.total.mean',
      equals: equals ?? 'measures.voiding.mean + measures.storage.mean',
    },
  ],
});
const found = (...args: Parameters<typeof study>) => findingsOf('relation', study(...args));

it('reproduces a sum, with every figure that went in', () => {
  expect(found('18.7', '10.2', '8.5')[0]).toMatchObject({
    verdict: 'reproduced',
    why: '10.2 + 8.5 is 18.60 to 18.80 before rounding, printed as 18.7.',
    figures: ['measures.total.mean', 'measures.voiding.mean', 'measures.storage.mean'],
    weakness: null,
  });
});

it('takes a sum on the edge of the rounding intervals either way, and none beyond', () => {
  // [10.15, 10.25] + [8.45, 8.55] = [18.60, 18.80], and 18.9 is [18.85, 18.95].
  expect(found('18.8', '10.2', '8.5')[0]?.verdict).toBe('within-rounding');
  expect(found('18.6', '10.2', '8.5')[0]?.verdict).toBe('within-rounding');
  expect(found('18.85', '10.2', '8.5')[0]?.verdict).toBe('within-rounding');
  expect(found('18.55', '10.2', '8.5')[0]?.verdict).toBe('inconsistent');
  expect(found('18.80', '10.2', '8.5')[0]?.verdict).toBe('within-rounding');
  // 18.805 ± 0.0005 begins at 18.8045, beyond 18.80 but not beyond what cutting off leaves.
  expect(found('18.805', '10.2', '8.5')[0]?.why).toMatch(/cut off\.$/);
});

it('says what does not follow, beginning with the arithmetic', () => {
  expect(found('19.7', '10.2', '8.5')[0]).toMatchObject({
    verdict: 'inconsistent',
    why: '10.2 + 8.5 is 18.60 to 18.80 before rounding; printed is 19.7. What could explain it: a misprint in one of the figures, missing values in one of them or arithmetic that the paper does not mean.',
  });
});

it('computes with counts exactly, and with any of the four operations', () => {
  const relation = (that: string, equals: string) =>
    findingsOf('relation', { ...study('4', '10.2', '8.5'), relations: [{ that, equals }] })[0];
  expect(relation('cohorts.all.n', 'cohorts.active.n + cohorts.sham.n')).toMatchObject({
    verdict: 'reproduced',
    why: '21 + 19 is 40, printed as 40.',
  });
  expect(relation('cohorts.all.n', 'cohorts.active.n * 2')).toMatchObject({
    verdict: 'inconsistent',
  });
  expect(relation('measures.total.mean', '(cohorts.active.n - cohorts.sham.n) * 2')?.verdict).toBe(
    'reproduced',
  );
  expect(relation('measures.total.mean * 2', 'measures.voiding.mean - 2.2')?.verdict).toBe(
    'reproduced',
  );
  expect(relation('measures.total.mean', 'cohorts.all.n / measures.voiding.mean')?.why).toBe(
    '40 / 10.2 is 3.9 before rounding, printed as 4.',
  );
});

it('never accuses where a figure occurs twice, and says what that costs', () => {
  // Exactly 0, but over free intervals −0.1 to 0.1.
  const [finding] = found('0.1', '10.2', '8.5', 'measures.voiding.mean - measures.voiding.mean');
  expect(finding?.verdict).toBe('within-rounding');
  expect(finding?.weakness).toBe('a figure occurs twice, so some disagreements would pass as well');
});

it('takes a cell for its count, and brackets what is below zero', () => {
  const cells = (that: string) => ({
    cohorts: { all: { n: 40 }, active: { of: 'all', n: 20 }, sham: { of: 'all', n: 20 } },
    counts: [{ columns: ['all', 'active', 'sham'], rows: { pain: [that, '5 (25)', '2 (10)'] } }],
    relations: [
      { that: 'counts[0].rows.pain[0]', equals: 'counts[0].rows.pain[1] + counts[0].rows.pain[2]' },
    ],
  });
  expect(findingsOf('relation', cells('7 (17.5)'))[0]?.verdict).toBe('reproduced');
  expect(findingsOf('relation', cells('8 (20)'))[0]?.verdict).toBe('inconsistent');
  const equals = 'measures.voiding.mean - measures.storage.mean';
  expect(found('18.7', '10.2', '−8.5', equals)[0]?.why).toContain('10.2 − (−8.5) is');
});

it('names what cannot be computed', () => {
  expect(
    found('1', '10.2', '0.0', 'measures.voiding.mean / measures.storage.mean')[0],
  ).toMatchObject({ verdict: 'not-checkable' });
});

it('computes a figure from those of its own source first', () => {
  const two = [
    { text: '10.2', source: 'table' },
    { text: '10.9', source: 'abstract' },
  ];
  const total = { text: '19.4', source: 'abstract' };
  const parts = {
    ...study(total, two, '8.5'),
    sources: { table: { kind: 'table' }, abstract: { kind: 'abstract' } },
  };
  expect(findingsOf('relation', parts)[0]?.verdict).toBe('reproduced');
});

it('passes every sum of values that are rounded under any rule', () => {
  const rounded = (thousandths: number, rule: string) => {
    const cents =
      rule === 'truncate' ? Math.floor(thousandths / 10) : Math.floor((thousandths + 5) / 10);
    return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
  };
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 50_000 }),
      fc.integer({ min: 0, max: 50_000 }),
      fc.constantFrom(...roundings),
      (a, b, rounding) => {
        fc.pre(rounding !== 'half-even' || ![a, b, a + b].some((each) => each % 10 === 5));
        const text = [a + b, a, b].map((each) => rounded(each, rounding));
        const parts = study(text[0], text[1], text[2]);
        expect(findingsOf('relation', parts, { rounding })[0]?.level).toBe('pass');
      },
    ),
  );
});
