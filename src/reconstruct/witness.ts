import type { JointTable } from './coupling.ts';
import type { SampleProblem } from './targets.ts';

/** Whole-number sums of a witness over its complete pairs, in steps of the scale from its minimum. */
export interface WitnessSums {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly yy: number;
  readonly xy: number;
}

/** One patient of a witness; `post` is null when there is no second score. */
export interface WitnessRow {
  readonly pre: number;
  readonly post: number | null;
}

/** Number of patients in a cell, with the steps of both scores. */
type Visit = (patients: number, pre: number, post: number) => void;

function eachCell({ table }: JointTable, visit: Visit): void {
  table.forEach((row, pre) => {
    row.forEach((patients, post) => {
      if (patients !== 0) visit(patients, pre, post);
    });
  });
}

/**
 * One row a patient, by first and second score. `scores` are those of the scale, lowest first.
 *
 * @example
 * witnessRows({ table: [[1, 2], [0, 1]], missing: [0, 0] }, [1, 2]).length // → 4
 */
export function witnessRows(joint: JointTable, scores: readonly number[]): WitnessRow[] {
  const rows: WitnessRow[] = [];
  const add = (patients: number, pre: number, post: number | null) => {
    for (let k = 0; k < patients; k++) rows.push({ pre, post });
  };
  joint.table.forEach((row, i) => {
    row.forEach((patients, j) => {
      add(patients, scores[i] as number, scores[j] as number);
    });
    add(joint.missing[i] as number, scores[i] as number, null);
  });
  return rows;
}

/**
 * Sums over the complete pairs, exact.
 *
 * @example
 * witnessSums({ table: [[1, 2], [0, 1]], missing: [0, 0] }).n // → 4
 */
export function witnessSums(joint: JointTable): WitnessSums {
  let [n, x, y, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
  eachCell(joint, (patients, pre, post) => {
    n += patients;
    x += patients * pre;
    y += patients * post;
    xx += patients * pre * pre;
    yy += patients * post * post;
    xy += patients * pre * post;
  });
  return { n, x, y, xx, yy, xy };
}

/** Patients with a second score that is at least `steps` steps above the first. */
export function countRises(joint: JointTable, steps: number): number {
  let count = 0;
  eachCell(joint, (patients, pre, post) => {
    if (post - pre >= steps) count += patients;
  });
  return count;
}

/** Patients whose second score equals the first. */
export function countUnchanged(joint: JointTable): number {
  return countRises(joint, 0) - countRises(joint, 1);
}

/** Patients whose second score is at least `steps` steps above the lowest of the scale. */
export function countReached(joint: JointTable, steps: number): number {
  let count = 0;
  eachCell(joint, (patients, _, post) => {
    if (post >= steps) count += patients;
  });
  return count;
}

/**
 * Whether a witness has all printed figures of both measurements: n, mean, SD and facts, recomputed
 * from its cells in whole numbers against the exact windows.
 */
export function fits(joint: JointTable, before: SampleProblem, after: SampleProblem): boolean {
  const first = joint.table.map(
    (row, i) => row.reduce((sum, c) => sum + c, 0) + (joint.missing[i] as number),
  );
  const second = joint.table.map((_, j) =>
    joint.table.reduce((sum, row) => sum + (row[j] as number), 0),
  );
  const whole = joint.table.every((row) => row.every((c) => c >= 0));
  return whole && joint.missing.every((c) => c >= 0) && has(first, before) && has(second, after);
}

/**
 * Whether counts of every score, lowest first, have the printed figures. Exact.
 *
 * @example
 * hasFigures([58, 103, 10, 0, 0], sampleProblem({ mean: '1.72', sd: '0.57', n: 171, scale: { min: 1, max: 5, step: 1 } })) // → true
 */
export function has(counts: ArrayLike<number>, problem: SampleProblem): boolean {
  let [n, sum, squares] = [0, 0, 0];
  for (let u = 0; u < counts.length; u++) {
    const c = counts[u] as number;
    n += c;
    sum += c * u;
    squares += c * u * u;
  }
  const spread = n * squares - sum * sum;
  if (counts.length !== problem.top + 1 || n !== problem.n) return false;
  if (sum < problem.sumLow || sum > problem.sumHigh) return false;
  if (spread < problem.spreadLow || spread > problem.spreadHigh) return false;
  return problem.cases === null || problem.cases.some((limits) => within(counts, limits));
}

type Limits = NonNullable<SampleProblem['cases']>[number];

function within(counts: ArrayLike<number>, { low, high, upToLow, upToHigh }: Limits): boolean {
  let upTo = 0;
  for (let u = 0; u < counts.length; u++) {
    const c = counts[u] as number;
    upTo += c;
    if (c < (low[u] as number) || c > (high[u] as number)) return false;
    if (upTo < (upToLow[u] as number) || upTo > (upToHigh[u] as number)) return false;
  }
  return true;
}
