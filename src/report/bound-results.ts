import type { CountRange, MomentBounds, PLimit, RealRange } from '../reconstruct/change-bounds.ts';
import type { Context } from './context.ts';
import { type Pair, pairSubject } from './pairs.ts';
import type { Condition } from './patient-bounds.ts';
import type { Result } from './report.ts';
import { boundMethod, newResult, type Subject } from './results.ts';

/** What a bound says about itself: the pair, and the conditions on which it is proved. */
export function boundSubject(
  context: Context,
  pair: Pair,
  conditions: readonly Condition[],
): Subject {
  return {
    ...pairSubject(context, pair),
    assumptions: conditions.map(({ text, caveat }) => (caveat ? `${text} (${caveat})` : text)),
  };
}

/** Correlation, SD of change, d_z, t and p for scripts. */
export function momentResults(
  subject: Subject,
  unit: string,
  moments: Omit<MomentBounds, 'signTest'> & Partial<Pick<MomentBounds, 'signTest'>>,
): readonly Result[] {
  const { correlation, sdChange, dz, t, p, signTest } = moments;
  return [
    ...(correlation ? [momentResult(subject, 'correlation', '1', correlation)] : []),
    momentResult(subject, 'sd-change', unit, sdChange),
    momentResult(subject, 'd-z', '1', dz),
    momentResult(subject, 'paired-t', '1', t),
    pResult(subject, 'p-paired-t', p),
    ...(signTest ? [pResult(subject, 'p-sign-test', signTest)] : []),
  ];
}

const words: Readonly<Record<string, string>> = {
  correlation: 'correlation of the two visits',
  'sd-change': 'SD of the change',
  'd-z': 'd_z',
  'paired-t': 'paired t',
  'p-paired-t': 'P of the paired t test',
  'p-sign-test': 'P of the sign test',
};

function momentResult(
  subject: Subject,
  quantity: string,
  unit: string,
  { low, high }: RealRange,
): Result {
  const [from, to] = [low.value, high.value];
  return {
    ...newResult({ ...boundMethod, quantity, unit }, subject, { value: from === to ? from : null }),
    id: `${subject.path}.${quantity}`,
    label: `${subject.label}: ${words[quantity]}`,
    range: { low: from, high: to, over: 'data-set', reason: low.reason ?? high.reason ?? null },
    details: { lowReached: low.reached, highReached: high.reached },
  };
}

function pResult(
  subject: Subject,
  quantity: string,
  range: { readonly low: PLimit; readonly high: PLimit },
): Result {
  const { low, high } = range;
  return {
    ...momentResult(subject, quantity, '1', range),
    pRange: { low: low.value, high: high.value, over: 'data-set', reason: null },
    logPRange: { low: low.logValue, high: high.logValue, over: 'data-set', reason: null },
  };
}

/** Least and greatest number of patients over every data set that fits the printed figures. */
export function countResult(
  subject: Subject,
  name: string,
  label: string,
  range: CountRange,
): Result {
  const { low, high } = range;
  return {
    ...newResult(boundMethod, subject, { value: low.count === high.count ? low.count : null }),
    id: `${subject.path}.${name}`,
    label: `${subject.label}: ${label}`,
    unit: 'patients',
    range: { low: low.count, high: high.count, over: 'data-set', reason: null },
    details: {
      lowShare: low.share,
      highShare: high.share,
      lowReached: low.reached,
      highReached: high.reached,
      ...(low.nearest && { lowNearest: low.nearest.count }),
      ...(high.nearest && { highNearest: high.nearest.count }),
    },
  };
}
