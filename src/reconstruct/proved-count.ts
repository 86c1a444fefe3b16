import type { Lattice } from './lattice.ts';
import { dualSolution } from './linear-program.ts';
import type { PairBox, PairingLimits } from './pairing-facts.ts';
import { type SampleProblem, type Target, targets } from './targets.ts';

/** Totals and sums of squares of one measurement, as limits. */
interface Box {
  readonly n: number;
  readonly sum: readonly [low: number, high: number];
  readonly squares: readonly [low: number, high: number];
}

/** 1 for the pairs of scores that are counted, 0 for the others; in steps of the scale. */
export type Counted = (before: number, after: number) => boolean;

/**
 * A proved lower limit of how many patients are counted, whatever the joint table, for scales too
 * wide to go through every pair of data sets.
 *
 * With multipliers for the totals of a table (patients, patients scored again, Σx, Σx², Σy, Σy²) the
 * count of every cell is at least p(x) + q(y) for two quadratics, and so the whole count is at
 * least n·p₀ + p₁·Σx + … Multipliers come from a linear program in doubles, are rounded to whole
 * multiples of a power of two, and then every cell is checked in whole numbers; what a cell lacks
 * is taken off the constant. So the limit holds whatever the linear program said. It need not be
 * reached: scores are whole, and the program does not know.
 *
 * @param pairing printed facts of the pairing, as limits of Σxy: one more total
 */
export function provedLeast(
  before: SampleProblem,
  after: SampleProblem,
  counted: Counted,
  pairing: PairingLimits | null = null,
): number {
  let least = after.n;
  let any = false;
  for (const [x, y] of boxPairs(before, after)) {
    const products = pairing?.products(pairBox(x, y)) ?? null;
    if (pairing !== null && products === null) continue;
    any = true;
    least = Math.min(least, leastInBox(x, y, before.top, counted, products));
    if (least === 0) return 0;
  }
  return any ? least : 0;
}

/** False only when it is certain that no table has sums within these limits and the pairing. */
export function mayPair(
  before: SampleProblem,
  after: SampleProblem,
  pairing: PairingLimits,
): boolean {
  for (const [x, y] of boxPairs(before, after))
    if (pairing.products(pairBox(x, y)) !== null) return true;
  return false;
}

function* boxPairs(before: SampleProblem, after: SampleProblem): Generator<readonly [Box, Box]> {
  for (const x of boxes(before.n, targets(before)))
    for (const y of boxes(after.n, targets(after))) yield [x, y];
}

function pairBox(x: Box, y: Box): PairBox {
  const side = ({ n, sum, squares }: Box) => ({
    sum,
    spread: [
      Math.max(0, n * squares[0] - sum[1] * sum[1]),
      n * squares[1] - sum[0] * sum[0],
    ] as const,
  });
  return { n: x.n, before: side(x), after: side(y) };
}

/** A proved lower limit of how many patients of a lattice have a counted value. */
export function provedLeastPlaced(lattice: Lattice, counted: (value: number) => boolean): number {
  const cells = Array.from({ length: lattice.top + 1 }, (_, u) => [u, null] as const);
  const one = cells.map(([u]) => +counted(u));
  let least = lattice.n;
  for (const box of boxes(lattice.n, lattice.targets)) {
    const rows = rowsOf(box, null);
    const multipliers = solve(rows, cells, one, Math.max(1, lattice.n));
    least = Math.min(least, multipliers ? checkedLimit(rows, cells, one, multipliers) : 0);
  }
  return lattice.targets.length > 0 ? least : 0;
}

/** One box a total, or one around all when there are many. */
function boxes(n: number, of: Iterable<Target>): readonly Box[] {
  const all = Array.from(of, ({ sum, squaresLow, squaresHigh }) => ({
    n,
    sum: [sum, sum] as const,
    squares: [squaresLow, squaresHigh] as const,
  }));
  if (all.length <= 4) return all;
  return [
    {
      n,
      sum: [(all[0] as Box).sum[0], (all.at(-1) as Box).sum[1]],
      squares: [
        Math.min(...all.map(({ squares }) => squares[0])),
        Math.max(...all.map(({ squares }) => squares[1])),
      ],
    },
  ];
}

interface Row {
  /** What a patient with these scores adds; `after` is null when there is no second score. */
  readonly adds: (before: number, after: number | null) => number;
  readonly low: number;
  readonly high: number;
}

