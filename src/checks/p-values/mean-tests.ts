import type { Rounding } from '../../numeric/decimal.ts';
import type { Groups } from '../comparisons/compared.ts';
import {
  differenceOf,
  type Moments,
  momentsOf,
  readingsOfBoth,
  spanOfFigure,
} from '../comparisons/moments.ts';
import type { TestName } from '../comparisons/named-test.ts';
import type { CheckContext } from '../engine/check.ts';
import { magnitude, quotient, type Span, square } from '../engine/span.ts';
import type { Test } from './judge-p.ts';
import {
  type GroupSpans,
  type StandardError,
  smallerDf,
  studentError,
  welchError,
  wholeDf,
} from './standard-error.ts';
import { pOfT, pOfZ } from './tail-spans.ts';
import { byT, type Computed, nSpan, spanWords, testFrom } from './test-from.ts';

/** Tests of two groups of different patients from their means, SDs and n. */
export function twoGroupTests(
  context: CheckContext,
  { groups }: Groups,
  source: string | null,
  rounding: Rounding,
): readonly Test[] {
  const [first, second] = groups.map(({ summary }) => momentsOf(context, summary, source));
  const [n1, n2] = groups.map(({ patients }) => nSpan(patients));
  if (!first || !second || !n1 || !n2) return [];
  return independentTests(first, second, n1, n2, rounding);
}

/** Tests of two groups of different patients: t, Welch, z, and F of two groups. */
export function independentTests(
  first: Moments,
  second: Moments,
  n1: Span,
  n2: Span,
  rounding: Rounding,
): readonly Test[] {
  const { mean: mean1, spread: spread1 } = first;
  const { mean: mean2, spread: spread2 } = second;
  if (!mean1 || !mean2 || !spread1 || !spread2) return [];
  return readingsOfBoth(first, second).flatMap((reading) => {
    const [readFirst, readSecond] = reading.sds;
    const parts = (rule: Rounding | null) => ({
      size: magnitude(differenceOf(mean1, mean2, rule)),
      a: { n: n1, sd: readFirst(spanOfFigure(spread1, rule, 0), n1) },
      b: { n: n2, sd: readSecond(spanOfFigure(spread2, rule, 0), n2) },
    });
    const test = (name: TestName, make: (parts: TwoGroupParts) => Computed) =>
      testFrom(name, (rule) => make(parts(rule)), rounding, {
        reading: reading.assumption,
        contradicts: reading.contradicts,
        ...overPatients(n1, n2),
      });
    // One departure from the usual way at a time: not with another reading of the SDs as well.
    const tableTests = [
      { ...test('welch', welchWith(wholeDf)), title: 'a Welch test with whole degrees of freedom' },
      {
        ...test('welch', welchWith(smallerDf)),
        title: 'a Welch test with the df of the smaller group',
      },
    ];
    return [
      test('student', studentOf),
      test('welch', welchOf),
      ...(reading.assumption === null ? tableTests : []),
      { ...test('anova', anovaOfTwo), hasTails: false },
      test('z', zOf),
    ];
  });
}

/** Says that the number of patients is known only within limits. */
export function overPatients(...ns: readonly Span[]): Pick<Test, 'over'> {
  return ns.some(({ low, high }) => low !== high) ? { over: 'the number of patients' } : {};
}

interface TwoGroupParts {
  readonly size: Span;
  readonly a: GroupSpans;
  readonly b: GroupSpans;
}

function studentOf({ size, a, b }: TwoGroupParts): Computed {
  const { se, df } = studentError(a, b);
  const t = quotient(size, se);
  return byT(t, df);
}

/** F of two groups is t². */
function anovaOfTwo({ size, a, b }: TwoGroupParts): Computed {
  const { se, df } = studentError(a, b);
  const t = quotient(size, se);
  const f = square(t);
  const text = `F = ${spanWords(f, 2)} with 1 and ${spanWords(df, 0)} df`;
  return { p: pOfT(t, df), text, kind: 'F', size: f };
}

function welchOf({ size, a, b }: TwoGroupParts): Computed {
  const { se, df } = welchError(a, b);
  const t = quotient(size, se);
  return byT(t, df);
}

/** Degrees of freedom in the place of the exact ones. */
export type OtherDf = (error: StandardError, a: GroupSpans, b: GroupSpans) => Span;

function welchWith(otherDf: OtherDf): (parts: TwoGroupParts) => Computed {
  return ({ size, a, b }) => {
    const error = welchError(a, b);
    const df = otherDf(error, a, b);
    const t = quotient(size, error.se);
    return byT(t, df);
  };
}

function zOf({ size, a, b }: TwoGroupParts): Computed {
  const z = quotient(size, welchError(a, b).se);
  return { p: pOfZ(z), text: `z = ${spanWords(z, 2)}`, kind: 'z', size: z };
}
