import * as of from '../figures.ts';
import { beforeAfter, type Json, type Values, type Write } from './idiom.ts';

const sorted = (values: Values): number[] => [...values].sort((a, b) => a - b);

/** The nine definitions of Hyndman and Fan. */
function quantile(values: Values, p: number, type: number): number {
  const x = sorted(values);
  const n = x.length;
  const at = (i: number) => x[Math.min(n, Math.max(1, i)) - 1] as number;
  if (type <= 3) {
    const h = n * p + (type === 3 ? -0.5 : 0);
    const j = Math.floor(h + 1e-9);
    const g = h - j;
    const whole = Math.abs(g) < 1e-9;
    if (type === 1) return whole ? at(j) : at(j + 1);
    if (type === 2) return whole ? (at(j) + at(j + 1)) / 2 : at(j + 1);
    return whole && j % 2 === 0 ? at(j) : at(j + 1);
  }
  const h = [
    n * p,
    n * p + 0.5,
    (n + 1) * p,
    (n - 1) * p + 1,
    (n + 1 / 3) * p + 1 / 3,
    (n + 0.25) * p + 0.375,
  ][type - 4] as number;
  const j = Math.floor(h + 1e-9);
  return at(j) + Math.max(0, h - j) * (at(j + 1) - at(j));
}

/** Median and quartiles of scores by every definition, under the names that programs give them. */
export const quartiles: Write = (pen) => {
  const { draw } = pen;
  const top = draw.one([4, 5, 10, 20]);
  const values = pen.scores(draw.whole(4, 40), 0, top);
  const [type, words, named] = draw.one<readonly [number, string | null, boolean]>([
    [1, 'R type 1', false],
    [3, 'R type 3', false],
    [4, 'R type 4', false],
    [8, 'R type 8', false],
    [9, 'R type 9', false],
    [2, 'R type 2', true],
    [5, 'R type 5', true],
    [6, 'R type 6', true],
    [7, 'R type 7', true],
    [2, 'SAS type 5', true],
    [2, 'SAS PCTLDEF=5', true],
    [6, 'SAS type 4', true],
    [3, 'SAS type 2', false],
    [1, 'SAS type 3', false],
    [6, 'SPSS', true],
    [7, 'Excel QUARTILE.INC', true],
    [6, 'Excel QUARTILE.EXC', true],
    [2, null, true],
    [6, null, true],
    [7, null, true],
    [5, null, true],
    [8, null, true],
    [9, null, true],
  ]);
  const [q1, q2, q3] = [0.25, 0.5, 0.75].map((p) => quantile(values, p, type)) as [
    number,
    number,
    number,
  ];
  return pen.done(
    {
      cohorts: { all: { n: values.length } },
      scales: { scale: { min: 0, max: top, step: 1, stepSource: 'manual' } },
      measures: {
        score: {
          scale: 'scale',
          cohort: 'all',
          n: values.length,
          ...(draw.chance(0.7) && {
            mean: pen.text(of.mean(values), 2),
            sd: pen.text(of.sd(values), 2),
          }),
          median: pen.text(q2, 2),
          iqr: [pen.text(q1, 2), pen.text(q3, 2)],
          ...(draw.chance(0.5) && {
            range: [String(Math.min(...values)), String(Math.max(...values))],
          }),
          ...(draw.chance(0.2) && { iqrWidth: pen.text(q3 - q1, 2) }),
          ...(words !== null && { how: { quartiles: words } }),
        },
      },
    },
    named,
  );
};

/** Medians between two scores: of grouped data, by interpolation in the class of the median. */
export const groupedMedian: Write = (pen) => {
  const { draw } = pen;
  const values = pen.scores(draw.whole(10, 60), 1, 5);
  const middle = quantile(values, 0.5, 2);
  const m = Math.floor(middle);
  const [below, within] = [
    values.filter((x) => x < m).length,
    values.filter((x) => x === m).length,
  ];
  if (within === 0) return null;
  const median = m - 0.5 + (values.length / 2 - below) / within;
  if (median < 1 || median > 5) return null;
  const how = draw.one<Json>([
    { note: 'median of grouped data' },
    { average: 'interpolated median' },
    { quartiles: 'interpolated within classes' },
  ]);
  return pen.done(
    {
      cohorts: { all: { n: values.length } },
      scales: { scale: { min: 1, max: 5, step: 1, stepSource: 'manual' } },
      measures: {
        score: {
          scale: 'scale',
          cohort: 'all',
          n: values.length,
          mean: pen.text(of.mean(values), 2),
          sd: pen.text(of.sd(values), 2),
          median: pen.text(median, 2),
          how,
        },
      },
    },
    false,
  );
};

