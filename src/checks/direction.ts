import {
  type ExactInterval,
  negated,
  overlap,
  rationalOfDouble,
  rationalToNumber,
} from '../numeric/exact-interval.ts';
import { compareRationals, type Rational, rational } from '../numeric/rational.ts';
import type { Comparison, Figure, Scale } from '../study/model.ts';
import { difference, orderOf, type Pair, pairOf, recomputedOf } from './comparisons/two-figures.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import type { Tried, Verdict } from './engine/finding.ts';
import { insteadOf } from './engine/instead.ts';
import { reportedFigure, windowOf } from './engine/printed.ts';
import { fixed, otherwise, spanText } from './engine/words.ts';

/**
 * A claimed improvement or worsening agrees with the two means and with the direction in which the
 * scale is better; so do the signs of a printed difference and of a printed improvement. A median
 * change, ranks or a model can go against the means, so a contradiction is `unexplained`. It is
 * `inconsistent` where none of them could: when the means lie more than half of the scale apart,
 * more than half of the same patients must have changed against the claim, because nobody can
 * change by more than the whole scale.
 */
export const direction: Check = {
  id: 'direction',
  title: 'A claimed improvement or worsening agrees with the means',
  needs: 'two means of a measure, and a claim, a difference or an improvement printed of them',
  proves: 'that the means moved against the claim; with a wide gap, that most patients did',
  cannot: 'show that a change is more than chance, or that it matters to a patient',
  example:
    'From 4.33 to 1.72 on a scale from 1 to 5 where higher is better is a worsening: the mean fell by 2.61 of 4 possible points, so at least 65 % of the patients scored lower.',
  references: [],
  gravest: 'inconsistent',
  inspectSr: '4.10',
  *run(context) {
    for (const comparison of context.study.comparisons) {
      const pair = pairOf(context, comparison);
      if (!pair) continue;
      yield* judgeClaim(context, comparison, pair);
      // The median of changes, or a difference of means, can have the other sign than the medians.
      for (const figure of pair.of === 'mean' ? (comparison.difference ?? []) : [])
        yield* judgeDifference(context, figure, pair);
      for (const figure of comparison.improvement ?? []) {
        yield* judgeImprovement(context, comparison, figure, pair);
      }
    }
  },
};

const zero = rational(0n);
const isAbove = (end: Rational | null) => end !== null && compareRationals(end, zero) > 0;
const isBelow = (end: Rational | null) => end !== null && compareRationals(end, zero) < 0;

/** What is claimed of the change: 1 for higher scores, −1 for lower ones, null if it cannot be said. */
function claimedSign({ claim, between }: Comparison, scale: Scale | null): 1 | -1 | null {
  const isBetter = scale?.better === 'higher' ? 1 : scale?.better === 'lower' ? -1 : null;
  switch (claim) {
    case 'improved':
      return between.length === 0 ? isBetter : null;
    case 'worsened':
      return between.length === 0 && isBetter !== null ? (-isBetter as 1 | -1) : null;
    case 'higher':
      return 1;
    case 'lower':
      return -1;
    default:
      return null;
  }
}

function* judgeClaim(
  context: CheckContext,
  comparison: Comparison,
  pair: Pair,
): Generator<Judgement> {
  const sign = claimedSign(comparison, pair.scale);
  if (sign === null) return;
  const { how } = comparison;
  // A test by name changes nothing; figures of a model need not be those of the patients.
  const modelled = how?.model ?? how?.adjusted ?? how?.stratified ?? how?.pooled;
  const proof = pair.samePatients && pair.of === 'mean' && modelled === undefined;
  const judged = (to: Figure): Verdict => {
    const risen = towards(sign, difference(loosely(context), pair.from, to));
    if (!isBelow(risen.high)) return 'possible';
    return proof && shareAgainst(risen, pair.scale) !== null ? 'inconsistent' : 'unexplained';
  };
  const verdict = judged(pair.to);
  const { scale } = pair;
  yield {
    reported: reportedFigure(pair.to),
    label: `“${comparison.claim}” ${pair.toPlace} against ${pair.fromPlace}`,
    verdict,
    why: claimReason(context, comparison, pair, sign, verdict),
    conditions: verdict === 'inconsistent' ? ['the same patients are scored at both visits'] : [],
    ...(verdict === 'possible' ? { weakness: 'only the direction of the change is compared' } : {}),
    inputs: [pair.from.where],
    instead: insteadOf(pair.to, judged, scale ? { low: scale.min, high: scale.max } : null),
  };
}

