import * as of from '../figures.ts';
import { regression } from './fits.ts';
import { beforeAfter, type Json, type Pen, twoGroups, type Values, type Write } from './idiom.ts';

function groups(pen: Pen): readonly [Values, Values] {
  const { draw } = pen;
  const shift = 3 * draw.normal();
  return [pen.normals(draw.whole(5, 35), 40 + shift, 5), pen.normals(draw.whole(5, 35), 40, 6)];
}

export const standardized: Write = (pen) => {
  const { draw } = pen;
  const [a, b] = groups(pen);
  const [n, df] = [a.length + b.length, a.length + b.length - 2];
  const diff = of.mean(a) - of.mean(b);
  const ss = of.squares(a) + of.squares(b);
  const pooled = Math.sqrt(ss / df);
  const third = pen.normals(draw.whole(5, 30), 40, 9);
  const ofThree = Math.sqrt((ss + of.squares(third)) / (n + third.length - 3));
  const all: readonly (readonly [string, number, string, boolean])[] = [
    ['d', diff / pooled, 'pooled SD', true],
    ['d', diff / Math.sqrt(ss / n), 'pooled SD', true],

    ['d', diff / Math.sqrt((of.variance(a) + of.variance(b)) / 2), 'average SD', true],
    ['d', diff / ((of.sd(a) + of.sd(b)) / 2), 'mean of the two SDs', true],
    ['g', (diff / pooled) * of.hedgesApprox(df), 'pooled SD', true],
    ['g', (diff / pooled) * ((n - 3) / (n - 2.25)) * Math.sqrt((n - 2) / n), 'pooled SD', true],
    ['g', diff / pooled, 'pooled SD', true],
    ['smd', (diff / pooled) * of.hedgesApprox(df), 'pooled SD', true],
    ['glass-delta', diff / of.sd(b), 'SD of the control group', true],
    ['glass-delta', diff / of.sd(a), 'SD of the first group', true],
    [
      'glass-delta',
      (diff / of.sd(b)) * of.hedgesApprox(b.length - 1),
      'SD of the sham group',
      true,
    ],
    ['glass-delta', diff / of.sd(third), 'SD of the norm group', false],
    ['d', diff / ofThree, 'pooled SD of the three groups', false],
    ['d', diff / ofThree, 'square root of the mean square error', false],
    ['d', diff / ofThree, 'within-group SD', false],
    ['d', diff / ofThree, 'root mean square of the ANOVA', false],
    ['d', diff / of.sd([...a, ...b]), 'SD of all patients', false],
    ['d', diff / of.sd([...a, ...b]), 'total SD', false],
    ['d', diff / of.sd([...a, ...b]), 'overall SD', false],
    ['d', diff / of.sd([...a, ...b]), 'SD of the whole sample', false],
    ['d', diff / of.sd([...a, ...b]), 'SD of the pooled sample', false],
    ['d', diff / of.sd([...a, ...b]), 'SD of both groups combined', false],
    ['d', diff / 11, 'pooled baseline SD', false],
    ['d', diff / 11, 'pooled SD of the change', false],
    ['d', diff / 11, 'pooled SD at screening', false],
    ['d', diff / 11, 'pooled SD, corrected for clustering', false],
    ['d', diff / pooled / 0.9, 'pooled SD, corrected for reliability', false],
    ['d', diff / 11, 'pooled SD from previous trials', false],
    ['d', diff / 11, 'pooled within-centre SD', false],
  ];
  const [kind, value, standardizer, named] = draw.one(all);
  const turned = draw.one([1, 1, -1]);
  const size = draw.chance(0.3) ? Math.abs(value) : turned * value;
  return pen.done(
    twoGroups(pen, a, b, { effects: [{ kind, value: pen.text(size, 2), how: { standardizer } }] }),
    named,
  );
};