/** What is printed for a visit on a scale is not of plain scores of its patients. */
export const notOfPlainScores: Write = (pen) => {
  const { draw } = pen;
  const n = draw.whole(6, 40);
  const [low, high] = draw.one([
    [1, 5],
    [0, 10],
    [0, 4],
  ] as const);
  const values = pen.scores(n, low, high);
  const filled = values.map((x) =>
    draw.chance(0.3) ? Math.min(high, Math.max(low, x + 0.37 * draw.normal())) : x,
  );
  const weights = values.map(() => 0.5 + draw.unit());
  const weighted = of.sum(values.map((x, i) => x * (weights[i] as number))) / of.sum(weights);
  const cut = sorted(values).slice(1, -1);
  const [m, s, how] = draw.one<readonly [number, number, Json]>([
    [of.mean(filled), of.sd(filled), { missing: 'multiple imputation' }],
    [
      of.mean(filled),
      of.sd(filled),
      { missing: 'missing items replaced by the mean of the others' },
    ],
    [of.mean(filled), of.sd(filled), { missing: 'expectation maximization' }],
    [of.mean(filled), of.sd(filled), { missing: 'regression' }],
    [of.mean(filled), of.sd(filled), { missing: 'mean substitution' }],
    [of.mean(filled), of.sd(filled), { missing: 'hot deck and averaging' }],
    [of.mean(filled), of.sd(filled), { missing: 'MICE' }],
    [of.mean(values) + 0.13, of.sd(values), { adjusted: ['baseline'] }],
    [of.mean(values) + 0.13, of.sd(values), { model: 'MMRM' }],
    [of.mean(values) + 0.13, of.sd(values), { note: 'least-squares means' }],
    [of.mean(values) + 0.13, of.sd(values), { note: 'adjusted for age' }],
    [of.mean(values) + 0.13, of.sd(values), { note: 'estimated marginal means' }],
    [weighted, of.sd(values), { note: 'weighted by inverse probability' }],
    [of.mean(cut.slice(1)), of.sd(cut), { note: 'trimmed mean' }],
    [of.mean(cut.slice(1)), of.sd(cut), { average: 'trimmed' }],
    [of.mean(cut), of.sd(cut), { set: 'per protocol' }],
    [of.mean(cut), of.sd(cut), { set: 'without two outliers' }],
    [of.mean(cut), of.sd(cut), { missing: 'available cases' }],
    [of.mean(cut), of.sd(cut), { missing: 'two scores missing' }],
  ]);
  if (m < low || m > high) return null;
  return pen.done(
    {
      cohorts: { all: { n } },
      scales: { scale: { min: low, max: high, step: 1, stepSource: 'manual' } },
      measures: {
        score: {
          scale: 'scale',
          cohort: 'all',
          ...(draw.chance(0.7) && { n: m === of.mean(cut) ? cut.length : n }),
          mean: pen.text(m, 2),
          sd: pen.text(s, 2),
          how,
        },
      },
    },
    false,
  );
};

/** Sums and means of items, rescaled to 0–100, halves, two raters; with the step that they have. */
export const rescaled: Write = (pen) => {
  const { draw } = pen;
  const n = draw.whole(5, 50);
  const raw = Array.from({ length: n }, () => of.sum(pen.scores(10, 1, 5)));
  const [values, min, max, step, digits] = draw.one<
    readonly [Values, number, number, number, number]
  >([
    [raw, 10, 50, 1, 1],
    [raw.map((x) => ((x - 10) / 40) * 100), 0, 100, 2.5, 1],
    [raw.map((x) => x / 10), 1, 5, 0.1, 2],
    [raw.map((x) => x / 2), 5, 25, 0.5, 1],
    [raw.map((x) => x * 10), 100, 500, 10, 0],
  ]);
  const cohorts = { all: { n } };
  const scale = { min, max, step, stepSource: 'manual' };
  return pen.done(
    {
      cohorts,
      scales: { scale },
      measures: {
        score: {
          scale: 'scale',
          cohort: 'all',
          n,
          mean: pen.text(of.mean(values), digits),
          [draw.one(['sd', 'spread'])]: pen.text(of.sd(values), draw.whole(1, 2)),
          median: pen.text(quantile(values, 0.5, 2), digits),
          range: [pen.text(Math.min(...values), digits), pen.text(Math.max(...values), digits)],
        },
      },
    },
    true,
  );
};

