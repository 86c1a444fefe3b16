import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProblems } from '../../src/cli/problems.ts';
import { InputError } from '../../src/errors.ts';
import { everyFigure } from '../../src/study/every.ts';
import { parseStudy } from '../../src/study/read.ts';
import { columnNames } from '../../src/study/table/columns.ts';
import { studyFilesFromTable } from '../../src/study/table/study-files.ts';

const make = (csv: string) => studyFilesFromTable(csv, { file: 'trials.csv' });
const only = (csv: string) => JSON.parse(make(csv)[0]?.text ?? 'null');

/** Everything that is wrong with a table, as the command line prints it. */
function problems(csv: string): string {
  try {
    make(csv);
  } catch (error) {
    if (error instanceof InputError) return formatProblems(error);
    throw error;
  }
  return 'none';
}

/** The messages alone. */
const messages = (csv: string): string[] =>
  problems(csv)
    .split('\n\n')
    .map((each) => each.trimEnd().split('\n').at(-1)?.trim() ?? '');

describe('study files made from a table', () => {
  it('are one a study, and keep the text of every number', () => {
    const files = make(readFileSync('tests/fixtures/table/long.csv', 'utf8'));
    expect(files.map(({ id }) => id)).toEqual(['doe-2024', 'roe-2023']);
    const texts = files.flatMap(({ text }) =>
      [...everyFigure(parseStudy(text, { file: null }))].map(({ figure }) => figure.text),
    );
    expect(texts).toEqual([
      ...['18.2', '4.80', '9.70', '5.1', '17.9', '4.1', '17.1', '4.4', '<.001', 'ns'],
      ...['3,40', '2,5', '4,0', '1', '6', '54.0', '8.9', '31', '77', '.61', '−1.2', '0.30'],
    ]);
  });

  it('have the shape of a hand-written file', () => {
    const [first, second] = make(readFileSync('tests/fixtures/table/long.csv', 'utf8'));
    expect(first?.text).toMatchSnapshot();
    expect(second?.text).toMatchSnapshot();
  });

  it('keep visits in the order of the table, also when their names are numbers', () => {
    const [{ text = '' } = {}] = make('study,measure,visit,mean\nx,m,start,3\nx,m,12,2\nx,m,6,1');
    const { measures } = parseStudy(text, { file: null });
    expect(measures[0]?.series[0]?.visits.map(({ visit }) => visit)).toEqual(['start', '12', '6']);
  });

  it('name the baseline that the table names, or else say that the first visit is taken', () => {
    const rows = 'x,m,"before",3,\nx,m,later,2,';
    expect(only(`study,measure,visit,mean,baseline\n${rows}`)).toMatchObject({
      measures: { m: { baseline: 'before' } },
      assumptions: ['The first visit listed, "before", is taken as the baseline of "m"'],
    });
    const stated = only(`study,measure,visit,mean,baseline\n${rows}later`);
    expect(stated.measures.m.baseline).toBe('later');
    expect(stated).not.toHaveProperty('assumptions');
  });

  it('make arms parts of all patients when some row is of all', () => {
    const { cohorts, measures } = only(
      'study,arm,measure,visit,mean\nx,,m,before,3\nx,Drug (10 mg),m,before,2',
    );
    expect(cohorts).toEqual({
      all: { label: 'All patients' },
      'drug-10-mg': { of: 'all', label: 'Drug (10 mg)' },
    });
    expect(measures.m.in).toEqual({
      all: { before: { mean: '3' } },
      'drug-10-mg': { before: { mean: '2' } },
    });
  });

  it('put figures without a visit on the measure itself', () => {
    expect(only('study,measure,unit,mean,min,max\nx,age,years,54.0,31,77').measures.age).toEqual({
      unit: 'years',
      cohort: 'all',
      mean: '54.0',
      range: ['31', '77'],
    });
  });

  it('take "95%" for a level of 0.95, and "0,5" for a step of one half', () => {
    const file = only(
      'study;measure;mean;ci_low;ci_high;ci_level;scale_min;scale_max;scale_step\nx;m;2,0;1,5;2,5;95%;0;10;0,5',
    );
    expect(file.measures.m).toMatchObject({ ci: ['1,5', '2,5'], level: 0.95 });
    expect(file.scales.m).toEqual({ min: 0, max: 10, step: 0.5 });
  });

  it('accept unknown columns that are empty, other spellings, and blank lines', () => {
    expect(only('Study,MEASURE,Scale-Min,scale max,x,,mean\n\nx,m,0,4,,,1\n,,,,,,')).toMatchObject({
      scales: { m: { min: 0, max: 4 } },
    });
  });
});

