import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as library from '../../src/index.ts';

const source = readFileSync('src/index.ts', 'utf8');
const isError = (value: unknown) => typeof value === 'function' && value.prototype instanceof Error;

/** The functions that people import, with the file and the name behind each. */
const functions = Object.entries(library as Readonly<Record<string, unknown>>).flatMap(
  ([name, value]) => {
    if (typeof value !== 'function' || isError(value)) return [];
    for (const [, names = '', file = ''] of source.matchAll(/export \{([^}]*)\} from '(.*?)'/g)) {
      const inner = new RegExp(`(?:^|[\\s,])(?:(\\w+) as )?${name}(?=[\\s,]|$)`).exec(names);
      if (inner) return [{ name, inner: inner[1] ?? name, file: `src/${file.slice(2)}` }];
    }
    throw new Error(`${name} is not in src/index.ts`);
  },
);

/** The docstring right above an exported function. */
function docstringOf({ inner, file }: (typeof functions)[number]): string {
  const text = readFileSync(file, 'utf8');
  const declaration = `export (?:async )?(?:function\\*? |const )${inner}\\b`;
  const found = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*?)\\*/\\n${declaration}`).exec(text);
  return (found?.[1] ?? '').replaceAll(/^ ?\* ?/gm, '');
}

/** Code and the value that it is said to give, from the examples of a docstring. */
function examplesOf(docstring: string): { code: string; shown: string }[] {
  return docstring
    .split('@example')
    .slice(1)
    .flatMap((block) => {
      const text = block.split(/^@/m)[0] ?? '';
      return [...text.matchAll(/([\s\S]*?)\/\/ → (.*)(?:\n|$)/g)].map(
        ([, code = '', shown = '']) => ({
          code: code.trim(),
          shown: shown.trim(),
        }),
      );
    });
}

const names = Object.keys(library);
const values = Object.values(library);
const AsyncFunction = (async () => {}).constructor as new (
  ...args: string[]
) => (...given: unknown[]) => Promise<unknown>;

/** What the last expression of the code gives. */
async function evaluate(code: string): Promise<unknown> {
  const statements = code.split(/;\n/);
  const last = statements.pop() ?? '';
  const run = new AsyncFunction(...names, `${statements.join(';\n')};\nreturn (${last});`);
  return run(...values);
}

describe('every function of the library', () => {
  it.each(functions)(
    '$name says what it is; a method also what it refuses, and its source',
    (each) => {
      const docstring = docstringOf(each);
      expect(docstring.trim()).toMatch(/^\S.{15,}/);
      expect(docstring).toContain('@example');
      if (!library.methods.some(({ estimate }) => estimate === values[names.indexOf(each.name)]))
        return;
      expect(docstring).toMatch(/@throws RangeError/);
      expect(docstring).toMatch(/@see references\.\w+/);
    },
  );

  it.each(functions)('$name gives what its examples show', async (each) => {
    const examples = examplesOf(docstringOf(each));
    expect(examples).not.toEqual([]);
    for (const { code, shown } of examples) {
      expect(code).toMatch(new RegExp(`\\b${each.name}\\(`));
      const given = await evaluate(code);
      const expected: unknown = JSON.parse(shown);
      if (typeof expected !== 'number') expect(given, code).toEqual(expected);
      else {
        const error = Math.abs((given as number) - expected) / Math.max(1e-3, Math.abs(expected));
        expect(error, `${code} is ${given}`).toBeLessThan(1e-9);
      }
    }
  });
});
