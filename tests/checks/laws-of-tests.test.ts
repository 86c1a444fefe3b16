import fc from 'fast-check';
import { expect, it } from 'vitest';
import { roundings } from '../../src/numeric/decimal.ts';
import {
  chiSquare,
  correlation,
  criticalT,
  fisher,
  mcnemarExact,
  mean,
  pOfF2,
  pOfT,
  pOfZ,
  printed,
  sd,
} from './by-hand.ts';
import { checked } from './study.ts';

// Data sets drawn at random, their own figures computed by other code and rounded: all of them pass.

const rule = fc.constantFrom(...roundings.filter((each) => each !== 'any'));
const decimals = fc.integer({ min: 1, max: 3 });
const scores = (least: number, most: number) =>
  fc.array(fc.integer({ min: 0, max: 30 }), { minLength: least, maxLength: most });
const spread = (values: readonly number[]) => sd(values) > 0.3;

/** Checks the study both as a file that names the methods and as one that does not. */
function expectAllToPass(
  parts: (how: boolean) => Readonly<Record<string, unknown>>,
  rounding: (typeof roundings)[number],
): void {
  for (const how of [true, false]) {
    const shows = checked(parts(how), { rounding }).findings.filter(
      ({ level }) => level === 'warning' || level === 'error',
    );
    expect(shows.map(({ check, label, reported, why }) => [check, label, reported, why])).toEqual(
      [],
    );
  }
}

const named = (how: boolean, words: object) => (how ? { how: words } : {});

it('passes two groups with their t tests, intervals, differences, d and degrees of freedom', () => {
  const group = scores(4, 25).filter(spread);
  fc.assert(
    fc.property(group, group, decimals, rule, fc.boolean(), (xs, ys, d, rounding, welch) => {
      const [n1, n2] = [xs.length, ys.length];
      const [m1, m2, s1, s2] = [mean(xs), mean(ys), sd(xs), sd(ys)];
      const df1 = n1 + n2 - 2;
      const pooled = Math.sqrt(((n1 - 1) * s1 ** 2 + (n2 - 1) * s2 ** 2) / df1);
      const [v1, v2] = [s1 ** 2 / n1, s2 ** 2 / n2];
      const df = welch ? (v1 + v2) ** 2 / (v1 ** 2 / (n1 - 1) + v2 ** 2 / (n2 - 1)) : df1;
      const se = welch ? Math.sqrt(v1 + v2) : pooled * Math.sqrt(1 / n1 + 1 / n2);
      const t = (m1 - m2) / se;
      const half = criticalT(0.95, df) * se;
      const text = (value: number, more = 0) => printed(value, d + more, rounding);
      const p = text(pOfT(t, df), 1);
      const summary = (n: number, m: number, s: number) => ({ n, mean: text(m), sd: text(s) });
      expectAllToPass(
        (how) => ({
          cohorts: { all: { n: n1 + n2 }, a: { of: 'all', n: n1 }, b: { of: 'all', n: n2 } },
          measures: {
            m: { in: { a: { v: summary(n1, m1, s1) }, b: { v: summary(n2, m2, s2) } } },
          },
          comparisons: [
            {
              measure: 'm',
              between: ['a', 'b'],
              at: 'v',
              difference: text(m1 - m2),
              ci: [text(m1 - m2 - half), text(m1 - m2 + half)],
              level: 0.95,
              p,
              tests: [{ kind: 't', value: text(t), df: welch ? text(df) : String(df1), p }],
              effects: [
                {
                  kind: 'd',
                  value: text((m1 - m2) / pooled),
                  ...named(how, { standardizer: 'pooled SD' }),
                },
              ],
              ...named(how, { test: 't test', variances: welch ? 'unequal' : 'equal', tails: 2 }),
            },
          ],
        }),
        rounding,
      );
    }),
    { numRuns: 25 },
  );
});

