import { printed } from '../draw.ts';
import * as of from '../figures.ts';
import { events, type Json, type Pen, table, type Write } from './idiom.ts';

/** Rounded first to one more decimal, then again: 17.45, 17.5, 18. */
export const roundedTwice: Write = (pen) => {
  const { draw } = pen;
  const n = draw.whole(20, 400);
  const digits = draw.whole(0, 1);
  const wanted = Array.from({ length: n - 1 }, (_, i) => i + 1).filter((x) => {
    const once = printed((100 * x) / n, digits + 1, 'half-up');
    return printed(Number(once), digits, 'half-up') !== printed((100 * x) / n, digits, 'half-up');
  });
  if (wanted.length === 0) return null;
  const x = draw.one(wanted);
  const once = printed((100 * x) / n, digits + 1, 'half-up');
  const percent = printed(Number(once), digits, 'half-up');
  const form = draw.whole(0, 2);
  return {
    parts: {
      cohorts: {
        all: { n },
        hit: {
          of: 'all',
          n: form === 1 ? null : x,
          percent:
            form === 2
              ? [
                  { text: once, source: 'table' },
                  { text: percent, source: 'abstract' },
                ]
              : percent,
        },
      },
      sources: { table: { kind: 'table 2' }, abstract: { kind: 'abstract' } },
    },
    rule: 'half-up',
    named: false,
  };
};

/** A mean that was rounded twice, in a table and in the abstract. */
export const meanRoundedTwice: Write = (pen) => {
  const values = pen.normals(pen.draw.whole(5, 40), 17, 4);
  const m = of.mean(values);
  const once = printed(m, 2, 'half-up');
  const twice = printed(Number(once), 1, 'half-up');
  return {
    parts: {
      sources: { table: { kind: 'table' }, abstract: { kind: 'abstract' } },
      cohorts: { all: { n: values.length } },
      measures: {
        age: {
          cohort: 'all',
          mean: [
            { text: once, source: 'table' },
            { text: twice, source: 'abstract' },
          ],
          sd: printed(of.sd(values), 1, 'half-up'),
        },
      },
    },
    rule: 'half-up',
    named: true,
  };
};

/** Counts of k parts. */
function partsOf({ draw }: Pen, k: number): number[] {
  return Array.from({ length: k }, () => draw.whole(1, 40));
}

/** Percentages made to add up to 100: the largest remainders are rounded up, the others down. */
function addingUp(counts: readonly number[], digits: number): string[] {
  const n = of.sum(counts);
  const scale = 100 * 10 ** digits;
  const whole = counts.map((x) => Math.floor((scale * x) / n + 1e-9));
  const rest = counts.map((x, i) => (scale * x) / n - (whole[i] as number));
  const order = [...rest.keys()].sort((a, b) => (rest[b] as number) - (rest[a] as number));
  const missing = scale - of.sum(whole);
  for (const i of order.slice(0, missing)) whole[i] = (whole[i] as number) + 1;
  return whole.map((each) => (each / 10 ** digits).toFixed(digits));
}

export const madeToAddUp: Write = (pen) => {
  const { draw } = pen;
  const counts = partsOf(pen, draw.whole(3, 7));
  const digits = draw.whole(0, 1);
  const percents = addingUp(counts, digits);
  const n = of.sum(counts);
  const ids = counts.map((_, i) => `part-${i}`);
  const how = draw.one<Json>([{}, { cells: true }, { frequencies: true }]);
  if (how.cells)
    return pen.done(
      {
        cohorts: { all: { n } },
        counts: [
          {
            columns: ['all'],
            rows: Object.fromEntries(counts.map((x, i) => [ids[i], [`${x} (${percents[i]})`]])),
          },
        ],
      },
      false,
    );
  if (how.frequencies)
    return pen.done(
      {
        cohorts: { all: { n } },
        scales: { grade: { min: 0, max: counts.length - 1, step: 1, stepSource: 'manual' } },
        measures: {
          grade: {
            scale: 'grade',
            cohort: 'all',
            n,
            frequencies: Object.fromEntries(
              counts.map((x, i) => [String(i), { n: x, percent: percents[i] }]),
            ),
          },
        },
      },
      false,
    );
  return pen.done(
    {
      cohorts: {
        all: { n },
        ...Object.fromEntries(
          counts.map((x, i) => [ids[i], { of: 'all', n: x, percent: percents[i] }]),
        ),
      },
      partitions: [{ of: 'all', into: ids }],
    },
    false,
  );
};

