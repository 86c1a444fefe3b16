import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundings } from '../../src/numeric/decimal.ts';
import { pOfZ, printed } from './by-hand.ts';
import { checked, findingsOf } from './study.ts';

interface Sample {
  readonly kind: 'U' | 'W';
  readonly n: number | readonly [number, number];
  readonly statistic: number;
  readonly p: number;
  readonly tied: boolean;
}
const { samples }: { readonly samples: readonly Sample[] } = JSON.parse(
  readFileSync('tests/fixtures/r/exact-tests.json', 'utf8'),
);

const mannWhitney = { test: 'Mann–Whitney U test', tails: 2 };
const signedRank = { test: 'Wilcoxon signed-rank test', tails: 2 };

interface Asked {
  readonly kind?: string;
  readonly value?: string;
  readonly p: string;
  readonly how?: object;
  readonly scale?: string;
}

/** Two groups, all of whom were measured, with U or without. */
const groups = (n1: number, n2: number, { kind, value, p, how = mannWhitney, scale }: Asked) => ({
  scales: { five: { name: 'Five', min: 0, max: 4, step: 1 } },
  cohorts: { all: { n: n1 + n2 }, a: { of: 'all', n: n1 }, b: { of: 'all', n: n2 } },
  measures: {
    m: {
      ...(scale && { scale }),
      in: { a: { v: { n: n1, median: '3' } }, b: { v: { n: n2, median: '2' } } },
    },
  },
  comparisons: [
    {
      measure: 'm',
      between: ['a', 'b'],
      at: 'v',
      how,
      ...(kind === undefined ? { p } : { tests: [{ kind, value, p }] }),
    },
  ],
});
const pairs = (n: number, { kind, value, p, how = signedRank }: Asked) => ({
  cohorts: { a: { n } },
  measures: { m: { in: { a: { v: { n, median: '4' }, w: { n, median: '6' } } } } },
  comparisons: [
    {
      measure: 'm',
      cohort: 'a',
      from: 'v',
      to: 'w',
      n,
      how,
      ...(kind === undefined ? { p } : { tests: [{ kind, value, p }] }),
    },
  ],
});
const ofU = (n1: number, n2: number, asked: Asked) =>
  findingsOf('p-from-statistic', groups(n1, n2, { kind: 'U', ...asked }))[0];
const ofW = (n: number, asked: Asked) =>
  findingsOf('p-from-statistic', pairs(n, { kind: 'W', ...asked }))[0];

