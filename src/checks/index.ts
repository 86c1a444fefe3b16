import { analysedN } from './analysed-n.ts';
import { changeScore } from './change-score.ts';
import { ciFromEstimate } from './ci-from-estimate.ts';
import { correlationMatrix } from './correlation-matrix.ts';
import { countFromPercent } from './count-from-percent.ts';
import { debitCheck } from './debit.ts';
import { df } from './df.ts';
import { direction } from './direction.ts';
import { duplicateRow } from './duplicate-row.ts';
import { effectSize } from './effect-size.ts';
import type { Check } from './engine/check.ts';
import { eventRate } from './event-rate.ts';
import { fromValues } from './from-values.ts';
import { grimCheck } from './grim.ts';
import { grimmerCheck } from './grimmer.ts';
import { pFromStatistic } from './p-from-statistic.ts';
import { pFromSummary } from './p-from-summary.ts';
import { partitionTotal } from './partition-total.ts';
import { percentImprovement } from './percent-improvement.ts';
import { percentOfCount } from './percent-of-count.ts';
import { rangeBounds } from './range-bounds.ts';
import { relation } from './relation.ts';
import { sampleExists } from './sample-exists.ts';
import { sdBoundsCheck } from './sd-bounds.ts';
import { seOrSd } from './se-or-sd.ts';
import { skew } from './skew.ts';
import { sourceAgreement } from './source-agreement.ts';
import { spreadForms } from './spread-forms.ts';
import { subgroupMean } from './subgroup-mean.ts';
import { subgroupSd } from './subgroup-sd.ts';
import { subsetSize } from './subset-size.ts';
import { testStatistic } from './test-statistic.ts';
import { valueBounds } from './value-bounds.ts';

/** Every check, in the order in which they are listed. Adding one: its file, and a line here. */
export const checks: readonly Check[] = [
  percentOfCount,
  countFromPercent,
  subsetSize,
  partitionTotal,
  subgroupMean,
  subgroupSd,
  eventRate,
  fromValues,
  valueBounds,
  relation,
  direction,
  sourceAgreement,
  correlationMatrix,
  duplicateRow,
  sampleExists,
  grimCheck,
  grimmerCheck,
  debitCheck,
  sdBoundsCheck,
  rangeBounds,
  skew,
  seOrSd,
  spreadForms,
  analysedN,
  pFromSummary,
  pFromStatistic,
  testStatistic,
  df,
  ciFromEstimate,
  effectSize,
  changeScore,
  percentImprovement,
];

/**
 * The check with this id, with hyphens or underscores; undefined if there is none.
 *
 * @example
 * findCheck('percent_of_count')?.id // → "percent-of-count"
 */
export function findCheck(id: string): Check | undefined {
  const wanted = id.toLowerCase().replaceAll('_', '-');
  return checks.find((check) => check.id === wanted);
}
