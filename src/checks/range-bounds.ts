import type { Rounding } from '../numeric/decimal.ts';
import { type ExactInterval, minus, rationalToNumber } from '../numeric/exact-interval.ts';
import {
  addRationals,
  compareRationals,
  divideRationals,
  multiplyRationals,
  type Rational,
  rational,
  subtractRationals,
} from '../numeric/rational.ts';
import type { Figure } from '../study/model.ts';
import type { Check, CheckContext, Judgement } from './check.ts';
import type { Verdict } from './finding.ts';
import { reportedFigure, windowOf, withText } from './printed.ts';
import { countText, figuresOf, notPlain, plainText, type Row, roundingOf, rowsOf } from './rows.ts';
import { attempt } from './sample.ts';
import { squareOf } from './sd-bounds.ts';
import { varianceLimits } from './sd-limits.ts';
import { fixed, otherwise } from './words.ts';

/** Least ≤ first quartile ≤ median ≤ third quartile ≤ greatest, the mean between, the SD possible. */
export const rangeBounds: Check = {
  id: 'range-bounds',
  title: 'Mean, median and quartiles lie inside the printed range, and the SD is possible for it',
  needs: 'a range or quartiles beside a mean, a median or an SD',
  proves: 'that values with the printed least and greatest cannot have the other figures',
  cannot: 'find a figure that is wrong but inside the range',
  example:
    'Ten ages from 30 to 70 have an SD of at least 9.43, as 30 and 70 are among them, so 8.1 cannot be.',
  references: [],
  gravest: 'inconsistent',
  inspectSr: '4.8',
  *run(context) {
    for (const row of rowsOf(context.study)) {
      yield* inOrder(context, row);
      yield* sdInRange(context, row);
    }
  },
};

/** A printed figure by its name in a sentence. */
interface Named {
  readonly name: string;
  readonly figure: Figure;
}

/** Pairs of which the first is not above the second. */
function* inOrder(context: CheckContext, row: Row): Generator<Judgement> {
  const { mean, median, low, high, q1, q3 } = figuresOf(context, row);
  const named = (name: string, figure: Figure | null): Named[] =>
    figure ? [{ name, figure }] : [];
  const ordered = [
    ...named('least value', low),
    ...named('first quartile', q1),
    ...named('median', median),
    ...named('third quartile', q3),
    ...named('greatest value', high),
  ];
  const around = { low: named('least value', low), high: named('greatest value', high) };
  // A range that ends below its start is told when the file is read.
  for (const subject of low && high && ordered.length === 2 ? [] : ordered.slice(1)) {
    const below = ordered.slice(0, ordered.indexOf(subject));
    yield orderOf(context, row, subject, below, []);
  }
  const [middle] = named('mean', mean);
  if (middle && around.low.length + around.high.length > 0) {
    yield orderOf(context, row, middle, around.low, around.high);
  }
}

function orderOf(
  context: CheckContext,
  row: Row,
  { name, figure }: Named,
  below: readonly Named[],
  above: readonly Named[],
): Judgement {
  const rounding = roundingOf(row, context.rounding);
  const plain = notPlain(context.study, row) === null;
  const judge = (printed: Figure) => {
    const wrong = (rule: Rounding) => [
      ...below.filter((other) => isAbove(other.figure, printed, rule)),
      ...above.filter((other) => isAbove(printed, other.figure, rule)),
    ];
    const found = wrong(rounding);
    if (found.length === 0) return { verdict: 'possible' as Verdict, found };
    const cut = rounding !== 'any' && rounding !== 'truncate' && wrong('any').length === 0;
    const verdict: Verdict = cut ? 'within-rounding' : plain ? 'inconsistent' : 'unexplained';
    return { verdict, found };
  };
  const { verdict, found } = judge(figure);
  const [other] = found;
  const limits = [
    ...below.map((each) => `not below the ${each.name} ${each.figure.text}`),
    ...above.map((each) => `not above the ${each.name} ${each.figure.text}`),
  ];
  const side = other && below.includes(other) ? 'below' : 'above';
  const why = other
    ? `The ${name} ${figure.text} lies ${side} the ${other.name} ${other.figure.text}.${verdict === 'within-rounding' ? ' It fits if digits were cut off.' : ` ${otherwise(['figures of different patients', 'limits of something else than a range, such as an interval', 'a misprint'])}`}`
    : `The ${name} ${figure.text} is ${limits.join(' and ')}.`;
  return {
    reported: reportedFigure(figure),
    label: `${name} ${row.place}`,
    verdict,
    why,
    inputs: [...below, ...above].map((each) => each.figure.where),
    instead: {
      verdict: (text) => {
        const changed = withText(figure, text);
        return changed ? judge(changed).verdict : 'not-checkable';
      },
      range: row.scale ? { low: row.scale.min, high: row.scale.max } : null,
    },
  };
}

