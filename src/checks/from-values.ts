import type { Rounding } from '../numeric/decimal.ts';
import { type ExactInterval, plus, point, times } from '../numeric/exact-interval.ts';
import { addRationals, compareRationals, type Rational, rational } from '../numeric/rational.ts';
import type { Figure, Statistics, Study, Values } from '../study/model.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import type { Candidate } from './engine/decide.ts';
import { type Following, judgeFollowing } from './engine/follows.ts';
import { countText, exactValue, reportedCount, usable, windowOf } from './engine/printed.ts';
import { intervalOf, type Span, scaled } from './engine/span.ts';
import { otherwise } from './engine/words.ts';

/**
 * Figures of values that are printed one by one follow from them: n, mean, SD, SE, variance, median,
 * range and geometric mean, by definition. Each value is itself rounded. The sum, the median and the
 * ends are monotone in every value. An SD moves by no more than the root of the summed squares of
 * what the values move by, over √(n − 1): it is a norm of what is left after the mean is taken off.
 */
export const fromValues: Check = {
  id: 'from-values',
  title: 'Figures of values that are printed one by one follow from them',
  needs: 'values printed one by one, with their mean, SD, SE, variance, median, range or number',
  proves: 'that the printed values do not have the printed mean, SD, median or range',
  cannot: 'show that the values are right',
  example: '61, 48, 55 and 52 have the mean 216/4 = 54.0 and the SD 5.48.',
  references: [],
  gravest: 'inconsistent',
  inspectSr: '4.8',
  *run(context) {
    for (const values of context.study.values) {
      for (const statistics of [values, ...rowsWith(context.study, values)]) {
        yield* judge(context, values, statistics);
      }
    }
  },
};

/** The row of the measure that they are the values of. */
function rowsWith({ measures }: Study, { measure, cohort, visit }: Values): Statistics[] {
  const all = measures.find(({ id }) => id === measure)?.series ?? [];
  const series = all.find((each) => each.cohort === cohort) ?? (cohort === null ? all[0] : null);
  return (series?.visits ?? []).filter((each) => each.visit === visit);
}

function* judge(
  context: CheckContext,
  { values, label, perPatient, how: stated }: Values,
  statistics: Statistics,
): Generator<Judgement> {
  const figures = values.map((printed) => usable(context, printed));
  const known = figures.filter((figure) => figure !== null);
  if (known.length < 2 || known.length < figures.length) return;
  const how = { ...stated, ...statistics.how };
  const plain = !how.model && !how.adjusted?.length && !how.transform && !how.set && !how.missing;
  const inputs = known.map(({ where }) => where);
  const { n, nStated } = statistics;
  const each = perPatient ?? 1;
  const fits = [1, each].some(
    (of) => n.low <= known.length / of && (n.high ?? Infinity) * of >= known.length,
  );
  if (nStated && !fits) {
    // Then the printed values are not all, and nothing follows from them.
    yield {
      reported: reportedCount(n),
      label: `number of ${label}`,
      verdict: 'unexplained',
      why: `${known.length} values are printed, and ${countText(n)} as their number. ${otherwise(['values that are left out', 'several values of a patient', 'a misprint'])}`,
      inputs,
    };
    return;
  }
  // Of how many patients there is a value must be known, or the printed ones may be some of them.
  const all = plain && n.low === n.high && fits;
  const standing: Following['standing'] = all ? 'definition' : 'unstated';
  const conditions = [`these ${known.length} values are all`];
  const causes = [
    'values that are left out',
    'values rounded before they were printed',
    'a misprint',
  ];
  for (const [name, figure, candidates, arithmetic] of followingsOf(context, known, statistics)) {
    const following = { figure, standing, candidates, arithmetic, inputs, conditions, causes };
    yield judgeFollowing(context, { ...following, label: `${name} of ${label}` });
  }
}

type Part = readonly [string, Figure, Following['candidates'], string];

function* followingsOf(
  context: CheckContext,
  values: readonly Figure[],
  { mean, sd, se, variance, median, range, geometricMean, how }: Statistics,
): Generator<Part> {
  const n = values.length;
  const shown = n > 8 ? `${texts(values.slice(0, 6))} … ${values.at(-1)?.text}` : texts(values);
  const all = (printed: typeof mean) =>
    (printed ?? []).filter(
      ({ relation, where }) => relation === '=' && !context.impossible.has(where.path),
    );
  for (const figure of all(mean)) {
    const sum = values.map(exactValue).reduce(addRationals, rational(0n));
    const total = Number(sum.numerator) / Number(sum.denominator);
    const decimals = Math.max(0, ...values.map(({ decimals }) => decimals));
    yield [
      'mean',
      figure,
      meanOf(values),
      `The values add up to ${total.toFixed(decimals)}, and ${total.toFixed(decimals)}/${n}`,
    ];
  }
  const spreads = [
    ['SD', sd, (x: number) => x],
    ['SE', se, (x: number) => x / Math.sqrt(n)],
    ['variance', variance, (x: number) => x * x],
  ] as const;
  for (const [name, printed, of] of spreads) {
    for (const figure of all(printed)) {
      yield [name, figure, spreadOf(values, of, how?.sd), `The ${name} of ${shown}`];
    }
  }
  for (const figure of all(median)) {
    yield ['median', figure, ordered(values, middle), `The median of ${shown}`];
  }
  for (const figure of all(range?.low ?? null)) {
    yield [
      'least value',
      figure,
      ordered(values, (all) => all[0] as Rational),
      `The least of ${shown}`,
    ];
  }
  for (const figure of all(range?.high ?? null)) {
    yield [
      'greatest value',
      figure,
      ordered(values, (all) => all.at(-1) as Rational),
      `The greatest of ${shown}`,
    ];
  }
  if (values.every(({ low }) => low > 0)) {
    for (const figure of all(geometricMean)) {
      yield ['geometric mean', figure, geometric(values), `The geometric mean of ${shown}`];
    }
  }
}

