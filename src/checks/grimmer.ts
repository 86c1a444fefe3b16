import type { Check } from './engine/check.ts';
import { hasWholeScores, runNamedTest } from './samples/granularity-test.ts';
import { grimmer, whyGrimmer } from './samples/grimmer.ts';

/** The GRIMMER test by itself, on the rows that `sample-exists` is not run on. */
export const grimmerCheck: Check = {
  id: 'grimmer',
  title: 'GRIMMER: whole numbers can have the printed mean and SD together',
  needs:
    'a mean and an SD of whole-numbered scores and a number of patients; sample-exists includes it, so it runs where that is left out (--only grimmer)',
  proves: 'that no so many whole numbers, whatever their size, have the printed mean and SD',
  cannot: 'use the limits of the scale, which exclude more (sample-exists does)',
  example:
    '108 whole numbers with the mean 1.54 are at least 50 ones and 58 twos: SD 0.501, so 0.46 cannot be.',
  references: ['anaya2016', 'allard2018'],
  gravest: 'impossible-as-entered',
  inspectSr: '4.8',
  run: (context) =>
    runNamedTest(context, {
      about: 'sd',
      applies: (row) => hasWholeScores(row, true),
      possible: (figures, rounding) => grimmer(figures, { rounding }).possible,
      why: whyGrimmer,
    }),
};
