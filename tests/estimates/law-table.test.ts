import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { methods } from '../../src/estimates/index.ts';
import type { Estimate, Method } from '../../src/estimates/method.ts';
import { ordinaryInput } from './inputs.ts';

/** What becomes of a result when the two groups, or before and after, change places. */
type Swap = 'sign' | 'reciprocal' | 'same' | 'complement' | { readonly none: string };
/** The power of the unit of the scores in the value: 1 for points, 0 for what has no unit. */
type Unit = 0 | 1 | { readonly none: string };

interface Laws {
  readonly swap: Swap;
  readonly unit: Unit;
}

const counts = { none: 'only counts, no scores' };
const one = { none: 'one group, nothing to swap' };
const several = { none: 'the order of the groups has its own law' };
const statistic = { none: 'from statistics, which have no unit' };
const scale = { none: 'a change has a direction' };

/** The laws of each design and quantity. A new one without laws does not pass. */
const lawsOf: Readonly<Record<string, Laws>> = {
  'one mean/mean': { swap: one, unit: 1 },
  'one mean/standard-deviation': { swap: one, unit: 1 },
  'one mean/coefficient-of-variation': { swap: one, unit: 0 },
  'one mean/log-coefficient-of-variation': { swap: one, unit: 0 },
  'one group before and after/mean-change': { swap: 'sign', unit: 1 },
  'one group before and after/standardized-change': { swap: 'sign', unit: 0 },
  'one group before and after/log-ratio': { swap: 'sign', unit: 0 },
  'one group before and after/ratio': { swap: 'reciprocal', unit: 0 },
  'one group before and after/percent-change': { swap: scale, unit: 0 },
  'improvement rate/share-of-possible-gain': { swap: scale, unit: 0 },
  'one proportion/proportion': { swap: 'complement', unit: counts },
  'several proportions/proportions': { swap: several, unit: counts },
  'several proportions/p-value': { swap: several, unit: counts },
  'two groups/mean-difference': { swap: 'sign', unit: 1 },
  'two groups/standardized-difference': { swap: 'sign', unit: 0 },
  'two groups/log-ratio-of-groups': { swap: 'sign', unit: 0 },
  'two groups/common-language-effect': { swap: 'complement', unit: 0 },
  'two groups before and after/difference-of-changes': { swap: 'sign', unit: 1 },
  'two groups before and after/standardized-difference-of-changes': { swap: 'sign', unit: 0 },
  'several groups/p-value': { swap: several, unit: 0 },
  'p-value/p-value': { swap: one, unit: statistic },
  'two proportions/risk-difference': { swap: 'sign', unit: counts },
  'two proportions/risk-ratio': { swap: 'reciprocal', unit: counts },
  'two proportions/odds-ratio': { swap: 'reciprocal', unit: counts },
  'two proportions/p-value': { swap: 'same', unit: counts },
  'two proportions/association': { swap: 'sign', unit: counts },
  'two proportions/arcsine-difference': { swap: 'sign', unit: counts },
  'two proportions/number-needed-to-treat': { swap: 'sign', unit: counts },
  'paired counts/p-value': { swap: 'same', unit: counts },
  'paired counts/paired-odds-ratio': { swap: 'reciprocal', unit: counts },
  'paired counts/paired-risk-difference': { swap: 'sign', unit: counts },
  'rates/rate': { swap: one, unit: counts },
  'rates/rate-ratio': { swap: 'reciprocal', unit: counts },
  'rates/rate-difference': { swap: 'sign', unit: counts },
  'conversion/sd': { swap: several, unit: 1 },
  'conversion/se': { swap: one, unit: 1 },
  'conversion/log-of-printed-ratio': { swap: 'sign', unit: 0 },
  'conversion/mean': { swap: several, unit: 1 },
  'conversion/standardized-difference': { swap: one, unit: statistic },
  'conversion/standardized-change': { swap: one, unit: statistic },
  'conversion/log-odds-ratio': { swap: one, unit: statistic },
  'conversion/correlation': { swap: one, unit: 0 },
};

/** A standardizer from one group, or a symmetric area, has other laws than its quantity. */
const exceptions: Readonly<Record<string, Partial<Laws>>> = {
  ...Object.fromEntries(
    ['glass_delta', 'smd1', 'smd1h'].map((id) => [id, { swap: { none: 'the SD of group 2' } }]),
  ),
  ...Object.fromEntries(
    ['d_becker', 'smcr_ls', 'smcr_ls2', 'smcrh_ls', 'es_b'].map((id) => [
      id,
      { swap: { none: 'the SD before' } },
    ]),
  ),
  overlap: { swap: 'same' },
};

const keyOf = ({ design, quantity }: Method) => `${design}/${quantity}`;
const lawOf = (method: Method): Laws => ({
  ...(lawsOf[keyOf(method)] as Laws),
  ...exceptions[method.id],
});

type Input = Record<string, number | number[]>;

const partners: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['n', 'mean', 'sd', 'x', 't', 'meanPre', 'sdPre', 'meanPost', 'sdPost'].flatMap((name) => [
      [`${name}1`, `${name}2`],
      [`${name}2`, `${name}1`],
    ]),
  ),
  ...{ meanPre: 'meanPost', meanPost: 'meanPre', sdPre: 'sdPost', sdPost: 'sdPre', b: 'c', c: 'b' },
};

