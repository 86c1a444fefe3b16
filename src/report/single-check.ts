import { type Level, levelOf, type Verdict } from '../checks/engine/finding.ts';
import type { SingleCheck, SingleResult } from '../checks/single/index.ts';
import { formatPercent } from './digits.ts';
import type { List, Part, Table } from './document.ts';
import { labelFirst } from './finding-words.ts';
import { type AnsweredRow, rowLabel } from './rows.ts';
import { enumerate, upperFirst } from './words.ts';

const longer: Readonly<Record<string, string>> = { p: 'p-from-statistic', ci: 'ci-from-estimate' };

/** The id by which `check` and `explain` know a check that has a shorter one in `calc`. */
export function checkIdOf(single: string): string {
  return Object.hasOwn(longer, single) ? (longer[single] ?? single) : single;
}

/** One check applied to figures that were typed. Plain data. */
export interface CheckedFigures extends SingleResult {
  readonly check: string;
  readonly title: string;
  readonly level: Level;
  readonly inputs: Readonly<Record<string, string>>;
}

/** A result with what it is a result of. */
export function checkedFigures(
  { id, title }: SingleCheck,
  inputs: Readonly<Record<string, string>>,
  result: SingleResult,
): CheckedFigures {
  return { check: id, title, inputs, ...result, level: levelOf(result.verdict) };
}

/** The verdicts in words, for people. */
const verdictWords: Readonly<Record<SingleResult['verdict'], string>> = {
  reproduced: 'Reproduced.',
  possible: 'Possible.',
  'within-rounding': 'Possible within rounding.',
  'not-checkable': 'Not checkable.',
  unexplained: 'Unexplained.',
  inconsistent: 'Inconsistent.',
  'impossible-as-entered': 'Impossible as entered.',
};

/** A result as a page: the answer with its arithmetic, then on what it rests and what it is worth. */
export function singleCheckParts(checked: CheckedFigures): readonly Part[] {
  const { title, verdict, why, conditions, tried, power, inputs } = checked;
  const figures = Object.entries(inputs).map(
    ([name, text]) => `${name === 'sd' ? 'SD' : name} ${text}`,
  );
  const told = why.includes('Nor is it reproduced');
  const others = told ? [] : tried.filter(({ fits }) => !fits).map(({ assumption }) => assumption);
  const worth =
    power === null
      ? []
      : [
          power === 0
            ? 'No figure with as many decimals in this place would be called an error.'
            : `Of all figures with as many decimals in this place, ${formatPercent(power)} % would be called an error.`,
        ];
  return [
    { kind: 'heading', title, lines: [`${upperFirst(enumerate(figures))}.`] },
    { kind: 'text', title: 'Answer', paragraphs: [`${verdictWords[verdict]} ${why}`] },
    ...list('If', conditions),
    ...list('What it is worth', [
      ...(others.length > 0 ? [`Tried as well, without success: ${others.join('; ')}.`] : []),
      ...worth,
    ]),
  ];
}

/**
 * Many results as a page: a row each, then why of those that are not possible.
 *
 * @param columns those of the table, in its order
 */
export function singleCheckRowsParts(
  { title, fields }: Pick<SingleCheck, 'title' | 'fields'>,
  columns: readonly string[],
  rows: readonly AnsweredRow<SingleResult>[],
): readonly Part[] {
  const labelOf = ({ row }: AnsweredRow<SingleResult>) =>
    rowLabel(columns, Object.keys(fields), row);
  const names = Object.keys(fields).filter((name) => rows.some(({ inputs }) => name in inputs));
  const all = rows.map(({ result }) => result.verdict);
  const count = (verdict: Verdict) => all.filter((each) => each === verdict).length;
  const counts = [...new Set(all)].map((verdict) => `${count(verdict)} ${verdict}`);
  const table: Table = {
    kind: 'table',
    id: 'rows',
    title,
    columns: [
      { header: '', align: 'left' },
      ...names.map((name) => ({ header: name === 'sd' ? 'SD' : name, align: 'right' }) as const),
      { header: 'verdict', align: 'left' },
    ],
    rows: rows.map((answered) => ({
      cells: [
        labelOf(answered),
        ...names.map((name) => answered.inputs[name] ?? '–'),
        answered.result.verdict,
      ],
    })),
    caption: `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}: ${enumerate(counts)}.`,
  };
  const items = rows.flatMap((answered) => {
    const { verdict, why } = answered.result;
    return levelOf(verdict) === 'pass' ? [] : [{ mark: '·', text: `${labelOf(answered)}: ${why}` }];
  });
  return [table, ...(items.length > 0 ? [{ kind: 'list', title: 'Why', items } as const] : [])];
}

function list(title: string, texts: readonly string[]): List[] {
  if (texts.length === 0) return [];
  return [{ kind: 'list', title, items: texts.map((text) => ({ mark: '·', text })) }];
}

/** How a check is used without a study, for `explain`. */
export function byItself({ id, fields }: SingleCheck): Part {
  const text = `\`${exampleLine(id, fields)}\`, or over a table with --rows; \`dystonia-stats calc ${id} --help\` says what it takes.`;
  return { kind: 'text', title: 'By itself', paragraphs: [text] };
}

/** Fields that may be left out, and mostly are not. */
const usual: readonly string[] = ['mean', 'sd', 'df'];

function exampleLine(id: string, fields: SingleCheck['fields']): string {
  const typed = Object.entries(fields).filter(
    ([name, { optional }]) => !optional || usual.includes(name),
  );
  const flags = typed.map(([name, { example }]) => `--${name} ${example}`).join(' ');
  return `dystonia-stats calc ${id} ${flags}`;
}

/** What a check takes, with lines that run, for `calc <check> --help`. */
export function singleCheckHelp({ id, title, fields }: SingleCheck): readonly Part[] {
  const all = Object.entries(fields);
  const lines = [
    exampleLine(id, fields),
    `dystonia-stats calc ${id} --rows table.csv --format table`,
    `dystonia-stats explain ${checkIdOf(id)}`,
  ];
  return [
    { kind: 'heading', title: `calc ${id}: ${title}`, lines: [] },
    {
      kind: 'list',
      title: 'Takes',
      items: all.map(([name, field]) => ({
        mark: `--${name}`,
        text: `${labelFirst(field.title)}; ${field.optional ? 'may be left out; ' : ''}e.g. ${field.example}`,
      })),
      closing: [
        'Figures are given as printed: 5.20 has two decimals. With --rows they are the columns of a CSV or NDJSON table, and what is typed beside it holds for every row.',
      ],
    },
    { kind: 'list', title: 'Examples', items: lines.map((text) => ({ mark: '·', text })) },
    {
      kind: 'text',
      title: 'Exit codes',
      paragraphs: [
        '0 possible; 1 no data have these figures, or they do not follow from one another; 2 the command line or a file is wrong.',
      ],
    },
  ];
}

/** All checks that can be used by themselves, with their fields. */
export function singleChecksList(checks: readonly SingleCheck[]): Part {
  return {
    kind: 'list',
    title: 'Consistency checks',
    items: checks.map(({ id, title, fields }) => {
      const names = Object.entries(fields).map(([name, { optional }]) =>
        optional ? `[--${name}]` : `--${name}`,
      );
      return { mark: id, text: `${title} ${names.join(' ')}` };
    }),
  };
}
