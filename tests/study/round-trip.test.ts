import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundledStudyFile } from '../../src/study/bundled.ts';
import { everyCount, everyFigure, everyPrinted } from '../../src/study/every.ts';
import type { Study } from '../../src/study/model.ts';
import { parseStudy } from '../../src/study/read.ts';

const everything = readFileSync(
  new URL('../fixtures/study/everything.jsonc', import.meta.url),
  'utf8',
);
const bundled = readFileSync(bundledStudyFile('horisawa-2019') ?? '', 'utf8');
const load = (text: string): Study => parseStudy(text, { file: null });

/** A study without its places, which change when the text is laid out anew. */
function withoutPlaces(study: Study): unknown {
  return JSON.parse(JSON.stringify(study, (key, value) => (key === 'where' ? value.path : value)));
}

describe.each([
  ['the fixture with every construct', everything],
  ['the bundled study', bundled],
])('%s', (_, text) => {
  it('survives being written as JSON and read again', () => {
    const study = load(text);
    const again = load(JSON.stringify(study.raw));
    expect(again.raw).toEqual(study.raw);
    expect(withoutPlaces(again)).toEqual(withoutPlaces(study));
  });

  it('is plain data that survives JSON', () => {
    const study = load(text);
    expect(JSON.parse(JSON.stringify(study))).toEqual(study);
    expect(JSON.stringify(study)).not.toMatch(/:null,"text":NaN|Infinity/);
  });

  it('has every figure and count at the place that its path and line say', () => {
    const study = load(text);
    const lines = text.split('\n');
    for (const each of everyPrinted(study)) {
      const printed = 'figure' in each ? each.figure : each.count;
      if (printed.text === null) continue;
      const { line, column } = printed.where;
      const there = (lines[line - 1] ?? '').slice(column - 1);
      const quoted = JSON.stringify(printed.text).slice(1, -1);
      // A cell of a table begins with its count; all others begin with the text itself.
      expect(there.replace(/^"/, '').includes(quoted)).toBe(true);
      if (!/\.rows\./.test(each.path))
        expect(there.replace(/^"/, '').startsWith(quoted)).toBe(true);
    }
  });

  it('is the same with another layout, line ends and a byte-order mark', () => {
    const study = withoutPlaces(load(text));
    expect(withoutPlaces(load(`\ufeff${text}`))).toEqual(study);
    expect(withoutPlaces(load(text.replaceAll('\n', '\r\n')))).toEqual(study);
    expect(withoutPlaces(load(text.replaceAll('\n', '\r')))).toEqual(study);
  });
});

describe('the fixture with every construct', () => {
  const study = load(everything);

  it('has all that its file prints', () => {
    expect([...everyFigure(study)]).toHaveLength(119);
    expect([...everyCount(study)]).toHaveLength(27);
    expect(new Set([...everyPrinted(study)].map(({ path }) => path)).size).toBeGreaterThan(130);
  });

  it('gives figures the nearest source around them', () => {
    const sources = Object.fromEntries(
      [...everyFigure(study)].map(({ path, figure }) => [path, figure.source]),
    );
    expect(sources['measures.quality.at.before.mean']).toBe('table-2');
    expect(sources['measures.tsui.at.6-months.mean[0]']).toBe('article');
    expect(sources['measures.tsui.at.6-months.mean[1]']).toBe('abstract');
    expect(sources['cohorts.lasting.percent[1]']).toBe('abstract');
  });

  it('has the counts in their kinds', () => {
    const n = (id: string) => {
      const { low, high, text } = study.cohorts.find((cohort) => cohort.id === id)?.n ?? {};
      return [low, high, text];
    };
    expect(n('all')).toEqual([40, 40, '40']);
    expect(n('active')).toEqual([0, null, null]);
    expect(n('transient')).toEqual([0, 9, '≤9']);
    expect(n('delayed')).toEqual([0, 9, null]);
    expect(n('lasting')).toEqual([2, 2, '2']);
    expect(n('women')).toEqual([0, null, null]);
  });

  it('keeps the text of bare numbers', () => {
    const followUp = study.measures.find(({ id }) => id === 'follow-up')?.series[0]?.visits[0];
    expect(followUp?.mean?.[0]).toMatchObject({ text: '25.40', decimals: 2, low: 25.395 });
    expect(study.raw.measures?.['follow-up']?.mean).toBe('25.40');
  });

  it('has relations over the figures themselves', () => {
    const [first] = study.relations;
    expect(first?.that).toMatchObject({ kind: 'path', printed: [{ text: '18.2' }] });
    expect(first?.equals).toMatchObject({
      operator: '-',
      left: { printed: [{ text: '9.7' }] },
      right: { printed: [{ text: '−8.5' }] },
    });
  });

  it('finds nothing impossible', () => {
    expect(study.warnings).toEqual([]);
  });
});

describe('figures as texts and as bare numbers', () => {
  it('give the same study', () => {
    const number = fc.tuple(fc.integer({ min: 0, max: 99999 }), fc.integer({ min: 0, max: 4 }));
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 5 }), (numbers) => {
        const texts = numbers.map(([units, decimals]) =>
          (units / 10 ** decimals).toFixed(decimals),
        );
        const file = (values: string[]) =>
          `{ "id": "x", "values": { "v": { "values": [${values.join(', ')}] } } }`;
        const bare = load(file(texts));
        const quoted = load(file(texts.map((text) => JSON.stringify(text))));
        expect(withoutPlaces(bare)).toEqual(withoutPlaces(quoted));
        expect(bare.values[0]?.values.map(([figure]) => figure.text)).toEqual(texts);
      }),
    );
  });
});
