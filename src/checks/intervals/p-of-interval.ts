import { normalQuantile } from '../../numeric/normal.ts';
import type { Figure } from '../../study/model.ts';
import { plain, type StatedTest } from '../comparisons/named-test.ts';
import { windowOf } from '../engine/printed.ts';
import {
  difference,
  exactSpan,
  join,
  magnitude,
  meet,
  outward,
  product,
  quotient,
  type Span,
  scaled,
  spanOf,
} from '../engine/span.ts';
import { pOfT, pOfZ } from '../p-values/tail-spans.ts';
import type { IntervalClaim } from './interval-claim.ts';
import { critical } from './limits.ts';

/** The p-value that belongs to a Wald interval: z = estimate/SE, with the SE from the width. */
export interface IntervalP {
  /** Over all values that round to, or were cut off to, the printed estimate and limits. */
  readonly p: Span;
  /** From the figures as printed; with t where the degrees of freedom are known. */
  readonly nominal: Span;
  /** "(3.10 − 0)/((6.0 − 0.2)/(2 · 1.960)) = 2.10". */
  readonly arithmetic: string;
  /** The same as a z, and what a test by another method could give. */
  readonly z: Span;
  readonly others: Span;
}

/** "means", "odds" or "risks", on the scale where the interval is symmetric. */
interface Scaled {
  readonly low: Span;
  readonly high: Span;
  readonly value: Span;
}

/**
 * The p-value of a Wald interval at a level; null where the estimate is not in the middle of it, and
 * where no test goes with such an interval. With t over the degrees of freedom that are known; for a
 * mean without them, from z to a t with 1.
 *
 * z = c (u + l)/(u − l), c the critical value, is monotone in each limit with the other one fixed, so
 * its extremes are at corners; it is also 2c times the estimate over u − l, and must be in both.
 *
 * @see references.altman2011
 */
export function pOfInterval(
  claim: IntervalClaim,
  level: number,
  stated: StatedTest,
): IntervalP | null {
  const { testOf, df, none, scale } = claim;
  const [all, printed] = [onScale(claim, 'any'), onScale(claim, null)];
  if (!testOf || none === null || scale === null || !all || !printed) return null;
  const [ratio, ratioPrinted] = [ratioOf(all), ratioOf(printed, true)];
  if (!ratio || !ratioPrinted) return null;
  const z = (of: Span) => pOfZ(product(critical(level, null), of));
  const p = testOf !== 'means' ? z(ratio) : join(z(ratio), byT(ratio, level, df ?? one));
  // The most that they can be are those of Student's test.
  const most = testOf === 'means' && df ? exactSpan(df.high) : null;
  const nominal = most ? byT(ratioPrinted, level, most) : z(ratioPrinted);
  const sizes = zOfP(p);
  return {
    p,
    nominal,
    arithmetic: arithmeticOf(claim, level, ratioPrinted),
    z: sizes,
    others: othersOf(sizes, all, level, testOf, stated),
  };
}

const one = exactSpan(1);

/** Into so many parts a span of degrees of freedom is cut: the critical value and p fall together. */
const parts = 16;

function byT(ratio: Span, level: number, df: Span): Span {
  const step = (df.high / df.low) ** (1 / parts);
  const within = (from: number, to: number) => {
    const degrees = { low: from, high: to };
    return pOfT(product(critical(level, degrees), ratio), degrees);
  };
  if (df.low === df.high) return within(df.low, df.high);
  const ends = Array.from({ length: parts + 1 }, (_, i) =>
    i === parts ? df.high : df.low * step ** i,
  );
  return ends
    .slice(1)
    .map((end, i) => within(ends[i] ?? df.low, end))
    .reduce(join);
}

/** The p of the t test with the degrees of freedom of the file only: what the named test gives. */
export function pOfNamedT(claim: IntervalClaim, level: number): Span | null {
  const all = onScale(claim, 'any');
  const ratio = all && ratioOf(all);
  if (!ratio || !claim.df) return null;
  return byT(ratio, level, claim.df);
}

function onScale(
  { value, low, high, none, scale, units = [1] }: IntervalClaim,
  rule: 'any' | null,
): Scaled | null {
  const on = (figure: Figure, factor: number): Span | null => {
    const over = rule === null ? exactSpan(figure.value) : spanOf(windowOf(figure, rule));
    if (scale === 'linear') return difference(scaled(over, factor), exactSpan(none ?? 0));
    return over.low > 0 ? outward(Math.log(over.low), Math.log(over.high)) : null;
  };
  if (value?.relation !== '=' || units.length !== 1) return null;
  const [from, to, at] = [on(low, 1), on(high, 1), on(value, units[0] ?? 1)];
  return from && to && at ? { low: from, high: to, value: at } : null;
}

