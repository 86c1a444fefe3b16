import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { catalogue } from '../../src/cli/catalogue.ts';
import { bundledStudies } from '../../src/study/bundled.ts';
import { version } from '../../src/version.ts';
import { run, words } from './run.ts';

const scratch = mkdtempSync(join(tmpdir(), 'help-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('--help', () => {
  it('lists every command with what it does', async () => {
    const { code, stdout } = await run(['--help']);
    expect(code).toBe(0);
    for (const { name } of catalogue) expect(stdout).toContain(`  ${name} `);
  });

  it.each(catalogue)(
    'of $name fits 80 columns and has examples and exit codes',
    async ({ name }) => {
      const { code, stdout } = await run([name, '--help'], { columns: 80 });
      expect(code).toBe(0);
      expect(stdout).toMatch(/\nExamples:\n {2}dystonia-stats [^\n]+\n/);
      expect(stdout).toMatch(/\nExit codes:\n {2}0 /);
      expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
    },
  );

  it.each(catalogue)('of $name has --quiet, as every command does', ({ options }) => {
    expect(options).toContain('quiet');
  });

  it('names every bundled study', async () => {
    const { stdout } = await run(['summarize', '--help'], { columns: 80 });
    const words = stdout.replace(/\s+/g, ' ');
    for (const { id } of bundledStudies) expect(words).toMatch(new RegExp(`[ ,]${id}[ ,;]`));
  });

  it.each(catalogue.flatMap(({ examples }) => examples))('shows what runs: %s', async (example) => {
    const [program, ...argv] = words(example);
    expect(program).toBe('dystonia-stats');
    const inPlace = argv.map((word) =>
      word
        .replace(/^[\w-]+\.csv$/, 'tests/fixtures/table/$&')
        .replace(/^[\w*-]+\.json$/, 'data/$&')
        .replace(/^\w+\.(html|png)$/, `${scratch}/$&`),
    );
    const { code, stdout, stderr } = await run(inPlace);
    expect(stderr).toBe('');
    expect([0, 1]).toContain(code);
    const written = inPlace.at(inPlace.indexOf('-o') + 1) ?? '';
    const made = inPlace.includes('-o') ? readFileSync(written, 'utf8') : stdout;
    expect(made).not.toBe('');
  });
});

describe('the command line', () => {
  it('prints its version, which is the package’s', async () => {
    expect((await run(['--version'])).stdout).toBe(`${version}\n`);
    expect(version).toBe(packageJson.version);
  });
  it('shows help without a command', async () => {
    const { stdout, stderr } = await run([]);
    expect(stdout + stderr).toContain('Usage: dystonia-stats');
  });
  it.each([[['sumarize']], [['help', 'sumarize']]])(
    'asks whether a command was meant that it does not know: %j',
    async (argv) => {
      const { code, stderr } = await run(argv);
      expect(code).toBe(2);
      expect(stderr).toContain("unknown command 'sumarize'");
      expect(stderr).toContain('Did you mean summarize?');
    },
  );
  it('prints the help of a command for "help" too', async () => {
    expect((await run(['help', 'check'])).stdout).toBe((await run(['check', '--help'])).stdout);
    expect((await run(['help'])).stdout).toBe((await run(['--help'])).stdout);
  });
});
