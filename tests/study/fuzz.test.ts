import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProblems } from '../../src/cli/problems.ts';
import { InputError } from '../../src/errors.ts';
import { parseStudy } from '../../src/study/read.ts';

const everything = readFileSync(
  new URL('../fixtures/study/everything.jsonc', import.meta.url),
  'utf8',
);

/** Parts that are most likely to lead a reader astray. */
const part = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.constantFrom('{', '}', '[', ']', ',', ':', '"', 'null', '-1', '1e400', '1e-400', '"≤0"', '{}'),
  fc.constantFrom(
    '[]',
    '"__proto__"',
    '"constructor"',
    '"ns"',
    '"1,234"',
    'true',
    '0.5',
    '//',
    '/*',
  ),
);
const cut = fc.tuple(
  fc.integer({ min: 0, max: everything.length }),
  fc.integer({ min: 0, max: 30 }),
  part,
);

describe('a study file with pieces cut out and put in', () => {
  it('is read, or refused with its problems: nothing else happens, and no number is NaN', () => {
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 3 }), (cuts) => {
        let text = everything;
        for (const [at, length, put] of cuts)
          text = text.slice(0, at) + put + text.slice(at + length);
        try {
          const study = parseStudy(text, { file: null });
          // JSON has no NaN and no Infinity: they would come back as null.
          expect(JSON.parse(JSON.stringify(study))).toEqual(study);
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          expect(error.problems.length).toBeGreaterThan(0);
          expect(formatProblems(error)).not.toMatch(/undefined|NaN|\[object/);
        }
      }),
      { numRuns: 400 },
    );
  });
});
