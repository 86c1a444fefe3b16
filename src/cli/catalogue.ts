import type { ExitCode, Io } from './io.ts';
import type { OptionName } from './option-table.ts';

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
  /** What an option is here, where the table of options can only say what it is everywhere. */
  readonly own?: Readonly<Partial<Record<OptionName, string>>>;
  /**
   * Command lines as a reader types them; a test and the build run them. Tables are those of
   * tests/fixtures/table, study files those of data/.
   */
  readonly examples: readonly string[];
  /** Options beyond the listed ones go to the command, as those of a method do. */
  readonly ownOptions?: boolean;
  /** Whether it gives help itself when its first argument is named. */
  readonly ownHelp?: boolean;
  readonly exitCodes: string;
  /** More that the help says, after the examples. */
  readonly notes?: string;
  /** What --format can be, as the registry of formats has it; a test compares them. */
  readonly formats?: readonly string[];
  readonly load: () => Promise<CommandModule>;
}

const REPORT_FORMATS = ['table', 'json', 'ndjson', 'csv', 'markdown', 'latex', 'html'] as const;
const CHECK_FORMATS = [...REPORT_FORMATS, 'github', 'junit', 'sarif', 'tap'] as const;
const PAGE_FORMATS = ['table', 'json', 'markdown'] as const;
const ROW_FORMATS = ['csv', 'ndjson'] as const;

const STUDY =
  'a path, a glob, "-" for standard input, or the id of a bundled study: horisawa-2019, ' +
  'horisawa-2019-literal, boeker-2013, bond-2017, ignacio-garcia-1995, papapetropoulos-2021, ' +
  'snaith-2011 or sternberg-2013';
const LATER_N = 'number of patients at the later visit: 150, or 120:171';
const ANSWERED = '0 done; 2 the command line or a file is wrong; 70 internal error';

type Main = typeof import('./commands/index.ts');
type Others = typeof import('./commands/others.ts');

const main = (name: Exclude<keyof Main, 'reportError'>) => async (): Promise<CommandModule> =>
  (await import('./commands/index.ts'))[name];
const other = (name: Exclude<keyof Others, 'methods'>) => async (): Promise<CommandModule> =>
  (await import('./commands/others.ts'))[name];

