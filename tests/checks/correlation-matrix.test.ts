import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallestEigenvector } from '../../src/numeric/symmetric-eigen.ts';
import { findingsOf } from './study.ts';

type Rows = readonly (readonly (string | null)[])[];
const study = (table: Rows, more = {}) => ({
  cohorts: { all: { n: 40 } },
  correlations: [
    { cohort: 'all', variables: ['A', 'B', 'C', 'D'].slice(0, table.length), table, ...more },
  ],
});
const found = (table: Rows, more = {}, options = {}) =>
  findingsOf('correlation-matrix', study(table, more), options);
const three = (ab: string, ac: string, bc: string): Rows => [[], [ab], [ac, bc]];
const verdict = (table: Rows, more = {}) => found(table, more).at(-1)?.verdict;

describe('three variables', () => {
  it('A correlating .90 with B and C, B and C correlate at least .62', () => {
    expect(verdict(three('.90', '.90', '.70'))).toBe('possible');
    expect(verdict(three('.90', '.90', '−.90'))).toBe('impossible-as-entered');
  });

  it('take a correlation on the edge of what rounding allows, and none beyond', () => {
    // .5 may be .45: B and C correlate at least 2 × .45² − 1 = −.595, the upper end of −.60.
    expect(verdict(three('.5', '.5', '−.60'))).toBe('possible');
    expect(verdict(three('.5', '.5', '−.61'))).toBe('impossible-as-entered');
    // The other way: at most 1 − 2 × .45² for opposite signs.
    expect(verdict(three('.5', '−.5', '.60'))).toBe('possible');
    expect(verdict(three('.5', '−.5', '.61'))).toBe('impossible-as-entered');
  });

  it('say which cannot hold together, with weights that show it', () => {
    const [finding] = found(three('.90', '.90', '−.90'));
    expect(finding?.why).toMatch(
      /^The correlations \.90 \(A, B\), \.90 \(A, C\), −\.90 \(B, C\) cannot hold together: the sum /,
    );
    expect(finding?.conditions).toEqual([
      'all correlations are of the same patients, without missing values',
      'they are correlations of the values themselves or of their ranks',
    ]);
    // Redone: the variance of that sum with each correlation at the end that helps most.
    const [a, b, c] = [...(finding?.why ?? '').matchAll(/(− )?(\d\.\d\d) × [ABC]/g)].map(
      ([, minus, size]) => (minus ? -1 : 1) * Number(size),
    );
    const end = (product: number, r: number) => product * (product > 0 ? r + 0.005 : r - 0.005);
    const [x, y, z] = [a ?? 0, b ?? 0, c ?? 0];
    const variance =
      x * x + y * y + z * z + 2 * (end(x * y, 0.9) + end(x * z, 0.9) + end(y * z, -0.9));
    expect(variance).toBeLessThan(0);
    const stated = Number(/at most −(\d\.\d+)/.exec(finding?.why ?? '')?.[1]);
    expect(-stated).toBeCloseTo(variance, 1);
  });
});

describe('four variables', () => {
  const all = (r: string): Rows => [[], [r], [r, r], [r, r, r]];

  it('can contradict one another though no three of them do', () => {
    // All equal: at least −1/3. Three of them could be −1/2.
    expect(verdict(all('−.33'))).toBe('possible');
    expect(verdict(all('−.34'))).toBe('impossible-as-entered');
  });

  it('may have entries that are not printed, which may be anything', () => {
    expect(verdict([[], ['.9'], ['.9', null], ['.9', null, null]])).toBe('possible');
    expect(verdict([[], ['.9'], ['.9', '−.9'], [null, null, null]])).toBe('impossible-as-entered');
  });
});

it('finds a contradiction of three among many, and none where there is none', () => {
  const many = (bc: string) => {
    const size = 12;
    const table = Array.from({ length: size }, (_, i) =>
      Array.from({ length: i }, (__, j) => (i === 2 && j === 1 ? bc : i < 3 ? '.90' : '.30')),
    );
    const variables = table.map((_, at) => `v${at}`);
    return findingsOf('correlation-matrix', {
      ...study(table),
      correlations: [{ variables, table }],
    })[0];
  };
  expect(many('.70')?.verdict).toBe('possible');
  const finding = many('−.90');
  expect(finding?.verdict).toBe('impossible-as-entered');
  expect(finding?.why).toContain('.90 (v0, v1), .90 (v0, v2), −.90 (v1, v2)');
});

