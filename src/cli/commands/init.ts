import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError, type Problem } from '../../errors.ts';
import { dataFile } from '../../study/bundled.ts';
import { readStudyText, readText } from '../../study/read.ts';
import { studyFilesFromTable } from '../../study/table/study-files.ts';
import type { CommandModule, Options } from '../catalogue.ts';
import { isFolder, makeFolder } from '../folder.ts';
import { type Io, writeAll } from '../io.ts';
import { schemaAddress } from '../schema-address.ts';
import { writeFileWhole } from '../whole-file.ts';

interface NewFile {
  /** null is stdout. */
  readonly path: string | null;
  readonly text: string;
}

/** Writes a commented starter file, or study files made from a table. */
export const run: CommandModule['run'] = async ([argument], options, io) => {
  const output = options['output'] as string | undefined;
  if (argument !== undefined && output !== undefined && argument !== output) {
    throw new InputError(`two places to write to: ${argument} and ${output}`);
  }
  const target = argument ?? output;
  const table = options['from'] as string | undefined;
  const files =
    table === undefined ? [await starter(target)] : await fromTable(table, target ?? '.', io);
  if (!options['force']) await refuseToOverwrite(files);
  for (const { path, text } of files) await write(path, text, io);
  if (!options['quiet']) tell(files, options, io);
  return 0;
};

async function starter(target = 'study.jsonc'): Promise<NewFile> {
  const path =
    target === '-' ? null : (await isFolder(target)) ? join(target, 'study.jsonc') : target;
  const template = await readFile(dataFile('starter.jsonc'), 'utf8');
  const address = JSON.stringify(schemaAddress(path === null ? '.' : dirname(path)));
  const text = template.replace('"./study.schema.json"', () => address);
  return { path, text: path === null || /\.jsonc$/i.test(path) ? text : withoutComments(text) };
}

/** JSON has no comments; those of the starter file stand on lines of their own. */
function withoutComments(jsonc: string): string {
  const lines = jsonc.split('\n').filter((line) => !/^\s*\/\//.test(line));
  return lines.join('\n');
}

async function fromTable(table: string, target: string, io: Io): Promise<NewFile[]> {
  const fromStdin = table === '-';
  const toStdout = target === '-';
  const text = fromStdin ? await readText(io.stdin) : await readStudyText(table);
  const studies = studyFilesFromTable(text, {
    file: fromStdin ? null : table,
    schema: schemaAddress(toStdout ? '.' : target),
  });
  if (toStdout && studies.length > 1) {
    throw new InputError([
      {
        message: `the table has ${studies.length} studies, each of which is a file of its own`,
        hint: 'Name a folder with --output',
      },
    ]);
  }
  return studies.map(({ id, text }) => ({
    path: toStdout ? null : join(target, `${id}.json`),
    text,
  }));
}

async function refuseToOverwrite(files: readonly NewFile[]): Promise<void> {
  const problems: Problem[] = [];
  for (const { path } of files) {
    const there = path !== null && (await stat(path).catch(() => null));
    if (there) problems.push({ message: `${path} is there already`, hint: '--force replaces it' });
  }
  const [first, ...others] = problems;
  if (first) throw new InputError([first, ...others]);
}

async function write(path: string | null, text: string, io: Io): Promise<void> {
  const chunks = (async function* () {
    yield text;
  })();
  if (path === null) return writeAll(chunks, io.stdout);
  await makeFolder(dirname(path));
  await writeFileWhole(chunks, path);
}

function tell(files: readonly NewFile[], options: Options, io: Io): void {
  const paths = files.flatMap(({ path }) => (path === null ? [] : [path]));
  for (const path of paths) io.stderr.write(`${path} written\n`);
  const [first] = paths;
  if (first === undefined) return;
  const next = options['from'] === undefined ? 'Fill it in, then' : 'Next';
  io.stderr.write(`${next}: dystonia-stats validate ${paths.length === 1 ? first : '<file>'}\n`);
}
