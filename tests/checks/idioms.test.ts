import { expect, it } from 'vitest';
import { askOfIdioms } from './innocent/idioms/ask.ts';

// A small part of what `npm run verify:false-alarms -- --studies` goes through.
it('nothing is called wrong in any of the ways in which papers print figures', () => {
  const { idioms, studies, answers, errors, warnings } = askOfIdioms(1, 2);
  expect(errors).toEqual([]);
  expect(warnings).toEqual([]);
  expect(studies).toBeGreaterThan(1.5 * idioms);
  expect(answers).toBeGreaterThan(500);
});
