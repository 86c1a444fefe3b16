import { changeScore } from './change-score.ts';
import type { Check } from './check.ts';
import { ciFromEstimate } from './ci-from-estimate.ts';
import { df } from './df.ts';
import { effectSize } from './effect-size.ts';
import { pFromStatistic } from './p-from-statistic.ts';
import { pFromSummary } from './p-from-summary.ts';
import { percentImprovement } from './percent-improvement.ts';
import { percentOfCount } from './percent-of-count.ts';

/** Every check, in the order in which they are listed. Adding one: its file, and a line here. */
export const checks: readonly Check[] = [
  percentOfCount,
  pFromSummary,
  pFromStatistic,
  df,
  ciFromEstimate,
  effectSize,
  changeScore,
  percentImprovement,
];

/** The check with this id; undefined if there is none. */
export function findCheck(id: string): Check | undefined {
  const wanted = id.toLowerCase().replaceAll('_', '-');
  return checks.find((check) => check.id === wanted);
}
