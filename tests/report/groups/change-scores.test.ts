import { describe, expect, it } from 'vitest';
import { reportOf, resultOf, studyOf } from './studies.ts';

/** A trial of which only the changes are printed. */
const trial = (how: object = {}, active: object = { mean: '-5.1', sd: '5.1' }) =>
  studyOf({
    cohorts: { active: { n: 32 }, sham: { n: 30 } },
    scales: { s: { min: 0, max: 35, better: 'lower' } },
    measures: {
      tremor: {
        scale: 's',
        baseline: 'before',
        in: { active: { before: {}, after: {} }, sham: { before: {}, after: {} } },
      },
    },
    comparisons: [
      {
        measure: 'tremor',
        between: ['active', 'sham'],
        change: ['before', 'after'],
        changeScores: { active, sham: { mean: '-1.3', sd: '2.4' } },
        ...how,
      },
    ],
  });
const difference = 'tremor.active-sham.after.change';

describe('printed changes with their SDs', () => {
  it('give the change of each group, as t.test does on data with these figures', async () => {
    const { value, se, ci, improvement } = resultOf(
      await reportOf(trial()),
      'tremor.active.after.change.mean_t',
    );
    expect([value, improvement]).toEqual([-5.1, 5.1]);
    expect(se).toBeCloseTo(0.901561146012848, 12);
    expect(ci?.low).toBeCloseTo(-6.93874608004176, 12);
    expect(ci?.high).toBeCloseTo(-3.26125391995824, 12);
  });

  it('give their difference, as t.test(x, y)', async () => {
    const report = await reportOf(trial());
    const { se, ci } = resultOf(report, `${difference}.md_welch`);
    expect(se).toBeCloseTo(1.00240336192573, 12);
    expect(ci?.low).toBeCloseTo(-5.81930740979167, 12);
    expect(ci?.high).toBeCloseTo(-1.78069259020833, 12);
    expect(JSON.stringify(report.parts)).toContain(
      'The change of S was 3.8 points lower with Active than with Sham after',
    );
  });

  it('name the n that is not printed', async () => {
    const { assumptions } = resultOf(await reportOf(trial()), `${difference}.md_welch`);
    expect(assumptions).toContain('Active: Not printed; all 32 assumed.');
  });

  it.each([
    [{ how: { model: 'ANCOVA' } }],
    [{ how: { adjusted: ['baseline'] } }],
    [{ how: { transform: 'log' } }],
  ])('are not taken for changes of raw scores when they are not: %j', async (how) => {
    const result = resultOf(await reportOf(trial(how)), `${difference}.change_difference`);
    expect(result.reason).toMatch(/^missing: /);
  });

  it('without an SD of one group leave the difference to the list of what is missing', async () => {
    const report = await reportOf(trial({}, { mean: '-5.1' }));
    expect(resultOf(report, `${difference}.change_difference`).value).toBeNull();
    const list = report.parts.find(({ title }) => title === 'Not computed');
    expect(JSON.stringify(list)).toContain('Active minus Sham');
  });

  it('that have no figures at the visits make no table of means', async () => {
    const { parts } = await reportOf(trial());
    expect(parts.map(({ title }) => title)).not.toContain('Scores');
    expect(parts.map(({ title }) => title)).not.toContain('Between groups');
  });
});
