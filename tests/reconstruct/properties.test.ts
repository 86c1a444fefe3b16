import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Rounding, roundings } from '../../src/numeric/decimal.ts';
import { boundChange } from '../../src/reconstruct/bound-change.ts';
import { exists, findDataSet } from '../../src/reconstruct/exists.ts';
import { sampleProblem } from '../../src/reconstruct/targets.ts';
import { has } from '../../src/reconstruct/witness.ts';

/** RECONSTRUCT_RUNS=100000 for the long run. */
const runs = Number(process.env.RECONSTRUCT_RUNS ?? 2_000);

interface Fraction {
  readonly num: bigint;
  readonly den: bigint;
}

/**
 * ⌊√(num/den) · scale⌋ and whether that is exact, so that printing an SD never passes through a
 * double.
 */
function scaledRoot({ num, den }: Fraction, scale: bigint): { floor: bigint; exact: boolean } {
  const target = num * scale * scale;
  let root = BigInt(Math.floor(Math.sqrt(Number(target / den))));
  while (root * root * den > target) root--;
  while ((root + 1n) ** 2n * den <= target) root++;
  return { floor: root, exact: root * root * den === target };
}

/** Digits kept of a number in tenths of the last place, below and whether more follows. */
function round(tenths: bigint, exact: boolean, rounding: Rounding): bigint {
  const digits = tenths / 10n;
  const rest = tenths % 10n;
  if (rounding === 'truncate') return digits;
  const up = rest > 5n || (rest === 5n && !exact);
  const tie = rest === 5n && exact;
  if (up) return digits + 1n;
  if (!tie) return digits;
  return rounding === 'half-even' ? digits + (digits % 2n) : digits + 1n;
}

function print(digits: bigint, decimals: number): string {
  const text = digits.toString().padStart(decimals + 1, '0');
  return decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
}

/** Mean and SD of scores on 0, unit, 2·unit …, printed by a rounding rule, in whole numbers. */
function printed(
  scores: readonly number[],
  unit: Fraction,
  rounding: Rounding,
  decimals: number,
  divisor: bigint,
) {
  const n = BigInt(scores.length);
  const sum = scores.reduce((total, u) => total + BigInt(u), 0n);
  const squares = scores.reduce((total, u) => total + BigInt(u) ** 2n, 0n);
  const tens = 10n ** BigInt(decimals + 1);
  const mean = { num: sum * unit.num * tens, den: n * unit.den };
  const variance = {
    num: (n * squares - sum * sum) * unit.num ** 2n,
    den: n * divisor * unit.den ** 2n,
  };
  const root = scaledRoot(variance, tens);
  return {
    mean: print(round(mean.num / mean.den, mean.num % mean.den === 0n, rounding), decimals),
    sd: print(round(root.floor, root.exact, rounding), decimals),
  };
}

const design = fc.record({
  top: fc.integer({ min: 1, max: 12 }),
  seeds: fc.array(fc.nat(1_000_000), { minLength: 2, maxLength: 60 }),
  decimals: fc.integer({ min: 0, max: 3 }),
  rule: fc.constantFrom<Rounding>('half', 'half-up', 'half-even', 'truncate'),
  step: fc.constantFrom('1', '0.5', '0.25', '2'),
  items: fc.integer({ min: 1, max: 3 }),
  population: fc.boolean(),
});

const steps = { '1': [1n, 1n], '0.5': [1n, 2n], '0.25': [1n, 4n], '2': [2n, 1n] } as const;

describe('a data set and its own rounded figures', () => {
  it('are always found possible together, under the rule that printed them and under any', () => {
    fc.assert(
      fc.property(design, ({ top, seeds, decimals, rule, step, items, population }) => {
        const [num, den] = steps[step as keyof typeof steps];
        const unit = { num, den: den * BigInt(items) };
        const scores = seeds.map((seed) => seed % (top * items + 1));
        const divisor = BigInt(population ? seeds.length : seeds.length - 1);
        const figures = printed(scores, unit, rule, decimals, divisor);
        const max = `${(top * Number(num)) / Number(den)}`;
        for (const rounding of [rule, 'any'] as const) {
          const problem = sampleProblem({
            ...figures,
            n: scores.length,
            scale: { min: 0, max, step, items },
            sdKind: population ? 'population' : 'sample',
            rounding,
          });
          const counts = new Array<number>(problem.top + 1).fill(0);
          for (const u of scores) counts[u] = (counts[u] as number) + 1;
          expect(has(counts, problem)).toBe(true);
          expect(exists(problem)).toBe(true);
          const found = findDataSet(problem);
          expect(found !== null && has(found, problem)).toBe(true);
        }
      }),
      { numRuns: runs, seed: 4 },
    );
  });

  it('are within every bound on the change between two of them', () => {
    const pair = fc.record({
      top: fc.integer({ min: 1, max: 4 }),
      patients: fc.array(fc.tuple(fc.nat(1_000), fc.nat(1_000)), { minLength: 2, maxLength: 25 }),
      decimals: fc.integer({ min: 1, max: 2 }),
    });
    fc.assert(
      fc.property(pair, ({ top, patients, decimals }) => {
        const unit = { num: 1n, den: 1n };
        const n = patients.length;
        const before = patients.map(([pre]) => pre % (top + 1));
        const after = patients.map(([, post]) => post % (top + 1));
        const figures = (scores: number[]) =>
          printed(scores, unit, 'half-even', decimals, BigInt(n - 1));
        const bounds = boundChange({
          scale: { min: 0, max: top, step: 1 },
          before: { ...figures(before), n },
          after: { ...figures(after), n },
        });
        const changes = before.map((pre, i) => (after[i] as number) - pre);
        for (const { steps: k, low, high } of bounds.higher) {
          const those = changes.filter((change) => change >= k).length;
          expect(low.count <= those && those <= high.count).toBe(true);
        }
        for (const { steps: k, low, high } of bounds.lower) {
          const those = changes.filter((change) => -change >= k).length;
          expect(low.count <= those && those <= high.count).toBe(true);
        }
        const mean = changes.reduce((a, b) => a + b, 0) / n;
        const variance = changes.reduce((sum, c) => sum + (c - mean) ** 2, 0) / (n - 1);
        const sd = bounds.moments?.sdChange;
        expect(sd?.low.value as number).toBeLessThanOrEqual(Math.sqrt(variance) + 1e-9);
        expect(sd?.high.value as number).toBeGreaterThanOrEqual(Math.sqrt(variance) - 1e-9);
      }),
      { numRuns: Math.ceil(runs / 4), seed: 5 },
    );
  });
});

describe('rounding rules', () => {
  it('are all accepted, and `any` allows whatever another allows', () => {
    const scale = { min: 1, max: 5, step: 1 };
    for (let sum = 0; sum <= 40; sum++) {
      const mean = (1 + sum / 40).toFixed(1);
      const fits = (rounding: Rounding) =>
        exists(sampleProblem({ mean, sd: '0.4', n: 16, scale, rounding }));
      for (const rounding of roundings) if (fits(rounding)) expect(fits('any')).toBe(true);
    }
  });
});
