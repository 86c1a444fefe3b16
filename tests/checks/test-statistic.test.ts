import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean, sd } from './by-hand.ts';
import { findingsOf } from './study.ts';

const groups = (comparison: object) => ({
  cohorts: { all: { n: 50 }, a: { of: 'all', n: 20 }, b: { of: 'all', n: 30 } },
  measures: {
    m: {
      in: {
        a: { after: { n: 20, mean: '5.10', sd: '1.20' } },
        b: { after: { n: 30, mean: '4.00', sd: '2.20' } },
      },
    },
  },
  comparisons: [{ measure: 'm', between: ['a', 'b'], at: 'after', ...comparison }],
});
const statistic = (test: object, how?: object) =>
  findingsOf('test-statistic', groups({ tests: [test], ...(how && { how }) }))[0];

describe('a statistic of two groups', () => {
  // R: Student 2.0385037 (SE 0.5396115), its square 4.1554973; Welch 2.2772163 (SE 0.4830459).
  const student = { test: "Student's t test", variances: 'equal' };

  it('is that of the named test', () => {
    expect(statistic({ kind: 't', value: '2.04' }, student)?.verdict).toBe('reproduced');
    expect(statistic({ kind: 't', value: '-2.04' }, student)?.verdict).toBe('reproduced');
    expect(statistic({ kind: 't', value: '2.28' }, { test: 'Welch t test' })?.verdict).toBe(
      'reproduced',
    );
    expect(statistic({ kind: 'F', value: '4.16' }, { test: 'one-way ANOVA' })?.verdict).toBe(
      'reproduced',
    );
  });

  it('is wrong where that gives another, and unexplained where no test is named', () => {
    const wrong = statistic({ kind: 't', value: '5.04' }, student);
    expect(wrong?.verdict).toBe('inconsistent');
    expect(wrong?.why).toMatch(
      /^Student's t test: t = 2\.039 \(2\.0\d\d to 2\.0\d\d\)\. Printed is 5\.04\./,
    );
    expect(statistic({ kind: 't', value: '5.04' })?.verdict).toBe('unexplained');
    expect(statistic({ kind: 'F', value: '9.17' }, { test: 'ANOVA' })?.verdict).toBe(
      'inconsistent',
    );
  });

  it('names the other test that gives it', () => {
    const welch = statistic({ kind: 't', value: '2.28' }, student);
    expect(welch?.verdict).toBe('unexplained');
    expect(welch?.why).toContain('which is reproduced as a Welch test');
    expect(statistic({ kind: 't', value: '2.28' })?.verdict).toBe('reproduced');
  });

  it('lies on the edge of what rounding allows: 2.01477 to 2.06236', () => {
    // R, at the corners of the rounding intervals: 2.01476984 and 2.06235939.
    const edge = (value: string) => statistic({ kind: 't', value }, student);
    expect(edge('2.062359')?.verdict).toBe('within-rounding');
    expect(edge('2.014770')?.verdict).toBe('within-rounding');
    expect(statistic({ kind: 't', value: '2.15' }, student)?.verdict).toBe('inconsistent');
    expect(statistic({ kind: 't', value: '1.90' }, student)?.verdict).toBe('inconsistent');
  });

  it('is left alone where another method is named', () => {
    expect(statistic({ kind: 'z', value: '9.9' }, { test: 'Mann-Whitney' })).toBeUndefined();
    expect(statistic({ kind: 't', value: '9.9' }, { model: 'ANCOVA' })).toBeUndefined();
  });

  it('goes with the standard error of the difference: 0.540 pooled, 0.483 with separate variances', () => {
    const se = (text: string, how?: object) =>
      findingsOf(
        'test-statistic',
        groups({ difference: '1.10', se: text, ...(how && { how }) }),
      )[0];
    expect(se('0.540', student)?.verdict).toBe('reproduced');
    expect(se('0.483')?.verdict).toBe('reproduced');
    expect(se('0.483', student)?.verdict).toBe('unexplained');
    expect(se('0.939', student)).toMatchObject({
      verdict: 'inconsistent',
      where: { path: 'comparisons[0].se' },
    });
    expect(se('0.939')?.verdict).toBe('unexplained');
  });
});

