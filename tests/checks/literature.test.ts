import { describe, expect, it } from 'vitest';
import { grim } from '../../src/checks/samples/grim.ts';
import { findingsOf } from './study.ts';

describe('examples of the GRIM test', () => {
  // "GRIM test", Wikipedia (w.owiki.org/wiki/GRIM_test): 20 rolls of a die, mean 3.48: "it is
  // impossible to divide any integer by 20 and produce a result with an 8 in the second decimal place".
  it('no 20 rolls of a die have the mean 3.48', () => {
    expect(grim({ mean: '3.48', n: 20 }).possible).toBe(false);
    expect(grim({ mean: '3.50', n: 20 }).possible).toBe(true);
    const all = Array.from({ length: 121 }, (_, total) => (total / 20).toFixed(2));
    expect(all.every((mean) => grim({ mean, n: 20 }).possible)).toBe(true);
    expect(all.some((mean) => mean.endsWith('8'))).toBe(false);
  });

  // The same article: "a mean of 1.125 may be reported as 1.12 or 1.13".
  it('1.125 may be printed as 1.12 or as 1.13', () => {
    expect(['1.12', '1.13', '1.14'].map((mean) => grim({ mean, n: 8 }).possible)).toEqual([
      true,
      true,
      false,
    ]);
  });

  // The Economist, 18 June 2016 (replicationnetwork.com/2016/06/28/in-the-news-the-economist-june-18-2016):
  // 49 participants, scores 1–7, mean 5.93: 49 × 5.93 = 290.57, and it says that "something looks
  // wrong". 291/49 = 5.9388 and 290/49 = 5.9184: neither is printed as 5.93, but the first is, cut off.
  it('no 49 whole scores have the mean 5.93, unless digits were cut off', () => {
    expect(grim({ mean: '5.93', n: 49 }).possible).toBe(false);
    expect(grim({ mean: '5.93', n: 49 }, { rounding: 'truncate' }).possible).toBe(true);
    const [finding] = findingsOf('sample-exists', {
      cohorts: { all: { n: 49 } },
      scales: { s: { min: 1, max: 7, step: 1, stepSource: 'article' } },
      measures: { m: { scale: 's', cohort: 'all', n: 49, mean: '5.93' } },
    });
    expect(finding?.verdict).toBe('within-rounding');
  });
});

describe('the rule of statcheck', () => {
  const verdict = (p: string, how = {}) =>
    findingsOf('p-from-statistic', {
      comparisons: [{ tests: [{ kind: 't', value: '2.35', df: '28', p }], how }],
    })[0]?.verdict;

  // statcheck.io/documentation.php: "a reported t value of 2.35 could correspond to an actual value
  // of 2.345 to 2.354 with a range of p values that can slightly deviate"; these are no errors.
  it('a p-value of any t that is printed as 2.35 is none', () => {
    // R: 2 * pt(-c(2.345, 2.35, 2.355), 28) is 0.026345, 0.026053, 0.025764.
    for (const p of ['.0263', '.0261', '.0258']) expect(verdict(p)).not.toBe('unexplained');
    expect(verdict('.0267')).toBe('unexplained');
  });

  // Its description (cran.r-project.org/package=statcheck): "t(28) = 2.2, p < .05".
  it('its own example agrees: t(28) = 2.2, p < .05', () => {
    const parts = { comparisons: [{ tests: [{ kind: 't', value: '2.2', df: '28', p: '<.05' }] }] };
    expect(findingsOf('p-from-statistic', parts)[0]?.verdict).toBe('reproduced');
  });
});
