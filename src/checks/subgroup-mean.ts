import type { Rounding } from '../numeric/decimal.ts';
import { between, type ExactInterval, plus, point, times } from '../numeric/exact-interval.ts';
import { compareRationals, type Rational, rational } from '../numeric/rational.ts';
import type { Figure } from '../study/model.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import { type Candidate, type Decision, decide } from './engine/decide.ts';
import type { Verdict } from './engine/finding.ts';
import { insteadOf } from './engine/instead.ts';
import { exactValue, reportedFigure, windowOf } from './engine/printed.ts';
import { fixed, otherwise, spanText } from './engine/words.ts';
import {
  everySubgroups,
  figuresOf,
  type Limits,
  type Sizes,
  type Subgroups,
  sizesOf,
} from './groups/subgroups.ts';

/**
 * The mean of a whole group is the mean of its parts, weighted by their numbers: exact over the
 * rounding of every mean, as it is linear in each. Where the numbers with a score are not printed,
 * missing scores can shift the weights: a mean between the least and the greatest of the parts is
 * then `unexplained` at worst, and one outside them contradicts every weighting.
 */
export const subgroupMean: Check = {
  id: 'subgroup-mean',
  title: 'The means of the parts combine to the mean of the whole',
  needs: 'a partition, and a mean of the whole and of all its parts at the same visit',
  proves: 'that no means that round to those of the parts combine to the printed one',
  cannot: 'tell which of the means is wrong, or see other weights where the n are not printed',
  example:
    '30 patients with mean 6.2 and 11 with 7.4 have the mean (30 × 6.2 + 11 × 7.4) / 41 = 6.52; 7.3 is not it.',
  references: ['cochrane2019', 'wilkinson2025'],
  gravest: 'inconsistent',
  inspectSr: '4.10',
  *run(context) {
    for (const subgroups of everySubgroups(context.study)) {
      for (const figure of subgroups.whole.summary.mean ?? []) {
        yield* judge(context, subgroups, figure);
      }
    }
  },
};

function* judge(context: CheckContext, subgroups: Subgroups, figure: Figure): Generator<Judgement> {
  const { whole, parts, measure } = subgroups;
  if (context.impossible.has(figure.where.path)) return;
  const means = figuresOf(context, parts, 'mean', figure.source);
  const sizes = sizesOf(context, subgroups);
  if (!means && parts.every(({ summary }) => summary.mean === null)) return;
  const same = {
    reported: reportedFigure(figure),
    label: `mean of ${measure}, ${whole.cohort.label}, from its parts`,
  };
  if (!means || sizes.kind === 'other') {
    const why =
      means && sizes.kind === 'other' ? sizes.missing : 'A mean of one of the parts is missing.';
    const needed = 'The mean and the n of every part would be needed.';
    yield { ...same, verdict: 'not-checkable', why: `${why} ${needed}`, inputs: [] };
    return;
  }
  const candidates = candidatesOf(subgroups, means, sizes);
  const judged = (printed: Figure) =>
    decide({
      figure: printed,
      rounding: context.rounding,
      standing: subgroups.modelled ? 'unstated' : 'definition',
      candidates,
    });
  const decision = judged(figure);
  yield {
    ...same,
    verdict: decision.verdict,
    recomputed: decision.recomputed,
    why: reason(decision, figure, means, sizes),
    conditions: subgroups.nStated ? [] : ['every patient of the groups has a score'],
    tried: decision.tried,
    inputs: [...means.map(({ where }) => where), ...parts.map(({ summary }) => summary.n.where)],
    instead: insteadOf(figure, (other) => judged(other).verdict),
  };
}

function candidatesOf(
  { nStated }: Subgroups,
  means: readonly Figure[],
  sizes: Exclude<Sizes, { readonly kind: 'other' }>,
): (rounding: Rounding) => readonly Candidate[] {
  const known = new Map<Rounding, readonly Candidate[]>();
  return (rounding) => {
    const before = known.get(rounding);
    if (before) return before;
    const windows = means.map((mean) => windowOf(mean, rounding));
    const candidates =
      sizes.kind === 'limits'
        ? [candidate(null, weightedWithin(windows, sizes.limits))]
        : ofSizes(means, windows, sizes.sizes, nStated);
    known.set(rounding, candidates);
    return candidates;
  };
}

