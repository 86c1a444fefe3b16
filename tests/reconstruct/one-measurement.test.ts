import { describe, expect, it } from 'vitest';
import { exists, findDataSet } from '../../src/reconstruct/exists.ts';
import { count, frequencies, list } from '../../src/reconstruct/reconstruct.ts';
import { kurtosisOf, shapes } from '../../src/reconstruct/shape.ts';
import { sampleProblem } from '../../src/reconstruct/targets.ts';
import { has } from '../../src/reconstruct/witness.ts';
import { countVectors, meanPrintsAs, momentsOf, sdPrintsAs } from './enumerate.ts';

const text = (units: number, decimals: number) => (units / 10 ** decimals).toFixed(decimals);

describe('every design with n ≤ 8 on scales of 2 to 7 points, every printed mean and SD', () => {
  for (let size = 2; size <= 7; size++)
    it(`answers as complete enumeration does on ${size} points`, () => {
      for (let n = 2; n <= 8; n++) checkDesign(n, size, n === 7 && size === 5 ? 2 : 1);
    });
});

function checkDesign(n: number, size: number, decimals: number): void {
  const all = [...countVectors(n, size)].map((counts) => ({ counts, moments: momentsOf(counts) }));
  const place = 10 ** decimals;
  const sds = Math.ceil(((size - 1) * place) / Math.sqrt(2)) + 1;
  for (let mean = 0; mean <= (size - 1) * place; mean++) {
    const withMean = all.filter(({ moments }) => meanPrintsAs(moments, mean, decimals));
    if (withMean.length === 0) continue;
    for (let sd = 0; sd <= sds; sd++) {
      const fitting = withMean.filter(({ moments }) => sdPrintsAs(moments, sd, decimals));
      checkAnswers(
        fitting.map(({ counts }) => counts),
        sampleProblem({
          mean: text(mean, decimals),
          sd: text(sd, decimals),
          n,
          scale: { min: 0, max: size - 1, step: 1 },
        }),
      );
    }
  }
}

function checkAnswers(
  expected: readonly (readonly number[])[],
  problem: ReturnType<typeof sampleProblem>,
): void {
  const where = JSON.stringify(problem.printed);
  expect(exists(problem), where).toBe(expected.length > 0);
  expect(count(problem), where).toBe(BigInt(expected.length));
  if (expected.length === 0) return;
  const found = findDataSet(problem);
  expect(found && has(found, problem), where).toBe(true);
  const listed = Array.from(list(problem), (counts) => counts.join());
  expect(listed.sort(), where).toEqual(expected.map((counts) => counts.join()).sort());
  const { scores } = frequencies(problem);
  scores.forEach(({ mean, least, greatest }, u) => {
    const those = expected.map((counts) => counts[u] as number);
    expect(least, where).toBe(Math.min(...those));
    expect(greatest, where).toBe(Math.max(...those));
    expect(mean, where).toBeCloseTo(those.reduce((a, b) => a + b, 0) / those.length, 10);
  });
  const kurtoses = expected.map(kurtosisOf).filter((kurtosis) => kurtosis !== null);
  const shape = shapes(problem);
  if (kurtoses.length === 0) {
    expect(shape, where).toBeNull();
    return;
  }
  expect(shape?.flattest.kurtosis, where).toBeCloseTo(Math.min(...kurtoses), 10);
  expect(shape?.mostPeaked.kurtosis, where).toBeCloseTo(Math.max(...kurtoses), 10);
}
