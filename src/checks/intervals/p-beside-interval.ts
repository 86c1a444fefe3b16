import type { Figure } from '../../study/model.ts';
import { plain, type StatedTest } from '../comparisons/named-test.ts';
import type { Verdict } from '../engine/finding.ts';
import { meet, type Span } from '../engine/span.ts';
import type { IntervalClaim } from './interval-claim.ts';
import { type IntervalP, isFarOff, isTimesOff, pOfNamedT } from './p-of-interval.ts';

/** What a printed p is beside its interval. */
export interface PVerdict {
  readonly verdict: Verdict;
  readonly level: number;
  /** What the width of the interval says of p, where that was looked at. */
  readonly wald: IntervalP | null;
}

/** A p on the right side of 1 − level: whether it is of the size that the interval says. */
export function bySize(
  claim: IntervalClaim,
  window: Span,
  levels: readonly number[],
  waldAt: (level: number) => IntervalP | null,
  stated: StatedTest,
): PVerdict {
  const all = levels.map((level) => ({ level, wald: waldAt(level) }));
  const fitting = all.find(({ wald }) => wald && meet(wald.p, window));
  if (fitting?.wald) {
    const verdict = meet(fitting.wald.nominal, window) ? 'reproduced' : 'within-rounding';
    return { ...fitting, verdict };
  }
  const named = isOneModel(claim, stated) ? pOfNamedT(claim, claim.level) : null;
  const [first = { level: claim.level, wald: null }] = all;
  if (named && isTimesOff(window, named)) return { ...first, verdict: 'inconsistent' };
  const near = all.find(({ wald }) => !wald || !isFarOff(window, wald));
  if (near) return { ...near, verdict: 'possible' };
  return { ...first, verdict: 'unexplained' };
}

/** All that the words of such an interval may be. */
const ofT = new Set(
  'a based confidence distribution from interval of on paired satterthwaite student students t test the two sided welch welchs'.split(
    ' ',
  ),
);

/** Whether the file names the same t test for the p-value and the interval of the same patients. */
function isOneModel({ how, ofMeans, levelStated, maybeFewer }: IntervalClaim, stated: StatedTest) {
  const interval = plain(how.interval ?? '');
  const [test, ...more] = stated.tests;
  const named = { student: /student/, welch: /welch|satterthwaite/, 'paired-t': /paired/ };
  const same = test !== undefined && test in named && named[test as keyof typeof named];
  const plainly = stated.other === null && stated.unknown === null && stated.selection === null;
  return (
    ofMeans &&
    levelStated &&
    !maybeFewer &&
    plainly &&
    stated.tails === 2 &&
    more.length === 0 &&
    same !== false &&
    same.test(interval) &&
    interval.split(/[^\p{L}]+/u).every((word) => word === '' || ofT.has(word))
  );
}

/** "ln 3.13 over its standard error, … is z = 2.63: p = 0.0085". */
export function sizeSentence(
  { arithmetic, nominal, p: over }: IntervalP,
  printed: Figure,
  { df, testOf }: IntervalClaim,
): string {
  const show = (p: number) => (p < 1e-4 ? '<0.0001' : p.toFixed(p < 0.01 ? 4 : 3));
  const middle = show((nominal.low + nominal.high) / 2);
  const byT = df && testOf === 'means' ? ', with t' : '';
  const is = middle.startsWith('<') ? middle : `= ${middle}`;
  const text = `${printed.relation === '=' ? '= ' : ''}${printed.text}`;
  return `${arithmetic}${byT}: p ${is} (${show(over.low)} to ${show(over.high)} over all values that the figures can be rounded from). Printed is p ${text}.`;
}
