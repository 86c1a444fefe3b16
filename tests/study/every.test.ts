import { expect, it } from 'vitest';
import { printedByPath } from '../../src/study/every.ts';
import { parseStudy } from '../../src/study/read.ts';

it('takes a cell such as "7 (17.5)" for its count, which arithmetic over cells is about', () => {
  const study = parseStudy(
    JSON.stringify({
      id: 's',
      cohorts: { all: { n: 40 } },
      counts: [{ columns: ['all'], rows: { headache: ['7 (17.5)'] } }],
    }),
    { file: null },
  );
  expect(printedByPath(study.counts).get('counts[0].rows.headache[0]')).toMatchObject({
    low: 7,
    high: 7,
  });
});
