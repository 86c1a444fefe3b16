import { TooLargeError } from './errors.ts';
import { type Lattice, pieces, restore } from './lattice.ts';
import type { SampleProblem } from './targets.ts';
import { pairsOf, Walk } from './walk.ts';
import { planWork } from './work.ts';

const mostMilliseconds = 20_000;

/** A data set with its kurtosis n·Σ(x − x̄)⁴ / (Σ(x − x̄)²)²; 3 for a normal distribution. */
export interface Shape {
  readonly counts: Int32Array;
  readonly kurtosis: number;
}

/**
 * The flattest and the most peaked data set with the printed figures: least and greatest kurtosis.
 * null when none exists, or none varies.
 *
 * @throws TooLargeError when there are too many data sets to go through; `exists` still answers
 *
 * @example
 * shapes(sampleProblem({ mean: '1.72', sd: '0.57', n: 171, scale: { min: 1, max: 5, step: 1 } }))?.flattest.kurtosis // → 2.4770762212847153
 */
export function shapes(
  problem: SampleProblem,
): { readonly flattest: Shape; readonly mostPeaked: Shape } | null {
  const all = pieces(problem);
  if (all.some((piece) => planWork(piece).walkMilliseconds > mostMilliseconds))
    throw new TooLargeError('too many data sets to find the flattest', ['exists', 'count']);
  const counts = new Int32Array(problem.top + 1);
  let [flattest, mostPeaked]: [Shape | null, Shape | null] = [null, null];
  for (const piece of all)
    eachEnd(piece, (placing) => {
      restore(piece, placing, counts);
      const kurtosis = kurtosisOf(counts);
      if (kurtosis === null) return;
      if (!flattest || kurtosis < flattest.kurtosis)
        flattest = { counts: counts.slice(), kurtosis };
      if (!mostPeaked || kurtosis > mostPeaked.kurtosis)
        mostPeaked = { counts: counts.slice(), kurtosis };
    });
  return flattest && mostPeaked && { flattest, mostPeaked };
}

/**
 * Visits both ends of every stop. With total and sum of squares fixed, the fourth moment is linear
 * in the counts, so along a block it is extreme at an end.
 */
function eachEnd(lattice: Lattice, visit: (placing: Int32Array) => void): void {
  const walk = new Walk(lattice);
  const { peeling, counts } = walk;
  for (const [sum, squares] of pairsOf(lattice)) {
    walk.start(sum, squares);
    for (let ways = walk.next(); ways > 0; ways = walk.next()) {
      peeling.fillBlock(peeling.tLow, counts);
      visit(counts);
      if (ways === 1) continue;
      peeling.fillBlock(peeling.tHigh, counts);
      visit(counts);
    }
  }
}

/**
 * Kurtosis of scores given as counts; null when they do not vary.
 *
 * @example
 * kurtosisOf([1, 0, 0, 0, 1]) // → 1
 */
export function kurtosisOf(counts: ArrayLike<number>): number | null {
  let [n, sum] = [0, 0];
  for (let u = 0; u < counts.length; u++) {
    n += counts[u] as number;
    sum += u * (counts[u] as number);
  }
  let [second, fourth] = [0, 0];
  for (let u = 0; u < counts.length; u++) {
    const square = (u - sum / n) ** 2;
    second += square * (counts[u] as number);
    fourth += square * square * (counts[u] as number);
  }
  // A single score leaves a rounding error of 0 here: u − sum/n is exact then.
  return second === 0 ? null : (n * fourth) / (second * second);
}
