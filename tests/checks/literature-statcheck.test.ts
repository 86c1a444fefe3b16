import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../cli/run.ts';
import { findingsOf } from './study.ts';

// The test results of eight published articles, as the authors of statcheck copied them by hand to
// test it (github.com/MicheleNuijten/statcheck, inst/test_materials/manually_extracted_stats.csv):
// Aloe 2009, Chung 2006, Costa 2018, Mausbach 2012, Nuijten et al. 2016 (whose own examples these
// are), Sandoval 2017, Todd 2011 and Zhang 2010. Left out are what stands there twice, F without
// degrees of freedom, and statistics printed as a bound ("Fs < 1.16"). p is the text of the article;
// the list's own column has .001 for Aloe's .0001 and .01 for Costa's t(196) = 38.73, p < .001.
const file = 'tests/fixtures/table/printed-tests.csv';
const [names = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
const cells = lines.map((line) => {
  const row = line.split(',');
  return Object.fromEntries(names.split(',').map((name, i) => [name, row[i] ?? '']));
});

/** Whether a printed p can be of R's two-tailed p-values from low to high; "ns" is above .05. */
function follows(p: string, low: number, high: number): boolean {
  if (/^ns$/i.test(p)) return high > 0.05;
  const number = Number(p.replace(/[<>]/, ''));
  if (p.startsWith('<')) return low < number;
  if (p.startsWith('>')) return high > number;
  const half = 0.5 * 10 ** -(p.split('.')[1]?.length ?? 0);
  return low <= number + half && high >= number - half;
}

interface Row {
  readonly text: string;
  readonly twoTailed: boolean;
  readonly verdict: string;
  readonly why: string;
}

async function judged(tails: '' | '2'): Promise<readonly Row[]> {
  const stdin = [`${names},tails`, ...lines.map((line) => `${line},${tails}`)].join('\n');
  const { stdout } = await run(['calc', 'p', '--rows', '-', '-f', 'ndjson'], { stdin });
  const results: { verdict: string; why: string }[] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return results.map(({ verdict, why }, i) => {
    const { paper, kind, df, df2, statistic, p = '', r_low, r_high } = cells[i] ?? {};
    const text = `${paper}: ${kind}(${[df, df2].filter(Boolean)}) = ${statistic}, p ${p}`;
    return { text, twoTailed: follows(p, Number(r_low), Number(r_high)), verdict, why };
  });
}

describe('the test results of eight articles, as calc p reads them', () => {
  let asPrinted: readonly Row[] = [];
  let stated: readonly Row[] = [];
  const agrees = ({ verdict }: Row) => verdict === 'reproduced' || verdict === 'within-rounding';
  const texts = (rows: readonly Row[]) => rows.map(({ text }) => text);

  beforeAll(async () => {
    asPrinted = await judged('');
    stated = await judged('2');
  });

  it('finds the 197 of 207 that R finds, neither tails nor method being stated', () => {
    expect(asPrinted).toHaveLength(207);
    const expected = asPrinted.filter(({ twoTailed }) => twoTailed);
    expect(expected).toHaveLength(197);
    expect(expected.filter((row) => !agrees(row))).toEqual([]);
  });

  // The last of these is a misprint that Nuijten et al. 2016 made up: F(2, 56) = 12.03 became 1.203.
  // The list says of it: an error, and a decision error. Of the others it says nothing.
  it('leaves four without an explanation', () => {
    expect(texts(asPrinted.filter((row) => !agrees(row)))).toEqual([
      'aloe: Q(16) = 26.05, p .10',
      'mausbach: t(94.95) = -0.84, p .189',
      'nuijten: F(2,56) = 1.203, p <.001',
      'zhang: F(1,86) = 10.33, p .01',
    ]);
  });

  // statcheck assumes two tails and calls these errors; Nuijten et al. 2016 say of t(14) = 2.0,
  // p < .03 that it is none if the test was one-tailed.
  it('names one tail where that gives the printed p', () => {
    const oneTailed = asPrinted.filter(({ why }) => why.includes('which is reproduced as'));
    expect(texts(oneTailed)).toEqual([
      'chung: z() = -3.16, p <.001',
      'costa: F(1,186) = 5.73, p .01',
      'nuijten: t(14) = 2.0, p <.03',
      'sandoval: t(18) = 2.80, p .006',
      'sandoval: t(19) = 3.66, p <.001',
    ]);
    expect(oneTailed.every(({ twoTailed, why }) => !twoTailed && why.includes('one-tailed'))).toBe(
      true,
    );
  });

  it('names digits that were cut off: χ²(1) = 3.67 has p = .0554, printed .05', () => {
    const [cut, ...more] = asPrinted.filter(({ why }) => why.includes('digits were cut off'));
    expect(more).toEqual([]);
    expect(cut).toMatchObject({ text: 'zhang: chi2(1) = 3.67, p .05', verdict: 'within-rounding' });
  });

  it('calls the four inconsistent when the tests are said to be two-tailed, and those of one tail', () => {
    const oneTailed = asPrinted.filter(({ why }) => why.includes('which is reproduced as'));
    const wrong = stated.filter(({ verdict }) => verdict === 'inconsistent');
    const four = texts(asPrinted.filter((row) => !agrees(row)));
    // The p = .0177 of F(1,186) = 5.73 is also .01 with its digits cut off.
    const alsoCut = 'costa: F(1,186) = 5.73, p .01';
    const expected = [...four, ...texts(oneTailed)].filter((text) => text !== alsoCut);
    expect(texts(wrong)).toEqual(expected.sort());
    const ofOneTail = wrong.filter(({ text }) => !four.includes(text));
    for (const { why } of ofOneTail) expect(why).toContain('The file says otherwise');
    expect(stated.filter(({ twoTailed }) => twoTailed).every(agrees)).toBe(true);
  });
});

// github.com/MicheleNuijten/statcheck, tests/testthat/test-decisionerror.R and test-error.R: each of
// these is a decision error.
describe('the decision errors of statcheck’s own tests', () => {
  const flag = (kind: string, value: string, df: unknown, p: string, alpha?: number) =>
    findingsOf('p-from-statistic', {
      comparisons: [
        {
          tests: [{ kind, value, ...(df !== null && { df }), p, tails: 2 }],
          ...(alpha !== undefined && { alpha }),
        },
      ],
    })[0];

  it.each([
    ['t', '2.20', '28', '.06'],
    ['t', '1.20', '28', '.03'],
    ['F', '22.20', ['2', '28'], '.06'],
    ['F', '2.20', ['2', '28'], '.03'],
    ['r', '.22', '28', '.03'],
    ['r', '.52', '28', '.06'],
    ['chi2', '2.20', '28', '.03'],
    ['chi2', '52.20', '28', '.06'],
    ['z', '1.20', null, '.03'],
    ['z', '2.20', null, '.06'],
    ['Q', '2.20', '28', '.03'],
    ['Q', '52.20', '28', '.06'],
    ['t', '1.02', '48', '<.05'],
  ])('%s = %s with %s df, p %s', (kind, value, df, p) => {
    expect(flag(kind, value, df, p)).toMatchObject({ decisionError: true });
  });

  it.each([
    ['2.20', '.11', 0.1],
    ['1.20', '.09', 0.1],
    ['5.20', '.02', 0.01],
    ['1.20', '.005', 0.01],
  ])('t(28) = %s, p %s, at a level of %s', (value, p, alpha) => {
    expect(flag('t', value, '28', p, alpha)).toMatchObject({ decisionError: true });
  });

  // statcheck counts p = .05 as significant unless told otherwise: t(28) = 2.20 has p = .036.
  it('p = .05 for .036 is none at .05, an error all the same', () => {
    const finding = flag('t', '2.20', '28', '.05');
    expect(finding?.decisionError ?? false).toBe(false);
    expect(finding?.verdict).toBe('inconsistent');
  });
});
