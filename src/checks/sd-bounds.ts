import type { Rounding } from '../numeric/decimal.ts';
import { type ExactInterval, overlap, rationalToNumber } from '../numeric/exact-interval.ts';
import { type Rational, rational } from '../numeric/rational.ts';
import type { Figure } from '../study/model.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import type { Tried, Verdict } from './engine/finding.ts';
import { insteadOf } from './engine/instead.ts';
import { reportedFigure, windowOf } from './engine/printed.ts';
import { fixed, otherwise } from './engine/words.ts';
import {
  countText,
  figuresOf,
  notPlain,
  plainText,
  type Row,
  roundingOf,
  rowsOf,
  type SpreadKind,
} from './samples/rows.ts';
import { attempt } from './samples/sample.ts';
import { sampleRowOf } from './samples/sample-readings.ts';
import { squareOf, type VarianceLimits, varianceLimits } from './samples/sd-limits.ts';

/** An SD lies between the least and the greatest that its mean, n and the scale's limits allow. */
export const sdBoundsCheck: Check = {
  id: 'sd-bounds',
  title: 'The SD lies between the least and the greatest that mean, n and limits allow',
  needs:
    'a mean, an SD and a number of patients on a scale with limits; with a step sample-exists includes it',
  proves: 'that no scores between the limits have the printed mean and so small or so large an SD',
  cannot: 'find an SD that is wrong but possible: most of them are',
  example:
    'Twenty scores from 0 to 10 with the mean 8.0 vary most as 16 tens and 4 zeros: SD 4.10, so 4.5 cannot be.',
  references: ['heathers2018'],
  gravest: 'impossible-as-entered',
  inspectSr: '4.8',
  *run(context) {
    for (const row of rowsOf(context.study)) {
      const includes = context.running.has('sample-exists') && sampleRowOf(context, row) !== null;
      if (!includes) yield* judge(context, row);
    }
  },
};

function* judge(context: CheckContext, row: Row): Generator<Judgement> {
  const { mean, spread } = figuresOf(context, row);
  const { n, within, nStated, how } = row.statistics;
  const limits = within ?? (row.scale ? ([row.scale.min, row.scale.max] as const) : null);
  if (!mean || !spread || !limits || n.high === null || n.high < 1) return;
  if (context.impossible.has(n.where.path)) return;
  const numbers = numbersFrom(Math.max(n.low, 1), n.high);
  const rounding = roundingOf(row, context.rounding);
  const allowed = (meanText: string, rule: Rounding) =>
    numbers.flatMap((each) => limitsFor(row, limits, meanText, each, rule) ?? []);
  const stated = allowed(plainText(mean), rounding);
  const { figure, kind } = spread;
  const because = notPlain(context.study, row);
  // A wide range of n is gone through in part.
  const all = n.high - Math.max(n.low, 1) < numbers.length;
  const worst = because === null && nStated && all ? 'impossible-as-entered' : 'unexplained';
  const cut = rounding !== 'any' && rounding !== 'truncate' && how?.rounded === undefined;
  const decide = (printed: Figure, bounds: readonly Bounds[], meanText: string) => {
    const reading = readingOf(printed, kind, bounds, rounding);
    if (reading !== null) {
      const { assumption } = readings[reading];
      const [low, high] = recomputedOf(bounds, kind, reading);
      const tried: Tried[] = assumption === null ? [] : [{ assumption, low, high, fits: true }];
      return { verdict: 'possible', reading, tried } as const;
    }
    const truncated = cut && readingOf(printed, kind, allowed(meanText, 'any'), 'any') !== null;
    const tried: Tried[] = cut
      ? [{ assumption: 'if digits were cut off', low: null, high: null, fits: truncated }]
      : [];
    const verdict: Verdict = truncated ? 'within-rounding' : worst;
    return { verdict, reading: 'stated', tried } as const;
  };
  if (stated.length === 0) return;
  const { verdict, reading, tried } = decide(figure, stated, plainText(mean));
  const [low, high] = recomputedOf(stated, kind);
  yield {
    reported: reportedFigure(figure),
    label: `${kind === 'se' ? 'SE' : kind === 'variance' ? 'variance' : 'SD'} ${row.place}`,
    verdict,
    recomputed: { low, high, nominal: null },
    why: reason(row, { mean, figure, kind, stated, limits, verdict, reading, because }),
    conditions: [
      `${countText(row.statistics)} patients${nStated ? '' : ' (not printed, assumed)'}`,
      `every score lies from ${limits[0]} to ${limits[1]}`,
    ],
    tried,
    inputs: [mean.where, n.where],
    instead: insteadOf(
      figure,
      (other) => decide(other, stated, plainText(mean)).verdict,
      kind === 'variance' ? null : { low: 0, high: limits[1] - limits[0] },
    ),
  };
}

/** Limits of the variance for a number of patients. */
interface Bounds extends VarianceLimits {
  readonly n: number;
}

