import { type Rounding, roundingInterval } from '../../numeric/decimal.ts';
import {
  between,
  type ExactInterval,
  exactly,
  rationalOfDouble,
} from '../../numeric/exact-interval.ts';
import {
  addRationals,
  type Rational,
  rational,
  rationalOf,
  subtractRationals,
} from '../../numeric/rational.ts';
import { type Domain, exactDecimal, readCount, readFigure } from '../../study/figure.ts';
import type {
  Cohort,
  Count,
  Figure,
  How,
  NotSignificant,
  Printed,
  Study,
} from '../../study/model.ts';
import type { CheckContext, Reported } from './check.ts';

/**
 * The values that a printed figure can stand for, exactly; a percentage stays in percent. After
 * "<" or "≤" from the least value of such a quantity, after ">" or "≥" to the greatest.
 */
export function windowOf(figure: Figure, rounding: Rounding, domain: Domain = {}): ExactInterval {
  const value = rationalOf(exactDecimal(figure));
  switch (figure.relation) {
    case '=':
      return exactly(roundingInterval(exactDecimal(figure), rounding));
    case '<':
    case '≤':
      return between(domain.min === undefined ? null : rationalOfDouble(domain.min), value);
    case '>':
    case '≥':
      return between(value, domain.max === undefined ? null : rationalOfDouble(domain.max));
  }
}

/**
 * The values that a printed figure can stand for if it was rounded in steps, each time to a digit
 * less: 17.4468 to 17.45 to 17.5 to 18. Null for limits.
 */
export function windowInSteps(figure: Figure): ExactInterval | null {
  if (figure.relation !== '=') return null;
  const value = rationalOf(exactDecimal(figure));
  // Half of the last digit, of the next, and so on without end: 0.5 + 0.05 + 0.005 … = 5/9.
  const { decimals } = figure;
  const off =
    decimals >= 0
      ? rational(5n, 9n * 10n ** BigInt(decimals))
      : rational(5n * 10n ** BigInt(-decimals), 9n);
  return between(subtractRationals(value, off), addRationals(value, off));
}

/** The whole numbers that a count can be, as an interval. */
export function countWindow({ low, high }: Count): ExactInterval {
  return between(rational(BigInt(low)), high === null ? null : rational(BigInt(high)));
}

/** The number of a figure as printed, exactly. */
export function exactValue(figure: Pick<Figure, 'text'>): Rational {
  return rationalOf(exactDecimal(figure));
}

/** The same figure with another text in its place; null when that cannot be read. */
export function withText(figure: Figure, text: string): Figure | null {
  const read = readFigure(text);
  return 'figure' in read ? { ...figure, ...read.figure } : null;
}

/** The same count with another text in its place; null when that cannot be read. */
export function countWithText(count: Count, text: string): Count | null {
  const read = readCount(text);
  return read && { ...count, ...read, text };
}

/** A figure to compute with: a value, not a limit, of the wanted source, and one that can be true. */
export function usable(
  { impossible }: CheckContext,
  printed: Printed | null,
  source: string | null = null,
): Figure | null {
  // Two sources may round differently: a figure is computed from those of its own source first.
  const figure = printed?.find((each) => each.source === source) ?? printed?.[0];
  return figure?.relation === '=' && !impossible.has(figure.where.path) ? figure : null;
}

/** A count that is known exactly and can be true; else null. */
export function exactCount({ impossible }: CheckContext, count: Count | null): number | null {
  if (!count || count.low !== count.high || impossible.has(count.where.path)) return null;
  return count.low;
}

/** A count as printed, or the limits that the file gives: "28", "≤28", "11 to 18". */
export function countText({ text, low, high }: Count): string {
  if (text !== null) return text;
  if (high === null) return low === 0 ? 'an unknown number' : `at least ${low}`;
  return low === high ? String(low) : `${low} to ${high}`;
}

/** Whether the file says anything of a count. */
export function isPrinted({ text, low, high }: Count): boolean {
  return text !== null || low > 0 || high !== null;
}

/** A count as something that a finding can be about. */
export function reportedCount(count: Count): Reported {
  const { where, accept } = count;
  return { text: countText(count), where, accept };
}

/** A figure as something that a finding can be about. */
export function reportedFigure({ text, where, accept }: Figure | NotSignificant): Reported {
  return { text, where, accept };
}

/** A cohort by its id; the reader has made sure that it is there. */
export function cohortOf(study: Pick<Study, 'cohorts'>, id: string | null): Cohort | null {
  return study.cohorts.find((cohort) => cohort.id === id) ?? null;
}

/** The cohorts that a cohort is part of, the nearest first. */
export function wholesOf(study: Study, cohort: Cohort | null): Cohort[] {
  const parent = cohortOf(study, cohort?.of ?? null);
  return parent ? [parent, ...wholesOf(study, parent)] : [];
}

/** Whether the file says that some patients had no data, or that a figure is not of all of them. */
export function statesMissing({ design }: Study, how: How | null): boolean {
  if (how?.missing !== undefined || how?.set !== undefined) return true;
  return (
    design.missing !== null &&
    !/^not stated\.?$/i.test(design.missing.trim()) &&
    !isComplete(design)
  );
}

/** Whether the file says that no data are missing: "no imputation" and "complete cases" say that some are. */
export function isComplete({ missing }: Study['design']): boolean {
  const nothing = /^(?:none|no|no missing (?:data|values|scores)|complete(?: data)?)\.?$/i;
  return missing !== null && nothing.test(missing.trim());
}

/**
 * Whether the file names a way in which a figure was made that is more than counting and dividing:
 * a model, a pooled or stratified ratio, a mean of percentages. Its definition does not hold then.
 */
export function statesMethod(how: How | null): boolean {
  const plain = ['rounded', 'software', 'interval', 'missing', 'set', 'sd'];
  return how !== null && Object.keys(how).some((key) => !plain.includes(key));
}
