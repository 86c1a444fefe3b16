import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pOfFOver } from '../../src/checks/p-values/tail-spans.ts';
import { fTails } from '../../src/numeric/f.ts';
import { mean, sd } from './by-hand.ts';
import { findingsOf } from './study.ts';

const groups = (comparison: object) => {
  const rows = [
    { n: 12, mean: '5.10', sd: '1.20' },
    { n: 15, mean: '4.50', sd: '1.10' },
    { n: 20, mean: '3.20', sd: '2.20' },
  ];
  const ids = ['a', 'b', 'c'];
  const cohorts = ids.map((id, i) => [id, { of: 'all', n: rows[i]?.n }]);
  return {
    cohorts: { all: { n: 47 }, ...Object.fromEntries(cohorts) },
    measures: { m: { in: Object.fromEntries(ids.map((id, i) => [id, { v: rows[i] }])) } },
    comparisons: [{ measure: 'm', between: ids, at: 'v', ...comparison }],
  };
};
const how = { test: 'Welch ANOVA' };

// R 4.2.2, oneway.test on data with these means and SDs: F = 4.8735 with 2 and 28.151 df,
// p = 0.01522; with equal variances F = 5.3968 with 2 and 44 df, p = 0.008015.
it("gives R's p, F and degrees of freedom", () => {
  const p = (text: string) => findingsOf('p-from-summary', groups({ p: text, how }))[0];
  expect(p('.015')?.verdict).toBe('reproduced');
  expect(p('.015')?.why).toMatch(
    /^Welch's analysis of variance: F = 4\.87 with 2 and 28\.2 df, p = 0\.0152 /,
  );
  expect(p('.12')).toMatchObject({ verdict: 'inconsistent', decisionError: true });
  const test = (value: string, df: string) => ({
    tests: [{ kind: 'F', value, df: ['2', df], p: '.015' }],
    how,
  });
  const [statistic] = findingsOf('test-statistic', groups(test('4.87', '28.15')));
  expect(statistic?.verdict).toBe('reproduced');
  expect(findingsOf('test-statistic', groups(test('7.87', '28.15')))[0]?.verdict).toBe(
    'inconsistent',
  );
  const df = (text: string) =>
    findingsOf('df', groups(test('4.87', text))).map(({ verdict }) => verdict);
  expect(df('28.15')).toEqual(['reproduced', 'reproduced']);
  expect(df('28')).toEqual(['reproduced', 'reproduced']);
  expect(df('64.15')).toEqual(['reproduced', 'inconsistent']);
});

it('is named where the file says no more than ANOVA', () => {
  const [found] = findingsOf('p-from-summary', groups({ p: '.0152', how: { test: 'ANOVA' } }));
  expect(found?.verdict).toBe('unexplained');
  expect(found?.why).toContain("which is reproduced as Welch's analysis of variance");
  expect(findingsOf('p-from-summary', groups({ p: '.0152' }))[0]?.verdict).toBe('reproduced');
});

it('proves fractional degrees of freedom: F(1.7, 58.3) = 4.10 has p = 0.027 in R', () => {
  const p = (text: string) =>
    findingsOf('p-from-statistic', {
      comparisons: [
        {
          label: 'made up',
          tests: [{ kind: 'F', value: '4.10', df: ['1.7', '58.3'], p: text }],
          how: { test: 'ANOVA' },
        },
      ],
    })[0]?.verdict;
  expect(p('.027')).toBe('reproduced');
  expect(p('.20')).toBe('inconsistent');
});

it('has bounds that hold every tail of F over the degrees of freedom', () => {
  const df = fc.double({ min: 1, max: 80, noNaN: true });
  const wide = fc.double({ min: 0, max: 0.3, noNaN: true });
  const at = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      df,
      df,
      wide,
      wide,
      fc.double({ min: 0.01, max: 20, noNaN: true }),
      at,
      at,
      (...of) => {
        const [d1, d2, w1, w2, f, at1, at2] = of;
        const over = pOfFOver(
          { low: f, high: f },
          { low: d1, high: d1 * (1 + w1) },
          { low: d2, high: d2 * (1 + w2) },
        );
        const p = fTails(f, d1 * (1 + w1 * at1), d2 * (1 + w2 * at2)).upper;
        expect(p).toBeGreaterThanOrEqual(over.low);
        expect(p).toBeLessThanOrEqual(over.high);
      },
    ),
    { numRuns: 300 },
  );
});

it('never calls the p of complete data wrong', () => {
  const scores = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 3, maxLength: 15 });
  fc.assert(
    fc.property(fc.array(scores, { minLength: 3, maxLength: 5 }), (all) => {
      fc.pre(all.every((each) => sd(each) > 0));
      const k = all.length;
      const weights = all.map((each) => each.length / sd(each) ** 2);
      const total = weights.reduce((sum, w) => sum + w, 0);
      const grand =
        all.reduce((sum, each, i) => sum + (weights[i] as number) * mean(each), 0) / total;
      const scatter = all.reduce(
        (sum, each, i) => sum + (1 - (weights[i] as number) / total) ** 2 / (each.length - 1),
        0,
      );
      const between = all.reduce(
        (sum, each, i) => sum + (weights[i] as number) * (mean(each) - grand) ** 2,
        0,
      );
      const f = between / (k - 1) / (1 + ((2 * (k - 2)) / (k * k - 1)) * scatter);
      const p = fTails(f, k - 1, (k * k - 1) / (3 * scatter)).upper;
      const rows = all.map((each) => ({
        n: each.length,
        mean: mean(each).toFixed(1),
        sd: sd(each).toFixed(1),
      }));
      const ids = rows.map((_, i) => `g${i}`);
      const found = findingsOf('p-from-summary', {
        cohorts: Object.fromEntries(ids.map((id, i) => [id, { n: rows[i]?.n }])),
        measures: { m: { in: Object.fromEntries(ids.map((id, i) => [id, { v: rows[i] }])) } },
        comparisons: [{ measure: 'm', between: ids, at: 'v', p: p.toFixed(3), how }],
      });
      expect(found[0]?.level, p.toFixed(3)).not.toBe('error');
    }),
    { numRuns: 100 },
  );
});
