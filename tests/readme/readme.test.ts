import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as jq from 'jq-wasm';
import { describe, expect, it } from 'vitest';
import { verdictLevels, verdicts } from '../../src/checks/engine/finding.ts';
import { catalogue } from '../../src/cli/catalogue.ts';
import * as library from '../../src/index.ts';
import { meanings } from '../../src/report/topic-check.ts';
import { parseStudy } from '../../src/study/read.ts';
import { columns } from '../../src/study/table/columns.ts';
import { studyFilesFromTable } from '../../src/study/table/study-files.ts';
import { run, words } from '../cli/run.ts';

/** The README and what it points to; docs/library.md, which is made, has a test of its own. */
const pages = ['README.md', ...readdirSync('docs').map((name) => join('docs', name))]
  .filter((file) => file.endsWith('.md') && file !== join('docs', 'library.md'))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
const text = pages.map((page) => page.text).join('\n');

const blocksOf = (page: string, language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    (found) => found[1] ?? '',
  );
const blocks = (language: string) => blocksOf(text, language);

const examples = pages.flatMap((page) =>
  blocksOf(page.text, 'console').map((block) => {
    const [first = '', ...output] = block.trimEnd().split('\n');
    return { file: page.file, line: first.replace(/^\$ /, ''), output };
  }),
);

describe('every example of the README and of docs runs and prints what it shows', () => {
  it.each(examples)('$file: $line', async ({ line, output }) => {
    let printed = '';
    for (const stage of stages(line)) printed = await runStage(stage, printed);
    expectShown(printed.split('\n'), output);
  });

  it('shows a study file that is well formed', () => {
    const studies = blocks('json').filter((block) => block.includes('"cohorts"'));
    expect(studies.length).toBeGreaterThan(0);
    for (const block of studies) expect(parseStudy(block, { file: null }).warnings).toEqual([]);
  });

  it('lists the columns of a table as the program reads them', () => {
    const rows = Object.entries(columns).map(([name, { what }]) => `| \`${name}\` | ${what} |`);
    expect(listed('columns')).toEqual(rows);
  });

  it('shows a table that makes well-formed studies', () => {
    const files = blocks('csv').flatMap((block) => studyFilesFromTable(block, { file: null }));
    expect(files).not.toEqual([]);
    for (const { text } of files) expect(parseStudy(text, { file: null }).warnings).toEqual([]);
  });

  it('shows what the library gives', () => {
    const [block = ''] = blocks('ts');
    const code = block.replace(/^import .*\n/, '');
    const names = /import \{ (.*) \}/.exec(block)?.[1] ?? '';
    const exported: Readonly<Record<string, unknown>> = library;
    const calls = [...code.matchAll(/(\S[^;]*); \/\/ (\S+)/g)];
    expect(calls.length).toBe(names.split(', ').length);
    for (const [, call = '', shown = ''] of calls) {
      const given = new Function(names, `return ${call}`)(
        ...names.split(', ').map((name) => exported[name]),
      );
      expect(String(given).startsWith(shown.replace('…', '')), `${call} is ${given}`).toBe(true);
    }
  });

  it('says what verdicts mean as the program does', () => {
    const rows = verdicts.map(
      (verdict) => `| \`${verdict}\` | ${verdictLevels[verdict]} | ${meanings[verdict]} |`,
    );
    expect(listed('verdicts')).toEqual(rows);
  });

  it.each(pages)('points in $file only to what is there', ({ file, text: page }) => {
    const targets = [...page.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].map(([, to = '']) => to);
    const missing = targets.filter((to) => !existsSync(join(file, '..', to)));
    expect(missing).toEqual([]);
    const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => slug(heading));
    const anchors = [...page.matchAll(/\]\(#([^)]*)\)/g)].map(([, to = '']) => to);
    expect(anchors.filter((to) => !headings.includes(to))).toEqual([]);
  });

  it('lists the commands as the program does', () => {
    const rows = catalogue.map(
      ({ name, summary }) => `| \`dystonia-stats ${name}\` | ${summary} |`,
    );
    expect(listed('commands')).toEqual(rows);
  });
});

/** A heading as GitHub writes it in a link. */
function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\d\s_-]/gu, '')
    .replaceAll(' ', '-');
}

/** The rows of a table between two comments, without their padding. */
function listed(name: string): string[] {
  const table = new RegExp(`<!-- ${name} -->\\n(.*?)<!-- /${name} -->`, 's').exec(text)?.[1] ?? '';
  const lines = table.trim().split('\n').slice(2);
  return lines.map((line) => line.replace(/ +/g, ' '));
}

/** The commands of a pipe: a bar in quotes is not one. */
function stages(line: string): string[] {
  return line.match(/(?:'[^']*'|"[^"]*"|[^'"|])+/g) ?? [];
}

/** Runs one command of a pipe on what the one before it printed. */
async function runStage(command: string, stdin: string): Promise<string> {
  const [program, ...argv] = words(command);
  if (program === 'jq') return jq.raw(stdin, argv[1] ?? '', ['-r']);
  expect(program).toBe('dystonia-stats');
  const { stdout, stderr } = await run(argv, { env: { COLUMNS: '80' }, stdin });
  return stdout + stderr;
}

/** Lines in order; "…" stands for any number of lines. */
function expectShown(printed: readonly string[], shown: readonly string[]): void {
  let at = 0;
  let free = false;
  for (const line of shown) {
    if (line === '…') {
      free = true;
      continue;
    }
    const found = free ? printed.indexOf(line, at) : at;
    expect(found, `not printed: ${line}`).toBeGreaterThanOrEqual(0);
    expect(printed[found]).toBe(line);
    at = found + 1;
    free = false;
  }
}
