const mostPivots = 3_000;
const epsilon = 1e-10;

/**
 * A dual solution of: least Σ c_j x_j with Σ_j a_rj x_j = b_r for every row r, x ≥ 0, by the
 * two-phase simplex method on a dense tableau; for few rows and many columns. Floating-point: good
 * guesses, not proofs. Whoever uses the result checks it exactly.
 *
 * @see references.bland1977
 * @returns one multiplier a row; null when no x satisfies the rows, as far as doubles can tell
 */
export function dualSolution(
  rows: readonly Float64Array[],
  right: readonly number[],
  cost: Float64Array,
): number[] | null {
  const columns = cost.length;
  const width = columns + rows.length + 1;
  const signs = right.map((b) => (b < 0 ? -1 : 1));
  // Each row: the columns, one artificial column a row, the right-hand side.
  const tableau = rows.map((row, r) => {
    const line = new Float64Array(width);
    const sign = signs[r] as number;
    row.forEach((value, j) => {
      line[j] = sign * value;
    });
    line[columns + r] = 1;
    line[width - 1] = sign * (right[r] as number);
    return line;
  });
  const basis = rows.map((_, r) => columns + r);
  const artificial = new Float64Array(width);
  artificial.fill(1, columns, width - 1);
  const first = reduced(artificial, tableau, basis);
  optimise(tableau, basis, first, columns);
  if (-(first[width - 1] as number) > 1e-7) return null;
  const real = new Float64Array(width);
  real.set(cost);
  const second = reduced(real, tableau, basis);
  optimise(tableau, basis, second, columns);
  // The reduced cost of an artificial column is minus its row's multiplier.
  return signs.map((sign, r) => -sign * (second[columns + r] as number));
}

/** Costs with the basic columns eliminated. */
function reduced(
  cost: Float64Array,
  tableau: readonly Float64Array[],
  basis: readonly number[],
): Float64Array {
  const line = cost.slice();
  tableau.forEach((row, r) => {
    subtract(line, row, cost[basis[r] as number] as number);
  });
  return line;
}

function optimise(
  tableau: readonly Float64Array[],
  basis: number[],
  costs: Float64Array,
  columns: number,
): void {
  for (let pivots = 0; pivots < mostPivots; pivots++) {
    // The steepest column at first; the first one later, which cannot cycle (Bland 1977).
    const entering = pivots < 500 ? steepest(costs, columns) : costs.findIndex(isNegative);
    if (entering < 0 || entering >= columns) return;
    const leaving = tightest(tableau, basis, entering);
    if (leaving < 0) return;
    const row = tableau[leaving] as Float64Array;
    const pivot = row[entering] as number;
    for (let j = 0; j < row.length; j++) row[j] = (row[j] as number) / pivot;
    for (const other of tableau) if (other !== row) subtract(other, row, other[entering] as number);
    subtract(costs, row, costs[entering] as number);
    basis[leaving] = entering;
  }
}

const isNegative = (value: number) => value < -epsilon;

function steepest(costs: Float64Array, columns: number): number {
  let best = -1;
  let least = -epsilon;
  for (let j = 0; j < columns; j++)
    if ((costs[j] as number) < least) {
      least = costs[j] as number;
      best = j;
    }
  return best;
}

function tightest(tableau: readonly Float64Array[], basis: readonly number[], entering: number) {
  let best = -1;
  let least = Infinity;
  tableau.forEach((row, r) => {
    const step = row[entering] as number;
    if (step <= epsilon) return;
    const ratio = (row[row.length - 1] as number) / step;
    const tied = ratio <= least + epsilon && (basis[r] as number) < (basis[best] ?? Infinity);
    if (ratio < least - epsilon || tied) {
      least = Math.min(least, ratio);
      best = r;
    }
  });
  return best;
}

function subtract(from: Float64Array, row: Float64Array, times: number): void {
  if (times === 0) return;
  for (let j = 0; j < from.length; j++) from[j] = (from[j] as number) - times * (row[j] as number);
}
