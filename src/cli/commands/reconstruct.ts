import { Readable } from 'node:stream';
import { InputError } from '../../errors.ts';
import { parseDecimal } from '../../numeric/decimal.ts';
import { TooLargeError } from '../../reconstruct/errors.ts';
import { exists } from '../../reconstruct/exists.ts';
import type { PrintedFacts, ScoredCount } from '../../reconstruct/facts.ts';
import { count, list, sample, scoreOf } from '../../reconstruct/reconstruct.ts';
import {
  type PrintedSample,
  type SampleProblem,
  sampleProblem,
} from '../../reconstruct/targets.ts';
import { defaultOptions, newContext } from '../../report/context.ts';
import { printedSampleOf } from '../../report/patient-bounds.ts';
import { answerable, reconstruction, reconstructionParts } from '../../report/reconstruction.ts';
import { enumerate } from '../../report/words.ts';
import { version } from '../../version.ts';
import type { CommandModule, Options } from '../catalogue.ts';
import type { Io } from '../io.ts';
import { reportOptions } from '../options.ts';
import { writeTo } from '../output.ts';
import { writePage } from '../page.ts';
import { loadStudies } from '../studies.ts';
import { lineTargetOf, targetsOf } from '../targets.ts';

/** Finds the data sets behind one printed mean and SD. */
export const run: CommandModule['run'] = async (names, options, io) => {
  refuseContradiction(names, options);
  let scores = Infinity;
  try {
    const problem = await problemOf(names, options, io);
    scores = problem.top + 1;
    return await answer(problem, options, io);
  } catch (error) {
    if (!(error instanceof TooLargeError)) throw error;
    const hint = `Still answerable: ${answerable(error, scores)}`;
    const { message, stillAnswerable } = error;
    throw new InputError([stillAnswerable.length > 0 ? { message, hint } : { message }]);
  }
};

const figures = ['mean', 'sd', 'median'] as const;
const limits = ['min', 'max', 'step'] as const;
const answers = ['exists', 'count', 'list', 'sample'] as const;

/** @throws InputError of options that say nothing together, and of text that is no number */
function refuseContradiction(names: readonly string[], options: Options): void {
  const given = (list: readonly string[]) =>
    list.filter((name) => options[name] !== undefined).map((name) => `--${name}`);
  const own = given(['mean', 'sd', 'n', ...limits, 'items']);
  if (names.length > 0 && own.length > 0) {
    throw new InputError(
      `${enumerate(own)} ${own.length === 1 ? 'goes' : 'go'} with figures of your own; the study has its own`,
    );
  }
  const asked = given(answers);
  if (asked.length > 1) throw new InputError(`${enumerate(asked)} are answers apart: name one`);
  for (const [name, to] of [
    ['limit', 'list'],
    ['seed', 'sample'],
  ] as const) {
    if (options[name] !== undefined && options[to] === undefined)
      throw new InputError(`--${name} goes with --${to}`);
  }
  for (const name of [...figures, ...limits]) {
    const text = options[name];
    if (text !== undefined && parseDecimal(String(text)) === null)
      throw new InputError(`--${name} is a number; got ${JSON.stringify(text)}`);
  }
}

async function answer(problem: SampleProblem, options: Options, io: Io): Promise<0 | 1> {
  if (options['exists']) {
    const found = exists(problem);
    const isAsked = options['format'] !== undefined || options['json'] !== undefined;
    if (!options['quiet'] || isAsked) {
      await writeAnswer(
        found ? 'yes' : 'no',
        { printed: problem.printed, exists: found },
        options,
        io,
      );
    }
    return found ? 0 : 1;
  }
  if (options['count']) {
    const text = String(count(problem));
    await writeAnswer(text, { printed: problem.printed, count: text }, options, io);
    return 0;
  }
  if (options['list']) {
    const dataSets = counted(limited(list(problem), limitOf(options)), options, io);
    await writeDataSets(problem, dataSets, options, io);
    return 0;
  }
  if (options['sample'] !== undefined) {
    const size = wholeNumber('--sample', options['sample'], 1);
    const seed = wholeNumber('--seed', options['seed'] ?? '1', 0);
    await writeDataSets(problem, sample(problem, size, seed), options, io);
    return 0;
  }
  const found = reconstruction(problem);
  await writePage({ parts: reconstructionParts(found), data: { ...head, ...found } }, options, io);
  return 0;
}

const head = { schemaVersion: 1, tool: { name: 'dystonia-stats', version } };

/** One word or number for people; as JSON the same names as in the JSON of the whole page. */
async function writeAnswer(text: string, data: object, options: Options, io: Io): Promise<void> {
  for (const { name, file } of targetsOf(options, ['table', 'json', 'markdown'], 'table')) {
    const shown = name === 'json' ? JSON.stringify({ ...head, ...data }, null, 2) : text;
    await writeTo(file, Readable.from([`${shown}\n`]), io);
  }
}

/** Data sets as lists of counts, one a line; as CSV with the scores above. */
async function writeDataSets(
  problem: SampleProblem,
  dataSets: Iterable<Int32Array>,
  options: Options,
  io: Io,
): Promise<void> {
  const { name, file } = lineTargetOf(options);
  await writeTo(file, rows(problem, dataSets, name), io);
}

/** What a pipe takes whole or not at all (PIPE_BUF). */
const ATOMIC_BYTES = 4096;

