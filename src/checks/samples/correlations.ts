import type { Rounding } from '../../numeric/decimal.ts';
import {
  addRationals,
  compareRationals,
  multiplyRationals,
  type Rational,
  rational,
} from '../../numeric/rational.ts';
import { smallestEigenvector } from '../../numeric/symmetric-eigen.ts';
import type { Figure } from '../../study/model.ts';
import { windowOf } from '../engine/printed.ts';

/** A correlation of two variables, the later one first; null when not printed. */
export type Entry = (i: number, j: number) => Figure | null;

/** Weights of a sum of variables whose variance is below zero whatever the rounding was. */
export interface Contradiction {
  readonly weights: readonly bigint[];
  /** The greatest variance that the sum can have, over that of the weights: below zero. */
  readonly variance: number;
  /** The pair that contributes most to it. */
  readonly pair: readonly [number, number];
}

/** Ends of a correlation, within −1 and 1. */
interface Ends {
  readonly low: Rational;
  readonly high: Rational;
}

const one = rational(1n);

const minusOne = rational(-1n);

/** Weights that show that no data have the table; null when none are found, which proves nothing. */
export function contradiction(
  entry: Entry,
  size: number,
  rounding: Rounding,
): Contradiction | null {
  const ends = new Map<number, Ends>();
  for (const [i, j] of pairsOf(size)) {
    const figure = entry(i, j);
    const { low, high } = figure ? windowOf(figure, rounding, domain) : { low: null, high: null };
    ends.set(i * size + j, {
      low: low && compareRationals(low, minusOne) > 0 ? low : minusOne,
      high: high && compareRationals(high, one) < 0 ? high : one,
    });
  }
  const all = Array.from({ length: size }, (_, i) => i);
  // The middles of the intervals are one choice: if they can hold together, nothing contradicts.
  if (isPositiveDefinite(middlesOf(all, ends, size))) return null;
  // Three variables are the easiest to follow; then as few of the table as its weights need.
  if (size <= mostTriples) {
    for (const [a, b] of pairsOf(size)) {
      for (let c = 0; c < b; c++) {
        const found = isDoubtful([a, b, c], ends, size) ? among([a, b, c], ends, size) : null;
        if (found) return found;
      }
    }
  }
  return size > 3 ? among(all, ends, size) : null;
}

/** Whether a matrix has a Cholesky factor: a quick answer, not a proof. */
function isPositiveDefinite(matrix: readonly (readonly number[])[]): boolean {
  const factor: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const line: number[] = [];
    for (let j = 0; j <= i; j++) {
      const before = factor[j] ?? line;
      let rest = row[j] ?? 0;
      for (let k = 0; k < j; k++) rest -= (line[k] ?? 0) * (before[k] ?? 0);
      if (i === j && rest <= 1e-12) return false;
      line.push(i === j ? Math.sqrt(rest) : rest / (before[j] ?? 1));
    }
    factor.push(line);
  }
  return true;
}

/** The matrix of the middles of the intervals; 0 where nothing is printed. */
function middlesOf(
  variables: readonly number[],
  ends: ReadonlyMap<number, Ends>,
  size: number,
): number[][] {
  return variables.map((a) =>
    variables.map((b) => {
      if (a === b) return 1;
      const found = ends.get(Math.max(a, b) * size + Math.min(a, b));
      return found ? (numberOf(found.low) + numberOf(found.high)) / 2 : 0;
    }),
  );
}

/** Of larger tables it would take too long to try other figures. */
export const mostTried = 5;

/** In larger tables the triples are not gone through. */
const mostTriples = 25;

/**
 * Searches weights for some of the variables: the eigenvector of the smallest eigenvalue, first of
 * the middles of the intervals, then of the ends that speak most against the last weights.
 */
function among(
  variables: readonly number[],
  ends: ReadonlyMap<number, Ends>,
  size: number,
): Contradiction | null {
  const endsOf = (i: number, j: number) => {
    const [a, b] = [variables[Math.max(i, j)] ?? 0, variables[Math.min(i, j)] ?? 0];
    return ends.get(Math.max(a, b) * size + Math.min(a, b)) ?? { low: minusOne, high: one };
  };
  let matrix = middlesOf(variables, ends, size);
  for (let step = 0; step < 4; step++) {
    const vector = smallestEigenvector(matrix);
    const sign = (vector.find((weight) => Math.abs(weight) > 1 / precision) ?? 1) < 0 ? -1 : 1;
    const weights = vector.map((weight) => BigInt(Math.round(sign * weight * precision)));
    const sum = greatestVariance(weights, endsOf);
    if (compareRationals(sum.variance, zero) < 0) {
      const squares = weights.reduce((total, weight) => total + weight * weight, 0n);
      const full = Array.from({ length: size }, () => 0n);
      for (const [at, weight] of weights.entries()) full[variables[at] ?? 0] = weight;
      const [i, j] = sum.pair.map((at) => variables[at] ?? 0).sort((a, b) => b - a);
      const variance = numberOf(sum.variance) / Number(squares);
      return { weights: full, variance, pair: [i ?? 0, j ?? 0] };
    }
    matrix = matrix.map((row, i) =>
      row.map((_, j) => {
        if (i === j) return 1;
        const { low, high } = endsOf(i, j);
        return numberOf((weights[i] ?? 0n) * (weights[j] ?? 0n) > 0n ? high : low);
      }),
    );
  }
  return null;
}

const zero = rational(0n);

/** Weights are whole numbers up to this. */
export const precision = 10_000;

function numberOf({ numerator, denominator }: Rational): number {
  return Number(numerator) / Number(denominator);
}

/** Σ w² + 2 Σ w w r with every r at the end that makes it greatest. */
function greatestVariance(
  weights: readonly bigint[],
  endsOf: (i: number, j: number) => Ends,
): { readonly variance: Rational; readonly pair: readonly [number, number] } {
  let variance = rational(weights.reduce((sum, weight) => sum + weight * weight, 0n));
  let least: { readonly term: Rational; readonly pair: readonly [number, number] } | null = null;
  for (const [i, j] of pairsOf(weights.length)) {
    const product = (weights[i] ?? 0n) * (weights[j] ?? 0n);
    if (product === 0n) continue;
    const { low, high } = endsOf(i, j);
    const term = multiplyRationals(rational(2n * product), product > 0n ? high : low);
    variance = addRationals(variance, term);
    if (!least || compareRationals(term, least.term) < 0) least = { term, pair: [i, j] };
  }
  return { variance, pair: least?.pair ?? [1, 0] };
}

/** What a correlation can be. */
export const domain = { min: -1, max: 1 };

/** All pairs of so many variables, the later one first. */
export function pairsOf(size: number): (readonly [number, number])[] {
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: i }, (__, j) => [i, j] as const),
  ).flat();
}

/**
 * Whether three correlations may contradict one another. As angles, arccos r, no one is larger than
 * the two others together, and all three are not more than a full turn: to be proved by weights.
 */
function isDoubtful(
  [a, b, c]: readonly [number, number, number],
  ends: ReadonlyMap<number, Ends>,
  size: number,
): boolean {
  const angles = [a * size + b, a * size + c, b * size + c].map((key) => {
    const { low, high } = ends.get(key) ?? { low: minusOne, high: one };
    return { least: Math.acos(numberOf(high)), most: Math.acos(numberOf(low)) };
  });
  const turn = angles.reduce((sum, { least }) => sum + least, 0);
  const most = angles.reduce((sum, angle) => sum + angle.most, 0);
  return (
    turn > 2 * Math.PI - 1e-9 || angles.some((angle) => angle.least > most - angle.most - 1e-9)
  );
}