/** Whether a figure is certainly greater than another. */
function isAbove(figure: Figure, other: Figure, rounding: Rounding): boolean {
  const [a, b] = [windowOf(figure, rounding), windowOf(other, rounding)];
  if (a.low === null || b.high === null) return false;
  const order = compareRationals(a.low, b.high);
  return order > 0 || (order === 0 && !(a.lowClosed && b.highClosed));
}

/** The SD of n values of which one is the least and one the greatest. */
function* sdInRange(context: CheckContext, row: Row): Generator<Judgement> {
  const { mean, spread, low, high, median } = figuresOf(context, row);
  const { n, nStated, how } = row.statistics;
  if (!spread || (spread.kind !== 'sd' && spread.kind !== 'spread')) return;
  if ((!low || !high) && !(mean && median)) return;
  const patients = Math.max(n.low, 0);
  const known = n.high !== null && n.low >= 2 && !context.impossible.has(n.where.path);
  if (!known) return;
  const { figure } = spread;
  const rounding = roundingOf(row, context.rounding);
  const most = n.high ?? patients;
  const limitsUnder = (rule: Rounding) =>
    sdLimits({ mean, median, low, high }, { fewest: patients, most }, rule);
  const stated = limitsUnder(rounding);
  if (!stated) return;
  const plain = notPlain(context.study, row) === null && nStated;
  const cut = rounding !== 'any' && rounding !== 'truncate' && how?.rounded === undefined;
  // Of n values the SD that divides by n is smaller, and ± may be the SE.
  const factors: readonly Factor[] = [
    ...(how?.sd === 'population' ? [] : [{ least: rational(1n), greatest: rational(1n) }]),
    // n/(n − 1) falls in n.
    ...(how?.sd === 'sample'
      ? []
      : [{ least: ratio(most, most - 1), greatest: ratio(patients, patients - 1) }]),
    ...(spread.kind === 'spread'
      ? [{ least: rational(BigInt(patients)), greatest: rational(BigInt(most)) }]
      : []),
  ];
  const judge = (printed: Figure): Verdict => {
    if (factors.some((factor) => within(printed, stated, factor, rounding))) return 'possible';
    const loose = cut ? limitsUnder('any') : null;
    if (loose && factors.some((factor) => within(printed, loose, factor, 'any'))) {
      return 'within-rounding';
    }
    return plain ? 'inconsistent' : 'unexplained';
  };
  const verdict = judge(figure);
  const digits = Math.max(figure.decimals, 0) + 2;
  const at = (end: Rational) => fixed(Math.sqrt(rationalToNumber(end)), digits);
  const limits = stated.high
    ? `an SD from ${at(stated.low)} to ${at(stated.high)}`
    : `an SD of at least ${at(stated.low)}`;
  const middle = [mean && `the mean ${mean.text}`, median && `the median ${median.text}`]
    .filter((text) => text)
    .join(' and ');
  const ends = low && high ? ` from ${low.text} to ${high.text}` : '';
  const arithmetic = `${countText(row.statistics)} values${ends}${middle && ` with ${middle}`} have ${limits}`;
  yield {
    reported: reportedFigure(figure),
    label: `SD ${row.place}`,
    verdict,
    why:
      verdict === 'possible'
        ? `${arithmetic}; printed is ${figure.text}.`
        : verdict === 'within-rounding'
          ? `${arithmetic}; the printed ${figure.text} fits if digits were cut off.`
          : `${arithmetic}, and ${figure.text} is printed. ${otherwise(['a standard error', 'a range of other patients', 'limits of something else than a range', 'a misprint'])}`,
    conditions: [
      `${countText(row.statistics)} patients${nStated ? '' : ' (not printed, assumed)'}`,
    ],
    inputs: [mean, median, low, high].flatMap((each) => (each ? [each.where] : [])).concat(n.where),
    instead: {
      verdict: (text) => {
        const changed = withText(figure, text);
        return changed ? judge(changed) : 'not-checkable';
      },
      range: low && high ? { low: 0, high: Math.max(high.high - low.low, 0) } : null,
    },
  };
}

interface Around {
  readonly mean: Figure | null;
  readonly median: Figure | null;
  readonly low: Figure | null;
  readonly high: Figure | null;
}

/** Squares of the least and greatest SD, over everything that rounds to the printed figures. */
interface SquaredLimits {
  readonly low: Rational;
  readonly high: Rational | null;
}

/**
 * With values from a to b, one at each end, and mean m: with p = m − a and q = b − m the sum of
 * squares is at least p² + q² + (p − q)²/(n − 2), the others being equal; at most as if all lay at
 * the ends. And |m − median| is at most the SD that divides by n.
 */
