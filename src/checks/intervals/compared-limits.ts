import type { Where } from '../../errors.ts';
import type { Comparison, Figure } from '../../study/model.ts';
import { asPairs, type BeforeAfter, type Compared, type Groups } from '../comparisons/compared.ts';
import { momentsOf } from '../comparisons/moments.ts';
import { maybeOthers } from '../comparisons/same-patients.ts';
import type { CheckContext } from '../engine/check.ts';
import { exactCount, usable } from '../engine/printed.ts';
import { nSpan } from '../p-values/test-from.ts';
import type { IntervalClaim } from './interval-claim.ts';
import { changeLimits, differenceLimits } from './limits.ts';

export interface ComparedLimits {
  readonly means: boolean;
  readonly df: { readonly low: number; readonly high: number } | null;
  /** What Welch's degrees of freedom can be; null for patients compared with themselves. */
  readonly welchDf: { readonly low: number; readonly high: number } | null;
  readonly limits: IntervalClaim['limits'];
  readonly inputs: readonly Where[];
  readonly maybeFewer: boolean;
}

/** Where the figures that limits are computed from are missing. */
export const noLimits: ComparedLimits = {
  means: false,
  df: null,
  welchDf: null,
  limits: () => [],
  inputs: [],
  maybeFewer: false,
};

/** Limits of a difference from the means, SDs and n of both sides. */
export function comparedLimits(
  context: CheckContext,
  comparison: Comparison,
  compared: Compared | null,
  value: Figure | null,
  source: string | null,
): ComparedLimits {
  const pairs = compared?.kind === 'groups' ? asPairs(context.study, compared, comparison) : null;
  if (pairs) {
    const paired = comparedLimits(context, comparison, pairs, value, source);
    if (!pairs.overlap) return paired;
    const apart = groupLimits(context, compared as Groups, value, source);
    const limits: ComparedLimits['limits'] = (level, rounding) => [
      ...paired.limits(level, rounding),
      ...apart.limits(level, rounding),
    ];
    return { ...apart, limits, maybeFewer: apart.maybeFewer || paired.maybeFewer };
  }
  if (compared?.kind === 'groups') return groupLimits(context, compared, value, source);
  if (compared?.kind === 'before-after') {
    return pairedLimits(context, comparison, compared, value, source);
  }
  return noLimits;
}

/** Of different patients. */
function groupLimits(
  context: CheckContext,
  compared: Groups,
  value: Figure | null,
  source: string | null,
): ComparedLimits {
  if (compared.groups.length === 2) {
    const moments = compared.groups.map(({ summary }) => momentsOf(context, summary, source));
    const [first, second] = moments;
    const [n1, n2] = compared.groups.map(({ patients }) => nSpan(patients));
    if (!first || !second || !n1 || !n2) return noLimits;
    return {
      means: first.mean !== null && second.mean !== null,
      df: { low: n1.low + n2.low - 2, high: n1.high + n2.high - 2 },
      welchDf: { low: Math.min(n1.low, n2.low) - 1, high: n1.high + n2.high - 2 },
      limits: (level, rounding) =>
        differenceLimits([first, second], [n1, n2], value, level, rounding),
      inputs: [...placesOf(moments), ...compared.groups.map(({ patients }) => patients.where)],
      maybeFewer: compared.groups.some(({ patients }) => patients.maybeFewer),
    };
  }
  return noLimits;
}

/** Of the same patients. */
function pairedLimits(
  context: CheckContext,
  comparison: Comparison,
  compared: BeforeAfter,
  value: Figure | null,
  source: string | null,
): ComparedLimits {
  const { from, to, pairs } = compared;
  const [before, after] = [from, to].map((side) => momentsOf(context, side, source));
  const n = nSpan(pairs);
  if (!before || !after || !n) return noLimits;
  const change = comparison.changeScore ? momentsOf(context, comparison.changeScore, source) : null;
  const correlation = usable(context, comparison.correlation, source);
  return {
    means: before.mean !== null && after.mean !== null,
    df: { low: n.low - 1, high: n.high - 1 },
    welchDf: null,
    limits: (level, rounding) =>
      changeLimits([before, after], change, correlation, value, n, level, rounding),
    inputs: [...placesOf([before, after, ...(change ? [change] : [])]), pairs.where],
    maybeFewer: maybeOthers(context.study, compared, comparison),
  };
}

function placesOf(moments: readonly { mean: Figure | null; spread: Figure | null }[]): Where[] {
  return moments.flatMap(({ mean, spread }) =>
    [mean, spread].flatMap((figure) => (figure ? [figure.where] : [])),
  );
}

/** The four counts of two groups; null unless all are exact and can be true. */
export function tableOf(
  context: CheckContext,
  { groups }: Extract<Compared, { kind: 'events' }>,
): { x1: number; n1: number; x2: number; n2: number } | null {
  const [first, second] = groups;
  if (!first || !second || groups.length !== 2) return null;
  const [x1, n1, x2, n2] = [first.events, first.total, second.events, second.total].map((count) =>
    exactCount(context, count),
  );
  if (x1 == null || n1 == null || x2 == null || n2 == null) return null;
  return x1 <= n1 && x2 <= n2 && n1 > 0 && n2 > 0 ? { x1, n1, x2, n2 } : null;
}
