import fc from 'fast-check';
import { methods } from '../../src/estimates/index.ts';
import { pictures } from '../../src/plots/index.ts';
import { studyText } from './study-files.ts';

/** One run of the program: its arguments, and what stands in the file "-". */
export interface FuzzCase {
  readonly argv: readonly string[];
  readonly stdin: string;
}

const number = fc.oneof(
  fc.constantFrom(
    '0',
    '1',
    '-1',
    '0.5',
    '1e3',
    '',
    'x',
    '95',
    '-0',
    '1e999',
    '0x10',
    '½',
    '٣',
    ' 1',
  ),
  fc.constantFrom('4.30', '1.72', '0.57', '3', '5', '10', '99999999999', '0.000001', '1,5', 'NaN'),
  fc.integer({ min: -3, max: 30 }).map(String),
  fc.integer({ min: 0, max: 600 }).map((hundredths) => (hundredths / 100).toFixed(2)),
);
const correlation = fc.oneof(
  number,
  fc.constantFrom('0.2:0.9', '0.9:0.2', '0.3,0.5', '-1:1', ':', ',', '1', '-1', '0.5:', '1:1'),
);
// Nothing is written but to devices: a fuzz run leaves no files.
const target = fc.constantFrom('/dev/null', '/dev/full', '', 'no/such/folder/x', '.');
const format = fc.oneof(
  fc.constantFrom(
    'table',
    'json',
    'ndjson',
    'csv',
    'markdown',
    'json',
    'xml',
    '',
    ':',
    '__proto__',
  ),
  target.map((file) => `json:${file}`),
);
const flag = (name: string): fc.Arbitrary<string[]> => fc.constant([name]);
const withValue = (name: string, value: fc.Arbitrary<string>) => value.map((text) => [name, text]);

const shared = [
  withValue('--format', format),
  flag('--json'),
  withValue('--output', target),
  flag('--quiet'),
  flag('--color'),
  flag('--no-color'),
  flag('--help'),
  flag('--nonsense'),
];
const ofReports = [
  ...shared,
  withValue('--conf-level', fc.oneof(number, fc.constantFrom('0.9', '0.999999', '1e-300'))),
  withValue('--correlation', correlation),
  withValue('--digits', number),
];
const ofChecks = [
  ...shared,
  withValue('--rounding', fc.constantFrom('half', 'half-up', 'half-even', 'truncate', 'any', 'x')),
  withValue('--alpha', number),
  withValue('--only', fc.constantFrom('percent-of-count', 'percent_of_count', 'x', '')),
  withValue('--skip', fc.constantFrom('percent-of-count', ',')),
  withValue('--fail-on', fc.constantFrom('note', 'inconsistent', 'pass', 'x')),
  withValue('--format', fc.constantFrom('github', 'junit', 'sarif', 'tap')),
  flag('--verbose'),
  flag('--list'),
];
const ofPictures = [
  ...ofReports,
  withValue('--format', fc.constantFrom('terminal', 'svg', 'png', 'svg:/dev/null')),
  withValue('--of', fc.constantFrom('m', 'm@after', 'm.a@last', 'k', '@', 'x@y', '__proto__')),
  withValue('--method', fc.constantFrom('wilson', 'wilson,d_av', 'g_exact_ci', 'x', ',')),
  withValue('--n', fc.constantFrom('3', '20:40', '9:8', '0', 'x')),
  withValue('--threshold', number),
  withValue('--width', number),
  flag('--population-sd'),
];
const place = fc.constantFrom('m@before', 'm@after', 'm@last', 'k@after', 'm', '@', 'm@', 'x@y');
const scored = fc.constantFrom('4=3', '4+=3', '2-=0', '=', '4', '-1=2', '99=1', '4=999', 'x=1');
const ofSamples = [
  ...shared,
  ...['--mean', '--sd', '--n', '--min', '--max', '--step', '--items', '--median'].map((name) =>
    withValue(name, number),
  ),
  withValue('--range', correlation),
  withValue('--count-of', scored),
  withValue('--rounding', fc.constantFrom('half', 'half-up', 'half-even', 'truncate', 'any', 'x')),
  flag('--population-sd'),
  flag('--exists'),
  flag('--count'),
  withValue('--seed', number),
];

const options = (kinds: readonly fc.Arbitrary<string[]>[], maxLength: number) =>
  fc.array(fc.oneof(...kinds), { maxLength }).map((parts) => parts.flat());

