import type { Rounding } from '../../numeric/decimal.ts';
import type { Figure, TestStatistic } from '../../study/model.ts';
import { spanOfFigure } from '../comparisons/moments.ts';
import type { Ranked } from '../comparisons/ranked.ts';
import { exactSpan, magnitude, type Span } from '../engine/span.ts';
import type { Test } from './judge-p.ts';
import { rankTests } from './rank-tests.ts';
import { pOfChiSquare, pOfF, pOfFOver, pOfR, pOfT, pOfZ } from './tail-spans.ts';

/** A printed test statistic with its degrees of freedom. */
export interface PrintedStatistic {
  readonly kind: TestStatistic['kind'];
  readonly value: Figure;
  readonly df: readonly Figure[];
  /** Degrees of freedom that follow from n where none are printed. */
  readonly dfFromN: number | null;
  /** For U and W; null when not known. */
  readonly ranks: Ranked | null;
  /** True where F can be of Welch's analysis of variance: its whole degrees of freedom are rounded. */
  readonly welch?: boolean;
}

interface Computed {
  readonly p: Span;
  readonly proved: boolean;
}

type Compute = (rounding: Rounding | null) => Computed;

/**
 * The tests that a printed statistic can be of; empty when something is missing for it. The printed
 * statistic is rounded, and so may be degrees of freedom with decimals.
 */
export function statisticTests(of: PrintedStatistic, rounding: Rounding): readonly Test[] {
  switch (of.kind) {
    case 't':
      return tTests(of, rounding);
    case 'r':
      return rTests(of, rounding);
    case 'z': {
      const compute: Compute = (rule) => proved(pOfZ(magnitude(spanOfFigure(of.value, rule))));
      return [testOf('a z test', `z = ${of.value.text}`, compute, rounding, true)];
    }
    case 'F':
      return fTests(of, rounding);
    case 'chi2':
    case 'Q':
    case 'H':
      return chiSquareTests(of, rounding);
    case 'U':
    case 'W':
      return rankTests(of, rounding);
  }
}

function proved(p: Span): Computed {
  return { p, proved: true };
}

function testOf(
  title: string,
  statistic: string,
  compute: Compute,
  rounding: Rounding,
  hasTails: boolean,
  reading: string | null = null,
): Test {
  const over = compute(rounding);
  const nominal = compute(null).p;
  const shared = { name: null, title, statistic, reading, contradicts: false, hasTails };
  return { ...shared, p: over.p, nominal, proved: over.proved };
}

/** Degrees of freedom as printed; whole ones can be those of a Welch test, rounded. */
function dfReadings(figure: Figure | undefined, fromN: number | null): DfReading[] {
  if (!figure) {
    return fromN === null
      ? []
      : [{ df: () => exactSpan(fromN), text: String(fromN), reading: null }];
  }
  const text = figure.text;
  const rounded: DfReading['df'] = (rule) => spanOfFigure(figure, rule, 0.5);
  if (figure.decimals > 0) return [{ df: rounded, text, reading: null }];
  return [
    { df: () => exactSpan(figure.value), text, reading: null },
    { df: rounded, text, reading: 'with rounded degrees of freedom' },
  ];
}

interface DfReading {
  readonly df: (rule: Rounding | null) => Span;
  readonly text: string;
  readonly reading: string | null;
}

function tTests({ value, df, dfFromN }: PrintedStatistic, rounding: Rounding): Test[] {
  return dfReadings(df[0], dfFromN).map((each) => {
    const compute: Compute = (rule) =>
      proved(pOfT(magnitude(spanOfFigure(value, rule)), each.df(rule)));
    const text = `t = ${value.text} with ${each.text} df`;
    return testOf('a t test', text, compute, rounding, true, each.reading);
  });
}

/** t = r √(df/(1 − r²)) rises with |r|. */
function rTests({ value, df, dfFromN }: PrintedStatistic, rounding: Rounding): Test[] {
  return dfReadings(df[0], dfFromN)
    .slice(0, 1)
    .map((each) => {
      const compute: Compute = (rule) => proved(pOfR(spanOfFigure(value, rule), each.df(rule)));
      const text = `r = ${value.text} with ${each.text} df`;
      return testOf('a t test of the correlation', text, compute, rounding, true, each.reading);
    });
}

function fTests({ value, df, welch }: PrintedStatistic, rounding: Rounding): Test[] {
  const [df1, df2] = df;
  if (!df1 || !df2 || df1.value <= 0 || df2.value <= 0) return [];
  const whole = df1.decimals <= 0 && df2.decimals <= 0 && welch !== true;
  const compute: Compute = (rule) => {
    const f = spanOfFigure(value, rule, 0);
    if (whole) return proved(pOfF(f, df1.value, df2.value));
    // A whole numerator is the number of groups less one: it was counted.
    const a = df1.decimals <= 0 ? exactSpan(df1.value) : spanOfFigure(df1, rule, 1e-3);
    return proved(pOfFOver(f, a, spanOfFigure(df2, rule, 1e-3)));
  };
  const text = `F = ${value.text} with ${df1.text} and ${df2.text} df`;
  // With one degree of freedom F is t², and authors have halved its p.
  return [testOf('an F test', text, compute, rounding, df1.value === 1)];
}

function chiSquareTests(of: PrintedStatistic, rounding: Rounding): Test[] {
  const { kind, value, df, dfFromN } = of;
  const symbol = kind === 'chi2' ? 'χ²' : kind;
  return dfReadings(df[0], dfFromN)
    .slice(0, 1)
    .map((each) => {
      const compute: Compute = (rule) =>
        proved(pOfChiSquare(spanOfFigure(value, rule, 0), each.df(rule)));
      const text = `${symbol} = ${value.text} with ${each.text} df`;
      const one = kind === 'chi2' && each.df(null).high === 1;
      const test = testOf('a χ² test', text, compute, rounding, one, each.reading);
      // The exact distribution of H in small groups is not χ².
      return kind === 'H' ? { ...test, title: 'a Kruskal–Wallis test', proved: false } : test;
    });
}

/** The letter of a test statistic in a sentence: "t", "χ²". */
export function symbolOf(kind: TestStatistic['kind']): string {
  return kind === 'chi2' ? 'χ²' : kind;
}
