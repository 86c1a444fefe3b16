import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enclosures } from '../../src/estimates/enclosures/index.ts';
import { findMethod, methods } from '../../src/estimates/index.ts';
import type { Estimate, Method, Need } from '../../src/estimates/method.ts';
import {
  type InputBox,
  type InputOverRounding,
  type OverRounding,
  type OverRoundingNumber,
  overRounding,
} from '../../src/estimates/over-rounding.ts';
import { ordinaryInput } from './inputs.ts';

const needsOf = ({ needs }: Method) => needs as Readonly<Record<string, Need>>;

/** Methods with an input that can be rounded; counts cannot. */
const rounded = methods.filter((method) =>
  Object.values(needsOf(method)).some(({ type }) => type === 'number' || type === 'numbers'),
);

/** Each number in the middle of an interval, cut at the method's limits; counts as they are. */
function boxAround(
  method: Method,
  input: Readonly<Record<string, unknown>>,
  half: number,
): InputBox {
  const around = ({ min, exclusiveMin, max }: Need, nominal: number): InputOverRounding => ({
    low: Math.max(nominal - half, min ?? exclusiveMin ?? -Infinity),
    high: Math.min(nominal + half, max ?? Infinity),
    nominal,
  });
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      const need = needsOf(method)[name] as Need;
      if (need.type === 'count' || need.type === 'counts') return [name, value as number];
      if (!Array.isArray(value)) return [name, around(need, value as number)];
      return [name, value.map((each: number) => around(need, each))];
    }),
  );
}

/** The inputs at a share (0 to 1) of each interval. */
function pointIn(box: InputBox, share: () => number): Record<string, unknown> {
  const pick = (input: InputOverRounding) => {
    if (typeof input === 'number') return input;
    const at = share();
    return at === 1 ? input.high : input.low + at * (input.high - input.low);
  };
  return Object.fromEntries(
    Object.entries(box).map(([name, input]) => [
      name,
      Array.isArray(input) ? input.map(pick) : pick(input as InputOverRounding),
    ]),
  );
}

