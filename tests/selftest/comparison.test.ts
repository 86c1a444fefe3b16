import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compare, relativeError } from '../../src/selftest/comparison.ts';
import { compareDistributions } from '../../src/selftest/distributions.ts';
import { compareMethods } from '../../src/selftest/methods.ts';
import { parseDistributions, parseMethodCases } from '../../src/selftest/reference-file.ts';
import { families } from '../../src/selftest/selftest.ts';

describe('a relative error', () => {
  it('is the difference over the expected value, or over the floor where that is larger', () => {
    expect(relativeError(1.5, 1)).toBe(0.5);
    expect(relativeError(-1.5, -1)).toBe(0.5);
    expect(relativeError(0.25, 0)).toBe(0.25);
    expect(relativeError(0, 0.5, 2)).toBe(0.25);
    expect(relativeError(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)).toBe(0);
  });

  it('of what is no number is infinite: it never agrees', () => {
    expect(relativeError(Number.NaN, 1)).toBe(Number.POSITIVE_INFINITY);
    const pair = { what: 'x', expected: 1, actual: Number.NaN, error: Number.POSITIVE_INFINITY };
    expect(compare([pair], 1)).toEqual({
      values: 1,
      largestRelativeError: null,
      limit: 1,
      agrees: false,
      disagreements: [{ what: 'x', expected: 1, actual: null }],
    });
  });
});

describe('a point of a distribution', () => {
  const point = { fn: 'norm.cdf', args: [0], value: '0.5', region: 'core' as const };

  it('agrees up to its limit, and not beyond', () => {
    const off = (relative: number) => ({ ...point, value: String(0.5 * (1 + relative)) });
    expect(compareDistributions([off(9e-13)])[0]?.agrees).toBe(true);
    expect(compareDistributions([off(2e-12)])[0]).toMatchObject({
      function: 'norm.cdf',
      limit: 1e-12,
      agrees: false,
      disagreements: [{ what: 'norm.cdf(0)', actual: 0.5 }],
    });
  });

  it('outside of the domain of its function disagrees', () => {
    const outside = { ...point, fn: 't.cdf', args: [1, -1] };
    expect(compareDistributions([outside])[0]).toMatchObject({
      agrees: false,
      largestRelativeError: null,
    });
  });

  it('of a function that is not here is not compared', () => {
    expect(compareDistributions([{ ...point, fn: 'tukey.cdf' }])).toEqual([]);
  });
});

describe('a case of a method', () => {
  // 171 patients, 4.33 ± 0.85: SE 0.85/√171.
  const input = { n: 171, mean: 4.33, sd: 0.85 };
  const one = {
    id: 'mean_z/a',
    method: 'mean_z',
    input,
    expected: { estimate: 4.33 } as Record<string, unknown>,
  };
  const compared = (expected: object) =>
    compareMethods('single_mean', [{ ...one, expected: { ...expected } }])[0];

  it('agrees to 1e-9, and to 1e-12 near zero', () => {
    const se = 0.06500112459665917; // 0.85/√171 to 30 digits, rounded
    expect(compared({ se: se * (1 + 5e-10), ci_low: 4.33 - 1.959963984540054 * se })).toMatchObject(
      { values: 2, agrees: true },
    );
    expect(compared({ se: se * (1 + 2e-9), ci_low: 0 })?.disagreements).toHaveLength(2);
    const zero = { ...one, input: { ...input, mean: 0 } };
    const near = (estimate: number) =>
      compareMethods('x', [{ ...zero, expected: { estimate, ci_low: -1.959963984540054 * se } }])[0]
        ?.agrees;
    expect(near(9e-13)).toBe(true);
    expect(near(2e-12)).toBe(false);
  });

  it('with limits where none are expected disagrees, as one that the method refuses', () => {
    expect(compared({ estimate: 4.33 })?.disagreements).toMatchObject([
      { what: 'mean_z/a: ci_low, where none is expected', expected: null },
    ]);
    const refused = { ...one, input: { ...input, sd: -1 } };
    expect(compareMethods('x', [refused])[0]?.disagreements).toEqual([
      { what: 'mean_z/a: estimate', expected: 4.33, actual: null },
    ]);
    const broken = { ...one, method: 'goodman', input: { counts: 7 } };
    expect(compareMethods('x', [broken])[0]?.agrees).toBe(false);
  });
});

describe('a file of reference values', () => {
  it('is refused with the place of what is wrong', () => {
    const refused: [(text: string) => unknown, string, RegExp][] = [
      [parseDistributions, '', /JSON/],
      [parseDistributions, 'null', /Expected Object/],
      [parseDistributions, '{"cases": []}', /cases: has no cases/],
      [
        parseDistributions,
        '{"cases": [{ "fn": "t.cdf", "args": [1], "value": "x", "region": "core" }]}',
        /cases\.0\.value: is no decimal/,
      ],
      [parseMethodCases, '{"family": "x", "cases": [{ "id": "a" }]}', /cases\.0\.method/],
      [parseMethodCases, '{"family": "x"}', /cases/],
    ];
    for (const [parse, text, message] of refused) expect(() => parse(text)).toThrow(message);
  });
});

describe('the files that are shipped', () => {
  it('are those that selftest reads', () => {
    const shipped = readdirSync('data/reference').sort();
    expect(shipped).toEqual(families.map((family) => `${family}.json`).sort());
  });
});
