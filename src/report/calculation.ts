import type { Estimate, EstimateOptions, Method, Need } from '../estimates/method.ts';
import { type ReferenceKey, references } from '../references.ts';
import { readFigure } from '../study/figure.ts';
import type { RoundedCalculation } from './calculation-rounding.ts';
import { formatInterval, formatNumber, formatP } from './digits.ts';
import type { Part, Row, Table } from './document.ts';
import { formatReference } from './explain.ts';
import { enumerate } from './words.ts';

/** Inputs of a method by name, as they were typed. */
export type TypedInputs = Readonly<Record<string, string>>;

/** One method applied to numbers that were typed. Plain data. */
export interface Calculation extends Omit<Estimate, 'parts'> {
  readonly method: string;
  readonly title: string;
  readonly quantity: string;
  readonly unit: string;
  readonly inputs: TypedInputs;
  readonly parts: readonly Estimate[];
  readonly assumptions: readonly string[];
  readonly references: readonly ReferenceKey[];
  /** Each number over all values that its inputs can have been rounded from, where asked for. */
  readonly roundingInterval?: RoundedCalculation;
}

type Numbers = Readonly<Record<string, number | readonly number[]>>;

/**
 * Applies a method to typed inputs.
 *
 * @throws RangeError that names every input that is missing or cannot be read
 */
export function calculate(
  method: Method,
  inputs: TypedInputs,
  options: EstimateOptions,
): Calculation {
  const { parts = [], ...estimate } = method.estimate(readInputs(method, inputs), options);
  return {
    method: method.id,
    title: method.title,
    quantity: method.quantity,
    unit: method.unit ?? '1',
    inputs,
    ...estimate,
    parts,
    assumptions: method.assumptions,
    references: method.references,
  };
}