/** Signs are judged as if digits could have been cut off: a rounding rule decides no direction. */
function loosely(context: CheckContext): CheckContext {
  return context.rounding === 'truncate' ? context : { ...context, rounding: 'any' };
}

/** The change in the claimed direction: below zero when it goes against the claim. */
function towards(sign: 1 | -1, change: ExactInterval): ExactInterval {
  return sign === 1 ? change : negated(change);
}

/**
 * The least share of the same patients who changed against the claim, in percent, if more than
 * half; null if not. Nobody changes by more than the whole scale, so a mean change of d against it
 * takes at least d / (max − min) of the patients.
 */
function shareAgainst({ high }: ExactInterval, scale: Scale | null): number | null {
  if (!scale || high === null) return null;
  const range = rationalOfDouble(scale.max - scale.min);
  if (!range) return null;
  // Against the claim by more than half of the scale: 2 × change < −range, exactly.
  const twice = rational(2n * high.numerator, high.denominator);
  const half = rational(-range.numerator, range.denominator);
  if (compareRationals(twice, half) >= 0) return null;
  return Math.floor((-100 * rationalToNumber(high)) / (scale.max - scale.min));
}

function claimReason(
  context: CheckContext,
  comparison: Comparison,
  pair: Pair,
  sign: 1 | -1,
  verdict: Verdict,
): string {
  const { scale } = pair;
  const rule = scale?.better ? `, and ${scale.better} is better on this scale` : '';
  const change = difference(context, pair.from, pair.to);
  const arithmetic = `${orderOf(pair)}${rule}`;
  if (verdict === 'possible') return `${arithmetic}: “${comparison.claim}” agrees with it.`;
  const share = shareAgainst(towards(sign, change), scale);
  const most =
    verdict === 'inconsistent' && share !== null && scale
      ? ` The mean moved by ${fixed(Math.abs(pair.to.value - pair.from.value), pair.to.decimals)} of ${fixed(scale.max - scale.min, 0)} possible points against the claim, so at least ${share} % of the patients did.`
      : '';
  const isLikely = verdict === 'inconsistent' ? 'is probably' : 'may be';
  const reversed = agreesReversed(context, comparison, pair)
    ? ` With the two exchanged everything agrees: the order of the two numbers ${isLikely} reversed in this sentence.`
    : '';
  const causes =
    verdict === 'inconsistent'
      ? ['other patients at the two visits', 'a scale whose direction is entered the wrong way']
      : [
          // Medians can fall where the mean rises.
          ...(pair.of === 'mean' ? [] : ['a claim about the means']),
          'a test of ranks or a model behind the claim',
          'other patients at the two visits',
        ];
  return `${arithmetic}: “${comparison.claim}” does not agree with it.${most}${reversed} ${otherwise([...causes, 'a misprint'])}`;
}

/** Whether the printed difference and improvement, if any, agree with the two figures exchanged. */
function agreesReversed(context: CheckContext, comparison: Comparison, pair: Pair): boolean {
  const swapped: Pair = { ...pair, from: pair.to, to: pair.from };
  const change = difference(context, swapped.from, swapped.to);
  const fits = (figures: readonly Figure[] | null, value: ExactInterval) =>
    (figures ?? []).every((figure) => !opposite(windowOf(figure, context.rounding), value));
  return (
    fits(comparison.difference, change) &&
    fits(comparison.improvement, pair.scale?.better === 'lower' ? negated(change) : change)
  );
}

