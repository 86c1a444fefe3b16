import { expect, it } from 'vitest';
import { failOnNames, fails } from '../../src/checks/engine/fail-on.ts';
import { levelOf, levels, verdicts } from '../../src/checks/engine/finding.ts';

const finding = (verdict: (typeof verdicts)[number], accepted: string | null = null) => ({
  verdict,
  level: levelOf(verdict),
  accepted,
});

it('takes every verdict and every level', () => {
  expect([...failOnNames].sort()).toEqual([...verdicts, ...levels].sort());
});

it('stops at errors, warnings or notes and at what is graver', () => {
  const failing = (on: (typeof failOnNames)[number]) =>
    verdicts.filter((verdict) => fails(finding(verdict), on));
  expect(failing('error')).toEqual(['inconsistent', 'impossible-as-entered']);
  expect(failing('warning')).toEqual(['unexplained', 'inconsistent', 'impossible-as-entered']);
  expect(failing('note')).toEqual([
    'not-checkable',
    'unexplained',
    'inconsistent',
    'impossible-as-entered',
  ]);
  expect(failing('pass')).toEqual(verdicts);
});

it('stops at a verdict and at graver ones', () => {
  for (const [i, on] of verdicts.entries()) {
    for (const [j, verdict] of verdicts.entries()) {
      expect(fails(finding(verdict), on)).toBe(j >= i);
    }
  }
});

it('never stops at what is accepted', () => {
  for (const on of failOnNames) {
    expect(fails(finding('impossible-as-entered', 'a misprint'), on)).toBe(false);
  }
});
