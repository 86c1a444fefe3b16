import { expect, it } from 'vitest';
import { aboutFraction, enumerate, lowerFirst, visitPhrase } from '../../src/report/words.ts';

it('names a visit as a sentence would', () => {
  expect(['Before', '1 week', 'Last follow-up', 'Baseline'].map(visitPhrase)).toEqual([
    'before',
    'at 1 week',
    'at the last follow-up',
    'at baseline',
  ]);
});

it('lists things as a sentence would', () => {
  expect(enumerate([])).toBe('');
  expect(enumerate(['a'])).toBe('a');
  expect(enumerate(['a', 'b', 'c'])).toBe('a, b and c');
});

it('leaves abbreviations in capitals', () => {
  expect(['Recurrence', 'DBS on', 'x'].map(lowerFirst)).toEqual(['recurrence', 'DBS on', 'x']);
});

it('calls a share by a fraction only when it is near one', () => {
  expect(aboutFraction(0.796)).toBe('about four fifths');
  expect(aboutFraction(0.85)).toBeNull();
  expect(aboutFraction(-1)).toBeNull();
});
