import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean, sd } from './by-hand.ts';
import { findingsOf } from './study.ts';

const row = (statistics: object) =>
  findingsOf('spread-forms', {
    cohorts: { all: { n: 40 } },
    measures: { m: { cohort: 'all', n: 40, mean: '12.0', ...statistics } },
  })[0];

describe('forms of one spread', () => {
  it('agree: 4.0/√40 = 0.632, 4.0² = 16, 4.0/12.0 = 33.3 %, 15 − 8 = 7', () => {
    expect(row({ sd: '4.0', se: '0.63' })?.verdict).toBe('reproduced');
    expect(row({ sd: '4.0', variance: '16.0' })?.verdict).toBe('reproduced');
    expect(row({ sd: '4.0', cv: '33.3%' })?.verdict).toBe('reproduced');
    expect(row({ sd: '4.0', cv: '0.333' })?.verdict).toBe('reproduced');
    expect(row({ sd: '4.0', cv: '33' })?.verdict).toBe('reproduced');
    expect(row({ iqr: ['8', '15'], iqrWidth: '7' })?.verdict).toBe('reproduced');
    expect(row({ variance: '16.0', se: '0.63' })?.verdict).toBe('reproduced');
  });

  it('are wrong by definition where they do not', () => {
    expect(row({ sd: '4.0', se: '1.2' })).toMatchObject({
      verdict: 'inconsistent',
      where: { path: 'measures.m.se' },
    });
    expect(row({ sd: '4.0', se: '1.2' })?.why).toMatch(
      /^4\.0\/√40 = 0\.632 \(0\.625 to 0\.640\)\. Printed is 1\.2\. What could explain it: /,
    );
    expect(row({ sd: '4.0', variance: '25.0' })?.verdict).toBe('inconsistent');
    expect(row({ sd: '4.0', cv: '50%' })?.verdict).toBe('inconsistent');
    expect(row({ iqr: ['8', '15'], iqrWidth: '9' })?.verdict).toBe('inconsistent');
  });

  it('may lie on the edges: 3.95² = 15.6025, 8.5 to 14.5 are 6 apart', () => {
    expect(row({ sd: '4.0', variance: '15.6025' })?.verdict).toBe('within-rounding');
    expect(row({ sd: '4.0', variance: '16.4025' })?.verdict).toBe('within-rounding');
    // 15.6025 × 39/40 = 15.212, if the variance divides by n and the SD by n − 1.
    expect(row({ sd: '4.0', variance: '15.213' })?.verdict).toBe('within-rounding');
    expect(row({ sd: '4.0', variance: '15.210' })?.verdict).toBe('inconsistent');
    expect(row({ iqr: ['8', '15'], iqrWidth: '6.0' })?.verdict).toBe('within-rounding');
    expect(row({ iqr: ['8', '15'], iqrWidth: '5.3' })?.verdict).toBe('inconsistent');
  });

  it('allow an SD that divides by n, whose SE is SD/√(n − 1)', () => {
    const by = (how?: object) => row({ sd: '4.000', se: '0.6405', ...(how && { how }) });
    expect(by()).toMatchObject({ verdict: 'reproduced' });
    expect(by()?.why).toContain('which is reproduced if the SD divides by n');
    expect(by({ sd: 'sample' })?.verdict).toBe('inconsistent');
    expect(by({ sd: 'population' })?.verdict).toBe('reproduced');
  });

  it('are no proof of a model, or without the number of patients', () => {
    expect(row({ sd: '4.0', se: '1.2', how: { model: 'mixed model' } })?.verdict).toBe(
      'unexplained',
    );
    const [assumed] = findingsOf('spread-forms', {
      cohorts: { all: { n: 40 } },
      measures: { m: { cohort: 'all', sd: '4.0', se: '1.2' } },
    });
    expect(assumed?.verdict).toBe('unexplained');
    const [cv] = findingsOf('spread-forms', {
      cohorts: { all: { n: null } },
      measures: { m: { cohort: 'all', mean: '12.0', sd: '4.0', cv: '37.3%' } },
    });
    expect(cv?.verdict).toBe('unexplained');
    expect(row({ sd: '4.0', cv: '33.8%', how: { sd: 'population' } })?.level).toBe('pass');
  });
});

const ages = ['61', '48', '55', '52'];
const values = (statistics: object, of: readonly string[] = ages) =>
  findingsOf('from-values', {
    cohorts: { i: { n: of.length } },
    values: { age: { cohort: 'i', values: of, ...statistics } },
  })[0];

