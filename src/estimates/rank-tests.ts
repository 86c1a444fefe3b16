import { normalTails } from '../numeric/normal.ts';
import {
  MOST_RANK_PAIRS,
  MOST_SIGNED_RANKS,
  type RankDistribution,
  rankSumDistribution,
  rankTails,
  signedRankDistribution,
} from '../numeric/rank-statistics.ts';
import { levelOf, requireCount } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';

/** Mann–Whitney's U of two groups: of either group, as the two add up to n1 × n2. */
export interface RankSum {
  readonly U: number;
  readonly n1: number;
  readonly n2: number;
}

/** Wilcoxon's sum of the ranks of the positive, or of the negative, of n differences. */
export interface SignedRanks {
  readonly W: number;
  readonly n: number;
}

/** The two-sided p doubles the smaller tail; beside it those of the normal approximation. */
function pOfRanks(
  statistic: number,
  distribution: RankDistribution | null,
  { mean, sd, limit }: { readonly mean: number; readonly sd: number; readonly limit: string },
): Estimate {
  const off = Math.abs(statistic - mean);
  const normal = (distance: number) => 2 * normalTails(-distance / sd).lower;
  const approximate = {
    z: (statistic - mean) / sd,
    pNormal: normal(off),
    pCorrected: normal(Math.max(0, off - 0.5)),
  };
  if (distribution === null) {
    const reason = `undefined: the exact distribution is not computed for ${limit}`;
    return plain({ value: null, statistic, details: approximate, reason });
  }
  const pLess = rankTails(distribution, statistic).lower;
  const pGreater = rankTails(distribution, statistic - 1).upper;
  const p = Math.min(1, 2 * Math.min(pLess, pGreater));
  return plain({
    value: p,
    statistic,
    p,
    logP: Math.log(p),
    details: { pGreater, pLess, ...approximate },
  });
}

/**
 * Exact p-value of Mann–Whitney's U where no two values are the same, two-sided: twice the smaller
 * tail, at most 1. `details` holds P(U ≥ u) and P(U ≤ u), z, and the p-values of the normal
 * approximation without (`pNormal`) and with (`pCorrected`) continuity correction, also without ties.
 * The exact one is computed to n1 × n2 = 10,000.
 *
 * @throws RangeError unless all are whole, n1 and n2 ≥ 1 and 0 ≤ U ≤ n1 × n2
 * @see references.mann1947
 *
 * @example
 * pFromU({ U: 23, n1: 10, n2: 10 }).p // → 0.04325705254497824
 */
export function pFromU({ U, n1, n2 }: RankSum, options?: EstimateOptions): Estimate {
  requireCount('n1', n1, 1);
  requireCount('n2', n2, 1);
  requireCount('U', U);
  levelOf(options);
  if (U > n1 * n2) throw new RangeError(`U must not exceed n1 × n2, ${n1 * n2}; got ${U}`);
  return pOfRanks(U, rankSumDistribution(n1, n2), {
    mean: (n1 * n2) / 2,
    sd: Math.sqrt((n1 / 12) * n2 * (n1 + n2 + 1)),
    limit: `n1 × n2 above ${MOST_RANK_PAIRS}`,
  });
}

/**
 * Exact p-value of Wilcoxon's signed-rank W where no two differences have the same size and none is
 * 0, two-sided: twice the smaller tail, at most 1. `details` as for {@link pFromU}. The exact one is
 * computed to n = 200.
 *
 * @throws RangeError unless both are whole, n ≥ 1 and 0 ≤ W ≤ n(n + 1)/2
 * @see references.wilcoxon1945
 *
 * @example
 * pFromW({ W: 8, n: 10 }).p // → 0.048828125
 */
export function pFromW({ W, n }: SignedRanks, options?: EstimateOptions): Estimate {
  requireCount('n', n, 1);
  requireCount('W', W);
  levelOf(options);
  const most = (n * (n + 1)) / 2;
  if (W > most) throw new RangeError(`W must not exceed n(n + 1)/2, ${most}; got ${W}`);
  return pOfRanks(W, signedRankDistribution(n), {
    mean: most / 2,
    sd: Math.sqrt((n / 24) * (n + 1) * (2 * n + 1)),
    limit: `n above ${MOST_SIGNED_RANKS}`,
  });
}

const shared = { quantity: 'p-value', design: 'p-value', unit: 'probability' } as const;
const approximation = 'pNormal = 2 P(Z > |z|); pCorrected with a distance from the mean less ½';

export const pUMethod: Method<RankSum> = {
  ...shared,
  id: 'p_U',
  aliases: ['p-from-u', 'mann-whitney'],
  title: 'Exact p-value of Mann–Whitney U without ties',
  needs: {
    U: { title: 'Mann–Whitney U, of either group', type: 'count', min: 0 },
    n1: { title: 'patients in group 1', type: 'count', min: 1 },
    n2: { title: 'patients in group 2', type: 'count', min: 1 },
  },
  formula: `p = min(1, 2 min(P(U ≤ u), P(U ≥ u))), counted over all (n₁ + n₂)!/(n₁! n₂!) orders; z = (U − n₁n₂/2)/√(n₁n₂(n₁ + n₂ + 1)/12), ${approximation}`,
  assumptions: [
    'No two values are the same: ties make the spread of U smaller, and other p-values then differ.',
    'The patients are independent of each other.',
  ],
  references: ['mann1947'],
  elsewhere: {
    stata: 'ranksum y, by(group) exact',
    r: '2 * min(pwilcox(U, n1, n2), pwilcox(U - 1, n1, n2, lower.tail = FALSE), 0.5)',
  },
  estimate: pFromU,
};

export const pWMethod: Method<SignedRanks> = {
  ...shared,
  id: 'p_W',
  aliases: ['p-from-w', 'signed-rank'],
  title: 'Exact p-value of Wilcoxon signed-rank W without ties and zeros',
  needs: {
    W: { title: 'sum of the ranks of one sign', type: 'count', min: 0 },
    n: { title: 'differences that are not 0', type: 'count', min: 1 },
  },
  formula: `p = min(1, 2 min(P(W ≤ w), P(W ≥ w))), counted over all 2ⁿ signs; z = (W − n(n + 1)/4)/√(n(n + 1)(2n + 1)/24), ${approximation}`,
  assumptions: [
    'No two differences have the same size, and none is 0: zeros are left out of n.',
    'The differences are independent, and as probable with either sign where nothing changed.',
  ],
  references: ['wilcoxon1945'],
  elsewhere: {
    stata: 'signrank y = x, exact',
    r: '2 * min(psignrank(W, n), psignrank(W - 1, n, lower.tail = FALSE), 0.5)',
  },
  estimate: pFromW,
};