function texts(values: readonly Figure[]): string {
  return values.map(({ text }) => text).join(', ');
}

function meanOf(values: readonly Figure[]): Following['candidates'] {
  const share = rational(1n, BigInt(values.length));
  const nominal = times(point(values.map(exactValue).reduce(addRationals, rational(0n))), share);
  return (rule) => {
    const sum = values.map((figure) => windowOf(figure, rule)).reduce(plus);
    return [{ assumption: null, interval: times(sum, share), nominal, proved: true }];
  };
}

/** An order statistic, or the mean of two: monotone in every value. */
function ordered(
  values: readonly Figure[],
  pick: (sorted: readonly Rational[]) => Rational,
): Following['candidates'] {
  const of = (all: readonly Rational[]) => pick([...all].sort(compareRationals));
  const nominal = of(values.map(exactValue));
  return (rule) => {
    const windows = values.map((figure) => windowOf(figure, rule));
    const [lows, highs] = [windows.map(({ low }) => low), windows.map(({ high }) => high)];
    const interval: ExactInterval = {
      low: of(lows as Rational[]),
      high: of(highs as Rational[]),
      lowClosed: true,
      highClosed: true,
    };
    return [{ assumption: null, interval, nominal, proved: true }];
  };
}

function middle(sorted: readonly Rational[]): Rational {
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] as Rational;
  if (sorted.length % 2 === 1) return upper;
  const sum = addRationals(sorted[half - 1] as Rational, upper);
  return rational(sum.numerator, sum.denominator * 2n);
}

function spreadOf(
  values: readonly Figure[],
  of: (sd: number) => number,
  divisor: 'sample' | 'population' | undefined,
): Following['candidates'] {
  const n = values.length;
  const about = (centres: readonly number[]) => {
    const mean = centres.reduce((sum, x) => sum + x, 0) / n;
    const squares = centres.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    return Math.sqrt(squares / (n - 1));
  };
  const at = (rule: Rounding | null): Span => {
    if (rule === null) {
      const sd = about(values.map(({ value }) => value));
      return { low: sd * (1 - 1e-12), high: sd * (1 + 1e-12) };
    }
    const ends = values.map((figure) => {
      const { low, high } = windowOf(figure, rule);
      return [low, high].map(
        (end) => Number(end?.numerator ?? 0n) / Number(end?.denominator ?? 1n),
      );
    }) as [number, number][];
    const sd = about(ends.map(([low, high]) => (low + high) / 2));
    const moved = ends.reduce((sum, [low, high]) => sum + ((high - low) / 2) ** 2, 0);
    const off = Math.sqrt(moved / (n - 1));
    const slack = 1e-12 * (sd + off + Math.max(...ends.flat().map(Math.abs)));
    return { low: Math.max(0, sd - off - slack), high: sd + off + slack };
  };
  const candidate = (rule: Rounding, factor: number, assumption: string | null): Candidate => {
    const over = (span: Span) => {
      const { low, high } = scaled(span, factor);
      return intervalOf({ low: of(Math.max(0, low)), high: of(high) });
    };
    return { assumption, interval: over(at(rule)), nominal: over(at(null)), proved: true };
  };
  const byN = Math.sqrt((n - 1) / n);
  return (rule) => {
    if (divisor === 'population') {
      return [candidate(rule, byN, null), candidate(rule, 1, 'with the divisor n − 1')];
    }
    const usual = candidate(rule, 1, null);
    return divisor === 'sample' ? [usual] : [usual, candidate(rule, byN, 'with the divisor n')];
  };
}

function geometric(values: readonly Figure[]): Following['candidates'] {
  const mean = (all: readonly number[]) =>
    Math.exp(all.reduce((sum, x) => sum + Math.log(x), 0) / all.length);
  return (rule) => {
    const windows = values.map((figure) => windowOf(figure, rule));
    const ends = (end: 'low' | 'high') =>
      windows.map((window) => Number(window[end]?.numerator) / Number(window[end]?.denominator));
    const [low, high] = [mean(ends('low')), mean(ends('high'))];
    const nominal = mean(values.map(({ value }) => value));
    const around = (from: number, to: number) =>
      intervalOf({ low: from * (1 - 1e-12), high: to * (1 + 1e-12) });
    return [
      {
        assumption: null,
        interval: around(low, high),
        nominal: around(nominal, nominal),
        proved: true,
      },
    ];
  };
}