/** Every command, in the order of `--help`. Adding one: its file, a line in commands/others.ts, and one entry here. */
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
      'dystonia-stats summarize ignacio-garcia-1995 --format csv --conf-level 0.9',
      'dystonia-stats summarize --correlation 0.2:0.9',
    ],
    exitCodes: ANSWERED,
    formats: REPORT_FORMATS,
    load: main('summarize'),
  },
  {
    name: 'check',
    summary: 'verify every printed figure that others determine',
    argument: ['[study...]', STUDY],
    options: [
      'only',
      'skip',
      'list',
      'failOn',
      'rounding',
      'alpha',
      'verbose',
      'format',
      'json',
      'output',
      'color',
      'quiet',
    ],
    own: { list: 'list the checks' },
    examples: [
      'dystonia-stats check horisawa-2019',
      'dystonia-stats check "horisawa-*.json" --format github',
      'dystonia-stats check horisawa-2019 --only percent-of-count --verbose',
      'dystonia-stats check horisawa-2019 --fail-on unexplained --format markdown',
      'dystonia-stats check --list',
    ],
    notes: `Verdicts, mildest first: reproduced, possible, within-rounding (level pass); not-checkable (note);
unexplained (warning); inconsistent, impossible-as-entered (error).`,
    exitCodes:
      '0 nothing to look at; 1 a figure is at or above --fail-on, and not accepted in the study file; 2 the command line or a file is wrong, or no study was named; 70 internal error',
    formats: CHECK_FORMATS,
    load: () => import('./commands/check.ts'),
  },
  {
    name: 'bounds',
    summary: 'what must hold in every data set that fits the printed figures',
    argument: ['[study...]', `${STUDY}; the bundled study if left out`],
    options: [
      'threshold',
      'n',
      'correlation',
      'witness',
      'rounding',
      'populationSd',
      'format',
      'json',
      'output',
      'color',
      'quiet',
    ],
    own: { n: LATER_N },
    examples: [
      'dystonia-stats bounds',
      'dystonia-stats bounds horisawa-2019 --threshold 2 --json',
      'dystonia-stats bounds --n 120:171 --correlation 0.2:0.9',
    ],
    exitCodes: ANSWERED,
    formats: REPORT_FORMATS,
    load: other('bounds'),
  },
  {
    name: 'reconstruct',
    summary: 'every score distribution behind one mean and SD',
    argument: ['[place...]', 'a study and measure@visit, such as horisawa-2019 tsfd@1-week'],
    options: [
      'mean',
      'sd',
      'n',
      'min',
      'max',
      'step',
      'items',
      'median',
      'range',
      'countOf',
      'populationSd',
      'rounding',
      'exists',
      'count',
      'list',
      'limit',
      'sample',
      'seed',
      'format',
      'json',
      'output',
      'color',
      'quiet',
    ],
    own: {
      list: 'list the data sets, one a line; as CSV with --format csv',
      quiet: 'with --exists only the exit code; nothing on stderr but errors',
    },
    examples: [
      'dystonia-stats reconstruct horisawa-2019 tsfd@1-week',
      'dystonia-stats reconstruct --mean 3.00 --sd 0.00 --n 100 --min 1 --max 5 --step 1 --count',
      'dystonia-stats reconstruct --mean 1.72 --sd 0.57 --n 171 --min 1 --max 5 --step 1 --list',
      'dystonia-stats reconstruct horisawa-2019 tsfd@before --sample 3 --seed 7',
    ],
    exitCodes:
      '0 done, and with --exists: there is one; 1 with --exists: there is none; 2 the command line or a file is wrong; 70 internal error',
    formats: PAGE_FORMATS,
    load: other('reconstruct'),
  },
  {
    name: 'calc',
    summary: 'one-off: any method or consistency check on numbers from the command line',
    argument: ['[method...]', 'id or alias of a method or check, then its inputs, e.g. --n1 20'],
    options: [
      'list',
      'compare',
      'rows',
      'roundingInterval',
      'rounding',
      'confLevel',
      'digits',
      'format',
      'json',
      'output',
      'color',
      'quiet',
    ],
    own: { list: 'list the methods and checks' },
    formats: [...PAGE_FORMATS, ...ROW_FORMATS],
    ownOptions: true,
    ownHelp: true,
    examples: [
      'dystonia-stats calc hedges-g --n1 20 --mean1 5.2 --sd1 1.1 --n2 22 --mean2 4.4 --sd2 1.3',
      'dystonia-stats calc wilson --x 18 --n 171 --json',
      'dystonia-stats calc wilson --x 18 --n 171 --compare',
      'dystonia-stats calc p-from-t --t 2.31 --df 40 --rounding-interval',
      'dystonia-stats calc hedges-g --rows two-groups.csv',
      'dystonia-stats calc grimmer --mean 4.30 --sd 1.13 --n 171',
      'dystonia-stats calc grim --rows means.csv',
      'dystonia-stats calc goodman --counts 92,58,21 --conf-level 0.9',
    ],
    exitCodes:
      '0 done, and with a check: possible; 1 with a check: no data have these figures; 2 the command line or a file is wrong; 70 internal error',
    load: other('calc'),
  },
  {
    name: 'plot',
    summary: 'one picture, SVG or PNG, or drawn in the terminal',
    argument: ['[what...]', `the picture, then ${STUDY}; the bundled study if left out`],
    options: [
      'list',
      'of',
      'method',
      'confLevel',
      'correlation',
      'n',
      'threshold',
      'rounding',
      'populationSd',
      'width',
      'format',
      'output',
      'color',
      'quiet',
    ],
    own: {
      list: 'list the pictures',
      n: LATER_N,
      format: 'terminal, svg or png; may repeat, with a file: --format svg:a.svg',
    },
    examples: [
      'dystonia-stats plot change',
      'dystonia-stats plot change -o change.png --width 1600',
      'dystonia-stats plot flow horisawa-2019 --of tsfd@1-week --format terminal',
      'dystonia-stats plot forest --method wilson,clopper_pearson',
      'dystonia-stats plot sensitivity --of tsfd@12-months --n 20:171',
    ],
    notes: `Pictures:
  change        means with intervals over the visits, on the whole scale
  flow          patients who scored higher, the same or lower: what is proved, what is open
  distribution  how many patients can have had each score, before and after
  forest        effect sizes or proportions with intervals, of several studies or methods
  sensitivity   a change against the correlation or n that is assumed, with the tipping point
  checks        printed figures against what computing them again gives

One picture shows one measure: the first of the study, or that of --of. In a terminal it is drawn
with characters, in a pipe it is SVG; a file of -o has the format of its name.`,
    exitCodes: ANSWERED,
    load: () => import('./commands/plot.ts'),
  },
  {
    name: 'report',
    summary: 'a self-contained HTML report with pictures',
    argument: ['[study...]', `${STUDY}; the bundled study if left out`],
    options: ['output', 'confLevel', 'correlation', 'digits', 'rounding', 'color', 'quiet'],
    examples: [
      'dystonia-stats report -o report.html',
      'dystonia-stats report horisawa-2019 bond-2017 --conf-level 0.9 -o report.html',
    ],
    notes: `One file that loads nothing, runs nothing and sends nothing anywhere: to read, to print, or to
send to a co-author. It goes to the file of -o, or into a pipe.`,
    exitCodes: ANSWERED,
    load: () => import('./commands/report.ts'),
  },
  {
    name: 'validate',
    summary: 'say whether study files are well formed, and what is wrong where',
    argument: ['[study...]', STUDY],
    options: ['json', 'color', 'quiet'],
    own: {
      json: 'what is wrong with each file, as JSON',
      quiet: 'print nothing for files that are well formed',
    },
    examples: [
      'dystonia-stats validate horisawa-2019',
      'dystonia-stats validate "horisawa-*.json"',
    ],
    exitCodes: '0 all are well formed; 2 one is not, or none was named; 70 internal error',
    load: main('validate'),
  },
  {
    name: 'init',
    summary: 'write a commented starter study file, or study files from a table',
    argument: ['[file]', 'file to write; study.jsonc if left out, "-" for stdout'],
    options: ['from', 'output', 'force', 'quiet'],
    own: { output: 'the file to write; with --from the folder' },
    examples: ['dystonia-stats init -', 'dystonia-stats init --from tremor.csv --output -'],
    notes: `Columns of --from (CSV; one row a study, arm, measure and visit; "study" and "measure" are needed):
  study, title, arm, measure, visit, baseline, n, mean, sd, se, variance, spread, ci_low, ci_high,
  ci_level, median, q1, q3, iqr, min, max, geometric_mean, geometric_sd, cv, unit, scale, scale_min,
  scale_max, scale_step, step_source, scale_items, better, p, claim, r, change_mean, change_sd,
  change_se, source, note`,
    exitCodes: ANSWERED,
    load: other('init'),
  },
  {
    name: 'explain',
    summary: 'the formula, assumptions and references of any method or check',
    argument: [
      '[topic...]',
      'id or alias of a method or check, such as d_av or percent-of-count, or "check", "bounds" or "reconstruct"; all if left out; with --compare a quantity or one of its methods, and inputs if you like',
    ],
    options: ['compare', 'confLevel', 'digits', 'format', 'json', 'output', 'color', 'quiet'],
    ownOptions: true,
    examples: [
      'dystonia-stats explain',
      'dystonia-stats explain wilson',
      'dystonia-stats explain --compare proportion',
      'dystonia-stats explain --compare odds-ratio --x1 12 --n1 40 --x2 5 --n2 42',
      'dystonia-stats explain bounds',
      'dystonia-stats explain percent-of-count',
    ],
    exitCodes: ANSWERED,
    formats: PAGE_FORMATS,
    load: other('explain'),
  },
  {
    name: 'schema',
    summary: 'print the JSON Schema of a study file, or of the output',
    argument: ['[which]', '"study" or "output"; "study" if left out'],
    options: ['output', 'quiet'],
    examples: ['dystonia-stats schema', 'dystonia-stats schema output'],
    exitCodes: ANSWERED,
    load: main('schema'),
  },
  {
    name: 'selftest',
    summary: "verify this installation's numbers against reference values",
    options: ['reference', 'format', 'json', 'output', 'color', 'quiet'],
    examples: ['dystonia-stats selftest', 'dystonia-stats selftest --json'],
    exitCodes:
      '0 all values agree; 1 one does not; 2 the command line or a reference file is wrong; 70 internal error',
    formats: PAGE_FORMATS,
    load: () => import('./commands/selftest.ts'),
  },
];