function limitsFor(
  { scale, items }: Row,
  [min, max]: readonly [number, number],
  mean: string,
  n: number,
  rounding: Rounding,
): Bounds | null {
  const step = scale?.step ?? null;
  // What was assumed proves nothing: without a stated step scores may be any numbers.
  const stepped = step !== null && scale?.stepSource !== null && scale?.stepSource !== 'assumed';
  const found = attempt(() =>
    varianceLimits({ mean, n, min, max, ...(stepped && { step, items }) }, rounding),
  );
  return found && { ...found, n };
}

/** What a printed spread can be read as, and how that is said. */
const readings = {
  stated: { assumption: null, words: '' },
  population: { assumption: 'if the SD divides by n, not n − 1', words: ' if it divides by n' },
  se: { assumption: 'if ± is the standard error', words: ' as a standard error' },
} as const;

type Reading = keyof typeof readings;

/** The first reading of a printed spread, squared, that meets the limits; null when none does. */
function readingOf(
  figure: Figure,
  kind: SpreadKind,
  bounds: readonly Bounds[],
  rounding: Rounding,
): Reading | null {
  const printed = windowOf(figure, rounding, { min: 0 });
  const window = kind === 'variance' ? printed : squareOf(printed);
  if (window === null) return null;
  const meets = (reading: Reading) =>
    bounds.some((each) => overlap(window, between(each, divisorOf(each, kind, reading))));
  if (meets('stated')) return 'stated';
  // ± may be the SE, and an SD may divide by n.
  if (meets('population')) return 'population';
  return kind === 'spread' && meets('se') ? 'se' : null;
}

/** What the variance that divides by n − 1 is divided by to be what is printed, squared. */
function divisorOf({ n }: Bounds, kind: SpreadKind, reading: Reading): Rational {
  const count = rational(BigInt(n));
  if (reading === 'se') return count;
  // What divides by n is smaller than what divides by n − 1.
  const less =
    reading === 'population' && n > 1 ? rational(BigInt(n), BigInt(n - 1)) : rational(1n);
  return kind === 'se' ? rational(count.numerator * less.numerator, less.denominator) : less;
}

function between(
  { low, high }: VarianceLimits,
  { numerator, denominator }: Rational,
): ExactInterval {
  const part = (end: Rational) => ({
    numerator: end.numerator * denominator,
    denominator: end.denominator * numerator,
  });
  return { low: part(low), high: part(high), lowClosed: true, highClosed: true };
}

function reason(
  row: Row,
  of: {
    readonly mean: Figure;
    readonly figure: Figure;
    readonly kind: SpreadKind;
    readonly stated: readonly Bounds[];
    readonly limits: readonly [number, number];
    readonly verdict: Verdict;
    readonly reading: Reading;
    readonly because: string | null;
  },
): string {
  const { mean, figure, kind, stated, limits, verdict, reading, because } = of;
  const digits = Math.max(figure.decimals, 0) + 2;
  const ends = (as: Reading) => {
    const [low, high] = recomputedOf(stated, kind, as);
    return `from ${fixed(low, digits)} to ${fixed(high, digits)}`;
  };
  const name = kind === 'se' ? 'SE' : kind === 'variance' ? 'variance' : 'SD';
  const arithmetic = `${countText(row.statistics)} scores from ${limits[0]} to ${limits[1]} with the mean ${mean.text} have an ${name} ${ends('stated')}`;
  if (verdict === 'possible') {
    const other = reading === 'stated' ? '' : `, or ${ends(reading)}${readings[reading].words}`;
    return `${arithmetic}${other}; printed is ${figure.text}.`;
  }
  if (verdict === 'within-rounding')
    return `${arithmetic}; the printed ${figure.text} fits if digits were cut off.`;
  const soft = because === null ? '' : ` Not called impossible, as ${because}.`;
  return `${arithmetic}, and ${figure.text} is printed.${soft} ${otherwise(['an SD of something else than these scores', 'another number of patients', 'a misprint'])}`;
}

/** The least and the greatest spread over all numbers of patients that are allowed. */
function recomputedOf(
  stated: readonly Bounds[],
  kind: SpreadKind,
  reading: Reading = 'stated',
): readonly [number, number] {
  const root = (end: Rational, bounds: Bounds) => {
    const square = rationalToNumber(end) / rationalToNumber(divisorOf(bounds, kind, reading));
    return kind === 'variance' ? square : Math.sqrt(square);
  };
  return [
    Math.min(...stated.map((each) => root(each.low, each))),
    Math.max(...stated.map((each) => root(each.high, each))),
  ];
}

/** All numbers of patients that are allowed; few are enough of a wide range: the limits move slowly. */
function numbersFrom(low: number, high: number): number[] {
  const count = Math.min(high - low + 1, 2000);
  return Array.from({ length: count }, (_, i) => low + i);
}
