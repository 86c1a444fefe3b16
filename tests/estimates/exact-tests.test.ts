import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chisqGroups } from '../../src/estimates/chisq-groups.ts';
import { chisqTable, fisherTable } from '../../src/estimates/contingency.ts';
import { orFisher } from '../../src/estimates/fisher.ts';
import { pFromU, pFromW } from '../../src/estimates/rank-tests.ts';

interface Sample {
  readonly kind: 'U' | 'W';
  readonly n: number | readonly [number, number];
  readonly statistic: number;
  readonly p: number;
  readonly tied: boolean;
}
interface Table {
  readonly rows: readonly (readonly number[])[];
  readonly p: number;
  readonly statistic: number;
  readonly df: number;
  readonly chisqP: number;
}
const r: { readonly samples: readonly Sample[]; readonly tables: readonly Table[] } = JSON.parse(
  readFileSync('tests/fixtures/r/exact-tests.json', 'utf8'),
);

const near = (actual: number | undefined, expected: number, of: unknown) =>
  expect(Math.abs((actual ?? Number.NaN) - expected), JSON.stringify(of)).toBeLessThanOrEqual(
    1e-9 * expected,
  );

describe('the exact tests of U and W', () => {
  const untied = r.samples.filter(({ tied }) => !tied);

  it(`agree with wilcox.test of R on ${untied.length} samples without ties`, () => {
    for (const sample of untied) {
      const { n, statistic, p } = sample;
      const found =
        typeof n === 'number'
          ? pFromW({ W: statistic, n })
          : pFromU({ U: statistic, n1: n[0], n2: n[1] });
      near(found.p, p, sample);
    }
  });

  it('give the normal approximations beside, and alone beyond their limits', () => {
    // R: wilcox.test(c(1, 2, 4, 7), c(3, 5, 6, 8, 9), exact = FALSE, correct = FALSE)$p.value is
    // 0.14164469029514; with correct = TRUE it is 0.17790959498698.
    const { details } = pFromU({ U: 4, n1: 4, n2: 5 });
    expect(details?.['pNormal']).toBeCloseTo(0.141644690295, 11);
    expect(details?.['pCorrected']).toBeCloseTo(0.177909594987, 11);
    const large = pFromU({ U: 5000, n1: 200, n2: 60 });
    expect(large.value).toBeNull();
    expect(large.reason).toBe(
      'undefined: the exact distribution is not computed for n1 × n2 above 10000',
    );
    expect(large.details?.['pNormal']).toBeGreaterThan(0);
    expect(pFromW({ W: 5000, n: 300 }).reason).toContain('n above 200');
  });

  it('are the same for both U, and for both sums of ranks', () => {
    for (let U = 0; U <= 42; U++) {
      near(pFromU({ U: 42 - U, n1: 6, n2: 7 }).p, pFromU({ U, n1: 7, n2: 6 }).p ?? 0, U);
    }
    for (let W = 0; W <= 45; W++)
      near(pFromW({ W: 45 - W, n: 9 }).p, pFromW({ W, n: 9 }).p ?? 0, W);
  });

  it('refuse what no data have, by name', () => {
    expect(() => pFromU({ U: 101, n1: 10, n2: 10 })).toThrow('U must not exceed n1 × n2, 100');
    expect(() => pFromW({ W: 56, n: 10 })).toThrow('W must not exceed n(n + 1)/2, 55');
  });
});

describe('the tests of a table', () => {
  it(`agree with fisher.test and chisq.test of R on ${r.tables.length} tables`, () => {
    for (const { rows, p, statistic, df, chisqP } of r.tables) {
      const table = { counts: rows.flat(), columns: rows[0]?.length ?? 0 };
      near(fisherTable(table).p, p, rows);
      const chi = chisqTable(table);
      expect(chi.df).toBe(df);
      expect(chi.statistic).toBeCloseTo(statistic, 9);
      near(chi.p, chisqP, rows);
    }
  });

  it('are those of several proportions, and of two, where the table is one of these', () => {
    const two = { counts: [7, 13, 2, 19], columns: 2 };
    near(fisherTable(two).p, orFisher({ x1: 7, n1: 20, x2: 2, n2: 21 }).p ?? 0, two);
    const groups = chisqGroups({ events: [7, 2, 5], totals: [20, 21, 9] });
    const table = chisqTable({ counts: [7, 13, 2, 19, 5, 4], columns: 2 });
    near(table.p, groups.p ?? 0, table);
    near(table.details?.['cramersV'] as number, groups.details?.['cramersV'] as number, table);
  });

  it('say why there is no number', () => {
    expect(fisherTable({ counts: [3, 0, 5, 0], columns: 2 }).reason).toContain('one row or one');
    const large = Array.from({ length: 36 }, (_, i) => 20 + ((i * 7) % 11));
    expect(fisherTable({ counts: large, columns: 6 }).reason).toContain('too many tables');
    expect(() => fisherTable({ counts: [1, 2, 3], columns: 2 })).toThrow('counts must fill');
  });
});
