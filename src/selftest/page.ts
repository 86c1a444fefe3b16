import type { Column, Part, Row, Table, Text } from '../report/document.ts';
import { enumerate } from '../report/words.ts';
import type { Comparison } from './comparison.ts';
import type { Selftest } from './selftest.ts';

/** How many disagreements a person is shown; the JSON has all. */
const mostShown = 20;

/** The self-test as a page that can be filed. */
export function selftestParts(result: Selftest): readonly Part[] {
  return [
    heading(result),
    fileTable(result),
    hashTable(result),
    distributionTable(result),
    methodTable(result),
    secondOpinionTable(result),
    ...disagreementTable(result),
    {
      kind: 'text',
      title: 'What was verified, and what was not',
      paragraphs: [verified(result), notVerified(result)],
    } satisfies Text,
    {
      kind: 'text',
      title: 'For the file',
      paragraphs: [`Date ${'_'.repeat(20)}   Name and signature ${'_'.repeat(30)}`],
    } satisfies Text,
  ];
}

function heading({ tool, installation, folder, agrees, values, disagreements }: Selftest): Part {
  const { node, platform, architecture } = installation;
  return {
    kind: 'heading',
    title: `Self-test of ${tool.name} ${tool.version}`,
    lines: [
      `Node ${node} on ${platform} ${architecture}.`,
      `Reference values: ${folder === null ? 'those that come with the program' : folder}.`,
      agrees
        ? `PASSED: all of ${grouped(values)} values agree within their limits.`
        : `FAILED: ${grouped(disagreements)} of ${grouped(values)} values do not agree within their limits.`,
    ],
  };
}

const left = (header: string): Column => ({ header, align: 'left' });
const right = (header: string, under?: string): Column => ({
  header,
  align: 'right',
  ...(under !== undefined && { under }),
});

function fileTable({ files }: Selftest): Table {
  return {
    kind: 'table',
    id: 'reference-files',
    title: 'Reference files',
    columns: [left(''), right('cases'), right('compared'), left('made with')],
    rows: files.map(({ family, cases, compared, madeWith }) => ({
      cells: [family, String(cases), String(compared), madeWith],
    })),
    caption: 'Cases that are not compared belong to functions and methods not in this version.',
  };
}

function hashTable({ files }: Selftest): Table {
  return {
    kind: 'table',
    id: 'sha256',
    title: 'Checksums',
    columns: [left(''), left('SHA-256 of the file')],
    rows: files.map(({ family, sha256 }) => ({ cells: [family, sha256] })),
    caption: 'Each file is called by its name here and ".json".',
  };
}

const comparisonColumns = [right('values'), right('largest', 'rel. error'), right('limit')];

const comparisonCells = ({ values, largestRelativeError, limit, agrees }: Comparison): string[] => [
  String(values),
  largestRelativeError === null ? 'no number' : exponential(largestRelativeError),
  exponential(limit),
  agrees ? 'agrees' : 'DIFFERS',
];

function distributionTable({ distributions }: Selftest): Table {
  return {
    kind: 'table',
    id: 'distributions',
    title: 'Distribution functions',
    columns: [left(''), left('region'), ...comparisonColumns, left('verdict')],
    rows: distributions.map((each) => ({
      cells: [each.function, each.region, ...comparisonCells(each)],
    })),
    caption:
      'Core: tails of 1e-10 and more, parameters up to about 1000. Hard: all beyond. The values are correctly rounded to 25 digits.',
  };
}

function methodTable({ methods }: Selftest): Table {
  const families = [...new Set(methods.map(({ family }) => family))];
  const rows = families.flatMap((family): Row[] => [
    { cells: [family, '', '', '', '', ''] },
    ...methods
      .filter((each) => each.family === family)
      .map((each) => ({
        cells: [each.method, String(each.cases), ...comparisonCells(each)],
        indent: 1,
      })),
  ]);
  return {
    kind: 'table',
    id: 'methods',
    title: 'Methods',
    columns: [left(''), right('cases'), ...comparisonColumns, left('verdict')],
    rows,
    caption:
      'A case is one input; its values are the estimate, standard error, limits and what else the method gives. The error of values below 0.001 is relative to 0.001.',
  };
}

function secondOpinionTable({ secondOpinion }: Selftest): Table {
  const { program, version, comparisons } = secondOpinion;
  return {
    kind: 'table',
    id: 'second-opinion',
    title: 'Second opinion',
    subtitle: `${program} ${version}`,
    columns: [left(''), ...comparisonColumns, left('verdict')],
    rows: comparisons.map((each) => ({ cells: [each.quantity, ...comparisonCells(each)] })),
    caption: `An independent program, over the ranges in which it is good to six digits: ${comparisons
      .map(({ quantity, range }) => `${quantity}: ${range}`)
      .join('; ')}.`,
  };
}

function disagreementTable({ distributions, methods, secondOpinion }: Selftest): readonly Table[] {
  const all = [...distributions, ...methods, ...secondOpinion.comparisons].flatMap(
    ({ disagreements }) => disagreements,
  );
  if (all.length === 0) return [];
  const more = all.length - mostShown;
  return [
    {
      kind: 'table',
      id: 'disagreements',
      title: 'Disagreements',
      columns: [left(''), left('expected'), left('found')],
      rows: all.slice(0, mostShown).map(({ what, expected, actual }) => ({
        cells: [what, text(expected), text(actual)],
      })),
      caption: more > 0 ? `And ${more} more, which --json lists.` : '',
    },
  ];
}

function verified({ files, distributions, methods, secondOpinion }: Selftest): string {
  const functions = new Set(distributions.map((each) => each.function)).size;
  return (
    `Compared on this installation: ${functions} distribution functions and ${methods.length} methods ` +
    `with the values of ${files.length} reference files, and ${secondOpinion.comparisons.length} ` +
    `quantities with ${secondOpinion.program} ${secondOpinion.version}.`
  );
}

function notVerified({ notVerified: { families, functions, methods, cases } }: Selftest): string {
  const missing = [
    ...families.map((name) => `the family ${name}`),
    ...functions.map((name) => `the function ${name}`),
    ...methods.map((name) => `the method ${name}`),
  ];
  const sentences = [
    'Not verified here: the reading of study files, reconstruction and bounds, the layout of reports, and whether a method suits a study.',
    missing.length > 0 ? `No reference values were found for ${enumerate(missing)}.` : '',
    cases > 0 ? `${grouped(cases)} cases of the files were not used.` : '',
  ];
  return sentences.filter(Boolean).join(' ');
}

/** "3.1e-16". */
function exponential(value: number): string {
  return value === 0 ? '0' : value.toExponential(1).replace('.0e', 'e');
}

/** "12,345"; `toLocaleString` would obey the locale of the machine. */
function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}
