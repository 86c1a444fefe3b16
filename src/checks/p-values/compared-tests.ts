import type { Where } from '../../errors.ts';
import type { Comparison, Summary } from '../../study/model.ts';
import {
  areOfOthers,
  asPairs,
  type Compared,
  maybeOthers,
  patientConditions,
} from '../comparisons/compared.ts';
import type { CheckContext } from '../engine/check.ts';
import { anovaTests } from './anova-tests.ts';
import { countTests } from './count-tests.ts';
import type { Test } from './judge-p.ts';
import { pairedTests, twoGroupTests } from './mean-tests.ts';

/** Every test that the compared figures allow, the usual one first. */
export function testsOf(
  context: CheckContext,
  compared: Compared,
  comparison: Comparison,
  source: string | null,
  rounding: CheckContext['rounding'],
): readonly Test[] {
  if (compared.kind === 'events') return isPossible(context, compared) ? countTests(compared) : [];
  if (compared.kind === 'before-after') {
    return pairedTests(context, compared, comparison, source, rounding);
  }
  const test = compared.groups.length === 2 ? twoGroupTests : anovaTests;
  const apart = test(context, compared, source, rounding);
  const pairs = asPairs(context.study, compared, comparison);
  if (!pairs) return apart;
  const paired = pairedTests(context, pairs, comparison, source, rounding);
  return pairs.overlap ? [...apart, ...paired.filter(({ name }) => name === 'paired-t')] : paired;
}

function isPossible(
  { impossible }: CheckContext,
  { groups }: Extract<Compared, { kind: 'events' }>,
): boolean {
  return groups.every(
    ({ events, total }) => !impossible.has(events.where.path) && !impossible.has(total.where.path),
  );
}

/** Whether the printed figures may be of other patients than those who were compared. */
export function mayBeFewer(
  { study }: CheckContext,
  compared: Compared,
  comparison: Comparison,
): boolean {
  if (compared.kind === 'events') return areOfOthers(compared);
  if (compared.kind === 'before-after') return maybeOthers(study, compared, comparison);
  return compared.groups.some(({ patients }) => patients.maybeFewer);
}

/** Places of the figures that were compared. */
export function inputsOf(
  compared: Compared,
  { correlation, changeScore, se }: Comparison,
): Where[] {
  if (compared.kind === 'events') {
    return compared.groups.flatMap(({ events, total }) => [events.where, total.where]);
  }
  if (compared.kind === 'groups') {
    return compared.groups.flatMap(({ summary, patients }) => [
      ...momentsIn(summary),
      patients.where,
    ]);
  }
  const { from, to, pairs } = compared;
  const change = changeScore ? momentsIn(changeScore) : [];
  const more = [correlation?.[0].where, se?.[0].where].filter((where) => where !== undefined);
  return [...momentsIn(from), ...momentsIn(to), ...change, ...more, pairs.where];
}

function momentsIn({ mean, sd, se, variance, spread }: Summary): Where[] {
  return [mean, sd ?? variance ?? spread ?? se].flatMap((printed) =>
    printed ? [printed[0].where] : [],
  );
}

/** What is taken for granted of the patients. */
export function conditionsOf(compared: Compared): string[] {
  return compared.kind === 'events'
    ? ['every patient of each group was counted']
    : patientConditions(compared);
}