/** Percent changes in all their meanings. */
export const improvements: Write = (pen) => {
  const { draw } = pen;
  const n = draw.whole(6, 40);
  const before = pen.scores(n, 12, 30);
  const after = before.map((x) => Math.max(0, Math.round(x * (0.3 + 0.6 * draw.unit()))));
  const [a, b] = [of.mean(before), of.mean(after)];
  const [ma, mb] = [quantile(before, 0.5, 2), quantile(after, 0.5, 2)];
  const single = before.map((x, i) => (100 * (x - (after[i] as number))) / x);
  const geometric = (v: Values) => Math.exp(of.mean(v.map((x) => Math.log(x + 1))));
  const [value, average, named] = draw.one<readonly [number, string | null, boolean]>([
    [(100 * (a - b)) / a, 'of group means', true],
    [(100 * (a - b)) / a, 'of the means', true],
    [(100 * (b - a)) / a, 'of group means', true],
    [of.mean(single), 'of patients’ percentages', false],
    [of.mean(single), 'mean of individual percent changes', false],
    [of.mean(single), null, false],
    [quantile(single, 0.5, 2), 'median of patients’ percentages', false],
    [(100 * (ma - mb)) / ma, 'of group medians', false],
    [(100 * (ma - mb)) / ma, 'of the medians', false],
    [
      (100 * (geometric(before) - geometric(after))) / geometric(before),
      'of geometric means',
      false,
    ],
    [(100 * (a - b)) / a - 4, 'of adjusted group means', false],
    [(100 * (a - b)) / a - 4, 'of least-squares means', false],
    [(100 * (a - b)) / a - 9, 'of group means, minus that of placebo', false],
    [(100 * (a - b)) / a - 9, 'of group means, placebo-subtracted', false],
    [(100 * (a - b)) / ((a + b) / 2), 'of group means, relative to their average', false],
  ]);
  const digits = draw.whole(0, 1);
  const parts = beforeAfter(
    pen,
    before,
    after,
    {
      n,
      improvement: `${pen.text(value, digits)}%`,
      ...(draw.chance(0.4) && { claim: 'improved' }),
      ...(average !== null && { how: { average } }),
    },
    { min: 0, max: 30, step: 1, stepSource: 'manual', better: 'lower' },
  );
  return pen.done(parts, named);
};

/** Changes of those at both visits beside the figures of all who came; adjusted changes. */
export const changes: Write = (pen) => {
  const { draw } = pen;
  const n = draw.whole(10, 40);
  const before = pen.normals(n, 30, 6);
  const after = before.map((x) => (draw.chance(0.2) ? null : 0.6 * x + 6 + 3 * draw.normal()));
  const back = after.flatMap((x, i) => (x === null ? [] : [[before[i] as number, x] as const]));
  if (back.length < 4) return null;
  const d = back.map(([x, y]) => y - x);
  const t = of.mean(d) / of.se(d);
  const carried = before.map((x, i) => (after[i] ?? x) - x);
  const [values, how] = draw.one<readonly [Values, Json]>([
    [d, { test: 'paired t test' }],
    [d, { test: 'paired t test', missing: 'complete cases' }],
    [d, {}],
    [carried, { test: 'paired t test', missing: 'last observation carried forward' }],
    [carried, { test: 'paired t test', set: 'intention to treat' }],
    [carried, { missing: 'LOCF' }],
    [d, { test: 'paired t test', note: 'of completers' }],
  ]);
  const half = of.tCritical(0.95, values.length - 1) * of.se(values);
  const p = pen.p(of.tTwo(of.mean(values) / of.se(values), values.length - 1));
  const shown = draw.chance(0.5);
  return pen.done(
    {
      cohorts: { all: { n } },
      measures: {
        score: {
          cohort: 'all',
          at: {
            before: {
              ...(draw.chance(0.5) && { n }),
              mean: pen.text(of.mean(before), 1),
              sd: pen.text(of.sd(before), 1),
            },
            after: {
              ...(draw.chance(0.5) && { n: back.length }),
              mean: pen.text(of.mean(back.map(([, y]) => y)), 1),
              sd: pen.text(of.sd(back.map(([, y]) => y)), 1),
            },
          },
        },
      },
      comparisons: [
        {
          measure: 'score',
          from: 'before',
          to: 'after',
          p,
          difference: pen.text(of.mean(values), 1),
          ...(shown && {
            changeScore: { mean: pen.text(of.mean(values), 1), sd: pen.text(of.sd(values), 1) },
          }),
          ci: [of.mean(values) - half, of.mean(values) + half].map((x) => pen.text(x, 1)),
          tests: [
            {
              kind: 't',
              value: pen.text(values === d ? t : of.mean(values) / of.se(values), 2),
              df: String(values.length - 1),
              p,
            },
          ],
          ...(Object.keys(how).length > 0 && { how }),
        },
      ],
    },
    false,
  );
};

