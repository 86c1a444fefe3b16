import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelOf } from '../../src/checks/engine/finding.ts';
import { findingsOf } from './study.ts';

interface RowParts {
  readonly n?: unknown;
  readonly all?: number;
  readonly scale?: object;
  readonly design?: object;
  readonly [key: string]: unknown;
}

/** One row on a scale of whole points from 1 to 5 that a manual states, 20 patients. */
const study = ({ n = 20, all = 20, scale = {}, design = {}, ...figures }: RowParts) => ({
  design,
  cohorts: { all: { n: all } },
  scales: { s: { min: 1, max: 5, step: 1, stepSource: 'manual', ...scale } },
  measures: {
    m: { scale: 's', cohort: 'all', at: { before: { ...(n !== null && { n }), ...figures } } },
  },
});
const findings = (parts: RowParts, options = {}) =>
  findingsOf('sample-exists', study(parts), options);
const verdict = (parts: RowParts, options = {}) => {
  const verdicts = findings(parts, options).map((finding) => finding.verdict);
  expect(new Set(verdicts).size).toBe(1);
  return verdicts[0];
};

describe('sample-exists', () => {
  it('passes figures that some data set has, and shows one', () => {
    const [mean, sd] = findings({ mean: '3.05', sd: '1.05' });
    expect([mean?.verdict, sd?.verdict]).toEqual(['possible', 'possible']);
    expect(mean?.label).toBe('mean before');
    const shown = /such as (.*) \(patients × score\)/.exec(mean?.why ?? '')?.[1] ?? '';
    const values = shown.split(', ').flatMap((each) => {
      const [count = 0, score = 0] = each.split(' × ').map(Number);
      return Array.from({ length: count }, () => score);
    });
    const total = values.reduce((a, b) => a + b, 0);
    const squares = values.reduce((a, b) => a + b * b, 0);
    expect(values).toHaveLength(20);
    expect((total / 20).toFixed(2)).toBe('3.05');
    expect(Math.sqrt((squares - (total * total) / 20) / 19).toFixed(2)).toBe('1.05');
  });

  it('calls a mean impossible that no total gives, with the nearest means', () => {
    const [finding, ...others] = findings({ n: 11, mean: '3.87', sd: '1.00' });
    expect(others).toEqual([]);
    expect(finding?.verdict).toBe('impossible-as-entered');
    expect(finding?.where.path).toBe('measures.m.at.before.mean');
    expect(finding?.why).toContain(
      'No total of 11 scores, each a whole number from 1 to 5, gives 3.87: the nearest means are 3.8182 and 3.9091.',
    );
    expect(finding?.conditions).toEqual([
      '11 patients were scored, none missing',
      'every score is a whole number from 1 to 5',
      'the SD divides by n − 1 (not printed)',
      'the figures are copied as printed',
    ]);
  });

  it('takes a mean on the edge of its rounding interval as printed either way', () => {
    // 61/8 = 7.625 lies halfway between 7.62 and 7.63.
    const scale = { min: 0, max: 10 };
    const at = (mean: string, rounding: string) => verdict({ n: 8, mean, scale }, { rounding });
    expect([at('7.62', 'half'), at('7.63', 'half')]).toEqual(['possible', 'possible']);
    expect(at('7.63', 'half-up')).toBe('possible');
    expect(at('7.62', 'half-up')).toBe('within-rounding');
    expect(at('7.62', 'half-even')).toBe('possible');
    expect(at('7.63', 'half-even')).toBe('within-rounding');
    expect(at('7.64', 'half')).toBe('impossible-as-entered');
  });

  // Where other programs go wrong; all counts by complete enumeration elsewhere.
  it.each([
    ['3.00', '0.00', 100, 'possible'],
    ['4.9', '0.2', 16, 'possible'],
    ['1.17', '0.51', 200, 'possible'],
    ['2.0', '0.1', 80, 'possible'],
    ['2.1', '0.4', 17, 'possible'],
    ['1.54', '0.46', 108, 'impossible-as-entered'],
  ])('decides %s ± %s of %i rightly', (mean, sd, n, expected) => {
    // 1.54 ± 0.46 is no standard error either on whole numbers from 1 to 3.
    const scale = { max: mean === '1.54' ? 3 : 5 };
    const found = findings({ mean, sd, n, all: n, scale }).map((finding) => finding.verdict);
    if (expected === 'possible') expect(new Set(found)).toEqual(new Set(['possible']));
    else expect(levelOf(found[0] ?? 'possible')).not.toBe('pass');
  });

  it('finds no data set for 3.50 ± 1.70 of 50 on 1–7, only one with another divisor', () => {
    const [finding] = findings({ mean: '3.50', sd: '1.70', n: 50, all: 50, scale: { max: 7 } });
    expect(finding?.why).toMatch(/^No data set of 50 scores/);
    expect(finding?.level).not.toBe('error');
  });
});

