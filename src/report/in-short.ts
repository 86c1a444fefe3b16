import { isUncontrolled } from './care.ts';
import type { Context } from './context.ts';
import type { Text } from './document.ts';
import { proved } from './must-be-true.ts';
import { bestScore, type Pair, printedFigures } from './pairs.ts';
import { eventSentence } from './proportions.ts';
import type { Result } from './report.ts';
import { aboutFraction, visitPhrase } from './words.ts';

/** The whole study in a few sentences, each by a rule from what the file holds. */
export function inShort(
  context: Context,
  pairs: readonly Pair[],
  results: readonly Result[],
  more: readonly string[] = [],
): Text | null {
  const bySeries = groupBySeries(pairs);
  const sentences = [
    ...[...bySeries.values()].slice(0, 3).flatMap((of) => meansSentence(context, of)),
    ...more,
    proved(context, pairs),
    eventSentence(context, results),
    pairs.length > 0 && isUncontrolled(context)
      ? 'Without a control group the figures cannot say how much of the change is due to the treatment.'
      : null,
  ].filter((sentence) => sentence !== null);
  if (sentences.length === 0) return null;
  return { kind: 'text', title: 'In short', paragraphs: [sentences.join(' ')] };
}

function groupBySeries(pairs: readonly Pair[]): Map<Pair['series'], Pair[]> {
  const groups = new Map<Pair['series'], Pair[]>();
  for (const pair of pairs) groups.set(pair.series, [...(groups.get(pair.series) ?? []), pair]);
  return groups;
}

/** "On a scale of 1 to 5 (5 is best) the mean rose from 1.72 before to 4.33 at 1 week …" */
function meansSentence(context: Context, pairs: readonly Pair[]): string[] {
  const complete = pairs.filter((pair) => printedFigures(context, pair));
  const [first, last] = [complete[0], complete.at(-1)];
  if (!first || !last) return [];
  const { scale, label } = first.measure;
  const best = bestScore(scale);
  const opening = scale
    ? `On a scale of ${scale.min} to ${scale.max}${best === null ? '' : ` (${best} is best)`} the mean`
    : `The mean of ${label.toLowerCase()}`;
  const who = first.measure.series.length > 1 ? ` (${cohortLabel(context, first)})` : '';
  const [before, after, end] = [first.before, first.after, last.after].map((summary) => ({
    mean: summary.mean?.[0],
    phrase: visitPhrase(summary.label),
  }));
  if (!before?.mean || !after?.mean || !end?.mean) return [];
  const moved = verb(after.mean.value - before.mean.value);
  const middle = `${opening}${who} ${moved} ${before.mean.text} ${before.phrase} to ${after.mean.text} ${after.phrase}`;
  const later = last === first ? '' : ` and was ${end.mean.text} ${end.phrase}`;
  return [middle + later + gainClause(best, before.mean.value, end.mean.value)];
}

function verb(change: number): string {
  if (change === 0) return 'stayed, from';
  return change > 0 ? 'rose from' : 'fell from';
}

/** ": about four fifths of the gain that was possible." */
function gainClause(best: number | null, before: number, after: number): string {
  if (best === null || best === before) return '.';
  const share = (after - before) / (best - before);
  if (share < 0) return ', a worsening.';
  const words = aboutFraction(share) ?? `${Math.round(100 * share)} %`;
  return `: ${words} of the ${best > before ? 'gain' : 'decrease'} that was possible.`;
}

function cohortLabel({ study }: Context, { series }: Pair): string {
  return study.cohorts.find(({ id }) => id === series.cohort)?.label ?? series.cohort;
}
