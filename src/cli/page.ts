import { renderParts as markdownOf } from '../formats/markdown.ts';
import type { Part } from '../report/document.ts';
import type { Options } from './catalogue.ts';
import { type Io, terminalWidth, wantsColor } from './io.ts';
import { writeTo } from './output.ts';
import { lineFormats, type Target, targetsOf } from './targets.ts';

/** A page for people, with the same content as data. */
export interface Page {
  readonly parts: readonly Part[];
  readonly data: unknown;
  /** The same as rows, of a page that has them. */
  readonly rows?: (format: (typeof lineFormats)[number]) => string;
}

const pageFormats = ['table', 'json', 'markdown'] as const;

/** Writes a page in every format that was asked for, each to its place. */
export async function writePage(page: Page, options: Options, io: Io): Promise<void> {
  const possible = page.rows ? [...pageFormats, ...lineFormats] : pageFormats;
  for (const target of targetsOf(options, possible, 'table')) {
    await writeTo(target.file, render(page, target, options, io), io);
  }
}

async function* render(
  { parts, data, rows }: Page,
  { name, file }: Target<(typeof pageFormats)[number] | (typeof lineFormats)[number]>,
  options: Options,
  io: Io,
): AsyncGenerator<string> {
  switch (name) {
    case 'json':
      yield `${JSON.stringify(data, null, 2)}\n`;
      return;
    case 'markdown':
      yield markdownOf(parts);
      return;
    case 'csv':
    case 'ndjson':
      yield rows?.(name) ?? '';
      return;
    case 'table': {
      const { renderParts } = await import('../formats/table.ts');
      const toFile = file !== null;
      const color = wantsColor(options['color'] as boolean | undefined, io, io.stdout) && !toFile;
      yield renderParts(parts, { color, width: toFile ? null : terminalWidth(io) });
    }
  }
}