it('passes two visits with their paired test, change, its SD, interval, correlation and improvement', () => {
  const pairs = fc
    .array(fc.tuple(fc.integer({ min: 5, max: 40 }), fc.integer({ min: 0, max: 30 })), {
      minLength: 5,
      maxLength: 25,
    })
    .filter(
      (all) =>
        spread(all.map(([x]) => x)) &&
        spread(all.map(([, y]) => y)) &&
        spread(all.map(([x, y]) => x - y)),
    );
  fc.assert(
    fc.property(pairs, decimals, rule, fc.boolean(), (all, d, rounding, withR) => {
      const [before, after] = [all.map(([x]) => x), all.map(([, y]) => y)];
      const change = after.map((y, i) => y - (before[i] as number));
      const n = all.length;
      const [m, s] = [mean(change), sd(change)];
      const se = s / Math.sqrt(n);
      const half = criticalT(0.95, n - 1) * se;
      const text = (value: number, more = 0) => printed(value, d + more, rounding);
      const p = text(pOfT(m / se, n - 1), 1);
      const improvement = (100 * (mean(before) - mean(after))) / mean(before);
      const visit = (values: readonly number[]) => ({
        n,
        mean: text(mean(values)),
        sd: text(sd(values)),
      });
      expectAllToPass(
        (how) => ({
          cohorts: { all: { n } },
          measures: { m: { cohort: 'all', at: { before: visit(before), after: visit(after) } } },
          comparisons: [
            {
              measure: 'm',
              from: 'before',
              to: 'after',
              difference: text(m),
              ci: [text(m - half), text(m + half)],
              level: 0.95,
              p,
              improvement: `${text(improvement)}%`,
              ...(withR
                ? { correlation: text(correlation(before, after), 1) }
                : { changeScore: { n, mean: text(m), sd: text(s) } }),
              tests: [{ kind: 't', value: text(m / se), df: String(n - 1), p }],
              effects: [{ kind: 'dz', value: text(m / s) }],
              ...named(how, { test: 'paired t test', tails: 2, average: 'of group means' }),
            },
          ],
        }),
        rounding,
      );
    }),
    { numRuns: 25 },
  );
});

it('passes three groups with their analysis of variance', () => {
  const group = scores(3, 12).filter(spread);
  fc.assert(
    fc.property(group, group, group, decimals, rule, (xs, ys, zs, d, rounding) => {
      const groups = [xs, ys, zs];
      const total = xs.length + ys.length + zs.length;
      const grand = mean(groups.flat());
      const between =
        groups.reduce((sum, each) => sum + each.length * (mean(each) - grand) ** 2, 0) / 2;
      const within =
        groups.reduce((sum, each) => sum + (each.length - 1) * sd(each) ** 2, 0) / (total - 3);
      const f = between / within;
      const text = (value: number, more = 0) => printed(value, d + more, rounding);
      const p = text(pOfF2(f, total - 3), 1);
      const ids = ['a', 'b', 'c'];
      expectAllToPass(
        (how) => ({
          cohorts: {
            all: { n: total },
            ...Object.fromEntries(ids.map((id, i) => [id, { of: 'all', n: groups[i]?.length }])),
          },
          measures: {
            m: {
              in: Object.fromEntries(
                ids.map((id, i) => {
                  const values = groups[i] as number[];
                  return [
                    id,
                    { v: { n: values.length, mean: text(mean(values)), sd: text(sd(values)) } },
                  ];
                }),
              ),
            },
          },
          comparisons: [
            {
              measure: 'm',
              between: ids,
              at: 'v',
              p,
              tests: [{ kind: 'F', value: text(f), df: ['2', String(total - 3)], p }],
              ...named(how, { test: 'one-way ANOVA' }),
            },
          ],
        }),
        rounding,
      );
    }),
    { numRuns: 25 },
  );
});