/** Rows of counts, joined to chunks of whole lines: an interruption cuts between two of them. */
async function* rows(
  problem: SampleProblem,
  dataSets: Iterable<Int32Array>,
  format: 'csv' | 'ndjson',
): AsyncGenerator<string> {
  const scores = Array.from({ length: problem.top + 1 }, (_, u) => scoreOf(problem, u));
  const asCsv = format === 'csv';
  let chunk = asCsv ? `${scores.join(',')}\n` : '';
  for (const counts of dataSets) {
    const line = asCsv ? `${counts.join(',')}\n` : `[${counts.join(',')}]\n`;
    if (chunk.length + line.length > ATOMIC_BYTES) {
      yield chunk;
      chunk = '';
    }
    chunk += line;
  }
  yield chunk;
}

/** A line on a person's terminal with how many there are so far, gone at the end. */
function* counted(
  dataSets: Iterable<Int32Array>,
  options: Options,
  { stdout, stderr }: Io,
): Generator<Int32Array> {
  // A list that scrolls by on the same terminal is its own progress.
  if (!stderr.isTTY || (stdout.isTTY && options['output'] === undefined) || options['quiet']) {
    yield* dataSets;
    return;
  }
  let passed = 0;
  let next = performance.now() + FIRST_PROGRESS_MS;
  let isShown = false;
  try {
    for (const dataSet of dataSets) {
      yield dataSet;
      passed += 1;
      if (passed % 4096 !== 0 || performance.now() < next) continue;
      next = performance.now() + PROGRESS_MS;
      isShown = true;
      stderr.write(`\r${passed.toLocaleString('en')} data sets; Ctrl-C ends the list`);
    }
  } finally {
    if (isShown) stderr.write('\r\u001b[K');
  }
}

const FIRST_PROGRESS_MS = 200;
const PROGRESS_MS = 200;

function* limited(dataSets: Iterable<Int32Array>, limit: number): Generator<Int32Array> {
  let left = limit;
  for (const dataSet of dataSets) {
    if (left-- <= 0) return;
    yield dataSet;
  }
}

const limitOf = ({ limit }: Options): number =>
  limit === undefined ? Number.POSITIVE_INFINITY : wholeNumber('--limit', limit, 0);

/** The problem from options, or from a study's figure named as measure@visit. */
async function problemOf(
  names: readonly string[],
  options: Options,
  io: Io,
): Promise<SampleProblem> {
  const printed = names.length > 0 ? await fromStudy(names, io) : fromOptions(options);
  return sampleProblem({ ...printed, ...common(options, printed.facts) });
}

function common(options: Options, facts: PrintedFacts = {}): Partial<PrintedSample> {
  const { rounding, sdKind } = reportOptions(options);
  return { rounding, sdKind, facts: { ...facts, ...factsOf(options) } };
}

function fromOptions(options: Options): PrintedSample {
  const needed = ['n', 'min', 'max', 'step'].filter((name) => options[name] === undefined);
  if (options['mean'] === undefined && options['sd'] === undefined) needed.unshift('mean');
  if (needed.length > 0) {
    throw new InputError([
      {
        message: `missing: ${needed.map((name) => `--${name}`).join(', ')}`,
        hint: 'Give a study and measure@visit, or --mean, --sd, --n, --min, --max and --step',
      },
    ]);
  }
  return {
    mean: (options['mean'] as string | undefined) ?? null,
    sd: (options['sd'] as string | undefined) ?? null,
    n: wholeNumber('--n', options['n'], 1),
    scale: {
      min: options['min'] as string,
      max: options['max'] as string,
      step: options['step'] as string,
      ...(options['items'] !== undefined && {
        items: wholeNumber('--items', options['items'], 1),
      }),
    },
  };
}

async function fromStudy(
  [name = '', which = '', ...more]: readonly string[],
  io: Io,
): Promise<PrintedSample> {
  if (which === '' || more.length > 0) {
    throw new InputError('after the study comes one measure@visit, such as tsfd@1-week');
  }
  for await (const loaded of loadStudies([name], io)) {
    if ('error' in loaded) throw loaded.error;
    const context = newContext(loaded.study, defaultOptions, loaded.study.warnings);
    return printedSampleOf(context, which);
  }
  throw new InputError(`no study is called ${name}`);
}

/** --median, --range lo:hi and --count-of 4=30, "4+=30", "2-=12". */
function factsOf(options: Options): PrintedFacts {
  const [low, high] = String(options['range'] ?? '').split(':');
  const counts = ([] as string[]).concat((options['countOf'] as string[]) ?? []).map(countOf);
  const isRange = low && high && Number(low) <= Number(high);
  if (options['range'] !== undefined && !isRange) {
    throw new InputError(
      `--range is the least and the greatest observed score, as "1:5"; got ${JSON.stringify(options['range'])}`,
    );
  }
  return {
    ...(options['median'] !== undefined && { median: String(options['median']) }),
    ...(low && high && { range: { low, high } }),
    ...(counts.length > 0 && { counts }),
  };
}

function countOf(text: string): ScoredCount {
  const found = /^(-?[\d.]+)([+-]?)=(\d+)$/.exec(text);
  if (!found) {
    throw new InputError(
      `--count-of is "4=30" (30 scored 4), "4+=30" (4 or more) or "4-=30" (4 or less); got "${text}"`,
    );
  }
  const [, score = '', sign, n = ''] = found;
  const scored = sign === '+' ? 'atLeast' : sign === '-' ? 'atMost' : 'exactly';
  return { scored, score, n: Number(n) };
}

function wholeNumber(name: string, value: unknown, least: number): number {
  const text = String(value);
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least)) {
    throw new InputError(`${name} is a whole number of at least ${least}; got "${text}"`);
  }
  return number;
}
