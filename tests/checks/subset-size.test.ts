import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findingsOf } from './study.ts';

const tree = (n: unknown, all: unknown = 18) => ({
  cohorts: { all: { n: all, label: 'Recurrence' }, part: { of: 'all', n } },
});
const verdicts = (parts: Readonly<Record<string, unknown>>) =>
  findingsOf('subset-size', parts).map(({ verdict }) => verdict);

it('passes a part, and says what that is worth', () => {
  const [finding] = findingsOf('subset-size', tree(9));
  expect(finding).toMatchObject({
    verdict: 'possible',
    weakness: 'smaller counts would pass as well',
    why: '9 is not more than 18 (Recurrence).',
    figures: ['cohorts.part.n', 'cohorts.all.n'],
  });
});

it('takes a part as large as the whole, and none that is larger', () => {
  expect(verdicts(tree(18))).toEqual(['possible']);
  const [finding] = findingsOf('subset-size', tree(19));
  expect(finding).toMatchObject({
    verdict: 'impossible-as-entered',
    conditions: ['it is a part of Recurrence'],
    where: { path: 'cohorts.part.n' },
  });
  expect(finding?.why).toBe(
    '19 is more than 18 (Recurrence). What could explain it: a group that is not a part of the other or a misprint in one of the two.',
  );
});

it('reads limits as limits', () => {
  expect(verdicts(tree('≤28'))).toEqual(['possible']);
  expect(verdicts(tree('≥19'))).toEqual(['impossible-as-entered']);
  expect(verdicts(tree(30, '≤28'))).toEqual(['impossible-as-entered']);
  expect(verdicts(tree(30, '≥28'))).toEqual([]);
});

it('goes up to the nearest count that is known', () => {
  const parts = {
    cohorts: { all: { n: 20 }, arm: { of: 'all', n: null }, part: { of: 'arm', n: 21 } },
  };
  expect(verdicts(parts)).toEqual(['impossible-as-entered']);
});

it('compares a cell with its own whole; of a column more events than patients can be', () => {
  const cells = (cell: string) => ({
    cohorts: { all: { n: 40 } },
    counts: [{ columns: ['all'], rows: { falls: [cell] } }],
  });
  expect(verdicts(cells('7/40'))).toEqual(['possible']);
  expect(verdicts(cells('41/40'))).toEqual(['impossible-as-entered']);
  expect(verdicts(cells('41'))).toEqual(['unexplained']);
  expect(findingsOf('subset-size', cells('41'))[0]?.why).toContain('events counted instead');
});

it('compares n at visits and of comparisons with their cohort, where sides may be counted', () => {
  const parts = (n: number) => ({
    cohorts: { all: { n: 40 } },
    measures: {
      score: { cohort: 'all', at: { before: { n, mean: '2.1' }, after: { mean: '3' } } },
    },
    comparisons: [{ measure: 'score', cohort: 'all', from: 'before', to: 'after', n }],
  });
  expect(verdicts(parts(38))).toEqual(['possible', 'possible']);
  expect(verdicts(parts(80))).toEqual(['unexplained', 'unexplained']);
});

it('compares the number with a score with the visit', () => {
  const scores = (n: number, visit = {}) => ({
    cohorts: { all: { n: 40 } },
    measures: { score: { cohort: 'all', frequencies: { 1: n }, ...visit } },
  });
  expect(verdicts(scores(40))).toEqual(['possible']);
  expect(verdicts(scores(41, { n: 40 }))).toContain('impossible-as-entered');
  // Without an n of its own the visit may count sides.
  expect(verdicts(scores(41))).toEqual(['unexplained']);
});

it('never finds anything in a tree of groups that are parts of one another', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(500), { minLength: 2, maxLength: 6 }), (counts) => {
      const sizes = counts.toSorted((a, b) => b - a);
      const cohorts = Object.fromEntries(
        sizes.map((n, at) => [`c${at}`, at === 0 ? { n } : { of: `c${at - 1}`, n }]),
      );
      expect(new Set(verdicts({ cohorts }))).toEqual(new Set(['possible']));
    }),
  );
});
