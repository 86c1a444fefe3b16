import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = resolve(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'dystonia-stats-'));
const run = (command: string, args: readonly string[], cwd = scratch): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}
let packed: Packed;

beforeAll(() => {
  // Built already: `npm test` builds first.
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch];
  const listing = JSON.parse(run('npm', args, project));
  packed = (Array.isArray(listing) ? listing : Object.values(listing))[0];
  writeFileSync(join(scratch, 'package.json'), '{ "name": "scratch", "type": "module" }');
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `./${packed.filename}`]);
}, 180_000);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the packed tarball, installed in an empty folder', () => {
  it('holds what runs, and nothing else', () => {
    const outside = packed.files
      .map(({ path }) => path)
      .filter((path) => !/^(bin|dist|data)\//.test(path))
      .sort();
    expect(outside).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
  });

  it('runs the main job on the bundled study', () => {
    const text = run('npx', ['dystonia-stats', 'summarize']);
    expect(text).toContain('171 patients');
    expect(text).toContain('+2.61');
  });

  it('passes its own self-test: reference values and jStat are there', () => {
    expect(run('npx', ['dystonia-stats', 'selftest'])).toContain('PASSED');
  });

  it('gives a strict TypeScript project its types', () => {
    writeFileSync(
      join(scratch, 'consumer.mts'),
      `import { meanT, parseStudy, wilson, type Estimate, type Study } from 'dystonia-stats';
       const estimate: Estimate = wilson({ x: 18, n: 171 }, { level: 0.9 });
       const mean: number | null = meanT({ n: 171, mean: 4.33, sd: 0.85 }).value;
       const study: Study = parseStudy('{"id":"s"}', { file: null });
       // @ts-expect-error a count is needed
       const wrong = () => wilson({ x: 18 });
       console.log(estimate.value, mean, study.id, typeof wrong);
      `,
    );
    const tsc = join(project, 'node_modules/.bin/tsc');
    const flags = ['--strict', '--module', 'nodenext', '--target', 'es2022', '--types', ''];
    run(tsc, [...flags, 'consumer.mts']);
    expect(run('node', ['consumer.mjs'])).toBe(`${18 / 171} 4.33 s function\n`);
  });
});
