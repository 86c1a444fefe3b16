import { describe, expect, it } from 'vitest';
import { findingsOf } from './study.ts';

const groups = (test: object, how?: object, comparison: object = {}) =>
  findingsOf('df', {
    cohorts: { all: { n: 40 }, active: { of: 'all', n: 20 }, sham: { of: 'all', n: 20 } },
    measures: {
      tremor: {
        in: {
          active: { before: { n: 20, mean: '18.2', sd: '4.8' } },
          sham: { before: { n: 20, mean: '15.1', sd: '4.1' } },
        },
      },
    },
    comparisons: [
      {
        measure: 'tremor',
        between: ['active', 'sham'],
        at: 'before',
        tests: [test],
        ...(how && { how }),
        ...comparison,
      },
    ],
  }).map(({ verdict }) => verdict);
const t = (df: string) => ({ kind: 't', value: '2.20', df });
const student = { test: 'Student', variances: 'equal' };
const welch = { test: 'Welch' };

describe('degrees of freedom of two groups', () => {
  it('are n₁ + n₂ − 2 for Student, and what the SDs give for Welch: 37.09', () => {
    expect(groups(t('38'), student)).toEqual(['reproduced']);
    expect(groups(t('37.1'), welch)).toEqual(['reproduced']);
    expect(groups(t('37'), welch)).toEqual(['reproduced']);
    expect(groups(t('38'))).toEqual(['reproduced']);
  });

  it('cannot be more than the patients allow', () => {
    expect(groups(t('39'), student)).toEqual(['inconsistent']);
    expect(groups(t('39'))).toEqual(['unexplained']);
  });

  it('can be fewer where patients are missing: that is never called wrong', () => {
    expect(groups(t('33'), student)).toEqual(['unexplained']);
    expect(groups(t('33'))).toEqual(['unexplained']);
  });

  it('are not those of a repeated measure, a model or a rank test', () => {
    for (const how of [{ model: 'mixed model' }, { test: 'repeated measures ANOVA' }]) {
      expect(groups(t('76.4'), how)).toEqual(['unexplained']);
    }
  });

  it('are k − 1 and N − k for F', () => {
    const f = (df: readonly string[]) => ({ kind: 'F', value: '4.82', df });
    expect(groups(f(['1', '38']), { test: 'ANOVA' })).toEqual(['reproduced', 'reproduced']);
    expect(groups(f(['2', '38']), { test: 'ANOVA' })).toEqual(['inconsistent', 'reproduced']);
    expect(groups(f(['2', '38']))).toEqual(['unexplained', 'reproduced']);
    expect(groups(f(['1', '40']), { test: 'ANOVA' })).toEqual(['reproduced', 'inconsistent']);
  });
});

it('are n − 1 for pairs, and n is that of the comparison when it is printed', () => {
  const visits = (df: string, n: number | null, how?: object) =>
    findingsOf('df', {
      cohorts: { all: { n: 20 } },
      measures: {
        m: { cohort: 'all', at: { before: { n: 20, mean: '18' }, after: { n: 20, mean: '15' } } },
      },
      comparisons: [
        {
          measure: 'm',
          from: 'before',
          to: 'after',
          ...(n !== null && { n }),
          tests: [t(df)],
          ...(how && { how }),
        },
      ],
    })[0]?.verdict;
  const paired = { test: 'paired t test' };
  expect(visits('19', null, paired)).toBe('reproduced');
  expect(visits('20', null, paired)).toBe('inconsistent');
  expect(visits('17', null, paired)).toBe('unexplained');
  expect(visits('17', 18, paired)).toBe('reproduced');
  expect(visits('16', 18, paired)).toBe('inconsistent');
  expect(visits('16', 18)).toBe('unexplained');
});

it('are n − 2 for a correlation and (r − 1)(c − 1) for counts', () => {
  const r = { label: 'r', tests: [{ kind: 'r', value: '.5', df: '28', n: 30 }] };
  expect(findingsOf('df', { comparisons: [r] })[0]?.verdict).toBe('reproduced');
  const counts = (df: string, how?: object) =>
    findingsOf('df', {
      cohorts: {
        all: { n: 40 },
        a: { of: 'all', n: 20 },
        b: { of: 'all', n: 20 },
        ax: { of: 'a', n: 14 },
        bx: { of: 'b', n: 6 },
      },
      comparisons: [
        { events: ['ax', 'bx'], tests: [{ kind: 'chi2', value: '6.4', df }], ...(how && { how }) },
      ],
    })[0]?.verdict;
  expect(counts('1')).toBe('reproduced');
  expect(counts('2', { test: 'chi-square' })).toBe('inconsistent');
});

it('are k − 1 of a Kruskal–Wallis test, whatever the ranks', () => {
  const kruskal = (df: string, how?: object) =>
    findingsOf('df', {
      cohorts: { a: { n: 9 }, b: { n: 9 }, c: { n: 9 } },
      measures: { m: { in: { a: { v: { n: 9 } }, b: { v: { n: 9 } }, c: { v: { n: 9 } } } } },
      comparisons: [
        {
          measure: 'm',
          between: ['a', 'b', 'c'],
          at: 'v',
          tests: [{ kind: 'H', value: '7.31', df }],
          ...(how && { how }),
        },
      ],
    })[0];
  const how = { test: 'Kruskal-Wallis' };
  expect(kruskal('2', how)?.verdict).toBe('reproduced');
  expect(kruskal('3', how)?.verdict).toBe('inconsistent');
  expect(kruskal('3')?.verdict).toBe('unexplained');
  // Missing patients leave the number of groups as it is.
  expect(kruskal('3', how)?.why).not.toContain('missing');
});