describe('values printed one by one', () => {
  // R: mean 54, sd 5.477226, by n 4.743416, SE 2.738613, median 53.5, geometric mean 53.79.
  it('have the printed figures', () => {
    for (const figures of [
      { mean: '54.0' },
      { sd: '5.48' },
      { se: '2.74' },
      { variance: '30.0' },
      { median: '53.5' },
      { range: ['48', '61'] },
      { geometricMean: '53.8' },
    ]) {
      expect(values(figures)?.verdict, JSON.stringify(figures)).toBe('reproduced');
    }
    const byN = values({ sd: '4.743' });
    expect(byN?.verdict).toBe('reproduced');
    expect(byN?.why).toContain('with the divisor n');
  });

  it('do not have others', () => {
    for (const figures of [
      { mean: '56.0' },
      { sd: '9.0' },
      { se: '5.5' },
      { variance: '81' },
      { median: '57' },
      { range: ['48', '62.6'] },
      { geometricMean: '55.8' },
    ]) {
      const found =
        'range' in figures
          ? findingsOf('from-values', {
              cohorts: { i: { n: 4 } },
              values: { age: { cohort: 'i', values: ages, ...figures } },
            })[1]
          : values(figures);
      expect(found?.verdict, JSON.stringify(figures)).toBe('inconsistent');
    }
    expect(values({ mean: '56.0' })?.why).toMatch(
      /^The values add up to 216, and 216\/4 = 54\.000 \(53\.500 to 54\.500\)\. Printed is 56\.0\./,
    );
  });

  it('are themselves rounded: the mean of 61, 48, 55 and 52 is 53.5 to 54.5', () => {
    expect(values({ mean: '54.50' })?.verdict).toBe('within-rounding');
    expect(values({ mean: '53.50' })?.verdict).toBe('within-rounding');
    expect(values({ mean: '54.51' }, ages)?.why).toContain('cut off');
    expect(values({ mean: '55.02' })?.verdict).toBe('inconsistent');
  });

  it('are no proof where some may be left out', () => {
    const some = (cohort: object, more: object = {}) =>
      findingsOf('from-values', {
        cohorts: { i: cohort },
        values: { age: { cohort: 'i', values: ages, mean: '56.0', ...more } },
      })[0];
    expect(some({ n: 6 })?.verdict).toBe('unexplained');
    expect(some({ n: null })?.verdict).toBe('unexplained');
    expect(some({ n: 6 }, { n: 5 })).toMatchObject({
      verdict: 'unexplained',
      where: { path: 'values.age.n' },
    });
    expect(some({ n: 3 }, { perPatient: 2 })?.verdict).toBe('unexplained');
    expect(some({ n: 2 }, { perPatient: 2 })?.verdict).toBe('inconsistent');
  });

  it('are those of the measure at the visit that the file names', () => {
    const [found] = findingsOf('from-values', {
      cohorts: { i: { n: 4 } },
      measures: { age: { cohort: 'i', at: { before: { n: 4, mean: '56.0' } } } },
      values: { ages: { cohort: 'i', measure: 'age', visit: 'before', values: ages } },
    });
    expect(found).toMatchObject({
      verdict: 'inconsistent',
      where: { path: 'measures.age.at.before.mean' },
    });
  });

  it('never have figures called wrong that were made from them before rounding', () => {
    const value = fc.integer({ min: 100, max: 9999 }).map((units) => units / 100);
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 2, maxLength: 20 }),
        fc.integer({ min: 0, max: 2 }),
        (all, decimals) => {
          const sorted = [...all].sort((a, b) => a - b);
          const half = Math.floor(all.length / 2);
          const [upper, lower] = [sorted[half] as number, sorted[half - 1] as number];
          const median = all.length % 2 === 1 ? upper : (lower + upper) / 2;
          const found = findingsOf('from-values', {
            cohorts: { i: { n: all.length } },
            values: {
              v: {
                cohort: 'i',
                values: all.map((each) => each.toFixed(decimals)),
                mean: mean(all).toFixed(2),
                sd: sd(all).toFixed(2),
                se: (sd(all) / Math.sqrt(all.length)).toFixed(3),
                variance: (sd(all) ** 2).toFixed(2),
                median: median.toFixed(2),
                range: [(sorted[0] as number).toFixed(2), (sorted.at(-1) as number).toFixed(2)],
              },
            },
          });
          expect(found.map(({ level }) => level)).toEqual(found.map(() => 'pass'));
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a rate', () => {
  const rate = (figures: object) => ({
    cohorts: { all: { n: 100 } },
    rates: {
      r: { cohort: 'all', events: 20, time: '150.5', unit: 'person-years', per: 100, ...figures },
    },
  });
  const verdict = (text: string, more: object = {}) =>
    findingsOf('event-rate', rate({ rate: text, ...more }))[0]?.verdict;

  it('is its events over the time: 100 × 20/150.5 = 13.29', () => {
    expect(verdict('13.3')).toBe('reproduced');
    expect(verdict('23.3')).toBe('inconsistent');
    expect(verdict('23.3', { how: { model: 'Poisson regression' } })).toBe('unexplained');
  });

  it('may lie on the edges of the time: 2000/150.45 = 13.2935, 2000/150.55 = 13.2846', () => {
    expect(verdict('13.2935')).toBe('within-rounding');
    expect(verdict('13.2846')).toBe('within-rounding');
    expect(verdict('13.2938')).toBe('inconsistent');
  });

  it('that fits per another number of units of time is named', () => {
    const [found] = findingsOf('event-rate', rate({ rate: '133' }));
    expect(found?.verdict).toBe('unexplained');
    expect(found?.why).toContain('per 1000 units of time');
  });

  it('has limits by R’s poisson.test: 8.1172 to 20.5239; by the log 8.573 to 20.598', () => {
    const limits = (ci: string[], how?: object) =>
      findingsOf('ci-from-estimate', rate({ rate: '13.3', ci, ...(how && { how }) })).map(
        ({ verdict: each }) => each,
      );
    expect(limits(['8.12', '20.52'])).toEqual(['possible', 'reproduced', 'reproduced']);
    expect(limits(['8.57', '20.60'])).toEqual(['possible', 'reproduced', 'reproduced']);
    expect(limits(['6.12', '24.52'], { interval: 'Byar' })).toEqual([
      'possible',
      'inconsistent',
      'inconsistent',
    ]);
    expect(limits(['6.12', '24.52'])).toEqual(['possible', 'unexplained', 'unexplained']);
  });
});
