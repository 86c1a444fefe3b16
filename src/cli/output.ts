import { beside, formatsFor, type Loader, tellsUnread } from '../formats/index.ts';
import type { Options } from './catalogue.ts';
import { type Io, terminalWidth, wantsColor, writeAll } from './io.ts';
import type { Reports } from './reports.ts';
import { pathInRepository } from './repository.ts';
import { type Target, targetsOf } from './targets.ts';

/** One format to write, where it goes, and what renders it. */
export interface Output extends Target {
  readonly load: Loader;
  /** Whether it goes behind what the file holds already. */
  readonly append?: boolean;
}

/**
 * The outputs of a command that makes reports, as --format, --json and --output ask for them.
 *
 * @param of what the command makes: formats of findings are for `check` alone
 */
export function outputsOf(
  options: Options,
  of: Parameters<typeof formatsFor>[0] = 'report',
): readonly Output[] {
  const possible = formatsFor(of);
  return targetsOf(options, Object.keys(possible), 'table').map((target) => ({
    ...target,
    load: possible[target.name] as Loader,
  }));
}

/** What comes with a format, where the program that runs this one names a file for it. */
function besideOf({ name }: Output, { env }: Io): readonly Output[] {
  const second = Object.hasOwn(beside, name) ? beside[name] : undefined;
  const file = second && env[second.variable];
  return second && file ? [{ name, load: second.load, file, append: true }] : [];
}

/**
 * Renders the reports in every format that was asked for and writes each to its place. With no
 * report at all only formats that tell what could not be read are written: of the others a good
 * file of an earlier run stays.
 */
export async function writeReports(
  { all: reports, unread }: Pick<Reports, 'all' | 'unread'>,
  asked: readonly Output[],
  options: Options,
  io: Io,
): Promise<void> {
  const first = await peek(reports);
  const outputs = asked
    .filter((output) => first !== null || tellsUnread(output))
    .flatMap((output) => [output, ...besideOf(output, io)]);
  const all = first === null || outputs.length > 1 ? await collect(first ?? replay([])) : null;
  for (const { load, file, append } of outputs) {
    const render = await load();
    const context = {
      color: file === null && wantsColor(options['color'] as boolean | undefined, io, io.stdout),
      width: file === null ? terminalWidth(io) : null,
      pathOf: (path: string) => pathInRepository(path, io),
      unread,
    };
    const text = render(all || !first ? replay(all ?? []) : first, context);
    if (file !== null && append) await (await import('./whole-file.ts')).appendToFile(text, file);
    else await writeTo(file, text, io);
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
