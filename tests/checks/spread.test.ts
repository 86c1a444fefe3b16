import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sdBounds } from '../../src/checks/samples/sd-limits.ts';
import { findingsOf } from './study.ts';

/** One row of a quantity in years, 20 patients, no scale. */
const years = (figures: object, n: unknown = 20) => ({
  cohorts: { all: { n: 20 } },
  measures: { age: { unit: 'years', cohort: 'all', ...(n !== null && { n }), ...figures } },
});
/** One row on a scale from 0 to 10 without a step. */
const scored = (figures: object, n: unknown = 20) => ({
  cohorts: { all: { n: 20 } },
  scales: { s: { min: 0, max: 10 } },
  measures: { m: { scale: 's', cohort: 'all', ...(n !== null && { n }), ...figures } },
});
const verdictsOf = (check: string, parts: object, options = {}) =>
  findingsOf(check, parts as never, options).map(({ verdict }) => verdict);

describe('sdBounds', () => {
  // scrutiny's tests/testthat/test-grimmer.R quotes these from rsprite2 (sd_bounds_measure).
  it('agrees with rsprite2 on 5 patients from 1 to 7 with the mean 4.2', () => {
    const of = (items: number) => sdBounds({ mean: '4.2', n: 5, min: 1, max: 7, step: 1, items });
    expect(of(1)?.low).toBeCloseTo(0.45, 2);
    expect(of(1)?.high).toBeCloseTo(3.03, 2);
    expect(of(2)?.low).toBeCloseTo(0.27, 2);
    expect(of(2)?.high).toBeCloseTo(3.03, 2);
    expect(sdBounds({ mean: '1', n: 100, min: 1, max: 7, step: 1 })?.low).toBe(0);
  });

  it('is reached: complete enumeration of n whole scores, n = 2 to 6 on 1–4', () => {
    const visit = (
      left: number,
      values: readonly number[],
      each: (v: readonly number[]) => void,
    ) => {
      if (left === 0) each(values);
      else for (let v = values.at(-1) ?? 1; v <= 4; v++) visit(left - 1, [...values, v], each);
    };
    for (let n = 2; n <= 6; n++) {
      const reached = new Map<string, [number, number]>();
      visit(n, [], (values) => {
        const mean = values.reduce((a, b) => a + b, 0) / n;
        const sd = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1));
        // Ties round either way.
        for (const text of new Set([(mean - 1e-9).toFixed(1), (mean + 1e-9).toFixed(1)])) {
          const [low, high] = reached.get(text) ?? [Infinity, -Infinity];
          reached.set(text, [Math.min(low, sd), Math.max(high, sd)]);
        }
      });
      for (const [mean, [low, high]] of reached) {
        const bounds = sdBounds({ mean, n, min: 1, max: 4, step: 1 });
        expect(bounds?.low).toBeCloseTo(low, 12);
        expect(bounds?.high).toBeCloseTo(high, 12);
        const any = sdBounds({ mean, n, min: 1, max: 4 });
        expect(any?.low).toBe(0);
        expect(any?.high).toBeGreaterThanOrEqual(high * (1 - 1e-12));
      }
    }
  });

  it('holds for any numbers between the limits', () => {
    const values = fc.array(fc.double({ min: 0, max: 10, noNaN: true }), {
      minLength: 2,
      maxLength: 20,
    });
    fc.assert(
      fc.property(values, (numbers) => {
        const n = numbers.length;
        const mean = numbers.reduce((a, b) => a + b, 0) / n;
        const sd = Math.sqrt(numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1));
        const bounds = sdBounds({ mean: mean.toFixed(1), n, min: 0, max: 10 });
        expect(sd).toBeLessThanOrEqual((bounds?.high ?? 0) * (1 + 1e-9));
        const printed = { mean: mean.toFixed(1), sd: sd.toFixed(2) };
        expect(verdictsOf('sd-bounds', scored(printed, n))).toEqual(['possible']);
      }),
      { numRuns: 100 },
    );
  });

  it('has none where no such scores have the mean', () => {
    expect(sdBounds({ mean: '10.6', n: 5, min: 0, max: 10 })).toBeNull();
    expect(sdBounds({ mean: '5', n: 1, min: 0, max: 10 })).toBeNull();
  });
});

