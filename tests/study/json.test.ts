import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { readJson } from '../../src/study/json.ts';
import type { JsonNode } from '../../src/study/json-tree.ts';
import { sourceText } from '../../src/study/source-text.ts';

const read = (text: string, memory?: number): JsonNode =>
  readJson(sourceText(text, null), false, memory).root;

/** The plain value of a node, built of what the node says of itself. */
function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object': {
      const members = [...node.members()];
      for (const { key, value } of members) {
        expect(node.has(key)).toBe(true);
        expect(node.get(key)?.start).toBe(value.start);
      }
      return Object.fromEntries(members.map(({ key, value }) => [key, plain(value)]));
    }
    case 'array':
      return [...node.items()].map(plain);
    case 'number':
      return Number(node.text);
    default:
      return node.value;
  }
}

describe('reading JSON with places', () => {
  it('gives what JSON.parse gives', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2), (text, indent) => {
        const value = JSON.parse(text);
        expect(plain(read(JSON.stringify(value, null, indent)))).toEqual(value);
      }),
    );
  });

  it('finds keys in objects of any size, also with a backslash in them', () => {
    for (const size of [1, 12, 13, 14, 500]) {
      const entries = Array.from({ length: size }, (_, i) => [`k${i}"\n`, i] as const);
      const root = read(JSON.stringify(Object.fromEntries(entries)));
      expect(plain(root)).toEqual(Object.fromEntries(entries));
      expect(root.kind === 'object' && root.has('k0')).toBe(false);
    }
  });

  it('leaves out a key that stands there before, with all that is in it', () => {
    const text = '{"a":{"b":[1,2]},"c":3,"a":{"x":[4,{"y":5}]},"d":6}';
    expect(plain(read(text))).toEqual({ a: { b: [1, 2] }, c: 3, d: 6 });

    const many = (name: string) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [name + i, i])));
    const [first, second, third] = [many('x'), many('y'), many('z')];
    expect(plain(read(`{"a":${first},"a":${second},"b":${third}}`))).toEqual({
      a: JSON.parse(first),
      b: JSON.parse(third),
    });
  });

  it('knows where values and keys stand', () => {
    const text = '{ "a": [ "é", 4.30 ] }';
    const root = read(text);
    const [member] = root.kind === 'object' ? [...root.members()] : [];
    expect(text.slice(member?.keyStart, member?.keyEnd)).toBe('"a"');
    const list = member?.value;
    const items = list?.kind === 'array' ? [...list.items()] : [];
    expect(items.map(({ start, end }) => text.slice(start, end))).toEqual(['"é"', '4.30']);
  });

  it('stops before a file takes all memory', () => {
    const text = `[${'1,'.repeat(99)}1]`;
    expect(() => read(text, 350 * 100)).not.toThrow();
    expect(() => read(text, 350 * 99)).toThrow(InputError);
    expect(() => read(text, 350 * 99)).toThrow('more values than fit into memory');
  });
});
