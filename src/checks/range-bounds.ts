import type { Rounding } from '../numeric/decimal.ts';
import { rationalToNumber } from '../numeric/exact-interval.ts';
import { compareRationals, type Rational, rational } from '../numeric/rational.ts';
import type { Figure } from '../study/model.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import type { Verdict } from './engine/finding.ts';
import { insteadOf } from './engine/instead.ts';
import { reportedFigure, windowOf } from './engine/printed.ts';
import { fixed, otherwise } from './engine/words.ts';
import { meanByMedian } from './samples/mean-by-median.ts';
import { type Factor, ratio, sdLimits, within } from './samples/range-limits.ts';
import { countText, figuresOf, notPlain, type Row, roundingOf, rowsOf } from './samples/rows.ts';
import { isMiddle } from './samples/sample.ts';

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
      yield* meanByMedian(context, row);
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
    ? `The ${name} ${figure.text} lies ${side} the ${other.name} ${other.figure.text}.${verdict === 'within-rounding' ? ' It fits if digits were cut off.' : ` ${otherwise(['figures of different patients', 'limits of something else than a range (such as an interval)', 'a misprint'])}`}`
    : `The ${name} ${figure.text} is ${limits.join(' and ')}.`;
  return {
    reported: reportedFigure(figure),
    label: `${name} ${row.place}`,
    verdict,
    why,
    inputs: [...below, ...above].map((each) => each.figure.where),
    instead: insteadOf(
      figure,
      (other) => judge(other).verdict,
      row.scale ? { low: row.scale.min, high: row.scale.max } : null,
    ),
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
  const { mean, spread, low, high, median: printed } = figuresOf(context, row);
  const median = isMiddle(row.statistics.how) ? printed : null;
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
    instead: insteadOf(
      figure,
      judge,
      low && high ? { low: 0, high: Math.max(high.high - low.low, 0) } : null,
    ),
  };
}
