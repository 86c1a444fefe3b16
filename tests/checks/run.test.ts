import { describe, expect, it } from 'vitest';
import type { Instead } from '../../src/checks/engine/check.ts';
import { strengthOf } from '../../src/checks/engine/strength.ts';
import { checked } from './study.ts';

const part = (percent: unknown, n: unknown = 6) => ({ of: 'all', n, percent });
const study = (...percents: unknown[]) => ({
  cohorts: {
    all: { n: 40 },
    ...Object.fromEntries(percents.map((percent, i) => [`part-${i}`, part(percent)])),
  },
});
const accepted = (text: string, check = 'percent-of-count') => ({
  text,
  accept: { check, because: 'the authors say so' },
});

describe('an acceptance', () => {
  it('stands on the finding, and no longer counts as wrong', () => {
    const { findings, count, unneeded } = checked(study(accepted('17.0')));
    expect(findings.find(({ check }) => check === 'percent-of-count')).toMatchObject({
      verdict: 'inconsistent',
      accepted: 'the authors say so',
    });
    expect(count).toMatchObject({ wrong: 0, accepted: 1 });
    expect(unneeded).toEqual([]);
  });

  it('of what agrees is told as unneeded, with its place', () => {
    const { unneeded } = checked(study(accepted('15.0')));
    expect(unneeded).toMatchObject([
      { check: 'percent-of-count', because: 'the authors say so', where: { line: 11 } },
    ]);
  });

  it('of a check that does not exist is told, whatever checks are run', () => {
    const { unneeded, count } = checked(study(accepted('17.0', 'percent-of-cuont')));
    expect(unneeded).toMatchObject([{ check: 'percent-of-cuont', where: { line: 11 } }]);
    expect(count.wrong).toBe(1);
    const some = checked(study(accepted('17.0')), { only: ['skew'] });
    expect(some.unneeded).toEqual([]);
  });

  it('of another check changes nothing', () => {
    const { count } = checked(study(accepted('17.0', 'partition-total')));
    expect(count.wrong).toBe(1);
  });
});

describe('an acceptance in a cell of a table', () => {
  const rows = (cell: unknown) => ({
    cohorts: { all: { n: 60 }, a: { of: 'all', n: 40 }, b: { of: 'all', n: 20 } },
    counts: [{ columns: ['a', 'b'], rows: { pain: [cell, '4 (20.0)'] } }],
  });

  it('holds for its count and its percentage, which stand at its own place', () => {
    const { findings, count, unneeded } = checked(rows(accepted('7 (19.0)')));
    expect(findings.find(({ check }) => check === 'percent-of-count')).toMatchObject({
      verdict: 'inconsistent',
      reported: '19.0',
      accepted: 'the authors say so',
      where: { path: 'counts[0].rows.pain[0]', line: 25 },
    });
    expect(count).toMatchObject({ wrong: 0, accepted: 1 });
    expect(unneeded).toEqual([]);
    expect(checked(rows(accepted('41', 'subset-size'))).count).toMatchObject({ accepted: 1 });
  });

  it('is told once where it is no longer needed', () => {
    const { unneeded } = checked(rows(accepted('7 (17.5)')));
    expect(unneeded).toMatchObject([{ check: 'percent-of-count', where: { line: 25 } }]);
  });

  it('changes nothing of how the cell is read', () => {
    const plain = checked(rows('7 (17.5)')).findings.map(({ check, why }) => [check, why]);
    const detailed = checked(rows({ text: '7 (17.5)' })).findings;
    expect(detailed.map(({ check, why }) => [check, why])).toEqual(plain);
    expect(checked(rows({ text: 7 })).count.wrong).toBe(0);
  });
});

describe('the counts', () => {
  it('add up to the figures that were checked', () => {
    const { count } = checked(study('15.0', '17.0', '14.9', accepted('16.0')));
    const { agree, withinRounding, unexplained, wrong, accepted: taken } = count;
    expect(agree + withinRounding + unexplained + wrong + taken).toBe(count.checked);
    expect(count.checked + count.notChecked.length).toBe(count.printed);
  });
});

describe('what a verdict is worth', () => {
  it('is tried once a figure: a slip shows when any check about the figure shows it', () => {
    const { slips } = checked(study('15.0'), { strength: true });
    const percent = slips.find(({ path }) => path === 'cohorts.part-0.percent');
    // Of 15.1 to 15.9 none is 6 of 40, whole or cut off.
    expect(percent?.lastDigit).toEqual({ caught: 9, of: 9 });
  });

  it('is left out past 300 findings, and the outcome says so', () => {
    const many = checked(study(...Array.from({ length: 301 }, () => '15.0')), { strength: true });
    expect(many.strength.tried).toBe(false);
    expect(many.strength.triable).toBeGreaterThan(300);
    expect(many.slips).toEqual([]);
    expect(many.findings.every(({ strength }) => strength === null)).toBe(true);
  });

  it('is null for what is not one number, such as the limits of a count', () => {
    const instead: Instead = { verdict: () => 'possible', range: { low: 0, high: 9 } };
    expect(strengthOf('11 to 18', instead)).toBeNull();
    expect(strengthOf('ns', instead)).toBeNull();
    expect(strengthOf('≤8', instead)?.power).toBe(0);
  });
});
