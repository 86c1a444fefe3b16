import { requireCount } from './domain.ts';
import { lgamma } from './log-gamma.ts';

/** The exact p-value of a table of counts, given its margins. */
export interface ExactTableP {
  /** Probability of all tables at least as extreme as the observed one. */
  readonly p: number;
  /** Probability of the observed table itself. */
  readonly itself: number;
}

/** By what tables are ordered: their probability (Freeman–Halton), or Pearson's χ². */
export type TableOrder = 'probability' | 'chi-square';

/** Columns of counts are gone through in at most so many steps: a second or two. */
export const MOST_TABLE_STEPS = 1_000_000;

/** Beyond that many patients logarithms of factorials no longer hold ten digits of a probability. */
const MOST_PATIENTS = 10_000;
const MOST_COLUMNS = 100;

/** Tables are as extreme as the observed one when they differ by rounding only. */
const AS_EXTREME = Math.log1p(1e-7);

const logFactorials: number[] = [0];

/** ln n!, remembered. */
function logFactorial(n: number): number {
  for (let k = logFactorials.length; k <= n; k++) logFactorials.push(lgamma(k + 1));
  return logFactorials[n] as number;
}

/** What is left to the rows after some columns, and all that can follow from there. */
interface Node {
  readonly left: readonly number[];
  /** ln of the number of ways to fill the other columns. */
  readonly ways: number;
  /** The least and greatest score of the other columns. */
  least: number;
  greatest: number;
  readonly edges: readonly Edge[];
  /** Ways that lead here, by their score so far: probability together. */
  readonly paths: Map<number, { readonly score: number; probability: number }>;
}

interface Edge {
  readonly score: number;
  readonly probability: number;
  readonly to: Node;
}

/** Thrown by a search that has become too long, and caught where it began. */
class TooLong extends Error {}

/**
 * Fisher's exact test of an r × c table in Freeman and Halton's form: the total probability, given
 * the margins, of the tables that are at most 1 + 1e-7 times as probable as the observed one; or of
 * those whose χ² is at least the observed one's (less 1e-7). By the network of Mehta and Patel:
 * columns are filled one after the other, ways to the same remainder of the rows are one node, and
 * where all or none of what can follow counts nothing more is gone through. Nothing is approximated;
 * relative error 1e-10. null where that takes more than `steps`, and beyond 10,000 patients or 100
 * columns.
 *
 * @param rows the table, row by row; rows and columns of zeros change nothing
 * @throws RangeError unless all are counts and rows are equally long
 * @see references.freeman1951, references.mehta1983
 */
export function exactTableP(
  rows: readonly (readonly number[])[],
  order: TableOrder = 'probability',
  steps: number = MOST_TABLE_STEPS,
): ExactTableP | null {
  const table = oriented(rows);
  if (table.length < 2 || (table[0] as readonly number[]).length < 2) return { p: 1, itself: 1 };
  if (sumOf(table.flat()) > MOST_PATIENTS || (table[0]?.length ?? 0) > MOST_COLUMNS) return null;
  try {
    return search(table, order, steps);
  } catch (error) {
    if (error instanceof TooLong) return null;
    throw error;
  }
}

function search(
  table: readonly (readonly number[])[],
  order: TableOrder,
  steps: number,
): ExactTableP {
  const sums = table.map(sumOf);
  const columns = transposed(table).toSorted((a, b) => sumOf(b) - sumOf(a));
  const total = sumOf(sums);
  // Rows change places freely where only their numbers count.
  const alike = order === 'probability';
  const scoreOf: CellScore = alike
    ? (x) => -logFactorial(x)
    : (x, row, size) => -(x / size) * (x / (sums[row] as number));
  const observed = columns.reduce((sum, column) => {
    const size = sumOf(column);
    return sum + sumOf(column.map((x, row) => scoreOf(x, row, size)));
  }, 0);
  const slack = alike ? AS_EXTREME : 1e-7 / total;
  const network = networkOf(sums, columns.map(sumOf), scoreOf, alike, steps);
  const p = extremePart(network, observed + slack, network.steps);
  const probability = columns.reduce((sum, column) => sum + logWays(column), 0) - logWays(sums);
  return { p: Math.min(1, p), itself: Math.exp(probability) };
}

/** What a cell adds to the score of its table, in a column of `size` patients. */
type CellScore = (x: number, row: number, size: number) => number;

