import { describe, expect, it } from 'vitest';
import { run } from '../cli/run.ts';
import { checked, findingsOf } from './study.ts';
import { verdictsOf } from './table.ts';

const verdicts = (parts: Readonly<Record<string, unknown>>, ...only: string[]) =>
  checked(parts, { only }).findings.map(({ reported, verdict }) => [reported, verdict]);
const calc = async (line: string) => {
  const { stdout } = await run(['calc', ...line.split(' '), '--json']);
  return JSON.parse(stdout).results[0];
};

// Cochrane Handbook 5.1, 16.4.6.4 (handbook-5-1.cochrane.org): a cross-over trial of 10 patients,
// 7.0 (SD 2.38) and 6.5 (2.21). SD of the differences 2: SE 0.632. Correlation 0.68: SE 0.583.
describe('the example of the Cochrane Handbook', () => {
  it('0.5 with an SD of 2 has the standard error 0.632; a correlation of 0.68 gives 0.583', async () => {
    const { value: sd } = await calc(
      'sd-change-from-r --sd-pre 2.21 --sd-post 2.38 --correlation 0.68 --digits 6',
    );
    expect([2 / Math.sqrt(10), sd / Math.sqrt(10)].map((se) => se.toFixed(3))).toEqual([
      '0.632',
      '0.583',
    ]);
  });

  it('the change agrees with the means, and its SD with some correlation', () => {
    const at = { c: { mean: '6.5', sd: '2.21' }, e: { mean: '7.0', sd: '2.38' } };
    const found = verdicts(
      {
        cohorts: { all: { n: 10 } },
        measures: { m: { cohort: 'all', at } },
        comparisons: [
          { measure: 'm', from: 'c', to: 'e', changeScore: { mean: '0.5', sd: '2', se: '0.632' } },
        ],
      },
      'change-score',
      'se-or-sd',
    );
    expect(found).toContainEqual(['0.5', 'reproduced']);
    expect(found.every(([, verdict]) => verdict === 'reproduced' || verdict === 'possible')).toBe(
      true,
    );
  });
});

// Lakens, Front Psychol 2013;4:863: two films rated by ten people each. The tests of the R package
// apa (rdrr.io/cran/apa) give his data and results: 8.7 (0.82) and 7.7 (0.95), t = 2.52, d = 1.13,
// g = 1.08, and d = 1.50 for the same ten people.
it('the films of Lakens 2013', async () => {
  const group = (mean: string, sd: string) => ({ rating: { n: 10, mean, sd } });
  const comparison = {
    ...{ measure: 'm', between: ['first', 'second'], at: 'rating' },
    tests: [{ kind: 't', value: '2.52', df: '18' }],
    effects: [
      { kind: 'd', value: '1.13' },
      { kind: 'g', value: '1.08' },
    ],
  };
  const found = verdicts(
    {
      cohorts: { first: { n: 10 }, second: { n: 10 } },
      measures: { m: { in: { first: group('8.7', '0.82'), second: group('7.7', '0.95') } } },
      comparisons: [comparison],
    },
    'df',
    'effect-size',
  );
  expect(found.map(([, verdict]) => verdict)).toEqual(Array(3).fill('reproduced'));
  // The differences of the ten pairs, 0 1 1 1 1 0 1 2 1 2, have the mean 1 and the SD 0.667.
  const paired = checked({
    cohorts: { all: { n: 10 } },
    measures: {
      m: {
        cohort: 'all',
        at: { second: { mean: '7.7', sd: '0.95' }, first: { mean: '8.7', sd: '0.82' } },
      },
    },
    comparisons: [
      {
        ...{ measure: 'm', from: 'second', to: 'first' },
        changeScore: { mean: '1.0', sd: '0.667' },
        effects: [{ kind: 'dz', value: '1.50' }],
      },
    ],
  }).findings.find(({ reported }) => reported === '1.50');
  expect(paired?.verdict).toBe('reproduced');
});