describe('the p beside U', () => {
  // R: 2 * pwilcox(23, 10, 10) is 0.04325705; by the normal distribution without correction
  // 2 * pnorm(-27/sqrt(175)) is 0.04125, with it 2 * pnorm(-26.5/sqrt(175)) is 0.04515.
  it('reproduces by the exact distribution and by either approximation', () => {
    for (const p of ['.0433', '.0413', '.0452', '.043', '.04', '.05']) {
      expect(ofU(10, 10, { value: '23', p })?.verdict).toBe('reproduced');
    }
    expect(ofU(10, 10, { value: '23', p: '.043' })?.why).toBe(
      'An exact Mann–Whitney test without ties: U = 23, p = 0.0433. Printed is p = .043.',
    );
    expect(ofU(10, 10, { value: '77', p: '.043' })?.verdict).toBe('reproduced');
  });

  it('is on the edge of its rounding interval either way', () => {
    // Of 3 and 3 patients U = 1 has p = 4/20 and U = 0 has 0.1: neither rounds to a neighbour.
    const at = (p: string) => ofU(3, 3, { value: '0', p, how: { ...mannWhitney, exact: true } });
    expect(at('.1')?.verdict).toBe('reproduced');
    expect(at('.10')?.verdict).toBe('reproduced');
    // 0.25 = 2/8 of one against seven is on the edge of 0.2 and of 0.3.
    for (const p of ['.2', '.3']) {
      expect(ofU(1, 7, { value: '0', p, how: { ...mannWhitney, exact: true } })?.verdict).toBe(
        'reproduced',
      );
    }
  });

  it('is inconsistent beyond what any ties could make of it, and a decision error across alpha', () => {
    const found = ofU(40, 45, { value: '600', p: '.30' });
    expect(found).toMatchObject({ verdict: 'inconsistent', decisionError: true });
    expect(found?.why).toContain('However many values are tied, p lies below 0.030.');
    expect(found?.conditions[0]).toContain('at least 9,999 were drawn');
    // Not where alpha itself could be between: ties could take p to 0.127.
    expect(ofU(10, 10, { value: '23', p: '.60' })).toMatchObject({
      verdict: 'inconsistent',
      decisionError: false,
    });
  });

  it('is unexplained where ties could be behind it, and possible where there are ties for certain', () => {
    const found = ofU(10, 10, { value: '23', p: '.030' });
    expect(found?.verdict).toBe('unexplained');
    expect(found?.why).toContain('However many values are tied, p lies below');
    // A half is of tied values only; so are 20 patients with five values.
    expect(ofU(10, 10, { value: '23.5', p: '.030' })?.verdict).toBe('possible');
    expect(ofU(10, 10, { value: '23', p: '.030', scale: 'five' })?.verdict).toBe('possible');
    expect(ofU(10, 10, { value: '23.5', p: '.30' })?.verdict).toBe('inconsistent');
  });

  it.each([
    ['no test is named', {}],
    ['permutations are drawn', { test: 'Mann–Whitney U test, Monte Carlo' }],
    ['several tests are corrected for', { ...mannWhitney, correction: 'Bonferroni' }],
    ['strata are', { ...mannWhitney, stratified: ['centre'] }],
    ['another test is named', { test: 'median test' }],
  ])('is no error where %s', (_, how) => {
    expect(['unexplained', 'not-checkable']).toContain(
      ofU(40, 45, { value: '600', p: '.30', how })?.verdict,
    );
  });

  it('is no error where fewer patients may be behind it', () => {
    const study = groups(40, 45, { kind: 'U', value: '600', p: '.30' });
    const fewer = JSON.parse(JSON.stringify(study).replace('"n":40,"median"', '"median"'));
    expect(findingsOf('p-from-statistic', fewer)[0]?.verdict).toBe('unexplained');
    const set = groups(40, 45, {
      kind: 'U',
      value: '600',
      p: '.30',
      how: { ...mannWhitney, set: 'per protocol' },
    });
    expect(findingsOf('p-from-statistic', set)[0]?.verdict).toBe('unexplained');
  });

  it('may be that of a sum of ranks, of either group', () => {
    // 23 + 55 = 78 and 77 + 55 = 132.
    const how = { test: 'Wilcoxon rank-sum test', tails: 2 };
    for (const value of ['78', '132']) {
      const found = findingsOf(
        'p-from-statistic',
        groups(10, 10, { kind: 'W', value, p: '.0433', how }),
      )[0];
      expect(found?.verdict).toBe('reproduced');
      expect(found?.why).toContain('as a sum of ranks');
    }
    // Called U it is no more than unexplained.
    expect(ofU(10, 10, { value: '132', p: '.0433' })?.verdict).toBe('unexplained');
  });
});

it('says what its agreement is worth: p above what ties allow would have been an error', () => {
  const study = groups(10, 10, { kind: 'U', value: '23', p: '.04' });
  const [found] = findingsOf('p-from-statistic', study, { strength: true });
  // The untied p is 0.043, and a bound over all ties e times as large at most 0.12; with U cut off,
  // as from 23.9, some 0.15: at least the 84 from .17 to 1.00 of 101.
  expect(found?.strength?.power).toBeGreaterThanOrEqual(84 / 101);
  expect(found?.strength?.power).toBeLessThan(1);
});

describe('the p beside W', () => {
  // R: 2 * psignrank(8, 10) is 0.048828125; 2 * pnorm(-19.5/sqrt(96.25)) is 0.04685.
  it('reproduces exactly or by approximation, of either sum or their difference', () => {
    for (const p of ['.0488', '.0469']) {
      expect(ofW(10, { value: '8', p })?.verdict).toBe('reproduced');
      expect(ofW(10, { value: '47', p })?.verdict).toBe('reproduced');
      expect(ofW(10, { value: '39', p })?.verdict).toBe('reproduced');
    }
  });

  it('can be large where differences of 0 were left out, and is wrong where it is too small', () => {
    // Of 14 differences left W = 52 of 105 is all but the half.
    expect(ofW(20, { value: '52', p: '.95' })?.verdict).toBe('unexplained');
    expect(ofW(6, { value: '5', p: '<.0001' })).toMatchObject({ verdict: 'inconsistent' });
    expect(ofW(6, { value: '5', p: '<.0001' })?.why).toContain(
      'However many differences are tied or 0, p lies above',
    );
  });
});