function rowsOf(x: Box, y: Box | null): readonly Row[] {
  const second = (of: (after: number) => number) => (_: number, after: number | null) =>
    after === null ? 0 : of(after);
  const between = ([low, high]: readonly [number, number]) => ({ low, high });
  const rows: Row[] = [
    { adds: () => 1, low: x.n, high: x.n },
    { adds: (before) => before, ...between(x.sum) },
    { adds: (before) => before ** 2, ...between(x.squares) },
  ];
  if (y === null) return rows;
  rows.push(
    { adds: second((after) => after), ...between(y.sum) },
    { adds: second((after) => after ** 2), ...between(y.squares) },
  );
  if (y.n < x.n) rows.push({ adds: second(() => 1), low: y.n, high: y.n });
  return rows;
}

function leastInBox(
  x: Box,
  y: Box,
  top: number,
  counted: Counted,
  products: { readonly low: number; readonly high: number } | null,
): number {
  const rows = [...rowsOf(x, y)];
  if (products) rows.push({ adds: (before, after) => before * (after ?? 0), ...products });
  const cells: (readonly [number, number | null])[] = [];
  for (let before = 0; before <= top; before++) {
    for (let after = 0; after <= top; after++) cells.push([before, after]);
    if (y.n < x.n) cells.push([before, null]);
  }
  const one = cells.map(([before, after]) => +(after !== null && counted(before, after)));
  const multipliers = solve(rows, cells, one, x.n);
  if (multipliers === null) return 0;
  return checkedLimit(rows, cells, one, multipliers);
}

/** Multipliers from the linear program, rows scaled to the size of 1. */
function solve(
  rows: readonly Row[],
  cells: readonly (readonly [number, number | null])[],
  one: readonly number[],
  n: number,
): number[] | null {
  const lines: Float64Array[] = [];
  const right: number[] = [];
  const owners: { row: number; scale: number }[] = [];
  const ranged = rows.filter(({ low, high }) => low < high).length;
  const columns = cells.length + 2 * ranged;
  let slack = cells.length;
  rows.forEach(({ adds, low, high }, row) => {
    const scale = Math.max(1, ...cells.map(([before, after]) => adds(before, after)));
    const add = (limit: number, slackSign: number) => {
      const line = new Float64Array(columns);
      cells.forEach(([before, after], at) => {
        line[at] = adds(before, after) / scale;
      });
      if (slackSign !== 0) line[slack++] = slackSign;
      lines.push(line);
      right.push(limit / scale / n);
      owners.push({ row, scale });
    };
    if (low === high) add(low, 0);
    else {
      add(low, -1);
      add(high, 1);
    }
  });
  const cost = new Float64Array(columns);
  cost.set(one);
  const solution = dualSolution(lines, right, cost);
  if (solution === null) return null;
  const multipliers = rows.map(() => 0);
  solution.forEach((value, at) => {
    const { row, scale } = owners[at] as { row: number; scale: number };
    multipliers[row] = (multipliers[row] as number) + value / scale;
  });
  return multipliers.every(Number.isFinite) ? multipliers : null;
}

/** The limit that multipliers prove, in whole numbers throughout. */
function checkedLimit(
  rows: readonly Row[],
  cells: readonly (readonly [number, number | null])[],
  one: readonly number[],
  multipliers: readonly number[],
): number {
  const bits = 40;
  const whole = multipliers.map((value) => BigInt(Math.round(value * 2 ** bits)));
  const unit = 1n << BigInt(bits);
  let slack: bigint | null = null;
  cells.forEach(([before, after], at) => {
    let left = one[at] === 1 ? unit : 0n;
    rows.forEach(({ adds }, row) => {
      left -= (whole[row] as bigint) * BigInt(adds(before, after));
    });
    if (slack === null || left < slack) slack = left;
  });
  // Row 0 counts every patient: raising its multiplier by the least slack makes every cell fit.
  whole[0] = (whole[0] as bigint) + (slack ?? 0n);
  const limit = rows.reduce((sum, { low, high }, row) => {
    const multiplier = whole[row] as bigint;
    return sum + multiplier * BigInt(multiplier >= 0n ? low : high);
  }, 0n);
  return limit <= 0n ? 0 : Number((limit + unit - 1n) / unit);
}
