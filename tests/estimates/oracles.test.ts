import { describe, expect, it } from 'vitest';
import { findMethod } from '../../src/estimates/index.ts';
import { compareMethods } from '../../src/selftest/methods.ts';
import { methodFamilies, parseMethodCases } from '../../src/selftest/reference-file.ts';
import { oracleText } from '../oracles/cases.ts';

describe('every reference value, made with R, is met to a relative 1e-9 (absolute 1e-12 near zero)', () => {
  for (const family of methodFamilies) {
    const text = oracleText(family);
    if (text === null) {
      it(`${family}: no reference values in this folder`, () => {});
      continue;
    }
    const { cases } = parseMethodCases(text);
    const ids = new Set(cases.map(({ method }) => method));
    it(`${family}: ${cases.length} cases of ${ids.size} methods`, () => {
      expect(cases.filter(({ method }) => !findMethod(method))).toEqual([]);
      const compared = compareMethods(family, cases);
      console.info(`${family}: ${cases.length} reference cases of ${ids.size} methods`);
      expect(compared.flatMap(({ disagreements }) => disagreements)).toEqual([]);
    });
  }
});