/** A complete description of a sample, so that some of the lines have an answer. */
const sample = fc
  .tuple(fc.integer({ min: 100, max: 500 }), fc.integer({ min: 0, max: 220 }), fc.nat(25))
  .map(([mean, sd, n]) =>
    `--mean ${(mean / 100).toFixed(2)} --sd ${(sd / 100).toFixed(2)} --n ${n} --min 1 --max 5 --step 1`.split(
      ' ',
    ),
  );
const long = fc.constantFrom<string[]>(
  [],
  ['--list', '--limit', '20'],
  ['--sample', '3'],
  ['--sample', 'x'],
  ['--list', '--limit', '-1'],
);

const line = fc.oneof(
  { weight: 6, arbitrary: options(ofReports, 3).map((rest) => ['summarize', '-', ...rest]) },
  {
    weight: 1,
    arbitrary: options(ofReports, 1).map((rest) => ['summarize', '-', '--all', ...rest]),
  },
  { weight: 4, arbitrary: options(ofChecks, 3).map((rest) => ['check', '-', ...rest]) },
  { weight: 3, arbitrary: options(ofReports, 3).map((rest) => ['bounds', '-', ...rest]) },
  { weight: 3, arbitrary: options(shared, 2).map((rest) => ['validate', '-', ...rest]) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(place, long, options(ofSamples, 2))
      .map(([at, more, rest]) => ['reconstruct', '-', at, ...more, ...rest]),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(sample, long, options(ofSamples, 3))
      .map(([given, more, rest]) => ['reconstruct', ...given, ...more, ...rest]),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          'explain',
          'schema',
          'help',
          'selftest',
          'check',
          '',
          '--',
          '-',
          '--version',
        ),
        fc.array(
          fc.oneof(fc.constantFrom('wilson', 'd_av', 'output', '--json', '--'), fc.string()),
        ),
      )
      .map(([command, rest]) =>
        command === 'selftest'
          ? [command, '--reference', 'no-such-folder', ...rest]
          : [command, ...rest],
      ),
  },
);

/** Drawing takes some ten times as long as the rest: a few are enough. */
const drawing = fc.oneof(
  { weight: 1, arbitrary: options(ofReports, 2).map((rest) => ['report', '-', ...rest]) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...pictures.map(({ id }) => id), 'pie', '-'), options(ofPictures, 2))
      .map(([what, rest]) => ['plot', what, '-', ...rest]),
  },
);

/** A method with a value for each of its inputs, some of them beyond its limits. */
const calculation = fc
  .tuple(
    fc.constantFrom(...methods),
    fc.array(number, { minLength: 12, maxLength: 12 }),
    fc.oneof({ weight: 5, arbitrary: fc.constant(-1) }, { weight: 1, arbitrary: fc.nat(11) }),
    options(ofReports, 2),
    fc.constantFrom([], [], ['--compare']),
  )
  .map(([{ id, needs }, numbers, leftOut, rest, compare]) => [
    'calc',
    id,
    ...Object.entries(needs).flatMap(([name, need], i) => {
      const one = numbers[i] ?? '';
      const value = need.type === 'counts' ? numbers.slice(i, i + 3).join(',') : one;
      return i === leftOut ? [] : [`--${name}=${value}`];
    }),
    ...compare,
    ...rest,
  ]);

const header = fc.shuffledSubarray(
  ['study', 'arm', 'measure', 'visit', 'n', 'mean', 'sd', 'p', 'scale', 'n1', 'mean1', 'sd1', 'x'],
  { minLength: 1 },
);
const cell = fc.oneof(number, fc.constantFrom('a', 'before', '"', '"a,b"', ';', '__proto__', '\t'));
/** Tables as people save them, for `init --from` and `calc --rows`. */
const table = fc
  .tuple(header, fc.array(fc.array(cell, { maxLength: 13 }), { maxLength: 4 }))
  .map(([names, rows]) => [names, ...rows].map((row) => row.join(',')).join('\n'));
const ofTables = fc.oneof(
  fc.constantFrom(['init', '--from', '-', '--output', '-'], ['init', '-']),
  fc
    .tuple(fc.constantFrom(...methods), options(shared, 2))
    .map(([{ id }, rest]) => ['calc', id, '--rows', '-', ...rest]),
);

/** Command lines of every command, most of them about a study file on standard input. */
export const fuzzCase: fc.Arbitrary<FuzzCase> = fc.oneof(
  { weight: 60, arbitrary: fc.record({ argv: line, stdin: studyText }) },
  { weight: 12, arbitrary: fc.record({ argv: calculation, stdin: fc.constant('') }) },
  { weight: 6, arbitrary: fc.record({ argv: ofTables, stdin: table }) },
  { weight: 2, arbitrary: fc.record({ argv: drawing, stdin: studyText }) },
);
