import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMethod, methods } from '../../src/estimates/index.ts';
import type { Estimate, Need } from '../../src/estimates/method.ts';
import * as library from '../../src/index.ts';
import { references } from '../../src/references.ts';
import { anyInput, level, ordinaryInput } from './inputs.ts';

const runs = { numRuns: 60 };

function camelCase(name: string): string {
  return name.replace(/[-_]([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Every number in plain data. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(numbersIn);
}

/** Itself, or its parts. */
function single(estimate: Estimate): readonly Estimate[] {
  return estimate.parts ?? [estimate];
}

/** A valid input of the kind the need describes. */
function validFor(name: string, { type, max }: Need): unknown {
  if (name === 'columns') return 2;
  if (type === 'counts') return [7, 5];
  if (type === 'numbers') return [3, 4];
  return max === undefined ? 3 : max / 2;
}

function validInput(needs: Readonly<Record<string, Need>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(needs).map(([name, need]) => [name, validFor(name, need)]),
  );
}

/** Inputs beyond a need's limits, or of no kind that it takes. */
function invalidFor(name: string, need: Need): unknown[] {
  if (need.type === 'numbers') {
    return [[], [4], [Number.NaN, 1], ...(need.min === undefined ? [] : [[need.min - 1, 1]])];
  }
  if (need.type === 'counts') {
    const empty = name === 'counts' ? [[0, 0]] : [];
    return [[], [4], [1, -1], [1, 2.5], [Number.NaN, 1], ...empty];
  }
  return [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    ...(need.type === 'count' ? [2.5] : []),
    ...(need.min === undefined ? [] : [need.min - 1]),
    ...(need.max === undefined ? [] : [need.max + 0.01]),
    ...(need.exclusiveMin === undefined ? [] : [need.exclusiveMin, need.exclusiveMin - 1]),
  ];
}

describe('the registry', () => {
  it('gives no id or alias twice', () => {
    const names = methods.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
    const plain = names.map((name) => name.toLowerCase().replaceAll('_', '-'));
    expect(plain.filter((name, index) => plain.indexOf(name) !== index)).toEqual([]);
  });

  it('finds a method by its id, with hyphens, and by each alias', () => {
    for (const method of methods) {
      for (const name of [method.id, method.id.replaceAll('_', '-'), ...(method.aliases ?? [])]) {
        expect(findMethod(name), name).toBe(method);
      }
    }
    expect(findMethod('cohens-dz')?.id).toBe('dz_exact');
    expect(findMethod('no-such-method')).toBeUndefined();
  });

  it.each(methods)('$id says what it is, needs, assumes and cites', (method) => {
    for (const text of [method.title, method.quantity, method.formula, ...method.assumptions]) {
      expect(text.trim()).toBe(text);
      expect(text).not.toBe('');
    }
    expect(method.assumptions.length).toBeGreaterThan(0);
    for (const sentence of method.assumptions) expect(sentence).toMatch(/^(n is |[A-Z]).*\.$/);
    for (const need of Object.values(method.needs)) expect((need as Need).title).not.toBe('');
    for (const key of method.references) expect(references).toHaveProperty(key);
    expect(method.elsewhere.r, 'a line of R').toBeTruthy();
  });

  it.each(methods)('$id has an R line in the names of its inputs', (method) => {
    const allowed = new Set(Object.keys(method.needs));
    const used = ['meanPre', 'sdPre', 'meanPost', 'sdPost', 'correlation', 'max', 'counts'];
    for (const name of used) {
      if (new RegExp(`\\b${name}\\b(?! =)`).test(method.elsewhere.r ?? '')) {
        expect(allowed, name).toContain(name);
      }
    }
  });

  it.each(methods)('$id is exported from the library under its id or an alias', (method) => {
    const names = [method.id, ...(method.aliases ?? [])].map(camelCase);
    const exported: Readonly<Record<string, unknown>> = library;
    expect(names.filter((name) => exported[name] === method.estimate)).not.toEqual([]);
  });

  it.each(methods.filter(({ needs }) => 'correlation' in needs))(
    '$id says how it depends on the correlation',
    (method) => expect(method.overCorrelation?.because).toMatch(/\.$/),
  );
});

describe('every method', () => {
  it.each(methods)('$id gives plain data for any input within its limits', (method) => {
    fc.assert(
      fc.property(anyInput(method), level, (input, confidence) => {
        const estimate = method.estimate(input, { level: confidence });
        expect(numbersIn(estimate).every(Number.isFinite)).toBe(true);
        expect(JSON.parse(JSON.stringify(estimate))).toEqual(estimate);
        for (const { value, ci, reason } of [estimate, ...single(estimate)]) {
          if (value === null || ci === null) expect(reason).toMatch(/^(undefined: |several: )/);
          if (ci) expect(ci.level).toBe(confidence);
          if (ci && (ci.low === null || ci.high === null)) {
            expect(ci.reason).toMatch(/^(undefined: |unbounded$)/);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it.each(methods)(
    '$id refuses inputs beyond its limits, in a sentence that names them',
    (method) => {
      const needs: Readonly<Record<string, Need>> = method.needs;
      const input = validInput(needs);
      expect(() => method.estimate(input)).not.toThrow();
      for (const [name, need] of Object.entries(needs)) {
        for (const wrong of invalidFor(name, need)) {
          const attempt = () => method.estimate({ ...input, [name]: wrong });
          expect(attempt, `${name} = ${wrong}`).toThrow(RangeError);
          expect(attempt, `${name} = ${wrong}`).toThrow(name);
        }
      }
      for (const wrong of [0, 1, -0.5, 95, Number.NaN]) {
        expect(() => method.estimate(input, { level: wrong })).toThrow(/^level must/);
      }
    },
  );

  // Jeffreys' interval leaves x/n out at x = 0 and n; Anscombe's centre is not x/n, nor is that of
  // Agresti and Caffo the difference. The NNT lies outside of two limits through infinity.
  const notAround = new Set(['jeffreys', 'arcsine_anscombe', 'rd_agresti_caffo']);
  it.each(methods.filter(({ id }) => !notAround.has(id)))(
    '$id has its estimate inside its interval',
    (method) => {
      fc.assert(
        fc.property(ordinaryInput(method), level, (input, confidence) => {
          for (const { value, ci } of single(method.estimate(input, { level: confidence }))) {
            if (value === null || !ci || ci.reason?.startsWith('several')) continue;
            const slack = 1e-12 * Math.max(1, Math.abs(value));
            if (ci.low !== null) expect(ci.low).toBeLessThanOrEqual(value + slack);
            if (ci.high !== null) expect(ci.high).toBeGreaterThanOrEqual(value - slack);
          }
        }),
        runs,
      );
    },
  );

  it.each(methods)('$id has a wider interval at a higher level', (method) => {
    fc.assert(
      fc.property(ordinaryInput(method), (input) => {
        const narrow = single(method.estimate(input, { level: 0.9 }));
        const wide = single(method.estimate(input, { level: 0.99 }));
        for (const [index, { ci }] of narrow.entries()) {
          const wider = wide[index]?.ci;
          if (!ci || !wider || wider.reason) continue;
          expect(wider.low).toBeLessThanOrEqual(ci.low ?? Number.NaN);
          expect(wider.high).toBeGreaterThanOrEqual(ci.high ?? Number.NaN);
        }
      }),
      runs,
    );
  });
});