function ofSizes(
  means: readonly Figure[],
  windows: readonly ExactInterval[],
  sizes: readonly bigint[],
  nStated: boolean,
): readonly Candidate[] {
  const nominal = weighted(
    means.map((mean) => point(exactValue(mean))),
    sizes,
  ).low;
  const plain = 'as the plain mean of the parts’ means, not weighted by their numbers';
  const other = 'with other numbers of patients in the parts, if scores are missing';
  const equally = sizes.map(() => 1n);
  return [
    { ...candidate(null, weighted(windows, sizes)), nominal },
    candidate(plain, weighted(windows, equally), 'unexplained'),
    ...(nStated ? [] : [candidate(other, hullOf(windows), 'unexplained')]),
  ];
}

function candidate(
  assumption: string | null,
  interval: ExactInterval,
  mildest: Verdict = 'reproduced',
): Candidate {
  return { assumption, interval, nominal: null, proved: true, mildest };
}

/** Σ n·m / Σ n over the numbers that the parts can have: monotone in each, so extreme at corners. */
function weightedWithin(
  windows: readonly ExactInterval[],
  limits: readonly Limits[],
): ExactInterval {
  const hull = hullOf(windows);
  if (limits.length > mostCorners || limits.some(({ high }) => high === null)) return hull;
  const corners: ExactInterval[] = [];
  for (let corner = 0; corner < 2 ** limits.length; corner++) {
    const sizes = limits.map(({ low, high }, at) => ((corner >> at) & 1 ? (high ?? low) : low));
    // With no patients at all there is no mean; near that, any weighting is possible.
    if (sizes.every((n) => n === 0n)) return hull;
    corners.push(weighted(windows, sizes));
  }
  return hullOf(corners);
}

/** More parts than this have too many corners: their means alone are the bounds. */
const mostCorners = 10;

/** Σ n·m / Σ n over every mean of each window. */
function weighted(windows: readonly ExactInterval[], sizes: readonly bigint[]): ExactInterval {
  const total = sizes.reduce((sum, n) => sum + n, 0n);
  return windows
    .map((window, at) => times(window, rational(sizes[at] ?? 0n, total)))
    .reduce(plus, point(rational(0n)));
}

/** From the least to the greatest value of any window: every weighted mean lies there. */
function hullOf(windows: readonly ExactInterval[]): ExactInterval {
  const extreme = (ends: readonly (Rational | null)[], sign: 1 | -1): Rational | null =>
    ends.reduce((most, end) =>
      most && end && compareRationals(end, most) === sign ? end : most && end ? most : null,
    );
  return between(
    extreme(
      windows.map(({ low }) => low),
      -1,
    ),
    extreme(
      windows.map(({ high }) => high),
      1,
    ),
  );
}

function reason(
  decision: Decision,
  figure: Figure,
  means: readonly Figure[],
  sizes: Exclude<Sizes, { readonly kind: 'other' }>,
): string {
  const { stated, recomputed, candidate, verdict, truncated, inSteps } = decision;
  const decimals = Math.max(figure.decimals, 0) + 2;
  const range = `${spanText(stated, decimals)} before rounding`;
  const sum =
    sizes.kind === 'exact'
      ? `(${means.map((mean, at) => `${sizes.sizes[at]} × ${mean.text}`).join(' + ')}) / ${sizes.total} = ${fixed(stated?.nominal ?? 0, decimals)}`
      : `The means ${means.map(({ text }) => text).join(', ')}, weighted by any numbers that the parts can have, give ${spanText(stated, decimals)}`;
  const causes = ['missing scores', 'patients in two of the parts or in none', 'a misprint'];
  if (candidate?.assumption) {
    return `${sum}. The printed ${figure.text} is reproduced ${candidate.assumption}: ${spanText(recomputed, decimals)}. ${otherwise(causes)}`;
  }
  const exactly = sizes.kind === 'exact' ? `, ${range}` : '';
  if (verdict === 'inconsistent' || verdict === 'unexplained') {
    return `${sum}${exactly}; printed is ${figure.text}. ${otherwise(causes, inSteps)}`;
  }
  const cut = truncated ? ' It fits if digits were cut off.' : '';
  return verdict === 'reproduced' ? `${sum}.` : `${sum}${exactly}.${cut}`;
}