/** Percentages of those with data, rows of unknown ones, percentages of rows and of all. */
export const ofThoseWithData: Write = (pen) => {
  const { draw } = pen;
  const columns = [0, 1].map(
    () => [draw.whole(1, 25), draw.whole(1, 25), draw.whole(0, 6)] as const,
  );
  const ns = columns.map((each) => of.sum(each));
  const of2 = draw.one(['known', 'row', 'all'] as const);
  const cell = (row: 0 | 1 | 2, at: number) => {
    const column = columns[at] as readonly [number, number, number];
    const x = column[row];
    const whole = {
      known: column[0] + column[1],
      row: of.sum(columns.map((each) => each[row])),
      all: of.sum(ns),
    }[of2];
    return row === 2 ? x : `${x} (${pen.text((100 * x) / whole, 1)})`;
  };
  return pen.done(
    {
      cohorts: { all: { n: of.sum(ns) }, a: { of: 'all', n: ns[0] }, b: { of: 'all', n: ns[1] } },
      counts: [
        {
          columns: ['a', 'b'],
          rows: Object.fromEntries(
            (['yes', 'no', 'unknown'] as const).map((key, row) => [
              key,
              [cell(row as 0, 0), cell(row as 0, 1)],
            ]),
          ),
        },
      ],
    },
    false,
  );
};

/** Those with data as the file says it: in the design, or beside the percentage; with limits. */
export const saidToBeMissing: Write = (pen) => {
  const { draw } = pen;
  const n = draw.whole(20, 80);
  const back = n - draw.whole(1, 8);
  const x = draw.whole(1, back - 1);
  const [method, limits] = draw.one([
    ['Wilson', of.wilson],
    ['Clopper–Pearson', of.clopperPearson],
    ['Wald', of.wald],
  ] as const);
  const own = draw.chance(0.5);
  return pen.done(
    {
      ...(!own && { design: { missing: 'complete cases' } }),
      cohorts: {
        all: { n },
        hit: {
          of: 'all',
          n: x,
          percent: pen.text((100 * x) / back, 1),
          ci: limits(x, back, 0.95).map((each) => pen.text(100 * each, 1)),
          how: { interval: method, ...(own && { missing: 'left out' }) },
        },
      },
    },
    false,
  );
};

/** A share of the group above the group, with limits. */
export const ofTheWhole: Write = (pen) => {
  const { draw } = pen;
  const n = draw.whole(30, 90);
  const recurred = draw.whole(5, 25);
  const again = draw.whole(1, recurred - 1);
  return pen.done(
    {
      cohorts: {
        all: { n },
        recurred: { of: 'all', n: recurred, percent: pen.text((100 * recurred) / n, 1) },
        again: {
          of: 'recurred',
          n: again,
          percent: pen.text((100 * again) / n, 1),
          ci: of.wilson(again, n, 0.95).map((each) => pen.text(100 * each, 1)),
          how: { interval: 'Wilson' },
        },
      },
    },
    true,
  );
};