describe('samples of R', () => {
  it.each(roundings.filter((rule) => rule !== 'any'))('never are an error, rounded %s', (rule) => {
    const found = samples.map(({ kind, n, statistic, p, tied }, i) => {
      const asked = { kind, value: String(statistic), p: printed(p, 2 + (i % 3), rule) };
      const study = typeof n === 'number' ? pairs(n, asked) : groups(n[0], n[1], asked);
      const verdicts = checked(study, { rounding: rule }).findings.map(({ verdict }) => verdict);
      return { tied, verdicts, of: [kind, n, statistic, p] };
    });
    const errors = found.filter(({ verdicts }) =>
      verdicts.some((each) => each === 'inconsistent' || each === 'impossible-as-entered'),
    );
    expect(errors).toEqual([]);
    const open = found.filter(({ tied, verdicts }) => !tied && verdicts.includes('unexplained'));
    expect(open).toEqual([]);
  });
});

describe('patients with any scores', () => {
  const rule = fc.constantFrom(...roundings.filter((each) => each !== 'any'));
  const scores = (most: number) =>
    fc
      .constantFrom(1, 2, 4, 30)
      .chain((range) => fc.array(fc.nat(range), { minLength: 1, maxLength: most }));
  const how = (test: string) => fc.constantFrom<object>({ test }, { test, tails: 2 });
  const corrections = fc.constantFrom(0, 0.5);
  const isError = (study: Parameters<typeof checked>[0], rounding: (typeof roundings)[number]) =>
    checked(study, { rounding }).findings.filter(({ level }) => level === 'error');

  it('never make an error of U or a sum of ranks, with or without correction for ties', () => {
    fc.assert(
      fc.property(
        scores(40),
        scores(40),
        rule,
        corrections,
        fc.boolean(),
        fc.constantFrom('U', 'other U', 'W', 'other W'),
        how('Wilcoxon–Mann–Whitney test'),
        fc.integer({ min: 1, max: 5 }),
        (xs, ys, rounding, correction, ties, kind, words, digits) => {
          const [n1, n2, n] = [xs.length, ys.length, xs.length + ys.length];
          const ranks = ranksOf([...xs, ...ys]);
          const sum = ranks.slice(0, n1).reduce((a, b) => a + b, 0);
          const squares = ranks.reduce((all, rank) => all + (rank - (n + 1) / 2) ** 2, 0);
          const spread = ties ? squares / (n * (n - 1)) : (n + 1) / 12;
          const u = sum - (n1 * (n1 + 1)) / 2;
          const off = Math.max(0, Math.abs(u - (n1 * n2) / 2) - correction);
          if (spread === 0) return;
          const p = printed(pOfZ(off / Math.sqrt(n1 * n2 * spread)), digits, rounding);
          const value = {
            U: u,
            'other U': n1 * n2 - u,
            W: sum,
            'other W': (n * (n + 1)) / 2 - sum,
          }[kind];
          const asked = { kind: kind.at(-1) ?? '', value: String(value), p, how: words };
          expect(isError(groups(n1, n2, asked), rounding)).toEqual([]);
        },
      ),
      { numRuns: 80 },
    );
  });

  it('never make an error of W, whatever is done with changes of 0', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(1, 2, 4, 30)
          .chain((range) =>
            fc.array(fc.integer({ min: -range, max: range }), { minLength: 2, maxLength: 40 }),
          ),
        rule,
        corrections,
        fc.constantFrom('dropped', 'Pratt', 'split'),
        fc.constantFrom('positive', 'negative', 'smaller', 'difference'),
        how('Wilcoxon signed-rank test'),
        fc.integer({ min: 1, max: 5 }),
        (changes, rounding, correction, zeros, which, words, digits) => {
          const kept = zeros === 'dropped' ? changes.filter((each) => each !== 0) : changes;
          const ranks = ranksOf(kept.map(Math.abs));
          const total = (of: (change: number) => boolean) =>
            ranks.reduce((sum, rank, i) => sum + (of(kept[i] ?? 0) ? rank : 0), 0);
          const half = zeros === 'split' ? total((each) => each === 0) / 2 : 0;
          const [up, down] = [total((each) => each > 0) + half, total((each) => each < 0) + half];
          const squares = ranks.reduce((sum, rank, i) => sum + (kept[i] === 0 ? 0 : rank ** 2), 0);
          if (squares === 0) return;
          const off = Math.max(0, Math.abs(up - down) / 2 - correction);
          const p = printed(pOfZ((2 * off) / Math.sqrt(squares)), digits, rounding);
          const value = {
            positive: up,
            negative: down,
            smaller: Math.min(up, down),
            difference: Math.abs(up - down),
          }[which];
          const asked = { kind: 'W', value: String(value), p, how: words };
          expect(isError(pairs(changes.length, asked), rounding)).toEqual([]);
        },
      ),
      { numRuns: 80 },
    );
  });
});