interface Network {
  readonly stages: readonly ReadonlyMap<string, Node>[];
  readonly steps: { left: number };
}

/** Every remainder of the rows that can occur before each column, from the last column back. */
function networkOf(
  sums: readonly number[],
  sizes: readonly number[],
  scoreOf: CellScore,
  alike: boolean,
  most: number,
): Network {
  const stages = Array.from({ length: sizes.length + 1 }, () => new Map<string, Node>());
  const steps = { left: most };
  const nodeAt = (stage: number, unsorted: readonly number[]): Node => {
    const left = alike ? unsorted.toSorted((a, b) => b - a) : unsorted;
    const nodes = stages[stage] as Map<string, Node>;
    const key = left.join();
    const known = nodes.get(key);
    if (known) return known;
    const edges: Edge[] = [];
    const ways = logWays(left);
    const last = stage === sizes.length;
    const node: Node = {
      left,
      ways,
      least: last ? 0 : Infinity,
      greatest: last ? 0 : -Infinity,
      edges,
      paths: new Map(),
    };
    if (!last) {
      const size = sizes[stage] as number;
      eachColumn(left, size, scoreOf, (rest, score, waysOfColumn) => {
        if (--steps.left < 0) throw new TooLong();
        const to = nodeAt(stage + 1, rest);
        edges.push({ score, to, probability: Math.exp(waysOfColumn + to.ways - ways) });
        node.least = Math.min(node.least, score + to.least);
        node.greatest = Math.max(node.greatest, score + to.greatest);
      });
    }
    nodes.set(key, node);
    return node;
  };
  nodeAt(0, sums).paths.set(0, { score: 0, probability: 1 });
  return { stages, steps };
}

/** The probability of all ways through the network whose score is at most the limit. */
function extremePart({ stages }: Network, limit: number, steps: { left: number }): number {
  let found = 0;
  for (const nodes of stages) {
    for (const { paths, edges, least, greatest } of nodes.values()) {
      for (const { score, probability } of paths.values()) {
        if (score + greatest <= limit) found += probability;
        else if (score + least <= limit) {
          for (const edge of edges) {
            if (--steps.left < 0) throw new TooLong();
            add(edge.to.paths, score + edge.score, probability * edge.probability);
          }
        }
      }
      paths.clear();
    }
  }
  return found;
}

/** Scores that differ by rounding only are one: 1e-10 is far less than what makes tables alike. */
function add(paths: Node['paths'], score: number, probability: number): void {
  const key = Math.round(score * 1e10);
  const known = paths.get(key);
  if (known) known.probability += probability;
  else paths.set(key, { score, probability });
}

/**
 * Visits every column of `size` patients that takes no more from a row than is left there: with what
 * is left after it, its score, and ln of the number of ways to fill it.
 */
function eachColumn(
  left: readonly number[],
  size: number,
  scoreOf: CellScore,
  visit: (rest: readonly number[], score: number, ways: number) => void,
): void {
  const rest = [...left];
  const after = left.map((_, i) => sumOf(left.slice(i + 1)));
  const last = left.length - 1;
  const fill = (row: number, open: number, score: number, ways: number): void => {
    const here = left[row] as number;
    const from = Math.max(0, open - (after[row] as number));
    for (let x = row === last ? open : from; x <= Math.min(open, here); x++) {
      rest[row] = here - x;
      const [scored, counted] = [score + scoreOf(x, row, size), ways - logFactorial(x)];
      if (row === last) visit([...rest], scored, counted);
      else fill(row + 1, open - x, scored, counted);
    }
  };
  fill(0, size, 0, logFactorial(size));
}

/** ln of the multinomial coefficient of some counts. */
function logWays(counts: readonly number[]): number {
  return counts.reduce((ways, count) => ways - logFactorial(count), logFactorial(sumOf(counts)));
}

/** Without rows and columns of zeros, the shorter side as rows. */
function oriented(rows: readonly (readonly number[])[]): readonly (readonly number[])[] {
  for (const row of rows) {
    if (row.length !== rows[0]?.length) throw new RangeError('rows must be equally long.');
    for (const count of row) requireCount(count, 'a count');
  }
  const full = transposed(rows.filter((row) => sumOf(row) > 0));
  const columns = full.filter((column) => sumOf(column) > 0);
  const across = transposed(columns);
  return columns.length < across.length ? columns : across;
}

function transposed(rows: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return (rows[0] ?? []).map((_, i) => rows.map((row) => row[i] as number));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