/** The method at a point of the box; null where it refuses it, as quartiles that no longer rise. */
function estimateAt(method: Method, point: unknown): Estimate | null {
  try {
    return method.estimate(point);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function numbersOf({ value, se, ci, df, statistic, p, logP, details }: Estimate) {
  const named = { value, se, df, statistic, p, logP, ciLow: ci?.low, ciHigh: ci?.high };
  const byProducts = Object.entries(details ?? {}).map(([name, x]) => [`details.${name}`, x]);
  return Object.entries({ ...named, ...Object.fromEntries(byProducts) }).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
}

function rangesOf({ details, proved: _, because: __, ...ranges }: OverRounding) {
  const byProducts = Object.entries(details ?? {}).map(([name, x]) => [`details.${name}`, x]);
  return { ...ranges, ...Object.fromEntries(byProducts) } as Record<string, OverRoundingNumber>;
}

/** What double precision may differ by from the exact result, relative to the number. */
const PRECISION = 1e-11;
/** `OVER_ROUNDING=25` tries 25 times as many boxes. */
const BOXES = 2 * Number(process.env['OVER_ROUNDING'] ?? 1);
const POINTS = 50;
const corners = [0, 1, 0.5, 0.31, 0.77, 0.999];

describe('the results over the rounding of their inputs', () => {
  it.each(rounded)('$id has a formula to prove them with', ({ id }) => {
    expect(enclosures).toHaveProperty(id);
  });

  it.each(rounded)('$id gives no result outside, at many points of some boxes', (method) => {
    const shares = fc.infiniteStream(fc.constantFrom(...corners));
    const halves = fc.constantFrom(0.5, 0.05, 0.005);
    fc.assert(
      fc.property(ordinaryInput(method), shares, halves, (input, stream, half) => {
        const box = boxAround(method, input, half);
        const ranges = rangesOf(overRounding(method, box));
        for (let i = 0; i < POINTS; i++) {
          const estimate = estimateAt(
            method,
            pointIn(box, () => stream.next().value as number),
          );
          for (const [name, number] of estimate === null ? [] : numbersOf(estimate)) {
            const range = ranges[name];
            if (range === undefined || !range.proved) continue;
            const slack = PRECISION * Math.abs(number);
            expect(number).toBeGreaterThanOrEqual((range.low ?? -Infinity) - slack);
            expect(number).toBeLessThanOrEqual((range.high ?? Infinity) + slack);
          }
        }
      }),
      { numRuns: BOXES },
    );
  });
});

describe('one result over the rounding of its inputs', () => {
  const printed = (nominal: number, half = 0.05) => ({
    low: nominal - half,
    high: nominal + half,
    nominal,
  });
  const groups = {
    n1: 20,
    mean1: printed(5.2),
    sd1: printed(1.1),
    n2: 22,
    mean2: printed(4.4),
    sd2: printed(1.3),
  };
  const of = (id: string, box: InputBox) => overRounding(findMethod(id) as Method, box);

  it('is the result itself where all inputs are counts', () => {
    const { proved, value, ciLow } = of('wilson', { x: 7, n: 20 });
    expect(proved).toBe(true);
    expect([value.low, value.high]).toEqual([0.35, 0.35]);
    expect(ciLow?.low).toBe(ciLow?.high);
  });

  it('has the ends that a person finds for a difference of means', () => {
    const { value } = of('md_pooled', groups);
    expect(value.low).toBeCloseTo(0.7, 13);
    expect(value.high).toBeCloseTo(0.9, 13);
    expect(value.low).toBeLessThanOrEqual(0.7);
    expect(value.high).toBeGreaterThanOrEqual(0.9);
  });

  it('finds an extreme inside of the box: the greatest p where the means may be equal', () => {
    const equal = { ...groups, mean2: printed(5.21) };
    expect(of('md_pooled', equal).p?.high).toBe(1);
    expect(of('md_pooled', equal).statistic?.low).toBeLessThan(0);
  });

  it('has the most degrees of freedom of Welch inside the box too: N − 2', () => {
    expect(of('md_welch', groups).df?.high).toBe(40);
  });

  it('says why there is no end where an SD may be 0', () => {
    const { value } = of('d_exact', {
      ...groups,
      sd1: 0,
      sd2: { low: 0, high: 0.05, nominal: 0.01 },
    });
    expect(value.high).toBeNull();
    expect(value.reason).toMatch(/^unbounded: /);
  });

  it('has no ends where there is no result at the printed figures', () => {
    const { value, proved } = of('d_exact', { ...groups, sd1: 0, sd2: 0 });
    expect(value).toMatchObject({ low: null, high: null, nominal: null, proved: false });
    expect(value.reason).toMatch(/^undefined: /);
    expect(proved).toBe(false);
  });

  it('says when it has searched only: the exact p of two rates', () => {
    const rates = { x1: 12, t1: printed(100, 0.5), x2: 25, t2: printed(110, 0.5) };
    const { value, p, proved, because } = of('rate_ratio_exact', rates);
    expect(value.proved).toBe(true);
    expect(p?.proved).toBe(false);
    expect(proved).toBe(false);
    expect(because).toMatch(/^Not proved: /);
  });

  it('refuses a printed figure outside of its interval', () => {
    const outside = { ...groups, sd1: { low: 1, high: 2, nominal: 3 } };
    expect(() => of('md_z', outside)).toThrow(/sd1/);
  });
});

describe('an end of a proved interval', () => {
  /** The best of many points, refined around itself: an optimum that knows nothing of the proof. */
  function sampled(method: Method, box: InputBox, name: string, sense: 1 | -1): number {
    const sides = Object.keys(box).filter((each) => typeof box[each] !== 'number');
    const at = (shares: readonly number[]) => {
      let i = 0;
      const estimate = method.estimate(pointIn(box, () => shares[i++] as number));
      return sense * (numbersOf(estimate).find(([each]) => each === name)?.[1] ?? -Infinity);
    };
    let best = sides.map(() => 0.5);
    let most = at(best);
    const look = (shares: readonly number[]) => {
      const value = at(shares);
      if (value > most) [best, most] = [[...shares], value];
    };
    for (let corner = 0; corner < 2 ** sides.length; corner++) {
      look(sides.map((_, i) => (corner >> i) & 1));
    }
    for (let step = 0.5; step > 1e-8; step /= 3) {
      for (const [i] of sides.entries()) {
        for (const to of [(best[i] as number) - step, (best[i] as number) + step]) {
          look(best.with(i, Math.min(1, Math.max(0, to))));
        }
      }
    }
    return sense * most;
  }

  const names = ['value', 'se', 'ciLow', 'ciHigh', 'statistic', 'p'];
  const typical = rounded.filter(({ design, id }) => design === 'two groups' && id !== 'rom');

  it.each(typical)('$id: is reached to 1e-6 of the width', (method) => {
    const input = { n1: 24, mean1: 31.4, sd1: 8.2, n2: 19, mean2: 25.9, sd2: 6.7 };
    const box = boxAround(method, input, 0.05);
    const ranges = rangesOf(overRounding(method, box));
    for (const name of names) {
      const range = ranges[name];
      if (range?.low == null || range.high == null) continue;
      const width = range.high - range.low;
      expect(sampled(method, box, name, -1) - range.low, name).toBeLessThanOrEqual(1e-6 * width);
      expect(range.high - sampled(method, box, name, 1), name).toBeLessThanOrEqual(1e-6 * width);
    }
  });
});
