import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { pageText, shown, terminalCommand } from '../../scripts/pictures.ts';
import { catalogue } from '../../src/cli/catalogue.ts';
import { pictures } from '../../src/plots/index.ts';
import { run, words } from './run.ts';

const scratch = mkdtempSync(join(tmpdir(), 'dystonia-stats-plot-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const target = (name: string) => join(scratch, name);

describe('where a picture goes', () => {
  it('is SVG in a pipe, and drawn with characters in a terminal', async () => {
    expect((await run(['plot', 'change'])).stdout).toMatch(/^<svg xmlns=/);
    const drawn = await run(['plot', 'change'], { columns: 80, env: { NO_COLOR: '1' } });
    expect(drawn).toMatchObject({ code: 0, stderr: '' });
    expect(drawn.stdout).toBe(readFileSync('tests/snapshots/plot/change-80.txt', 'utf8'));
  });

  it('goes to a file in the format of its name', async () => {
    for (const name of ['a.svg', 'a.png', 'a.txt']) {
      const ran = await run(['plot', 'flow', 'horisawa-2019', '-o', target(name)]);
      expect(ran).toEqual({ code: 0, stdout: '', stderr: '' });
    }
    expect(readFileSync(target('a.svg'), 'utf8')).toMatch(/^<svg .*<\/svg>\n$/s);
    expect(readFileSync(target('a.png')).subarray(1, 4).toString()).toBe('PNG');
    expect(readFileSync(target('a.txt'), 'utf8')).toContain('150–171');
  });

  it('goes to several files at once', async () => {
    const formats = ['--format', `svg:${target('b.svg')}`, '--format', `png:${target('b.png')}`];
    expect((await run(['plot', 'change', ...formats, '--width', '400'])).code).toBe(0);
    expect(readFileSync(target('b.png')).readUInt32BE(16)).toBe(400);
    expect(readFileSync(target('b.svg'), 'utf8')).toContain('width="400"');
  });

  it('is PNG on stdout where that is a pipe', async () => {
    expect((await run(['plot', 'change', '--format', 'png'])).stdout.slice(1, 4)).toBe('PNG');
  });

  it('says on stderr which characters a PNG lacks', async () => {
    const study = JSON.stringify({
      id: 'x',
      title: '書痙',
      cohorts: { all: { n: 9 }, a: { of: 'all', n: 3 } },
    });
    const ran = await run(['plot', 'forest', '-', '-o', target('c.png')], { stdin: study });
    expect(ran.code).toBe(0);
    expect(ran.stderr).toContain('the font of PNG pictures lacks 書 痙');
  });
});

describe('what is wrong with a command line', () => {
  it.each([
    [['plot'], 'no picture named. There are change, flow'],
    [['plot', 'pie'], 'There are change, flow, distribution, forest, sensitivity, checks'],
    [['plot', 'change', '--of', 'pain'], 'it has tsfd@before'],
    [['plot', 'change', '--width', '9'], '--width is a whole number from 40 to 10000'],
    [['plot', 'change', '-o', 'picture.gif'], 'It ends in .svg, .png or .txt'],
    [['plot', 'change', '--format', 'json'], 'possible are terminal, svg, png'],
    [['plot', 'change', 'horisawa-2019', 'bond-2017'], 'change shows one study; 2 are named'],
    [['plot', 'flow', '--threshold', '7'], 'differ by 7 points'],
    [['plot', 'sensitivity', '--n', '9:20', '--threshold', '0.5'], 'differ by 0.5 points'],
    [['plot', 'change', 'missing.json'], 'missing.json: no such file'],
    [['plot', 'change', '--conf-level', '95'], 'Did you mean 0.95?'],
    [['plot', 'forest', '--method', 'nonsense'], 'no method is called "nonsense"'],
  ])('%j', async (argv, words) => {
    const { code, stdout, stderr } = await run(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(existsSync('picture.gif')).toBe(false);
  });

  it('is a PNG for a terminal', async () => {
    const ran = await run(['plot', 'change', '--format', 'png'], { columns: 80 });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('PNG does not go to a terminal');
  });

  it('draws the studies that are right beside one that is wrong', async () => {
    const ran = await run(['plot', 'forest', 'missing.json', 'horisawa-2019']);
    expect(ran.code).toBe(2);
    expect(ran.stdout).toMatch(/^<svg/);
    expect(ran.stderr).toContain('missing.json: no such file');
  });
});

describe('the list of pictures', () => {
  it('is the same in --list, the help and the registry', async () => {
    const lines = pictures.map(({ id, summary }) => `${id.padEnd(12)}  ${summary}`);
    expect((await run(['plot', '--list'])).stdout).toBe(`${lines.join('\n')}\n`);
    const notes = catalogue.find(({ name }) => name === 'plot')?.notes ?? '';
    for (const line of lines) expect(notes).toContain(`  ${line}\n`);
  });

  it('fits a narrow terminal', async () => {
    const { stdout } = await run(['plot', '--list'], { columns: 60 });
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  });
});

describe('docs/pictures.md', () => {
  it.each(shown)('$file is what the program draws', async ({ command }) => {
    const argv = words(command).slice(1);
    const file = argv.pop() ?? '';
    expect(argv.pop()).toBe('-o');
    const { stdout, stderr } = await run(argv);
    expect(stderr).toBe('');
    // npm run pictures makes them again.
    expect(stdout).toBe(readFileSync(file, 'utf8'));
  });

  it('is what the script writes', async () => {
    const { stdout } = await run(words(terminalCommand).slice(1));
    expect(readFileSync('docs/pictures.md', 'utf8')).toBe(
      pageText({ command: terminalCommand, output: stdout }),
    );
  });

  it('shows every kind of picture', () => {
    for (const { id } of pictures)
      expect(
        shown.some(({ command }) => command.includes(` plot ${id} `)),
        id,
      ).toBe(true);
  });
});