describe('a table that is wrong', () => {
  it('is told everything that is wrong at once, by row and column', () => {
    expect(
      problems(readFileSync('tests/fixtures/table/wrong.csv', 'utf8').replaceAll('\r', '')),
    ).toMatchSnapshot();
  });

  it.each([
    ['', 'the table is empty. It has a line of column names, and one row a visit'],
    ['study,measure', 'the table has no row. It has a line of column names, and one row a visit'],
    ['study,mean\nx,1', 'there is no column "measure". Every row needs one'],
    ['study,measure,mean,mean\nx,m,1,1', 'the column "mean" stands here a second time'],
    ['study,measure,means\nx,m,1', 'unknown column "means". Did you mean "mean"?'],
    ['study,measure,timepoint\nx,m,1', 'unknown column "timepoint". It is called "visit" here'],
    ['study,measure,\nx,m,1', 'this column has no name. Name it, or empty it'],
    [
      'study,measure,mean\nx,m',
      '2 cells for 3 columns. A cell with a comma in it stands in double quotes',
    ],
    ['study,measure,mean\n,m,1', '"study" is empty here'],
    ['study,measure,mean\n!,m,1', '"!" is not a name. Use letters or digits'],
    ['study,measure,mean\nx,m,"1,234"', '"1,234" can be read in two ways. Write "1234" or "1.234"'],
    [
      'study,measure,n\nx,m,-3',
      'a count cannot be negative. Write a whole number, or "≤28" for "up to 28"; leave it empty when not printed',
    ],
    ['study,measure,q1\nx,m,3', '"q1" is here without "q3"'],
    ['study,measure,ci_level\nx,m,95%', 'a level needs the limits that it is of'],
    ['study,measure,ci_low,ci_high,ci_level\nx,m,1,2,95', '"95" is not a level. Write 0.95 or 95%'],
    ['study,measure,scale_min\nx,m,0', 'a scale needs "scale_min" and "scale_max"'],
    ['study,measure,scale_min,scale_max\nx,m,4,0', '"scale_min" is not below "scale_max"'],
    ['study,measure,scale_step\nx,m,0', '"0" is not a number above 0. Write a plain number: 0.5'],
    [
      'study,measure,better\nx,m,hihger',
      '"hihger" is none of higher, lower. Did you mean "higher"?',
    ],
    [
      'study,measure,visit,unit\nx,m,a,s\nx,m,b,min',
      '"unit" is "s" in row 2, of the same measure. Write the same, or leave it empty after the first',
    ],
    [
      'study,measure,visit\nx,m,a\nX,m,b',
      '"X" is written "x" in row 2. Write a name the same everywhere',
    ],
    [
      'study,measure,visit\nx,m,a\nx,m,a',
      'row 2 has figures of the same study, arm, measure and visit. Write all of them in one row',
    ],
    [
      'study,measure,visit,p\nx,m,a,.04',
      '"p" is about the change since the baseline, and this row is the baseline. Empty it here; other comparisons go under "comparisons" of the study file',
    ],
    ['study,measure,visit,baseline\nx,m,a,b', 'there is no row of the visit "b"'],
    [
      'study,arm,measure\nx,a,m\nx,b,m',
      'figures of several arms need a visit. Write when they were taken, such as "baseline"',
    ],
  ])('%j', (csv, message) => {
    expect(messages(csv)).toContain(message);
  });

  it('never gives a file that is not well formed', () => {
    const text = fc.oneof(
      fc.constantFrom(
        '',
        '',
        'a',
        'b',
        'B',
        '__proto__',
        '4.30',
        '<.001',
        '0',
        '1',
        '12',
        '1,234',
        'ns',
        'lower',
      ),
      fc.string({ maxLength: 6 }),
    );
    const row = fc.record({
      ...Object.fromEntries(
        columnNames.map((name) => [name, fc.option(text, { nil: '', freq: 3 })]),
      ),
      study: fc.constantFrom('x', 'y'),
      measure: fc.constantFrom('m', '__proto__', 'constructor', '1'),
    }) as fc.Arbitrary<Record<string, string>>;
    const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    let made = 0;
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 3 }),
        fc.subarray([...columnNames]),
        (rows, names) => {
          const shown = [...new Set(['study', 'measure', ...names])];
          const csv = [shown, ...rows.map((each) => shown.map((name) => quote(each[name] ?? '')))];
          try {
            for (const { text } of make(csv.map((cells) => cells.join(',')).join('\n'))) {
              parseStudy(text, { file: null, jsonc: false });
              made += 1;
            }
          } catch (error) {
            if (!(error instanceof InputError) || error.problems[0].where?.file !== 'trials.csv')
              throw error;
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(made).toBeGreaterThan(10);
  });
});
