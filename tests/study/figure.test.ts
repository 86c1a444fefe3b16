import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactDecimal, parseFigure, readCount, readFigure } from '../../src/study/figure.ts';
import { figureTextPattern, pValuePattern } from '../../src/study/figure-pattern.ts';

const read = (text: string) => {
  const { relation, value, decimals, percent } = parseFigure(text);
  return { relation, value, decimals, percent };
};

describe('a printed figure', () => {
  it.each([
    ['4.30', 4.3, 2],
    ['4.3', 4.3, 1],
    ['171', 171, 0],
    ['.05', 0.05, 2],
    ['+2.61', 2.61, 2],
    ['-0.85', -0.85, 2],
    ['−0.85', -0.85, 2],
    ['–0.85', -0.85, 2],
    ['- 8.1', -8.1, 1],
    ['1·72', 1.72, 2],
    ['1⋅72', 1.72, 2],
    ['4,30', 4.3, 2],
    ['0,234', 0.234, 3],
    ['1,2345', 1.2345, 4],
    ['12345,678', 12345.678, 3],
    ['1.234', 1.234, 3],
    ['1,234.5', 1234.5, 1],
    ['1.234,5', 1234.5, 1],
    ['1,234·5', 1234.5, 1],
    ['1,234,567', 1234567, 0],
    ['1.234.567', 1234567, 0],
    ['1.234.567,8', 1234567.8, 1],
    ['1 234', 1234, 0],
    ['1\u2009234.5', 1234.5, 1],
    ['1\u202f234,5', 1234.5, 1],
    ['1\u00a0234\u00a0567', 1234567, 0],
    ["1'234.5", 1234.5, 1],
    ['±0.57', 0.57, 2],
    ['1.7e-5', 0.000017, 6],
    ['1.7E−5', 0.000017, 6],
    ['1.7×10^-5', 0.000017, 6],
    ['1.7 × 10^−5', 0.000017, 6],
    ['1.7x10-5', 0.000017, 6],
    ['1.7 × 10⁻⁵', 0.000017, 6],
    ['2·10^-5', 0.00002, 5],
    ['10⁻⁵', 0.00001, 5],
    ['4e2', 400, -2],
    ['  4.30 ', 4.3, 2],
  ])('%j is %d with %d decimals', (text, value, decimals) => {
    expect(read(text)).toEqual({ relation: '=', value, decimals, percent: false });
  });

  it.each([
    ['<.001', '<', 0.001],
    ['< 0.001', '<', 0.001],
    ['P < .001', '<', 0.001],
    ['p<.001', '<', 0.001],
    ['= .049', '=', 0.049],
    ['P=0.03', '=', 0.03],
    ['> 0.05', '>', 0.05],
    ['≤28', '≤', 28],
    ['<=28', '≤', 28],
    ['⩽ 28', '≤', 28],
    ['up to 28', '≤', 28],
    ['≥ 5', '≥', 5],
  ])('%j is %s %d', (text, relation, value) => {
    expect(read(text)).toMatchObject({ relation, value });
  });

  it.each(['16.4%', '16.4 %', '16.4\u00a0%', '16.4％'])('%j is in percent', (text) => {
    expect(read(text)).toEqual({ relation: '=', value: 16.4, decimals: 1, percent: true });
    expect(parseFigure(text)).toMatchObject({ low: 16.35, high: 16.45 });
  });

  it.each([
    ['1,234', '"1,234" can be read in two ways. Write "1234" or "1.234"'],
    ['-1,234 %', '"-1,234 %" can be read in two ways. Write "-1234 %" or "-1.234 %"'],
    [
      '10^400',
      '"10^400" is too large to compute with. Numbers from 1e-323 to 1e308 can be computed with',
    ],
    [
      '1e-400',
      '"1e-400" is too small to compute with. Numbers from 1e-323 to 1e308 can be computed with',
    ],
    [
      '1.72 ± 0.57',
      '"1.72 ± 0.57" is two figures. Write them apart: "mean": "1.72", "sd": "0.57" ("spread" if it may be SD or SE)',
    ],
    ['3–165', '"3–165" is two figures. Write a range as a pair: ["3", "165"]'],
    ['abc', '"abc" is not a figure. Write it as printed: "4.30", "<.001", "16.4%", "1.7e-5"'],
  ])('%j is refused with what to write', (text, message) => {
    expect(() => parseFigure(text)).toThrow(new SyntaxError(message));
  });

  it.each([
    '',
    ' ',
    '5.',
    '.',
    '-',
    '1.2.3',
    '1 2',
    '12 34',
    '1,23,456',
    'NaN',
    'Infinity',
    '0x1F',
    '1e',
    'ns',
    '4.30!',
    '٣',
    '4.3.0',
    '%',
    '1e99999',
  ])('%j is not one', (text) => {
    expect(readFigure(text)).toHaveProperty('message');
  });

  it('that is very long is refused at once', () => {
    expect(readFigure('9'.repeat(1e6))).toHaveProperty('message');
    expect(readFigure(`${'1 '.repeat(40)}x`)).toHaveProperty('message');
  });

  it('after "<" reaches to the end of what the quantity can be, never to infinity', () => {
    expect(parseFigure('<.001', { min: 0, max: 1 })).toMatchObject({ low: 0, high: 0.001 });
    expect(parseFigure('> 0.05', { min: 0, max: 1 })).toMatchObject({ low: 0.05, high: 1 });
    expect(parseFigure('> 5')).toMatchObject({ low: 5, high: Number.MAX_VALUE });
    expect(parseFigure('1.7e308').high).toBeLessThanOrEqual(Number.MAX_VALUE);
  });

  const mark = fc.constantFrom('.', '·', '⋅');
  const digits = (min: number, max: number) =>
    fc.stringMatching(new RegExp(`^\\d{${min},${max}}$`));

  it('reads back as the digits that were printed', () => {
    const sign = fc.constantFrom('', '-', '−', '–');
    fc.assert(
      fc.property(sign, digits(1, 12), mark, digits(1, 8), (minus, whole, point, fraction) => {
        const figure = parseFigure(`${minus}${whole}${point}${fraction}`);
        const plain = `${minus === '' ? '' : '-'}${whole}.${fraction}`;
        expect(figure.value).toBe(Number(plain) + 0);
        expect(figure.decimals).toBe(fraction.length);
        expect(exactDecimal(figure).units).toBe(BigInt(plain.replace('.', '')));
      }),
    );
  });

  it('means the same with thousands separators', () => {
    const grouped = fc.tuple(
      fc.integer({ min: 1, max: 999 }),
      fc.array(digits(3, 3), { minLength: 1, maxLength: 3 }),
      digits(1, 4),
    );
    fc.assert(
      fc.property(
        grouped,
        fc.constantFrom(',', ' ', '\u2009', "'"),
        ([first, rest, fraction], gap) => {
          const printed = `${[first, ...rest].join(gap)}.${fraction}`;
          expect(parseFigure(printed).value).toBe(Number(`${first}${rest.join('')}.${fraction}`));
        },
      ),
    );
  });

  it('never gives NaN or Infinity, whatever the text', () => {
    const soup = fc.string({
      unit: fc.constantFrom(...'0123456789.,·-−+<>=≤%eE×x^⁻⁵ ±pPnsNS'),
      maxLength: 14,
    });
    fc.assert(
      fc.property(fc.oneof(soup, fc.string()), (text) => {
        const result = readFigure(text);
        if ('message' in result) return;
        const { value, low, high } = result.figure;
        expect([value, low, high].every(Number.isFinite)).toBe(true);
        expect(low <= value && value <= high).toBe(true);
        // The published pattern takes what is read here.
        expect(figureTextPattern.test(text)).toBe(true);
        expect(pValuePattern.test(text)).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });
});

describe('a printed count', () => {
  it.each([
    ['28', 28, 28],
    ['≤28', 0, 28],
    ['up to 28', 0, 28],
    ['<5', 0, 4],
    ['≥3', 3, null],
    ['1 234', 1234, 1234],
  ])('%j is %j to %j', (text, low, high) => {
    expect(readCount(text)).toEqual({ low, high });
  });

  it.each(['-3', '2.5', '1,234', 'many', '', '<0', '99999999999999999999'])(
    '%j is not one',
    (text) => {
      expect(readCount(text)).toBeNull();
    },
  );
});