/** Whether one is certainly above zero and the other certainly below. */
function opposite(a: ExactInterval, b: ExactInterval): boolean {
  return (isAbove(a.low) && isBelow(b.high)) || (isBelow(a.high) && isAbove(b.low));
}

function* judgeDifference(context: CheckContext, figure: Figure, pair: Pair): Generator<Judgement> {
  if (context.impossible.has(figure.where.path)) return;
  const change = difference(context, pair.from, pair.to);
  const judged = (printed: Figure): Verdict => {
    const window = windowOf(printed, loosely(context).rounding);
    if (!opposite(window, change) || overlap(negated(window), change)) return 'possible';
    return 'unexplained';
  };
  const window = windowOf(figure, context.rounding);
  const against = opposite(window, change);
  const verdict = judged(figure);
  const recomputed = recomputedOf(change, pair);
  const tried: Tried[] = against
    ? [
        {
          assumption: 'as a difference taken the other way round',
          low: recomputed.high === null ? null : -recomputed.high,
          high: recomputed.low === null ? null : -recomputed.low,
          fits: verdict === 'possible',
        },
      ]
    : [];
  const span = spanText(recomputed, Math.max(figure.decimals, 0) + 1);
  const arithmetic = `${pair.to.text} − ${pair.from.text} is ${span}`;
  yield {
    reported: reportedFigure(figure),
    label: `sign of the difference ${pair.toPlace} against ${pair.fromPlace}`,
    verdict,
    recomputed,
    why: !against
      ? `${arithmetic}; ${figure.text} does not have the opposite sign.`
      : verdict === 'possible'
        ? `${arithmetic}. The printed ${figure.text} is reproduced as a difference taken the other way round.`
        : `${arithmetic}; printed is ${figure.text}, with the opposite sign and not of this size. ${otherwise(['an adjusted difference', 'other patients in it', 'a misprint'])}`,
    tried,
    ...(against ? {} : { weakness: 'only the sign is compared' }),
    inputs: [pair.to.where, pair.from.where],
    instead: insteadOf(figure, judged),
  };
}

function* judgeImprovement(
  context: CheckContext,
  { how }: Comparison,
  figure: Figure,
  pair: Pair,
): Generator<Judgement> {
  const better = pair.scale?.better;
  if (!better || context.impossible.has(figure.where.path)) return;
  const change = difference(loosely(context), pair.from, pair.to);
  const benefit = better === 'higher' ? change : negated(change);
  const ofMeans =
    how?.average === 'of group means' && pair.of === 'mean' && pair.samePatients && pair.nStated;
  const judged = (printed: Figure): Verdict => {
    const window = windowOf(printed, context.rounding);
    if (!opposite(window, benefit)) return 'possible';
    // "−54 %" of a score where lower is better is a change with its own sign.
    if (isAbove(benefit.low) && better === 'lower') return 'possible';
    return ofMeans ? 'inconsistent' : 'unexplained';
  };
  const verdict = judged(figure);
  const against = opposite(windowOf(figure, context.rounding), benefit);
  const kind = isAbove(benefit.low) ? 'an improvement' : 'a worsening';
  const arithmetic = `${orderOf(pair)}, and ${better} is better on this scale`;
  yield {
    reported: reportedFigure(figure),
    label: `sign of the improvement ${pair.toPlace} against ${pair.fromPlace}`,
    verdict,
    why: !against
      ? `${arithmetic}; an improvement of ${figure.text} agrees with it.`
      : verdict === 'possible'
        ? `${arithmetic}: ${kind}. The printed ${figure.text} is reproduced as a change of the score with its own sign.`
        : `${arithmetic}: ${kind}. Printed is an improvement of ${figure.text}. ${otherwise([...(ofMeans ? [] : ['a mean of the patients’ percentages']), 'the two figures in the reverse order', 'a misprint'])}`,
    ...(against ? {} : { weakness: 'only the sign is compared' }),
    inputs: [pair.to.where, pair.from.where],
    instead: insteadOf(figure, judged),
  };
}