it('passes two counts with χ², Yates, Fisher, their ratios and differences', () => {
  const count = fc.tuple(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 2, max: 40 }));
  const counts = fc
    .tuple(count, count)
    .filter(([[y1, x1], [y2, x2]]) => x1 + x2 > 0 && y1 + y2 > 0);
  fc.assert(
    fc.property(
      counts,
      decimals,
      rule,
      fc.integer({ min: 0, max: 2 }),
      ([[x1, y1], [x2, y2]], d, rounding, which) => {
        const [n1, n2] = [x1 + y1, x2 + y2];
        const text = (value: number, more = 0) => printed(value, d + more, rounding);
        const chi = chiSquare(x1, n1, x2, n2, which === 1);
        const p = which === 2 ? fisher(x1, n1, x2, n2) : pOfZ(Math.sqrt(chi));
        const or = (x1 * y2) / (x2 * y1);
        const half = 1.959963984540054 * Math.sqrt(1 / x1 + 1 / y1 + 1 / x2 + 1 / y2);
        const ends = [or * Math.exp(-half), or * Math.exp(half)].map((end) => text(end)) as [
          string,
          string,
        ];
        const test = [
          'chi-square test',
          "chi-square test with Yates' correction",
          "Fisher's exact test",
        ][which];
        const correction = which === 0 ? { correction: 'none' } : {};
        // A ratio printed as 0.0 has no logarithm; papers then print more digits.
        fc.pre(!/^0\.0*$/.test(ends[0]) && !/^0\.0*$/.test(text(or)));
        expectAllToPass(
          (how) => ({
            cohorts: {
              all: { n: n1 + n2 },
              a: { of: 'all', n: n1 },
              b: { of: 'all', n: n2 },
              ax: { of: 'a', n: x1 },
              bx: { of: 'b', n: x2 },
            },
            comparisons: [
              {
                events: ['ax', 'bx'],
                p: text(p, 1),
                effects: [
                  {
                    kind: 'or',
                    value: text(or),
                    ci: ends,
                    level: 0.95,
                    ...named(how, { interval: 'Woolf' }),
                  },
                  { kind: 'rr', value: text(x1 / n1 / (x2 / n2)) },
                  { kind: 'rd', value: text(100 * (x1 / n1 - x2 / n2)) },
                ],
                ...named(how, { test, ...correction, tails: 2 }),
              },
            ],
          }),
          rounding,
        );
      },
    ),
    { numRuns: 40 },
  );
});

it('passes two counts of the same patients with McNemar’s exact test', () => {
  const four = fc
    .tuple(...[20, 12, 12, 20].map((max) => fc.integer({ min: 0, max })))
    .filter(([, b, c]) => (b as number) + (c as number) > 0);
  fc.assert(
    fc.property(four, rule, (cells, rounding) => {
      const [a, b, c, d] = cells as [number, number, number, number];
      const p = printed(mcnemarExact(b, c), 4, rounding);
      expectAllToPass(
        (how) => ({
          cohorts: {
            all: { n: a + b + c + d },
            x: { of: 'all', n: a + b },
            y: { of: 'all', n: a + c },
          },
          comparisons: [
            {
              events: ['x', 'y'],
              p,
              ...named(how, { test: 'exact McNemar test', exact: true, tails: 2 }),
            },
          ],
        }),
        rounding,
      );
    }),
    { numRuns: 25 },
  );
});

it('passes statistics with their own p-values', () => {
  const statistic = fc.double({ min: 0.05, max: 9, noNaN: true });
  fc.assert(
    fc.property(
      statistic,
      fc.integer({ min: 2, max: 200 }),
      decimals,
      rule,
      (value, df, d, rounding) => {
        const text = (x: number, more = 0) => printed(x, d + more, rounding);
        const r = value / Math.sqrt(value ** 2 + df);
        const test = (
          kind: string,
          at: number,
          dfs: string | readonly string[] | undefined,
          p: number,
        ) => ({
          kind,
          value: text(at),
          ...(dfs && { df: dfs }),
          p: text(p, 1),
          tails: 2,
        });
        expectAllToPass(
          () => ({
            comparisons: [
              test('t', value, String(df), pOfT(value, df)),
              test('z', value, undefined, pOfZ(value)),
              test('r', r, String(df), pOfT(value, df)),
              test('F', value, ['2', String(df)], pOfF2(value, df)),
              test('chi2', value, '2', Math.exp(-value / 2)),
              test('chi2', value, '1', pOfZ(Math.sqrt(value))),
            ].map((each, i) => ({ label: `test ${i}`, tests: [each] })),
          }),
          rounding,
        );
      },
    ),
    { numRuns: 25 },
  );
});