function sdLimits(
  { mean, median, low, high }: Around,
  { fewest, most }: { readonly fewest: number; readonly most: number },
  rounding: Rounding,
): SquaredLimits | null {
  let least = rational(0n);
  let greatest: Rational | null = null;
  const raise = (to: Rational) => {
    if (compareRationals(to, least) > 0) least = to;
  };
  // Fewer patients vary more: the least SD is that of the most, the greatest that of the fewest.
  const divisor = rational(BigInt(most - 1));
  if (low && high) {
    const [a, b] = [windowOf(low, rounding), windowOf(high, rounding)];
    const width = minus(b, a);
    if (!width.low || width.low.numerator < 0n || !a.low || !b.high) return null;
    raise(
      divideRationals(
        multiplyRationals(width.low, width.low),
        multiplyRationals(divisor, rational(2n)),
      ),
    );
    if (mean) {
      const m = windowOf(mean, rounding);
      const squares = leastSquaresAround(positive(minus(m, a)), positive(minus(b, m)), most);
      if (squares) raise(divideRationals(squares, divisor));
      const [min, max] = [printedEnd(a.low), printedEnd(b.high)];
      const limits = attempt(() =>
        varianceLimits({ mean: plainText(mean), n: fewest, min, max }, rounding),
      );
      if (limits) greatest = limits.high;
    }
  }
  if (mean && median) {
    const apart = minus(windowOf(mean, rounding), windowOf(median, rounding));
    const far = apart.low && apart.low.numerator > 0n ? apart.low : apart.high;
    if (far && apart.low && apart.high && apart.low.numerator > 0n === apart.high.numerator > 0n) {
      // s² = (n/(n − 1)) · population variance, and that is at least (m − median)².
      raise(multiplyRationals(multiplyRationals(far, far), ratio(most, most - 1)));
    }
  }
  return { low: least, high: greatest };
}

/** Ends of rounding intervals are decimals: as text, exactly. */
function printedEnd({ numerator, denominator }: Rational): string {
  let decimals = 0;
  while (10n ** BigInt(decimals) % denominator !== 0n) decimals++;
  const units = (numerator * 10n ** BigInt(decimals)) / denominator;
  return decimals === 0 ? String(units) : `${units}e-${decimals}`;
}

function ratio(a: number, b: number): Rational {
  return b > 0 ? rational(BigInt(a), BigInt(b)) : rational(1n);
}

/** The part of an interval that is not below zero. */
function positive({ low, high }: ExactInterval): { low: Rational; high: Rational } | null {
  if (!low || !high || high.numerator < 0n) return null;
  return { low: low.numerator < 0n ? rational(0n) : low, high };
}

/** The least p² + q² + (p − q)²/(n − 2) over two intervals: convex, so it is least on their edges. */
function leastSquaresAround(
  p: { low: Rational; high: Rational } | null,
  q: { low: Rational; high: Rational } | null,
  n: number,
): Rational | null {
  if (!p || !q) return null;
  const at = (x: Rational, y: Rational) => {
    const apart = subtractRationals(x, y);
    const ends = addRationals(multiplyRationals(x, x), multiplyRationals(y, y));
    if (n <= 2) return ends;
    return addRationals(
      ends,
      divideRationals(multiplyRationals(apart, apart), rational(BigInt(n - 2))),
    );
  };
  // For a fixed y it is least at x = y/(n − 1).
  const best = (y: Rational, { low, high }: { low: Rational; high: Rational }) => {
    const x = divideRationals(y, rational(BigInt(n - 1)));
    if (compareRationals(x, low) < 0) return low;
    return compareRationals(x, high) > 0 ? high : x;
  };
  return [
    at(p.low, best(p.low, q)),
    at(p.high, best(p.high, q)),
    at(best(q.low, p), q.low),
    at(best(q.high, p), q.high),
  ].reduce((a, b) => (compareRationals(a, b) <= 0 ? a : b));
}

/** What makes a printed spread the square of an SD that divides by n − 1, over the numbers of patients. */
interface Factor {
  readonly least: Rational;
  readonly greatest: Rational;
}

/** Whether factor · (what rounds to the figure)² meets the limits. */
function within(
  figure: Figure,
  { low, high }: SquaredLimits,
  { least, greatest }: Factor,
  rounding: Rounding,
): boolean {
  const squared = squareOf(windowOf(figure, rounding, { min: 0 }));
  if (!squared?.low || !squared.high) return false;
  if (compareRationals(multiplyRationals(squared.high, greatest), low) < 0) return false;
  return high === null || compareRationals(multiplyRationals(squared.low, least), high) <= 0;
}