/** Ranks from 1, tied ones in the middle. */
function ranksOf(values: readonly number[]): number[] {
  return values.map(
    (value) =>
      values.filter((other) => other < value).length +
      (values.filter((other) => other === value).length + 1) / 2,
  );
}

describe('what no U or W can be', () => {
  const bounds = (study: Parameters<typeof checked>[0]) => findingsOf('value-bounds', study);

  it('is found by the numbers of patients', () => {
    const far = bounds(groups(10, 10, { kind: 'U', value: '170', p: '.04' }));
    expect(far).toMatchObject([{ verdict: 'impossible-as-entered', reported: '170' }]);
    expect(far[0]?.why).toBe(
      '10 and 10 patients make 10 × 10 = 100 pairs, and the sum of the ranks of one group is at most 155; printed is U = 170. What could explain it: another number of patients or a misprint.',
    );
    expect(bounds(groups(10, 10, { kind: 'U', value: '101', p: '.04' }))).toMatchObject([
      { verdict: 'unexplained' },
    ]);
    expect(bounds(groups(10, 10, { kind: 'U', value: '100', p: '.04' }))).toEqual([]);
    expect(bounds(groups(10, 10, { kind: 'W', value: '155', p: '.04' }))).toEqual([]);
    expect(bounds(pairs(20, { kind: 'W', value: '211', p: '.3' }))).toMatchObject([
      { verdict: 'impossible-as-entered' },
    ]);
    expect(bounds(pairs(20, { kind: 'W', value: '210', p: '.3' }))).toEqual([]);
  });

  it('has no p-value: the check of p says so', () => {
    const found = ofU(10, 10, { value: '170', p: '.04' });
    expect(found?.verdict).toBe('not-checkable');
    expect(found?.why).toContain('U = 170 is beyond what it can be');
  });
});

describe('the least p of a test of ranks, without U or W', () => {
  const fromSummary = (study: Parameters<typeof checked>[0]) =>
    findingsOf('p-from-summary', study)[0];

  it('is too large for some printed p-values of few patients', () => {
    // 1/70 exactly; z² ≤ 7, and R's pnorm(-sqrt(7)) is 0.004075.
    const found = fromSummary(groups(4, 4, { p: '<.001' }));
    expect(found?.verdict).toBe('inconsistent');
    expect(found?.why).toContain('cannot have p below 0.0040');
    expect(fromSummary(groups(4, 4, { p: '.004' }))?.verdict).toBe('not-checkable');
    expect(fromSummary(groups(4, 4, { p: '.003' }))?.verdict).toBe('inconsistent');
    expect(fromSummary(groups(50, 50, { p: '<.0001' }))?.verdict).toBe('not-checkable');
    expect(fromSummary(pairs(5, { p: '<.001' }))?.verdict).toBe('inconsistent');
    expect(fromSummary(pairs(5, { p: '.03' }))?.verdict).toBe('not-checkable');
  });

  it('says nothing where another method is named', () => {
    for (const how of [
      { test: 'Mann–Whitney U test, Monte Carlo' },
      { test: 'Kruskal–Wallis test' },
      { test: 'mixed model on ranks' },
    ]) {
      expect(fromSummary(groups(4, 4, { p: '<.001', how }))?.verdict).toBe('not-checkable');
    }
  });
});
