import { lgamma } from '../../numeric/log-gamma.ts';
import { normalTails } from '../../numeric/normal.ts';
import { type RankDistribution, tiedTailBound } from '../../numeric/rank-statistics.ts';
import { tTails } from '../../numeric/student-t.ts';
import { functionError, outward, type Span } from '../engine/span.ts';
import { drawnSpan } from './drawn.ts';

/**
 * Between which values the p of a rank test lies, whatever the ties, zeros and the program: by the
 * normal distribution with or without continuity correction or correction for ties, by Student's t
 * in its place, by the exact distribution with ties, or by drawing permutations at random.
 */
export interface RankBounds {
  readonly two: Span;
  /** In the direction of the difference. */
  readonly one: Span;
  /** Of one tail against the direction of the difference. */
  readonly against: Span;
}

/** At least as many permutations are drawn where p is estimated so; programs draw 9,999 or 10,000. */
const DRAWN = 9_999;

/** What is taken for granted of exact p-values that were found by random draws. */
export const drawnCondition =
  'if p was estimated by drawing permutations at random, at least 9,999 were drawn (p can be further off only once in 10⁹ times)';

interface Extremes {
  /** The greatest z, with any ties. */
  readonly mostZ: number;
  /** The least of any test's two-sided p by an approximation is the tail of this; 0 to 1. */
  readonly greatestApproximate: number;
  /** One tail of the exact distribution, with any ties; of both together at least `leastTwo`. */
  readonly leastOne: number;
  readonly leastTwo: number;
  readonly greatestOne: number;
}

function boundsOf(of: Extremes): RankBounds {
  const approximate = 2 * normalTails(-of.mostZ).lower;
  const greatestTwo = Math.min(1, 2 * of.greatestOne);
  const one = drawnSpan({ low: of.leastOne, high: of.greatestOne }, DRAWN);
  const two = drawnSpan({ low: of.leastTwo, high: greatestTwo }, DRAWN);
  const near = (share: number, { low, high }: Span) =>
    widened(Math.min(approximate * share, low), Math.max(of.greatestApproximate * share, high));
  const ofOne = near(0.5, one);
  return { two: near(1, two), one: ofOne, against: widened(1 - ofOne.high, 1) };
}

function widened(low: number, high: number): Span {
  const span = outward(low, high, functionError);
  return { low: Math.max(0, span.low), high: Math.min(1, span.high) };
}

/**
 * Of U at a distance from n1·n2/2, with all n1 and n2 values there.
 *
 * Ties only make the spread smaller: σ² = n1·n2/12 · (N + 1 − Σ(t³ − t)/(N(N − 1))). For given ties
 * the least U is that of the groups set apart, where one block holds a and b of each: it is ab/2, so
 * that ab ≤ 2U, and all other blocks are of one group: Σt³ ≤ (a + b)³ + (n1 − a)³ + (n2 − b)³, convex in b.
 *
 * Exactly, P(T ≤ U) is at least (⌈U⌉ + 1)/C(N, n1): moving patients of the first group down one
 * place after the other, in the order that breaks ties against it, passes at least ⌈U⌉ + 1 divisions
 * without a greater T. At most it is the bound over all ties of the exact distribution, or beyond its
 * limits exp(−2 min(n1, n2)(distance/(n1·n2))²) (Hoeffding's inequality for U).
 *
 * @see references.mann1947, references.hoeffding1963
 */
