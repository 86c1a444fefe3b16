import { expect, it } from 'vitest';
import { checked } from './study.ts';

// 15 of 23 and 8 of 23 who came back: OR 3.52 (1.04 to 11.86 by Woolf), χ² 4.26, p = 0.039.
const study = (percents: readonly [string, string], effect: object, p: string) => ({
  cohorts: {
    all: { n: 48 },
    a: { of: 'all', n: 24 },
    b: { of: 'all', n: 24 },
    x: { of: 'a', n: 15, percent: percents[0] },
    y: { of: 'b', n: 8, percent: percents[1] },
  },
  comparisons: [
    {
      events: ['x', 'y'],
      p,
      effects: [effect],
      how: { test: 'chi-square', tails: 2, interval: 'Woolf' },
    },
  ],
});
const effect = { kind: 'or', value: '3.52', ci: ['1.04', '11.86'] };
const wrong = (...parts: Parameters<typeof study>) =>
  checked(study(...parts))
    .findings.filter(({ level }) => level === 'error')
    .map(({ check }) => check);

it('what percentages say of the wholes excuses what is computed of the counts', () => {
  expect(wrong(['65.2', '34.8'], effect, '.039')).toEqual(['percent-of-count', 'percent-of-count']);
  // Of 24 each they are 62.5 and 33.3 %: then the ratio and its limits are 3.33 (1.02 to 10.90).
  expect(wrong(['62.5', '33.3'], effect, '.039')).toContain('effect-size');
  expect(wrong(['62.5', '33.3'], effect, '.039')).toContain('ci-from-estimate');
});
