import type { Rounding } from '../../numeric/decimal.ts';
import { normalQuantile } from '../../numeric/normal.ts';
import { tQuantile } from '../../numeric/student-t.ts';
import type { Figure } from '../../study/model.ts';
import {
  differenceOf,
  type Moments,
  readingsOfBoth,
  type SpreadReading,
  sdOfDifference,
  spanOfFigure,
} from '../comparisons/moments.ts';
import {
  difference,
  exactSpan,
  functionError,
  meet,
  outward,
  product,
  quotient,
  root,
  type Span,
  sum,
} from '../engine/span.ts';
import type { OtherDf } from '../p-values/mean-tests.ts';
import {
  type GroupSpans,
  type StandardError,
  smallerDf,
  studentError,
  welchError,
  wholeDf,
} from '../p-values/standard-error.ts';

/** The limits of an interval by one method, over the rounding of what went in. */
export interface Limits {
  /** Completes "by …": "Wilson's method", "the t interval of Welch's test". */
  readonly title: string;
  /** What `how` would call it. */
  readonly words: RegExp;
  /** True when these words mean this method in one variant only: else nothing is called wrong by it. */
  readonly sure: boolean;
  readonly low: Span;
  readonly high: Span;
  readonly nominal: { readonly low: Span; readonly high: Span } | null;
  readonly proved: boolean;
  readonly reading: string | null;
  readonly contradicts: boolean;
  readonly over?: string;
}

/** An estimate plus and minus its standard error, under a rounding rule or (null) as printed. */
export type Centred = (rounding: Rounding | null) => {
  readonly value: Span;
  readonly error: StandardError;
};

type Notes = Pick<Limits, 'title' | 'words'> & Partial<Limits>;

/** The critical value of t falls in df; of the normal distribution, which has no df, it is one number. */
export function critical(level: number, df: Span | null): Span {
  const upper = (1 - level) / 2;
  if (df === null) {
    const all = criticalNumbers(level);
    return outward(Math.min(...all), Math.max(...all), functionError);
  }
  const t = (of: number) => tQuantile({ upper }, of);
  return outward(t(df.high), t(df.low), functionError);
}

/** z to all digits, and as people write it: 1.96, 1.645, 2.58. */
export function criticalNumbers(level: number): readonly number[] {
  const z = normalQuantile({ upper: (1 - level) / 2 });
  return [z, Number(z.toFixed(2)), Number(z.toFixed(3))];
}

/** value ± critical value · se: each limit is monotone in value and in se. */
export function symmetricLimits(
  centred: Centred,
  kind: 't' | 'z',
  level: number,
  rounding: Rounding,
  notes: Notes,
): Limits {
  const at = (rule: Rounding | null) => {
    const { value, error } = centred(rule);
    const half = product(critical(level, kind === 't' ? error.df : null), error.se);
    return { low: difference(value, half), high: sum(value, half) };
  };
  const nominal = notes.over === undefined ? at(null) : null;
  return {
    proved: true,
    sure: true,
    reading: null,
    contradicts: false,
    ...notes,
    ...at(rounding),
    nominal,
  };
}

/** Intervals of one mean. */
export function meanLimits(
  { mean, spread, readings }: Moments,
  n: Span,
  level: number,
  rounding: Rounding,
): readonly Limits[] {
  if (!mean || !spread) return [];
  return readings.flatMap((reading) => {
    const centred: Centred = (rule) => ({
      value: spanOfFigure(mean, rule),
      error: {
        se: quotient(reading.sd(spanOfFigure(spread, rule, 0), n), root(n)),
        df: { low: n.low - 1, high: n.high - 1 },
      },
    });
    return tAndZ(centred, level, rounding, notesOf(reading, n), 'the mean');
  });
}

