import type { Rounding } from '../../numeric/decimal.ts';
import { type ExactInterval, plus, rationalToNumber, times } from '../../numeric/exact-interval.ts';
import { compareRationals, rational } from '../../numeric/rational.ts';
import type { Figure } from '../../study/model.ts';
import type { CheckContext, Judgement } from '../engine/check.ts';
import type { Verdict } from '../engine/finding.ts';
import { exactCount, reportedFigure, windowOf } from '../engine/printed.ts';
import { fixed, otherwise } from '../engine/words.ts';
import { figuresOf, notPlain, type Row, roundingOf } from './rows.ts';

/**
 * Half of the values are not above the median and one is the least, so that the mean of n values is at
 * most (min + (k − 1) · median + h · max)/n with h = ⌊n/2⌋ and k = n − h; and the other way round at
 * least (max + (k − 1) · median + h · min)/n. That holds for either middle value of an even number.
 * Only what is wrong is told.
 */
export function* meanByMedian(context: CheckContext, row: Row): Generator<Judgement> {
  const { mean, median, low, high } = figuresOf(context, row);
  const n = exactCount(context, row.statistics.n);
  if (!mean || !median || !low || !high || n === null || n < 3) return;
  const rounding = roundingOf(row, context.rounding);
  const of = (rule: Rounding) => limits({ median, low, high }, n, rule);
  const beyond = (rule: Rounding) => {
    const { least, greatest } = of(rule);
    const at = windowOf(mean, rule);
    if (isBelow(at, least)) return { isLow: true, end: least.low };
    return isBelow(greatest, at) ? { isLow: false, end: greatest.high } : null;
  };
  const found = beyond(rounding);
  if (!found || (rounding !== 'truncate' && !beyond('any'))) return;
  const { isLow, end } = found;
  const { nStated } = row.statistics;
  const plain = notPlain(context.study, row) === null && nStated;
  const verdict: Verdict = plain ? 'inconsistent' : 'unexplained';
  const h = Math.floor(n / 2);
  const digits = mean.decimals + 2;
  const [one, others] = isLow ? [high, low] : [low, high];
  const sum = `(${one.text} + ${n - h - 1} × ${median.text} + ${h} × ${others.text})/${n}`;
  const nominal = (one.value + (n - h - 1) * median.value + h * others.value) / n;
  const edge = end ? fixed(rationalToNumber(end), digits) : '';
  yield {
    reported: reportedFigure(mean),
    label: `mean ${row.place}`,
    verdict,
    recomputed: null,
    why: `With the median ${median.text} and a range of ${low.text} to ${high.text} the mean of ${n} values is ${isLow ? 'at least' : 'at most'} ${sum} = ${fixed(nominal, digits)}, ${edge} over the rounding. Printed is ${mean.text}. ${otherwise(['figures of different patients', 'limits of something else than a range, such as an interval', 'a misprint'])}`,
    conditions: nStated ? [] : [`${n} patients (not printed, assumed)`],
    inputs: [median.where, low.where, high.where, row.statistics.n.where],
  };
}

function limits(
  { median, low, high }: Readonly<Record<'median' | 'low' | 'high', Figure>>,
  n: number,
  rule: Rounding,
): { readonly least: ExactInterval; readonly greatest: ExactInterval } {
  const [m, a, b] = [median, low, high].map((figure) => windowOf(figure, rule)) as [
    ExactInterval,
    ExactInterval,
    ExactInterval,
  ];
  const h = BigInt(Math.floor(n / 2));
  const middle = times(m, rational(BigInt(n) - h - 1n));
  const of = (one: ExactInterval, others: ExactInterval) =>
    times(plus(plus(one, middle), times(others, rational(h))), rational(1n, BigInt(n)));
  return { least: of(b, a), greatest: of(a, b) };
}

/** Whether every number of `a` is below every number of `b`. */
function isBelow(a: ExactInterval, b: ExactInterval): boolean {
  return a.high !== null && b.low !== null && compareRationals(a.high, b.low) < 0;
}
