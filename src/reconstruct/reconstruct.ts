import type { Rational } from '../numeric/rational.ts';
import { TooLargeError } from './errors.ts';
import { type Lattice, pieces, restore } from './lattice.ts';
import { Layers } from './layers.ts';
import { below, type RandomSource, xoshiro128 } from './random.ts';
import { type Counted, countByTable, drawByTable, tallyByTable } from './table-answers.ts';
import { countByWalk, placings, placingsAt, type Tally, tallyByWalk } from './tally.ts';
import type { SampleProblem } from './targets.ts';
import { expectsLargeCount, planWork, type WorkPlan } from './work.ts';

/** How often a score occurs over all data sets with the printed figures. */
export interface ScoreFrequency {
  readonly score: number;
  /** Mean over all data sets, each counted once: not a likelihood. null when there is none. */
  readonly mean: number | null;
  readonly least: number | null;
  readonly greatest: number | null;
}

/** What holds over all data sets with the printed figures. */
export interface Frequencies {
  readonly count: bigint;
  /** Lowest score first. */
  readonly scores: readonly ScoreFrequency[];
}

/**
 * How an exact count of this problem would be made; `engine: 'none'` when it is out of reach.
 * Costs microseconds to milliseconds.
 *
 * @example
 * workPlan(sampleProblem({ mean: '1.72', sd: '0.57', n: 171, scale: { min: 1, max: 5, step: 1 } })).engine // → "walk"
 */
export function workPlan(problem: SampleProblem): WorkPlan {
  const plans = pieces(problem).map(planWork);
  const walkMilliseconds = plans.reduce((sum, plan) => sum + plan.walkMilliseconds, 0);
  const [first = { engine: 'walk' as const }] = plans;
  if (plans.some(({ engine }) => engine === 'none'))
    return { engine: 'none', milliseconds: null, megabytes: null, walkMilliseconds };
  return {
    engine: plans.find(({ engine }) => engine !== 'walk')?.engine ?? first.engine,
    milliseconds: plans.reduce((sum, plan) => sum + (plan.milliseconds ?? 0), 0),
    megabytes: Math.max(1, ...plans.map((plan) => plan.megabytes ?? 0)),
    walkMilliseconds,
  };
}

/**
 * How many data sets (counts of every score) have the printed figures. Exact at any size; never
 * lists them.
 *
 * @throws TooLargeError at once when an exact count is out of reach; `exists` still answers
 *
 * @example
 * String(countDataSets(sampleProblem({ mean: '1.72', sd: '0.57', n: 171, scale: { min: 1, max: 5, step: 1 } }))) // → "6"
 */
export function count(problem: SampleProblem): bigint {
  let total = 0n;
  for (const [piece, { engine }] of planned(problem)) {
    if (engine === 'walk') total += countByWalk(piece);
    else if (engine === 'table') total += tableOf(piece).total;
    else total += new Layers(piece).total;
  }
  return total;
}

/**
 * Mean, least and greatest frequency of every score over all data sets, without listing them.
 *
 * @throws TooLargeError at once when that is out of reach; `exists` still answers
 *
 * @example
 * scoreFrequencies(sampleProblem({ mean: '1.72', sd: '0.57', n: 171, scale: { min: 1, max: 5, step: 1 } })).scores[0]?.greatest // → 58
 */
export function frequencies(problem: SampleProblem): Frequencies {
  const size = problem.top + 1;
  let total = 0n;
  const parts: { readonly piece: Lattice; readonly tally: Tally }[] = [];
  for (const [piece, { engine }] of planned(problem)) {
    const tally = tallyOf(piece, engine);
    if (tally.count === 0n) continue;
    parts.push({ piece, tally });
    total += tally.count;
  }
  const scores = Array.from({ length: size }, (_, u): ScoreFrequency => {
    const score = scoreOf(problem, u);
    if (total === 0n) return { score, mean: null, least: null, greatest: null };
    let [mean, least, greatest] = [0, problem.n, 0];
    for (const { piece, tally } of parts) {
      const i = u - piece.first;
      const certain = piece.base?.[u] ?? 0;
      const share = Number(tally.count) / Number(total);
      mean += share * (certain + (tally.mean[i] ?? 0));
      least = Math.min(least, certain + (tally.least[i] ?? 0));
      greatest = Math.max(greatest, certain + (tally.greatest[i] ?? 0));
    }
    return { score, mean, least, greatest };
  });
  return { count: total, scores };
}

/**
 * Every data set with the printed figures, one after another in constant memory, as counts of every
 * score, lowest first. The same array is given each time: copy what you keep. The generator can be
 * left at any point.
 *
 * @example
 * [...listDataSets(sampleProblem({ mean: '1.72', sd: '0.57', n: 171, scale: { min: 1, max: 5, step: 1 } }))].length // → 6
 */
