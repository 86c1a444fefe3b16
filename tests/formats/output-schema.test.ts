import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { methods } from '../../src/estimates/index.ts';
import { formats } from '../../src/formats/index.ts';
import { buildBoundsReport } from '../../src/report/bounds.ts';
import { buildReport } from '../../src/report/build.ts';
import { defaultOptions, type ReportOptions } from '../../src/report/context.ts';
import { extrasFor } from '../../src/report/extras.ts';
import { bundledStudies } from '../../src/study/bundled.ts';
import { loadStudy } from '../../src/study/read.ts';

const published = readFileSync('data/output.schema.json', 'utf8');
const schema = JSON.parse(published);
const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
  schema,
);

it('is laid out as `npm run schemas` does it', () => {
  expect(published).toBe(`${JSON.stringify(schema, null, 2)}\n`);
});

async function output(
  file: string,
  options: Partial<ReportOptions> = {},
  build: typeof buildBoundsReport | null = null,
): Promise<unknown> {
  const study = await loadStudy(file);
  const settings = { ...defaultOptions, ...options };
  const report = build
    ? build(study, settings)
    : buildReport(study, settings, await extrasFor(study, settings));
  const format = await formats.json();
  let text = '';
  for await (const chunk of format(
    (async function* () {
      yield report;
      yield report;
    })(),
    { color: false, width: null },
  )) {
    text += chunk;
  }
  return JSON.parse(text);
}

it.each([
  ['the bundled study', 'data/horisawa-2019.json', {}],
  ['every method', 'data/horisawa-2019.json', { also: methods }],
  [
    'an assumed range of correlations',
    'data/horisawa-2019.json',
    { also: methods, correlation: { kind: 'range', low: 0.2, high: 1 } as const },
  ],
  ['a study that uses every construct', 'tests/fixtures/study/everything.jsonc', { also: methods }],
])('the output of %s is as the published schema says', async (_, file, options) => {
  validate(await output(file, options));
  expect(validate.errors ?? []).toEqual([]);
});

it.each(bundledStudies)(
  'so is that of $id with every method at one correlation, every id once',
  async ({ id }) => {
    const correlation = { kind: 'values', values: [0.5] } as const;
    const data = await output(`data/${id}.json`, { also: methods, correlation });
    validate(data);
    expect(validate.errors ?? []).toEqual([]);
    expectUniqueIds(data);
  },
);

it.each([
  ['data/horisawa-2019.json', {}],
  [
    'data/horisawa-2019.json',
    { n: { low: 20, high: 40 }, correlation: { kind: 'range', low: -1, high: 1 } as const },
  ],
  ['tests/fixtures/study/pairings.json', { n: { low: 171, high: 171 } }],
  ['tests/fixtures/study/everything.jsonc', {}],
])('so are the bounds of %s with %j, every id once', async (file, options) => {
  const data = await output(file, options, buildBoundsReport);
  validate(data);
  expect(validate.errors ?? []).toEqual([]);
  expectUniqueIds(data);
});

function expectUniqueIds(data: unknown): void {
  const { studies } = data as { studies: { results: { id: string }[] }[] };
  const ids = studies[0]?.results.map(({ id }) => id) ?? [];
  expect(new Set(ids).size).toBe(ids.length);
}
