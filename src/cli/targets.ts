import { InputError } from '../errors.ts';
import type { Options } from './catalogue.ts';

/** One thing to write: a format, and where it goes; null is stdout. */
export interface Target<Name extends string = string> {
  readonly name: Name;
  readonly file: string | null;
}

/**
 * Reads --format (which may repeat, with a file each), --json and --output.
 *
 * @param possible the formats that there are
 * @param usual the format where none is named
 * @throws InputError of a format that is not there, and of two that go to one place
 */
export function targetsOf<Name extends string>(
  options: Options,
  possible: readonly Name[],
  usual: Name,
): readonly Target<Name>[] {
  const file = (options['output'] as string | undefined) ?? null;
  const named = (options['format'] as readonly string[] | undefined) ?? [];
  // --json is another name for --format json, and may stand beside it.
  const asked = [...named, ...(options['json'] && !named.includes('json') ? ['json'] : [])];
  const targets = (asked.length > 0 ? asked : [usual]).map((text) =>
    targetOf(text, file, possible),
  );
  const files = targets.map((target) => target.file);
  const twice = files.find((each, i) => files.indexOf(each) !== i);
  if (twice !== undefined) {
    throw new InputError(
      `two formats go to ${twice ?? 'stdout'}: give all but one a file, e.g. --format json:out.json`,
    );
  }
  return targets;
}

function targetOf<Name extends string>(
  text: string,
  file: string | null,
  possible: readonly Name[],
): Target<Name> {
  const colon = text.indexOf(':');
  const asked = colon < 0 ? text : text.slice(0, colon);
  const name = possible.find((known) => known === asked);
  if (name !== undefined) return { name, file: colon < 0 ? file : text.slice(colon + 1) };
  throw new InputError(
    `unknown format ${JSON.stringify(asked)}; possible are ${possible.join(', ')}`,
  );
}

/** As targetsOf, of rows: they go to one place, since they are written as they come. */
export function rowTargetOf<Name extends string>(
  options: Options,
  possible: readonly Name[],
  usual: Name,
): Target<Name> {
  const [target, ...more] = targetsOf(options, possible, usual);
  if (!target || more.length > 0) throw new InputError('rows go to one place: name one format');
  return target;
}

/** Formats of one line a row. */
export const lineFormats = ['csv', 'ndjson'] as const;

/** The one place that lines go to; --json means NDJSON here. */
export function lineTargetOf(options: Options): Target<(typeof lineFormats)[number]> {
  const { json, format = [], output } = options;
  const named = [...(format as readonly string[]), ...(json ? ['ndjson'] : [])];
  return rowTargetOf({ format: named, output }, lineFormats, 'ndjson');
}
