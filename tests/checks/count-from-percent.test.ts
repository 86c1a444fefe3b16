import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countsWithin } from '../../src/checks/count-from-percent.ts';
import { windowOf } from '../../src/checks/engine/printed.ts';
import { roundings } from '../../src/numeric/decimal.ts';
import { readFigure } from '../../src/study/figure.ts';
import { findingsOf } from './study.ts';

const part = (percent: string, n: unknown = 40, more = {}) => ({
  cohorts: { all: { n }, part: { of: 'all', percent } },
  ...more,
});
const found = (...args: Parameters<typeof part>) => findingsOf('count-from-percent', part(...args));

it('names the one count that gives a percentage', () => {
  const [finding] = found('7.5');
  expect(finding).toMatchObject({ verdict: 'possible', weakness: null });
  expect(finding?.why).toBe('3 of 40 are 7.500 %. No other whole number gives 7.5.');
});

it('names all counts that do', () => {
  expect(found('7', 400)[0]?.why).toBe('26 to 30 of 400 are 6.50 to 7.50 %.');
});

it('finds no count of 40 for 9 %, with the conditions that it rests on', () => {
  const [finding] = found('9');
  expect(finding).toMatchObject({
    verdict: 'impossible-as-entered',
    conditions: ['All are 40', 'every one of them had data'],
  });
  // 3/35 = 8.57 %, which rounds to 9; 3/36 = 8.33 % does not.
  expect(finding?.why).toBe(
    '3 of 40 are 7.50 %, 4 are 10.00 %. No whole number of 40 gives 9 %. It would be 3 of 35, if 5 had no data. What could explain it: missing values, another denominator or a misprint.',
  );
});

it('takes a count on the edge of the rounding interval either way', () => {
  // 1 of 8 is 12.5 %.
  expect(found('12', 8)[0]?.verdict).toBe('possible');
  expect(found('13', 8)[0]?.verdict).toBe('possible');
  expect(found('14', 8)[0]?.verdict).toBe('impossible-as-entered');
});

it('says when a percentage fits only if digits were cut off', () => {
  // 2 of 3 are 66.67 %.
  expect(found('66.6', 3)[0]).toMatchObject({ verdict: 'within-rounding' });
});

it('says when any percentage would pass', () => {
  expect(found('7.5', 1000)[0]?.weakness).toBe('any percentage would pass as well');
});

it('tries the wholes further up, every size that the whole can have, and missing values', () => {
  const [up] = findingsOf('count-from-percent', {
    cohorts: {
      all: { n: 171 },
      again: { of: 'all', n: 9 },
      better: { of: 'again', percent: '4.1' },
    },
  });
  expect(up).toMatchObject({ verdict: 'possible' });
  expect(up?.why).toBe('7 of 171 are 4.094 %, as a share of All. No other whole number gives 4.1.');
  expect(found('9', { min: 35, max: 40 })[0]?.verdict).toBe('possible');
  expect(found('9', 40, { design: { missing: 'two had no rating' } })[0]?.verdict).toBe(
    'unexplained',
  );
});

it('excuses fewer patients with data where digits were cut off as well', () => {
  // 2 of 14 are 14.2857 %, cut off to 14.2; of 20 or fewer no whole number rounds to it.
  const scores = (n: object) =>
    findingsOf('count-from-percent', {
      cohorts: { all: { n: 20 } },
      measures: {
        pain: { in: { all: { later: { ...n, frequencies: { 2: { percent: '14.2' } } } } } },
      },
    });
  const [finding] = scores({});
  expect(finding?.verdict).toBe('unexplained');
  expect(finding?.why).toContain('It would be 2 of 14, if 6 had no data.');
  expect(scores({ n: 20 })[0]?.verdict).toBe('impossible-as-entered');
});

it('names what is missing', () => {
  expect(found('8', null)[0]).toMatchObject({
    verdict: 'not-checkable',
    why: 'The count of All is missing, or cannot be. It would be needed to see which counts give 8 %.',
  });
});

it('leaves percentages with a count to the other check', () => {
  expect(
    findingsOf('count-from-percent', {
      cohorts: { all: { n: 40 }, part: { of: 'all', n: 3, percent: '7.5' } },
    }),
  ).toEqual([]);
});

it('counts power as the share of percentages that no count gives', () => {
  const [finding] = findingsOf('count-from-percent', part('50', 3), { strength: true });
  // Of 0 to 100, only 0, 33, 66 (cut off), 67 and 100 are a share of three; 50 is none of them.
  expect(finding?.strength?.power).toBeCloseTo(96 / 101, 12);
});

it('finds the same counts as trying each one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 0, max: 1000 }),
      fc.constantFrom(...roundings),
      (n, tenths, rounding) => {
        const read = readFigure((tenths / 10).toFixed(1));
        if (!('figure' in read)) throw new Error('unreadable');
        const window = windowOf(read.figure as Parameters<typeof windowOf>[0], rounding);
        const { low, high, lowClosed, highClosed } = window;
        const each = Array.from({ length: n + 1 }, (_, k) => k).filter((k) => {
          // 100 k / n against the ends, multiplied out.
          const below =
            BigInt(100 * k) * (low?.denominator ?? 1n) - (low?.numerator ?? 0n) * BigInt(n);
          const above =
            BigInt(100 * k) * (high?.denominator ?? 1n) - (high?.numerator ?? 0n) * BigInt(n);
          return (lowClosed ? below >= 0n : below > 0n) && (highClosed ? above <= 0n : above < 0n);
        });
        const expected = each.length === 0 ? null : { low: each[0], high: each.at(-1) };
        expect(countsWithin(window, n)).toEqual(expected);
      },
    ),
  );
});
