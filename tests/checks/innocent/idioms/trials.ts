import * as of from '../figures.ts';
import type { Json, Values, Write } from './idiom.ts';

/** Everyone allocated, those at the visit and those per protocol: three numbers in one table. */
export const threeSets: Write = (pen) => {
  const { draw } = pen;
  const arms = [0, 1].map(() => {
    const before = pen.normals(draw.whole(12, 40), 31, 8);
    const after = before.map((x) => (draw.chance(0.15) ? null : 0.7 * x + 5 + 4 * draw.normal()));
    return { before, after };
  });
  const back = arms.map(({ after }) => after.flatMap((x) => x ?? []));
  const changes = arms.map(({ before, after }) =>
    after.flatMap((x, i) => (x === null ? [] : [x - (before[i] as number)])),
  );
  const carried = arms.map(({ before, after }) =>
    after.map((x, i) => (x ?? (before[i] as number)) - (before[i] as number)),
  );
  const protocol = changes.map((each) => each.filter(() => draw.chance(0.9)));
  if ([...back, ...protocol].some((each) => each.length < 4)) return null;
  const [sets, how] = draw.one<readonly [readonly Values[], Json]>([
    [changes, {}],
    [changes, { test: 't test' }],
    [changes, { test: "Student's t test", missing: 'complete cases' }],
    [carried, { test: "Student's t test", missing: 'last observation carried forward' }],
    [carried, { test: 'unpaired t test', set: 'intention to treat' }],
    [protocol, { test: 'unpaired t test', set: 'per protocol' }],
  ]);
  const [a, b] = sets as readonly [Values, Values];
  const t = of.student(a, b);
  const [df, se] = [t.df[0] as number, t.se as number];
  const diff = of.mean(a) - of.mean(b);
  const half = of.tCritical(0.95, df) * se;
  const [atVisit, atStart] = [draw.chance(0.5), draw.chance(0.5)];
  const ids = ['drug', 'placebo'];
  const scores = Object.fromEntries(
    ids.map((id, i) => [
      id,
      {
        ...(draw.chance(0.5) && { n: sets[i]?.length }),
        mean: pen.text(of.mean(sets[i] as Values), 1),
        [draw.one(['sd', 'se'])]: pen.text(of.se(sets[i] as Values), 1),
      },
    ]),
  );
  // What stands in the place of an SD is one.
  for (const [i, id] of ids.entries()) {
    const each = scores[id] as Record<string, unknown>;
    if (each.sd !== undefined) each.sd = pen.text(of.sd(sets[i] as Values), 1);
  }
  return pen.done(
    {
      cohorts: {
        all: { n: (arms[0]?.before.length as number) + (arms[1]?.before.length as number) },
        ...Object.fromEntries(ids.map((id, i) => [id, { of: 'all', n: arms[i]?.before.length }])),
      },
      measures: {
        score: {
          baseline: 'start',
          in: Object.fromEntries(
            ids.map((id, i) => [
              id,
              {
                start: {
                  ...(atStart && { n: arms[i]?.before.length }),
                  mean: pen.text(of.mean(arms[i]?.before as Values), 1),
                  sd: pen.text(of.sd(arms[i]?.before as Values), 1),
                },
                end: {
                  ...(atVisit && { n: back[i]?.length }),
                  mean: pen.text(of.mean(back[i] as Values), 1),
                  sd: pen.text(of.sd(back[i] as Values), 1),
                },
              },
            ]),
          ),
        },
      },
      comparisons: [
        {
          measure: 'score',
          between: ids,
          change: ['start', 'end'],
          ...(draw.chance(0.6) && { changeScores: scores }),
          difference: pen.text(diff, 1),
          ci: [diff - half, diff + half].map((x) => pen.text(x, 1)),
          p: pen.p(t.p),
          tests: [{ kind: 't', value: pen.text(t.statistic, 2), df: String(df), p: pen.p(t.p) }],
          effects: [
            {
              kind: 'd',
              value: pen.text(diff / Math.sqrt((of.squares(a) + of.squares(b)) / df), 2),
            },
          ],
          ...(Object.keys(how).length > 0 && { how }),
        },
      ],
    },
    false,
  );
};

/** Rates per 100 person-years, ratios of them and their limits. */
export const rates: Write = (pen) => {
  const { draw } = pen;
  const [x1, x2] = [draw.whole(2, 40), draw.whole(2, 40)];
  const [t1, t2] = [50 + 200 * draw.unit(), 50 + 200 * draw.unit()];
  const ratio = x1 / t1 / (x2 / t2);
  const se = Math.sqrt(1 / x1 + 1 / x2);
  const limits = (x: number, t: number) =>
    of.poissonLimits(x, 0.95).map((each) => pen.text((100 * each) / t, 2));
  const n = draw.whole(10, 30);
  return pen.done(
    {
      cohorts: { all: { n: 2 * n }, a: { of: 'all', n }, b: { of: 'all', n } },
      rates: {
        a: {
          cohort: 'a',
          events: x1,
          time: pen.text(t1, 1),
          unit: 'person-years',
          rate: pen.text((100 * x1) / t1, 2),
          per: 100,
          ci: limits(x1, t1),
        },
        b: {
          cohort: 'b',
          events: x2,
          time: pen.text(t2, 1),
          unit: 'person-years',
          rate: pen.text((100 * x2) / t2, 2),
          per: 100,
          ci: limits(x2, t2),
        },
      },
      comparisons: [
        {
          between: ['a', 'b'],
          effects: [
            {
              kind: 'rate-ratio',
              value: pen.text(ratio, 2),
              ci: [-1, 1].map((s) => pen.text(ratio * Math.exp(s * 1.959964 * se), 2)),
              p: pen.p(of.zTwo(Math.log(ratio) / se)),
            },
          ],
        },
      ],
    },
    false,
  );
};

/** A percentage of the improved, a responder rate, and the same patients by severity: parts of parts. */
export const partsOfParts: Write = (pen) => {
  const { draw } = pen;
  const n = draw.whole(20, 150);
  const treated = draw.whole(8, n - 2);
  const back = draw.whole(4, treated - 1);
  const better = draw.whole(1, back);
  const best = draw.whole(0, better);
  const of2 = draw.one([n, treated, back]);
  const digits = draw.whole(0, 1);
  const share = (x: number, whole: number) =>
    `${pen.text((100 * x) / whole, digits)}${draw.one(['', '%', ' %'])}`;
  return pen.done(
    {
      cohorts: {
        all: { n },
        treated: { of: 'all', n: treated, percent: share(treated, n) },
        back: {
          of: 'treated',
          n: draw.chance(0.3) ? { min: back - 1, max: back + 1 } : back,
          percent: share(back, draw.one([n, treated])),
        },
        better: { of: 'treated', n: better, percent: share(better, of2 === back ? treated : of2) },
        best: {
          of: 'better',
          n: draw.chance(0.3) ? `≤${best + 1}` : best,
          percent: share(best, draw.one([n, treated, better])),
        },
      },
    },
    false,
  );
};
