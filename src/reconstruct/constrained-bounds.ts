import type {
  ChangeBounds,
  CountLimit,
  CountRange,
  MomentBounds,
  RealLimit,
} from './change-bounds.ts';
import {
  type Allowed,
  allowedProducts,
  type ConstrainedPairs,
  type NearExtremes,
  type Pair,
  searchConstrained,
} from './constrained-search.ts';
import {
  fewestUnchanged,
  highestToLowest,
  type JointTable,
  lowestToHighest,
  mostUnchanged,
  sorted,
} from './coupling.ts';
import { blocksOf, envelopeOf, type Marginals, rowOf } from './marginals.ts';
import { limitsOfMoments, type Pairing } from './moment-bounds.ts';
import { factWords, type PairingLimits } from './pairing-facts.ts';
import { type Counted, provedLeast } from './proved-count.ts';
import { pointsOf } from './reconstruct.ts';
import { signExtremes } from './sign-search.ts';
import { steer } from './steer.ts';
import { fits } from './witness.ts';

/** Most pairs of data sets in which a data set for one limit is looked for. */
const mostTries = 40;

/**
 * Bounds when figures of the pairing are printed as well. Pairs of data sets whose Σxy cannot have
 * them are left out; over the others a number of patients lies between its extremes without regard
 * to Σxy, and is at least what the linear program with Σxy proves: the better of the two is taken.
 * It is reached where a data set is found that has it and every printed figure.
 *
 * @returns null when no pair is left
 */
export function constrainedBounds(
  before: Marginals,
  after: Marginals,
  pairing: PairingLimits,
  scores: readonly number[],
  witnesses: boolean,
): ChangeBounds | null {
  const allowed = allowedProducts(before, after, pairing);
  const left = searchConstrained(before, after, allowed);
  if (left === null) return null;
  const top = before.scores - 1;
  const search = new Limits(before, after, pairing, allowed, witnesses);
  const steps = Array.from({ length: top }, (_, k) => k + 1);
  const change = (k: number) => ({ steps: k, points: pointsOf(before.problem, k) });
  const facts = pairing.names.map((name) => factWords[name]).join(' and the ');
  return {
    status: 'general',
    reason: `the printed ${facts} narrows how scores belong together: limits are proved, and may not be reached`,
    scores,
    n: { before: before.problem.n, after: [after.problem.n] },
    dataSets: { before: `${before.size}`, after: `${after.size}`, pairs: `${left.pairs}` },
    constrainedBy: pairing.names,
    higher: steps.map((k) => ({ ...change(k), ...search.rises(left, k) })),
    lower: steps.map((k) => ({ ...change(k), ...search.falls(left, k) })),
    same: search.range(left.same, (x, y) => x === y, fewestUnchanged, mostUnchanged),
    scored: steps.map((v) => ({ score: scores[v] as number, ...search.reached(left, v) })),
    moments: momentsOf(before, after, left, allowed, witnesses),
  };
}

type Build = (before: readonly number[], after: readonly number[], value: number) => JointTable;

class Limits {
  readonly #before: Marginals;
  readonly #after: Marginals;
  readonly #pairing: PairingLimits;
  readonly #allowed: Allowed;
  readonly #witnesses: boolean;

  constructor(
    before: Marginals,
    after: Marginals,
    pairing: PairingLimits,
    allowed: Allowed,
    witnesses: boolean,
  ) {
    this.#before = before;
    this.#after = after;
    this.#pairing = pairing;
    this.#allowed = allowed;
    this.#witnesses = witnesses;
  }

  rises({ rose }: ConstrainedPairs, steps: number): CountRange {
    const n = this.#after.problem.n;
    const extremes = rose[steps + (rose.length - 1) / 2] as NearExtremes;
    const low: Build = (a, b, value) => highestToLowest(a, b, n - value);
    return this.range(extremes, (x, y) => y - x >= steps, low, lowestToHighest);
  }

  /** Those who fall by at least k are those who do not rise by at least 1 − k. */
  falls({ rose }: ConstrainedPairs, steps: number): CountRange {
    const n = this.#after.problem.n;
    const others = rose[1 - steps + (rose.length - 1) / 2] as NearExtremes;
    const turned = (extreme: NearExtremes['low']) =>
      new Map([...extreme].map(([value, pairs]) => [n - value, pairs]));
    const extremes = { low: turned(others.high), high: turned(others.low) };
    const low: Build = (a, b, value) => lowestToHighest(a, b, n - value);
    return this.range(extremes, (x, y) => x - y >= steps, low, highestToLowest);
  }

  /** How many reach a score depends on nothing but the data set after. */
  reached({ reached }: ConstrainedPairs, steps: number): CountRange {
    const any: Build = (a, b) => sorted(a, b, true);
    return this.range(reached[steps] as NearExtremes, (_, y) => y >= steps, any, any);
  }

  range(extremes: NearExtremes, counted: Counted, low: Build, high: Build): CountRange {
    const least = this.#limit(extremes.low, counted, 1, low);
    const most = this.#limit(extremes.high, counted, -1, high);
    return { low: least, high: most, lowShare: least, highShare: most };
  }

