import type { Comparison, TestStatistic } from '../../study/model.ts';
import { asPairs, type Compared, type Patients } from '../comparisons/compared.ts';
import { momentsOf, spanOfFigure } from '../comparisons/moments.ts';
import type { TestName } from '../comparisons/named-test.ts';
import type { CheckContext } from '../engine/check.ts';
import { exactCount, usable } from '../engine/printed.ts';
import { quotient, type Span, square } from '../engine/span.ts';
import { welchAnovaDf } from './anova-tests.ts';
import { welchDf } from './standard-error.ts';

/** What degrees of freedom a design gives, from the least to the greatest number of patients. */
export interface Design {
  readonly name: TestName | null;
  /** "as a paired t test", with the arithmetic. */
  readonly title: string;
  readonly sum: string;
  /** Least and greatest; for F numerator and denominator. */
  readonly df: readonly (readonly [number, number] | null)[];
  /** True where missing values could leave fewer than the least. */
  readonly fewer: boolean;
}

/** Every design that a test statistic of a comparison can have its degrees of freedom from. */
export function designsOf(
  context: CheckContext,
  comparison: Comparison,
  test: TestStatistic,
  compared: Compared | null,
): readonly Design[] {
  const count = exactCount(context, test.n);
  if (test.kind === 'r') {
    const n = count ?? null;
    return n === null || n < 3
      ? []
      : [
          {
            name: null,
            title: 'a correlation',
            sum: `${n} − 2 = ${n - 2}`,
            df: [[n - 2, n - 2]],
            fewer: false,
          },
        ];
  }
  if (!compared) return [];
  if (compared.kind === 'before-after')
    return pairedDesigns(comparison, test, compared.pairs, count);
  if (compared.kind === 'events') {
    const k = compared.groups.length;
    if (test.kind !== 'chi2') return [];
    const sum = `(2 − 1) × (${k} − 1) = ${k - 1}`;
    return [
      {
        name: 'chi-square',
        title: 'a χ² test of 2 outcomes',
        sum,
        df: [[k - 1, k - 1]],
        fewer: false,
      },
    ];
  }
  const pairs = asPairs(context.study, compared, comparison);
  return [
    ...groupDesigns(context, comparison, test, compared),
    ...(pairs ? pairedDesigns(comparison, test, pairs.pairs, count) : []),
  ];
}

function pairedDesigns(
  comparison: Comparison,
  { kind }: TestStatistic,
  pairs: Patients,
  count: number | null,
): Design[] {
  const [low, high] = count === null ? [pairs.low, pairs.high] : [count, count];
  if (high === null || high < 2) return [];
  const n = low === high ? String(high) : `${low} to ${high}`;
  const ends = [Math.max(1, low - 1), high - 1] as const;
  const fewer = count === null && comparison.n === null;
  const result = low === high ? String(high - 1) : `${ends[0]} to ${ends[1]}`;
  const sum = `${n} − 1 = ${result}`;
  if (kind === 't') return [{ name: 'paired-t', title: 'a paired t test', sum, df: [ends], fewer }];
  if (kind !== 'F') return [];
  const title = 'an analysis of variance of two repeated measures';
  return [{ name: 'anova', title, sum: `1 and ${sum}`, df: [[1, 1], ends], fewer: true }];
}

