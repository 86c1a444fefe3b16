import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fuzzCase } from './command-lines.ts';
import { fault } from './verdict.ts';

it('no mutated study file or command line crashes, shows a NaN or ends undocumented', async () => {
  await fc.assert(
    fc.asyncProperty(fuzzCase, async (each) => {
      expect(await fault(each)).toBeNull();
    }),
    { numRuns: 300, seed: 1 },
  );
});