  #limit(extreme: NearExtremes['low'], counted: Counted, sign: 1 | -1, build: Build): CountLimit {
    const [before, after] = [this.#before.problem, this.#after.problem];
    const { n } = after;
    // From the extreme inward.
    const values = [...extreme.keys()].sort((a, b) => sign * (a - b));
    const greedy = values[0] as number;
    const of = sign === 1 ? counted : (x: number, y: number) => !counted(x, y);
    const program = provedLeast(before, after, of, this.#pairing);
    const count = sign === 1 ? Math.max(greedy, program) : Math.min(greedy, n - program);
    const limit = { count, of: n, share: count / n };
    const found = this.#nearest(extreme, values, count, counted, sign, build);
    if (found === null) return { ...limit, reached: false, witness: null, nearest: null };
    const { value, witness } = found;
    return value === count
      ? { ...limit, reached: true, witness: this.#witnesses ? witness : null, nearest: null }
      : { ...limit, reached: false, witness: null, nearest: { count: value, witness } };
  }

  /** A data set with every printed figure whose number comes nearest to the proved limit. */
  #nearest(
    extreme: NearExtremes['low'],
    values: readonly number[],
    enough: number,
    counted: Counted,
    sign: 1 | -1,
    build: Build,
  ): { readonly value: number; readonly witness: JointTable } | null {
    let best: { readonly value: number; readonly witness: JointTable } | null = null;
    const tries = values.flatMap((value) =>
      (extreme.get(value) ?? []).map((pair) => ({ value, pair })),
    );
    for (const { value, pair } of tries.slice(0, mostTries)) {
      // A pair cannot do better than its own extreme.
      if (best !== null && sign * (best.value - value) <= 0) break;
      const witness = this.#steered(pair, value, counted, sign, build);
      if (witness === null) continue;
      const reached = countOf(witness, counted);
      if (best === null || sign * (reached - best.value) < 0) best = { value: reached, witness };
      if (best.value === enough) break;
    }
    return best;
  }

  #steered(
    [i, j]: Pair,
    value: number,
    counted: Counted,
    sign: 1 | -1,
    build: Build,
  ): JointTable | null {
    const window = this.#allowed(i, j);
    if (window === null) return null;
    const start = build(rowOf(this.#before, i), rowOf(this.#after, j), value);
    const found = steer(start, window, counted, sign);
    if (found !== null && !fits(found, this.#before.problem, this.#after.problem))
      throw new Error('exchanges left the printed figures: the construction is wrong');
    return found;
  }
}

function countOf({ table }: JointTable, counted: Counted): number {
  let count = 0;
  table.forEach((row, x) => {
    row.forEach((patients, y) => {
      if (counted(x, y)) count += patients;
    });
  });
  return count;
}

function momentsOf(
  before: Marginals,
  after: Marginals,
  left: ConstrainedPairs,
  allowed: Allowed,
  witnesses: boolean,
): MomentBounds {
  const build: Pairing = ({ before: i, after: j }, rising) => {
    const window = allowed(i, j);
    if (window === null) return { reached: false, witness: null };
    const products = rising ? window.high : window.low;
    const start = sorted(rowOf(before, i), rowOf(after, j), rising);
    const witness = steer(start, { low: products, high: products }, () => false, 1);
    return { reached: witness !== null, witness: witnesses ? witness : null };
  };
  return limitsOfMoments({ before }, left.moments, build, () => signOf(before, after, left));
}

/** Over every pairing of the data sets that are left: proved, and not known to be reached. */
function signOf(before: Marginals, after: Marginals, left: ConstrainedPairs) {
  const [first, second] = [onlyRows(before, left.before), onlyRows(after, left.after)];
  const width = before.scores + 1;
  const { low, high } = signExtremes(
    first,
    second,
    envelopeOf(first.fewer, width, 0, first.size),
    blocksOf(second.fewer, width, second.size),
  );
  const limit = ({
    value: logValue,
  }: {
    readonly value: number;
  }): RealLimit & { logValue: number } => ({
    value: Math.exp(logValue),
    logValue,
    reached: false,
    witness: null,
    sums: null,
  });
  return { low: limit(low), high: limit(high) };
}

function onlyRows(marginals: Marginals, rows: ReadonlySet<number>): Marginals {
  const { scores } = marginals;
  const order = [...rows].sort((a, b) => a - b);
  const pick = (from: Int32Array, width: number) => {
    const into = new Int32Array(order.length * width);
    order.forEach((row, at) => {
      into.set(from.subarray(row * width, (row + 1) * width), at * width);
    });
    return into;
  };
  return {
    ...marginals,
    size: order.length,
    counts: pick(marginals.counts, scores),
    fewer: pick(marginals.fewer, scores + 1),
    sums: Float64Array.from(order, (row) => marginals.sums[row] as number),
    squares: Float64Array.from(order, (row) => marginals.squares[row] as number),
  };
}