function groupDesigns(
  context: CheckContext,
  comparison: Comparison,
  { kind }: TestStatistic,
  { groups }: Extract<Compared, { kind: 'groups' }>,
): Design[] {
  const k = groups.length;
  if (kind === 'H' || kind === 'chi2') {
    const sum = `${k} − 1 = ${k - 1}`;
    return kind === 'H'
      ? [{ name: null, title: 'a Kruskal–Wallis test', sum, df: [[k - 1, k - 1]], fewer: false }]
      : [];
  }
  const lows = groups.map(({ patients }) => patients.low);
  const highs = groups.map(({ patients }) => patients.high);
  if (highs.some((high) => high === null || high < 2)) return [];
  const least = lows.reduce((all, n) => all + Math.max(2, n), 0) - k;
  const most = (highs as number[]).reduce((all, n) => all + n, 0) - k;
  // A paper that leaves a patient out of one test rarely prints another n for it.
  const fewer = comparison.n === null;
  const ns = groups.map(({ patients: { low, high } }) =>
    low === high ? low : `${low} to ${high}`,
  );
  const result = least === most ? String(most) : `${least} to ${most}`;
  const sum = `${ns.join(' + ')} − ${k} = ${result}`;
  if (kind === 'F') {
    const title = `a one-way analysis of variance of ${k} groups`;
    const both = `${k} − 1 = ${k - 1} and ${sum}`;
    return [
      {
        name: 'anova',
        title,
        sum: both,
        df: [
          [k - 1, k - 1],
          [least, most],
        ],
        fewer,
      },
      ...welchAnovaDesign(context, groups, most, fewer),
      ...(k === 2
        ? [
            {
              name: 'student' as const,
              title,
              sum: both,
              df: [
                [1, 1],
                [least, most],
              ] as const,
              fewer,
            },
          ]
        : []),
    ];
  }
  if (kind !== 't' || k !== 2) return [];
  const [welchLow, welchHigh] = welchEnds(context, groups, most);
  return [
    { name: 'student', title: "Student's t test", sum, df: [[least, most]], fewer },
    {
      name: 'welch',
      title: "Welch's t test",
      sum: `${round(welchLow)} to ${round(welchHigh)}`,
      df: [[welchLow, welchHigh]],
      fewer,
    },
  ];
}

/** Welch's second degrees of freedom are a fraction, from the SDs; without them nothing limits it. */
function welchAnovaDesign(
  context: CheckContext,
  groups: Extract<Compared, { kind: 'groups' }>['groups'],
  most: number,
  fewer: boolean,
): Design[] {
  const k = groups.length;
  // Of two groups it is Welch's t test, squared.
  if (k < 3) return [];
  const rounding = context.rounding === 'half' ? 'any' : context.rounding;
  const ns = groups.map(({ patients: { low, high } }) => (low === high ? low : null));
  const sds = groups.map(({ summary }) => {
    const sd = usable(context, summary.sd);
    return sd && spanOfFigure(sd, rounding, 0);
  });
  const isKnown = ns.every((n) => n !== null && n >= 2) && sds.every((sd) => sd && sd.low > 0);
  // Whatever the SDs, they lie between 4/3 and those of the equal variances.
  const { low, high } = isKnown
    ? welchAnovaDf(sds as Span[], ns as number[])
    : { low: 1, high: most };
  const sum = `${k} − 1 = ${k - 1} and ${round(low)} to ${round(high)}`;
  const df = [
    [k - 1, k - 1],
    [low, high],
  ] as const;
  return [{ name: 'anova-welch', title: "Welch's analysis of variance", sum, df, fewer }];
}

function round(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}

/** From the SDs where they are printed, else between the smaller n − 1 and n₁ + n₂ − 2. */
function welchEnds(
  context: CheckContext,
  groups: Extract<Compared, { kind: 'groups' }>['groups'],
  most: number,
): readonly [number, number] {
  const [first, second] = groups;
  const least = Math.min(...groups.map(({ patients }) => Math.max(2, patients.low))) - 1;
  if (!first || !second) return [least, most];
  const parts = [first, second].map(({ summary, patients: { low, high } }) => {
    const { spread, readings } = momentsOf(context, summary, null);
    const n = { low: Math.max(2, low), high: high ?? low };
    // SEs and SDs differ in what they divide by: only SDs as printed are gone into.
    if (!spread || !summary.sd || !readings[0]) return null;
    const sd = readings[0].sd(
      spanOfFigure(spread, context.rounding === 'half' ? 'any' : context.rounding, 0),
      n,
    );
    return { v: quotient(square(sd), n), n };
  });
  const [a, b] = parts;
  if (!a || !b) return [least, most];
  const { low, high } = welchDf(a.v, b.v, a.n, b.n);
  return [Math.max(least, low), Math.min(most, high)];
}
