import { expect, it } from 'vitest';
import { grimmer } from '../../src/checks/samples/grimmer.ts';

// Anaya's own figures for figure 1 of "The GRIMMER test" (2016), from the repository of the paper,
// github.com/OmnesRes/GRIMMER, for_figure1.txt, as figure1_data.py makes them: of the hundred SDs with
// two decimals in [0, 1), [1, 2) …, how many no n whole numbers can have, on average over the n means
// k/n of two decimals. From sizes where a mean is half-way between two printed ones (multiples of 8)
// binary numbers decide there; those are left out.
const figure1: readonly (readonly [n: number, impossible: readonly number[]])[] = [
  [5, [98, 94, 90, 86, 82, 78, 74, 70, 66, 62, 58, 54, 50, 46, 42, 38, 34, 30, 26, 22]],
  [7, [97, 91, 85, 79, 513 / 7, 67, 61, 55, 49, 303 / 7, 37, 31, 25, 19, 13, 7, 9 / 7, 0]],
  [9, [96.22222222222223, 88, 80, 72, 64, 56.22222222222222, 48, 40, 32, 24, 16, 8, 1, 0]],
  [10, [95.7, 86.8, 77.4, 68.6, 59.4, 50.8, 41.5, 32.5, 23.5, 14.5, 5.7, 0.1, 0]],
  [20, [91.45, 71.65, 52.65, 33.35, 14.75, 0.7, 0]],
  [28, [88, 59.607142857142854, 32.67857142857143, 6.928571428571429, 0]],
  [50, [78.72, 26.8, 0.04, 0]],
  [75, [67.05333333333333, 4.76, 0]],
  [99, [56.23232323232323, 0.04040404040404041, 0]],
];

const meansOf = (n: number) =>
  Array.from({ length: n }, (_, k) => (Math.round((100 * k) / n) / 100).toFixed(2));
const sdsFrom = (whole: number) =>
  Array.from({ length: 100 }, (_, i) => (whole + i / 100).toFixed(2));
const isPossible = (mean: string, sd: string, n: number) =>
  grimmer({ mean, sd, n }, { rounding: 'half-up' }).possible;

const impossibleOf = (n: number, whole: number) =>
  meansOf(n).reduce(
    (sum, mean) => sum + sdsFrom(whole).filter((sd) => !isPossible(mean, sd, n)).length,
    0,
  ) / n;

it.each(figure1)(
  'figure 1 of the GRIMMER paper, n = %i: the same from an SD of 1 on',
  (n, shares) => {
    const ours = shares.map((_, whole) => impossibleOf(n, whole));
    expect(ours[0]).toBeGreaterThanOrEqual(shares[0] as number);
    for (const [whole, share] of shares.entries()) {
      if (whole > 0) expect(ours[whole]).toBeCloseTo(share, 9);
    }
  },
);

// Below 1 the paper's table has two of 900 more that pass at n = 9: a mean and an SD of which no data
// set has both, as going through all sets of nine numbers shows. Such an SD needs none beyond ±3.
it('and below 1 those that going through all data sets leaves: 868 of 900 at n = 9, not 866', () => {
  const n = 9;
  const found = new Set<string>();
  const visit = (value: number, left: number, sum: number, squares: number): void => {
    if (value === 4 || left === 0) {
      const [total, all] = [sum + left * value, squares + left * value ** 2];
      const sd = Math.sqrt((all - total ** 2 / n) / (n - 1));
      if (total >= 0 && total < n) found.add(`${meansOf(n)[total]} ${sd.toFixed(2)}`);
      return;
    }
    for (let k = 0; k <= left; k++)
      visit(value + 1, left - k, sum + k * value, squares + k * value ** 2);
  };
  visit(-3, n, 0, 0);
  const pairs = meansOf(n).flatMap((mean) => sdsFrom(0).map((sd) => [mean, sd] as const));
  const possible = pairs.filter(([mean, sd]) => isPossible(mean, sd, n));
  expect(possible.map((pair) => pair.join(' '))).toEqual(
    pairs.map((pair) => pair.join(' ')).filter((pair) => found.has(pair)),
  );
  expect(pairs.length - possible.length).toBe(868);
});
