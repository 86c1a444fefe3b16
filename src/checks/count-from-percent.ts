import { type ExactInterval, holds } from '../numeric/exact-interval.ts';
import { ceilRational, floorRational, type Rational, rational } from '../numeric/rational.ts';
import type { Count, Figure } from '../study/model.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import type { Recomputed, Verdict } from './engine/finding.ts';
import { insteadOf } from './engine/instead.ts';
import { countText, isPrinted, reportedFigure, windowInSteps, windowOf } from './engine/printed.ts';
import { otherwise, percentText } from './engine/words.ts';
import { everyShare, type Share, type Whole } from './groups/shares.ts';

/**
 * A percentage that is printed without its count: which whole numbers of the group give it. When
 * none does, no number of patients of this group is that percentage of it, unless some had no data.
 */
export const countFromPercent: Check = {
  id: 'count-from-percent',
  title: 'A percentage without a count is that of some whole number',
  needs: 'a percentage without a count, of a group whose count is printed',
  proves: 'that no whole number of the group’s patients is the printed percentage of it',
  cannot: 'tell which of several counts it was, or see patients who had no data',
  example: '3 of 40 are 7.5 % and 4 are 10 %; no whole number of 40 gives 9 %.',
  references: ['brown2017'],
  gravest: 'impossible-as-entered',
  inspectSr: '4.8',
  *run(context) {
    for (const share of everyShare(context.study)) {
      if (!isPrinted(share.part)) yield* judge(context, share);
    }
  },
};

/** Least and greatest of the counts that give a percentage. */
interface Counts {
  readonly low: number;
  readonly high: number;
}

interface Answer {
  readonly verdict: Verdict;
  readonly counts: Counts | null;
  /** The whole that they are counts of, and how many of it were counted. */
  readonly whole: Whole;
  readonly of: number | null;
  readonly truncated: boolean;
  /** True when some count would give it if it had been rounded in steps. */
  readonly inSteps: boolean;
}

function* judge(context: CheckContext, share: Share): Generator<Judgement> {
  const { figure, label, wholes } = share;
  if (context.impossible.has(figure.where.path)) return;
  const [whole] = wholes;
  const answer = answerOf(context, share, figure);
  yield {
    reported: reportedFigure(figure),
    label: `percentage of ${label}`,
    verdict: answer.verdict,
    recomputed: recomputedOf(answer),
    why: reason(answer, figure, whole),
    conditions:
      answer.verdict === 'impossible-as-entered'
        ? [`${whole.label} are ${countText(whole.n)}`, 'every one of them had data']
        : [],
    ...(allFit(figure, whole.n) && answer.verdict === 'possible'
      ? { weakness: 'any percentage would pass as well' }
      : {}),
    inputs: [whole.n.where],
    instead: insteadOf(figure, (other) => answerOf(context, share, other).verdict, {
      low: 0,
      high: 100,
    }),
  };
}

const domain = { min: 0, max: 100 };

function answerOf(context: CheckContext, share: Share, figure: Figure): Answer {
  const [first, ...others] = share.wholes;
  const known = (whole: Whole) => !context.impossible.has(whole.n.where.path) && isKnown(whole.n);
  const none = { counts: null, whole: first, of: null, truncated: false, inSteps: false };
  if (!known(first)) return { verdict: 'not-checkable', ...none };
  const { rounding } = context;
  const rules =
    rounding === 'any' || rounding === 'truncate' ? [rounding] : [rounding, 'any' as const];
  for (const rule of rules) {
    const window = windowOf(figure, rule, domain);
    for (const whole of [first, ...others.filter(known)]) {
      const counts = countsOver(window, whole.n);
      if (!counts) continue;
      const truncated = rule !== rounding;
      return {
        verdict: truncated ? 'within-rounding' : 'possible',
        counts,
        whole,
        of: whole.n.low === whole.n.high ? whole.n.low : null,
        truncated,
        inSteps: false,
      };
    }
  }
  // With fewer patients too digits may have been cut off.
  const [fewer = null] = rules.flatMap(
    (rule) => withFewer(windowOf(figure, rule, domain), first.n) ?? [],
  );
  const ifInSteps = windowInSteps(figure);
  const inSteps = ifInSteps !== null && countsOver(ifInSteps, first.n) !== null;
  const excused = share.modelled || inSteps || (share.ofThoseWithData && fewer !== null);
  return {
    verdict: excused ? 'unexplained' : 'impossible-as-entered',
    counts: fewer?.counts ?? null,
    whole: first,
    of: fewer?.of ?? null,
    truncated: false,
    inSteps,
  };
}

