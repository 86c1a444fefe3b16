import type { JointTable } from './coupling.ts';
import type { Counted } from './proved-count.ts';

/** Limits of Σxy, in steps of the scale. */
export interface ProductWindow {
  readonly low: number;
  readonly high: number;
}

const mostMoves = 5_000;

/**
 * Looks for a pairing of the same scores whose Σxy lies in a window and in which as few patients
 * as possible are counted (as many, for `sign` −1): exchanges the second scores of two patients, the
 * exchange that costs least for its step first, and then those that cost less than nothing. What it
 * gives is possible; that nothing is better, it does not show.
 *
 * @returns null when no single exchange leads nearer to the window
 */
export function steer(
  joint: JointTable,
  window: ProductWindow,
  counted: Counted,
  sign: 1 | -1,
): JointTable | null {
  const table = joint.table.map((row) => [...row]);
  let products = 0;
  table.forEach((row, x) => {
    row.forEach((patients, y) => {
      products += patients * x * y;
    });
  });
  for (let moves = 0; moves < mostMoves; moves++) {
    const outside =
      products < window.low ? window.low - products : Math.min(0, window.high - products);
    const best = bestExchange(table, products, window, outside, counted, sign);
    if (best === null) return outside === 0 ? { table, missing: joint.missing } : null;
    apply(table, best);
    products += best.step * best.patients;
  }
  return null;
}

interface Exchange {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** What one exchange adds to Σxy. */
  readonly step: number;
  readonly patients: number;
}

/** The cheapest exchange towards the window; inside of it, one that costs less than nothing. */
function bestExchange(
  table: readonly (readonly number[])[],
  products: number,
  window: ProductWindow,
  outside: number,
  counted: Counted,
  sign: 1 | -1,
): Exchange | null {
  const cells: (readonly [x: number, y: number, patients: number])[] = [];
  table.forEach((row, x) => {
    row.forEach((patients, y) => {
      if (patients > 0) cells.push([x, y, patients]);
    });
  });
  const is = (x: number, y: number) => (counted(x, y) ? sign : 0);
  let best: Exchange | null = null;
  let [leastCost, longest] = [Infinity, 0];
  for (const [x1, y1, some] of cells)
    for (const [x2, y2, others] of cells) {
      if (x1 >= x2 || y1 === y2) continue;
      const step = (x2 - x1) * (y1 - y2);
      const room = step > 0 ? window.high - products : products - window.low;
      const most = Math.min(some, others, Math.floor(room / Math.abs(step)));
      if (most < 1 || outside * step < 0) continue;
      const cost = is(x1, y2) + is(x2, y1) - is(x1, y1) - is(x2, y2);
      if (outside === 0 && cost >= 0) continue;
      const each = outside === 0 ? cost : cost / Math.abs(step);
      if (each > leastCost || (each === leastCost && Math.abs(step) <= longest)) continue;
      [leastCost, longest] = [each, Math.abs(step)];
      const needed = outside === 0 ? most : Math.ceil(Math.abs(outside) / Math.abs(step));
      best = { x1, y1, x2, y2, step, patients: Math.min(most, needed) };
    }
  return best;
}

function apply(table: number[][], { x1, y1, x2, y2, patients }: Exchange): void {
  const add = (x: number, y: number, by: number) => {
    const row = table[x] as number[];
    row[y] = (row[y] as number) + by;
  };
  add(x1, y1, -patients);
  add(x2, y2, -patients);
  add(x1, y2, patients);
  add(x2, y1, patients);
}