describe('before it calls a row impossible it tries', () => {
  it('digits that were cut off', () => {
    // 38/12 = 3.1667: 3.17 to the nearest.
    const [finding] = findings({ n: 12, mean: '3.16', sd: '1.11' });
    expect(finding?.verdict).toBe('within-rounding');
    expect(finding?.why).toContain('digits were cut off');
  });

  it('squares divided by n behind a variance or an SE, and nothing else that no four scores have', () => {
    const scores = [1, 2, 3, 4, 5];
    const samples = scores.flatMap((a) =>
      scores.flatMap((b) => scores.flatMap((c) => scores.map((d) => [a, b, c, d]))),
    );
    const sumOfSquares = samples.flatMap((sample) => {
      const mean = sample.reduce((x, y) => x + y, 0) / 4;
      return mean === 2.75 ? [sample.reduce((sum, x) => sum + (x - mean) ** 2, 0)] : [];
    });
    const spreads = {
      variance: sumOfSquares.flatMap((ss) => [ss / 3, ss / 4]),
      se: sumOfSquares.flatMap((ss) => [Math.sqrt(ss / 12), Math.sqrt(ss / 16)]),
    };
    for (const kind of ['variance', 'se'] as const) {
      for (let tenths = 0; tenths < (kind === 'se' ? 13 : 50); tenths++) {
        const text = (tenths / 10 + 0.04).toFixed(2);
        // Ties and cut digits are no other figure than these.
        const fits = spreads[kind].some((x) => x > Number(text) - 0.005 && x < Number(text) + 0.01);
        const [row] = findings({ n: 4, mean: '2.75', [kind]: text });
        const [stated] = findings({
          n: 4,
          mean: '2.75',
          [kind]: text,
          how: { sd: 'sample' },
        });
        expect([kind, text, levelOf(row?.verdict ?? 'not-checkable')]).toEqual([
          kind,
          text,
          fits ? 'pass' : kind === 'se' ? 'warning' : 'error',
        ]);
        if (!fits) expect(stated?.verdict).toBe('impossible-as-entered');
      }
    }
  });

  it('the population SD, unless the file says which it is', () => {
    // 1, 2, 3, 4: the SD is 1.29 with n − 1 and 1.118 with n.
    const [finding] = findings({ n: 4, mean: '2.50', sd: '1.12' });
    expect(finding?.verdict).toBe('possible');
    expect(finding?.why).toContain('If the SD divides by n, not n − 1, there is one');
    expect(finding?.conditions).toContain('the SD divides by n, not n − 1');
    const stated = { n: 4, mean: '2.50', sd: '1.12', how: { sd: 'sample' } };
    expect(verdict(stated)).not.toBe('possible');
  });

  it('the standard error: a pass for ±, a warning for what is printed as SD', () => {
    expect(verdict({ mean: '3.05', spread: '0.30' })).toBe('possible');
    const [finding] = findings({ mean: '3.05', sd: '0.30' });
    expect(finding?.verdict).toBe('unexplained');
    expect(finding?.why).toContain('If the SD is a standard error, there is one');
  });

  it('two raters’ half points where the step is assumed, and never calls that an error', () => {
    const scale = { stepSource: 'assumed' };
    const [finding] = findings({ n: 20, mean: '3.03', sd: '1.00', scale });
    expect(finding?.verdict).toBe('unexplained');
    expect(finding?.why).toContain('scores are 0.5 apart');
    expect(verdict({ n: 10, mean: '3.03', scale })).toBe('unexplained');
  });

  it('fewer patients where the number of the row is not printed, and names the nearest that fits', () => {
    const [finding] = findings({ n: null, mean: '3.06', sd: '1.00' });
    expect(finding?.verdict).toBe('unexplained');
    expect(finding?.why).toContain('With 18 of 20 patients there is one');
  });

  it('every number of patients within stated limits', () => {
    const n = { min: 15, max: 20, because: 'some withdrew' };
    expect(verdict({ n, mean: '3.06', sd: '1.00' })).toBe('possible');
    expect(verdict({ n: { min: 19, max: 20 }, mean: '3.06' })).toBe('impossible-as-entered');
  });

  it.each([
    [{ how: { model: 'mixed model' } }],
    [{ how: { adjusted: ['age'] } }],
    [{ how: { missing: 'multiple imputation' } }],
    [{ design: { missing: 'imputed' } }],
    [{ how: { transform: 'log' } }],
  ])('and leaves figures that are not of plain scores at a warning: %j', (parts) => {
    expect(verdict({ mean: '3.03', sd: '1.00', ...parts })).toBe('unexplained');
  });
});

