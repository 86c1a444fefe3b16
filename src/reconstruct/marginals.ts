import { pieces, restore } from './lattice.ts';
import { eachPlacing } from './tally.ts';
import type { SampleProblem } from './targets.ts';

/** Every data set of one measurement, with what bounds on pairs of measurements need of it. */
export interface Marginals {
  readonly problem: SampleProblem;
  /** How many data sets. */
  readonly size: number;
  /** Number of scores. */
  readonly scores: number;
  /** Row i: how many patients have each score. */
  readonly counts: Int32Array;
  /** Row i, of scores + 1: how many have fewer than u points, u = 0 … scores. */
  readonly fewer: Int32Array;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

/** All data sets of a problem as rows. Count them first: every one is held in memory. */
export function marginalsOf(problem: SampleProblem): Marginals {
  const scores = problem.top + 1;
  const dataSet = new Int32Array(scores);
  let rows = new Int32Array(256 * scores);
  let end = 0;
  for (const piece of pieces(problem))
    eachPlacing(piece, (placing) => {
      restore(piece, placing, dataSet);
      if (end === rows.length) rows = longer(rows);
      rows.set(dataSet, end);
      end += scores;
    });
  const size = end / scores;
  const counts = rows.slice(0, end);
  const fewer = new Int32Array(size * (scores + 1));
  const sums = new Float64Array(size);
  const squares = new Float64Array(size);
  const marginals = { problem, size, scores, counts, fewer, sums, squares };
  for (let i = 0; i < size; i++) addUp(marginals, i);
  return marginals;
}

function longer(rows: Int32Array): Int32Array<ArrayBuffer> {
  const twice = new Int32Array(2 * rows.length);
  twice.set(rows);
  return twice;
}

function addUp({ scores, counts, fewer, sums, squares }: Marginals, i: number): void {
  let upTo = 0;
  let sum = 0;
  let square = 0;
  for (let u = 0; u < scores; u++) {
    const c = counts[i * scores + u] as number;
    upTo += c;
    sum += c * u;
    square += c * u * u;
    fewer[i * (scores + 1) + u + 1] = upTo;
  }
  sums[i] = sum;
  squares[i] = square;
}

/** The counts of one data set. */
export function rowOf({ counts, scores }: Marginals, i: number): number[] {
  return Array.from(counts.subarray(i * scores, (i + 1) * scores));
}

/** The least and the greatest number of every column over some rows; one row a block of rows. */
export interface Envelope {
  readonly least: Int32Array;
  readonly greatest: Int32Array;
}

/** How many rows a block of `blocksOf` has. Neighbours in a list of data sets are much alike. */
export const blockRows = 16;

/** Over the rows from `start` to below `end`, each `width` numbers long. */
export function envelopeOf(rows: Int32Array, width: number, start: number, end: number): Envelope {
  const least = rows.slice(start * width, (start + 1) * width);
  const greatest = least.slice();
  for (let row = start + 1; row < end; row++)
    for (let column = 0; column < width; column++) {
      const value = rows[row * width + column] as number;
      if (value < (least[column] as number)) least[column] = value;
      if (value > (greatest[column] as number)) greatest[column] = value;
    }
  return { least, greatest };
}

/** The envelope of every `blockRows` rows: row b is that of the rows from b · `blockRows`. */
export function blocksOf(rows: Int32Array, width: number, size: number): Envelope {
  const blocks = Math.ceil(size / blockRows);
  const least = new Int32Array(blocks * width);
  const greatest = new Int32Array(blocks * width);
  for (let block = 0; block < blocks; block++) {
    const start = block * blockRows;
    const envelope = envelopeOf(rows, width, start, Math.min(start + blockRows, size));
    least.set(envelope.least, block * width);
    greatest.set(envelope.greatest, block * width);
  }
  return { least, greatest };
}

/** The envelope of all rows of `blocksOf`, as one row. */
export function overBlocks({ least, greatest }: Envelope, width: number): Envelope {
  const blocks = least.length / width;
  return {
    least: envelopeOf(least, width, 0, blocks).least,
    greatest: envelopeOf(greatest, width, 0, blocks).greatest,
  };
}
