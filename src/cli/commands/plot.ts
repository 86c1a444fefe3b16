import { InputError } from '../../errors.ts';
import { drawPicture } from '../../formats/drawing.ts';
import { wrap } from '../../formats/terminal.ts';
import { pictures } from '../../plots/index.ts';
import type { PictureKind } from '../../plots/kind.ts';
import type { Picture } from '../../plots/picture.ts';
import { renderSvg } from '../../plots/svg.ts';
import type { Context } from '../../report/context.ts';
import { contextFor } from '../../report/extras.ts';
import { bundledStudies } from '../../study/bundled.ts';
import type { CommandModule, Options } from '../catalogue.ts';
import { type ExitCode, type Io, terminalWidth, wantsColor } from '../io.ts';
import { countRangeOf, reportOptions, thresholdOf } from '../options.ts';
import { writeTo } from '../output.ts';
import { pngOf } from '../png.ts';
import { reportInputError } from '../report-error.ts';
import { warningLines } from '../reports.ts';
import { loadStudies } from '../studies.ts';
import { type Target, targetsOf } from '../targets.ts';
import { writeFileWhole } from '../whole-file.ts';

/** Draws one picture of a study: in the terminal, as SVG or as PNG. */
export const run: CommandModule['run'] = async ([what, ...names], options, io) => {
  if (options['list']) {
    const file = options['output'] as string | undefined;
    await writeTo(file, list(file === undefined ? terminalWidth(io) : null), io);
    return 0;
  }
  const kind = kindOf(what);
  const outputs = outputsOf(options, io);
  const { contexts, exitCode } = await contextsOf(kind, names, options, io);
  if (contexts.length === 0) return exitCode;
  const draw = await kind.load();
  const made = draw(contexts, {
    of: (options['of'] as string | undefined) ?? null,
    methods: String(options['method'] ?? '')
      .split(',')
      .filter(Boolean),
  });
  if (!('panel' in made)) throw new InputError(`${kind.id}: ${made.reason}`);
  for (const output of outputs) await write(made, output, options, io);
  return exitCode;
};

async function* list(columns: number | null): AsyncGenerator<string> {
  const width = Math.max(...pictures.map(({ id }) => id.length)) + 2;
  for (const { id, summary } of pictures) {
    const lines = columns === null ? [summary] : wrap(summary, columns - width);
    yield `${id.padEnd(width)}${lines.join(`\n${' '.repeat(width)}`)}\n`;
  }
}

function kindOf(what: string | undefined): PictureKind {
  const kind = pictures.find(({ id }) => id === what);
  if (kind) return kind;
  const message =
    what === undefined ? 'no picture named' : `no picture is called ${JSON.stringify(what)}`;
  const hint = `There are ${pictures.map(({ id }) => id).join(', ')}; --list says what they show`;
  throw new InputError([{ message, hint }]);
}

/** The studies to draw. A file that is wrong is told on stderr; the others are still drawn. */
async function contextsOf(
  { id, several }: PictureKind,
  names: readonly string[],
  options: Options,
  io: Io,
): Promise<{ readonly contexts: readonly Context[]; readonly exitCode: ExitCode }> {
  const settings = {
    ...reportOptions(options),
    threshold: thresholdOf(options['threshold']),
    n: countRangeOf(options['n']),
    witnesses: false,
  };
  const contexts: Context[] = [];
  let exitCode: ExitCode = 0;
  for await (const loaded of loadStudies(names.length > 0 ? names : [bundledStudies[0].id], io)) {
    if ('error' in loaded) {
      exitCode = 2;
      await reportInputError(loaded.error, options, io);
      continue;
    }
    const { study } = loaded;
    if (!options['quiet']) for (const line of warningLines(study)) io.stderr.write(line);
    contexts.push(await contextFor(study, settings));
  }
  if (contexts.length > 1 && !several)
    throw new InputError(`${id} shows one study; ${contexts.length} are named`);
  return { contexts, exitCode };
}

const formatNames = ['terminal', 'svg', 'png'] as const;

type Output = Target<(typeof formatNames)[number]>;

/** What --format and --output ask for; else the terminal, or SVG for a pipe. */
function outputsOf(options: Options, io: Io): readonly Output[] {
  const file = (options['output'] as string | undefined) ?? null;
  const named = (options['format'] as readonly string[] | undefined) ?? [];
  if (named.length === 0) {
    if (file !== null) return [{ name: formatOfFile(file), file }];
    return [{ name: io.stdout.isTTY === true ? 'terminal' : 'svg', file }];
  }
  const targets = targetsOf(options, formatNames, 'svg');
  const toTerminal = targets.some(({ name, file }) => name === 'png' && file === null);
  if (toTerminal && io.stdout.isTTY === true)
    throw new InputError('PNG does not go to a terminal: give it a file, e.g. -o picture.png');
  return targets;
}

function formatOfFile(file: string): Output['name'] {
  const name = /\.([^./\\]+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
  if (name === 'svg' || name === 'png') return name;
  if (name === 'txt') return 'terminal';
  throw new InputError([
    {
      message: `${JSON.stringify(file)}: the name does not say which format`,
      hint: 'It ends in .svg, .png or .txt; or give --format svg, png or terminal',
    },
  ]);
}

const SVG_WIDTH = 640;
const PNG_WIDTH = 1280;
const PIPE_COLUMNS = 100;

async function write(
  picture: Picture,
  { name, file }: Output,
  options: Options,
  io: Io,
): Promise<void> {
  const width = widthOf(options['width']);
  switch (name) {
    case 'terminal': {
      const color =
        file === null && wantsColor(options['color'] as boolean | undefined, io, io.stdout);
      const columns = width ?? (file === null ? terminalWidth(io) : null) ?? PIPE_COLUMNS;
      return writeTo(file, once(drawPicture(picture, { color, width: columns })), io);
    }
    case 'svg':
      return writeTo(file, once(renderSvg(picture, { width: width ?? SVG_WIDTH })), io);
    case 'png': {
      const pixels = width ?? PNG_WIDTH;
      const { bytes, missing } = pngOf(renderSvg(picture, { width: pixels, dark: false }), pixels);
      if (missing.length > 0)
        io.stderr.write(
          `warning: the font of PNG pictures lacks ${missing.join(' ')}: not in the picture. SVG has them.\n`,
        );
      if (file === null) await new Promise((resolve) => io.stdout.write(bytes, resolve));
      else await writeFileWhole(once(bytes), file);
    }
  }
}

async function* once<Chunk>(chunk: Chunk): AsyncGenerator<Chunk> {
  yield chunk;
}

function widthOf(text: unknown): number | null {
  if (text === undefined) return null;
  const width = /^\d{1,5}$/.test(String(text)) ? Number(text) : 0;
  if (width >= 40 && width <= 10_000) return width;
  throw new InputError(
    `--width is a whole number from 40 to 10000, in px (in the terminal: columns); got ${JSON.stringify(text)}`,
  );
}
