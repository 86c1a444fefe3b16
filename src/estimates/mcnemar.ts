import { binomialPmf, binomialTails } from '../numeric/binomial.ts';
import { chiSquareLogUpper, chiSquareTails } from '../numeric/chi-square.ts';
import { levelOf } from './domain.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import {
  independentPairs,
  noDiscordant,
  type PairedCounts,
  pairedCountsNeeds,
  pairsOf,
} from './paired-counts.ts';
import { plain } from './plain.ts';

/** The p-value that `test` gives for the discordant pairs, b of the one and c of the other kind. */
function fromDiscordant(
  counts: PairedCounts,
  options: EstimateOptions | undefined,
  test: (b: number, c: number) => Estimate,
): Estimate {
  pairsOf(counts);
  levelOf(options);
  const { b, c } = counts;
  return b + c === 0 ? { value: null, reason: noDiscordant } : plain(test(b, c));
}

function chiSquareOf(off: number, discordant: number): Estimate {
  const statistic = off * (off / discordant);
  const p = chiSquareTails(statistic, 1).upper;
  return { value: p, statistic, df: 1, p, logP: chiSquareLogUpper(statistic, 1) };
}

/**
 * McNemar's test without correction. The value is the p-value (upper tail, 1 df); `statistic` is
 * χ² = (b − c)²/(b + c).
 *
 * @throws RangeError unless all counts are whole and ≥ 0, with a sum above 0
 * @see references.mcnemar1947
 *
 * @example
 * mcnemar({ a: 3, b: 1, c: 7, d: 4 }).statistic // → 4.5
 */
export function mcnemar(counts: PairedCounts, options?: EstimateOptions): Estimate {
  return fromDiscordant(counts, options, (b, c) => chiSquareOf(b - c, b + c));
}

/**
 * McNemar's test with Edwards' continuity correction, χ² = (max(0, |b − c| − 1))²/(b + c): 0, and p
 * 1, for b = c. The value is the p-value.
 *
 * @throws RangeError unless all counts are whole and ≥ 0, with a sum above 0
 * @see references.edwards1948
 *
 * @example
 * mcnemarCc({ a: 3, b: 1, c: 7, d: 4 }).statistic // → 3.125
 */
export function mcnemarCc(counts: PairedCounts, options?: EstimateOptions): Estimate {
  return fromDiscordant(counts, options, (b, c) =>
    chiSquareOf(Math.max(0, Math.abs(b - c) - 1), b + c),
  );
}

/**
 * McNemar's exact test: the two-sided binomial test of b in b + c at 1/2, twice the smaller tail but
 * at most 1. The value is the p-value.
 *
 * @throws RangeError unless all counts are whole and ≥ 0, with a sum above 0
 * @see references.fagerland2013
 *
 * @example
 * mcnemarExact({ a: 3, b: 1, c: 7, d: 4 }).p // → 0.07031250000000003
 */
export function mcnemarExact(counts: PairedCounts, options?: EstimateOptions): Estimate {
  return fromDiscordant(counts, options, (b, c) => {
    const p = Math.min(1, 2 * binomialTails(Math.min(b, c), b + c, 0.5).lower);
    return { value: p, p };
  });
}

/**
 * McNemar's mid-p test: the exact p less the probability of the observed b. The value is the p-value.
 *
 * @throws RangeError unless all counts are whole and ≥ 0, with a sum above 0
 * @see references.fagerland2013
 *
 * @example
 * mcnemarMidp({ a: 3, b: 1, c: 7, d: 4 }).p // → 0.039062500000000014
 */
export function mcnemarMidp(counts: PairedCounts, options?: EstimateOptions): Estimate {
  return fromDiscordant(counts, options, (b, c) => {
    const less = Math.min(b, c);
    const below = 2 * binomialTails(less - 1, b + c, 0.5).lower;
    const p = b === c ? below : below + binomialPmf(less, b + c, 0.5);
    return { value: p, p };
  });
}

const shared = {
  quantity: 'p-value',
  design: 'paired counts',
  unit: 'probability',
  needs: pairedCountsNeeds,
} as const;
const matrix = 'rbind(c(a, b), c(c, d))';

export const mcnemarMethod: Method<PairedCounts> = {
  ...shared,
  id: 'mcnemar',
  title: "McNemar's test",
  formula: 'χ² = (b − c)²/(b + c), p = P(χ²(1) > χ²)',
  assumptions: [independentPairs, 'There are at least about 25 discordant pairs, b + c.'],
  references: ['mcnemar1947'],
  elsewhere: { stata: 'mcci a b c d', r: `mcnemar.test(${matrix}, correct = FALSE)` },
  estimate: mcnemar,
};

export const mcnemarCcMethod: Method<PairedCounts> = {
  ...shared,
  id: 'mcnemar_cc',
  title: "McNemar's test with continuity correction",
  formula: 'χ² = (max(0, |b − c| − 1))²/(b + c), p = P(χ²(1) > χ²)',
  assumptions: [
    independentPairs,
    'The p-value is close to that of the exact test, and so too large on average.',
  ],
  references: ['edwards1948'],
  elsewhere: { r: `mcnemar.test(${matrix})` },
  estimate: mcnemarCc,
};

export const mcnemarExactMethod: Method<PairedCounts> = {
  ...shared,
  id: 'mcnemar_exact',
  title: "McNemar's exact test",
  formula: 'p = min(1, 2 P(X ≤ min(b, c))), X binomial(b + c, 1/2)',
  assumptions: [
    independentPairs,
    'The test keeps its level, and rejects more rarely than the level allows.',
  ],
  references: ['fagerland2013'],
  elsewhere: { stata: 'mcci a b c d', r: 'binom.test(b, b + c)$p.value' },
  estimate: mcnemarExact,
};

export const mcnemarMidpMethod: Method<PairedCounts> = {
  ...shared,
  id: 'mcnemar_midp',
  title: "McNemar's mid-p test",
  formula: 'p = 2 P(X ≤ min(b, c)) − P(X = b), and 1 − P(X = b) for b = c; X binomial(b + c, 1/2)',
  assumptions: [independentPairs, 'The level is kept on average, and can be exceeded a little.'],
  references: ['fagerland2013'],
  elsewhere: {
    r: '2 * pbinom(min(b, c) - (b == c), b + c, 0.5) - (b != c) * dbinom(b, b + c, 0.5)',
  },
  estimate: mcnemarMidp,
};