export function* list(problem: SampleProblem): Generator<Int32Array> {
  if (problem.cases === null) {
    for (const piece of pieces(problem)) yield* placings(piece);
    return;
  }
  const counts = new Int32Array(problem.top + 1);
  for (const piece of pieces(problem))
    for (const placing of placings(piece)) {
      restore(piece, placing, counts);
      yield counts;
    }
}

/**
 * Data sets drawn uniformly at random, with replacement, from all that have the printed figures.
 *
 * @param size how many to draw
 * @param seed a whole number ≥ 0; the same seed draws the same data sets (xoshiro128**)
 * @returns counts of every score for each draw; none when no data set has the figures
 * @throws TooLargeError at once when that is out of reach; `exists` still answers
 *
 * @example
 * sampleDataSets(sampleProblem({ mean: '1.72', sd: '0.57', n: 171, scale: { min: 1, max: 5, step: 1 } }), 3, 1).length // → 3
 */
export function sample(problem: SampleProblem, size: number, seed: number): Int32Array[] {
  const random = xoshiro128(seed);
  const sources = planned(problem).map(([piece, { engine }]) => drawer(piece, engine));
  const total = sources.reduce((sum, source) => sum + source.total, 0n);
  if (total === 0n) return [];
  // First the piece of every draw, then the draws of each piece together.
  const sizes = sources.map(() => [] as number[]);
  for (let i = 0; i < size; i++) {
    let number = below(random, total);
    const at = sources.findIndex((source) => {
      if (number < source.total) return true;
      number -= source.total;
      return false;
    });
    (sizes[at] as number[]).push(i);
  }
  const drawn = new Array<Int32Array>(size);
  sources.forEach(({ piece, draw }, at) => {
    const places = sizes[at] as number[];
    draw(random, places.length).forEach((placing, k) => {
      const counts = new Int32Array(problem.top + 1);
      restore(piece, placing, counts);
      drawn[places[k] as number] = counts;
    });
  });
  return drawn;
}

interface Drawer {
  readonly piece: Lattice;
  readonly total: bigint;
  readonly draw: (random: RandomSource, size: number) => readonly Int32Array[];
}

function drawer(piece: Lattice, engine: WorkPlan['engine']): Drawer {
  if (engine === 'table') {
    const counted = tableOf(piece);
    const draw: Drawer['draw'] = (random, size) =>
      Array.from({ length: size }, () => drawByTable(piece, counted, random));
    return { piece, total: counted.total, draw };
  }
  if (engine === 'layers') {
    const layers = new Layers(piece);
    const draw: Drawer['draw'] = (random, size) =>
      Array.from({ length: size }, () => layers.draw(random));
    return { piece, total: layers.total, draw };
  }
  const total = countByWalk(piece);
  const draw: Drawer['draw'] = (random, size) => {
    // Draws as numbers in listing order, found in one walk, given back in the order drawn.
    const numbers = Array.from({ length: size }, () => below(random, total));
    const order = numbers
      .map((_, i) => i)
      .sort((a, b) => ((numbers[a] as bigint) < (numbers[b] as bigint) ? -1 : 1));
    const found = placingsAt(
      piece,
      order.map((i) => numbers[i] as bigint),
    );
    const drawn = new Array<Int32Array>(size);
    order.forEach((i, rank) => {
      drawn[i] = found[rank] as Int32Array;
    });
    return drawn;
  };
  return { piece, total, draw };
}

/** The pieces with their plans; throws before any work when one is out of reach. */
function planned(problem: SampleProblem): (readonly [Lattice, WorkPlan])[] {
  const plans = pieces(problem).map((piece) => [piece, planWork(piece)] as const);
  if (plans.some(([, { engine }]) => engine === 'none'))
    throw new TooLargeError(
      `an exact count for n = ${problem.n} on ${problem.top + 1} scores is out of reach`,
      ['exists'],
    );
  return plans;
}

function tallyOf(piece: Lattice, engine: WorkPlan['engine']): Tally {
  if (engine === 'walk') return tallyByWalk(piece);
  if (engine === 'table') return tallyByTable(piece, tableOf(piece));
  return new Layers(piece).tally();
}

function tableOf(piece: Lattice): Counted {
  return countByTable(piece, expectsLargeCount(piece));
}

/** The score u steps above the lowest, as the nearest double. */
export function scoreOf({ min, unit }: SampleProblem, u: number): number {
  const numerator = min.numerator * unit.denominator + BigInt(u) * unit.numerator * min.denominator;
  return toNumber({ numerator, denominator: min.denominator * unit.denominator });
}

/** Steps in points, as the nearest double. */
export function pointsOf({ unit }: SampleProblem, steps: number): number {
  return (steps * Number(unit.numerator)) / Number(unit.denominator);
}

/** The double nearest to a fraction of moderate size: both parts are exact doubles there. */
function toNumber({ numerator, denominator }: Rational): number {
  return Number(numerator) / Number(denominator);
}