describe('sd-bounds', () => {
  it('calls an SD impossible that is beyond what the limits allow', () => {
    expect(verdictsOf('sd-bounds', scored({ mean: '8.0', sd: '4.0' }))).toEqual(['possible']);
    const [finding] = findingsOf('sd-bounds', scored({ mean: '8.0', sd: '4.5' }) as never);
    expect(finding?.verdict).toBe('impossible-as-entered');
    expect(finding?.why).toContain(
      '20 scores from 0 to 10 with the mean 8.0 have an SD from 0.000 to 4.104, and 4.5 is printed.',
    );
    // Nobody's n is printed: fewer patients vary more.
    expect(verdictsOf('sd-bounds', scored({ mean: '8.0', sd: '4.5' }, null))).toEqual([
      'unexplained',
    ]);
  });

  it('takes an SD on the edge of its limits as printed either way', () => {
    // Two patients at 0 and 10: the SD is 7.0711; it is printed as 7.07 and, cut off, as 7.0.
    const at = (sd: string) => verdictsOf('sd-bounds', scored({ mean: '5', sd }, 2))[0];
    expect(at('7.07')).toBe('possible');
    expect(at('7.1')).toBe('possible');
    // Over means from 4.5 to 5.5 nothing is beyond 7.0711; 7.08 begins at 7.075.
    expect(at('7.08')).toBe('impossible-as-entered');
  });

  it('reads an SE and a variance for what they are', () => {
    expect(verdictsOf('sd-bounds', scored({ mean: '8.0', se: '0.9' }))).toEqual(['possible']);
    expect(verdictsOf('sd-bounds', scored({ mean: '8.0', se: '1.1' }))).toEqual([
      'impossible-as-entered',
    ]);
    expect(verdictsOf('sd-bounds', scored({ mean: '8.0', variance: '16.8' }))).toEqual([
      'possible',
    ]);
    expect(verdictsOf('sd-bounds', scored({ mean: '8.0', variance: '20' }))).toEqual([
      'impossible-as-entered',
    ]);
  });
});

describe('range-bounds', () => {
  const verdicts = (figures: object, n: unknown = 20) =>
    verdictsOf('range-bounds', years(figures, n));

  it('passes figures in order', () => {
    const figures = {
      median: '40',
      iqr: ['30', '50'],
      range: ['20', '70'],
      mean: '41.2',
      sd: '12.3',
    };
    expect(new Set(verdicts(figures))).toEqual(new Set(['possible']));
  });

  it('tells which figure lies on the wrong side of which', () => {
    const figures = { median: '40', iqr: ['15', '50'], range: ['20', '70'] };
    const wrong = findingsOf('range-bounds', years(figures) as never).filter(
      ({ level }) => level === 'error',
    );
    expect(wrong.map(({ where, why }) => [where.path, why.split('.')[0]])).toEqual([
      ['measures.age.iqr[0]', 'The first quartile 15 lies below the least value 20'],
    ]);
    expect(verdicts({ mean: '75', range: ['20', '70'] })).toEqual(['inconsistent']);
  });

  it('takes a figure that rounds to the same as its limit as inside, either way', () => {
    expect(verdicts({ mean: '70.4', range: ['20', '70'] })).toEqual(['possible']);
    expect(verdicts({ mean: '70.5', range: ['20', '70'] })).toEqual(['possible']);
    expect(verdicts({ mean: '70.6', range: ['20', '70'] })).toEqual(['within-rounding']);
    expect(verdicts({ mean: '71.1', range: ['20', '70'] })).toEqual(['inconsistent']);
  });

  it('bounds the SD by the range: 10 ages from 30 to 70 vary by at least 9.43', () => {
    const sd = (text: string) => verdicts({ sd: text, range: ['30', '70'] }, 10).at(-1);
    // 40²/(2 · 9) = 88.9, and a range of 30 to 70 may be 39: 9.19.
    expect([sd('9.4'), sd('9.2'), sd('8.1')]).toEqual(['possible', 'possible', 'inconsistent']);
    const wide = (text: string) =>
      verdicts({ mean: '50', sd: text, range: ['30', '70'] }, 10).at(-1);
    expect([wide('21'), wide('23')]).toEqual(['possible', 'inconsistent']);
  });

  it('bounds the distance of mean and median by the SD', () => {
    expect(verdicts({ mean: '30', median: '20', sd: '12' })).toEqual(['possible']);
    expect(verdicts({ mean: '30', median: '20', sd: '7' })).toEqual(['inconsistent']);
  });

  it('leaves the figures of a model, and an n that is not printed, at a warning', () => {
    expect(verdicts({ mean: '75', range: ['20', '70'], how: { model: 'ANCOVA' } })).toEqual([
      'unexplained',
    ]);
    expect(verdicts({ sd: '8.1', range: ['30', '70'] }, null).at(-1)).not.toBe('inconsistent');
  });

  it('passes the figures of any values, under every rounding rule', () => {
    const values = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), {
      minLength: 2,
      maxLength: 15,
    });
    fc.assert(
      fc.property(values, fc.boolean(), (numbers, isCut) => {
        const sorted = numbers.toSorted((a, b) => a - b);
        const n = sorted.length;
        const mean = sorted.reduce((a, b) => a + b, 0) / n;
        const sd = Math.sqrt(sorted.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1));
        const at = (rank: number) => sorted[rank] ?? 0;
        const median = (at(Math.floor((n - 1) / 2)) + at(Math.ceil((n - 1) / 2))) / 2;
        const printed = (value: number) =>
          isCut ? (Math.floor(value * 10 + 1e-9) / 10).toFixed(1) : value.toFixed(1);
        const figures = {
          mean: printed(mean),
          sd: printed(sd),
          median: printed(median),
          range: [printed(at(0)), printed(at(n - 1))],
        };
        const found = verdicts(figures, n);
        expect(found).not.toContain('inconsistent');
        expect(found).not.toContain('unexplained');
      }),
      { numRuns: 200 },
    );
  });
});