export function rankSumBounds(
  distance: Span,
  n1: number,
  n2: number,
  distribution: RankDistribution | null,
): RankBounds {
  const [pairs, total] = [n1 * n2, n1 + n2];
  const least = Math.max(0, distance.low);
  const most = Math.min(pairs / 2, Math.max(least, distance.high));
  const [smaller, greater] = [pairs / 2 - most, pairs / 2 - least];
  const spread = (cubes: number) =>
    Math.sqrt((pairs / 12) * (total + 1 - (cubes - total) / (total * (total - 1))));
  let cubes = 0;
  for (let a = 0; a <= n1; a++) {
    const b = a === 0 ? n2 : Math.min(n2, Math.floor((2 * greater + 1e-6) / a));
    for (const here of [0, b]) {
      cubes = Math.max(cubes, (a + here) ** 3 + (n1 - a) ** 3 + (n2 - here) ** 3);
    }
  }
  // With all values the same there is no test, and no distance.
  const narrow = cubes >= total ** 3 ? Infinity : most / spread(cubes);
  const mostZ = Math.min(narrow, Math.sqrt(total - 1));
  const leastZ = Math.max(0, least - 0.5) / spread(total);
  const leastOne = Math.min(1, (Math.ceil(smaller - 1e-6) + 1) * Math.exp(-logChoices(n1, n2)));
  const greatestOne = distribution
    ? tiedTailBound(distribution, greater)
    : Math.exp(-2 * Math.min(n1, n2) * (least / pairs) ** 2);
  return boundsOf({
    mostZ,
    greatestApproximate: Math.min(1, 2 * tTails(-leastZ, Math.max(1, total - 2)).lower),
    leastOne,
    // With ties the other tail can be empty.
    leastTwo: leastOne,
    greatestOne,
  });
}

/**
 * Of any rank-sum test of at most n1 and n2 patients: z² ≤ N − 1, the share of the spread of the
 * ranks that is between the groups being at most all of it; and no division is rarer than 1/C(N, n1).
 */
export function anyRankSum(n1: number, n2: number): RankBounds {
  const one = Math.exp(-logChoices(n1, n2));
  const mostZ = Math.sqrt(Math.max(0, n1 + n2 - 1));
  return boundsOf({ mostZ, greatestApproximate: 1, leastOne: one, leastTwo: one, greatestOne: 1 });
}

/**
 * Of any signed-rank test of at most n pairs: z = Σ±r/√Σr² ≤ √n (Cauchy and Schwarz) for any ranks
 * r of the differences, tied or not; and no signs are rarer than 2⁻ⁿ.
 */
export function anySignedRank(n: number): RankBounds {
  return signedBounds(Math.sqrt(n), 2 ** -n);
}

function signedBounds(mostZ: number, leastOne: number): RankBounds {
  // Zeros that are left out can take p to 1.
  const leastTwo = Math.min(1, 2 * leastOne);
  return boundsOf({ mostZ, greatestApproximate: 1, leastOne, leastTwo, greatestOne: 1 });
}

/**
 * Of a printed W of n pairs, some of which may not have changed: left out before ranking (Wilcoxon),
 * ranked and then left out (Pratt), or half of their ranks added. W is the sum of either sign or the
 * difference of the two sums. With m differences left whose ranks add up to T, the smaller sum w gives
 * z ≤ √m (1 − 2w/T), as Σr² ≥ T²/m. Exactly, p is at least 2⁻ᵐ, and twice that if w > 0.
 */
export function signedRankBounds(w: Span, n: number): RankBounds {
  let mostZ = 0;
  let leastOne = 1;
  for (let zeros = 0; zeros < n; zeros++) {
    const m = n - zeros;
    const ofZeros = (zeros * (zeros + 1)) / 2;
    const ranked = (n * (n + 1)) / 2 - ofZeros;
    for (const [total, shift] of [
      [(m * (m + 1)) / 2, 0],
      [ranked, 0],
      [ranked, ofZeros / 2],
    ] as const) {
      const [low, high] = [w.low - shift, w.high - shift];
      if (high < -1e-6 || low > total + 1e-6) continue;
      const share = Math.min(
        1,
        Math.max(Math.abs(total - 2 * low), Math.abs(total - 2 * high), high) / total,
      );
      mostZ = Math.max(mostZ, Math.sqrt(m) * share);
      const bare = low < 0.25 || high > total - 0.25;
      leastOne = Math.min(leastOne, Math.min(1, (bare ? 1 : 2) * 2 ** -m));
    }
  }
  return signedBounds(mostZ, leastOne);
}

/** ln of the number of ways to divide the patients. */
function logChoices(n1: number, n2: number): number {
  return lgamma(n1 + n2 + 1) - lgamma(n1 + 1) - lgamma(n2 + 1);
}
