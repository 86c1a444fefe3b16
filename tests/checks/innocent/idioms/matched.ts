import * as of from '../figures.ts';
import type { Json, Pen, Values, Write } from './idiom.ts';

/** The same patients in two cohorts: a crossover trial, two eyes, matched pairs. */
function matched(
  pen: Pen,
  a: Values,
  b: Values,
  comparison: Json,
  more: { readonly n?: boolean } = {},
): Json {
  const n = a.length;
  const summary = (values: Values) => {
    const { n: own, ...rest } = pen.summary(values, 2) as { n: number };
    return { ...(more.n !== false && { n: own }), ...rest };
  };
  return {
    cohorts: { all: { n }, active: { of: 'all', n }, placebo: { of: 'all', n } },
    measures: { score: { in: { active: { end: summary(a) }, placebo: { end: summary(b) } } } },
    comparisons: [{ measure: 'score', between: ['active', 'placebo'], at: 'end', ...comparison }],
  };
}

function twoPeriods({ draw, normals }: Pen, pen: Pen): readonly [Values, Values] {
  const a = normals.call(pen, draw.whole(5, 30), 20, 5);
  return [a, a.map((x) => 0.8 * x + 3 + 2 * draw.normal())];
}

export const crossover: Write = (pen) => {
  const { draw } = pen;
  const [a, b] = twoPeriods(pen, pen);
  const n = a.length;
  const t = of.pairedT(b, a);
  const half = of.tCritical(0.95, n - 1) * (t.se as number);
  const diff = of.mean(a) - of.mean(b);
  const change = a.map((x, i) => x - (b[i] as number));
  const effects = [{ kind: 'dz', value: pen.text(of.mean(change) / of.sd(change), 2) }];
  const test = draw.one([
    'paired t test',
    'Student’s paired t-test',
    't test for dependent samples',
  ]);
  return pen.done(
    matched(
      pen,
      a,
      b,
      {
        ...(draw.chance(0.3) && { n }),
        p: pen.p(t.p),
        ...(draw.chance(0.6) && { difference: pen.text(diff, 2) }),
        ...(draw.chance(0.5) && { ci: [diff - half, diff + half].map((x) => pen.text(x, 2)) }),
        ...(draw.chance(0.5) && {
          tests: [{ kind: 't', value: pen.text(t.statistic, 2), df: String(n - 1), p: pen.p(t.p) }],
        }),
        ...(draw.chance(0.3) && { effects }),
        how: {
          test,
          ...(draw.chance(0.5) && { interval: 't' }),
          ...(draw.chance(0.3) && { tails: 2 }),
        },
      },
      { n: draw.chance(0.5) },
    ),
    true,
  );
};

/** The same, where the file says nothing or names another method. */
export const crossoverByOthers: Write = (pen) => {
  const { draw } = pen;
  const [a, b] = twoPeriods(pen, pen);
  const t = of.pairedT(b, a);
  const half = of.tCritical(0.95, a.length - 1) * (t.se as number);
  const diff = of.mean(a) - of.mean(b);
  const how = draw.one<Json>([
    {},
    { how: { model: 'mixed model with period and sequence' } },
    { how: { test: 'repeated measures ANOVA' } },
    { how: { test: 'ANOVA for a crossover design' } },
    { how: { test: 'analysis of variance with subject, period and treatment' } },
    { how: { test: 'within-subject ANOVA' } },
    { how: { interval: 't' } },
  ]);
  return pen.done(
    matched(pen, a, b, {
      p: pen.p(t.p),
      difference: pen.text(diff, 2),
      ci: [diff - half, diff + half].map((x) => pen.text(x, 2)),
      tests: [
        {
          kind: 'F',
          value: pen.text(t.statistic ** 2, 2),
          df: ['1', String(a.length - 1)],
          p: pen.p(t.p),
        },
      ],
      ...how,
    }),
    false,
  );
};

/** Two eyes, limbs or teeth of each patient: more of them than patients. */
export const sides: Write = (pen) => {
  const { draw } = pen;
  const n = draw.whole(6, 25);
  const before = pen.normals(2 * n, 30, 6);
  const after = before.map((x) => 0.6 * x + 6 + 3 * draw.normal());
  const t = of.pairedT(before, after);
  const hit = draw.whole(1, 2 * n);
  return pen.done(
    {
      cohorts: {
        all: { n },
        eyes: { n: 2 * n },
        cured: { of: 'eyes', n: hit, percent: pen.text((100 * hit) / (2 * n), 1) },
      },
      measures: {
        pressure: { cohort: 'all', at: { before: pen.summary(before), after: pen.summary(after) } },
      },
      comparisons: [
        {
          measure: 'pressure',
          from: 'before',
          to: 'after',
          ...(draw.chance(0.5) && { n: 2 * n }),
          p: pen.p(t.p),
          tests: [
            { kind: 't', value: pen.text(t.statistic, 2), df: String(2 * n - 1), p: pen.p(t.p) },
          ],
          how: { test: 'paired t test' },
        },
      ],
    },
    false,
  );
};

/** Events of the same patients under two treatments. */
export const crossoverEvents: Write = (pen) => {
  const { draw } = pen;
  const n = draw.whole(10, 60);
  const pairs = Array.from({ length: n }, () => {
    const first = draw.chance(0.5);
    return [first, draw.chance(first ? 0.6 : 0.2)] as const;
  });
  const [b, c] = [
    pairs.filter(([x, y]) => x && !y).length,
    pairs.filter(([x, y]) => y && !x).length,
  ];
  if (b + c === 0) return null;
  const kind = draw.one(['plain', 'corrected', 'exact'] as const);
  const test = {
    plain: 'McNemar',
    corrected: 'McNemar’s test with continuity correction',
    exact: 'exact McNemar test',
  }[kind];
  const own = draw.chance(0.5);
  const x1 = pairs.filter(([x]) => x).length;
  const x2 = pairs.filter(([, y]) => y).length;
  return pen.done(
    {
      cohorts: {
        all: { n },
        active: { of: 'all', n },
        placebo: { of: 'all', n },
        first: { of: own ? 'active' : 'all', n: x1, percent: pen.text((100 * x1) / n, 0) },
        second: { of: own ? 'placebo' : 'all', n: x2, percent: pen.text((100 * x2) / n, 0) },
      },
      comparisons: [
        { events: ['first', 'second'], p: pen.p(of.mcnemar(b, c, kind)), how: { test } },
      ],
    },
    true,
  );
};
