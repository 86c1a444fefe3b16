/**
 * The eigenvector of the smallest eigenvalue of a symmetric matrix, by Jacobi rotations: an
 * approximation to search with, not to prove with. Of length 1; the sign is arbitrary.
 *
 * @param matrix square and symmetric, finite
 * @throws RangeError when it is not square
 */
export function smallestEigenvector(matrix: readonly (readonly number[])[]): number[] {
  const size = matrix.length;
  if (size === 0 || matrix.some((row) => row.length !== size)) {
    throw new RangeError('the matrix is not square');
  }
  const a = matrix.map((row) => [...row]);
  const vectors = matrix.map((_, i) => matrix.map((__, j) => (i === j ? 1 : 0)));
  // Each sweep squares what is off the diagonal; eight are enough for double precision.
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) off += at(a, p, q) ** 2;
    }
    if (off < 1e-24) break;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, p, q);
  }
  let least = 0;
  for (let i = 1; i < size; i++) if (at(a, i, i) < at(a, least, least)) least = i;
  return vectors.map((row) => row[least] ?? 0);
}

/** One rotation that makes the entry (p, q) zero. */
function rotate(a: number[][], vectors: number[][], p: number, q: number): void {
  const apq = at(a, p, q);
  if (apq === 0) return;
  const theta = (at(a, q, q) - at(a, p, p)) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (const row of a) turn(row, p, q, c, s);
  const [rowP, rowQ] = [a[p] ?? [], a[q] ?? []];
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [rowP[k] ?? 0, rowQ[k] ?? 0];
    rowP[k] = c * x - s * y;
    rowQ[k] = s * x + c * y;
  }
  for (const row of vectors) turn(row, p, q, c, s);
}

function turn(row: number[], p: number, q: number, c: number, s: number): void {
  const [x, y] = [row[p] ?? 0, row[q] ?? 0];
  row[p] = c * x - s * y;
  row[q] = s * x + c * y;
}

function at(matrix: readonly (readonly number[])[], i: number, j: number): number {
  return matrix[i]?.[j] ?? 0;
}