/** Differences and ratios computed from percentages that were rounded before. */
export const fromRounded: Write = (pen) => {
  const { draw } = pen;
  const counts = table(pen);
  const digits = draw.whole(0, 1);
  const [p1, p2] = [(100 * counts.x1) / counts.n1, (100 * counts.x2) / counts.n2].map((each) =>
    pen.text(each, digits),
  ) as [string, string];
  const [a, b] = [Number(p1), Number(p2)];
  if (b === 0 || a === b || a === 0) return null;
  const effect = draw.one<Json>([
    { difference: pen.text(a - b, digits) },
    { difference: `${pen.text(a - b, digits)}%` },
    { effects: [{ kind: 'rd', value: `${pen.text(a - b, digits)}%` }] },
    { effects: [{ kind: 'rd', value: pen.text((a - b) / 100, digits + 2) }] },
    { effects: [{ kind: 'rr', value: pen.text(a / b, 2) }] },
    { effects: [{ kind: 'or', value: pen.text((a * (100 - b)) / (b * (100 - a)), 2) }] },
    {
      effects: [
        { kind: 'nnt', value: pen.text(100 / Math.abs(a - b), 1), how: { rounded: 'half-up' } },
      ],
    },
    {
      effects: [
        {
          kind: 'nnt',
          value: String(Math.ceil(100 / Math.abs(a - b) - 1e-9)),
          how: { rounded: 'up' },
        },
      ],
    },
  ]);
  if (JSON.stringify(effect).includes('or"') && a === 100) return null;
  const show = draw.chance(0.6);
  const percents = show ? { active: { percent: p1 }, sham: { percent: p2 } } : {};
  const p = of.chiSquare(counts, false).p;
  return pen.done(
    events(counts, { p: pen.p(p), ...effect, how: { test: 'chi-square test' } }, percents),
    show,
  );
};

/** A limit in percent beside a share, or the other way round; limits from the larger to the smaller fall. */
export const unitsOfLimits: Write = (pen) => {
  const { draw } = pen;
  const counts = table(pen);
  const { x1, n1, x2, n2 } = counts;
  const rd = x1 / n1 - x2 / n2;
  const half = 1.959964 * Math.sqrt((x1 * (n1 - x1)) / n1 ** 3 + (x2 * (n2 - x2)) / n2 ** 3);
  const ends = [rd - half, rd + half];
  const share = (x: number) => pen.text(x, 3);
  const percent = (x: number) => `${pen.text(100 * x, 1)}%`;
  const number = (x: number) => pen.text(100 * x, 1);
  const [value, limit] = draw.one([
    [share, percent],
    [percent, share],
    [number, share],
    [percent, number],
    [share, number],
  ] as const);
  const ci = ends.map(limit);
  const how = draw.chance(0.5) ? { how: { test: 'chi-square', interval: 'Wald' } } : {};
  const p = of.chiSquare(counts, false).p;
  const comparison = draw.chance(0.5)
    ? { difference: value(rd), ci }
    : { effects: [{ kind: 'rd', value: value(rd), ci }] };
  return pen.done(events(counts, { p: pen.p(p), ...comparison, ...how }), false);
};

/** A number needed to treat whose limits go through infinity, in the ways people write that. */
export const throughInfinity: Write = (pen) => {
  const { draw } = pen;
  const counts = table(pen);
  const { x1, n1, x2, n2 } = counts;
  const rd = x1 / n1 - x2 / n2;
  const half = 1.959964 * Math.sqrt((x1 * (n1 - x1)) / n1 ** 3 + (x2 * (n2 - x2)) / n2 ** 3);
  if (Math.abs(rd) < 0.01) return null;
  const [low, high] = [pen.text(1 / (rd + half), 1), pen.text(1 / (rd - half), 1)];
  const size = (x: string) => x.replace('-', '');
  const ci = draw.one([
    [low, high],
    [high, low],
    [size(low), size(high)],
  ]);
  const value = pen.text(draw.chance(0.5) ? Math.abs(1 / rd) : 1 / rd, 1);
  return pen.done(
    events(counts, {
      effects: [{ kind: rd > 0 ? 'nnt' : 'nnh', value, ci }],
      ...(draw.chance(0.5) && { how: { test: 'chi-square' } }),
    }),
    false,
  );
};
