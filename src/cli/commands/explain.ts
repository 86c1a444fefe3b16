import leven from 'leven';
import { InputError } from '../../errors.ts';
import { findMethod, methods } from '../../estimates/index.ts';
import type { Method } from '../../estimates/method.ts';
import { renderParts as toMarkdown } from '../../formats/markdown.ts';
import { renderParts as toText } from '../../formats/table.ts';
import { explainAll, explainMethod } from '../../report/explain.ts';
import type { CommandModule, Options } from '../catalogue.ts';
import { type Io, terminalWidth, wantsColor, writeAll } from '../io.ts';
import { writeFileWhole } from '../output.ts';

/** Prints the formula, assumptions and references of one method, or the list of all. */
export const run: CommandModule['run'] = async ([topic], options, io) => {
  const text = topic === undefined ? explainList(options, io) : explainOne(topic, options, io);
  const file = options['output'] as string | undefined;
  await (file === undefined ? writeAll(once(text), io.stdout) : writeFileWhole(once(text), file));
  return 0;
};

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

function explainList(options: Options, io: Io): string {
  if (options['json']) return toJson(methods.map(record));
  return render(explainAll(methods), options, io);
}

function explainOne(topic: string, options: Options, io: Io): string {
  const method = findMethod(topic);
  if (!method) throw unknownTopic(topic);
  return options['json'] ? toJson(record(method)) : render(explainMethod(method), options, io);
}

function render(parts: ReturnType<typeof explainMethod>, options: Options, io: Io): string {
  if (options['markdown']) return toMarkdown(parts);
  const color = wantsColor(options['color'] as boolean | undefined, io, io.stdout);
  return toText(parts, { color, width: terminalWidth(io) });
}

/** The plain data of a method, without its functions. */
function record(method: Method): object {
  return JSON.parse(JSON.stringify(method));
}

const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function unknownTopic(topic: string): InputError {
  const names = methods.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
  const near = names
    .map((name) => ({ name, distance: leven(name, topic) }))
    .sort((a, b) => a.distance - b.distance)[0];
  const guess = near && near.distance <= 3 ? `Did you mean "${near.name}"? ` : '';
  return new InputError([
    {
      message: `no method is called ${JSON.stringify(topic)}`,
      hint: `${guess}"dystonia-stats explain" lists them all.`,
    },
  ]);
}