export const standardizedChange: Write = (pen) => {
  const { draw } = pen;
  const n = draw.whole(6, 40);
  const a = pen.normals(n, 40, 6);
  const b = a.map((x) => 0.7 * x + 8 + 4 * draw.normal());
  const d = b.map((x, i) => x - (a[i] as number));
  const [s1, s2, r] = [of.sd(a), of.sd(b), of.correlation(a, b)];
  const [m, s] = [of.mean(d), of.sd(d)];
  const j = draw.one([1, of.hedgesApprox(n - 1), 1 - 3 / (4 * (n - 1) - 1)]);
  const all: readonly (readonly [string, number, string, boolean])[] = [
    ['dz', m / s, 'SD of the change', true],
    ['dz', (m / s) * j, 'SD of the differences', true],
    ['d', m / s, 'SD of the change scores', true],
    ['d-av', m / ((s1 + s2) / 2), 'average SD', true],
    ['d-av', m / Math.sqrt((s1 ** 2 + s2 ** 2) / 2), 'average SD', true],
    ['d', m / Math.sqrt((s1 ** 2 + s2 ** 2) / 2), 'pooled SD', true],
    [
      'd-rm',
      (m / s) * Math.sqrt(2 * (1 - r)),
      'SD of the change, corrected for the correlation',
      true,
    ],
    ['glass-delta', m / s1, 'SD before', true],
    ['d', m / s1, 'baseline SD', true],
    ['g', (m / s1) * of.hedgesApprox(n - 1), 'SD at baseline', true],
    ['d', m / 12, 'SD of the normative sample', false],
    ['d', m / 12, 'baseline SD of both arms', false],
    ['d', m / 12, 'SD of change in stable patients', false],
  ];
  const [kind, value, standardizer, named] = draw.one(all);
  const shows = draw.chance(0.7);
  return pen.done(
    beforeAfter(pen, a, b, {
      n,
      ...(shows && {
        correlation: pen.text(r, 2),
        changeScore: { n, mean: pen.text(m, 1), sd: pen.text(s, 1) },
      }),
      effects: [{ kind, value: pen.text(draw.one([1, -1]) * value, 2), how: { standardizer } }],
    }),
    named,
  );
};

/** Adjusted estimates beside raw means. */
export const adjusted: Write = (pen) => {
  const { draw } = pen;
  const [a, b] = groups(pen);
  const y = [...a, ...b];
  const arm = [...a.map(() => 1), ...b.map(() => 0)];
  const fit = regression(y, [arm, y.map((v) => v / 3 + 2 * draw.normal())]);
  const [effect, se] = [fit.b[1] as number, fit.se[1] as number];
  const half = of.tCritical(0.95, fit.df) * se;
  const how = draw.one<Json>([
    { model: 'ANCOVA' },
    { model: 'linear regression', adjusted: ['baseline'] },
    { test: 'ANCOVA' },
    { test: 't test', note: 'adjusted for baseline' },
    { test: 't test', adjusted: ['baseline'] },
    { test: 'ANOVA with baseline as covariate' },
    { model: 'LS means' },
    { test: 't test of LS means' },
    { test: 't test of the least-squares means', interval: 't' },
    { test: 'ANOVA of adjusted means' },
    { test: 't test', note: 'estimated marginal means' },
    { note: 'adjusted', interval: 't' },
  ]);
  const pText = pen.p(fit.p[1] as number);
  return pen.done(
    twoGroups(pen, a, b, {
      difference: pen.text(effect, 2),
      ...(draw.chance(0.5) && { se: pen.text(se, 2) }),
      ci: [effect - half, effect + half].map((x) => pen.text(x, 2)),
      p: pText,
      tests: [
        draw.one<Json>([
          { kind: 't', value: pen.text(effect / se, 2), df: String(fit.df), p: pText },
          {
            kind: 'F',
            value: pen.text((effect / se) ** 2, 2),
            df: ['1', String(fit.df)],
            p: pText,
          },
        ]),
      ],
      effects: [{ kind: 'd', value: pen.text(effect / Math.sqrt(fit.variance), 2) }],
      how,
    }),
    false,
  );
};

