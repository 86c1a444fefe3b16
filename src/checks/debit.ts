import type { Check } from './engine/check.ts';
import { debit, whyDebit } from './samples/debit.ts';
import { runNamedTest } from './samples/granularity-test.ts';

/** DEBIT by itself, on the rows that `sample-exists` is not run on. */
export const debitCheck: Check = {
  id: 'debit',
  title: 'DEBIT: zeros and ones can have the printed mean and SD',
  needs:
    'a mean and an SD on a scale from 0 to 1 in one step, and a number of patients; sample-exists includes it, so it runs where that is left out (--only debit)',
  proves: 'that no number of ones among so many patients gives the printed mean and SD',
  cannot: 'show that a share is right: other numbers of ones can have the same rounded figures',
  example: 'Seven ones of 20 have the mean 0.35 and the SD 0.49, so 0.35 and 0.18 cannot be.',
  references: ['heathers2019'],
  gravest: 'impossible-as-entered',
  inspectSr: '4.8',
  run: (context) =>
    runNamedTest(context, {
      about: 'sd',
      applies: ({ scale, row, figures }) =>
        scale.min === 0 &&
        scale.max === 1 &&
        scale.step === 1 &&
        row.items === 1 &&
        figures.mean !== null &&
        (figures.spread?.kind === 'sd' || figures.spread?.kind === 'spread'),
      possible: (figures, rounding) => debit(figures, { rounding }).possible,
      why: whyDebit,
    }),
};