/** Intervals of the difference of two means of different patients. */
export function differenceLimits(
  [first, second]: readonly [Moments, Moments],
  [n1, n2]: readonly [Span, Span],
  printed: Figure | null,
  level: number,
  rounding: Rounding,
): readonly Limits[] {
  const { mean: mean1, spread: spread1 } = first;
  const { mean: mean2, spread: spread2 } = second;
  if (!spread1 || !spread2) return [];
  const value = (rule: Rounding | null) => estimateOf(printed, mean1, mean2, rule);
  if (!value(null)) return [];
  return readingsOfBoth(first, second).flatMap((reading) => {
    const [readFirst, readSecond] = reading.sds;
    const groups = (rule: Rounding | null): [GroupSpans, GroupSpans] => [
      { n: n1, sd: readFirst(spanOfFigure(spread1, rule, 0), n1) },
      { n: n2, sd: readSecond(spanOfFigure(spread2, rule, 0), n2) },
    ];
    const by =
      (error: (a: GroupSpans, b: GroupSpans) => StandardError): Centred =>
      (rule) => ({ value: value(rule) as Span, error: error(...groups(rule)) });
    const notes = notesOf(reading, n1, n2);
    const limits = (kind: 't' | 'z', centred: Centred, title: string, words: RegExp) =>
      symmetricLimits(centred, kind, level, rounding, { ...notes, title, words });
    return [
      limits('t', by(studentError), "Student's t interval", /student|pooled|equal|\bt\b/),
      limits('t', by(welchError), "Welch's t interval", welchWords),
      limits('t', by(welchWith(wholeDf)), "Welch's t interval with whole df", welchWords),
      limits(
        't',
        by(welchWith(smallerDf)),
        'a t interval with the df of the smaller group',
        welchWords,
      ),
      limits('z', by(welchError), 'a normal interval', /normal|\bz\b|wald/),
    ];
  });
}

const welchWords = /welch|unequal|satterthwaite|\bt\b/;

function welchWith(otherDf: OtherDf): (a: GroupSpans, b: GroupSpans) => StandardError {
  return (a, b) => {
    const error = welchError(a, b);
    return { se: error.se, df: otherDf(error, a, b) };
  };
}

/** Intervals of a mean change, with the printed correlation or over all that it can be. */
export function changeLimits(
  [before, after]: readonly [Moments, Moments],
  change: Moments | null,
  correlation: Figure | null,
  printed: Figure | null,
  n: Span,
  level: number,
  rounding: Rounding,
): readonly Limits[] {
  const own = printed ?? change?.mean ?? null;
  // A printed change of the patients with both visits need not be the difference of the means.
  const value = (rule: Rounding | null) =>
    own ? spanOfFigure(own, rule) : estimateOf(null, after.mean, before.mean, rule);
  const from = change?.spread ? change : before;
  const to = change?.spread ? change : after;
  const { spread } = from;
  if (!spread || !value(null) || !to.spread) return [];
  const spreadAfter = to.spread;
  const df = { low: n.low - 1, high: n.high - 1 };
  return readingsOfBoth(from, to).flatMap((reading) => {
    const [readFrom, readTo] = reading.sds;
    const sd = (rule: Rounding | null): Span => {
      const first = readFrom(spanOfFigure(spread, rule, 0), n);
      if (change?.spread) return first;
      const r = correlation ? spanOfFigure(correlation, rule, -1) : { low: -1, high: 1 };
      return sdOfDifference(first, readTo(spanOfFigure(spreadAfter, rule, 0), n), r);
    };
    const centred: Centred = (rule) => ({
      value: value(rule) as Span,
      error: { se: quotient(sd(rule), root(n)), df },
    });
    const open = !change?.spread && !correlation;
    // Over all correlations nothing is left to tell readings apart by.
    if (open && reading.contradicts) return [];
    const notes = { ...notesOf(reading, n), ...(open && { over: 'the correlation' }) };
    return tAndZ(centred, level, rounding, notes, 'the mean change');
  });
}

