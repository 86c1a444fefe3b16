import { readFileSync } from 'node:fs';
import * as jq from 'jq-wasm';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/cli/catalogue.ts';
import { parseStudy } from '../../src/study/read.ts';
import { run, words } from '../cli/run.ts';

const readme = readFileSync('README.md', 'utf8');
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    (found) => found[1] ?? '',
  );

const examples = blocks('console').map((block) => {
  const [first = '', ...output] = block.trimEnd().split('\n');
  return { line: first.replace(/^\$ /, ''), output };
});

describe('every example of the README runs and prints what it shows', () => {
  it.each(examples)('$line', async ({ line, output }) => {
    const [command = '', filter] = line.split(' | ').length > 1 ? pipe(line) : [line];
    const [program, ...argv] = words(command);
    expect(program).toBe('dystonia-stats');
    const { stdout, stderr } = await run(argv, { env: { COLUMNS: '80' } });
    const printed = filter === undefined ? stdout + stderr : await filtered(stdout, filter);
    expectShown(printed.split('\n'), output);
  });

  it('shows a study file that is well formed', () => {
    for (const block of blocks('json'))
      expect(parseStudy(block, { file: null }).warnings).toEqual([]);
  });

  it('lists the commands as the program does', () => {
    const rows = catalogue.map(
      ({ name, summary }) => `| \`dystonia-stats ${name}\` | ${summary} |`,
    );
    const listed = /<!-- commands -->\n(.*?)<!-- \/commands -->/s.exec(readme)?.[1] ?? '';
    const lines = listed.trim().split('\n').slice(2);
    expect(lines.map((line) => line.replace(/ +/g, ' '))).toEqual(rows);
  });
});

function pipe(line: string): [string, string] {
  const at = line.indexOf(' | jq ');
  const [, , filter = ''] = words(line.slice(at + 3));
  return [line.slice(0, at), filter];
}

async function filtered(json: string, filter: string): Promise<string> {
  return jq.raw(json, filter, ['-r']);
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