describe('skew', () => {
  it('notes what mean ± SD describes badly, and is never more than a note', () => {
    const [follow] = findingsOf(
      'skew',
      years({ mean: '25.4', sd: '32.1', range: ['3', '165'] }) as never,
    );
    expect([follow?.verdict, follow?.level]).toEqual(['possible', 'note']);
    expect(follow?.why).toBe(
      '25.4 − 2 × 32.1 = −38.8 lies below zero, where there are no such values: skewed (its SD exceeds its mean), and mean ± SD describes it badly.',
    );
    const [floor] = findingsOf('skew', scored({ mean: '1.72', sd: '1.57' }) as never);
    expect(floor?.why).toContain('scores crowd at the end (floor)');
    const [plain] = findingsOf('skew', scored({ mean: '5.0', sd: '2.0' }) as never);
    expect(plain?.level).toBe('pass');
  });

  it('is a pass on the edge: mean − 2 SD just at the end of the scale', () => {
    expect(findingsOf('skew', scored({ mean: '4.0', sd: '2.0' }) as never)[0]?.level).toBe('pass');
    expect(findingsOf('skew', scored({ mean: '4.0', sd: '2.1' }) as never)[0]?.level).toBe('note');
  });
});

describe('se-or-sd', () => {
  const found = (figures: object, n = 36) => findingsOf('se-or-sd', years(figures, n) as never);

  it('names an SD that only fits its interval as a standard error, and the other way round', () => {
    const ci = ['9.0', '15.0'];
    // t(35) = 2.030; 3.0/2.030 = 1.478, and times √36 = 8.87.
    expect(found({ mean: '12.0', sd: '8.9', ci })[0]?.verdict).toBe('possible');
    const [swapped] = found({ mean: '12.0', sd: '1.5', ci });
    expect(swapped?.verdict).toBe('unexplained');
    expect(swapped?.why).toContain('The printed SD 1.5 fits only as the SE.');
    expect(found({ mean: '12.0', se: '8.9', ci })[0]?.verdict).toBe('unexplained');
    expect(found({ mean: '12.0', se: '1.5', ci })[0]?.verdict).toBe('possible');
  });

  it('compares an SD with an SE that is printed beside it', () => {
    expect(found({ mean: '12.0', sd: '9.0', se: '1.5' })[0]?.verdict).toBe('possible');
    expect(found({ mean: '12.0', sd: '1.5', se: '9.0' })[0]?.verdict).toBe('unexplained');
    // On the edge: 9.3/6 = 1.55, printed 1.5 or 1.6.
    expect(found({ mean: '12.0', sd: '9.3', se: '1.6' })[0]?.verdict).toBe('possible');
  });

  // R: with the SEs 0.10 and 0.12 the difference 0.60 has t = 3.841 with 58 df, p = 0.00031, and the
  // interval 0.287 to 0.913; as SDs t = 21.0.
  it('tells SD from SE by the p-value or the interval of a comparison', () => {
    const rows = (spreads: readonly object[], comparison: object) =>
      findingsOf('se-or-sd', {
        cohorts: { all: { n: 60 }, a: { of: 'all', n: 30 }, b: { of: 'all', n: 30 } },
        measures: {
          m: {
            in: {
              a: { v: { n: 30, mean: '5.10', ...spreads[0] } },
              b: { v: { n: 30, mean: '4.50', ...spreads[1] } },
            },
          },
        },
        comparisons: [{ measure: 'm', between: ['a', 'b'], at: 'v', ...comparison }],
      }).map(({ verdict, where }) => `${verdict} ${where.path.split('.').slice(3).join('.')}`);
    const errors = [{ sd: '0.10' }, { sd: '0.12' }];
    const both = ['unexplained a.v.sd', 'unexplained b.v.sd'];
    expect(rows(errors, { p: '.0003' })).toEqual(both);
    expect(rows(errors, { difference: '0.60', ci: ['0.29', '0.91'] })).toEqual(both);
    expect(rows([{ se: '0.10' }, { se: '0.12' }], { p: '.0003' })).toEqual([
      'possible a.v.se',
      'possible b.v.se',
    ]);
    expect(rows([{ se: '1.20' }, { se: '1.10' }], { p: '.048' })).toEqual([
      'unexplained a.v.se',
      'unexplained b.v.se',
    ]);
    // R: as SDs 1.80 give p = 0.202, as SEs 0.814; where no test is named, another can be behind .81.
    const wide = [{ sd: '1.80' }, { sd: '1.80' }];
    expect(rows(wide, { p: '.81' })).toEqual([]);
    expect(rows(wide, { p: '.81', how: { test: "Student's t test", tails: 2 } })).toEqual(both);
    // Under <.001 both names fit, and a rank test says nothing of them.
    expect(rows(errors, { p: '<.001' })).toEqual([]);
    expect(rows(errors, { p: '.0003', how: { test: 'Mann-Whitney' } })).toEqual([]);
  });

  it('says nothing where neither name fits, or nothing else is printed', () => {
    expect(found({ mean: '12.0', sd: '4.0', ci: ['9.0', '15.0'] })).toEqual([]);
    expect(found({ mean: '12.0', sd: '4.0' })).toEqual([]);
  });
});

