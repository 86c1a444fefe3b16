import { minus, rationalToNumber } from '../numeric/exact-interval.ts';
import { normalQuantile } from '../numeric/normal.ts';
import { compareRationals, multiplyRationals, rational } from '../numeric/rational.ts';
import { tQuantile } from '../numeric/student-t.ts';
import type { Figure } from '../study/model.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import { exactCount, reportedFigure, usable, windowOf } from './engine/printed.ts';
import { fixed, otherwise } from './engine/words.ts';
import { figuresOf, type Row, roundingOf, rowsOf } from './samples/rows.ts';
import { sampleRowOf, textsOf } from './samples/sample-readings.ts';
import { squareOf } from './samples/sd-limits.ts';
import { byComparisons } from './samples/spread-by-comparison.ts';

/** What a printed spread is told to be, and what it may be instead. */
type Name = 'SD' | 'SE';

/**
 * Whether a printed SD fits the other figures of its row only as a standard error, or a printed SE
 * only as an SD: against the other of the two, the interval of the mean, the scores that the scale
 * allows, and the p-values and intervals of the comparisons that it goes into. A warning at most: both readings are guesses at what happened.
 */
export const seOrSd: Check = {
  id: 'se-or-sd',
  title: 'What is printed as SD is not a standard error, nor the other way round',
  needs:
    'an SD or SE, with a confidence interval, a p-value, the other of the two, or a scale with its step',
  proves:
    'that a printed spread does not fit the other figures under its name and does under the other',
  cannot: 'show that a spread that fits is named rightly',
  example:
    'A mean of 12.0 of 36 patients with “SD 1.5” and the interval 9.0 to 15.0: half the interval is 3.0 = 2.03 × 1.5, so that 1.5 is the SE.',
  references: [],
  gravest: 'unexplained',
  inspectSr: '4.8',
  *run(context) {
    for (const row of rowsOf(context.study)) yield* judge(context, row);
  },
};

/** What one other figure says of a spread under either name. */
interface Evidence {
  readonly asNamed: boolean;
  readonly asOther: boolean;
  /** Arithmetic that a reader can redo. */
  readonly text: string;
  readonly figures: readonly Figure[];
}

function* judge(context: CheckContext, row: Row): Generator<Judgement> {
  const { spread } = figuresOf(context, row);
  const n = exactCount(context, row.statistics.n);
  if (!spread || n === null || n < 2 || (spread.kind !== 'sd' && spread.kind !== 'se')) return;
  const name: Name = spread.kind === 'sd' ? 'SD' : 'SE';
  const found = [
    byInterval(context, row, spread.figure, name, n),
    byOther(context, row, spread.figure, name, n),
    byScores(context, row, name),
    ...byComparisons(context, row),
  ]
    .flatMap((each) => each ?? [])
    // What fits under neither name says nothing of the names; other checks say that it does not fit.
    .filter(({ asNamed, asOther }) => asNamed || asOther);
  if (found.length === 0) return;
  const swapped = found.filter(({ asNamed, asOther }) => !asNamed && asOther);
  // One figure that fits only as named outweighs: then it is the other figure that is odd.
  const keeps = found.some(({ asNamed, asOther }) => asNamed && !asOther);
  const isSwapped = swapped.length > 0 && !keeps;
  const other: Name = name === 'SD' ? 'SE' : 'SD';
  const texts = (isSwapped ? swapped : found).map(({ text }) => text).join(' ');
  yield {
    reported: reportedFigure(spread.figure),
    label: `${name} ${row.place}`,
    verdict: isSwapped ? 'unexplained' : 'possible',
    why: isSwapped
      ? `${texts} The printed ${name} ${spread.figure.text} fits only as the ${other}. ${otherwise([`an ${other} under the name ${name}`, 'another number of patients', 'a misprint'])}`
      : texts,
    tried: [{ assumption: `if it is the ${other}`, low: null, high: null, fits: isSwapped }],
    inputs: found
      .flatMap(({ figures }) => figures.map(({ where }) => where))
      .concat(row.statistics.n.where),
  };
}

