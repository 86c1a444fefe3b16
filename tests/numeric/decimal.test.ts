import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  decimalToNumber,
  multiplyDecimals,
  parseDecimal,
  printDecimal,
  type Rounding,
  roundingInterval,
  roundings,
  subtractDecimals,
} from '../../src/numeric/decimal.ts';

/** Writes a whole number of units with a decimal point, by cutting its digits apart. */
function withPoint(units: number, decimals: number): string {
  const digits = String(units).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function halfAbove(units: number, decimals: number): string {
  return decimals === 0 ? `${units}.5` : `${withPoint(units, decimals)}5`;
}

/** Numbers below 2^32 from a linear congruential generator: the same on every run. */
function* pseudoRandom(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state;
  }
}

describe('rounding intervals', () => {
  it('have ends that are never off by a bit, for 1,000,000 decimals', () => {
    // The ends come from text alone: what rounds up to 4.30 ends at "4.30" with a 5 put after it,
    // and begins at the number one unit below with a 5 put after it.
    const random = pseudoRandom(1);
    const next = () => random.next().value as number;
    let wrong = 0;
    for (let round = 0; round < 1_000_000; round += 1) {
      const decimals = next() % 7;
      const units = next() % 10 ** (1 + (next() % 9));
      const negative = next() % 2 === 0 && units > 0;
      const text = withPoint(units, decimals);
      const far = Number(halfAbove(units, decimals));
      const near = units === 0 ? -far : Number(halfAbove(units - 1, decimals));
      const { lowNumber, highNumber } = roundingInterval(negative ? `-${text}` : text);
      if (
        negative
          ? lowNumber !== -far || highNumber !== -near
          : lowNumber !== near || highNumber !== far
      ) {
        wrong += 1;
      }
    }
    expect(wrong).toBe(0);
  });

  const ends = (text: string, rounding: Rounding) => {
    const { low, high, lowClosed, highClosed } = roundingInterval(text, rounding);
    return `${lowClosed ? '[' : '('}${printDecimal(low)}, ${printDecimal(high)}${highClosed ? ']' : ')'}`;
  };

  it.each([
    ['4.30', 'half', '[4.295, 4.305]'],
    ['4.30', 'half-up', '[4.295, 4.305)'],
    ['4.30', 'half-even', '[4.295, 4.305]'],
    ['4.31', 'half-even', '(4.305, 4.315)'],
    ['4.30', 'truncate', '[4.300, 4.310)'],
    ['4.30', 'any', '[4.295, 4.310)'],
    ['-0.85', 'half', '[-0.855, -0.845]'],
    ['-0.85', 'half-up', '[-0.855, -0.845]'],
    ['-0.85', 'truncate', '(-0.860, -0.850]'],
    ['-0.85', 'any', '(-0.860, -0.845]'],
    ['0.0', 'half', '[-0.05, 0.05]'],
    ['0.0', 'half-up', '[-0.05, 0.05)'],
    ['0.0', 'truncate', '(-0.10, 0.10)'],
    ['0.0', 'any', '(-0.10, 0.10)'],
    ['16.4', 'half', '[16.35, 16.45]'],
    ['4e2', 'half', '[350, 450]'],
  ] as const)('of %s under %s are %s', (text, rounding, expected) => {
    expect(ends(text, rounding).replace(/(\d+)e1/g, '$10')).toBe(expected);
  });

  it('hold every decimal that rounds to the text, and its own value, under every rule', () => {
    // Cutting and rounding are done on the digits of the finer number, written as text.
    fc.assert(
      fc.property(fc.integer({ min: -99999, max: 99999 }), (thousandths) => {
        const digits = String(Math.abs(thousandths)).padStart(4, '0');
        const sign = thousandths < 0 ? -1 : 1;
        const cut = Number(digits.slice(0, -1));
        const last = Number(digits.slice(-1));
        const away = last >= 5 ? cut + 1 : cut;
        const even = last > 5 || (last === 5 && cut % 2 === 1) ? cut + 1 : cut;
        const fine = { units: BigInt(thousandths), decimals: 3 };
        const holds = (units: number, rounding: Rounding) => {
          const printed = { units: BigInt(sign * units), decimals: 2 };
          const { low, high, lowClosed, highClosed } = roundingInterval(printed, rounding);
          const [below, above] = [compareDecimals(fine, low), compareDecimals(fine, high)];
          return (
            (below > 0 || (lowClosed && below === 0)) && (above < 0 || (highClosed && above === 0))
          );
        };
        expect(holds(away, 'half')).toBe(true);
        expect(holds(even, 'half')).toBe(true);
        expect(holds(away, 'half-up')).toBe(true);
        expect(holds(even, 'half-even')).toBe(true);
        expect(holds(cut, 'truncate')).toBe(true);
        for (const units of [away, even, cut]) expect(holds(units, 'any')).toBe(true);
      }),
    );
  });

  it('hold the printed number itself', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: -20, max: 20 }), (units, decimals) => {
        for (const rounding of roundings) {
          const { low, high } = roundingInterval({ units, decimals }, rounding);
          expect(compareDecimals(low, { units, decimals })).toBeLessThanOrEqual(0);
          expect(compareDecimals(high, { units, decimals })).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('refuse text that is no number', () => {
    expect(() => roundingInterval('4,30')).toThrow(RangeError);
  });
});

describe('decimals', () => {
  const decimal = fc.record({
    units: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
    decimals: fc.integer({ min: -12, max: 25 }),
  });

  it('survive printing and reading', () => {
    fc.assert(
      fc.property(decimal, (each) => {
        const back = parseDecimal(printDecimal(each));
        expect(back).toEqual(each);
      }),
    );
  });

  it.each(['', '.', '-', '1,5', '1e', 'e5', '0x10', '1e9999999', 'NaN', ' 1'])(
    'are not read from %j',
    (text) => {
      expect(parseDecimal(text)).toBeNull();
    },
  );

  it('are read with a leading dot, a sign and an exponent', () => {
    expect(parseDecimal('-.05')).toEqual({ units: -5n, decimals: 2 });
    expect(parseDecimal('+1.7e-5')).toEqual({ units: 17n, decimals: 6 });
    expect(parseDecimal('0e0')).toEqual({ units: 0n, decimals: 0 });
  });

  it('add, subtract, multiply and compare without rounding', () => {
    const [a, b] = [
      { units: 1n, decimals: 1 },
      { units: 2n, decimals: 1 },
    ];
    expect(addDecimals(a, b)).toEqual({ units: 3n, decimals: 1 });
    fc.assert(
      fc.property(decimal, decimal, (x, y) => {
        expect(compareDecimals(subtractDecimals(addDecimals(x, y), y), x)).toBe(0);
        expect(compareDecimals(multiplyDecimals(x, y), multiplyDecimals(y, x))).toBe(0);
        expect(compareDecimals(x, y) + compareDecimals(y, x)).toBe(0);
      }),
    );
  });

  it('become the nearest double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const read = parseDecimal(String(value));
        expect(read && decimalToNumber(read)).toBe(value + 0);
      }),
    );
  });
});