describe('analysed-n', () => {
  const row = (figures: object, n: unknown, all = 30) => ({
    cohorts: { all: { n: all } },
    scales: { s: { min: 1, max: 5, step: 1, stepSource: 'manual' } },
    measures: { m: { scale: 's', cohort: 'all', n, ...figures } },
  });

  it('tells the numbers of patients that fit a row when its own does not', () => {
    const [finding] = findingsOf('analysed-n', row({ mean: '3.14' }, 20) as never);
    expect(finding?.verdict).toBe('impossible-as-entered');
    expect(finding?.inspectSr).toBe('4.6');
    // k/n rounds to 3.14: 22/7, 44/14, 66/21, 69/22, 88/28, 91/29.
    expect(finding?.why).toContain('of the numbers up to 30 these fit: 7, 14, 21, 22, 28, 29');
  });

  it('passes a number that fits, and leaves rows alone that no number fits', () => {
    expect(verdictsOf('analysed-n', row({ mean: '3.15', sd: '1.09' }, 20))).toEqual(['possible']);
    expect(verdictsOf('analysed-n', row({ mean: '3.15', sd: '3.90' }, 20))).toEqual([]);
  });

  it('looks at counts and percentages of scores as well', () => {
    const figures = {
      mean: '3.0',
      frequencies: { 5: { percent: '33.3' }, 1: { percent: '33.3' } },
    };
    expect(verdictsOf('analysed-n', row(figures, 30))).toEqual(['possible']);
    expect(verdictsOf('analysed-n', row(figures, 20))).toEqual(['impossible-as-entered']);
  });
});

it('takes no median for the middle one that the file defines otherwise', () => {
  // 6, 6, 9, 10 and 10: mean 8.2, SD 2.05; the second of five is a median by SAS type 2 only.
  const level = (quartiles?: string) =>
    findingsOf('range-bounds', {
      cohorts: { all: { n: 5 } },
      measures: {
        m: {
          cohort: 'all',
          n: 5,
          mean: '8.20',
          sd: '2.05',
          median: '6.00',
          range: ['6', '10'],
          ...(quartiles && { how: { quartiles } }),
        },
      },
    }).map((finding) => finding.level);
  expect(level()).toContain('error');
  expect(level('SAS type 2')).not.toContain('error');
  expect(level('R type 3')).not.toContain('error');
});
