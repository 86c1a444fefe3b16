import { describe, expect, it } from 'vitest';
import { reportOf, studyOf } from './studies.ts';

const cohorts = { a: { n: 20 }, b: { n: 22 } };
const measures = {
  pain: {
    unit: 'mm',
    baseline: 'before',
    in: { a: { before: {}, after: {} }, b: { before: {}, after: {} } },
  },
};

/** What a printed effect or test of a comparison gives: method and value. */
async function given(comparison: object): Promise<Record<string, number | null>> {
  const { results } = await reportOf(
    studyOf({ cohorts, measures, comparisons: [{ measure: 'pain', ...comparison }] }),
  );
  const own = results.filter(({ id }) => id.startsWith('comparisons.0'));
  return Object.fromEntries(own.map(({ method, value }) => [method, value]));
}
const between = { between: ['a', 'b'], at: 'after' };
const within = { cohort: 'a', from: 'before', to: 'after' };

describe('a printed test statistic', () => {
  it('a t of two groups gives d, a paired one d_z from its n or its df', async () => {
    const tests = [{ kind: 't', value: '2.50', df: '40' }];
    expect((await given({ ...between, tests }))['d_from_t']).toBeCloseTo(
      2.5 * Math.sqrt(1 / 20 + 1 / 22),
      12,
    );
    expect(
      (await given({ ...within, tests: [{ kind: 't', value: '2.50', df: '15' }] }))[
        'dz_from_paired_t'
      ],
    ).toBeCloseTo(2.5 / 4, 12);
    expect(
      (await given({ ...within, tests: [{ kind: 't', value: '2.50', n: 25 }] }))[
        'dz_from_paired_t'
      ],
    ).toBeCloseTo(0.5, 12);
  });

  it.each([
    [{ how: { test: 'Welch t' } }],
    [{ how: { variances: 'unequal' } }],
    [{ how: { model: 'ANCOVA' } }],
    [{ how: { adjusted: ['age'] } }],
  ])('but not when it is not of raw scores and equal variances: %j', async (how) => {
    const tests = [{ kind: 't', value: '2.50', df: '40' }];
    expect(Object.keys(await given({ ...between, ...how, tests }))).toEqual(['p_t']);
  });

  it('F gives |d| of two groups only with one degree of freedom', async () => {
    const F = (df: string[]) => given({ ...between, tests: [{ kind: 'F', value: '6.25', df }] });
    expect((await F(['1', '40']))['d_from_F']).toBeCloseTo(2.5 * Math.sqrt(1 / 20 + 1 / 22), 12);
    expect(Object.keys(await F(['2', '57']))).toEqual(['p_F']);
  });

  it.each(['Student t', 'unpaired t', 'independent samples t'])(
    'an exact P of a test called %j gives |d|',
    async (test) => {
      const found = await given({ ...between, p: '.017', how: { test } });
      // qt(.017 / 2, 40, lower.tail = FALSE) * sqrt(1 / 20 + 1 / 22) in R
      expect(found['d_from_p']).toBeCloseTo(0.769521292215818, 9);
    },
  );

  it.each([
    ['a limit', { p: '<.05', how: { test: 'Student t' } }],
    ['another test', { p: '.017', how: { test: 'Mann–Whitney' } }],
    ['a paired test', { p: '.017', how: { test: 'paired t' } }],
    ['one tail', { p: '.017', how: { test: 'Student t', tails: 1 } }],
    ['a test that is not named', { p: '.017' }],
  ])('but not %s', async (_, figures) => {
    const found = await given({ ...between, ...figures });
    expect(found['d_from_p'] ?? null).toBeNull();
  });

  it('U and W stay as printed: nothing is converted, and nothing is invented', async () => {
    expect(await given({ ...between, tests: [{ kind: 'U', value: '101' }] })).toEqual({});
  });
});

describe('a printed effect', () => {
  it('an odds ratio gives its logarithm with the SE from its interval, at the level printed, and d', async () => {
    const effects = [{ kind: 'or', value: '4.25', ci: ['2.00', '9.05'] }];
    const found = await given({ ...between, effects });
    expect(found['log_ratio_from_ci']).toBeCloseTo(Math.log(4.25), 12);
    expect(found['d_from_or']).toBeCloseTo((Math.log(4.25) * Math.sqrt(3)) / Math.PI, 12);
  });

  it('a ratio without an interval, or with one that reaches 0, gives nothing', async () => {
    expect(await given({ ...between, effects: [{ kind: 'or', value: '4.25' }] })).toEqual({});
    const found = await given({
      ...between,
      effects: [{ kind: 'hr', value: '0.5', ci: ['0.0', '1.2'] }],
    });
    expect(found).toEqual({ log_ratio_from_ci: null });
  });

  it('d, g and r give what they are on other scales; a kappa does not', async () => {
    const effects = ['d', 'g', 'r', 'kappa'].map((kind) => ({ kind, value: '0.50' }));
    const { results } = await reportOf(
      studyOf({ cohorts, comparisons: [{ between: ['a', 'b'], effects }] }),
    );
    expect(results.map(({ method }) => method)).toEqual([
      'logor_from_d',
      'logor_from_d',
      'd_from_r',
    ]);
  });

  it('a mean difference gives its SE: by t with the df of two groups, by z from a model', async () => {
    const figures = { ...between, difference: '-7.1', ci: ['-10.3', '-3.9'] };
    // qt(0.975, 40) and qnorm(0.975) in R
    expect((await given(figures))['se_from_ci_t']).toBeCloseTo(3.2 / 2.0210753903062733, 9);
    const model = await given({ ...figures, how: { model: 'ANCOVA' } });
    expect(model['se_from_ci_z']).toBeCloseTo(3.2 / 1.959963984540054, 9);
    expect(await given({ ...figures, se: '1.6' })).toEqual({});
  });
});
