import { expect, it } from 'vitest';
import { defaultCheckOptions } from '../../src/checks/engine/check.ts';
import { singleCi, singleEffectSize, singleP } from '../../src/checks/single/tests.ts';

const p = (values: Readonly<Record<string, string>>) => singleP.judge(values, defaultCheckOptions);

it('judges a p-value by itself', () => {
  const t = { kind: 't', statistic: '2.20', df: '28' };
  expect(p({ ...t, p: '.04' })).toMatchObject({ verdict: 'reproduced' });
  expect(p({ ...t, p: '.06', tails: '2' })).toMatchObject({ verdict: 'inconsistent' });
  expect(p({ ...t, p: '.06' })).toMatchObject({ verdict: 'unexplained', power: 0 });
  expect(p({ kind: 'F', statistic: '5.20', df: '2', df2: '57', p: '.008' }).verdict).toBe(
    'reproduced',
  );
  expect(p({ kind: 'r', statistic: '.22', n: '30', p: '.24' }).verdict).toBe('reproduced');
  expect(p({ kind: 'z', statistic: '0.10', p: '1.2' }).verdict).toBe('impossible-as-entered');
  // R: 2 * pt(-2.5, 28) is 0.0186, and 2 * pt(-0.60, 28) is 0.553.
  expect(p({ ...t, statistic: '0.60', p: 'NS' })).toMatchObject({ verdict: 'reproduced' });
  // Not significant at which level "NS" does not say.
  expect(p({ ...t, statistic: '2.50', p: 'n.s.', tails: '2' })).toMatchObject({
    verdict: 'unexplained',
    why: expect.stringContaining('another level of significance than 0.05'),
  });
});

it('judges an interval by itself', () => {
  const ci = (values: Readonly<Record<string, string>>) =>
    singleCi.judge(values, defaultCheckOptions).verdict;
  expect(ci({ kind: 'or', value: '4.1', low: '2.1', high: '8.0' })).toBe('reproduced');
  expect(
    ci({ kind: 'or', value: '4.10', se: '0.34', low: '2.11', high: '7.98', level: '0.95' }),
  ).toBe('reproduced');
  expect(ci({ value: '9.1', low: '2.1', high: '8.0' })).toBe('inconsistent');
});

it('judges an effect size by itself', () => {
  const groups = { n1: '20', mean1: '18.2', sd1: '4.8', n2: '20', mean2: '15.1', sd2: '4.1' };
  const d = (values: Readonly<Record<string, string>>) =>
    singleEffectSize.judge({ ...groups, ...values }, defaultCheckOptions).verdict;
  expect(d({ value: '0.69' })).toBe('reproduced');
  expect(d({ value: '0.68', kind: 'g' })).toBe('reproduced');
  expect(d({ value: '0.96', standardizer: 'pooled SD' })).toBe('inconsistent');
});

it('names the field that is missing or cannot be read', () => {
  expect(() => p({ kind: 't', df: '28', p: '.04' })).toThrow('statistic is missing');
  expect(() => p({ kind: 't', statistic: 'two', df: '28', p: '.04' })).toThrow(
    'statistic: "two" is not a figure',
  );
  expect(() => p({ kind: 't', statistic: '2.2', df: '28', p: '.04', tails: '3' })).toThrow(
    'tails must be 1 or 2',
  );
});
