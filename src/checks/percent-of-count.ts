import {
  between,
  type ExactInterval,
  holds,
  isPoint,
  overlap,
  point,
  quotient,
  times,
} from '../numeric/exact-interval.ts';
import {
  addRationals,
  floorRational,
  type Rational,
  rational,
  subtractRationals,
} from '../numeric/rational.ts';
import type { Count, Figure } from '../study/model.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import { type Candidate, type Decision, decide } from './engine/decide.ts';
import { passes } from './engine/finding.ts';
import { insteadOf } from './engine/instead.ts';
import {
  countText,
  countWindow,
  exactValue,
  isPrinted,
  reportedFigure,
  windowOf,
} from './engine/printed.ts';
import { otherwise, percentText } from './engine/words.ts';
import { everyShare, type Share, type Whole } from './groups/shares.ts';

/**
 * A printed percentage is its count over the count of the group that it is part of: of cohorts, of
 * the cells of tables of counts, and of scores. Wholes further up the tree, at visits, and sums of
 * the column and the row are tried before it is called wrong. A cell's percentage may be a share
 * of those with data, whose number the file has no place for: where that would explain it, the
 * verdict is `unexplained`, and says how many would have no data.
 */
export const percentOfCount: Check = {
  id: 'percent-of-count',
  title: 'A printed percentage is the count over the count of the whole',
  needs:
    'a group, a cell or a score with a count and a percentage, and the count of what it is part of',
  proves: 'that these counts do not give the printed percentage',
  cannot: 'show that the counts are right: other counts can have the same percentage',
  example: '28 of 171 are 16.37 %, printed as 16.4; 29 of 171 would be 16.96 %, printed as 17.0.',
  references: [],
  gravest: 'inconsistent',
  inspectSr: '4.10',
  *run(context) {
    for (const share of everyShare(context.study)) yield* judge(context, share);
  },
};

function* judge(context: CheckContext, share: Share): Generator<Judgement> {
  const { figure, part, label, wholes } = share;
  // Without a count there is another question: which counts give the percentage.
  if (context.impossible.has(figure.where.path) || !isPrinted(part)) return;
  const judged = shareOf(context, share);
  const decision = judged(figure);
  yield {
    reported: reportedFigure(figure),
    label: `percentage of ${label}`,
    verdict: decision.verdict,
    recomputed: decision.recomputed,
    why: reason(decision, share, context),
    tried: decision.tried,
    inputs: [part.where, wholes[0].n.where],
    instead: insteadOf(figure, (other) => judged(other).verdict, { low: 0, high: 100 }),
  };
}

const domain = { min: 0, max: 100 };

/** `forced` when it would fit if the percentages of the whole had been made to add up to 100. */
type ShareDecision = Decision & { readonly forced?: boolean };

/** Judges figures in the place of a percentage; what does not depend on them is computed once. */
function shareOf(context: CheckContext, share: Share): (figure: Figure) => ShareDecision {
  const { part, wholes } = share;
  const first = wholes[0].n.where.path;
  const known = !context.impossible.has(part.where.path) && !context.impossible.has(first);
  const candidates = known ? sharesOf(part, wholes) : [];
  const isKnown = wholes[0].n.high !== null;
  return (figure) => {
    const decision = decide({
      figure,
      rounding: context.rounding,
      domain,
      standing: share.modelled ? 'unstated' : 'definition',
      candidates: (rounding) => {
        if (candidates.length === 0 || !share.ofThoseWithData) return candidates;
        return [...candidates, ...withData(share, windowOf(figure, rounding, domain))];
      },
    });
    // What it is a share of is not printed: other wholes can give it, but not rule it out.
    if (!isKnown && !passes(decision.verdict)) return unknown;
    const forced =
      decision.verdict === 'inconsistent' &&
      share.addsUp &&
      figure.text === share.figure.text &&
      isNextTo(figure, candidates[0] ?? null);
    return forced ? { ...decision, verdict: 'unexplained', forced } : decision;
  };
}

/** Whether a share is less than one unit of the last digit away: the next number up or down. */
function isNextTo(figure: Figure, candidate: Candidate | null): boolean {
  const unit = rational(1n, 10n ** BigInt(Math.max(0, figure.decimals)));
  const value = exactValue(figure);
  const around = between(subtractRationals(value, unit), addRationals(value, unit));
  return candidate !== null && overlap(candidate.interval, around);
}

const unknown: Decision = {
  verdict: 'not-checkable',
  recomputed: null,
  stated: null,
  candidate: null,
  truncated: false,
  inSteps: false,
  tried: [],
};

