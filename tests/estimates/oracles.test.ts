import { describe, expect, it } from 'vitest';
import { findMethod } from '../../src/estimates/index.ts';
import { loadOracle } from '../oracles/cases.ts';
import { disagreements, type OracleCase } from './oracle-comparison.ts';

const families = [
  'single_mean',
  'prepost',
  'improvement',
  'one_proportion',
  'multinomial',
  'two_group',
];

describe('every reference value, made with R, is met to a relative 1e-9 (absolute 1e-12 near zero)', () => {
  for (const family of families) {
    const oracle = loadOracle<OracleCase>(family);
    if (oracle === null) {
      it(`${family}: no reference values in this folder`, () => {});
      continue;
    }
    const { cases } = oracle;
    const ids = new Set(cases.map(({ method }) => method));
    it(`${family}: ${cases.length} cases of ${ids.size} methods`, () => {
      const problems = cases.flatMap((one) => {
        const method = findMethod(one.method);
        return method ? disagreements(method, one) : [`${one.id}: no such method`];
      });
      console.info(`${family}: ${cases.length} reference cases of ${ids.size} methods`);
      expect(problems).toEqual([]);
    });
  }
});
