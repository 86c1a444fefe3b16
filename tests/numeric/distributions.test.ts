import { afterAll, describe, expect, it } from 'vitest';
import { compareDistributions, distributionFunctions } from '../../src/selftest/distributions.ts';
import { parseDistributions } from '../../src/selftest/reference-file.ts';
import { oracleText } from '../oracles/cases.ts';

const text = oracleText('distributions');
const points = text === null ? [] : parseDistributions(text).cases;
const table: string[] = [];

describe('agrees with the reference values', () => {
  for (const name of Object.keys(distributionFunctions)) {
    const own = points.filter(({ fn }) => fn === name);
    it(`${name}, ${own.length} points`, () => {
      if (own.length === 0) {
        table.push(`${name.padEnd(16)} no reference values`);
        return;
      }
      const compared = compareDistributions(own);
      expect(compared.flatMap(({ disagreements }) => disagreements)).toEqual([]);
      const errors = compared.map(
        ({ region, largestRelativeError }) => `${region} ${largestRelativeError?.toExponential(1)}`,
      );
      table.push(`${name.padEnd(16)} ${errors.join('  ')}`);
    });
  }

  afterAll(() => {
    console.info(['largest relative error', ...table].join('\n'));
  });
});