it('takes χ² and z from counts: 3.243 of 12/40 and 5/38 in R, z = 1.801', () => {
  const counts = (test: object, how: object) =>
    findingsOf('test-statistic', {
      cohorts: {
        all: { n: 78 },
        a: { of: 'all', n: 40 },
        b: { of: 'all', n: 38 },
        ax: { of: 'a', n: 12 },
        bx: { of: 'b', n: 5 },
      },
      comparisons: [{ events: ['ax', 'bx'], tests: [test], how }],
    })[0];
  const chi = { test: 'chi-square', correction: 'none' };
  expect(counts({ kind: 'chi2', value: '3.24', df: '1' }, chi)?.verdict).toBe('reproduced');
  expect(counts({ kind: 'chi2', value: '6.31', df: '1' }, chi)?.verdict).toBe('inconsistent');
  expect(counts({ kind: 'z', value: '1.80' }, { test: 'z test' })?.verdict).toBe('reproduced');
  expect(counts({ kind: 'z', value: '2.80' }, { test: 'z test' })?.verdict).toBe('inconsistent');
});

describe('a statistic of ranks', () => {
  it('is no larger than all ranks: U ≤ 20 × 30, a sum of ranks ≤ 21 + … + 50', () => {
    expect(statistic({ kind: 'U', value: '600' })).toBeUndefined();
    expect(statistic({ kind: 'U', value: '601' })?.verdict).toBe('impossible-as-entered');
    expect(statistic({ kind: 'W', value: '1065' })).toBeUndefined();
    expect(statistic({ kind: 'W', value: '1066' })?.verdict).toBe('impossible-as-entered');
    expect(statistic({ kind: 'H', value: '49.5' })?.why).toContain(
      'H is at most N − 1 = 20 + 30 − 1 = 49',
    );
  });

  it('of pairs is no larger than n(n + 1)/2', () => {
    const signed = (value: string) =>
      findingsOf('test-statistic', {
        cohorts: { all: { n: 10 } },
        comparisons: [{ n: 10, tests: [{ kind: 'W', value }] }],
      })[0];
    expect(signed('55')).toBeUndefined();
    expect(signed('56')?.why).toContain('add up to 10 × 11/2 = 55');
  });
});

it('holds a named Welch test to its own statistic also where SDs printed as 0 leave any open', () => {
  const [finding] = findingsOf(
    'test-statistic',
    {
      cohorts: { all: { n: 27 }, a: { of: 'all', n: 17 }, b: { of: 'all', n: 10 } },
      measures: {
        m: {
          in: { a: { v: { n: 17, mean: '0', sd: '0' } }, b: { v: { n: 10, mean: '0', sd: '0' } } },
        },
      },
      comparisons: [
        {
          ...{ measure: 'm', between: ['a', 'b'], at: 'v', how: { test: 'Welch', tails: 2 } },
          tests: [{ kind: 't', value: '0.20' }],
        },
      ],
    },
    { rounding: 'truncate' },
  );
  expect(finding?.level).toBe('pass');
});

it('never calls the t, F or SE of complete data wrong', () => {
  const scores = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 3, maxLength: 25 });
  fc.assert(
    fc.property(scores, scores, fc.integer({ min: 1, max: 2 }), (xs, ys, decimals) => {
      const [s1, s2] = [sd(xs), sd(ys)];
      fc.pre(s1 > 0 && s2 > 0);
      const [n1, n2] = [xs.length, ys.length];
      const pooled = ((n1 - 1) * s1 ** 2 + (n2 - 1) * s2 ** 2) / (n1 + n2 - 2);
      const se = Math.sqrt(pooled * (1 / n1 + 1 / n2));
      const t = (mean(xs) - mean(ys)) / se;
      const summary = (all: readonly number[]) => ({
        n: all.length,
        mean: mean(all).toFixed(decimals),
        sd: sd(all).toFixed(decimals),
      });
      const tests = [
        { kind: 't', value: t.toFixed(2), how: { test: 't test', variances: 'equal' } },
        { kind: 'F', value: (t * t).toFixed(2), how: { test: 'ANOVA' } },
      ];
      const found = findingsOf('test-statistic', {
        cohorts: { all: { n: n1 + n2 }, a: { of: 'all', n: n1 }, b: { of: 'all', n: n2 } },
        measures: { m: { in: { a: { v: summary(xs) }, b: { v: summary(ys) } } } },
        comparisons: [
          {
            measure: 'm',
            between: ['a', 'b'],
            at: 'v',
            se: se.toFixed(3),
            tests,
            how: { test: 't test', variances: 'equal' },
          },
        ],
      });
      expect(found.map(({ level }) => level)).toEqual(['pass', 'pass', 'pass']);
    }),
    { numRuns: 100 },
  );
});
