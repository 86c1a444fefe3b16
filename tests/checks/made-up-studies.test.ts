import { expect, it } from 'vitest';
import { askOfMadeUp } from './innocent/ask.ts';
import { sharesCaught } from './innocent/slips.ts';

// A small part of what `npm run verify:false-alarms` goes through.
it('nothing that follows from complete data is called wrong, by whatever method and rounding', () => {
  const { figures, errors, warnings } = askOfMadeUp(1, 25);
  expect(errors).toEqual([]);
  expect(figures).toBeGreaterThan(3000);
  // Nor is anything left unexplained where every method behind the figures is one that is tried.
  expect(warnings).toEqual([]);
});

it('as many wrong figures show as every check claims', () => {
  const all = sharesCaught(1, 8, 2);
  expect(all.length).toBeGreaterThan(10);
  for (const { check, kind, standardErrors } of all) {
    expect(standardErrors, `${check}, ${kind}`).toBeLessThan(4);
  }
});
