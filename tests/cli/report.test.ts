import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundledStudies } from '../../src/study/bundled.ts';
import { hostileStudy } from '../formats/hostile.ts';
import { run } from './run.ts';

const headings = (page: string, rank: number): string[] =>
  [...page.matchAll(new RegExp(`<h${rank}[^>]*>([^<]*)`, 'g'))].map(([, title = '']) =>
    title.trim(),
  );

describe('report', () => {
  it('tells the study in the order of reading, with the study file at its end', async () => {
    const { code, stdout } = await run(['report']);
    expect(code).toBe(0);
    expect(headings(stdout, 1)).toEqual([
      'Ventro-oral thalamotomy for task-specific focal hand dystonia',
    ]);
    expect(headings(stdout, 2)).toEqual([
      'Contents',
      'In short',
      'Do the printed figures agree with one another?',
      'The figures, recomputed',
      'What must be true of the patients',
      'Read with care',
      'Methods and references',
      'Assumptions of the study file',
      'The study file',
    ]);
    const text = stdout.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
    expect(text).toContain('29 printed figures, all checked: 29 agree with one another, 0 do not.');
    expect(text).toContain('at least 150 of 171 patients (87.7 %) scored 1 point or more higher');
    expect(text).toContain('Made by dystonia-stats');
    expect(text).toContain('dystonia-stats report -o report.html');
  });

  it('has every entry of its contents, and no id twice', async () => {
    const { stdout } = await run(['report', 'horisawa-2019', 'bond-2017']);
    const ids = [...stdout.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...stdout.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it.each(bundledStudies)('of $id has every table that summarize has', async ({ id }) => {
    const { stdout } = await run(['report', id]);
    const markdown = await run(['summarize', id, '--format', 'markdown']);
    const told = headings(stdout, 3);
    // "Between groups, Tremor, active minus sham": the rest stands apart on the page.
    const titles = [...markdown.stdout.matchAll(/^## ([^,\n]+)/gm)].map(([, title = '']) => title);
    for (const title of new Set(titles)) {
      if (['In short', 'Read with care', 'More'].includes(title)) continue;
      const count = (list: readonly string[]) => list.filter((one) => one.startsWith(title)).length;
      expect(count(told), title).toBeGreaterThanOrEqual(count(titles));
    }
  });

  it('compares the groups of a study with several', async () => {
    const { stdout } = await run(['report', 'ignacio-garcia-1995']);
    expect(headings(stdout, 3).some((heading) => heading.startsWith('Between groups'))).toBe(true);
    expect(stdout).toContain('g_exact_ci');
  });

  it('names a method, its formula and its references for every number', async () => {
    const { stdout } = await run(['report']);
    for (const title of ['wilson: ', 'mean_t: ', 'change_t: ', 'd_av: ', 'goodman: ']) {
      expect(headings(stdout, 3).some((heading) => heading.startsWith(title))).toBe(true);
    }
    expect(stdout).toContain('Probable inference, the law of succession');
  });

  it('draws every picture for a wide screen and for a phone', async () => {
    const { stdout } = await run(['report']);
    expect(stdout.match(/<figure>/g)).toHaveLength(6);
    expect(stdout.match(/<svg /g)).toHaveLength(12);
  });

  it('loads nothing and runs nothing, whatever the study file says', async () => {
    const { code, stdout } = await run(['report', '-'], { stdin: hostileStudy() });
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/<(?:script|link|iframe|object|embed|form|img|base)\b/i);
    expect(stdout).not.toMatch(/<[a-z]+[^>]*\s(?:on\w+|style|src)=/i);
    const addresses = [...stdout.matchAll(/href="([^"]*)"/g)].map(([, address = '']) => address);
    expect(addresses.filter((address) => !/^#|^https:\/\/doi\.org\/10\./.test(address))).toEqual(
      [],
    );
    expect(stdout).toMatch(/default-src &#39;none&#39;|default-src 'none'/);
  });

  it('gives the same bytes again, to a file or into a pipe', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'report-')), 'report.html');
    const [first, second] = [await run(['report', '-o', file]), await run(['report'])];
    expect(first).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(file, 'utf8')).toBe(second.stdout);
  });

  it('wants a file where a person looks, and does the others when one is wrong', async () => {
    const ran = await run(['report'], { columns: 80 });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('-o report.html');
    const some = await run(['report', 'tests/fixtures/errors/missing.json', 'horisawa-2019']);
    expect(some.code).toBe(2);
    expect(some.stderr).toContain('no such file');
    expect(headings(some.stdout, 1)).toHaveLength(1);
  });
});
