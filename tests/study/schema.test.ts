import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { studySchemaText } from '../../scripts/study-schema.ts';
import { InputError } from '../../src/errors.ts';
import { bundledStudyFile, dataFile } from '../../src/study/bundled.ts';
import { parseStudy } from '../../src/study/read.ts';
import { studyFile } from '../../src/study/schema/study-file.ts';

const published = readFileSync(dataFile('study.schema.json'), 'utf8');
const ajv = new Ajv({ allErrors: true, strict: false });
const validate = ajv.compile(JSON.parse(published));
const everything = readFileSync(
  new URL('../fixtures/study/everything.jsonc', import.meta.url),
  'utf8',
);

const accepted = (file: unknown): boolean => {
  try {
    parseStudy(JSON.stringify(file), { file: null });
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
};

describe('the published JSON Schema', () => {
  it('is no older than its source (npm run schemas writes it)', () => {
    expect(published).toBe(studySchemaText());
  });

  it('is a valid schema of draft-07', () => {
    expect(ajv.validateSchema(JSON.parse(published))).toBe(true);
  });

  it('takes the bundled study and the fixture with every construct', () => {
    const files = [
      JSON.parse(readFileSync(bundledStudyFile('horisawa-2019') ?? '', 'utf8')),
      parseStudy(everything, { file: null }).raw,
    ];
    for (const file of files) {
      expect(validate(file), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    }
  });

  it('describes every key of a study file for the editor', () => {
    const { properties } = JSON.parse(published) as { properties: Record<string, object> };
    for (const [key, each] of Object.entries(properties)) {
      expect(each, key).toHaveProperty('description');
    }
  });
});

const base = { id: 'x', cohorts: { all: { n: 4 } } };
const value = (each: unknown) => ({ ...base, values: { v: { mean: each } } });
const p = (each: unknown) => ({ ...base, comparisons: [{ p: each }] });
const n = (each: unknown) => ({ id: 'x', cohorts: { all: { n: each } } });
const cell = (each: unknown) => ({
  ...base,
  counts: [{ columns: ['all'], rows: { a: [each] } }],
});

const figures = [
  ...['4.30', '1,234', '1,234.5', '<.001', '10^-5', '', 'abc', '1.2.3', '±4', '4 %', '5.', '1 234'],
  ...[4.3, -1, 0, true, null, [], ['4.3'], ['4.3', { text: '4.4' }], [[1]], {}, { text: '1' }],
  ...[
    { text: 4 },
    { text: null },
    { text: '1', extra: 1 },
    { text: '1', note: 2 },
    'x'.repeat(101),
  ],
  ...[
    { text: '1', accept: { check: 'a', because: 'b' } },
    { text: '1', accept: [{ check: 'a' }] },
  ],
];
const counts = [
  ...[4, 0, -1, 1.5, '4', '≤28', 'up to 28', '-1', 'many', null, true, [], [4], {}, 1e300],
  ...[{ min: 1 }, { max: -1 }, { text: '≤4' }, { text: 4, because: 'x' }, { n: 3 }, { min: '1' }],
];
const files: [string, unknown][] = [
  ...figures.map((each): [string, unknown] => [`the figure ${JSON.stringify(each)}`, value(each)]),
  ...[...figures, 'ns', 'NS', 'n.s.', 'P = .03', 'P=ns', 'not significant', ['ns', '.06']].map(
    (each): [string, unknown] => [`the p-value ${JSON.stringify(each)}`, p(each)],
  ),
  ...counts.map((each): [string, unknown] => [`the count ${JSON.stringify(each)}`, n(each)]),
  ...[
    ...counts.slice(0, 13),
    '7 (17.5)',
    '7/40 (17.5%)',
    '7 (x)',
    '(7)',
    '≤7 (<20)',
    '7 [17.5]',
  ].map((each): [string, unknown] => [`the cell ${JSON.stringify(each)}`, cell(each)]),
  ['no id', {}],
  ['an empty id', { id: '' }],
  ['a list', []],
  ['null', null],
  ['an unknown key', { ...base, extra: 1 }],
  ['an unknown key inside', { ...base, cohorts: { all: { N: 3 } } }],
  ['an id with a dot', { id: 'x', cohorts: { 'a.b': {} } }],
  ['an id with a blank', { id: 'x', cohorts: { 'a b': {} } }],
  ['an id like a JavaScript name', { id: 'x', cohorts: { toString: { n: 3 } } }],
  ['an empty partition', { ...base, partitions: [{ of: 'all', into: [] }] }],
  ['a partition of one', { ...base, partitions: [{ of: 'all', into: ['all'] }] }],
  ['a scale without max', { ...base, scales: { s: { min: 0 } } }],
  ['a scale with a text limit', { ...base, scales: { s: { min: '0', max: 4 } } }],
  ['a scale with step 0', { ...base, scales: { s: { min: 0, max: 4, step: 0 } } }],
  ['a half step', { ...base, scales: { s: { min: 0, max: 4, step: 0.5 } } }],
  ['no items', { ...base, scales: { s: { min: 0, max: 4, items: 0 } } }],
  ['three limits', { ...base, values: { v: { range: ['1', '2', '3'] } } }],
  ['one limit', { ...base, values: { v: { range: ['1'] } } }],
  ['a level of 95', { ...base, values: { v: { ci: { low: '1', high: '2', level: 95 } } } }],
  ['a level of .95', { ...base, values: { v: { ci: { low: '1', high: '2', level: 0.95 } } } }],
  ['an interval without an end', { ...base, values: { v: { ci: { low: '1' } } } }],
  ['three tails', { ...base, comparisons: [{ how: { tails: 3 } }] }],
  ['two tails', { ...base, comparisons: [{ how: { tails: 2 } }] }],
  ['an unknown claim', { ...base, comparisons: [{ claim: 'better' }] }],
  ['an effect without a value', { ...base, comparisons: [{ effects: [{ kind: 'or' }] }] }],
  ['an unknown effect', { ...base, comparisons: [{ effects: [{ kind: 'odds', value: '1' }] }] }],
  ['two dfs', { ...base, comparisons: [{ tests: [{ kind: 'F', value: '1', df: ['1', '2'] }] }] }],
  ['three dfs', { ...base, comparisons: [{ tests: [{ kind: 'F', value: '1', df: [1, 2, 3] }] }] }],
  ['between one', { ...base, comparisons: [{ between: ['all'] }] }],
];

describe('the JSON Schema, valibot itself and the reader', () => {
  it.each(files)('agree on %s', (label, file) => {
    const ours = accepted(file);
    expect(validate(file), JSON.stringify(validate.errors)).toBe(ours);
    // A list is an object to valibot, and here one without unknown keys.
    if (label !== 'the count []') expect(v.safeParse(studyFile, file).success).toBe(ours);
  });
});