describe('trials of stem cells for the heart', () => {
  // Nowbar et al., "DAMASCENE", BMJ 2014;348:g2688, appendix 11 (studyres.com/doc/6801642): the mean of
  // NYHA classes 2.5 has an SD of 0.5 at least, 5 % more for 10 patients and 1 % more for 50.
  it('the least SD of classes: 0.527 for 10 patients, 0.505 for 50', async () => {
    const row = (sd: string, n: number, mean: string) => `${mean} ${sd} ${n} 1 4 1`;
    const columns = 'mean sd n min max step';
    const least = await verdictsOf('sample-exists', columns, [
      row('0.53', 10, '2.5'),
      row('0.51', 50, '2.50'),
      row('0.45', 10, '2.5'),
      row('0.45', 50, '2.50'),
    ]);
    // 0.45 among 10 is left open: as a standard error it is an SD of 1.42.
    expect(least).toEqual(['possible', 'possible', 'unexplained', 'impossible-as-entered']);
    const { why } = await calc('sd-bounds --mean 2.5 --sd 0.50 --n 10 --min 1 --max 4 --step 1');
    expect(why).toContain('from 0.5270 to 1.5811, or from 0.5000 to 1.5000 if it divides by n');
  });

  // The editorial (Freemantle & Rait, BMJ 2014;348:g2750): 65 % of 42 patients is no whole number,
  // "but 65% of 40 participants does": the trialists may have left out two with missing data.
  it('65 % of 42 patients is none, and the two without data are named', () => {
    const [finding] = findingsOf('count-from-percent', {
      cohorts: { all: { n: 42 }, some: { of: 'all', percent: '65' } },
    });
    expect(finding?.verdict).toBe('impossible-as-entered');
    expect(finding?.why).toContain('It would be 26 of 40, if 2 had no data');
  });
});

// Heathers, "Introducing SPRITE", 2017 (hackernoon.com), of Wansink et al. 2012, table of study 1:
// carrots taken are those eaten and those not eaten, and 17.1 is not 11.3 + 6.7.
it('carrots taken, eaten and left do not add up', () => {
  const mean = (value: string) => ({ cohort: 'all', mean: value });
  const [finding] = findingsOf('relation', {
    cohorts: { all: { n: 45 } },
    measures: { taken: mean('17.1'), eaten: mean('11.3'), left: mean('6.7') },
    relations: [
      { that: 'measures.taken.mean', equals: 'measures.eaten.mean + measures.left.mean' },
    ],
  });
  expect(finding?.verdict).toBe('inconsistent');
  expect(finding?.why).toContain('17.90 to 18.10 before rounding');
});

// Closure in Rust, as unsum (github.com/lhdjung/unsum, README and articles) prints its results.
describe('the numbers of samples that CLOSURE lists', () => {
  it.each([
    ['2.7', '1.9', 130, '5359'],
    ['3.5', '1.8', 80, '2215'],
    ['3.8', '1.5', 120, '31672'],
    ['3.0', '1.0', 150, '111341'],
    ['3.0', '1.5', 150, '168523'],
    ['3.0', '1.7', 180, '173532'],
    ['3.0', '1.7', 190, '203899'],
    ['3.0', '1.7', 200, '261155'],
    ['3.0', '1.2', 200, '661948'],
  ])('%s ± %s, n = %i, scores 1–5: %s', async (mean, sd, n, samples) => {
    const sample = `--mean ${mean} --sd ${sd} --n ${n} --min 1 --max 5 --step 1`;
    const { stdout } = await run(['reconstruct', ...sample.split(' '), '--json']);
    const { count, frequencies } = JSON.parse(stdout);
    expect(count).toBe(samples);
    if (samples !== '5359') return;
    // "f_average": how often each score occurs in the average sample.
    const averages = (frequencies.scores ?? frequencies).map((each: { mean: number }) => each.mean);
    const printed = ['67.0', '5.63', '4.09', '5.63', '47.7'];
    expect(
      averages.map((each: number, i: number) => each.toFixed(printed[i]?.split('.')[1]?.length)),
    ).toEqual(printed);
  });
});
