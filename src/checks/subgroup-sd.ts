import type { Rounding } from '../numeric/decimal.ts';
import { between, type ExactInterval, point, rationalToNumber } from '../numeric/exact-interval.ts';
import {
  addRationals,
  compareRationals,
  divideRationals,
  multiplyRationals,
  type Rational,
  rational,
} from '../numeric/rational.ts';
import type { Figure } from '../study/model.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import { type Candidate, type Decision, decide } from './engine/decide.ts';
import type { Recomputed } from './engine/finding.ts';
import { insteadOf } from './engine/instead.ts';
import { exactValue, reportedFigure, windowOf } from './engine/printed.ts';
import { fixed, otherwise, spanText } from './engine/words.ts';
import { betweenSquares, type Part, squared, zero } from './groups/between-squares.ts';
import { everySubgroups, figuresOf, type Subgroups, sizesOf } from './groups/subgroups.ts';

/**
 * The SD of a whole group follows from the numbers, means and SDs of its parts:
 * (N − 1) S² = Σ (n − 1) s² + Σ n (m − M)², the second sum being what the parts differ by. Over the
 * rounding of the means that sum is a convex function: it is greatest at a corner, and least where
 * every mean lies as near to a common centre as its rounding allows. Both are computed in exact
 * fractions, and compared as variances, so that no root is taken.
 */
export const subgroupSd: Check = {
  id: 'subgroup-sd',
  title: 'The SDs and means of the parts combine to the SD of the whole',
  needs: 'a partition, and mean and SD of all its parts and the SD of the whole at the same visit',
  proves: 'that no means and SDs that round to those of the parts combine to the printed SD',
  cannot: 'tell which figure is wrong, or see other numbers where the n are not printed',
  example:
    'Two groups of 10 with means 4 and 6 and SDs of 1 have together the variance (9 × 1 + 9 × 1 + 10 × 1 + 10 × 1) / 19 = 2, so an SD of 1.41.',
  references: ['cochrane2019', 'wilkinson2025'],
  gravest: 'inconsistent',
  inspectSr: '4.10',
  *run(context) {
    for (const subgroups of everySubgroups(context.study)) {
      for (const figure of subgroups.whole.summary.sd ?? []) {
        yield* judge(context, subgroups, figure);
      }
    }
  },
};

function* judge(context: CheckContext, subgroups: Subgroups, figure: Figure): Generator<Judgement> {
  const { whole, parts: groups, measure } = subgroups;
  if (context.impossible.has(figure.where.path)) return;
  if (groups.every(({ summary }) => summary.sd === null)) return;
  const means = figuresOf(context, groups, 'mean', figure.source);
  const sds = figuresOf(context, groups, 'sd', figure.source);
  const known = sizesOf(context, subgroups);
  const same = {
    reported: reportedFigure(figure),
    label: `SD of ${measure}, ${whole.cohort.label}, from its parts`,
  };
  if (!means || !sds || known.kind !== 'exact') {
    const why =
      known.kind !== 'exact' ? known.missing : 'A mean or an SD of one of the parts is missing.';
    const needed = 'Mean, SD and n of every part would be needed.';
    yield { ...same, verdict: 'not-checkable', why: `${why} ${needed}`, inputs: [] };
    return;
  }
  const parts = known.sizes.flatMap((n, at): Part[] => {
    const [mean, sd] = [means[at], sds[at]];
    return mean && sd ? [{ n, mean, sd }] : [];
  });
  const candidates = candidatesOf(parts);
  const judged = (printed: Figure) =>
    decide({
      figure: printed,
      rounding: context.rounding,
      // Missing scores change the numbers, and with them the variance, in ways that have no bound here.
      standing: subgroups.modelled || !subgroups.nStated ? 'unstated' : 'definition',
      candidates,
      window: squareOf,
    });
  const decision = judged(figure);
  yield {
    ...same,
    verdict: decision.verdict,
    recomputed: rooted(decision.recomputed),
    why: reason(decision, figure, parts),
    conditions: subgroups.nStated ? [] : ['every patient of the groups has a score'],
    tried: decision.tried.map((each) => ({ ...each, low: root(each.low), high: root(each.high) })),
    inputs: [...means, ...sds].map(({ where }) => where),
    instead: insteadOf(figure, (other) => judged(other).verdict),
  };
}

