import type { Rounding } from '../../numeric/decimal.ts';
import type { Comparison } from '../../study/model.ts';
import type { BeforeAfter } from '../comparisons/compared.ts';
import {
  differenceOf,
  type Moments,
  momentsOf,
  readingsOfBoth,
  sdOfDifference,
  spanOfFigure,
} from '../comparisons/moments.ts';
import type { CheckContext } from '../engine/check.ts';
import { usable } from '../engine/printed.ts';
import { magnitude, product, quotient, root, type Span } from '../engine/span.ts';
import type { Test } from './judge-p.ts';
import { independentTests, overPatients } from './mean-tests.ts';
import { byT, type Compute, type Computed, nSpan, testFrom } from './test-from.ts';

/** Tests of one group at two visits, the paired t test first. */
export function pairedTests(
  context: CheckContext,
  compared: BeforeAfter,
  comparison: Comparison,
  source: string | null,
  rounding: Rounding,
): readonly Test[] {
  const { from, to, pairs } = compared;
  const n = nSpan(pairs);
  if (!n) return [];
  const [before, after] = [from, to].map((side) => momentsOf(context, side, source)) as [
    Moments,
    Moments,
  ];
  const change = comparison.changeScore ? momentsOf(context, comparison.changeScore, source) : null;
  const size = (rule: Rounding | null): Span | null => {
    const printed = change?.mean ?? usable(context, comparison.difference, source);
    if (printed) return magnitude(spanOfFigure(printed, rule));
    if (!before.mean || !after.mean) return null;
    return magnitude(differenceOf(after.mean, before.mean, rule));
  };
  if (!size(null)) return [];
  const sizeOf = (rule: Rounding | null) => size(rule) as Span;
  const ofChange = changeTests(context, comparison, change, n, sizeOf, source, rounding);
  const independent = independentTests(before, after, n, n, rounding).map(
    (test): Test => ({ ...test, title: `${test.title} of independent groups` }),
  );
  if (ofChange.length > 0) return [...ofChange, ...independent];
  const ofCorrelation = correlationTests(
    context,
    comparison,
    before,
    after,
    n,
    sizeOf,
    source,
    rounding,
  );
  // No test of independent groups is meant where some correlation gives the printed p.
  const isOpen = ofCorrelation.some(({ over }) => over === 'the correlation');
  const apart = isOpen
    ? independent.map((test): Test => ({ ...test, atBest: 'possible' }))
    : independent;
  return [...ofCorrelation, ...apart];
}

/** From the SD of the changes, or the standard error of their mean, as printed. */
function changeTests(
  context: CheckContext,
  comparison: Comparison,
  change: Moments | null,
  n: Span,
  size: (rule: Rounding | null) => Span,
  source: string | null,
  rounding: Rounding,
): readonly Test[] {
  const tests: Test[] = [];
  const { spread } = change ?? {};
  if (spread) {
    for (const reading of change?.readings ?? []) {
      const sd = (rule: Rounding | null) => reading.sd(spanOfFigure(spread, rule, 0), n);
      tests.push(
        testFrom('paired-t', (rule) => pairedOf(size(rule), sd(rule), n), rounding, {
          reading: reading.assumption,
          contradicts: reading.contradicts,
          ...overPatients(n),
        }),
      );
    }
  }
  const se = usable(context, comparison.se, source);
  if (se) {
    const compute: Compute = (rule) => {
      const t = quotient(size(rule), spanOfFigure(se, rule, 0));
      const df = { low: n.low - 1, high: n.high - 1 };
      return byT(t, df);
    };
    const reading = spread ? 'from the printed standard error' : null;
    tests.push(
      testFrom('paired-t', compute, rounding, { reading, contradicts: false, ...overPatients(n) }),
    );
  }
  return tests;
}

/** |t| = |D| √n/s: it rises in n, and p falls in |t| and in df = n − 1. */
function pairedOf(size: Span, sd: Span, n: Span): Computed {
  const t = quotient(product(size, root(n)), sd);
  const df = { low: n.low - 1, high: n.high - 1 };
  return byT(t, df);
}

/** From the two SDs and the correlation: printed, or all that it can be. */
function correlationTests(
  context: CheckContext,
  comparison: Comparison,
  before: Moments,
  after: Moments,
  n: Span,
  size: (rule: Rounding | null) => Span,
  source: string | null,
  rounding: Rounding,
): readonly Test[] {
  const r = usable(context, comparison.correlation, source);
  const [spread1, spread2] = [before.spread, after.spread];
  if (!spread1 || !spread2) return [];
  return readingsOfBoth(before, after).flatMap((reading) => {
    const [readBefore, readAfter] = reading.sds;
    const compute: Compute = (rule) => {
      const correlation = r ? spanOfFigure(r, rule, -1) : { low: -1, high: 1 };
      const a = readBefore(spanOfFigure(spread1, rule, 0), n);
      const b = readAfter(spanOfFigure(spread2, rule, 0), n);
      return pairedOf(size(rule), sdOfDifference(a, b, correlation), n);
    };
    const { assumption, contradicts } = reading;
    // With any correlation the population SD changes little, and ± as SE is tried when it is open.
    if (!r && contradicts) return [];
    return testFrom('paired-t', compute, rounding, {
      reading: assumption,
      contradicts,
      ...(r ? overPatients(n) : { over: 'the correlation' }),
    });
  });
}
