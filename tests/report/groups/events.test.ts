import { describe, expect, it } from 'vitest';
import type { Table } from '../../../src/report/document.ts';
import { reportOf, resultOf, studyOf } from './studies.ts';

const events = (x1: number, n1: number | null, x2: number | string, n2: number) =>
  studyOf({
    cohorts: {
      active: { n: n1 },
      sham: { n: n2 },
      'active-ill': { of: 'active', n: x1, label: 'Ill' },
      'sham-ill': { of: 'sham', n: x2, label: 'Ill' },
    },
    comparisons: [{ label: 'Ill', events: ['active-ill', 'sham-ill'] }],
  });
const path = 'events.active-ill-sham-ill';
const methodsOf = async (study: ReturnType<typeof events>) =>
  (await reportOf(study)).results
    .filter(({ id }) => id.startsWith(path))
    .map(({ method }) => method);

describe('events of two groups', () => {
  it('give difference, risk ratio, odds ratio and the number for one event, and what is pooled', async () => {
    expect(await methodsOf(events(14, 20, 5, 22))).toEqual([
      'rd_newcombe',
      'rr_koopman',
      'or_woolf',
      'nnt_newcombe',
      'rd_wald',
      'rr_katz',
    ]);
  });

  it('below 5 in any cell, also of those without the event, the odds ratio is Fisher’s', async () => {
    for (const study of [events(14, 20, 4, 22), events(17, 20, 9, 22)]) {
      expect(await methodsOf(study)).toContain('or_fisher');
    }
    expect(await methodsOf(events(15, 20, 9, 22))).not.toContain('or_fisher');
  });

  it('the difference 56/70 − 48/80 with its interval is that of R', async () => {
    // The limits of prop.test(correct = FALSE) for each proportion, combined as Newcombe does.
    const { value, ci } = resultOf(await reportOf(events(56, 70, 48, 80)), `${path}.rd_newcombe`);
    expect(value).toBeCloseTo(0.2, 12);
    expect(ci?.low).toBeCloseTo(0.0524314724024, 10);
    expect(ci?.high).toBeCloseTo(0.3338726540369, 10);
  });

  it('a difference that can be 0 has no interval of patients for one event, but its ends in words', async () => {
    const { parts } = await reportOf(events(24, 35, 29, 35));
    const table = parts.find(
      (part): part is Table => part.kind === 'table' && part.title === 'Events between groups',
    );
    const row = table?.rows.find(({ cells }) => cells[0] === 'patients for one event');
    expect(row?.cells).toEqual(['patients for one event', '7.0', '–']);
    expect(table?.caption).toContain(
      'one event fewer in every 3.0 patients and one more in every 17.0',
    );
  });

  it('nobody with the event in either group: no ratio, and a reason', async () => {
    const report = await reportOf(events(0, 20, 0, 22));
    expect(resultOf(report, `${path}.rr_koopman`)).toMatchObject({
      value: null,
      reason: 'undefined: nobody had the event in either group',
    });
    expect(JSON.stringify(report)).not.toMatch(/NaN|Infinity/);
  });

  it('what is not printed is named: n of a group, "up to" a number', async () => {
    const report = await reportOf(events(14, null, '≤5', 22));
    expect(resultOf(report, `${path}.rd_newcombe`).reason).toBe(
      'missing: number of patients in Active and number with the event in Sham',
    );
  });

  it('more events than patients are shown, and nothing is computed from them', async () => {
    const report = await reportOf(events(30, 20, 5, 22));
    expect(resultOf(report, `${path}.rd_newcombe`).reason).toMatch(/^impossible: /);
  });
});

describe('a table of counts', () => {
  const cohorts = {
    all: { n: 60 },
    a: { of: 'all', n: 20 },
    b: { of: 'all', n: 20 },
    c: { of: 'all', n: 20 },
  };
  it('leaves the column out that is the sum of the others', async () => {
    const counts = [{ columns: ['all', 'a', 'b'], sum: true, rows: { ill: [12, 9, '3/19 (16)'] } }];
    const report = await reportOf(studyOf({ cohorts, counts }));
    expect(resultOf(report, 'counts.0.ill.rd_newcombe').inputs).toMatchObject({
      x1: 9,
      n1: 20,
      x2: 3,
      n2: 19,
    });
  });
  it('of three groups has a χ² test', async () => {
    const counts = [{ columns: ['a', 'b', 'c'], rows: { ill: [9, 3, 3], dead: [1, null, 0] } }];
    const report = await reportOf(studyOf({ cohorts, counts }));
    expect(resultOf(report, 'counts.0.ill.chisq_groups').statistic).toBeCloseTo(6.4, 9);
    expect(resultOf(report, 'counts.0.dead.chisq_groups').reason).toMatch(/^missing: /);
  });
  it('of a group and its own part compares nothing', async () => {
    const counts = [{ columns: ['all', 'a'], rows: { ill: [12, 9] } }];
    const { results } = await reportOf(studyOf({ cohorts, counts }));
    expect(results.filter(({ between }) => between !== null)).toEqual([]);
  });
});
