import { describe, expect, it } from 'vitest';
import { scoredAtLeast } from '../../src/reconstruct/scored.ts';
import { sampleProblem } from '../../src/reconstruct/targets.ts';
import { countVectors, meanPrintsAs, momentsOf, sdPrintsAs } from './enumerate.ts';

describe('how many can have scored at least so much', () => {
  it('is proved and reached for every small design', () => {
    const [n, top] = [6, 5];
    const all = [...countVectors(n, top + 1)];
    const figures = new Map(
      all.map((counts) => {
        const { sum, squares } = momentsOf(counts);
        const mean = Math.round((10 * sum) / n);
        const sd = Math.round(10 * Math.sqrt((squares - sum ** 2 / n) / (n - 1)));
        return [`${mean} ${sd}`, [mean, sd] as const];
      }),
    );
    for (const [mean, sd] of figures.values()) {
      const fitting = all.filter((counts) => {
        const moments = momentsOf(counts);
        return meanPrintsAs(moments, mean, 1) && sdPrintsAs(moments, sd, 1);
      });
      const problem = sampleProblem({
        mean: (mean / 10).toFixed(1),
        sd: (sd / 10).toFixed(1),
        n,
        scale: { min: 0, max: top, step: 1 },
      });
      for (const score of [1, 3, 5]) {
        const those = fitting.map((counts) => counts.slice(score).reduce((a, b) => a + b, 0));
        const { low, high } = scoredAtLeast(problem, score);
        expect(low.reached).toBe(Math.min(...those));
        expect(high.reached).toBe(Math.max(...those));
        expect(low.proved).toBeLessThanOrEqual(Math.min(...those));
        expect(high.proved).toBeGreaterThanOrEqual(Math.max(...those));
      }
    }
  });

  it('leaves 27 to 170 of 171 patients followed for more than 12 months (25.4 ± 32.1, 3–165)', () => {
    const followUp = sampleProblem({
      mean: '25.4',
      sd: '32.1',
      n: 171,
      scale: { min: 3, max: 165, step: 1 },
      facts: { range: { low: '3', high: '165' } },
    });
    const { low, high } = scoredAtLeast(followUp, 13);
    expect([low.proved, low.reached]).toEqual([26, 27]);
    expect(high).toEqual({ proved: 170, reached: 170 });
  });
});
