import { describe, expect, it } from 'vitest';
import { findMethod } from '../../src/estimates/index.ts';
import type { Estimate } from '../../src/estimates/method.ts';

const prePost = { n: 20, meanPre: 2, sdPre: 1, meanPost: 3, sdPost: 1, correlation: 0.5 };

function estimate(id: string, input: object): Estimate {
  const method = findMethod(id);
  if (method === undefined) throw new Error(`no method ${id}`);
  return method.estimate(input);
}

describe('where a formula has no value there is a reason instead of a number', () => {
  it.each(['dz_exact', 'smcc_ls', 'd_rm', 'es_z', 'es_rm'])(
    '%s: everybody changed by the same amount',
    (id) => {
      expect(estimate(id, { ...prePost, correlation: 1 })).toMatchObject({
        value: null,
        reason: 'undefined: the SD of the change is 0',
      });
    },
  );

  it('change_t: then the mean change stands without interval and test', () => {
    const result = estimate('change_t', { ...prePost, correlation: 1 });
    expect(result).toMatchObject({ value: 1, se: 0, ci: null });
    expect(result.reason).toBe('undefined: the standard error is 0');
    expect(result).not.toHaveProperty('p');
  });

  it.each(['smcc_ls', 'smcr_ls', 'gz_exact', 'es_av'])('%s: Hedges’ J with n = 2', (id) => {
    expect(estimate(id, { ...prePost, n: 2 })).toMatchObject({
      value: null,
      reason:
        'undefined: the small-sample correction J needs more than 1 degree of freedom; there is 1',
    });
  });

  it.each(['smcr_ls', 'd_becker', 'es_b'])('%s: nobody differed before', (id) => {
    expect(estimate(id, { ...prePost, sdPre: 0 }).reason).toBe('undefined: the SD before is 0');
  });

  it.each(['percent_change_delta', 'percent_change_fieller', 'ratio_fieller'])(
    '%s: a mean of 0 before',
    (id) => {
      expect(estimate(id, { ...prePost, meanPre: 0 })).toMatchObject({
        value: null,
        reason: 'undefined: the mean before is 0',
      });
    },
  );

  it('a log ratio of a mean that is not above 0', () => {
    for (const id of ['romc', 'log_response_ratio', 'percent_change_log']) {
      expect(estimate(id, { ...prePost, meanPost: -1 }).reason).toMatch(/^undefined: /);
    }
  });

  it('a share of the possible gain where nothing can be gained', () => {
    for (const id of ['pmpi_delta', 'pmpi_fieller']) {
      expect(estimate(id, { ...prePost, max: 2 }).reason).toBe(
        'undefined: the mean before is already the best score',
      );
    }
  });

  it("Fieller's interval with g ≥ 1 has no ends", () => {
    const input = { n: 8, meanPre: 0.6, sdPre: 1.9, meanPost: 1.8, sdPost: 2.1, correlation: 0.2 };
    const { ci, details } = estimate('ratio_fieller', input);
    expect(ci).toEqual({ low: null, high: null, level: 0.95, reason: 'unbounded' });
    expect(details?.bounded).toBe(false);
    expect(details?.g).toBeGreaterThan(1);
  });

  it('a logit interval without events, where 1/2 is not added', () => {
    expect(estimate('logit', { x: 0, n: 9 })).toEqual({
      value: 0,
      ci: null,
      reason: 'undefined: the logit of 0 is not finite',
    });
  });

  it.each(['cv', 'cv_unbiased', 'cvln', 'cv_vangel', 'cv_exact'])(
    '%s: a mean not above 0',
    (id) => {
      expect(estimate(id, { n: 12, mean: 0, sd: 1 })).toEqual({
        value: null,
        reason: 'undefined: a coefficient of variation needs a mean above 0',
      });
    },
  );

  it('numbers beyond doubles', () => {
    const { ci, reason } = estimate('mean_t', { n: 2, mean: 1e308, sd: 1e308 });
    expect(reason ?? ci?.reason).toMatch(/beyond the range of double precision/);
  });
});
