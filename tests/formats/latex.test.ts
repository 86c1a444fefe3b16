import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../cli/run.ts';
import { hostileStudy } from './hostile.ts';

async function latexOf(argv: readonly string[], stdin = ''): Promise<string> {
  const { code, stdout } = await run([...argv, '--format', 'latex'], { stdin });
  expect(code).toBe(0);
  return stdout;
}

/** Without escaped signs and comments: what TeX takes as commands. */
const bare = (text: string) => text.replace(/^%.*$/gm, '').replace(/\\[\\{}$&#%_]/g, '');

describe('--format latex', () => {
  it.each([
    ['the bundled study', ['summarize'], ''],
    ['bounds', ['bounds'], ''],
    ['a study whose texts are commands', ['summarize', '-'], hostileStudy()],
  ])('is well formed for %s', async (_, argv, stdin) => {
    const text = await latexOf(argv, stdin);
    let depth = 0;
    for (const sign of bare(text).match(/[{}]/g) ?? []) {
      depth += sign === '{' ? 1 : -1;
      expect(depth).toBeGreaterThanOrEqual(0);
    }
    expect(depth).toBe(0);
    const open: string[] = [];
    for (const [, kind, name = ''] of text.matchAll(/\\(begin|end)\{(\w+)\}/g)) {
      if (kind === 'begin') open.push(name);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
    for (const [, columns = '', body = ''] of text.matchAll(
      /\\begin\{tabular\}\{(\w+)\}([\s\S]*?)\\end\{tabular\}/g,
    )) {
      const rows = body.split('\n').filter((line) => line.endsWith('\\\\'));
      expect(rows.length).toBeGreaterThan(1);
      for (const row of rows) {
        expect(bare(row.slice(0, -2)).split(' & ')).toHaveLength(columns.length);
      }
    }
    expect(text).not.toMatch(/\\input|\\write/);
    expect(compiled(text)).toEqual([]);
  });

  it('writes signs beyond Latin letters as commands', async () => {
    const text = await latexOf(['summarize']);
    expect(text).toContain('\\ensuremath{\\geq}1 point');
    expect(await latexOf(['check', 'horisawa-2019'])).not.toContain('textasciitilde');
    expect([...text].filter((sign) => sign > '\u024f')).toEqual([]);
  });
});

/** Errors of pdfLaTeX, where there is one. */
function compiled(text: string): string[] {
  if (spawnSync('pdflatex', ['--version']).error) return [];
  const folder = mkdtempSync(join(tmpdir(), 'latex-'));
  const preamble = ['[T1]{fontenc}', '{textcomp}', '{booktabs}'].map(
    (name) => `\\usepackage${name}`,
  );
  writeFileSync(
    join(folder, 'a.tex'),
    `\\documentclass{article}\n${preamble.join('\n')}\n\\begin{document}\n${text}\n\\end{document}\n`,
  );
  const { stdout } = spawnSync(
    'pdflatex',
    ['-interaction=nonstopmode', '-no-shell-escape', 'a.tex'],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  return stdout.split('\n').filter((line) => line.startsWith('!'));
}
