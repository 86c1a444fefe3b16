import { betaQuantile, type UnitPoint } from '../numeric/beta.ts';
import { levelOf } from './domain.ts';
import { ratioInterval } from './log-ratio.ts';
import type { ConfidenceInterval, Estimate, EstimateOptions, Method } from './method.ts';
import {
  independentPairs,
  noDiscordant,
  type PairedCounts,
  pairedCountsNeeds,
  pairsOf,
} from './paired-counts.ts';
import { plain, unbounded } from './plain.ts';
import { normalCritical, normalInterval } from './wald.ts';
import { scoreInterval } from './wilson.ts';

const infiniteOdds = 'undefined: c is 0, the odds ratio is infinite';

/**
 * Limits of p/(1 − p) for Clopper and Pearson's limits of p from x of n: exactly 0 at x = 0, null
 * ("unbounded") at x = n. Multiplied by `factor`.
 */
export function exactOdds(x: number, n: number, level: number, factor = 1): ConfidenceInterval {
  const tail = (1 - level) / 2;
  const odds = ({ x: p, y: q }: UnitPoint) => factor * (p / q);
  const low = x === 0 ? 0 : odds(betaQuantile({ lower: tail }, x, n - x + 1));
  if (x === n) return { low, high: null, level, reason: unbounded };
  return { low, high: odds(betaQuantile({ upper: tail }, x + 1, n - x)), level };
}

/**
 * Conditional odds ratio of paired counts, b/c, with exact limits from those of Clopper and Pearson
 * for b of b + c. For c = 0 there is no value and no upper limit (`ci.reason` "unbounded").
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless all counts are whole and ≥ 0, with a sum above 0
 * @see references.clopper1934, references.fagerland2013
 *
 * @example
 * pairedOrExact({ a: 3, b: 1, c: 7, d: 4 }).ci?.low // → 0.0031697390302537296
 */
export function pairedOrExact(counts: PairedCounts, options?: EstimateOptions): Estimate {
  pairsOf(counts);
  const level = levelOf(options);
  const { b, c } = counts;
  if (b + c === 0) return { value: null, reason: noDiscordant };
  const ci = exactOdds(b, b + c, level);
  return c === 0 ? plain({ value: null, ci, reason: infiniteOdds }) : plain({ value: b / c, ci });
}

/**
 * Conditional odds ratio of paired counts, b/c, with an interval normal on the log scale and its z
 * test. With b or c = 0 there is no interval; nothing is added.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless all counts are whole and ≥ 0, with a sum above 0
 * @see references.viechtbauer2010
 *
 * @example
 * pairedOrWald({ a: 3, b: 1, c: 7, d: 4 }).ci?.low // → 0.017576371919078262
 */
export function pairedOrWald(counts: PairedCounts, options?: EstimateOptions): Estimate {
  pairsOf(counts);
  const level = levelOf(options);
  const { b, c } = counts;
  if (c === 0) return { value: null, reason: b === 0 ? noDiscordant : infiniteOdds };
  if (b === 0) {
    const reason = 'undefined: b is 0, the logarithm of the odds ratio is not finite';
    return { value: 0, ci: null, reason };
  }
  return ratioInterval(b / c, { log: Math.log(b / c), se: Math.sqrt(1 / b + 1 / c), level });
}

/**
 * Difference of two paired proportions, (b − c)/n, first minus second, with the normal (Wald)
 * interval. Not clipped.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless all counts are whole and ≥ 0, with a sum above 0
 * @see references.newcombe1998c method 1
 *
 * @example
 * pairedRdWald({ a: 3, b: 1, c: 7, d: 4 }).ci?.low // → -0.7092080881210875
 */
export function pairedRdWald(counts: PairedCounts, options?: EstimateOptions): Estimate {
  const n = pairsOf(counts);
  const { a, b, c, d } = counts;
  // n (b + c) − (b − c)² = (a + d)(b + c) + 4bc, without its cancellation
  const variance = ((a + d) / n) * ((b + c) / n) + 4 * (b / n) * (c / n);
  const se = Math.sqrt(variance / n);
  return normalInterval({ value: (b - c) / n, se, level: levelOf(options) });
}

/** φ of the paired table, ad − bc lessened by n/2 where it is positive (but not below 0). */
function pairedPhi({ a, b, c, d }: PairedCounts): number {
  const product = Math.sqrt(a + b) * Math.sqrt(c + d) * Math.sqrt(a + c) * Math.sqrt(b + d);
  if (product === 0) return 0;
  const cross = a * d - b * c;
  return (cross > 0 ? Math.max(cross - (a + b + c + d) / 2, 0) : cross) / product;
}

/**
 * Difference of two paired proportions with Newcombe's score interval: the Wilson limits of each,
 * combined with the correlation φ, continuity-corrected where positive. Defined for every table.
 * `details.phi` is φ as used.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless all counts are whole and ≥ 0, with a sum above 0
 * @see references.newcombe1998c method 10
 *
 * @example
 * pairedRdNewcombe({ a: 3, b: 1, c: 7, d: 4 }).ci?.low // → -0.6404880581975136
 */
