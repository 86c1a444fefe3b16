import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findMethod } from '../../src/estimates/index.ts';
import type { Estimate } from '../../src/estimates/method.ts';

interface RCase {
  readonly method: string;
  readonly call: string;
  readonly level: number;
  readonly input: Readonly<Record<string, number | readonly number[]>>;
  readonly expected: Readonly<Record<string, number>>;
}

const { cases }: { readonly cases: readonly RCase[] } = JSON.parse(
  readFileSync('tests/fixtures/r/beyond-reference.json', 'utf8'),
);

function found({ ci, details, ...estimate }: Estimate, key: string): unknown {
  if (key === 'ciLow') return ci?.low;
  if (key === 'ciHigh') return ci?.high;
  return key in estimate ? estimate[key as keyof typeof estimate] : details?.[key];
}

function estimateOf(id: string, input: object, level = 0.95): Estimate {
  const method = findMethod(id);
  if (method === undefined) throw new Error(`no method ${id}`);
  return method.estimate(input, { level });
}

describe('methods without a file of reference values agree with R', () => {
  it.each([...new Set(cases.map(({ method }) => method))])('%s', (id) => {
    for (const { level, input, expected, call } of cases.filter(({ method }) => method === id)) {
      const estimate = estimateOf(id, input, level);
      for (const [key, value] of Object.entries(expected)) {
        const actual = found(estimate, key) as number;
        // The data have the means and SDs to about 1e-15, and a mean difference can be near 0.
        const allowed = Math.max(1e-9 * Math.abs(value), 1e-12);
        expect(Math.abs(actual - value), `${call}: ${key}`).toBeLessThanOrEqual(allowed);
      }
    }
  });
});

describe('a p-value comes with what it was computed from', () => {
  it.each([
    ['p_t', { t: 2.31, df: 40 }, { statistic: 2.31, df: 40 }],
    ['p_z', { z: -1.2 }, { statistic: -1.2, df: undefined }],
    // t = r √(df/(1 − r²)) = 0.6 · 4/0.8
    ['p_r', { r: 0.6, df: 16 }, { statistic: 3, df: 16 }],
  ])('%s', (id, input, { statistic, df }) => {
    const estimate = estimateOf(id, input);
    expect(estimate.statistic).toBeCloseTo(statistic, 12);
    expect(estimate.df).toBe(df);
  });
});

describe('published examples', () => {
  /** Morris 2008, Table 5, column d_ppc2; variances as on metafor-project.org, analyses:morris2008. */
  it('d_ppc2 of the five studies in Morris 2008', () => {
    const studies = cases.filter(({ method, level }) => method === 'd_ppc' && level === 0.95);
    const round = (value: number | null | undefined) =>
      Math.round((value ?? Number.NaN) * 100) / 100;
    const published = [0.77, 0.8, 1.2, 1.05, 0.44];
    const exact = studies.map(({ input }) => estimateOf('d_ppc_ls', input));
    expect(exact.map(({ value }) => round(value))).toEqual(published);
    expect(exact.map(({ se }) => round((se ?? 0) ** 2))).toEqual([0.11, 0.04, 0.14, 0.07, 0.16]);
    expect(studies.map(({ input }) => round(estimateOf('d_ppc', input).value))).toEqual(published);
  });

  /** The example of test.anova.bs in the documentation of the R package statpsych (Bonett). */
  it('one-way analysis of variance from means, SDs and n', () => {
    const { statistic, p, details } = estimateOf('anova', {
      ns: [20, 20, 20],
      means: [12.4, 8.6, 10.5],
      sds: [3.84, 3.12, 3.48],
    });
    expect(statistic).toBeCloseTo(5.919585, 6);
    expect(p).toBeCloseTo(0.004614428, 9);
    expect(details).toMatchObject({ df1: 2, df2: 57 });
    expect(details?.etaSquared).toBeCloseTo(0.1719831, 7);
    expect(details?.epsilonSquared).toBeCloseTo(0.1429298, 7);
  });

  /** R's help page of prop.test: smokers among patients with lung cancer (Fleiss 1981). */
  it('χ² of the smokers in four groups', () => {
    const input = { events: [83, 90, 129, 70], totals: [86, 93, 136, 82] };
    const { statistic, df, p } = estimateOf('chisq_groups', input);
    expect(statistic).toBeCloseTo(12.6, 2);
    expect(df).toBe(3);
    expect(p).toBeCloseTo(0.005585, 6);
  });

  /** Newcombe 1998, Table II: methods 1 (Wald), 5 (Mee), 6 (Miettinen–Nurminen) and 10. */
  it.each([
    ['rd_wald', 56, 70, 48, 80, '0.0575', '0.3425'],
    ['rd_mee', 56, 70, 48, 80, '0.0533', '0.3377'],
    ['rd_mn', 56, 70, 48, 80, '0.0528', '0.3382'],
    ['rd_newcombe', 56, 70, 48, 80, '0.0524', '0.3339'],
    ['rd_newcombe', 9, 10, 3, 10, '0.1705', '0.8090'],
    ['rd_newcombe', 6, 7, 2, 7, '0.0582', '0.8062'],
    ['rd_newcombe', 5, 56, 0, 29, '-0.0381', '0.1926'],
    ['rd_newcombe', 0, 10, 0, 20, '-0.1611', '0.2775'],
    ['rd_newcombe', 10, 10, 0, 20, '0.6791', '1.0000'],
  ])('%s of %d/%d − %d/%d', (id, x1, n1, x2, n2, low, high) => {
    const { ci } = estimateOf(id, { x1, n1, x2, n2 });
    expect([ci?.low?.toFixed(4), ci?.high?.toFixed(4)]).toEqual([low, high]);
  });
});
