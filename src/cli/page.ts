import { InputError } from '../errors.ts';
import { renderParts as markdownOf } from '../formats/markdown.ts';
import type { Part } from '../report/document.ts';
import type { Options } from './catalogue.ts';
import { type Io, terminalWidth, wantsColor } from './io.ts';
import { writeTo } from './output.ts';

/** A page for people, with the same content as data. */
export interface Page {
  readonly parts: readonly Part[];
  readonly data: unknown;
}

/** Writes a page as text, Markdown or JSON, or text that comes in pieces, to where it was asked for. */
export async function writePage(
  page: Page | AsyncIterable<string>,
  options: Options,
  io: Io,
): Promise<void> {
  const file = options['output'] as string | undefined;
  const text = 'parts' in page ? render(page, options, io) : page;
  await writeTo(file, text, io);
}

async function* render({ parts, data }: Page, options: Options, io: Io): AsyncGenerator<string> {
  switch (pageFormat(options)) {
    case 'json':
      yield `${JSON.stringify(data, null, 2)}\n`;
      return;
    case 'markdown':
      yield markdownOf(parts);
      return;
    case 'table': {
      const { renderParts } = await import('../formats/table.ts');
      const toFile = options['output'] !== undefined;
      const color = wantsColor(options['color'] as boolean | undefined, io, io.stdout) && !toFile;
      yield renderParts(parts, { color, width: toFile ? null : terminalWidth(io) });
    }
  }
}

const pageFormats = ['table', 'json', 'markdown'] as const;

/** The one format of a page: the last --format, or --json. */
function pageFormat(options: Options): (typeof pageFormats)[number] {
  if (options['json']) return 'json';
  const name = ([] as string[]).concat((options['format'] as string[]) ?? []).at(-1) ?? 'table';
  const format = pageFormats.find((known) => known === name);
  if (!format) {
    throw new InputError(
      `unknown format ${JSON.stringify(name)}; possible are ${pageFormats.join(', ')}`,
    );
  }
  return format;
}
