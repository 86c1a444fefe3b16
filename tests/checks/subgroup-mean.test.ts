import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Rounding, roundings } from '../../src/numeric/decimal.ts';
import { findingsOf } from './study.ts';

interface Row {
  readonly n?: unknown;
  readonly mean?: string;
  readonly sd?: string;
  readonly how?: unknown;
}

/** A whole and its parts; the n stand at the visit when `stated`, else on the cohorts. */
const study = (whole: Row, parts: readonly Row[], stated = true) => {
  const rows = [whole, ...parts];
  const ids = rows.map((_, at) => (at === 0 ? 'all' : `part-${at}`));
  return {
    cohorts: Object.fromEntries(
      rows.map(({ n }, at) => [ids[at], at === 0 ? { n } : { of: 'all', n }]),
    ),
    partitions: [{ of: 'all', into: ids.slice(1) }],
    measures: {
      score: {
        in: Object.fromEntries(
          rows.map(({ n, ...row }, at) => [ids[at], { after: stated ? { n, ...row } : row }]),
        ),
      },
    },
  };
};
const found = (...args: Parameters<typeof study>) => findingsOf('subgroup-mean', study(...args));

describe('the example of the INSPECT-SR guidance, item 4.10', () => {
  // "(6.2×30 + 7.4×11) / 41 = 6.52"; with 6.2499 and 7.499 "this returns a value of 6.57".
  const quality = (mean: string, stated?: boolean) =>
    found(
      { n: 41, mean },
      [
        { n: 30, mean: '6.2' },
        { n: 11, mean: '7.4' },
      ],
      stated,
    )[0];

  it('does not give 7.3', () => {
    const finding = quality('7.3');
    expect(finding?.verdict).toBe('inconsistent');
    expect(finding?.why).toBe(
      '(30 × 6.2 + 11 × 7.4) / 41 = 6.522, 6.472 to 6.572 before rounding; printed is 7.3. What could explain it: missing scores, patients in two of the parts or in none or a misprint.',
    );
  });

  it('gives 6.5', () => {
    expect(quality('6.5')).toMatchObject({ verdict: 'reproduced' });
  });

  it('could give 7.3 if scores are missing and the n at the visit are not printed', () => {
    const finding = quality('7.3', false);
    expect(finding).toMatchObject({
      verdict: 'unexplained',
      conditions: ['every patient of the groups has a score'],
    });
    expect(finding?.why).toContain('with other numbers of patients in the parts');
    expect(quality('7.6', false)?.verdict).toBe('inconsistent');
  });
});

it('takes a mean on the edge of the rounding intervals either way', () => {
  // Means of [1.5, 2.5] and [3.5, 4.5], equal weights: [2.5, 3.5], and 2 is [1.5, 2.5].
  const two = (mean: string) =>
    found({ n: 20, mean }, [
      { n: 10, mean: '2' },
      { n: 10, mean: '4' },
    ])[0];
  expect(two('2')?.verdict).toBe('within-rounding');
  expect(two('4')?.verdict).toBe('within-rounding');
  expect(two('1')?.verdict).toBe('inconsistent');
  // 4 cut off may be almost 5, and the mean of the two almost 4.
  expect(two('5')?.verdict).toBe('inconsistent');
});

it('names the plain mean of the means, and stays a warning', () => {
  const [finding] = found({ n: 40, mean: '3.0' }, [
    { n: 30, mean: '2.0' },
    { n: 10, mean: '4.0' },
  ]);
  expect(finding?.verdict).toBe('unexplained');
  expect(finding?.why).toContain('as the plain mean of the parts’ means');
});

it('covers every number that the parts can have', () => {
  const limits = (mean: string) =>
    found({ n: 40, mean }, [
      { n: { min: 10, max: 20 }, mean: '2.00' },
      { n: { min: 20, max: 30 }, mean: '4.00' },
    ])[0];
  // From (20 × 2 + 20 × 4)/40 = 3 to (10 × 2 + 30 × 4)/40 = 3.5.
  expect(limits('3.00')?.verdict).toBe('within-rounding');
  expect(limits('3.50')?.verdict).toBe('within-rounding');
  expect(limits('2.98')?.verdict).toBe('inconsistent');
  expect(limits('3.52')?.verdict).toBe('inconsistent');
  const unknown = (mean: string) =>
    found(
      { n: 40, mean },
      [
        { n: null, mean: '2.00' },
        { n: null, mean: '4.00' },
      ],
      false,
    )[0];
  expect(unknown('3.90')?.level).toBe('pass');
  expect(unknown('4.10')?.verdict).toBe('inconsistent');
});

it('names what is missing, and nothing where nothing is printed of the parts', () => {
  const [finding] = found({ n: 40, mean: '3.0' }, [{ n: 30, mean: '2.0' }, { n: 10 }]);
  expect(finding).toMatchObject({
    verdict: 'not-checkable',
    why: 'A mean of one of the parts is missing. The mean and the n of every part would be needed.',
  });
  expect(found({ n: 40, mean: '3.0' }, [{ n: 30 }, { n: 10 }])).toEqual([]);
  const [part] = found({ n: 40, mean: '3.0' }, [
    { n: 30, mean: '2.0' },
    { n: 8, mean: '4.0' },
  ]);
  expect(part?.why).toContain('The parts have 30 + 8 = 38 patients and All 40');
});

it('is no definition for an adjusted mean', () => {
  const how = { model: 'ANCOVA', adjusted: ['age'] };
  const [finding] = found({ n: 40, mean: '9.0', how }, [
    { n: 30, mean: '2' },
    { n: 10, mean: '4' },
  ]);
  expect(finding?.verdict).toBe('unexplained');
});

/** A fraction with two decimals, exactly: ties up, or cut off. */
export function printed(numerator: bigint, denominator: bigint, rounding: Rounding): string {
  const scaled = 200n * numerator;
  const units =
    rounding === 'truncate'
      ? scaled / (2n * denominator)
      : (scaled + denominator) / (2n * denominator);
  return `${units / 100n}.${String(units % 100n).padStart(2, '0')}`;
}

it('passes the rounded means of any scores under every rule', () => {
  const group = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(
      fc.array(group, { minLength: 2, maxLength: 4 }),
      fc.constantFrom(...roundings.filter((rule) => rule !== 'half-even')),
      fc.boolean(),
      (groups, rounding, stated) => {
        const row = (values: readonly number[]) => {
          const sum = BigInt(values.reduce((total, value) => total + value, 0));
          return { n: values.length, mean: printed(sum, BigInt(values.length), rounding) };
        };
        const parts = study(row(groups.flat()), groups.map(row), stated);
        expect(findingsOf('subgroup-mean', parts, { rounding })[0]?.level).toBe('pass');
      },
    ),
    { numRuns: 200 },
  );
});
