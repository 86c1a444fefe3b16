import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../src/cli/catalogue.ts';
import { parseStudy } from '../../src/study/read.ts';
import { columnNames } from '../../src/study/table/columns.ts';
import { run } from './run.ts';

const scratch = mkdtempSync(join(tmpdir(), 'init-'));
let folder = '';
let runs = 0;
beforeEach(() => {
  runs += 1;
  folder = join(scratch, String(runs));
});
afterAll(() => rmSync(scratch, { recursive: true }));

const trials = 'tests/fixtures/table/long.csv';
const read = (path: string) => readFileSync(path, 'utf8');

describe('init', () => {
  it('writes a starter file that is well formed as it stands, and can be summarized', async () => {
    const path = join(folder, 'study.jsonc');
    const { code, stdout, stderr } = await run(['init', path]);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toBe(`${path} written\nFill it in, then: dystonia-stats validate ${path}\n`);
    expect((await run(['validate', path])).stdout).toBe(`${path}: well formed\n`);
    expect(parseStudy(read(path), { file: path }).warnings).toEqual([]);
    const summary = await run(['summarize', path]);
    expect([summary.code, summary.stderr]).toEqual([0, '']);
  });

  it('teaches the format in comments', async () => {
    const { stdout } = await run(['init', '-']);
    const comments = stdout.split('\n').filter((line) => /^\s*\/\//.test(line));
    for (const word of ['exactly as printed', 'left out', 'stepSource', '"how"', 'assume'])
      expect(comments.join('\n')).toContain(word);
  });

  it('names a schema that is there', async () => {
    const { stdout } = await run(['init', '--output', '-']);
    const address = JSON.parse(/"\$schema": (".*?")/.exec(stdout)?.[1] ?? '');
    expect(JSON.parse(read(fileURLToPath(address)))).toHaveProperty('$schema');
  });

  it('writes study.jsonc in a folder that is named', async () => {
    await run(['init', '--from', trials, '--output', folder]);
    expect((await run(['init', folder])).code).toBe(0);
    expect(existsSync(join(folder, 'study.jsonc'))).toBe(true);
  });

  it('leaves the comments out of a file that is called .json', async () => {
    const [plain, commented] = [join(folder, 'a.json'), join(folder, 'a.jsonc')];
    await run(['init', plain]);
    await run(['init', commented]);
    const { raw } = parseStudy(read(commented), { file: commented });
    expect(parseStudy(read(plain), { file: plain }).raw).toEqual(raw);
  });

  it('replaces a file only with --force', async () => {
    const path = join(folder, 'study.jsonc');
    await run(['init', path]);
    writeFileSync(path, 'mine');
    const { code, stderr } = await run(['init', path]);
    expect([code, stderr]).toEqual([2, `${path} is there already. --force replaces it\n`]);
    expect(read(path)).toBe('mine');
    expect((await run(['init', path, '--force'])).code).toBe(0);
    expect(read(path)).toContain('"$schema"');
  });

  it('refuses two places to write to', async () => {
    const { code, stderr } = await run(['init', 'a.jsonc', '--output', 'b.jsonc']);
    expect([code, stderr]).toEqual([2, 'two places to write to: a.jsonc and b.jsonc\n']);
  });
});

describe('init --from', () => {
  it('writes a file a study, which are well formed and can be summarized', async () => {
    const { code, stderr } = await run(['init', '--from', trials, '--output', folder]);
    expect(code).toBe(0);
    expect(stderr.split('\n')).toEqual([
      `${join(folder, 'doe-2024.json')} written`,
      `${join(folder, 'roe-2023.json')} written`,
      'Next: dystonia-stats validate <file>',
      '',
    ]);
    expect(readdirSync(folder).sort()).toEqual(['doe-2024.json', 'roe-2023.json']);
    expect((await run(['validate', `${folder}/*.json`])).code).toBe(0);
    const { stdout } = await run(['summarize', '--json', `${folder}/*.json`]);
    expect(JSON.parse(stdout).studies).toHaveLength(2);
  });

  it('reads standard input and writes one study to stdout', async () => {
    const made = await run(['init', '--from', '-', '-'], { stdin: 'study,measure,mean\nx,m,4.30' });
    expect([made.code, made.stderr]).toEqual([0, '']);
    expect(made.stdout).toContain('"mean": "4.30"');
    expect((await run(['validate', '-'], { stdin: made.stdout })).code).toBe(0);
  });

  it('does not write several studies to stdout', async () => {
    const { code, stdout, stderr } = await run(['init', '--from', trials, '-']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      'the table has 2 studies, each of which is a file of its own. Name a folder with --output\n',
    );
  });

  it('writes nothing when any row is wrong, or any file is there already', async () => {
    const wrong = await run(['init', '--from', 'tests/fixtures/table/wrong.csv', '-o', folder]);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('wrong.csv:2:34  row 2, mean\n');
    expect(existsSync(folder)).toBe(false);

    await run(['init', '--from', trials, '-o', folder]);
    rmSync(join(folder, 'doe-2024.json'));
    const again = await run(['init', '--from', trials, '-o', folder]);
    expect([again.code, again.stderr]).toEqual([
      2,
      `${join(folder, 'roe-2023.json')} is there already. --force replaces it\n`,
    ]);
    expect(readdirSync(folder)).toEqual(['roe-2023.json']);
  });

  it('says what is wrong with the table or the folder itself', async () => {
    const missing = await run(['init', '--from', 'missing.csv']);
    expect([missing.code, missing.stderr]).toEqual([2, 'there is no file missing.csv\n']);
    const into = await run(['init', '--from', trials, '-o', 'package.json/x']);
    expect(into.code).toBe(2);
    expect(into.stderr).toBe('cannot make the folder package.json/x: a file is in the way\n');
  });

  it('lists every column in its help', async () => {
    const notes = catalogue.find(({ name }) => name === 'init')?.notes ?? '';
    const listed = notes.slice(notes.indexOf('\n')).match(/\w+/g);
    expect(listed).toEqual(columnNames);
    expect((await run(['init', '--help'])).stdout).toContain(notes);
  });
});
