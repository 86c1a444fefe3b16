import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from './run.ts';

const scratch = mkdtempSync(join(tmpdir(), 'dystonia-stats-selftest-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let folders = 0;
/** A copy of the reference files with one of them changed; null takes it away. */
function tampered(file: string, change: (text: string) => string | null): string {
  const folder = join(scratch, String(folders++));
  cpSync('data/reference', folder, { recursive: true });
  const path = join(folder, file);
  const changed = change(readFileSync(path, 'utf8'));
  if (changed === null) rmSync(path);
  else writeFileSync(path, changed);
  return folder;
}

describe('selftest', () => {
  it('passes with the shipped values, and prints a page that can be filed', async () => {
    const { code, stdout, stderr } = await run(['selftest']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Self-test of dystonia-stats \d+\.\d+\.\d+\nNode v\d+\S+ on \w+ \w+\./);
    expect(stdout).toMatch(/PASSED: all of [\d,]+ values agree within their limits/);
    expect(stdout).toMatch(/^single_mean +[0-9a-f]{64}$/m);
    expect(stdout).toMatch(/^norm\.quantile +core +40 +\d\S* +1e-12 +agrees$/m);
    expect(stdout).toMatch(/^ {2}mean_t +17 +119 +\d\S* +1e-9 +agrees$/m);
    expect(stdout).toMatch(/^p of F +\d+ +\d\S* +1e-6 +agrees$/m);
    expect(stdout).toMatch(/Not verified here: the reading of study files/);
    expect(stdout).toMatch(/Date _+ Name and signature _+/);
    expect(stdout).not.toMatch(/NaN|Infinity|undefined|DIFFERS/);
    // Nothing of the day, so that two runs can be compared.
    expect((await run(['selftest'])).stdout).toBe(stdout);
  });

  it('fits a terminal of 80 columns, checksums and all', async () => {
    const { stdout } = await run(['selftest'], { env: { COLUMNS: '80' } });
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(stdout).toMatch(/[0-9a-f]{64}/);
  });

  it('gives the same as data with --json', async () => {
    const { code, stdout } = await run(['selftest', '--json']);
    const data = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(data).toMatchObject({ schemaVersion: 1, agrees: true, disagreements: 0, folder: null });
    expect(data.installation.node).toBe(process.version);
    expect(data.secondOpinion).toMatchObject({ program: 'jStat', version: '1.9.6' });
    // Tested against worked examples and R instead: no file of reference values has them.
    const methods = ['change_difference', 'change_difference_z', 'd_ppc', 'd_ppc_ls', 'anova'];
    expect(data.notVerified).toMatchObject({
      families: [],
      functions: [],
      methods: [
        ...methods,
        'anova_welch',
        'chisq_groups',
        'chisq_table',
        'fisher_table',
        'p_U',
        'p_W',
        'or_peto',
        'se_from_ci_z',
        'se_from_ci_t',
        'log_ratio_from_ci',
      ],
    });
    const compared = [...data.distributions, ...data.methods, ...data.secondOpinion.comparisons];
    expect(compared.reduce((sum, { values }) => sum + values, 0)).toBe(data.values);
    expect(compared.every(({ agrees }) => agrees)).toBe(true);
  });

  it('exits 1 and names the value when a method disagrees', async () => {
    const folder = tampered('single_mean.json', (text) => {
      const file = JSON.parse(text);
      file.cases[0].expected.estimate += 1e-6;
      return JSON.stringify(file);
    });
    const { code, stdout } = await run(['selftest', '--reference', folder]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/FAILED: 1 of [\d,]+ values do not agree/);
    expect(stdout).toMatch(/DIFFERS/);
    expect(stdout).toMatch(/^DISAGREEMENTS +expected +found/m);
    const { disagreements, methods } = JSON.parse(
      (await run(['selftest', '--reference', folder, '--json'])).stdout,
    );
    expect(disagreements).toBe(1);
    expect(methods.filter(({ agrees }: { agrees: boolean }) => !agrees)).toHaveLength(1);
  });

  it('exits 1 when the thirteenth digit of a distribution function is another', async () => {
    const folder = tampered('distributions.json', (text) =>
      text.replace('"value": "5.297888', '"value": "5.297887'),
    );
    const { code, stdout } = await run(['selftest', '--reference', folder]);
    expect(code).toBe(1);
    expect(stdout).toContain('norm.cdf(-37.25)');
  });

  it('says which family it found no values for', async () => {
    const folder = tampered('multinomial.json', () => null);
    const { code, stdout } = await run(['selftest', '--reference', folder]);
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /No reference values were found for the family multinomial, the method goodman/,
    );
  });

  it('exits 2 without output when the folder is missing, empty, no folder or holds something else', async () => {
    const empty = join(scratch, 'empty');
    mkdirSync(empty);
    const isFolder = tampered('prepost.json', () => null);
    mkdirSync(join(isFolder, 'prepost.json'));
    const wrong: [string, RegExp][] = [
      [join(scratch, 'none'), /cannot read .*none: there is no such folder/],
      [empty, /has no file of reference values\. They are called distributions\.json/],
      ['package.json', /cannot read package\.json: it is no folder/],
      [isFolder, /it is a folder/],
      [tampered('prepost.json', (text) => text.slice(0, 500)), /prepost\.json is no file of ref/],
      [tampered('prepost.json', () => '[]'), /prepost\.json is no file of reference values/],
    ];
    for (const [folder, message] of wrong) {
      const { code, stdout, stderr } = await run(['selftest', '--reference', folder]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/\n {4}at /);
    }
  });
});
