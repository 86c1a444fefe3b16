import { expect, it } from 'vitest';
import { findingsOf } from './study.ts';

const arms = { cohorts: { all: { n: 100 }, a: { of: 'all', n: 50 }, b: { of: 'all', n: 50 } } };
const scores = (first: object, second: object) => ({
  ...arms,
  measures: { score: { label: 'Score', in: { a: { before: first }, b: { before: second } } } },
});
const found = (first: object, second: object) => findingsOf('duplicate-row', scores(first, second));

it('notes two rows with the same mean and SD, and never more than notes', () => {
  const row = { mean: '41.27', sd: '8.31' };
  expect(found(row, row)).toMatchObject([
    {
      verdict: 'possible',
      level: 'note',
      // 0.01/(8.31·√(2/50)·√(2π)) · 0.01/(8.31/√50·√(2π)) = 1/122,723
      why: '41.27 ± 8.31 is printed for Score, B, Before and for Score, A, Before. Two samples of one population would agree so in about one of 100,000 studies, over one pair of rows. What could explain it: the same patients in both rows, the last value carried forward, a row copied by mistake or chance.',
      figures: [
        'measures.score.in.b.before.mean',
        'measures.score.in.b.before.sd',
        'measures.score.in.a.before.mean',
        'measures.score.in.a.before.sd',
      ],
    },
  ]);
});

it('does not where a digit differs, or where coarse figures agree easily', () => {
  expect(found({ mean: '41.27', sd: '8.31' }, { mean: '41.27', sd: '8.32' })).toEqual([]);
  expect(found({ mean: '2.1', sd: '0.8' }, { mean: '2.1', sd: '0.8' })).toEqual([]);
  expect(found({ mean: '41', sd: '8' }, { mean: '41', sd: '8' })).toEqual([]);
});

it('does not where a figure cannot be, or the number of patients is not known', () => {
  const row = { mean: '41.27', sd: '-8.31' };
  expect(found(row, row)).toEqual([]);
  const parts = scores({ mean: '41.27', sd: '8.31' }, { mean: '41.27', sd: '8.31' });
  expect(
    findingsOf('duplicate-row', {
      ...parts,
      cohorts: { all: { n: 100 }, a: { of: 'all', n: null }, b: { of: 'all', n: null } },
    }),
  ).toEqual([]);
});

it('allows for the number of rows that are looked at', () => {
  const visits = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [`v${at}`, { mean: `${at}.27`, sd: `${at + 5}.31` }]),
  );
  // 61 rows are 1,830 pairs: 1/122,723 becomes 1/67, above 1/100.
  const row = { mean: '41.27', sd: '8.31' };
  const parts = {
    ...arms,
    measures: { score: { in: { a: { ...visits, x: row }, b: { x: row } } } },
  };
  expect(findingsOf('duplicate-row', parts)).toEqual([]);
});

it('notes rows of a table with the same large counts', () => {
  const table = (rows: Readonly<Record<string, readonly string[]>>) => ({
    ...arms,
    counts: [{ columns: ['all', 'a', 'b'], sum: true, rows }],
  });
  const small = { pain: ['3', '2', '1'], nausea: ['3', '2', '1'] };
  expect(findingsOf('duplicate-row', table(small))).toEqual([]);
  const columns = ['a', 'b', 'a', 'b', 'a'];
  const large = ['37', '41', '29', '33', '38'];
  const wide = {
    ...arms,
    counts: [
      { columns, rows: { pain: large, nausea: large, fever: ['37', '41', '29', '33', '39'] } },
    ],
  };
  expect(findingsOf('duplicate-row', wide)).toMatchObject([{ level: 'note', label: 'Nausea' }]);
});
