import type { Check } from './engine/check.ts';
import { hasWholeScores, runNamedTest } from './samples/granularity-test.ts';
import { grim, whyGrim } from './samples/grim.ts';

/** The GRIM test by itself, on the rows that `sample-exists` is not run on. */
export const grimCheck: Check = {
  id: 'grim',
  title: 'GRIM: whole numbers can have the printed mean',
  needs:
    'a mean of whole-numbered scores and a number of patients; sample-exists includes it, so it runs where that is left out (--only grim)',
  proves: 'that no total of so many whole numbers gives the printed mean',
  cannot:
    'find anything where n times the items is 10^decimals or more: there every mean is possible',
  example: '28 whole numbers: 145/28 = 5.18 and 146/28 = 5.21, so a mean of 5.19 cannot be.',
  references: ['brown2017'],
  gravest: 'impossible-as-entered',
  inspectSr: '4.8',
  run: (context) =>
    runNamedTest(context, {
      about: 'mean',
      applies: (row) => hasWholeScores(row, false),
      possible: (figures, rounding) => grim(figures, { rounding }).possible,
      why: whyGrim,
    }),
};
