/**
 * Every attainable pair of a total and a sum of squares, by dynamic programming over the number of
 * patients: nothing of the code under test is used. Scores are 0 … top.
 */
export class Attainable {
  readonly top: number;
  /** For every total a set of sums of squares, as the bits of a whole number. */
  #sets: bigint[] = [1n];
  n = 0;

  constructor(top: number) {
    this.top = top;
  }

  /** Takes one patient more. */
  next(): void {
    const before = this.#sets;
    const after: bigint[] = [];
    for (let sum = 0; sum <= before.length - 1 + this.top; sum++) {
      let set = 0n;
      for (let score = 0; score <= this.top; score++) {
        const rest = before[sum - score];
        if (rest !== undefined) set |= rest << BigInt(score * score);
      }
      after.push(set);
    }
    this.#sets = after;
    this.n += 1;
  }

  /** Calls back with every total and sum of squares; returns how many there are. */
  each(visit: (sum: number, squares: number) => void): number {
    let count = 0;
    this.#sets.forEach((set, sum) => {
      // Bits in text: a shift for each would copy the number every time.
      const bits = set.toString(2);
      for (let at = bits.indexOf('1'); at >= 0; at = bits.indexOf('1', at + 1)) {
        visit(sum, bits.length - 1 - at);
        count += 1;
      }
    });
    return count;
  }
}

export type Rule = 'half-up' | 'half-even' | 'truncate';
export const rules: readonly Rule[] = ['half-up', 'half-even', 'truncate'];

/** A fraction of whole numbers, not negative, in units of 10^−decimals, rounded by a rule. Exact. */
export function roundedFraction(
  numerator: number,
  denominator: number,
  decimals: number,
  rule: Rule,
): number {
  const scaled = numerator * 10 ** decimals;
  const rest = scaled % denominator;
  return settle((scaled - rest) / denominator, Math.sign(2 * rest - denominator), rule);
}

/** The root of such a fraction, likewise. */
export function roundedRoot(
  numerator: number,
  denominator: number,
  decimals: number,
  rule: Rule,
): number {
  const scaled = numerator * 100 ** decimals;
  let floor = Math.floor(Math.sqrt(scaled / denominator));
  while (floor * floor * denominator > scaled) floor -= 1;
  while ((floor + 1) ** 2 * denominator <= scaled) floor += 1;
  return settle(floor, Math.sign(4 * scaled - (2 * floor + 1) ** 2 * denominator), rule);
}

/** @param beyond half 1 when what is cut off is more than a half, 0 for a half, −1 for less */
function settle(floor: number, beyondHalf: number, rule: Rule): number {
  if (rule === 'truncate' || beyondHalf < 0) return floor;
  if (beyondHalf > 0 || rule === 'half-up') return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Units as printed: 430 with two decimals is "4.30". */
export function printed(units: number, decimals: number): string {
  return (units / 10 ** decimals).toFixed(decimals);
}
