import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../cli/run.ts';
import { hostileStudy } from '../formats/hostile.ts';
import { openBrowser } from './browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where the screenshots go, to be looked at: a folder that SCREENSHOTS names, or nowhere. */
const screenshots = process.env['SCREENSHOTS'];

const pages = [
  { name: 'bundled', argv: ['report'], stdin: '' },
  { name: 'two', argv: ['report', 'horisawa-2019', 'horisawa-2019-literal'], stdin: '' },
  { name: 'groups', argv: ['report', 'ignacio-garcia-1995', 'snaith-2011'], stdin: '' },
  { name: 'hostile', argv: ['report', '-'], stdin: hostileStudy() },
  { name: 'summary', argv: ['summarize', '--format', 'html'], stdin: '' },
] as const;
const views = [
  { name: 'light', width: 1280, colorScheme: 'light', media: 'screen' },
  { name: 'dark', width: 1280, colorScheme: 'dark', media: 'screen' },
  { name: 'phone', width: 400, colorScheme: 'light', media: 'screen' },
  { name: 'phone dark', width: 400, colorScheme: 'dark', media: 'screen' },
  { name: 'print', width: 794, colorScheme: 'light', media: 'print' },
] as const;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe.each(pages)('the page of $name', ({ name, argv, stdin }) => {
  let address = '';
  beforeAll(async () => {
    const { code, stdout } = await run(argv, { stdin });
    expect(code).toBe(0);
    const file = join(mkdtempSync(join(tmpdir(), 'report-')), 'report.html');
    writeFileSync(file, stdout);
    address = pathToFileURL(file).href;
  });

  async function open(view: (typeof views)[number]): Promise<{ page: Page; said: string[] }> {
    const page = await browser.newPage({
      viewport: { width: view.width, height: 900 },
      colorScheme: view.colorScheme,
    });
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('dialog', (dialog) => {
      said.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (request.url() !== address) said.push(`request: ${request.url()}`);
    });
    await page.emulateMedia({ media: view.media, colorScheme: view.colorScheme });
    await page.goto(address);
    return { page, said };
  }

  it.each(views)('is quiet, asks for nothing and fits: $name', async (view) => {
    const { page, said } = await open(view);
    const { wide, inner } = (await page.evaluate(
      'new Object({ wide: document.documentElement.scrollWidth, inner: window.innerWidth })',
    )) as { wide: number; inner: number };
    if (screenshots) {
      await page.screenshot({
        path: join(screenshots, `${name} ${view.name}.png`),
        fullPage: true,
      });
    }
    await page.close();
    expect(said).toEqual([]);
    expect(wide).toBeLessThanOrEqual(inner);
  });

  it.each(views.filter(({ media }) => media === 'screen'))(
    'has no violation that axe finds: $name',
    async (view) => {
      const { page } = await open(view);
      await page.evaluate(axe);
      const found = (await page.evaluate(
        "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | ')))",
      )) as string[];
      await page.close();
      expect(found).toEqual([]);
    },
  );

  it('prints on A4 and Letter', async () => {
    const { page } = await open(views[4]);
    for (const format of ['A4', 'Letter'] as const) {
      const pdf = await page.pdf({ format });
      if (screenshots) writeFileSync(join(screenshots, `${name} ${format}.pdf`), pdf);
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0).toBeGreaterThan(0);
    }
    await page.close();
  });

  it('can be read with the keyboard: every wide table and the file take the focus', async () => {
    const { page } = await open(views[0]);
    const all = (await page.evaluate(
      "[...document.querySelectorAll('.wide, pre')].every((e) => e.tabIndex === 0)",
    )) as boolean;
    await page.close();
    expect(all).toBe(true);
  });
});
