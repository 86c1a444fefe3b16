import * as of from '../figures.ts';
import type { Json, Values, Write } from './idiom.ts';

/** Least-squares means with their standard errors at visits, and differences of them. */
export const leastSquaresMeans: Write = (pen) => {
  const { draw } = pen;
  const arms = ['drug', 'placebo'].map(() => pen.scores(draw.whole(8, 40), 0, 20));
  const adjusted = arms.map((values) => of.mean(values) + 0.4 * draw.normal());
  const se = arms.map((values) => of.se(values) * (0.9 + 0.1 * draw.unit()));
  const diff = (adjusted[0] as number) - (adjusted[1] as number);
  const error = Math.hypot(...se) * 0.97;
  const how = draw.one<Json>([
    { model: 'ANCOVA' },
    { model: 'MMRM', adjusted: ['baseline', 'centre'] },
    { note: 'LS means' },
    { note: 'least squares means (SE)' },
    { average: 'least-squares' },
  ]);
  if (adjusted.some((m) => m < 0 || m > 20)) return null;
  const row = (i: number) => ({
    n: (arms[i] as Values).length,
    mean: pen.text(adjusted[i] as number, 2),
    se: pen.text(se[i] as number, 2),
    how,
  });
  const p = pen.p(of.zTwo(diff / error));
  return pen.done(
    {
      cohorts: {
        all: { n: arms.flat().length },
        drug: { of: 'all', n: arms[0]?.length },
        placebo: { of: 'all', n: arms[1]?.length },
      },
      scales: { score: { min: 0, max: 20, step: 1, stepSource: 'manual', better: 'lower' } },
      measures: {
        score: { scale: 'score', in: { drug: { week: row(0) }, placebo: { week: row(1) } } },
      },
      comparisons: [
        {
          measure: 'score',
          between: ['drug', 'placebo'],
          at: 'week',
          difference: pen.text(diff, 2),
          se: pen.text(error, 2),
          ci: [diff - 1.97 * error, diff + 1.97 * error].map((x) => pen.text(x, 2)),
          p,
          how: draw.one<Json>([
            how,
            { model: 'MMRM' },
            { ...how, test: 't test' },
            { ...how, interval: 't' },
          ]),
        },
      ],
    },
    false,
  );
};

/** Results of the Cox model, of Kaplan and Meier and of the log-rank test. */
export const survival: Write = (pen) => {
  const { draw } = pen;
  const [n1, n2] = [draw.whole(20, 90), draw.whole(20, 90)];
  const [x1, x2] = [draw.whole(3, n1 - 5), draw.whole(3, n2 - 5)];
  const log = 0.5 * draw.normal();
  const se = Math.sqrt(1 / x1 + 1 / x2);
  const p = of.zTwo(log / se);
  const rank = of.zTwo((log / se) * (0.9 + 0.2 * draw.unit()));
  const z = of.zCritical(0.95);
  const ci = [log - z * se, log + z * se].map((x) => pen.text(Math.exp(x), 2));
  const km = draw.one<Json>([
    { model: 'Kaplan–Meier' },
    { note: 'Kaplan–Meier estimate' },
    { test: 'Kaplan–Meier' },
  ]);
  const rate = 100 * draw.unit();
  return pen.done(
    {
      cohorts: {
        all: { n: n1 + n2 },
        a: { of: 'all', n: n1 },
        b: { of: 'all', n: n2 },
        deadA: { of: 'a', n: x1 },
        deadB: { of: 'b', n: x2 },
        alive: { of: 'a', percent: pen.text(rate, 1), how: km },
        counted: { of: 'a', n: Math.round((n1 * rate) / 130), percent: pen.text(rate, 1), how: km },
      },
      comparisons: [
        {
          events: ['deadA', 'deadB'],
          p: pen.p(rank),
          how: {
            test: draw.one([
              'log-rank test',
              'logrank',
              'stratified log-rank test',
              'Cox regression',
            ]),
          },
          effects: [
            {
              kind: 'hr',
              value: pen.text(Math.exp(log), 2),
              ci,
              p: pen.p(p),
              how: { model: 'Cox' },
            },
          ],
        },
        {
          events: ['deadA', 'deadB'],
          effects: [{ kind: 'hr', value: pen.text(Math.exp(log), 2), ci, p: pen.p(p) }],
        },
      ],
    },
    false,
  );
};

