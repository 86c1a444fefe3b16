import { describe, expect, it } from 'vitest';
import { type Lattice, pieces } from '../../src/reconstruct/lattice.ts';
import { Layers } from '../../src/reconstruct/layers.ts';
import { xoshiro128, xoshiro128From } from '../../src/reconstruct/random.ts';
import { sample } from '../../src/reconstruct/reconstruct.ts';
import { countByTable, drawByTable, tallyByTable } from '../../src/reconstruct/table-answers.ts';
import { placings, type Tally, tallyByWalk } from '../../src/reconstruct/tally.ts';
import { sampleProblem } from '../../src/reconstruct/targets.ts';

function latticeOf(mean: string, sd: string, n: number, max: number): Lattice {
  const problem = sampleProblem({ mean, sd, n, scale: { min: 0, max, step: 1 } });
  return pieces(problem)[0] as Lattice;
}

describe('the three ways to count', () => {
  it.each([
    ['2.4', '1.5', 9, 6],
    ['1.1', '0.9', 12, 9],
    ['5.3', '2.9', 10, 12],
    ['0.3', '0.5', 40, 5],
    ['4.0', '2.6', 14, 8],
  ])('agree on %s ± %s, n %i on 0–%i', (mean, sd, n, max) => {
    const lattice = latticeOf(mean, sd, n, max);
    const walk = tallyByWalk(lattice);
    expect(walk.count).toBeGreaterThan(0n);
    for (const withResidues of [false, true])
      expectSame(tallyByTable(lattice, countByTable(lattice, withResidues)), walk);
    expectSame(new Layers(lattice).tally(), walk);
  });
});

function expectSame(found: Tally, expected: Tally): void {
  expect(found.count).toBe(expected.count);
  expect([...found.least]).toEqual([...expected.least]);
  expect([...found.greatest]).toEqual([...expected.greatest]);
  found.mean.forEach((mean, v) => {
    expect(mean).toBeCloseTo(expected.mean[v] as number, 10);
  });
}

/**
 * Pearson's statistic of draws over all data sets, as a standard normal deviate by Wilson and
 * Hilferty. A fixed seed makes the test certain; a deviate within ±4 is what uniform draws give in
 * all but 1 of 16,000 seeds.
 */
function deviate(drawn: readonly Int32Array[], all: readonly string[]): number {
  const seen = new Map(all.map((key) => [key, 0]));
  for (const counts of drawn) {
    const key = counts.join();
    const times = seen.get(key);
    if (times === undefined) throw new Error(`${key} was drawn and is not listed`);
    seen.set(key, times + 1);
  }
  const each = drawn.length / all.length;
  let statistic = 0;
  for (const times of seen.values()) statistic += (times - each) ** 2 / each;
  const df = all.length - 1;
  return (Math.cbrt(statistic / df) - (1 - 2 / (9 * df))) / Math.sqrt(2 / (9 * df));
}

describe('random data sets', () => {
  const draws = 40_000;

  it('are uniform over the 656 data sets of 4.30 ± 1.13', () => {
    const problem = sampleProblem({
      mean: '4.30',
      sd: '1.13',
      n: 171,
      scale: { min: 1, max: 5, step: 1 },
    });
    const all = Array.from(placings(pieces(problem)[0] as Lattice), (counts) => counts.join());
    expect(all).toHaveLength(656);
    expect(Math.abs(deviate(sample(problem, draws, 7), all))).toBeLessThan(4);
  });

  it('are uniform from the table and from the layers', () => {
    const lattice = latticeOf('5.3', '2.9', 7, 12);
    const all = Array.from(placings(lattice), (counts) => counts.join());
    const random = xoshiro128(11);
    const counted = countByTable(lattice, false);
    const byTable = Array.from({ length: draws }, () => drawByTable(lattice, counted, random));
    expect(Math.abs(deviate(byTable, all))).toBeLessThan(4);
    const layers = new Layers(lattice);
    const byLayers = Array.from({ length: draws }, () => layers.draw(random));
    expect(Math.abs(deviate(byLayers, all))).toBeLessThan(4);
  });

  it('are uniform over a union of cases: a printed median and range', () => {
    const problem = sampleProblem({
      mean: '2.1',
      sd: '1.4',
      n: 16,
      scale: { min: 0, max: 5, step: 1 },
      facts: { median: '2', range: { low: '0', high: '5' } },
    });
    const drawn = sample(problem, draws, 3);
    const all = [...new Set(drawn.map((counts) => counts.join()))];
    expect(all.length).toBeGreaterThan(10);
    expect(Math.abs(deviate(drawn, all))).toBeLessThan(4);
  });

  it('are the same for the same seed and differ for another', () => {
    const problem = sampleProblem({
      mean: '2.1',
      sd: '1.4',
      n: 30,
      scale: { min: 0, max: 5, step: 1 },
    });
    expect(sample(problem, 5, 1)).toEqual(sample(problem, 5, 1));
    expect(sample(problem, 5, 1)).not.toEqual(sample(problem, 5, 2));
    expect(() => sample(problem, 1, -1)).toThrow(RangeError);
  });

  it('come from xoshiro128** 1.1: the first outputs from the state 1, 2, 3, 4', () => {
    // By hand from the definition: 2·5 = 10, rotated by 7 is 1280, times 9 is 11520; then s1 is 0.
    const random = xoshiro128From([1, 2, 3, 4]);
    expect([random.next32(), random.next32()]).toEqual([11520, 0]);
    expect(random.next32()).toBe(5927040);
  });
});