/** |u + l|/(u − l); null when the estimate is not in the middle, or the limits may be one number. */
function ratioOf({ low, high, value }: Scaled, byValueOnly = false): Span | null {
  const width = difference(high, low);
  if (width.low <= 0) return null;
  const byValue = quotient(scaled(value, 2), width);
  if (byValueOnly) return magnitude(byValue);
  const corners = [low.low, low.high].flatMap((l) =>
    [high.low, high.high].map((u) => (u + l) / (u - l)),
  );
  const byLimits = outward(Math.min(...corners), Math.max(...corners), 1e-12);
  const both = meet(byLimits, byValue);
  return both && magnitude(both);
}

function zOfP({ low, high }: Span): Span {
  const z = (p: number) => (p <= 0 ? Infinity : normalQuantile({ upper: Math.min(1, p) / 2 }));
  return { low: Math.max(0, z(high)), high: z(low) };
}

/**
 * How large a z other common tests of the same data can give. Of two counts the score statistic (χ²)
 * and the likelihood ratio are at most 2 sinh(L/2)/L times Wald's, L the log odds ratio, and a
 * continuity correction or an exact test takes half a standard error off: so they are in every
 * table without a nought of 8 to 60 patients a group (tests/checks/p-of-interval.test.ts). Of
 * means, tests of ranks differ with the shape of the data; of risks, Wald's statistic and the
 * others are different functions: for these there is more room.
 */
function othersOf(
  z: Span,
  { low, high, value }: Scaled,
  level: number,
  testOf: NonNullable<IntervalClaim['testOf']>,
  { tests }: StatedTest,
): Span {
  const within = (factor: number, less: number, more = 1) => ({
    low: z.low / factor - less - 0.1,
    high: z.high * factor * more + 0.1,
  });
  if (testOf === 'risks') return within(3, 0);
  if (testOf === 'means') return within(tests.length > 0 ? 1.25 : 1.5, 0);
  const se = (high.high - low.low) / 2 / critical(level, null).low;
  const half = magnitude(value).high / 2;
  return within(1.05, se / 2, half === 0 ? 1 : Math.sinh(half) / half);
}

/** Whether a printed p is more than three times off, and beyond what other common tests would give. */
export function isFarOff(printed: Span, { p, others }: IntervalP): boolean {
  const z = zOfP({ low: Math.max(0, printed.low), high: Math.min(1, printed.high) });
  return isTimesOff(printed, p) && (z.high < others.low || z.low > others.high);
}

/** Whether every p that was printed is less than a third, or more than three times, of every one here. */
export function isTimesOff(printed: Span, p: Span): boolean {
  return printed.high * 3 < p.low || printed.low > p.high * 3;
}

/** Words of a test or an interval whose p-value is not the one of a Wald interval. */
const otherTest =
  /rank|exact|fisher|permut|random|bootstrap|likelihood|profile|score|mann|whitney|wilcoxon|\bsign\b|kruskal|bayes|credib|barnard|boschloo|mid ?p|bonferroni|holm|tukey|dunnett|scheff|[sš]id[aá]k|hochberg|\bfdr\b|correct|adjusted p|multiplicity|simultan|chi ?square|mcnemar|newcombe|wilson|koopman|miettinen|robust|trend|interaction|non ?inferior|equivalen|one (?:sided|tailed)|\bf ?test|anova|global|overall/;

/** What the file names that need not agree with a Wald interval; null when there is nothing. */
export function otherTestNamed({ how }: IntervalClaim): string | null {
  const { test, model, interval, correction, note } = how;
  const all = [test, model, interval, correction, note];
  return all.find((words) => words !== undefined && otherTest.test(plain(words))) ?? null;
}

function arithmeticOf(
  { value, low, high, scale, none }: IntervalClaim,
  level: number,
  ratio: Span,
): string {
  const c = critical(level, null);
  const z = ((ratio.low + ratio.high) / 2) * ((c.low + c.high) / 2);
  const at = (text: string) => (scale === 'log' ? `ln ${text}` : text);
  const less = /^[\d.]/.test(low.text) || scale === 'log' ? at(low.text) : `(${low.text})`;
  const estimate =
    scale === 'log' || none === 0 ? at(value?.text ?? '') : `(${value?.text} − ${none})`;
  return `${estimate} over its standard error, (${at(high.text)} − ${less})/(2 · ${normalQuantile({ upper: (1 - level) / 2 }).toFixed(2)}), is z = ${z.toFixed(2)} without its sign`;
}