/** Odds ratios of a logistic model beside the counts, with limits of their own. */
export const logistic: Write = (pen) => {
  const { draw } = pen;
  const [n1, n2] = [draw.whole(20, 90), draw.whole(20, 90)];
  const [x1, x2] = [draw.whole(3, n1 - 5), draw.whole(3, n2 - 5)];
  const crude = Math.log((x1 * (n2 - x2)) / (x2 * (n1 - x1)));
  const se = Math.sqrt(1 / x1 + 1 / x2 + 1 / (n1 - x1) + 1 / (n2 - x2)) * (1 + 0.2 * draw.unit());
  const log = crude + 0.3 * draw.normal();
  const z = of.zCritical(0.95);
  const [low, high] = [Math.exp(log - z * se), Math.exp(log + z * se * 1.1)];
  const how = draw.one<Json>([
    { model: 'logistic regression' },
    { model: 'logistic regression', adjusted: ['age', 'sex'], interval: 'profile likelihood' },
    { test: 'Wald test of the logistic model' },
    { test: 'chi-square', adjusted: ['age'] },
    { test: 'chi-square', note: 'adjusted for age' },
    { model: 'GEE', interval: 'robust Wald' },
    { model: 'conditional logistic regression' },
    { stratified: ['centre'] },
    { test: 'Cochran–Mantel–Haenszel', interval: 'Wald' },
    { model: 'Poisson regression with robust variance' },
    { note: 'multivariable', interval: 'Wald' },
  ]);
  const kind = draw.one(['or', 'rr']);
  return pen.done(
    {
      cohorts: {
        all: { n: n1 + n2 },
        a: { of: 'all', n: n1 },
        b: { of: 'all', n: n2 },
        ea: { of: 'a', n: x1, percent: pen.text((100 * x1) / n1, 0) },
        eb: { of: 'b', n: x2, percent: pen.text((100 * x2) / n2, 0) },
      },
      comparisons: [
        {
          events: ['ea', 'eb'],
          p: pen.p(of.zTwo(log / se)),
          effects: [
            { kind, value: pen.text(Math.exp(log), 2), ci: [pen.text(low, 2), pen.text(high, 2)] },
          ],
          how,
        },
      ],
    },
    false,
  );
};

/** An overall mean and SD beside those of parts, with a part unknown or the SD by n. */
export const subgroups: Write = (pen) => {
  const { draw } = pen;
  const parts = [0, 1, 2].map((i) => pen.normals(draw.whole(3, 25), 50 + 5 * i, 6));
  const unknown = pen.normals(draw.whole(1, 4), 60, 9);
  const form = draw.one(['all', 'missing', 'median', 'adjusted'] as const);
  const whole = form === 'missing' ? [...parts.flat(), ...unknown] : parts.flat();
  const ids = ['low', 'middle', 'high'];
  const nShown = draw.chance(0.5);
  const row = (values: Values, how: Json = {}) => ({
    ...(nShown && { n: values.length }),
    mean: pen.text(of.mean(values) + (form === 'adjusted' ? draw.normal() : 0), 1),
    sd: pen.text(of.sd(values), 1),
    ...how,
  });
  const how = form === 'adjusted' ? { how: { adjusted: ['age'] } } : {};
  return pen.done(
    {
      cohorts: {
        all: { n: whole.length },
        ...Object.fromEntries(ids.map((id, i) => [id, { of: 'all', n: parts[i]?.length }])),
        ...(form === 'missing' && { unknown: { of: 'all', n: unknown.length } }),
      },
      partitions: [{ of: 'all', into: form === 'missing' ? [...ids, 'unknown'] : ids }],
      measures: {
        age: {
          in: {
            all: { entry: row(whole, how) },
            ...Object.fromEntries(
              ids.map((id, i) => [id, { entry: row(parts[i] as Values, how) }]),
            ),
          },
        },
      },
    },
    form === 'all' || form === 'median',
  );
};

/** Answers of which several may be given, events counted beside persons, small cells. */
export const severalAnswers: Write = (pen) => {
  const { draw } = pen;
  const n = draw.whole(12, 90);
  const rows = ['pain', 'tremor', 'spasm', 'other'].map((id) => [id, draw.whole(0, n)] as const);
  const cell = (x: number) =>
    draw.chance(0.2) && x < 5 ? '<5' : `${x} (${pen.text((100 * x) / n, draw.whole(0, 1))})`;
  const events = draw.whole(n, 3 * n);
  return pen.done(
    {
      cohorts: { all: { n } },
      counts: [
        {
          columns: ['all'],
          rows: {
            ...Object.fromEntries(rows.map(([id, x]) => [id, [cell(x)]])),
            events: [events],
          },
        },
      ],
    },
    false,
  );
};

/** Times, doses and counts: skewed, with medians and ranges, geometric means, several units. */
export const skewed: Write = (pen) => {
  const { draw } = pen;
  const values = pen.normals(draw.whole(5, 50), 1, 0.9).map(Math.exp);
  const logs = values.map(Math.log);
  const [m, s] = [of.mean(logs), of.sd(logs)];
  const half = of.tCritical(0.95, values.length - 1) * of.se(logs);
  const geometric = draw.chance(0.5);
  const how = draw.one<Json>([
    { how: { transform: 'log' } },
    { how: { average: 'geometric' } },
    { how: { interval: 't, back-transformed' } },
    { how: { note: 'geometric mean' } },
  ]);
  const limits = [m - half, m + half].map((x) => pen.text(Math.exp(x), 2));
  return pen.done(
    {
      cohorts: { all: { n: values.length } },
      measures: {
        dose: {
          cohort: 'all',
          unit: 'mg',
          positive: true,
          n: values.length,
          ...(geometric
            ? {
                geometricMean: pen.text(Math.exp(m), 2),
                geometricSd: pen.text(Math.exp(s), 2),
                ci: limits,
              }
            : { mean: pen.text(Math.exp(m), 2), ci: limits, ...how }),
          median: pen.text(of.quantile(values, 0.5, 'R type 7'), 2),
          range: [Math.min(...values), Math.max(...values)].map((x) => pen.text(x, 2)),
        },
      },
    },
    false,
  );
};