describe('innocent reasons', () => {
  const bad = three('.90', '.90', '−.90');

  it.each([
    ['pairwise deletion', { how: { missing: 'pairwise deletion' } }],
    ['correlations estimated from categories', { how: { correlation: 'polychoric' } }],
    ['partial correlations', { how: { correlation: 'partial' } }],
    ['another n for each pair', { n: { min: 35, max: 40 } }],
  ])('%s: unexplained, not wrong', (_, more) => {
    expect(verdict(bad, more)).toBe('unexplained');
  });

  it('Spearman correlations obey the same rule', () => {
    expect(verdict(bad, { how: { correlation: 'Spearman' } })).toBe('impossible-as-entered');
  });

  it('reliabilities on the diagonal, and another quantity in the upper half', () => {
    const table: Rows = [
      ['.81', '.001', '.02'],
      ['.4', '.77', '.3'],
      ['.5', '.3', '.90'],
    ];
    expect(found(table).map(({ level }) => level)).toEqual(['pass']);
  });
});

it('compares the two halves, and the diagonal with 1', () => {
  const table: Rows = [
    ['1', '.40', '.50'],
    ['.40', '1', '.33'],
    ['.50', '.30', '.99'],
  ];
  const findings = found(table).filter(({ verdict }) => verdict === 'unexplained');
  expect(findings.map(({ where, why }) => [where.path, why.split('.')[0]])).toEqual([
    ['correlations[0].table[1][2]', ''],
    ['correlations[0].table[2][2]', 'A variable correlates 1 with itself; printed is '],
  ]);
});

it('does not compute with a correlation that cannot be', () => {
  expect(verdict(three('1.2', '.9', '.9'))).toBe('not-checkable');
});

it('counts power as the share of correlations that could not stand there', () => {
  const [finding] = found(three('.9', '.9', '.8'), {}, { strength: true });
  // About the first figure: A and B, of the 21 from −1.0 to 1.0.
  expect(finding?.strength?.power).toBeGreaterThan(0.4);
});

const scores = fc.array(
  fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 6 }))),
  { minLength: 3, maxLength: 8 },
);

it('passes the rounded correlations of any data', () => {
  fc.assert(
    fc.property(scores, fc.constantFrom(1, 2, 3), (rows, decimals) => {
      const column = (at: number) => rows.map((row) => row[at] ?? 0);
      const deviations = [0, 1, 2, 3].map((at) => {
        const mean = column(at).reduce((sum, value) => sum + value, 0) / rows.length;
        return column(at).map((value) => value - mean);
      });
      const dot = (a: readonly number[], b: readonly number[]) =>
        a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
      fc.pre(deviations.every((each) => dot(each, each) > 0.5));
      const table = deviations.map((a, i) =>
        deviations
          .slice(0, i)
          .map((b) => (dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))).toFixed(decimals)),
      );
      expect(found(table)[0]?.verdict).toBe('possible');
    }),
    { numRuns: 150 },
  );
});

describe('the eigenvector of the smallest eigenvalue', () => {
  it('is that of a matrix whose eigenvalues are known', () => {
    // Equal correlations r of k variables: 1 + (k − 1) r once, 1 − r for the others.
    const vector = smallestEigenvector([
      [1, -0.4, -0.4],
      [-0.4, 1, -0.4],
      [-0.4, -0.4, 1],
    ]);
    for (const each of vector) expect(Math.abs(each)).toBeCloseTo(1 / Math.sqrt(3), 12);
    expect(() => smallestEigenvector([[1, 2]])).toThrow(RangeError);
  });

  it('gives the least value of vᵀAv over vectors of length 1', () => {
    const entries = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
      minLength: 6,
      maxLength: 6,
    });
    fc.assert(
      fc.property(entries, entries, ([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0], other) => {
        const matrix = [
          [a, b, c],
          [b, d, e],
          [c, e, f],
        ];
        const value = (v: readonly number[]) =>
          v.reduce(
            (sum, x, i) => sum + x * v.reduce((t, y, j) => t + (matrix[i]?.[j] ?? 0) * y, 0),
            0,
          );
        const vector = smallestEigenvector(matrix);
        expect(vector.reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(1, 12);
        const length = Math.hypot(...other.slice(0, 3));
        fc.pre(length > 0.01);
        const unit = other.slice(0, 3).map((x) => x / length);
        expect(value(vector)).toBeLessThanOrEqual(value(unit) + 1e-12);
      }),
    );
  });
});