/** Intervals of an estimate with a printed standard error, on its own scale or that of its logarithm. */
export function errorLimits(
  value: Figure,
  se: Figure,
  df: Span | null,
  welchDf: Span | null,
  level: number,
  rounding: Rounding,
): readonly Limits[] {
  const by =
    (of: Span | null): Centred =>
    (rule) => ({
      value: spanOfFigure(value, rule),
      error: { se: spanOfFigure(se, rule, 0), df: of ?? exactSpan(1e9) },
    });
  const centred = by(df);
  const z = symmetricLimits(centred, 'z', level, rounding, {
    title: 'estimate ± z · SE',
    words: /normal|\bz\b|wald/,
  });
  if (df === null) return [z];
  const t = symmetricLimits(centred, 't', level, rounding, {
    title: 'estimate ± t · SE',
    words: welchDf ? /\bt\b|student|pooled|equal/ : /\bt\b|student/,
  });
  if (welchDf === null) return [t, z];
  // Welch's degrees of freedom need both SDs: without them all that they can be are gone through.
  const welch = symmetricLimits(by(welchDf), 't', level, rounding, {
    title: 'estimate ± t · SE',
    words: /\bt\b|welch|unequal|satterthwaite/,
    over: "Welch's degrees of freedom",
  });
  return [t, welch, z];
}

function estimateOf(
  printed: Figure | null,
  a: Figure | null,
  b: Figure | null,
  rule: Rounding | null,
): Span | null {
  const own = printed && spanOfFigure(printed, rule);
  const raw = a && b ? differenceOf(a, b, rule) : null;
  // Both hold the unrounded value; where they exclude each other another check says so.
  return own && raw ? (rule === null ? own : (meet(own, raw) ?? own)) : (own ?? raw);
}

function notesOf(
  { assumption, contradicts }: Pick<SpreadReading, 'assumption' | 'contradicts'>,
  ...ns: readonly Span[]
): Pick<Limits, 'reading' | 'contradicts' | 'over'> {
  const open = ns.some(({ low, high }) => low !== high);
  return {
    reading: assumption,
    contradicts,
    ...(open && { over: 'the number of patients' }),
  };
}

function tAndZ(
  centred: Centred,
  level: number,
  rounding: Rounding,
  notes: Pick<Limits, 'reading' | 'contradicts' | 'over'>,
  what: string,
): readonly Limits[] {
  const t = { ...notes, title: `the t interval of ${what}`, words: /\bt\b|student|paired/ };
  const z = { ...notes, title: `the normal interval of ${what}`, words: /normal|\bz\b|wald/ };
  return [
    symmetricLimits(centred, 't', level, rounding, t),
    symmetricLimits(centred, 'z', level, rounding, z),
  ];
}

/** Limits of a ratio with the standard error of its logarithm: value · e^(±z se). */
export function logErrorLimits(
  value: Figure,
  se: Figure,
  level: number,
  rounding: Rounding,
): readonly Limits[] {
  const at = (rule: Rounding | null) => {
    const ratio = spanOfFigure(value, rule, 0);
    const half = product(critical(level, null), spanOfFigure(se, rule, 0));
    return {
      low: product(ratio, outward(Math.exp(-half.high), Math.exp(-half.low), 1e-13)),
      high: product(ratio, outward(Math.exp(half.low), Math.exp(half.high), 1e-13)),
    };
  };
  const title = 'estimate · e^(± z · SE), the SE of its logarithm';
  const shared = {
    proved: true,
    sure: true,
    reading: null,
    contradicts: false,
    words: /log|wald|normal/,
  };
  return [{ ...shared, title, ...at(rounding), nominal: at(null) }];
}

/** Fisher's interval of a correlation: tanh(artanh r ± z/√(n − 3)), rising in r. */
export function correlationLimits(
  r: Figure,
  n: number,
  level: number,
  rounding: Rounding,
): readonly Limits[] {
  if (n <= 3) return [];
  const at = (rule: Rounding | null) => {
    const { low, high } = spanOfFigure(r, rule);
    const clamp = (x: number) => Math.min(1 - 1e-15, Math.max(-1 + 1e-15, x));
    const half = critical(level, null).low / Math.sqrt(n - 3);
    const move = (x: number, by: number) => {
      const end = Math.tanh(Math.atanh(clamp(x)) + by);
      return { low: end - 1e-11, high: end + 1e-11 };
    };
    return {
      low: { low: move(low, -half).low, high: move(high, -half).high },
      high: { low: move(low, half).low, high: move(high, half).high },
    };
  };
  const shared = {
    proved: true,
    sure: true,
    reading: null,
    contradicts: false,
    words: /fisher|\bz\b/,
  };
  return [{ ...shared, title: "Fisher's z transformation", ...at(rounding), nominal: at(null) }];
}
