import { describe, expect, it } from 'vitest';
import { findMethod, methods } from '../../src/estimates/index.ts';
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

const table = (x1: number, n1: number, x2: number, n2: number) => ({ x1, n1, x2, n2 });

describe('tables with empty cells', () => {
  it.each(['rr_katz', 'rr_koopman', 'rr_mn'])('%s: a ratio to a group without events', (id) => {
    expect(estimate(id, table(5, 20, 0, 22))).toMatchObject({
      value: null,
      reason: 'undefined: nobody had the event in group 2, the ratio is infinite',
    });
    expect(estimate(id, table(0, 20, 0, 22)).reason).toBe(
      'undefined: nobody had the event in either group',
    );
  });

  it('a score interval of a ratio then has a lower limit only', () => {
    const { ci } = estimate('rr_koopman', table(5, 20, 0, 22));
    expect(ci).toMatchObject({ high: null, reason: 'unbounded' });
    expect(ci?.low).toBeGreaterThan(1);
    expect(estimate('rr_koopman', table(0, 20, 0, 22)).ci).toMatchObject({ low: 0, high: null });
  });

  it('an odds ratio with a zero cell has no log interval; 1/2 is added only by the method so named', () => {
    expect(estimate('or_woolf', table(0, 15, 4, 17))).toMatchObject({ value: 0, ci: null });
    expect(estimate('or_woolf', table(5, 20, 0, 22)).value).toBeNull();
    expect(estimate('or_woolf_half', table(0, 15, 4, 17)).details?.added).toBe(0.5);
    expect(estimate('or_woolf_half', table(3, 15, 4, 17)).details?.added).toBe(0);
    expect(estimate('or_woolf_half', table(3, 15, 4, 17)).value).toBe(
      estimate('or_woolf', table(3, 15, 4, 17)).value,
    );
  });

  it("Fisher's odds ratio where the margins allow one table only", () => {
    expect(estimate('or_fisher', table(0, 5, 0, 9))).toEqual({
      value: null,
      ci: { low: 0, high: null, level: 0.95, reason: 'unbounded' },
      p: 1,
      reason: 'undefined: the margins allow no other table',
    });
  });

  it.each(['chisq', 'chisq_yates', 'phi', 'chisq_groups'])('%s: everybody had the event', (id) => {
    const input = { ...table(5, 5, 9, 9), events: [5, 9], totals: [5, 9] };
    expect(estimate(id, input)).toMatchObject({
      value: null,
      reason: expect.stringMatching(/^undefined: everybody/),
    });
  });

  it('a number needed to treat whose difference may be 0 runs through infinity', () => {
    const { ci, details } = estimate('nnt_newcombe', table(0, 15, 4, 17));
    expect(details?.spansZero).toBe(true);
    expect(ci?.low).toBeLessThan(0);
    expect(ci?.high).toBeGreaterThan(0);
    expect(ci?.reason).toMatch(/^several: .*through infinity$/);
    expect(estimate('nnt_wald', table(6, 20, 9, 30))).toMatchObject({
      value: null,
      ci: { low: null, high: null, reason: 'unbounded' },
    });
  });

  it.each(['mcnemar', 'mcnemar_cc', 'mcnemar_exact', 'mcnemar_midp', 'paired_or_exact'])(
    '%s: no discordant pairs',
    (id) => {
      expect(estimate(id, { a: 4, b: 0, c: 0, d: 9 })).toEqual({
        value: null,
        reason: 'undefined: both times agree in every pair, b and c are 0',
      });
    },
  );

  it('rates without events', () => {
    expect(estimate('rate_log', { x: 0, time: 3 })).toMatchObject({ value: 0, ci: null });
    expect(estimate('rate_exact', { x: 0, time: 3 }).ci?.low).toBe(0);
    const none = { x1: 0, t1: 3, x2: 0, t2: 4 };
    expect(estimate('rate_ratio_exact', none).reason).toMatch(/^undefined: there are no events/);
  });

  it('conversions of numbers that say nothing, or contradict each other', () => {
    expect(estimate('pooled_sd_from_md_t', { n1: 9, n2: 9, md: 1, t: 0 }).reason).toMatch(/t of 0/);
    expect(estimate('d_from_r', { r: 1 }).value).toBeNull();
    expect(estimate('r_from_sd_change', { sdPre: 1, sdPost: 1, sdChange: 2.5 })).toMatchObject({
      value: null,
      details: { unlimited: -2.125 },
    });
    expect(() => estimate('wan_iqr', { n: 9, q1: 4, median: 3, q3: 5 })).toThrow(
      'q1 must not exceed median; got 4 and 3',
    );
  });
});

describe('the largest counts', () => {
  const most = Number.MAX_SAFE_INTEGER;
  const half = Math.floor(most / 2);
  const tables = [
    table(half, most, half, most),
    table(1, most, 0, most),
    table(most, most, most, most),
    table(3, 5, half, most),
    table(5e9, 1e10, 5e9, 1e10),
  ];
  const rates = [
    { x: most, time: 1, x1: half, t1: 1, x2: half, t2: 0.3 },
    { x: 1e10, time: 1e300, x1: 1, t1: 1e-300, x2: 1e15, t2: 1 },
  ];
  const pairs = [
    { a: 0, b: half, c: half, d: 0 },
    { a: 1, b: 1, c: most - 3, d: 1 },
  ];
  const inputs: Readonly<Record<string, readonly object[]>> = {
    'two proportions': tables,
    rates,
    'paired counts': pairs,
  };
  it.each(methods.filter(({ design }) => design in inputs))(
    '$id answers at once, if only that there are too many tables',
    (method) => {
      for (const input of inputs[method.design] ?? []) {
        const start = performance.now();
        const { value, reason } = method.estimate(input);
        expect(performance.now() - start).toBeLessThan(1500);
        if (value === null) expect(reason).toMatch(/^(undefined|several): /);
      }
    },
  );

  it("Fisher's test says when it does not go through all tables", () => {
    expect(estimate('or_fisher', table(half, most, half, most))).toEqual({
      value: null,
      reason: 'undefined: too many tables to go through',
    });
  });
});
