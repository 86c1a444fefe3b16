import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { catalogue } from '../../src/cli/catalogue.ts';
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

  it.each(catalogue.flatMap(({ examples }) => examples))('shows what runs: %s', async (example) => {
    const [program, ...argv] = words(example);
    expect(program).toBe('dystonia-stats');
    const { code, stdout, stderr } = await run(argv.map((word) => word.replace('OUT', scratch)));
    expect(stderr).not.toMatch(/internal error/);
    expect([0, 1]).toContain(code);
    expect(stdout + stderr).not.toBe('');
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
  it('asks whether a command was meant that it does not know', async () => {
    const { code, stderr } = await run(['sumarize']);
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean summarize?');
  });
});
