import { pieces, restore } from './lattice.ts';
import { findPlacing, hasEasyPlacing, hasPlacing } from './search.ts';
import type { SampleProblem } from './targets.ts';

/** Likely cases come first; these are tried for a quick answer before any is searched through. */
const fewPieces = 200;

/**
 * Whether any data set has the printed figures. Exact, and quick for every n and scale that papers
 * print.
 *
 * @throws TooLargeError when the search, only needed near the greatest possible SD or under a
 *   printed median, quartile or count, would take too long
 *
 * @example
 * dataSetExists(sampleProblem({ mean: '1.72', sd: '0.57', n: 171, scale: { min: 1, max: 5, step: 1 } })) // → true
 */
export function exists(problem: SampleProblem): boolean {
  const all = pieces(problem);
  return all.slice(0, fewPieces).some(hasEasyPlacing) || all.some(hasPlacing);
}

/**
 * Counts of every score, least score first, of some data set with the printed figures; or null.
 *
 * @example
 * String(findDataSet(sampleProblem({ mean: '3.00', sd: '0.00', n: 100, scale: { min: 1, max: 5, step: 1 } }))) // → "0,0,100,0,0"
 */
export function findDataSet(problem: SampleProblem): Int32Array | null {
  const all = pieces(problem);
  const easy = all.slice(0, fewPieces).find(hasEasyPlacing);
  for (const piece of easy ? [easy] : all) {
    const placing = findPlacing(piece);
    if (placing === null) continue;
    const counts = new Int32Array(problem.top + 1);
    restore(piece, placing, counts);
    return counts;
  }
  return null;
}