/** The groups, the two times, or events and others in each other's place. */
function swapped({ design }: Method, input: Input): Input {
  if ('ratioLow' in input) {
    const { ratio = 1, ratioLow = 1, ratioHigh = 1 } = input as Record<string, number>;
    return { ratio: 1 / ratio, ratioLow: 1 / ratioHigh, ratioHigh: 1 / ratioLow };
  }
  if (design === 'one proportion') {
    return { ...input, x: (input['n'] as number) - (input['x'] as number) };
  }
  return Object.fromEntries(
    Object.entries(input).map(([name, x]) => [name, input[partners[name] ?? name] ?? x]),
  );
}

const points = /^(mean|sd|se$|md$|min$|max$|q1$|q3$|median$|ciLow$|ciHigh$)/;
const UNIT = 4;

/** The same scores in another unit. A factor of 4 is exact in binary. */
const inUnit = (input: Input): Input =>
  Object.fromEntries(
    Object.entries(input).map(([name, x]) => {
      if (!points.test(name)) return [name, x];
      return [name, Array.isArray(x) ? x.map((each) => UNIT * each) : UNIT * x];
    }),
  );

const near = (actual: number | null | undefined, expected: number, name: string) =>
  expect(Math.abs((actual ?? Number.NaN) - expected), name).toBeLessThanOrEqual(
    1e-8 * Math.max(1, Math.abs(expected)),
  );

/** The law for one number, and what it makes of the two limits. */
const under = {
  sign: (x: number) => -x,
  reciprocal: (x: number) => 1 / x,
  complement: (x: number) => 1 - x,
  same: (x: number) => x,
} as const;

function expectSwapped(other: Estimate, one: Estimate, swap: keyof typeof under): void {
  const turn = under[swap];
  // Half a table with a zero: a reciprocal of 0 is none, and its limits are not comparable.
  const has = (x: number | null | undefined): x is number =>
    x !== null && x !== undefined && !(swap === 'reciprocal' && Math.abs(x) < 1e-9);
  if (has(one.value) && has(other.value)) near(other.value, turn(one.value), 'value');
  if (one.se != null && other.se != null && swap !== 'reciprocal') near(other.se, one.se, 'se');
  if (has(one.p) && has(other.p)) near(other.p, one.p, 'p');
  const [from, to] = swap === 'same' ? (['low', 'high'] as const) : (['high', 'low'] as const);
  if (one.ci && other.ci) {
    if (has(one.ci.low) && has(other.ci[from])) near(other.ci[from], turn(one.ci.low), 'low');
    if (has(one.ci.high) && has(other.ci[to])) near(other.ci[to], turn(one.ci.high), 'high');
  }
}

const runs = { numRuns: 40 };
const inputsOf = (method: Method) => ordinaryInput(method) as fc.Arbitrary<Input>;

describe('the laws of every method', () => {
  it('are declared for its design and quantity', () => {
    expect([...new Set(methods.map(keyOf))].filter((key) => !(key in lawsOf))).toEqual([]);
    const known = new Set<string>(methods.map(keyOf));
    expect(Object.keys(lawsOf).filter((key) => !known.has(key))).toEqual([]);
    const ids = new Set(methods.map(({ id }) => id));
    expect(Object.keys(exceptions).filter((id) => !ids.has(id))).toEqual([]);
  });

  const swapping = methods.filter((method) => typeof lawOf(method)?.swap === 'string');
  it.each(swapping)('$id under swapping', (method) => {
    fc.assert(
      fc.property(inputsOf(method), (input) => {
        const [one, other] = [method.estimate(input), method.estimate(swapped(method, input))];
        expectSwapped(other, one, lawOf(method).swap as keyof typeof under);
      }),
      runs,
    );
  });

  const withUnit = methods.filter((method) => typeof lawOf(method)?.unit === 'number');
  it.each(withUnit)('$id in another unit', (method) => {
    fc.assert(
      fc.property(inputsOf(method), (input) => {
        const factor = UNIT ** (lawOf(method).unit as number);
        const [one, other] = [method.estimate(input), method.estimate(inUnit(input))];
        expect(other.reason).toBe(one.reason);
        if (one.value !== null) near(other.value, factor * one.value, 'value');
        if (one.se != null) near(other.se, factor * one.se, 'se');
        if (one.ci?.low != null) near(other.ci?.low, factor * one.ci.low, 'low');
        if (one.ci?.high != null) near(other.ci?.high, factor * one.ci.high, 'high');
        if (one.p !== undefined) near(other.p, one.p, 'p');
        if (one.df !== undefined) near(other.df, one.df, 'df');
      }),
      runs,
    );
  });

  it('do not depend on the order of several groups', () => {
    for (const method of methods.filter(({ design }) => design.startsWith('several'))) {
      fc.assert(
        fc.property(inputsOf(method), (input) => {
          const turned = Object.fromEntries(
            Object.entries(input).map(([name, list]) => [
              name,
              Array.isArray(list) ? list.toReversed() : list,
            ]),
          );
          const [one, other] = [method.estimate(input), method.estimate(turned)];
          if (one.value !== null) near(other.value, one.value, method.id);
          for (const [i, part] of (one.parts ?? []).entries()) {
            const mirror = other.parts?.at(-1 - i);
            if (part.value !== null) near(mirror?.value, part.value, method.id);
            if (part.ci?.low != null) near(mirror?.ci?.low, part.ci.low, method.id);
          }
        }),
        runs,
      );
    }
  });
});
