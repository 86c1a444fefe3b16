import { InputError } from '../errors.ts';
import { type FormatName, formatNames, formats } from '../formats/index.ts';
import type { StudyReport } from '../report/report.ts';
import type { Options } from './catalogue.ts';
import { type Io, terminalWidth, wantsColor, writeAll } from './io.ts';

/** One thing to write: a format, and where it goes; null is stdout. */
interface Output {
  readonly format: FormatName;
  readonly file: string | null;
}

/** Reads --format (which may repeat, with a file each), --json and --output. */
export function outputsOf(options: Options): readonly Output[] {
  const file = (options['output'] as string | undefined) ?? null;
  const named = (options['format'] as readonly string[] | undefined) ?? [];
  const outputs = named.map((text) => outputOf(text, file));
  if (options['json']) outputs.push({ format: 'json', file });
  if (outputs.length === 0) outputs.push({ format: 'table', file });
  const targets = outputs.map((output) => output.file);
  const twice = targets.find((target, i) => targets.indexOf(target) !== i);
  if (twice !== undefined) {
    throw new InputError(
      `two formats go to ${twice ?? 'stdout'}: give all but one a file, e.g. --format json:out.json`,
    );
  }
  return outputs;
}

function outputOf(text: string, file: string | null): Output {
  const colon = text.indexOf(':');
  const name = colon < 0 ? text : text.slice(0, colon);
  if (!(formatNames as readonly string[]).includes(name)) {
    throw new InputError(
      `unknown format ${JSON.stringify(name)}; possible are ${formatNames.join(', ')}`,
    );
  }
  return { format: name as FormatName, file: colon < 0 ? file : text.slice(colon + 1) };
}

/**
 * Renders the reports in every format that was asked for and writes each to its place. With no
 * report at all nothing is written: a good file of an earlier run stays.
 */
export async function writeReports(
  reports: AsyncIterable<StudyReport>,
  outputs: readonly Output[],
  options: Options,
  io: Io,
): Promise<void> {
  const first = await peek(reports);
  if (first === null) return;
  const all = outputs.length > 1 ? await collect(first) : null;
  for (const { format, file } of outputs) {
    const render = await formats[format]();
    const context = {
      color: file === null && wantsColor(options['color'] as boolean | undefined, io, io.stdout),
      width: file === null ? terminalWidth(io) : null,
    };
    const text = render(all ? replay(all) : first, context);
    await writeTo(file, text, io);
  }
}

/** The same items, once the first is there; null when there is none. */
async function peek<Item>(items: AsyncIterable<Item>): Promise<AsyncIterable<Item> | null> {
  const iterator = items[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return null;
  return (async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  })();
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function* replay<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

/** Writes text to a file, or to stdout where none is named. */
export async function writeTo(
  file: string | null | undefined,
  text: AsyncIterable<string>,
  io: Io,
): Promise<void> {
  if (file == null) return writeAll(text, io.stdout);
  const { writeFileWhole } = await import('./whole-file.ts');
  await writeFileWhole(text, file);
}
