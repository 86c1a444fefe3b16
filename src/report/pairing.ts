import { printDecimal } from '../numeric/decimal.ts';
import { factWords, type PairingFact, type PairingFacts } from '../reconstruct/pairing-facts.ts';
import { exactDecimal } from '../study/figure.ts';
import type { Comparison, Figure, How, Printed, PrintedP, Study } from '../study/model.ts';
import { type Context, usable } from './context.ts';
import type { Pair } from './pairs.ts';
import type { Condition } from './patient-bounds.ts';

/** A printed figure of how the scores of two visits belong together. */
interface PairingFigure {
  readonly fact: PairingFact;
  readonly figure: Figure;
  /** What is assumed of it; null when nothing is. */
  readonly caveat: string | null;
}

/**
 * The printed figures that limit how the scores of a pair's two visits belong together. A P is one
 * only when its test is named as a paired t test and it is a value, not a limit; a t when it is
 * named so, or its df is n − 1. Figures of other patients, adjusted or transformed ones are none.
 */
export function pairingFigures(context: Context, pair: Pair, n: number): readonly PairingFigure[] {
  const { study } = context;
  const found: PairingFigure[] = [];
  const add = (fact: PairingFact, figure: Figure | null, caveat: string | null = null) => {
    if (figure && !found.some((known) => known.fact === fact)) found.push({ fact, figure, caveat });
  };
  for (const one of comparisonsOf(study, pair)) {
    if (!isPlain(one.how) || (one.n && one.n.low !== n)) continue;
    add('correlation', usable(context, pearson(one.correlation, one.how)), kindOf(one.how));
    const changeN = one.changeScore?.nStated ? one.changeScore.n.low : n;
    if (changeN === n) add('sdChange', usable(context, one.changeScore?.sd ?? null));
    for (const test of one.tests) {
      const how = test.how ?? one.how;
      if (test.kind !== 't' || !isPlain(how) || (test.n && test.n.low !== n)) continue;
      const named = isPairedT(how);
      const df = test.df.length === 1 ? usable(context, test.df[0] ?? null) : null;
      if (named || (how?.test === undefined && df?.value === n - 1))
        add('t', usable(context, test.value));
      if (named && test.tails !== 1 && how?.tails !== 1) add('p', exactP(context, test.p));
    }
    if (isPairedT(one.how) && one.how?.tails !== 1) add('p', exactP(context, one.p));
  }
  for (const { r, how, n: of } of study.correlations.filter((one) => isOf(one, pair)))
    if (!of || of.low === n) add('correlation', usable(context, pearson(r, how)), kindOf(how));
  return found;
}

function comparisonsOf(study: Study, { measure, series, before, after }: Pair) {
  return study.comparisons.filter(
    (one: Comparison) =>
      one.measure === measure.id &&
      one.from?.visit === before.visit &&
      one.to?.visit === after.visit &&
      (one.cohort === null || one.cohort === series.cohort) &&
      one.between.length === 0,
  );
}

function isOf({ measure, cohort, visits }: Study['correlations'][number], pair: Pair): boolean {
  const both = [pair.before.visit, pair.after.visit];
  return (
    measure === pair.measure.id &&
    (cohort === null || cohort === pair.series.cohort) &&
    visits?.every((visit) => both.includes(visit)) === true
  );
}

/** Of the scores as they are. */
const isPlain = (how: How | null): boolean => !how?.transform && !how?.adjusted && !how?.model;

const isPairedT = (how: How | null): boolean =>
  /\b(paired|dependent)\b.*\bt\b/i.test(how?.test ?? '') &&
  !/unpaired|independent/i.test(how?.test ?? '');

function pearson(printed: Printed | null, how: How | null): Printed | null {
  return /spearman|kendall|intraclass|icc|rank/i.test(how?.correlation ?? '') ? null : printed;
}

const kindOf = (how: How | null): string | null =>
  how?.correlation ? null : 'its kind is not printed: Pearson, assumed';

function exactP(context: Context, p: PrintedP | null): Figure | null {
  const figure = p?.[0];
  return figure && 'value' in figure ? usable(context, [figure]) : null;
}

/** The figures as texts, for bounds. */
export function pairingFacts(figures: readonly PairingFigure[]): PairingFacts {
  return Object.fromEntries(
    figures.map(({ fact, figure }) => [fact, printDecimal(exactDecimal(figure))]),
  );
}

/** "the printed correlation 0.50 is right". */
export function pairingConditions(figures: readonly PairingFigure[]): readonly Condition[] {
  return figures.map(({ fact, figure, caveat }) => ({
    text: `the printed ${factWords[fact]}, ${figure.text}, is right`,
    caveat,
  }));
}
