import type { ExitCode, Io } from './io.ts';

/** Options as commander parsed them: camelCase names. */
export type Options = Readonly<Record<string, unknown>>;

export interface CommandModule {
  run(args: readonly string[], options: Options, io: Io): Promise<ExitCode>;
}

/** What is known of a command before it is loaded: enough for its help and for parsing. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  /** commander's notation, e.g. "[study...]"; with what it is. */
  readonly argument?: readonly [notation: string, description: string];
  readonly options: readonly OptionName[];
  /** Command lines that run as they stand in the package's own folder; a test runs them. */
  readonly examples: readonly string[];
  readonly exitCodes: string;
  readonly load: () => Promise<CommandModule>;
}

const STUDY =
  'a path, a glob, "-" for standard input, or the id of a bundled study (horisawa-2019)';
const ANSWERED = '0 done; 2 the command line or a file is wrong; 70 internal error';

/** Every command, in the order of `--help`. Adding one: its file, and one entry here. */
export const catalogue: readonly CommandEntry[] = [
  {
    name: 'summarize',
    summary: 'recompute everything the study file allows',
    argument: ['[study...]', `${STUDY}; the bundled study if left out`],
    options: [
      'format',
      'json',
      'output',
      'all',
      'confLevel',
      'correlation',
      'digits',
      'color',
      'quiet',
    ],
    examples: [
      'dystonia-stats summarize',
      'dystonia-stats summarize horisawa-2019 --json',
      'dystonia-stats summarize data/horisawa-2019.json --format csv --conf-level 0.9',
      'dystonia-stats summarize --correlation 0.2:0.9',
    ],
    exitCodes: ANSWERED,
    load: () => import('./commands/summarize.ts'),
  },
  {
    name: 'validate',
    summary: 'say whether study files are well formed, and what is wrong where',
    argument: ['[study...]', STUDY],
    options: ['json', 'color', 'quiet'],
    examples: ['dystonia-stats validate data/horisawa-2019.json'],
    exitCodes: '0 all are well formed; 2 one is not, or none was named; 70 internal error',
    load: () => import('./commands/validate.ts'),
  },
  {
    name: 'explain',
    summary: 'the formula, assumptions and references of any method',
    argument: ['[topic]', 'id or alias of a method, such as d_av or wilson; all if left out'],
    options: ['json', 'markdown', 'output', 'color'],
    examples: ['dystonia-stats explain', 'dystonia-stats explain wilson'],
    exitCodes: ANSWERED,
    load: () => import('./commands/explain.ts'),
  },
  {
    name: 'schema',
    summary: 'print the JSON Schema of a study file, or of the output',
    argument: ['[which]', '"study" or "output"; "study" if left out'],
    options: ['output'],
    examples: ['dystonia-stats schema', 'dystonia-stats schema output'],
    exitCodes: ANSWERED,
    load: () => import('./commands/schema.ts'),
  },
];

export type OptionName = keyof typeof optionTable;

/** Options mean the same in every command. */
export const optionTable = {
  format: {
    flags: '-f, --format <name[:file]>',
    description: 'output format; may repeat, e.g. --format table --format json:out.json',
    repeat: true,
  },
  markdown: { flags: '--markdown', description: 'Markdown instead of text' },
  json: { flags: '--json', description: 'short for --format json' },
  output: { flags: '-o, --output <file>', description: 'write to a file instead of stdout' },
  confLevel: {
    flags: '--conf-level <level>',
    description: 'confidence level, between 0 and 1 (default: 0.95)',
  },
  all: { flags: '--all', description: 'every applicable method, not only the default ones' },
  correlation: {
    flags: '--correlation <r>',
    description:
      'correlation of the scores before and after where none is printed: 0.5, 0.3,0.5 or 0.2:0.9',
  },
  digits: {
    flags: '--digits <n>',
    description: 'decimals to print, 0 to 15 (default: those that the printed inputs support)',
  },
  color: { flags: '--color', description: 'colour even in a pipe; --no-color never' },
  quiet: { flags: '-q, --quiet', description: 'nothing on stderr but errors' },
} as const satisfies Record<string, { flags: string; description: string; repeat?: boolean }>;
