import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { run } from '../cli/run.ts';
import { hostile, hostileStudy } from './hostile.ts';

describe('--format html', () => {
  it('is one page that loads nothing and runs nothing', async () => {
    const { code, stdout } = await run(['summarize', '--format', 'html']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(stdout).not.toMatch(/<(?:script|link|iframe|object|embed|form|img)\b/);
    expect(stdout).not.toMatch(/\son\w+=|javascript:|@import|url\(/);
    const addresses = [...stdout.matchAll(/(?:href|src)="([^"]*)"/g)].map((match) => match[1]);
    expect(addresses).toEqual(['https://doi.org/10.1212/WNL.0000000000006818']);
  });

  it('allows its own style by its hash, and nothing else', async () => {
    const { stdout } = await run(['summarize', '--format', 'html']);
    const style = /<style>([\s\S]*?)<\/style>/.exec(stdout)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(stdout)?.[1];
    expect(policy?.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    expect(stdout).not.toContain('style="');
  });

  it('shows every text of a study file as text', async () => {
    const { code, stdout } = await run(['summarize', '-', '--format', 'html'], {
      stdin: hostileStudy(),
    });
    expect(code).toBe(0);
    const tags = new Set([...stdout.matchAll(/<\/?([a-z0-9!]+)/gi)].map((match) => match[1]));
    expect([...tags].sort()).toMatchInlineSnapshot(`
      [
        "!doctype",
        "article",
        "body",
        "code",
        "div",
        "h1",
        "h2",
        "head",
        "html",
        "li",
        "main",
        "meta",
        "p",
        "section",
        "small",
        "span",
        "style",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
      ]
    `);
    expect(stdout).not.toMatch(/<[a-z]+[^>]*\son\w+=/i);
    // What the browser shows is what stood in the file.
    const shown = stdout.replace(/<[^>]*>/g, '');
    const text = shown
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&');
    expect(text).toContain(hostile[0]);
    expect(text).toContain(hostile[1]);
  });

  it('has one title, and headings that skip no rank', async () => {
    for (const studies of [['horisawa-2019'], ['horisawa-2019', 'horisawa-2019']]) {
      const { stdout } = await run(['summarize', ...studies, '--format', 'html']);
      const ranks = [...stdout.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
      expect(ranks.filter((rank) => rank === 1)).toHaveLength(1);
      expect(ranks[0]).toBe(1);
      for (const [i, rank] of ranks.entries()) {
        expect(rank - (ranks[i - 1] ?? 0)).toBeLessThanOrEqual(1);
      }
      const ids = [...stdout.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('is the same for bounds', async () => {
    const { stdout } = await run(['bounds', '--format', 'html']);
    expect(stdout).toContain('What must be true at 1 week');
  });
});