/** Limits printed from the smaller to the larger fall, of improvements as positive numbers. */
export const turnedLimits: Write = (pen) => {
  const { draw } = pen;
  const n = draw.whole(6, 40);
  const a = pen.normals(n, 30, 5);
  const b = a.map((x) => 0.7 * x + 2 + 3 * draw.normal());
  const d = b.map((x, i) => x - (a[i] as number));
  const half = of.tCritical(0.95, n - 1) * of.se(d);
  const [m, low, high] = [of.mean(d), of.mean(d) - half, of.mean(d) + half].map((x) =>
    pen.text(x, 2),
  ) as [string, string, string];
  const plus = (x: string) => (x.startsWith('-') ? x.slice(1) : `-${x}`);
  const [difference, ci] = draw.one<readonly [string, string[]]>([
    [m, [low, high]],
    [m, [high, low]],
    [plus(m), [plus(high), plus(low)]],
    [plus(m), [low, high]],
    [plus(m), [high, low]],
    [m, [plus(high), plus(low)]],
  ]);
  const how = draw.one<Json>([
    {},
    { how: { test: 'paired t test' } },
    { how: { test: 'paired t test', interval: 't' } },
  ]);
  const effects = draw.chance(0.3)
    ? { effects: [{ kind: 'md', value: difference, ci }] }
    : { difference, ci };
  return pen.done(
    beforeAfter(pen, a, b, { n, ...effects, p: pen.p(of.pairedT(a, b).p), ...how }),
    false,
  );
};

/** Correlation tables: of everyone, of each pair's own patients, and partial ones. */
export const correlationTables: Write = (pen) => {
  const { draw } = pen;
  const k = draw.whole(3, 5);
  const n = draw.whole(4, 12);
  const common = pen.normals(n, 0, 1);
  const gaps = draw.one(['none', 'pairwise', 'partial'] as const);
  const columns = Array.from({ length: k }, () => common.map((x) => x + draw.normal()));
  const present = columns.map((column) =>
    column.map(() => gaps !== 'pairwise' || draw.chance(0.7)),
  );
  const r = (i: number, j: number): number => {
    const rows = common.map((_, at) => at).filter((at) => present[i]?.[at] && present[j]?.[at]);
    const take = (c: number) => rows.map((at) => columns[c]?.[at] as number);
    return rows.length < 3 ? 0 : of.correlation(take(i), take(j));
  };
  const partial = (i: number, j: number): number => {
    const others = Array.from({ length: k }, (_, c) => c).filter((c) => c !== i && c !== j);
    const z = others[0] as number;
    return (r(i, j) - r(i, z) * r(j, z)) / Math.sqrt((1 - r(i, z) ** 2) * (1 - r(j, z) ** 2));
  };
  const table = columns.map((_, i) =>
    Array.from({ length: i }, (__, j) => pen.text(gaps === 'partial' ? partial(i, j) : r(i, j), 2)),
  );
  const how =
    gaps === 'partial'
      ? { how: { correlation: 'partial' } }
      : gaps === 'pairwise'
        ? { how: { missing: 'pairwise deletion' } }
        : {};
  return pen.done(
    {
      cohorts: { all: { n } },
      correlations: [
        { label: 'table', cohort: 'all', variables: columns.map((_, i) => `v${i}`), table, ...how },
      ],
    },
    gaps === 'none',
  );
};
