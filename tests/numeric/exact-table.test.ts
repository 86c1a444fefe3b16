import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactTableP } from '../../src/numeric/exact-table.ts';
import { fisherTwoSided, hypergeometricPmf } from '../../src/numeric/hypergeometric.ts';

type Table = readonly (readonly number[])[];

const { tables }: { readonly tables: readonly { readonly rows: Table; readonly p: number }[] } =
  JSON.parse(readFileSync('tests/fixtures/r/exact-tests.json', 'utf8'));

const table = (most: number) =>
  fc.tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 4 })).chain(([r, c]) =>
    fc.array(fc.array(fc.nat(most), { minLength: c, maxLength: c }), {
      minLength: r,
      maxLength: r,
    }),
  );

describe("Fisher's exact test of a table", () => {
  it(`agrees with fisher.test of R on ${tables.length} tables`, () => {
    for (const { rows, p } of tables) {
      const found = exactTableP(rows)?.p ?? Number.NaN;
      expect(Math.abs(found - p), JSON.stringify(rows)).toBeLessThanOrEqual(1e-9 * p);
    }
  });

  it('is what all tables with the same margins give, in either order', () => {
    fc.assert(
      fc.property(table(3), (rows) => {
        const all = withMargins(rows);
        const total = all.reduce((sum, each) => sum + weight(each), 0);
        const part = (extreme: (each: Table) => boolean) =>
          all.filter(extreme).reduce((sum, each) => sum + weight(each), 0) / total;
        const probable = part((each) => weight(each) <= weight(rows) * (1 + 1e-7));
        const far = part((each) => spread(each) >= spread(rows) - 1e-9);
        const found = exactTableP(rows);
        expect(found?.p).toBeCloseTo(probable, 11);
        expect(found?.itself).toBeCloseTo(weight(rows) / total, 11);
        expect(exactTableP(rows, 'chi-square')?.p).toBeCloseTo(far, 11);
      }),
      { numRuns: 40 },
    );
  });

  it('is that of two proportions where there are two rows and two columns', () => {
    const cell = fc.nat(40);
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        const found = exactTableP([
          [a, b],
          [c, d],
        ]);
        expect(found?.p).toBeCloseTo(fisherTwoSided(a, b, c, d), 11);
        expect(found?.itself).toBeCloseTo(hypergeometricPmf(a, a + b + c + d, a + b, a + c), 11);
      }),
    );
  });

  it('lies in (0, 1], and does not change with the order of rows or columns, or turned', () => {
    fc.assert(
      fc.property(table(7), (rows) => {
        const { p } = exactTableP(rows) ?? { p: Number.NaN };
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        const turned = (rows[0] as readonly number[]).map((_, i) => rows.map((row) => row[i]));
        for (const other of [
          rows.toReversed(),
          rows.map((row) => row.toReversed()),
          turned as number[][],
          [...rows, (rows[0] as readonly number[]).map(() => 0)],
        ]) {
          expect(exactTableP(other)?.p).toBeCloseTo(p, 11);
          expect(exactTableP(other, 'chi-square')?.p).toBeCloseTo(
            exactTableP(rows, 'chi-square')?.p ?? Number.NaN,
            11,
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is 1 where the margins allow no other table, and not computed where that takes too long', () => {
    expect(exactTableP([[3, 0, 5]])).toEqual({ p: 1, itself: 1 });
    expect(
      exactTableP([
        [3, 0],
        [5, 0],
      ]),
    ).toEqual({ p: 1, itself: 1 });
    const large = [
      [30, 20, 25, 18, 22, 40],
      [20, 30, 25, 32, 28, 10],
    ];
    expect(exactTableP(large, 'probability', 1000)).toBeNull();
    expect(
      exactTableP([
        [6000, 10],
        [5000, 20],
      ]),
    ).toBeNull();
    expect(() => exactTableP([[1, 2], [3]])).toThrow('rows must be equally long');
    expect(() =>
      exactTableP([
        [1, -2],
        [3, 1],
      ]),
    ).toThrow('a count must be');
  });
});

/** n!/Π x! of each column: how many ways there are to a table, up to a common factor. */
function weight(rows: Table): number {
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return 1 / rows.flat().reduce((product, x) => product * factorial(x), 1);
}

function spread(rows: Table): number {
  const sums = rows.map((row) => row.reduce((a, b) => a + b, 0));
  const across = (rows[0] ?? []).map((_, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0));
  return rows
    .flatMap((row, i) => row.map((x, j) => (x ? x ** 2 / (sums[i] ?? 1) / (across[j] ?? 1) : 0)))
    .reduce((a, b) => a + b, 0);
}

/** Every table with the same margins, cell by cell. */
function withMargins(rows: Table): Table[] {
  const sums = rows.map((row) => row.reduce((a, b) => a + b, 0));
  const across = (rows[0] ?? []).map((_, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0));
  const fill = (row: number, left: readonly number[]): Table[] => {
    if (row === sums.length) return left.every((each) => each === 0) ? [[]] : [];
    return split(sums[row] ?? 0, left).flatMap((cells) =>
      fill(
        row + 1,
        left.map((each, i) => each - (cells[i] ?? 0)),
      ).map((rest) => [cells, ...rest]),
    );
  };
  return fill(0, across);
}

function split(n: number, most: readonly number[]): number[][] {
  const [first, ...others] = most;
  if (first === undefined) return n === 0 ? [[]] : [];
  return Array.from({ length: Math.min(n, first) + 1 }, (_, x) => x).flatMap((x) =>
    split(n - x, others).map((rest) => [x, ...rest]),
  );
}
