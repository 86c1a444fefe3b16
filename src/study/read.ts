import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { InputError, type Problem } from '../errors.ts';
import { buildRelations } from './build/relations.ts';
import { buildStudy, type StudyParts } from './build/study.ts';
import { checkConsistency } from './consistency.ts';
import { impossibleFigures } from './impossible.ts';
import { type DuplicateKey, readJson } from './json.ts';
import type { Study } from './model.ts';
import { checkReferences } from './references.ts';
import { type StudyFile, studyFile } from './schema/study-file.ts';
import { type SourceText, sourceText, whereIs } from './source-text.ts';
import { Problems, plainFile, validate } from './validate.ts';

/** Files above this are refused before they are read. */
export const greatestFileBytes = 64 * 1024 * 1024;

export interface ParseOptions {
  /** Name for messages and places; null when the text is no file. */
  readonly file: string | null;
  /**
   * Whether comments and trailing commas are accepted. If left out: in a file called .jsonc, and in
   * text that is no file (standard input).
   */
  readonly jsonc?: boolean;
}

/**
 * Reads the text of a study file.
 *
 * @throws InputError with every problem of the text, each with its place, its line and a hint.
 *   A figure that can be read but cannot be true is no problem: it is in the study's `warnings`.
 *
 * @example
 * parseStudy('{ "id": "doe-2020", "title": "A trial", "cohorts": { "all": { "n": 20 } } }', { file: null }).id // → "doe-2020"
 */
export function parseStudy(text: string, options: ParseOptions): Study {
  const source = sourceText(text, options.file);
  const jsonc = options.jsonc ?? (options.file === null || /\.jsonc$/i.test(options.file));
  const { root, duplicates } = readJson(source, jsonc);
  const problems = new Problems(source);
  for (const duplicate of duplicates) reportDuplicate(duplicate, source, problems);
  const references = validate(root, studyFile, problems);
  checkReferences(root, references, problems);
  checkConsistency(source, root, problems);
  problems.refuse();
  const parts = buildStudy(source, root);
  const relations = buildRelations(source, root, parts, problems);
  problems.refuse();
  return asStudy(parts, relations, impossibleFigures({ ...parts, relations }), () =>
    plainFile(root, studyFile, problems),
  );
}

/** A study whose plain JSON, which few ask for, is made when it is first asked for. */
function asStudy(
  parts: StudyParts,
  relations: Study['relations'],
  warnings: Study['warnings'],
  makeRaw: () => unknown,
): Study {
  let raw: StudyFile | null = null;
  return {
    ...parts,
    get raw() {
      raw ??= makeRaw() as StudyFile;
      return raw;
    },
    relations,
    warnings,
  };
}

/**
 * Reads a study file.
 *
 * @throws InputError when the file cannot be read (missing, a directory, above 64 MiB, not UTF-8)
 *   or is no valid study file
 *
 * @example
 * (await loadStudy('data/horisawa-2019.json')).id // → "horisawa-2019"
 */
export async function loadStudy(path: string): Promise<Study> {
  return parseStudy(await readStudyText(path), { file: path });
}

/**
 * The text of a study file, not yet parsed.
 *
 * @throws InputError when the file is missing, a directory, above 64 MiB or not UTF-8
 */
export async function readStudyText(path: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    const found = await stat(path);
    if (found.size > greatestFileBytes) {
      throw tooLarge(path, String(Math.ceil(found.size / 1024 / 1024)));
    }
    // A pipe or a device has no size: it is counted while it is read.
    bytes = found.isFile()
      ? await readFile(path)
      : await readBytes(createReadStream(path, { highWaterMark: 1 << 20 }), path);
  } catch (error) {
    throw error instanceof InputError
      ? error
      : new InputError([fileProblem(path, error)], { cause: error });
  }
  return decodeStudy(bytes, path);
}

/**
 * The text that a stream gives, e.g. standard input.
 *
 * @throws InputError when it gives more than 64 MiB or is not UTF-8
 */
export async function readText(stream: AsyncIterable<Uint8Array | string>): Promise<string> {
  return decodeStudy(await readBytes(stream, 'standard input'), null);
}

async function readBytes(
  stream: AsyncIterable<Uint8Array | string>,
  name: string,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > greatestFileBytes) throw tooLarge(name, 'more than 64');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/**
 * The text of UTF-8 bytes, from a file or standard input.
 *
 * @throws InputError that names the first byte that is not UTF-8, or when they are more than 64 MiB
 */
export function decodeStudy(bytes: Uint8Array, file: string | null): string {
  const name = file ?? 'standard input';
  if (bytes.length > greatestFileBytes) throw tooLarge(name, 'more than 64');
  try {
    // A byte-order mark is left in the text: the parser takes it off.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const offset = firstBadByte(bytes);
    const before = bytes.subarray(0, offset);
    const line = before.reduce((lines, byte) => lines + (byte === 10 ? 1 : 0), 1);
    throw new InputError([
      {
        message: `${name} is not UTF-8: byte ${offset + 1}, in line ${line}, belongs to no character`,
        hint: 'Save the file as UTF-8',
      },
    ]);
  }
}

/** How many bytes from the start make whole characters, by bisection over prefixes. */
function firstBadByte(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (wholeCharacters(bytes.subarray(0, middle)) !== null) low = middle;
    else high = middle - 1;
  }
  // The last bytes may be the beginning of a character that does not go on.
  return Buffer.byteLength(wholeCharacters(bytes.subarray(0, low)) ?? '');
}

/** The text of bytes of which the last character may be cut off; null when they are not UTF-8. */
function wholeCharacters(bytes: Uint8Array): string | null {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return decoder.decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

function tooLarge(name: string, mebibytes: string): InputError {
  return new InputError([
    {
      message: `${name} has ${mebibytes} MiB; study files of up to 64 MiB are read`,
      hint: 'Write one file a study',
    },
  ]);
}

function fileProblem(path: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return { message: `there is no file ${path}` };
    case 'EISDIR':
      return { message: `${path} is a directory`, hint: 'Name a file in it' };
    case 'EACCES':
    case 'EPERM':
      return { message: `${path} may not be read: permission denied` };
    default:
      return { message: `${path} cannot be read${code === '' ? '' : ` (${code})`}` };
  }
}

function reportDuplicate(duplicate: DuplicateKey, source: SourceText, problems: Problems): void {
  const { line, column } = whereIs(source, duplicate.path, duplicate.first);
  problems.add(
    `the key ${JSON.stringify(duplicate.key.slice(0, 80))} stands here a second time`,
    duplicate.path,
    duplicate,
    `It stands first at line ${line}, column ${column}`,
  );
}