/** Interim looks and margins: p-values, limits and levels of their own. */
export const interim: Write = (pen) => {
  const { draw } = pen;
  const [a, b] = [pen.normals(draw.whole(10, 40), 22, 5), pen.normals(draw.whole(10, 40), 20, 5)];
  const t = of.student(a, b);
  const [df, se] = [t.df[0] as number, t.se as number];
  const diff = of.mean(a) - of.mean(b);
  const margin = 3;
  const onNull = of.tTwo((diff + margin) / se, df) / 2;
  const level = draw.one([0.95, 0.9, 0.97, 0.975, 0.99]);
  const half = of.tCritical(level, df) * se;
  const ci = [diff - half, diff + half].map((x) => pen.text(x, 2));
  const [p, how, named] = draw.one<readonly [string, Json, boolean]>([
    [pen.p(onNull), { test: 't test for non-inferiority', tails: 1 }, false],
    [pen.p(onNull), { test: 't test', note: 'p for non-inferiority', tails: 1 }, false],
    [pen.p(onNull), { test: 'two one-sided t tests (equivalence)' }, false],
    [pen.p(t.p), { test: "Student's t test", tails: 2 }, true],
    [pen.p(t.p), { test: "Student's t test", tails: 2, interval: 't' }, true],
    [pen.p(t.p / 2), { test: "one-sided Student's t test" }, true],
    [
      pen.p(Math.min(1, 2 * t.p)),
      { test: "Student's t test", correction: 'O’Brien–Fleming' },
      false,
    ],
  ]);
  const group = (values: Values) => pen.summary(values, 2);
  return pen.done(
    {
      cohorts: {
        all: { n: a.length + b.length },
        a: { of: 'all', n: a.length },
        b: { of: 'all', n: b.length },
      },
      measures: { m: { in: { a: { end: group(a) }, b: { end: group(b) } } } },
      comparisons: [
        {
          measure: 'm',
          between: ['a', 'b'],
          at: 'end',
          difference: pen.text(diff, 2),
          ci,
          level,
          p,
          ...(draw.chance(0.3) && { alpha: 0.01 }),
          how,
        },
      ],
    },
    named,
  );
};

/** Individual values as printed, with figures from the unrounded ones; sides of patients. */
export const singleValues: Write = (pen) => {
  const { draw } = pen;
  const n = draw.whole(3, 12);
  const per = draw.one([1, 1, 2]);
  const values = pen.normals(n * per, 55, 9);
  const digits = draw.whole(0, 1);
  return pen.done(
    {
      cohorts: { all: { n } },
      values: {
        age: {
          cohort: 'all',
          ...(per === 2 && { unit: 'side', perPatient: 2 }),
          values: values.map((x) => pen.text(x, digits)),
          mean: pen.text(of.mean(values), 1),
          [draw.one(['sd', 'spread'])]: pen.text(of.sd(values), 1),
          median: pen.text(of.quantile(values, 0.5, 'R type 7'), 1),
          range: [Math.min(...values), Math.max(...values)].map((x) => pen.text(x, digits)),
        },
      },
    },
    true,
  );
};

/** Claims of a median change, of ranks or of a model, against the means. */
export const claims: Write = (pen) => {
  const { draw } = pen;
  const n = draw.whole(8, 30);
  const before = pen.scores(n, 0, 10);
  const after = before.map((x) => (draw.chance(0.15) ? Math.min(10, x + 9) : Math.max(0, x - 1)));
  const change = after.map((x, i) => x - (before[i] as number));
  const median = of.quantile(change, 0.5, 'R type 7');
  if (median === 0) return null;
  return pen.done(
    {
      cohorts: { all: { n } },
      scales: { s: { min: 0, max: 10, step: 1, stepSource: 'manual', better: 'lower' } },
      measures: {
        m: {
          scale: 's',
          cohort: 'all',
          at: { before: pen.summary(before, 2), after: pen.summary(after, 2) },
        },
      },
      comparisons: [
        {
          measure: 'm',
          from: 'before',
          to: 'after',
          n,
          claim: median < 0 ? 'improved' : 'worsened',
          difference: pen.text(median, 1),
          p: pen.p(of.signedRank(before, after).p),
          how: {
            test: draw.one(['Wilcoxon signed-rank test', 'Wilcoxon', 'sign test']),
            note: 'median change',
          },
        },
      ],
    },
    false,
  );
};
