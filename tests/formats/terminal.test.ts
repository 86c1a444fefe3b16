import { describe, expect, it } from 'vitest';
import { wrap } from '../../src/formats/terminal.ts';

describe('lines of prose', () => {
  it.each([
    ['up to 28 (16.4 %), all', 16, ['up to 28', '(16.4 %), all']],
    ['the SDs divide by n − 1.', 22, ['the SDs divide by', 'n − 1.']],
    ['1.72 − 2 × 0.57 is', 10, ['1.72 −', '2 × 0.57', 'is']],
  ])('%j at %i columns are not broken inside of what belongs together', (text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });

  it.each([
    ['percent-of-count', 14, ['percent-of-', 'count']],
    ['data/horisawa-2019.json', 15, ['data/horisawa-', '2019.json']],
    ['abcdefghijkl', 5, ['abcde', 'fghij', 'kl']],
    ['-abcdefgh', 5, ['-abcd', 'efgh']],
  ])('%j at %i columns is cut behind a hyphen or a slash if it can be', (word, width, lines) => {
    expect(wrap(word, width)).toEqual(lines);
  });
});