/** A correlation that is none of Pearson's, with p and limits of its own. */
export const correlations: Write = (pen) => {
  const { draw } = pen;
  const n = draw.whole(8, 60);
  const x = pen.normals(n, 0, 1);
  const z = pen.normals(n, 0, 1);
  const y = x.map((v, i) => 0.4 * v + 0.5 * (z[i] as number) + draw.normal());
  const [rxy, rxz, ryz] = [of.correlation(x, y), of.correlation(x, z), of.correlation(y, z)];
  const partial = (rxy - rxz * ryz) / Math.sqrt((1 - rxz ** 2) * (1 - ryz ** 2));
  const rank = of.correlation(of.ranks(x), of.ranks(y));
  const pOf = (r: number, df: number) => of.tTwo(r * Math.sqrt(df / (1 - r * r)), df);
  const limits = (r: number, se: number) =>
    [-1, 1].map((s) => pen.text(Math.tanh(Math.atanh(r) + s * 1.959964 * se), 3));
  const [r, p, ci, how, named] = draw.one<readonly [number, number, string[], Json, boolean]>([
    [
      rxy,
      pOf(rxy, n - 2),
      limits(rxy, 1 / Math.sqrt(n - 3)),
      { correlation: 'Pearson', tails: 2, interval: 'Fisher z' },
      true,
    ],
    [
      partial,
      pOf(partial, n - 3),
      limits(partial, 1 / Math.sqrt(n - 4)),
      { correlation: 'partial', tails: 2, interval: 'Fisher z' },
      false,
    ],
    [
      partial,
      pOf(partial, n - 3),
      limits(partial, 1 / Math.sqrt(n - 4)),
      { correlation: 'Pearson', adjusted: ['age'], tails: 2, interval: 'Fisher z' },
      false,
    ],
    [
      partial,
      pOf(partial, n - 3),
      limits(partial, 1 / Math.sqrt(n - 4)),
      { correlation: 'Pearson partial correlation', tails: 2, interval: 'Fisher z' },
      false,
    ],
    [
      rank,
      pOf(rank, n - 2) * 1.1,
      limits(rank, 1.03 / Math.sqrt(n - 3)),
      { correlation: 'Spearman', tails: 2, interval: 'Fisher z' },
      false,
    ],
    [
      rank,
      pOf(rank, n - 2) * 1.1,
      limits(rank, Math.sqrt((1 + rank ** 2 / 2) / (n - 3))),
      { test: 'Spearman', tails: 2, interval: 'Fisher z' },
      false,
    ],
    [
      rxy,
      Math.min(1, 3 * pOf(rxy, n - 2)),
      limits(rxy, 1 / Math.sqrt(n - 3)),
      { correlation: 'Pearson', tails: 2, correction: 'Bonferroni' },
      false,
    ],
    [
      rxy,
      pOf(rxy, n - 2) * 1.2,
      limits(rxy, 1.2 / Math.sqrt(n - 3)),
      { correlation: 'Pearson', tails: 2, interval: 'bootstrap', note: 'permutation p-value' },
      false,
    ],
  ]);
  return pen.done(
    {
      cohorts: { all: { n } },
      correlations: [
        { label: 'age and score', cohort: 'all', n, r: pen.text(r, 3), p: pen.p(p), ci, how },
      ],
    },
    named,
  );
};

