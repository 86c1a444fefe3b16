import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Each layer may import itself and the layers before it; `reconstruct` and `estimates` are peers. */
const layers = [
  ['errors.ts', 'references.ts', 'version.ts'],
  ['numeric'],
  ['study'],
  ['estimates', 'reconstruct'],
  ['checks'],
  ['report'],
  ['plots'],
  ['formats'],
  ['selftest'],
  ['cli'],
];
const rankOf = (file: string) => layers.findIndex((names) => names.includes(topOf(file)));
const topOf = (file: string) => file.split('/')[0] ?? '';

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && file !== 'index.ts',
);

interface Import {
  readonly target: string;
  readonly lazy: boolean;
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const source = readFileSync(join('src', file), 'utf8');
  const resolve = (target: string) =>
    target.startsWith('.') ? relative('src', join('src', dirname(file), target)) : target;
  const fixed = [...source.matchAll(/^(?:import|export) (type )?[^;]*?from '([^']+)'/gms)];
  const lazy = [...source.matchAll(/import\('([^']+)'\)/g)];
  return [
    ...fixed.map((found) => ({
      target: resolve(found[2] ?? ''),
      lazy: false,
      typeOnly: found[1] !== undefined,
    })),
    ...lazy.map((found) => ({ target: resolve(found[1] ?? ''), lazy: true, typeOnly: false })),
  ];
}

describe.each(files)('%s', (file) => {
  it('imports only its own layer and those below', () => {
    expect(rankOf(file), `${file} is in no layer`).toBeGreaterThanOrEqual(0);
    const wrong = importsOf(file)
      .map(({ target }) => target)
      .filter((target) => rankOf(target) > rankOf(file) || isPeer(file, target));
    expect(wrong).toEqual([]);
  });
});

function isPeer(file: string, target: string): boolean {
  return rankOf(target) === rankOf(file) && topOf(target) !== topOf(file) && rankOf(file) > 0;
}

/**
 * Inside `checks`: the engine, then what checks share, then the checks, each by itself. A check
 * imports no other check: what two of them need is in a folder.
 */
const partsOfChecks = [
  'engine',
  'comparisons',
  'groups',
  'p-values',
  'intervals',
  'effects',
  'samples',
  'a check',
  'single',
  'index.ts',
];
const partOf = (file: string) => {
  const [folder, inside] = file.split('/').slice(1);
  return inside === undefined && folder !== 'index.ts' ? 'a check' : (folder ?? '');
};

describe.each(files.filter((file) => topOf(file) === 'checks'))('%s', (file) => {
  it('imports only the parts of checks that come before it, and no other check', () => {
    const own = partOf(file);
    expect(partsOfChecks).toContain(own);
    const wrong = importsOf(file)
      .map(({ target }) => target)
      .filter((target) => topOf(target) === 'checks')
      .filter(
        (target) =>
          partsOfChecks.indexOf(partOf(target)) > partsOfChecks.indexOf(own) ||
          (own === 'a check' && partOf(target) === own),
      );
    expect(wrong).toEqual([]);
  });
});

describe('what touches the world', () => {
  it('is the command line, but for the reader of study files', () => {
    const touching = files.filter(
      (file) =>
        !file.startsWith('cli/') &&
        (importsOf(file).some(({ target, typeOnly }) => !typeOnly && isWorld(target)) ||
          /\bprocess\.|\bDate\.now|new Date\(/.test(readFileSync(join('src', file), 'utf8'))),
    );
    expect(touching.filter((file) => topOf(file) !== 'study')).toEqual([]);
  });

  it('never exits by itself: a pipe would lose what is past 64 KiB', () => {
    const exiting = files.filter((file) =>
      /process\.exit\(/.test(readFileSync(join('src', file), 'utf8')),
    );
    expect(exiting).toEqual([]);
  });
});

const isWorld = (target: string): boolean =>
  target.startsWith('node:') && !['node:util', 'node:url', 'node:crypto'].includes(target);

/** All that is loaded with a file. */
function loadedWith(first: string): Set<string> {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    if (!file.endsWith('.ts')) return;
    for (const { target, lazy, typeOnly } of importsOf(file)) if (!lazy && !typeOnly) visit(target);
  };
  visit(first);
  return seen;
}

it('summarizes without loading a check', () => {
  const loaded = [...loadedWith('cli/commands/index.ts')].filter(
    (file) => topOf(file) === 'checks',
  );
  expect(loaded).toEqual(['checks/samples/shape.ts']);
});

it('loads nothing heavy before the command is known', () => {
  expect([...loadedWith('cli/main.ts')].sort()).toEqual([
    'cli/catalogue.ts',
    'cli/io.ts',
    'cli/main.ts',
    'cli/option-table.ts',
    'commander',
    'version.ts',
  ]);
});