/** @throws RangeError that names every input that is missing or cannot be read */
function readInputs(method: Method, inputs: TypedInputs): Numbers {
  const needs = Object.entries(method.needs as Readonly<Record<string, Need>>);
  const problems: string[] = [];
  const missing = needs.filter(([name, { optional }]) => !optional && inputs[name] === undefined);
  if (missing.length > 0) {
    problems.push(
      `missing: ${enumerate(missing.map(([name, { title }]) => `${name} (${title})`))}`,
    );
  }
  const read: Record<string, number | readonly number[]> = {};
  for (const [name, need] of needs) {
    const text = inputs[name];
    if (text === undefined) continue;
    const expected = `${name} is ${kinds[need.type]}; got ${JSON.stringify(text)}`;
    try {
      read[name] = isList(need)
        ? text.split(',').map((each) => readNumber(each, expected))
        : readNumber(text, expected);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new RangeError(problems.join('; '));
  return read;
}

const kinds: Readonly<Record<Need['type'], string>> = {
  number: 'a number',
  count: 'a number',
  counts: 'whole numbers with commas',
  numbers: 'numbers with commas',
};

const isList = ({ type }: Need): boolean => type === 'counts' || type === 'numbers';

/** @throws RangeError with what was expected, and why a figure cannot be taken for it */
function readNumber(text: string, expected: string): number {
  // Most are plain, and the pattern for all that is printed takes longer than a method.
  if (/^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return Number(text);
  const result = readFigure(text);
  if ('message' in result) {
    const why = result.isNoNumber ? '' : `. ${result.message}. ${result.hint}`;
    throw new RangeError(expected + why);
  }
  if (result.figure.relation !== '=') throw new RangeError(`${expected}, a bound`);
  return result.figure.value;
}

/** One calculation as a page. `column` may add to the table of results. */
export function calculationParts(
  method: Method,
  calculation: Calculation,
  digits: number,
  column: (table: Table) => Table = (table) => table,
): readonly Part[] {
  return [
    {
      kind: 'heading',
      title: `${method.id}: ${method.title}`,
      lines: [
        Object.entries(calculation.inputs)
          .map(([name, text]) => `${name} = ${text}`)
          .join(', '),
      ],
    },
    column(resultTable(method, calculation, digits)),
    { kind: 'text', title: 'Formula', paragraphs: [method.formula] },
    {
      kind: 'list',
      title: 'References',
      items: method.references.map((key) => ({
        mark: '·',
        text: formatReference(references[key]),
      })),
    },
  ];
}

function resultTable(method: Method, calculation: Calculation, digits: number): Table {
  const { value, se, ci, df, statistic, p, logP, parts, reason } = calculation;
  const rows: Row[] = [];
  const add = (label: string, text: string | null) => {
    if (text !== null) rows.push({ cells: [label, text] });
  };
  add(quantityWords(method), value === null ? null : valueText(method, value, logP, digits));
  add('standard error', se == null ? null : formatNumber(se, digits));
  add(
    `confidence interval, ${percentOf(ci?.level ?? 0)} %`,
    ci ? formatInterval(ci.low, ci.high, digits) : null,
  );
  for (const [i, part] of parts.entries()) {
    const interval = part.ci ? `  ${formatInterval(part.ci.low, part.ci.high, digits)}` : '';
    add(
      `category ${i + 1}`,
      part.value === null ? null : formatNumber(part.value, digits) + interval,
    );
  }
  add('test statistic', statistic === undefined ? null : formatNumber(statistic, digits));
  add(
    'degrees of freedom',
    df === undefined ? null : formatNumber(df, Number.isInteger(df) ? 0 : 1),
  );
  add('P', p === undefined || method.quantity === 'p-value' ? null : formatP(p, logP ?? null));
  for (const [name, detail] of Object.entries(calculation.details ?? {})) {
    add(name, detailText(name, detail, digits));
  }
  const told = reason?.replace(/^(several|undefined): /, '');
  const outside = ci?.reason?.startsWith('several: ') ? `Interval: ${ci.reason.slice(9)}.` : '';
  return {
    kind: 'table',
    id: method.id,
    title: 'Result',
    columns: [
      { header: '', align: 'left' },
      { header: '', align: 'right' },
    ],
    rows,
    caption: told && parts.length === 0 ? `${lackOf(calculation)}: ${told}.` : outside,
  };
}

/** What the reason explains: an estimate can stand without its interval. */
function lackOf({ value, ci }: Calculation): string {
  if (value === null) return 'No estimate';
  return ci === null ? 'No interval' : 'Not all numbers';
}

const abbreviations: Readonly<Record<string, string>> = { se: 'standard error', sd: 'SD' };

/** What a method estimates, as people write it. */
export function quantityWords({ quantity }: Method): string {
  return abbreviations[quantity] ?? quantity.replaceAll('-', ' ');
}

/** A p-value below 0.001 keeps its digits as a power of ten. */
export function valueText(
  { quantity }: Method,
  value: number,
  logP: number | undefined,
  digits: number,
): string {
  const isSmallP = quantity === 'p-value' && value < 0.001;
  return isSmallP ? formatP(value, logP ?? null) : formatNumber(value, digits);
}

/** A by-product under its name in the JSON; one-sided p-values as p-values are printed. */
function detailText(name: string, detail: number | boolean | null, digits: number): string | null {
  if (detail === null) return null;
  if (typeof detail === 'boolean') return detail ? 'yes' : 'no';
  if (/^p[A-Z]/.test(name)) return formatP(detail, null);
  return formatNumber(detail, Number.isInteger(detail) ? 0 : digits);
}

/** A level of 0.95 as "95", of 0.999 as "99.9". */
export const percentOf = (level: number): string => String(Number((100 * level).toPrecision(12)));

/** The decimals of a calculator. */
const FEWEST = 4;

/**
 * The decimals of a calculator, or as many as show three digits of a small result, as a rate per
 * person and day is. Typed numbers are taken as exact.
 */
export function decimalsOf({ value, se, ci, quantity }: Calculation): number {
  const sizes = [value, se, ci?.low, ci?.high].map((each) => Math.abs(each ?? 0));
  const size = Math.max(...sizes);
  if (quantity === 'p-value' || size === 0 || size >= 0.01) return FEWEST;
  return Math.min(15, 2 - Math.floor(Math.log10(size)));
}