/** Statistics of other designs beside their p-values. */
export const statistics: Write = (pen) => {
  const { draw } = pen;
  const k = 3;
  const sets = Array.from({ length: k }, (_, i) =>
    pen.normals(draw.whole(4, 25), 20 + i, 2 + 3 * draw.unit()),
  );
  const f = of.anova(sets);
  // Welch's analysis of variance.
  const w = sets.map((each) => each.length / of.variance(each));
  const total = of.sum(w);
  const centre = of.sum(sets.map((each, i) => (w[i] as number) * of.mean(each))) / total;
  const slack = of.sum(
    sets.map((each, i) => (1 - (w[i] as number) / total) ** 2 / (each.length - 1)),
  );
  const welchF =
    of.sum(sets.map((each, i) => (w[i] as number) * (of.mean(each) - centre) ** 2)) /
    (k - 1) /
    (1 + (2 * (k - 2) * slack) / (k * k - 1));
  const df2 = (k * k - 1) / (3 * slack);
  const welchP = of.fUpper(welchF, k - 1, df2);
  const epsilon = 0.5 + 0.5 * draw.unit();
  const n = draw.whole(6, 25);
  const [d1, d2] = [2 * epsilon, 2 * (n - 1) * epsilon];
  const value = 0.5 + 5 * draw.unit();
  const gg = of.fUpper(value, d1, d2);
  const ids = ['a', 'b', 'c'];
  const [test, how, named] = draw.one<readonly [Json, Json, boolean]>([
    [
      { kind: 'F', value: pen.text(f.statistic, 2), df: f.df.map(String), p: pen.p(f.p) },
      { test: 'one-way ANOVA' },
      true,
    ],
    [
      { kind: 'F', value: pen.text(welchF, 2), df: ['2', pen.text(df2, 1)], p: pen.p(welchP) },
      { test: 'Welch’s ANOVA' },
      true,
    ],
    [
      { kind: 'F', value: pen.text(welchF, 2), df: ['2', pen.text(df2, 0)], p: pen.p(welchP) },
      { test: 'Welch’s ANOVA' },
      true,
    ],
    [
      { kind: 'F', value: pen.text(welchF, 2), df: ['2', pen.text(df2, 0)], p: pen.p(welchP) },
      { test: 'one-way ANOVA', variances: 'unequal' },
      true,
    ],
    [
      { kind: 'F', value: pen.text(value, 2), df: ['2', String(2 * (n - 1))], p: pen.p(gg) },
      { test: 'repeated measures ANOVA', correction: 'Greenhouse–Geisser' },
      false,
    ],
    [
      { kind: 'F', value: pen.text(value, 2), df: ['2', String(2 * (n - 1))], p: pen.p(gg) },
      { test: 'repeated measures ANOVA' },
      false,
    ],
    [
      { kind: 'F', value: pen.text(value, 2), df: ['2', String(2 * (n - 1))], p: pen.p(gg) },
      { test: 'ANOVA', note: 'Greenhouse–Geisser correction' },
      false,
    ],
    [
      {
        kind: 'F',
        value: pen.text(value, 2),
        df: [pen.text(d1, 2), pen.text(d2, 2)],
        p: pen.p(gg),
      },
      { test: 'repeated measures ANOVA (Greenhouse–Geisser)' },
      false,
    ],
    [
      {
        kind: 'F',
        value: pen.text(value, 2),
        df: [pen.text(d1, 0), pen.text(d2, 0)],
        p: pen.p(gg),
      },
      {},
      false,
    ],
    [
      {
        kind: 'F',
        value: pen.text(f.statistic, 2),
        df: f.df.map(String),
        p: pen.p(Math.min(1, 4 * f.p)),
      },
      { test: 'one-way ANOVA with FDR correction' },
      false,
    ],
    [
      {
        kind: 't',
        value: pen.text(2.1, 2),
        df: String(f.df[1]),
        p: pen.p(Math.min(1, 3 * of.tTwo(2.1, f.df[1] as number))),
      },
      { test: 'post hoc t test' },
      false,
    ],
  ]);
  return pen.done(
    {
      cohorts: {
        all: { n: of.sum(sets.map((each) => each.length)) },
        ...Object.fromEntries(sets.map((each, i) => [ids[i], { of: 'all', n: each.length }])),
      },
      measures: {
        score: {
          in: Object.fromEntries(sets.map((each, i) => [ids[i], { end: pen.summary(each, 2) }])),
        },
      },
      comparisons: [
        {
          measure: 'score',
          between: ids,
          at: 'end',
          tests: [test],
          ...(Object.keys(how).length > 0 && { how }),
        },
      ],
    },
    named,
  );
};
