import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { roundings } from '../../src/numeric/decimal.ts';
import { printed } from './by-hand.ts';
import { findingsOf } from './study.ts';

type Rows = readonly (readonly number[])[];

const { tables }: { readonly tables: readonly { readonly rows: Rows; readonly p: number }[] } =
  JSON.parse(readFileSync('tests/fixtures/r/exact-tests.json', 'utf8'));

/** Events in several groups, with one p-value. */
const study = (events: readonly number[], totals: readonly number[], p: string, how?: object) => ({
  cohorts: {
    all: { n: totals.reduce((sum, n) => sum + n, 0) },
    ...Object.fromEntries(
      totals.flatMap((n, i) => [
        [`group${i}`, { of: 'all', n }],
        [`event${i}`, { of: `group${i}`, n: events[i] }],
      ]),
    ),
  },
  comparisons: [{ events: events.map((_, i) => `event${i}`), p, ...(how && { how }) }],
});
const fisher = { test: "Fisher's exact test" };
const found = (p: string, how?: object, options = {}) =>
  findingsOf('p-from-summary', study([12, 5, 9, 3], [40, 42, 38, 43], p, how), options)[0];

describe('events in more than two groups', () => {
  // R: fisher.test(rbind(c(12, 5, 9, 3), c(28, 37, 29, 40)))$p.value is 0.02301129, and
  // chisq.test(…)$p.value 0.02428585.
  it('reproduce as the exact test that the file names, also by its other names', () => {
    for (const test of ["Fisher's exact test", 'Fisher–Freeman–Halton exact test']) {
      expect(found('.0230', { test })?.verdict).toBe('reproduced');
    }
    expect(found('.0230', fisher)?.why).toBe(
      "Fisher's exact test: p = 0.02301. Printed is p = .0230.",
    );
    expect(found('.0230')?.why).toContain("which is reproduced as Fisher's exact test");
    expect(found('.0243')?.why).toContain('A χ² test: χ² = 9.41');
  });

  it('are unexplained as another test than the named one, or where tables may have been drawn', () => {
    expect(found('.0243', fisher)).toMatchObject({ verdict: 'unexplained' });
    expect(found('.0195', fisher)?.why).toContain(
      'Estimated from at least 2000 tables drawn at random, p lies between',
    );
    expect(found('.0195', fisher)?.verdict).toBe('unexplained');
  });

  it('are inconsistent, and a decision error, where no draw could give p', () => {
    expect(found('.20', fisher)).toMatchObject({ verdict: 'inconsistent', decisionError: true });
    expect(found('<.001', fisher)?.verdict).toBe('inconsistent');
    expect(found('.20')?.verdict).toBe('unexplained');
    expect(found('.20', { test: 'Fisher, Monte Carlo' })?.verdict).toBe('not-checkable');
  });

  it('are on the edge of their rounding either way', () => {
    // One event in eight patients, that of the group of one: p = 1/8, R's 0.125 as well.
    const eighth = (p: string) =>
      findingsOf('p-from-summary', study([1, 0, 0], [1, 3, 4], p, fisher))[0]?.verdict;
    for (const p of ['.125', '.12', '.13', '.1']) expect(eighth(p)).toBe('reproduced');
    expect(eighth('.126')).toBe('unexplained');
    expect(eighth('.25')).toBe('inconsistent');
  });

  it('are unexplained at most where the groups are parts of the same patients', () => {
    const parts = {
      cohorts: {
        all: { n: 60 },
        ...Object.fromEntries([12, 5, 30].map((n, i) => [`event${i}`, { of: 'all', n }])),
      },
      comparisons: [{ events: ['event0', 'event1', 'event2'], p: '.20', how: fisher }],
    };
    expect(findingsOf('p-from-summary', parts)[0]?.verdict).toBe('unexplained');
  });

  it('say where the exact test takes too long', () => {
    const large = study([100, 120, 90, 80, 70, 90], [150, 160, 150, 150, 150, 170], '.20', fisher);
    const [one] = findingsOf('p-from-summary', large);
    expect(one?.verdict).toBe('not-checkable');
    expect(one?.why).toContain("“Fisher's exact test” is not computed here.");
  });

  it.each(roundings.filter((rule) => rule !== 'any'))('pass as R has them, rounded %s', (rule) => {
    const flat = tables.filter(({ rows }) => rows.length > 2 !== (rows[0]?.length ?? 0) > 2);
    expect(flat.length).toBeGreaterThan(15);
    for (const [i, { rows, p }] of flat.entries()) {
      const groups =
        rows.length === 2 ? (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] ?? 0)) : rows;
      const filled = groups.filter(([x = 0, y = 0]) => x + y > 0);
      if (filled.length < 3) continue;
      const text = printed(p, 2 + (i % 4), rule);
      const [events, totals] = [filled.map(([x = 0]) => x), filled.map(([x = 0, y = 0]) => x + y)];
      for (const how of [fisher, undefined]) {
        const [one] = findingsOf('p-from-summary', study(events, totals, text, how), {
          rounding: rule,
        });
        const passes = ['reproduced', 'within-rounding'].includes(one?.verdict ?? '');
        expect([passes, one?.why]).toEqual([true, expect.any(String)]);
      }
    }
  });
});

it('two groups reproduce as an exact χ² test, whose tables are ordered otherwise', () => {
  // With 7 events of 9 and 12 patients 3 are expected of the 9: as far off as 5 are 0, 1, 5, 6 and 7.
  const p = [0, 1, 2, 3, 4, 5, 6, 7].map((x) => (choose(9, x) * choose(12, 7 - x)) / choose(21, 7));
  const off = (x: number) => Math.abs(x - 3);
  const chi = p.reduce((sum, each, x) => sum + (off(x) >= off(5) ? each : 0), 0);
  const [one] = findingsOf('p-from-summary', study([5, 2], [9, 12], chi.toFixed(4)));
  expect(one?.verdict).toBe('reproduced');
});

function choose(n: number, k: number): number {
  return k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k;
}