/** The squares of the values of an SD. */
function squareOf(figure: Figure, rounding: Rounding): ExactInterval {
  const { low, high, ...ends } = windowOf(figure, rounding, { min: 0 });
  const least = low && compareRationals(low, zero) > 0 ? low : zero;
  return {
    low: multiplyRationals(least, least),
    high: high && multiplyRationals(high, high),
    lowClosed: least === zero || ends.lowClosed,
    highClosed: ends.highClosed,
  };
}

function candidatesOf(parts: readonly Part[]): (rounding: Rounding) => readonly Candidate[] {
  const known = new Map<Rounding, readonly Candidate[]>();
  return (rounding) => {
    const before = known.get(rounding);
    if (before) return before;
    const made = variancesOf(parts, rounding);
    known.set(rounding, made);
    return made;
  };
}

function variancesOf(parts: readonly Part[], rounding: Rounding): readonly Candidate[] {
  const total = parts.reduce((sum, { n }) => sum + n, 0n);
  const squares = parts.map(({ sd }) => squareOf(sd, rounding));
  const apart = betweenSquares(parts, rounding);
  const printed = parts.map(({ sd }) => point(squared(exactValue(sd))));
  const less = parts.map(({ n }) => n - 1n);
  const all = parts.map(({ n }) => n);
  return [
    {
      assumption: null,
      interval: combined(squares, less, apart, total - 1n),
      nominal: combined(printed, less, betweenSquares(parts, null), total - 1n).low,
      proved: true,
    },
    {
      assumption: 'if all SDs divide by n instead of n − 1',
      interval: combined(squares, all, apart, total),
      nominal: null,
      proved: true,
    },
    {
      assumption: 'as the pooled SD within the parts, without what they differ by',
      interval: combined(
        squares,
        less,
        null,
        less.reduce((sum, n) => sum + n, 0n),
      ),
      nominal: null,
      proved: true,
      mildest: 'unexplained',
      isGuess: true,
    },
  ];
}

/** (Σ weight · s² + sum of squares between the parts) / divisor. */
function combined(
  squares: readonly ExactInterval[],
  weights: readonly bigint[],
  apart: ExactInterval | null,
  divisor: bigint,
): ExactInterval {
  const end = (of: 'low' | 'high'): Rational | null => {
    let sum = apart ? apart[of] : zero;
    for (const [at, square] of squares.entries()) {
      const value = square[of];
      sum =
        sum && value && addRationals(sum, multiplyRationals(value, rational(weights[at] ?? 0n)));
    }
    return sum && divideRationals(sum, rational(divisor));
  };
  // Closed ends: one that does not belong would only make the interval smaller.
  return between(end('low'), end('high'));
}

function root(variance: number | null): number | null {
  return variance === null ? null : Math.sqrt(Math.max(variance, 0));
}

function rooted(recomputed: Recomputed | null): Recomputed | null {
  if (!recomputed) return null;
  const { low, high, nominal } = recomputed;
  return { low: root(low), high: root(high), nominal: root(nominal) };
}

function reason(decision: Decision, figure: Figure, parts: readonly Part[]): string {
  const { candidate, verdict, truncated } = decision;
  const [stated, recomputed] = [rooted(decision.stated), rooted(decision.recomputed)];
  const decimals = Math.max(figure.decimals, 0) + 2;
  const total = parts.reduce((sum, { n }) => sum + n, 0n);
  const within = parts.map(({ n, sd }) => `${n - 1n} × ${sd.text}²`).join(' + ');
  const spread = betweenSquares(parts, null).low ?? zero;
  const apart = fixed(rationalToNumber(spread), decimals);
  const sum = `√((${within} + ${apart}) / ${total - 1n}) = ${fixed(stated?.nominal ?? 0, decimals)}, where ${apart} is what the means differ by`;
  const range = `${spanText(stated, decimals)} before rounding`;
  const causes = ['missing scores', 'patients in two of the parts or in none', 'a misprint'];
  if (candidate?.assumption) {
    return `${sum}. The printed ${figure.text} is reproduced ${candidate.assumption}: ${spanText(recomputed, decimals)}.${verdict === 'unexplained' ? ` ${otherwise(causes)}` : ''}`;
  }
  if (verdict === 'inconsistent' || verdict === 'unexplained') {
    return `${sum} (${range}); printed is ${figure.text}. ${otherwise(causes)}`;
  }
  const cut = truncated ? ' It fits if digits were cut off.' : '';
  return verdict === 'reproduced' ? `${sum}.` : `${sum} (${range}).${cut}`;
}
