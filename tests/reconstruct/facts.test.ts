import { describe, expect, it } from 'vitest';
import { exists } from '../../src/reconstruct/exists.ts';
import type { PrintedFacts, QuantileType } from '../../src/reconstruct/facts.ts';
import { pieces } from '../../src/reconstruct/lattice.ts';
import { Layers } from '../../src/reconstruct/layers.ts';
import { count, frequencies, list } from '../../src/reconstruct/reconstruct.ts';
import { sampleProblem } from '../../src/reconstruct/targets.ts';
import { countVectors, meanPrintsAs, momentsOf, sdPrintsAs } from './enumerate.ts';

const expand = (counts: readonly number[]) => counts.flatMap((c, u) => Array<number>(c).fill(u));

/** Quantiles in quarters of a step times 4n, by the definitions of Hyndman & Fan (1996). */
function quantile(scores: readonly number[], quarter: number, type: QuantileType): number {
  const n = scores.length;
  const at = (rank: number) => scores[Math.min(n, Math.max(1, rank)) - 1] as number;
  if (type === 2) {
    const np = (n * quarter) / 4;
    return Number.isInteger(np) ? (at(np) + at(np + 1)) / 2 : at(Math.ceil(np));
  }
  const h =
    type === 5
      ? (n * quarter) / 4 + 0.5
      : type === 6
        ? ((n + 1) * quarter) / 4
        : ((n - 1) * quarter) / 4 + 1;
  const j = Math.floor(h);
  return at(j) + (h - j) * (at(j + 1) - at(j));
}

const printsAs = (value: number, text: string) => Math.abs(value - Number(text)) <= 0.05 + 1e-9;

function holds(counts: readonly number[], facts: PrintedFacts): boolean {
  const scores = expand(counts);
  const inRange = (value: number | undefined, text: string | undefined) =>
    text === undefined || value === Number(text);
  const { within, range, median, quartiles } = facts;
  return (
    (!within || scores.every((u) => u >= Number(within[0]) && u <= Number(within[1]))) &&
    inRange(scores[0], range?.low) &&
    inRange(scores.at(-1), range?.high) &&
    (median === undefined || printsAs(quantile(scores, 2, 7), median)) &&
    (quartiles?.low === undefined ||
      printsAs(quantile(scores, 1, quartiles.type), quartiles.low)) &&
    (quartiles?.high === undefined ||
      printsAs(quantile(scores, 3, quartiles.type), quartiles.high)) &&
    (facts.counts ?? []).every(({ scored, score, n }) => {
      const those = scores.filter((u) =>
        scored === 'exactly'
          ? u === score
          : scored === 'atLeast'
            ? u >= Number(score)
            : u <= Number(score),
      ).length;
      return typeof n === 'number' ? those === n : those >= n.low && those <= n.high;
    })
  );
}

const someFacts: readonly PrintedFacts[] = [
  { median: '2.0' },
  { median: '2.5' },
  { median: '1.0', range: { low: '0', high: '4' } },
  { range: { low: '1' } },
  { range: { high: '3' } },
  { within: [1, 4] },
  { counts: [{ scored: 'exactly', score: 2, n: 3 }] },
  { counts: [{ scored: 'atLeast', score: 3, n: 2 }] },
  { counts: [{ scored: 'atMost', score: 1, n: { low: 2, high: 4 } }] },
  {
    counts: [
      { scored: 'exactly', score: 0, n: 0 },
      { scored: 'atLeast', score: 4, n: 1 },
    ],
  },
  { counts: [{ scored: 'exactly', score: 1, n: 20 }] },
  ...([2, 5, 6, 7] as const).flatMap((type): PrintedFacts[] => [
    { quartiles: { low: '1.0', high: '3.0', type } },
    { quartiles: { low: '1.5', type } },
    { quartiles: { high: '3.5', type }, median: '2.0' },
    { quartiles: { low: '0.8', high: '3.3', type } },
  ]),
];

describe('further printed facts, against complete enumeration', () => {
  for (const n of [5, 6, 7, 8])
    it(`hold in the data sets found and in no others, n = ${n} on 0–5`, () => {
      const all = [...countVectors(n, 6)].map((counts) => ({ counts, moments: momentsOf(counts) }));
      for (const facts of someFacts)
        for (const [mean, sd] of [
          [20, 14],
          [23, 12],
          [17, 16],
          [25, 15],
        ] as const) {
          const expected = all
            .filter(({ moments }) => meanPrintsAs(moments, mean, 1) && sdPrintsAs(moments, sd, 1))
            .map(({ counts }) => counts)
            .filter((counts) => holds(counts, facts));
          const problem = sampleProblem({
            mean: (mean / 10).toFixed(1),
            sd: (sd / 10).toFixed(1),
            n,
            scale: { min: 0, max: 5, step: 1 },
            facts,
          });
          const where = `${JSON.stringify(problem.printed)}`;
          expect(count(problem), where).toBe(BigInt(expected.length));
          expect(exists(problem), where).toBe(expected.length > 0);
          const listed = Array.from(list(problem), (counts) => counts.join());
          expect(listed.sort(), where).toEqual(expected.map((counts) => counts.join()).sort());
          const layered = pieces(problem).map((piece) => new Layers(piece).tally().count);
          expect(
            layered.reduce((a, b) => a + b, 0n),
            where,
          ).toBe(BigInt(expected.length));
          if (expected.length === 0) continue;
          frequencies(problem).scores.forEach((score, u) => {
            const those = expected.map((counts) => counts[u] as number);
            expect(score.least, where).toBe(Math.min(...those));
            expect(score.greatest, where).toBe(Math.max(...those));
            const sum = those.reduce((a, b) => a + b, 0);
            expect(score.mean, where).toBeCloseTo(sum / those.length, 10);
          });
        }
    });
});

describe('wide scales under printed facts', () => {
  it('finds a data set quickly with a median, quartiles and a range on 0–100', () => {
    const problem = sampleProblem({
      mean: '47.31',
      sd: '21.06',
      n: 55,
      scale: { min: 0, max: 100, step: 1 },
      facts: {
        median: '46',
        quartiles: { low: '31', high: '62', type: 7 },
        range: { low: '4', high: '97' },
      },
    });
    expect(exists(problem)).toBe(true);
  });
});

describe('a count of a score that is printed with few decimals', () => {
  const having = (score: string | number, items = 3) =>
    exists(
      sampleProblem({
        mean: '3.67',
        sd: '0.00',
        n: 10,
        scale: { min: 1, max: 5, step: 1, items },
        facts: { counts: [{ scored: 'exactly', score, n: 10 }] },
      }),
    );

  it('is of the one score that is rounded to it: 11/3 is printed 3.67', () => {
    // All ten scored 11/3: the mean 3.667 and the SD 0. All at 10/3 would have the mean 3.33.
    expect(having('3.67')).toBe(true);
    expect(having('3.7')).toBe(true);
    expect(having(11 / 3)).toBe(true);
    expect(having('3.33')).toBe(false);
    expect(having('4')).toBe(false);
  });

  it('is refused where there is none or more than one, with the scores there are', () => {
    expect(() => having('3.6')).toThrow(
      '3.6 is no score of the scale; 3.33 and 3.67 are the nearest',
    );
    expect(() => having('5.5')).toThrow('5.5 is no score of the scale; 5 is the nearest');
    // 2/37 = 0.054, 3/37 = 0.081, 4/37 = 0.108, 5/37 = 0.135.
    expect(() => having('3.1', 37)).toThrow(
      '3.1 can be any of the scores 3.05, 3.08, 3.11, 3.14: give more decimals',
    );
  });
});
