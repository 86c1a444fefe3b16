import { describe, expect, it } from 'vitest';
import type { Table } from '../../../src/report/document.ts';
import type { StudyReport } from '../../../src/report/report.ts';
import { fixture, methods, reportOf, resultOf, studyOf } from './studies.ts';

const arm = (n: number, mean: string, sd: string) => ({ n, mean, sd });
const visits = {
  before: arm(20, '18.2', '4.8'),
  after: arm(20, '9.7', '5.1'),
};
const cohorts = { sham: { n: 22 }, active: { n: 20 }, all: { n: 42 } };
const trial = (more: object = {}, series: object = { active: visits, sham: visits }) =>
  studyOf({
    cohorts,
    scales: { s: { min: 0, max: 32, better: 'lower' } },
    measures: { tremor: { scale: 's', baseline: 'before', in: series } },
    ...more,
  });
const ids = ({ results }: StudyReport) => results.map(({ id }) => id);
const tables = ({ parts }: StudyReport) =>
  parts.filter((part): part is Table => part.kind === 'table');

describe('which groups are compared', () => {
  it('those of a measure at every later visit, the control last whatever the order of the file', async () => {
    const report = await reportOf(trial());
    const welch = ids(report).filter((id) => id.endsWith('.md_welch'));
    expect(welch).toEqual(['tremor.active-sham.after.md_welch']);
  });

  it('those that a comparison names, in its order, and at the baseline only there', async () => {
    const comparison = { measure: 'tremor', between: ['sham', 'active'], at: 'before', p: '.8' };
    const report = await reportOf(trial({ comparisons: [comparison] }));
    expect(ids(report).filter((id) => id.endsWith('.md_welch'))).toEqual([
      'tremor.sham-active.before.md_welch',
      'tremor.sham-active.after.md_welch',
    ]);
  });

  it('never a group with one of its own parts', async () => {
    const study = trial(
      { cohorts: { all: { n: 42 }, active: { of: 'all', n: 20 } } },
      { all: visits, active: visits },
    );
    expect(ids(await reportOf(study)).filter((id) => /md_|anova/.test(id))).toEqual([]);
  });

  it('not the patients of a study of one group: nothing of this is loaded or said', async () => {
    const study = trial({}, { active: visits });
    const report = await reportOf(study);
    expect(tables(report).map(({ title }) => title)).not.toContain('Between groups');
  });
});

describe('signs', () => {
  it('the difference is the first minus the second; improvement is positive when better', async () => {
    const sham = { before: visits.before, after: arm(22, '16.1', '4.9') };
    const result = resultOf(
      await reportOf(trial({}, { active: visits, sham })),
      'tremor.active-sham.after.md_welch',
    );
    expect(result.value).toBeCloseTo(9.7 - 16.1, 12);
    expect(result.improvement).toBeCloseTo(16.1 - 9.7, 12);
    expect(result.between).toEqual(['active', 'sham']);
  });

  it('improvement is null where the file does not say which way the scale runs', async () => {
    const scales = { s: { min: 0, max: 32 } };
    const report = await reportOf(trial({ scales }));
    expect(report.results.every(({ improvement }) => improvement === null)).toBe(true);
  });
});

describe('changes of two groups', async () => {
  const study = await fixture('three-arms.jsonc');

  it('cover every possible correlation when none is known, and have no standard error then', async () => {
    const result = resultOf(
      await reportOf(study),
      'tremor.high-placebo.6-months.change.change_difference',
    );
    expect(result).toMatchObject({ se: null, correlation: null });
    expect(result.ci?.widestOver).toBe('correlation');
    // The least correlation, −1 in one of the groups, gives the widest: the SDs of a change add up.
    const s1 = 4.8 + 5.1;
    const s2 = 4.4 + Math.sqrt(24);
    const se = Math.sqrt(((19 * s1 ** 2 + 21 * s2 ** 2) / 40) * (1 / 20 + 1 / 22));
    // qt(0.975, 40) in R
    const t = 2.0210753903062733;
    expect(result.ci?.low).toBeCloseTo(-7.1 - t * se, 9);
    expect(result.ci?.high).toBeCloseTo(-7.1 + t * se, 9);
  });

  it('--correlation 0.5 gives each effect just one standard error', async () => {
    const correlation = { kind: 'values', values: [0.5] } as const;
    const { results } = await reportOf(study, { correlation });
    const changes = results.filter(({ to, quantity }) => to !== null && /change/.test(quantity));
    expect(changes.length).toBeGreaterThan(0);
    for (const { id, between, measure, cohort, to, quantity } of changes) {
      const same = results.filter(
        (other) =>
          other.quantity === quantity &&
          other.measure === measure &&
          other.cohort === cohort &&
          other.to === to &&
          JSON.stringify(other.between) === JSON.stringify(between) &&
          other.se !== null,
      );
      expect(same.length, id).toBe(1);
    }
  });

  it('several correlations give one row each', async () => {
    const correlation = { kind: 'values', values: [0.3, 0.7] } as const;
    const report = await reportOf(study, { correlation });
    const own = ids(report).filter((id) => id.includes('high-placebo.6-months.change'));
    expect(own.filter((id) => id.endsWith('change_difference'))).toHaveLength(2);
  });

  it('take the printed SDs of the changes where both groups have them', async () => {
    const result = resultOf(await reportOf(study), 'tremor.low-placebo.6-months.change.md_welch');
    expect(result.quantity).toBe('difference-of-changes');
    expect(result.assumptions[0]).toContain('printed means and SDs of the patients’ changes');
    expect(result.ci?.widestOver).toBeNull();
  });
});

it('the baseline of only one group leaves the changes to the list of what is missing', async () => {
  const study = trial(
    {},
    { active: visits, sham: { before: { n: 22, mean: '18.0' }, after: visits.after } },
  );
  const report = await reportOf(study);
  const result = resultOf(report, 'tremor.active-sham.after.change.change_difference');
  expect(result.reason).toBe('missing: SD before of sham'.replace('sham', 'Sham'));
});

it('--all adds every method of two groups, of changes, of two proportions and of rates', async () => {
  const report = await reportOf(await fixture('three-arms.jsonc'), { also: methods });
  const used = new Set(report.results.map(({ method }) => method));
  const designs = ['two groups', 'two groups before and after', 'two proportions', 'rates'];
  const missing = methods.filter(({ design, id }) => designs.includes(design) && !used.has(id));
  expect(missing.map(({ id }) => id)).toEqual([]);
});

it('many comparisons come with a word on chance', async () => {
  const measures = Object.fromEntries(
    ['a', 'b', 'c', 'd', 'e'].map((id) => [
      id,
      { unit: 'mm', in: { active: { end: visits.after }, sham: { end: visits.before } } },
    ]),
  );
  const report = await reportOf(studyOf({ cohorts, measures }));
  const table = tables(report).find(({ title }) => title === 'Between groups');
  expect(table?.rows).toHaveLength(5);
  expect(table?.caption).toContain('by chance alone');
});

it('compares no rates where one of the two is not printed', async () => {
  const group = (n: number) => ({ of: 'all', n });
  const study = studyOf({
    cohorts: { all: { n: 40 }, a: group(20), b: group(20) },
    rates: { falls: { cohort: 'a', events: 12, time: '100', unit: 'years' } },
    comparisons: [{ between: ['a', 'b'], effects: [{ kind: 'rate-ratio', value: '1.3' }] }],
  });
  const { results } = await reportOf(study);
  expect(results.filter(({ method }) => method?.startsWith('rate_ratio'))).toEqual([]);
});
