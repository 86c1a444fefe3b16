import type { Lattice } from './lattice.ts';
import { Peeling } from './peeling.ts';
import { xoshiro128 } from './random.ts';
import { tableWork } from './table.ts';

/** How an exact count will be made, or that it is out of reach; with the time it will take. */
export interface WorkPlan {
  readonly engine: 'walk' | 'table' | 'layers' | 'none';
  /** Rough time on one core of an ordinary machine; null when out of reach. */
  readonly milliseconds: number | null;
  readonly megabytes: number | null;
  /** Rough time to visit every data set, whichever engine counts. */
  readonly walkMilliseconds: number;
}

const mostWalkStops = 2e9;
const mostTableCells = 4e7;
const mostTableAdditions = 2e10;
/** Beyond this the states of the layers are many more than memory should hold. */
const mostLayerStops = 1e14;

/** Chooses the quickest exact way to count a lattice, from an estimate that costs microseconds. */
export function planWork(lattice: Lattice): WorkPlan {
  const stops = walkStops(lattice);
  const walkMilliseconds = stops * 1.2e-5;
  const walk: WorkPlan = {
    engine: 'walk',
    milliseconds: walkMilliseconds,
    megabytes: 1,
    walkMilliseconds,
  };
  const outOfReach: WorkPlan = {
    engine: 'none',
    milliseconds: null,
    megabytes: null,
    walkMilliseconds,
  };
  // A walk this short needs no second estimate.
  if (stops < 1e4) return walk;
  if (lattice.limits !== null) {
    if (stops <= mostWalkStops / 20) return walk;
    if (stops > mostLayerStops) return outOfReach;
    return { engine: 'layers', milliseconds: 2_000, megabytes: 300, walkMilliseconds };
  }
  const { cells, additions } = tableWork(lattice);
  const tableMilliseconds = additions * 2.5e-6;
  const table: WorkPlan = {
    engine: 'table',
    milliseconds: tableMilliseconds,
    megabytes: (cells * 12) / 1e6,
    walkMilliseconds,
  };
  const tableFits = cells <= mostTableCells && additions <= mostTableAdditions;
  if (stops <= mostWalkStops && (!tableFits || walkMilliseconds <= tableMilliseconds)) return walk;
  return tableFits ? table : outOfReach;
}

/**
 * The number of stops of a walk, estimated by random descents (Knuth 1975): the product of the
 * numbers of choices on the way is unbiased for the number of ends.
 *
 * @see references.knuth1975
 */
function walkStops(lattice: Lattice): number {
  const { targets, n } = lattice;
  const pairs = targets.reduce(
    (sum, { squaresLow, squaresHigh }) => sum + (squaresHigh - squaresLow) / 2 + 1,
    0,
  );
  const peeling = new Peeling(lattice);
  if (peeling.depth === 0 || pairs === 0) return pairs;
  // Each level has at most n + 1 choices: so few are not worth an estimate.
  const most = pairs * (n + 1) ** peeling.depth;
  if (most < 1e4) return most;
  const descents = peeling.depth < 4 ? 40 : 200;
  const random = xoshiro128(1);
  let ends = 0;
  for (let descent = 0; descent < descents; descent++) {
    const target = targets[random.next32() % targets.length] as Lattice['targets'][number];
    const rows = (target.squaresHigh - target.squaresLow) / 2 + 1;
    let [m, s, q, below] = [n, target.sum, target.squaresLow + 2 * (random.next32() % rows), 0];
    let product = 1;
    for (let level = 0; level < peeling.depth && product > 0; level++) {
      peeling.open(level, m, s, q, below);
      const choices = Math.max(0, peeling.most - peeling.least + 1);
      product *= choices;
      if (choices === 0) break;
      const c = peeling.least + (random.next32() % choices);
      const v = peeling.values[level] as number;
      m -= c;
      s -= c * v;
      q -= c * v * v;
      if (peeling.isLower(level)) below += c;
    }
    ends += product;
  }
  // Few descents miss the rare rich branches of a deep tree (measured: 70 times too few at depth 17).
  return (ends / descents) * pairs * 2 ** (peeling.depth / 3) + pairs;
}

/** Whether a count is likely to leave the doubles; a wrong guess costs time only. */
export function expectsLargeCount({ n, top }: Lattice): boolean {
  // log2 of the number of multisets, spread over totals and sums of squares.
  let bits = 0;
  for (let i = 1; i <= Math.min(n, top); i++) bits += Math.log2((Math.max(n, top) + i) / i);
  return bits - Math.log2((n * n * top ** 3) / 10 + 1) > 44;
}