/** Half the interval of a mean is t · SD/√n; with z for t as well. */
function byInterval(
  context: CheckContext,
  row: Row,
  figure: Figure,
  name: Name,
  n: number,
): Evidence | null {
  const { ci, how } = row.statistics;
  const [low, high] = [usable(context, ci?.low ?? null), usable(context, ci?.high ?? null)];
  if (!ci || !low || !high || how?.interval !== undefined) return null;
  const rounding = roundingOf(row, context.rounding);
  const ends = minus(windowOf(high, rounding), windowOf(low, rounding));
  if (!ends.low || !ends.high) return null;
  const width = { low: rationalToNumber(ends.low) / 2, high: rationalToNumber(ends.high) / 2 };
  const t = tQuantile({ upper: (1 - ci.level) / 2 }, n - 1);
  const z = normalQuantile({ upper: (1 - ci.level) / 2 });
  const window = windowOf(figure, rounding, { min: 0 });
  const [least, most] = [window.low, window.high].map((end) => (end ? rationalToNumber(end) : 0));
  // A part in 10^9 beyond: far above the error of the quantile, far below a printed digit.
  const fits = (factor: number) =>
    [t, z].some(
      (quantile) =>
        quantile * factor * (least ?? 0) <= width.high * (1 + 1e-9) &&
        quantile * factor * (most ?? 0) >= width.low * (1 - 1e-9),
    );
  // An SD that divides by n is √((n − 1)/n) of the one that the interval is made from.
  const byN = how?.sd !== 'sample' && fits(1 / Math.sqrt(n - 1));
  const [asSd, asSe] = [fits(1 / Math.sqrt(n)) || byN, fits(1)];
  const digits = figure.decimals + 2;
  const half = fixed((width.low + width.high) / 2, digits);
  const [root, quantile] = [fixed(Math.sqrt(n), 3), fixed(t, 3)];
  return {
    asNamed: name === 'SD' ? asSd : asSe,
    asOther: name === 'SD' ? asSe : asSd,
    text: `Half the interval ${low.text} to ${high.text} is ${half}; ${quantile} × ${figure.text} = ${fixed(t * figure.value, digits)}, and ${quantile} × ${figure.text}/${root} = ${fixed((t * figure.value) / Math.sqrt(n), digits)}.`,
    figures: [low, high],
  };
}

/** SE = SD/√n, where both are printed: with the two names swapped it may fit. */
function byOther(
  context: CheckContext,
  row: Row,
  figure: Figure,
  name: Name,
  n: number,
): Evidence | null {
  const { sd, se } = row.statistics;
  const other = usable(context, name === 'SD' ? se : sd, figure.source);
  if (!other) return null;
  const [deviation, error] = name === 'SD' ? [figure, other] : [other, figure];
  const rounding = roundingOf(row, context.rounding);
  const counts = [rational(BigInt(n)), rational(BigInt(n - 1))];
  const relates = (larger: Figure, smaller: Figure) => {
    const a = squareOf(windowOf(larger, rounding, { min: 0 }));
    const b = squareOf(windowOf(smaller, rounding, { min: 0 }));
    if (!a?.low || !a.high || !b?.low || !b.high) return false;
    const [from, to, least, most] = [a.low, a.high, b.low, b.high];
    // An SD that divides by n is √(n − 1) times the SE.
    return counts.some(
      (count) =>
        compareRationals(from, multiplyRationals(most, count)) <= 0 &&
        compareRationals(to, multiplyRationals(least, count)) >= 0,
    );
  };
  const digits = figure.decimals + 2;
  const computed = fixed(deviation.value / Math.sqrt(n), digits);
  return {
    asNamed: relates(deviation, error),
    asOther: relates(error, deviation),
    text: `${deviation.text}/√${n} = ${computed}, and the SE ${error.text} is printed.`,
    figures: [other],
  };
}

/** Scores of the scale can have the mean with the spread under one name only. */
function byScores(context: CheckContext, row: Row, name: Name): Evidence | null {
  const sample = sampleRowOf(context, row);
  const [mean, spread] = sample ? textsOf(sample.figures) : [null, null];
  const [read] = sample?.stated ?? [];
  if (!sample || !read || mean === null || spread === null) return null;
  if (read.has(mean, null) !== 'yes') return null;
  const asNamed =
    read.has(mean, spread) !== 'no' ||
    sample.others.some(
      ({ verdict, sample: other }) =>
        verdict !== 'unexplained' && (other()?.has(mean, spread) ?? 'unknown') !== 'no',
    );
  const swap = name === 'SD' ? 'is a standard error' : 'is a standard deviation';
  const asOther = sample.others.some(
    ({ assumption, sample: other }) =>
      assumption.includes(swap) && other()?.has(mean, spread) === 'yes',
  );
  // Scores that fit under both names, or under none, say nothing.
  if (asNamed || !asOther) return null;
  return {
    asNamed,
    asOther,
    text: `No scores of the scale have the mean ${mean} and the ${name} ${spread}; some have them if it ${swap}.`,
    figures: sample.figures.mean ? [sample.figures.mean] : [],
  };
}