/** More sizes of a group than this are not gone through. */
const mostSizes = 2000;

function isKnown({ low, high }: Count): boolean {
  return high !== null && high > 0 && high - low <= mostSizes;
}

/** The counts over every size that the whole can have. */
function countsOver(window: ExactInterval, { low, high }: Count): Counts | null {
  const found: Counts[] = [];
  for (let of = Math.max(low, 1); of <= (high ?? 0); of++) {
    const counts = countsWithin(window, of);
    if (counts) found.push(counts);
  }
  if (found.length === 0) return null;
  return {
    low: Math.min(...found.map((counts) => counts.low)),
    high: Math.max(...found.map((counts) => counts.high)),
  };
}

/** The most patients with data of whom a whole number would be the percentage. */
function withFewer(window: ExactInterval, { high }: Count): { counts: Counts; of: number } | null {
  const greatest = (high ?? 0) - 1;
  for (let of = greatest; of >= Math.max(1, greatest - mostSizes); of--) {
    const counts = countsWithin(window, of);
    if (counts) return { counts, of };
  }
  return null;
}

/** Whether every percentage with as many decimals is that of some count. */
function allFit({ decimals }: Figure, { low }: Count): boolean {
  return low >= 100 * 10 ** decimals;
}

function recomputedOf({ counts, of }: Answer): Recomputed | null {
  if (!counts || of === null) return null;
  const [low, high] = [counts.low, counts.high].map((count) => (100 * count) / of);
  return { low: low ?? null, high: high ?? null, nominal: low === high ? (low ?? null) : null };
}

function reason(answer: Answer, figure: Figure, first: Whole): string {
  const { verdict, counts, whole, of, truncated, inSteps } = answer;
  if (verdict === 'not-checkable') {
    return `The count of ${first.label} is missing, or cannot be. It would be needed to see which counts give ${figure.text} %.`;
  }
  const decimals = figure.decimals + 2;
  const printed = figure.text.replace(/\s*%$/, '');
  if (verdict === 'possible' || verdict === 'within-rounding') {
    const named = whole === first ? '' : `, as a share of ${whole.label}`;
    const cut = truncated ? ' It fits if digits were cut off.' : '';
    if (!counts || of === null)
      return `${countsText(counts)} of ${countText(whole.n)} can be ${printed} %${named}.${cut}`;
    const share = percentText(recomputedOf(answer), decimals);
    const only = counts.low === counts.high ? ` No other whole number gives ${printed}.` : '';
    return `${countsText(counts)} of ${of} ${counts.high === 1 ? 'is' : 'are'} ${share}${named}.${only}${cut}`;
  }
  const nearest = first.n.low === first.n.high ? nearestTo(figure, first.n.low, decimals) : '';
  const less =
    counts && of !== null
      ? ` It would be ${countsText(counts)} of ${of}, if ${(first.n.high ?? 0) - of} had no data.`
      : '';
  return `${nearest}No whole number of ${countText(first.n)} gives ${printed} %.${less} ${otherwise(
    ['missing values', 'another denominator', 'a misprint'],
    inSteps,
  )}`;
}

/** "3 of 40 are 7.50 %, 4 are 10.00 %. ": the counts on both sides. */
function nearestTo({ value }: Figure, of: number, decimals: number): string {
  const below = Math.min(Math.max(Math.floor((value * of) / 100), 0), of - 1);
  const share = (count: number) => {
    const number = (100 * count) / of;
    return percentText({ low: number, high: number, nominal: number }, decimals);
  };
  return `${below} of ${of} ${below === 1 ? 'is' : 'are'} ${share(below)}, ${below + 1} ${below === 0 ? 'is' : 'are'} ${share(below + 1)}. `;
}

function countsText(counts: Counts | null): string {
  if (!counts) return 'No count';
  return counts.low === counts.high ? String(counts.low) : `${counts.low} to ${counts.high}`;
}

/** The whole numbers of `whole` that are a percentage within a window, least and greatest. */
export function countsWithin(
  window: ExactInterval,
  whole: number,
): { readonly low: number; readonly high: number } | null {
  const of = BigInt(whole);
  const scaled = (end: Rational) => rational(end.numerator * of, end.denominator * 100n);
  let low = window.low ? ceilRational(scaled(window.low)) : 0n;
  let high = window.high ? floorRational(scaled(window.high)) : of;
  if (low < 0n) low = 0n;
  if (high > of) high = of;
  const within = (count: bigint) => holds(window, rational(count * 100n, of));
  if (low <= high && !within(low)) low += 1n;
  if (low <= high && !within(high)) high -= 1n;
  return low <= high ? { low: Number(low), high: Number(high) } : null;
}
