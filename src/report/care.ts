import { armsOf } from './arms.ts';
import type { Context } from './context.ts';
import type { List } from './document.ts';
import type { Pair } from './pairs.ts';

/** What a reader must not read into the numbers, each by a rule from the design of the study. */
export function readWithCare(context: Context, pairs: readonly Pair[]): List {
  const rules = [oneGroup, notAtRandom, smallestStep, missingScores, samplingOnly];
  const items = rules.flatMap((rule) => rule(context, pairs)).map((text) => ({ mark: '·', text }));
  return { kind: 'list', title: 'Read with care', items };
}

/** True unless the file names a control group. */
export function isUncontrolled({ study }: Context): boolean {
  const { design } = study;
  const control = design?.control ?? null;
  // Two groups in the tables are two arms, whether or not the file says so.
  const groups = Math.max(1, ...study.measures.map(({ series }) => series.length));
  return (design?.arms ?? groups) < 2 && (control === null || control === 'none');
}

function oneGroup(context: Context, pairs: readonly Pair[]): string[] {
  if (pairs.length === 0 || !isUncontrolled(context)) return [];
  const blinded = context.study.design?.blinded;
  const open = blinded === undefined || blinded === null || /^(no|none|open|not)/i.test(blinded);
  const scoring = open ? ', or scoring that was not blind' : '';
  const p = pairs.some((pair) => pair.p !== null)
    ? ' A small P says that so large a mean change would be rare if the true one were zero, and not why it came about.'
    : '';
  return [
    `A change in one group can also come from the natural course, regression to the mean, expectation${scoring}.${p}`,
  ];
}

/** Groups that chance did not make can differ in more than their names say. */
function notAtRandom({ study }: Context): string[] {
  if (study.design?.randomized || armsOf(study).length < 2) return [];
  const known = study.design?.randomized === false ? 'were not' : 'are not said to be';
  return [
    `The groups ${known} made at random: they can differ in more than what they are named for, and a difference between them can come from that.`,
  ];
}

function smallestStep(_context: Context, pairs: readonly Pair[]): string[] {
  const scales = new Map(
    pairs.flatMap(({ measure }) => (measure.scale ? [[measure.scale.id, measure.scale]] : [])),
  );
  return [...scales.values()].flatMap(({ step, min, max, matters }) => {
    if (step === null || matters !== null || max - min < 2 * step) return [];
    const unit = step === 1 ? '1 point' : `${step} points`;
    return [
      `${unit} is the smallest step of the scale${stepSourceOf(scales)}. What change matters to a patient is not ` +
        `printed, and a step from ${min} to ${min + step} need not equal one from ${max - step} to ${max}.`,
    ];
  });
}

function stepSourceOf(scales: ReadonlyMap<string, { stepSource: string | null }>): string {
  return [...scales.values()].some(({ stepSource }) => stepSource === 'assumed')
    ? ' (assumed)'
    : '';
}

function missingScores({ study }: Context, pairs: readonly Pair[]): string[] {
  const missing = study.design?.missing;
  if (pairs.length === 0 || (missing && missing !== 'not stated')) return [];
  return ['Whether missing scores were left out or carried forward is not printed.'];
}

function samplingOnly(): string[] {
  return ['Intervals show sampling error only: not bias, not what was left out, not a misprint.'];
}
