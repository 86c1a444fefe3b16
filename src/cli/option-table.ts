export type OptionName = keyof typeof optionTable;

/** Options mean the same in every command; `own` of its entry says what one is there. */
export const optionTable = {
  format: {
    flags: '-f, --format <name[:file]>',
    description: 'output format; may repeat, with a file: --format table --format json:out.json',
    repeat: true,
  },
  only: {
    flags: '--only <check>',
    description: 'run only these checks; ids with commas between, may repeat',
    repeat: true,
  },
  skip: { flags: '--skip <check>', description: 'leave these checks out', repeat: true },
  failOn: {
    flags: '--fail-on <verdict>',
    description: 'exit code 1 from this verdict or level on (default: error)',
  },
  alpha: {
    flags: '--alpha <level>',
    description: 'level of significance where a comparison states none (default: 0.05)',
  },
  verbose: { flags: '--verbose', description: 'every finding one by one, and what is missing' },
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
  mean: { flags: '--mean <figure>', description: 'the mean as printed, e.g. 4.30' },
  sd: { flags: '--sd <figure>', description: 'the SD as printed' },
  n: {
    flags: '--n <count>',
    description: 'number of patients',
  },
  min: { flags: '--min <score>', description: 'least possible score' },
  max: { flags: '--max <score>', description: 'greatest possible score' },
  step: { flags: '--step <points>', description: 'distance between neighbouring scores' },
  items: {
    flags: '--items <count>',
    description: "answers whose mean is a patient's score (default: 1)",
  },
  median: { flags: '--median <figure>', description: 'the median as printed' },
  range: { flags: '--range <low:high>', description: 'least and greatest observed score' },
  countOf: {
    flags: '--count-of <score=n>',
    description: '"4=30": 30 scored 4; "4+=30": 4 or more; "4-=30": 4 or less; may repeat',
    repeat: true,
  },
  populationSd: { flags: '--population-sd', description: 'the SD divides by n, not n − 1' },
  rounding: {
    flags: '--rounding <rule>',
    description: 'half, half-up, half-even, truncate or any (default: half)',
  },
  exists: { flags: '--exists', description: 'only whether there is a data set: exit code 0 or 1' },
  count: { flags: '--count', description: 'only how many there are' },
  list: {
    flags: '--list',
    description: 'list all that there are',
  },
  rows: {
    flags: '--rows <file>',
    description:
      'apply the method or check to every row of a CSV or NDJSON table, "-" for standard input',
  },
  roundingInterval: {
    flags: '--rounding-interval',
    description: 'each result over all values that its inputs can have been rounded from',
  },
  compare: { flags: '--compare', description: 'all variants of the quantity side by side' },
  limit: { flags: '--limit <n>', description: 'end the list after so many' },
  sample: { flags: '--sample <k>', description: 'k data sets, uniformly at random' },
  seed: { flags: '--seed <s>', description: 'seed of --sample (default: 1)' },
  of: {
    flags: '--of <measure@visit>',
    description: 'the measure and visit to draw, e.g. tsfd, tsfd@1-week or tremor.active@1-year',
  },
  method: {
    flags: '--method <id,…>',
    description: 'the methods whose results to draw, e.g. wilson or d_av',
  },
  width: {
    flags: '--width <px>',
    description: 'width of the picture in px (default: SVG 640, PNG 1280)',
  },
  threshold: {
    flags: '--threshold <points>',
    description: 'the change that the sentences are about (default: one step of the scale)',
  },
  witness: {
    flags: '--witness <folder>',
    description: 'write a data set for each end that is reached: CSV, one row a patient',
  },
  digits: {
    flags: '--digits <n>',
    description: 'decimals to print, 0 to 15 (default: those that the printed inputs support)',
  },
  color: { flags: '--color', description: 'colour even in a pipe; --no-color never' },
  reference: {
    flags: '--reference <folder>',
    description: 'reference values of your own, in files of the form of data/reference',
  },
  from: {
    flags: '--from <csv>',
    description:
      'make study files of a table, one a study, in the folder of --output; "-" for standard input',
  },
  force: { flags: '--force', description: 'replace files that are there already' },
  quiet: { flags: '-q, --quiet', description: 'nothing on stderr but errors' },
} as const satisfies Record<string, { flags: string; description: string; repeat?: boolean }>;
