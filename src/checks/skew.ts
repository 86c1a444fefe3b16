import type { Figure } from '../study/model.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import { reportedFigure } from './engine/printed.ts';
import { fixed } from './engine/words.ts';
import { figuresOf, type Row, rowsOf } from './samples/rows.ts';
import { isNeverNegative, type OddShape, oddShapes, shapeWords } from './samples/shape.ts';

/** Means and SDs that describe their values badly. Notes, never errors. */
export const skew: Check = {
  id: 'skew',
  title: 'Mean ± SD describes the values well: no skew, no floor, no ceiling',
  needs: 'a mean and an SD on a scale, or of a quantity that cannot be negative',
  proves:
    'that the values are not spread evenly around their mean, as ± suggests; nothing is wrong',
  cannot: 'show that a distribution is normal',
  example:
    'Follow-up of 25.4 ± 32.1 months: 25.4 − 2 × 32.1 lies far below zero, so that the values are skewed.',
  references: ['altman1996'],
  gravest: 'possible',
  inspectSr: null,
  *run(context) {
    for (const row of rowsOf(context.study)) yield* judge(context, row);
  },
};

function* judge(context: CheckContext, row: Row): Generator<Judgement> {
  const { mean, spread } = figuresOf(context, row);
  if (!mean || spread?.kind !== 'sd') return;
  const neverNegative = isNeverNegative(row, [row.statistics]);
  if (!row.scale && !neverNegative) return;
  const shapes = oddShapes(mean, spread.figure, { scale: row.scale, neverNegative });
  yield {
    reported: reportedFigure(spread.figure),
    label: `SD ${row.place}`,
    verdict: 'possible',
    note: shapes.length > 0,
    why: reason(row, mean, spread.figure, shapes),
    inputs: [mean.where],
  };
}

function reason(row: Row, mean: Figure, sd: Figure, shapes: readonly OddShape[]): string {
  const { scale } = row;
  const digits = Math.max(mean.decimals, sd.decimals, 0);
  const end = (sign: 1 | -1) =>
    `${mean.text} ${sign < 0 ? '−' : '+'} 2 × ${sd.text} = ${fixed(mean.value + sign * 2 * sd.value, digits)}`;
  if (shapes.includes('skew')) {
    const sentence = shapeWords.exceeds(mean.value, sd.value);
    return `${end(-1)} lies below zero, where there are no such values: skewed (${sentence}), and ${shapeWords.skewed}.`;
  }
  if (!scale) return `${end(-1)} is not below zero.`;
  const passed = [
    ...(shapes.includes('floor')
      ? [`${end(-1)} lies below the scale's least score, ${scale.min}`]
      : []),
    ...(shapes.includes('ceiling')
      ? [`${end(1)} lies above the scale's greatest score, ${scale.max}`]
      : []),
  ];
  if (passed.length > 0) return `${passed.join(', and ')}: ${shapeWords.crowd(shapes)}.`;
  return `${end(-1)} and ${end(1)} lie within the scale, ${scale.min} to ${scale.max}.`;
}