/** The count over each whole; of "up to 28" the limit itself first. */
function sharesOf(part: Count, wholes: readonly Whole[]): Candidate[] {
  return wholes.flatMap(({ n, label, isGuess = false }, index) => {
    // Neither the same number again nor one that is smaller than the part would say anything.
    const again = n.low === wholes[0]?.n.low && n.high === wholes[0].n.high;
    if (index > 0 && (again || (n.high !== null && n.high < part.low))) return [];
    const of = index === 0 ? null : `as a share of ${label} (${countText(n)})`;
    if (part.low === part.high) {
      const exact = quotientOf(countWindow(part), n, of);
      return isGuess
        ? exact.map((each) => ({ ...each, mildest: 'unexplained' as const, isGuess: true }))
        : exact;
    }
    if (isGuess) return [];
    const below = `as a count within “${countText(part)}”`;
    const limit = part.high === null ? null : rational(BigInt(part.high));
    return [
      ...(limit ? quotientOf(between(limit, limit), n, of) : []),
      ...quotientOf(countWindow(part), n, of === null ? below : `${of}, ${below}`),
    ];
  });
}

function quotientOf(part: ExactInterval, whole: Count, assumption: string | null): Candidate[] {
  if (part.high === null || whole.high === null || whole.low === 0) return [];
  const interval = quotient(times(part, hundred), countWindow(whole));
  if (interval === null) return [];
  return [{ assumption, interval, nominal: isPoint(interval) ? interval : null, proved: true }];
}

const hundred = rational(100n);

/** The count over the most patients of the whole that would give the percentage. */
function withData(share: Share, window: ExactInterval): Candidate[] {
  const counted = countWithData(share, window);
  if (!counted) return [];
  const { n, of, value } = counted;
  return [
    {
      assumption: `as a share of ${n} of the ${of}, if ${of - n} had no data`,
      interval: point(value),
      nominal: value,
      proved: true,
      mildest: share.statedOfThose ? 'possible' : 'unexplained',
      isGuess: true,
    },
  ];
}

function countWithData(
  { part, wholes }: Share,
  window: ExactInterval,
): { readonly n: number; readonly of: number; readonly value: Rational } | null {
  const of = wholes[0].n.high;
  if (part.low !== part.high || part.low === 0 || of === null || !window.low || !window.high) {
    return null;
  }
  const { numerator, denominator } = window.low;
  const most = numerator <= 0n ? null : rational(100n * BigInt(part.low) * denominator, numerator);
  const greatest = Math.min(most ? Number(floorRational(most)) : of - 1, of - 1);
  // Where an end does not belong, the next smaller whole is within.
  for (const n of [greatest, greatest - 1]) {
    const value = n < part.low ? null : rational(100n * BigInt(part.low), BigInt(n));
    if (value && holds(window, value)) return { n, of, value };
  }
  return null;
}

function reason(decision: ShareDecision, share: Share, context: CheckContext): string {
  const { figure, part, wholes } = share;
  const [whole] = wholes;
  const { stated, recomputed, candidate, verdict } = decision;
  if (verdict === 'not-checkable') {
    return `The count of ${whole.label} is missing, or one of the two counts cannot be: both would be needed.`;
  }
  const decimals = figure.decimals + 2;
  if (whole.n.high === null) {
    return `The count of ${whole.label} is not printed. ${countText(part)} are the printed ${figure.text} % ${candidate?.assumption}: ${percentText(recomputed, decimals)}.`;
  }
  const arithmetic = `${countText(part)} of ${countText(whole.n)} ${part.text === '1' ? 'is' : 'are'} ${percentText(stated, decimals)}.`;
  const printed = ` Printed is ${figure.text}.`;
  if (candidate?.assumption) {
    const how = ` The printed ${figure.text} is reproduced ${candidate.assumption}: ${percentText(recomputed, decimals)}.`;
    return arithmetic + how + (verdict === 'unexplained' ? ` ${otherwise(causes)}` : '');
  }
  if (verdict === 'inconsistent' || verdict === 'unexplained') {
    const less = countWithData(share, windowOf(figure, context.rounding, domain));
    const data = less
      ? ` It would be a share of ${less.n} of the ${less.of}, if ${less.of - less.n} had no data.`
      : '';
    const forced = decision.forced ? ['percentages that were made to add up to 100'] : [];
    return `${arithmetic}${printed}${data} ${otherwise([...forced, ...causes], decision.inSteps)}`;
  }
  return arithmetic + (decision.truncated ? ' It fits if digits were cut off.' : '');
}

const causes = ['another denominator', 'missing values', 'a misprint in one of the three'];