export function pairedRdNewcombe(counts: PairedCounts, options?: EstimateOptions): Estimate {
  const n = pairsOf(counts);
  const level = levelOf(options);
  const { a, b, c } = counts;
  const q = normalCritical(level) ** 2;
  const [one, two] = [scoreInterval(a + b, n, q), scoreInterval(a + c, n, q)];
  const [p1, p2] = [(a + b) / n, (a + c) / n];
  const phi = pairedPhi(counts);
  const value = (b - c) / n;
  // u² − 2φuv + v² as (u − v)² + 2(1 − φ)uv: a sum of what is not negative
  const length = (u: number, v: number) => Math.sqrt((u - v) ** 2 + 2 * (1 - phi) * u * v);
  const low = value - length(p1 - one.low, two.high - p2);
  const high = value + length(one.high - p1, p2 - two.low);
  return plain({ value, ci: { low, high, level }, details: { phi } });
}

const shared = { design: 'paired counts', needs: pairedCountsNeeds } as const;
const odds = { ...shared, quantity: 'paired-odds-ratio', unit: 'ratio' } as const;
const difference = { ...shared, quantity: 'paired-risk-difference', unit: 'proportion' } as const;
const escalc = (measure: string) =>
  `summary(metafor::escalc(measure = "${measure}", ai = a, bi = b, ci = c, di = d, to = "none"))`;

export const pairedOrExactMethod: Method<PairedCounts> = {
  ...odds,
  id: 'paired_or_exact',
  title: 'Odds ratio of paired counts with exact limits',
  formula:
    'b/c; L/(1 − L) and U/(1 − U) with L, U the limits of Clopper and Pearson for b of b + c',
  assumptions: [independentPairs, 'The interval covers at least the level, usually more.'],
  references: ['clopper1934', 'fagerland2013'],
  elsewhere: {
    stata: 'mcci a b c d',
    r: 'local({p <- binom.test(b, b + c)$conf.int; p / (1 - p)})',
  },
  estimate: pairedOrExact,
};

export const pairedOrWaldMethod: Method<PairedCounts> = {
  ...odds,
  id: 'paired_or_wald',
  title: 'Odds ratio of paired counts with log interval',
  formula: 'exp(ln(b/c) ± z(1 − α/2) √(1/b + 1/c))',
  assumptions: [
    independentPairs,
    'The discordant pairs, b and c, are many enough for a normal interval.',
  ],
  references: ['viechtbauer2010'],
  elsewhere: {
    metafor: 'MPORC, to = "none"',
    r: `exp(unlist(${escalc('MPORC')}[c("yi", "ci.lb", "ci.ub")]))`,
  },
  estimate: pairedOrWald,
};

export const pairedRdWaldMethod: Method<PairedCounts> = {
  ...difference,
  id: 'paired_rd_wald',
  title: 'Difference of paired proportions with normal (Wald) interval',
  formula: '(b − c)/n ± z(1 − α/2) √(b + c − (b − c)²/n)/n, n = a + b + c + d',
  assumptions: [independentPairs, 'The counts are large enough for a normal interval.'],
  references: ['newcombe1998c'],
  elsewhere: { metafor: 'MPRD, to = "none"', r: escalc('MPRD') },
  estimate: pairedRdWald,
};

export const pairedRdNewcombeMethod: Method<PairedCounts> = {
  ...difference,
  id: 'paired_rd_newcombe',
  title: "Difference of paired proportions with Newcombe's score interval",
  formula:
    'D − √((p₁ − l₁)² − 2φ(p₁ − l₁)(u₂ − p₂) + (u₂ − p₂)²), D + √((u₁ − p₁)² − 2φ(u₁ − p₁)(p₂ − l₂) + (p₂ − l₂)²), D = (b − c)/n, p₁ = (a + b)/n, p₂ = (a + c)/n, l and u their Wilson limits; φ = B/√((a + b)(c + d)(a + c)(b + d)), B = ad − bc, max(B − n/2, 0) where positive',
  assumptions: [
    independentPairs,
    'The coverage is close to the level on average, and can be below it for some proportions.',
  ],
  references: ['newcombe1998c', 'wilson1927'],
  elsewhere: {
    r: 'local({n <- a + b + c + d; w <- function(x) c(x / n, prop.test(x, n, correct = FALSE)$conf.int); p <- w(a + b); q <- w(a + c); B <- a * d - b * c; f <- if (B > 0) pmax(B - n / 2, 0) else B; f <- f / sqrt((a + b) * (c + d) * (a + c) * (b + d)); s <- function(u, v) sqrt(u^2 - 2 * f * u * v + v^2); (b - c) / n + c(-s(p[1] - p[2], q[3] - q[1]), s(p[3] - p[1], q[1] - q[2]))})',
  },
  estimate: pairedRdNewcombe,
};