describe('what else is printed', () => {
  it('must fit too: range, median, counts, entry limits', () => {
    const row = { mean: '3.05', sd: '1.05' };
    expect(verdict({ ...row, median: '3', range: ['1', '5'] })).toBe('possible');
    expect(verdict({ ...row, median: '3.25' })).toBe('impossible-as-entered');
    expect(verdict({ mean: '3.45', frequencies: { 5: 10, 1: 5, '2-4': 5 } })).toBe('possible');
    expect(verdict({ mean: '4.60', frequencies: { 1: 10 } })).toBe('impossible-as-entered');
    expect(verdict({ mean: '3.05', within: [4, 5] })).toBe('impossible-as-entered');
    expect(verdict({ mean: '3.05', frequencies: { 1: { percent: '90' } } })).toBe(
      'impossible-as-entered',
    );
  });

  it('leaves counts of fewer patients than the row at a warning: some are missing', () => {
    // Ten 5s, five 1s and four 3s are 19 patients with the mean 67/19 = 3.526.
    const frequencies = { 5: 10, 3: 4, 1: 5 };
    const [finding] = findings({ mean: '3.53', frequencies });
    expect(finding?.verdict).toBe('unexplained');
    expect(finding?.why).toContain('With the 19 of 20 patients who are counted there is one');
  });

  it('is left out, and said so, where it leaves too much to search through', () => {
    const scale = { min: 0, max: 100 };
    const how = { quartiles: 'R type 7' };
    const row = { n: 60, all: 60, scale, how, mean: '50.00', sd: '20.00', iqr: ['30', '70'] };
    const [finding] = findings(row, { strength: true });
    expect(finding?.verdict).toBe('possible');
    expect(finding?.weakness).toContain('the quartiles left too many cases to go through');
    // A median 30 from the mean needs no search: no SD is smaller than half of their distance.
    const [far] = findings({ ...row, sd: '3.00', median: '80' });
    expect(far?.verdict).toBe('impossible-as-entered');
    // Mean and SD alone do: the greatest SD of such a mean is 50.4.
    const [wrong] = findings({ ...row, sd: '60.00', se: undefined });
    expect(wrong?.verdict).toBe('impossible-as-entered');
  });

  it('is not checkable without a step or a number of patients, and says so', () => {
    expect(verdict({ mean: '3.05', scale: { step: undefined } })).toBe('not-checkable');
  });
});

it('passes the figures of any data set, under every rounding rule', () => {
  const cases = fc.record({
    top: fc.integer({ min: 1, max: 10 }),
    items: fc.integer({ min: 1, max: 3 }),
    decimals: fc.integer({ min: 1, max: 2 }),
    values: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 25 }),
    rounding: fc.constantFrom('half', 'half-up', 'any', 'truncate'),
  });
  fc.assert(
    fc.property(cases, ({ top, items, decimals, values, rounding }) => {
      const scores = values
        .map((value) => (value % (top * items + 1)) / items)
        .sort((a, b) => a - b);
      const n = scores.length;
      const mean = scores.reduce((a, b) => a + b, 0) / n;
      const sd = Math.sqrt(scores.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1));
      const printed = (value: number) => {
        const text = value.toFixed(decimals);
        if (rounding !== 'truncate') return text;
        return (Math.floor(value * 10 ** decimals + 1e-9) / 10 ** decimals).toFixed(decimals);
      };
      const found = findingsOf(
        'sample-exists',
        {
          cohorts: { all: { n } },
          scales: { s: { min: 0, max: top, step: 1, stepSource: 'manual', items } },
          measures: {
            m: {
              scale: 's',
              cohort: 'all',
              n,
              mean: printed(mean),
              sd: printed(sd),
              range: [printed(scores[0] ?? 0), printed(scores.at(-1) ?? 0)],
            },
          },
        },
        { rounding: rounding as 'half' },
      );
      expect(found.map(({ level }) => level)).not.toContain('error');
      if (rounding !== 'truncate') expect(found.map(({ level }) => level)).not.toContain('warning');
    }),
    { numRuns: 150 },
  );
});

it('reads a variance or an SE by n as one, where the file says so or nothing', () => {
  // 1, 2, 3 and 4: variance 1.25 by n and 1.667 by n − 1; SE 0.559 of the SD by n.
  const study = (spread: object, how: object = {}) => ({
    cohorts: { all: { n: 4 } },
    scales: { s: { min: 1, max: 4, step: 1, stepSource: 'manual' } },
    measures: {
      m: { scale: 's', cohort: 'all', n: 4, mean: '2.50', median: '2.5', ...spread, how },
    },
  });
  const level = (...parts: Parameters<typeof study>) =>
    findingsOf('sample-exists', study(...parts))[0]?.level;
  for (const how of [{}, { sd: 'population' }]) {
    expect(level({ variance: '1.250' }, how)).toBe('pass');
    expect(level({ se: '0.559' }, how)).toBe('pass');
    // Neither divisor gives it.
    expect(level({ variance: '1.300' }, how)).toBe('error');
  }
  expect(level({ variance: '1.250' }, { sd: 'sample' })).toBe('error');
});
