import {
  dFromFMethod,
  dFromPMethod,
  dFromTMethod,
  dzFromPairedTMethod,
} from '../../estimates/d-from.ts';
import type { Method } from '../../estimates/method.ts';
import {
  pChi2Method,
  pFMethod,
  pQMethod,
  pRMethod,
  pTMethod,
  pZMethod,
} from '../../estimates/p-values.ts';
import type { Comparison, How, TestStatistic } from '../../study/model.ts';
import { type Context, shown, usable } from '../context.ts';
import { formatP } from '../digits.ts';
import { asMoment, type Moment } from '../moments.ts';
import { type Applied, applied } from './applied.ts';
import { type AboutComparison, type PrintedRow, pText } from './printed.ts';
import { exactly } from './proportions.ts';

const symbols: Readonly<Partial<Record<TestStatistic['kind'], string>>> = { chi2: 'χ²' };

/** Test statistics, and an exact P of a named t test: the effect behind them, and their P. */
export function testRows(
  context: Context,
  comparison: Comparison,
  about: AboutComparison,
): PrintedRow[] {
  return [
    ...comparison.tests.flatMap((test, i) => statisticRows(context, comparison, test, about, i)),
    ...ownPRows(context, comparison, about),
  ];
}

function statisticRows(
  context: Context,
  comparison: Comparison,
  test: TestStatistic,
  { sizes, ...about }: AboutComparison,
  index: number,
): PrintedRow[] {
  const { kind, value, df, p } = test;
  const degrees = df.map((each) => shown(context, each)).join(', ');
  const symbol = (symbols[kind] ?? kind) + (degrees ? `(${degrees})` : '');
  const printed = `${symbol} = ${shown(context, value)}${p ? `, ${pText(p[0].text)}` : ''}`;
  const base = { label: about.label, printed };
  const statistic = asMoment(usable(context, value));
  if (!statistic) return [{ ...base, gives: '', method: '', results: [] }];
  const of = { ...about, path: `${about.path}.tests.${index}` };
  const how = test.how ?? comparison.how;
  const made = [
    effectOf(context, comparison, { ...test, how }, { ...of, sizes }, statistic),
    pOf(context, test, of, statistic, comparison),
  ].filter((each) => each !== null);
  if (made.length === 0) return [{ ...base, gives: '', method: '', results: [] }];
  return made.map(({ gives, of: { result } }) => ({
    ...base,
    gives,
    method: result.method,
    results: [result],
  }));
}

interface Gives {
  readonly gives: string;
  readonly of: Applied;
}

/** d of two groups from t or F, d_z of one group from a paired t. */
function effectOf(
  context: Context,
  { between, from, to, cohort: _ }: Comparison,
  { kind, df, n, how }: TestStatistic,
  { sizes, ...about }: AboutComparison,
  statistic: Moment,
): Gives | null {
  if (isOther(how)) return null;
  const degrees = df.map((each) => usable(context, each)?.value ?? null);
  if (kind === 't' && sizes) {
    return d(applied(context, dFromTMethod, about, { counts: sizes, rounded: { t: statistic } }));
  }
  if (kind === 'F' && sizes && degrees[0] === 1) {
    return d(
      applied(context, dFromFMethod, about, { counts: sizes, rounded: { F: statistic } }),
      '|d|',
    );
  }
  const isWithin = between.length === 0 && from !== null && to !== null;
  const pairs = (n && exactly(n)) ?? wholePlusOne(degrees[0] ?? null);
  if (kind === 't' && isWithin && pairs !== null) {
    const counts = { n: pairs };
    return d(
      applied(context, dzFromPairedTMethod, about, { counts, rounded: { t: statistic } }),
      'd_z',
    );
  }
  return null;
}

const d = (of: Applied, name = 'd'): Gives => ({
  gives: `${name} ${name === '|d|' ? of.value : of.signed}`,
  of,
});

/** n of a paired t test from its n − 1 degrees of freedom. */
function wholePlusOne(df: number | null): number | null {
  return df !== null && Number.isInteger(df) && df >= 1 ? df + 1 : null;
}

/** Tests whose statistic is not that of raw scores: Welch's t, models, adjusted figures. */
function isOther(how: How | null): boolean {
  return Boolean(
    how?.model ||
      how?.adjusted ||
      how?.transform ||
      how?.variances === 'unequal' ||
      /welch|mixed|ancova/i.test(how?.test ?? ''),
  );
}

/** The two-sided P (upper tail of F, χ² and Q) of a statistic whose degrees of freedom are known. */
function pOf(
  context: Context,
  { kind, df }: TestStatistic,
  about: Omit<AboutComparison, 'sizes'>,
  statistic: Moment,
  { events }: Comparison,
): Gives | null {
  const degrees = df.map((each) => usable(context, each)?.value ?? null);
  const [first = null, second = null] = degrees;
  const by = (method: Method, name: string, counts: Record<string, number>): Gives => {
    const of = applied(context, method, about, { counts, rounded: { [name]: statistic } });
    const { value, logP } = of.result;
    return { gives: value === null ? '–' : `P ${formatP(value, logP)}`, of };
  };
  if (kind === 'z') return by(pZMethod, 'z', {});
  // Two groups and an event have one degree of freedom.
  const chiDf = first ?? (events.length === 2 ? 1 : null);
  if ((kind === 'chi2' || kind === 'H') && chiDf !== null)
    return by(pChi2Method, 'chi2', { df: chiDf });
  if (first === null) return null;
  if (kind === 't') return by(pTMethod, 't', { df: first });
  if (kind === 'r') return by(pRMethod, 'r', { df: first });
  if (kind === 'Q') return by(pQMethod, 'Q', { df: first });
  if (kind === 'F' && second !== null) return by(pFMethod, 'F', { df1: first, df2: second });
  return null;
}

/** |d| from an exact P whose test is named as a t test of two groups. */
function ownPRows(
  context: Context,
  { p, how, tests }: Comparison,
  { sizes, ...about }: AboutComparison,
): PrintedRow[] {
  const figure = p?.[0];
  const isStudent =
    /\bt\b/i.test(how?.test ?? '') &&
    !/\b(paired|dependent)\b/i.test(how?.test ?? '') &&
    !isOther(how);
  if (!figure || !('value' in figure) || !sizes || !isStudent || tests.length > 0) return [];
  const moment = asMoment(usable(context, [figure]));
  if (!moment || how?.tails === 1) return [];
  const of = applied(
    context,
    dFromPMethod,
    { ...about, path: `${about.path}.p` },
    {
      counts: sizes,
      rounded: { p: moment },
    },
  );
  const printed = `${pText(figure.text)}, ${how?.test}`;
  return [
    {
      label: about.label,
      printed,
      gives: `|d| ${of.value}`,
      method: of.result.method,
      results: [of.result],
    },
  ];
}
