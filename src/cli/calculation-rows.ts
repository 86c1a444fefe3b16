import type { Method } from '../estimates/method.ts';
import { type Calculation, calculate, type TypedInputs } from '../report/calculation.ts';
import { calculationRowsParts } from '../report/calculation-rows.ts';
import { type AddedColumns, type RowAnswer, rowWriter } from './row-writer.ts';
import type { RowQuestion } from './rows.ts';

const added = [
  'method',
  'value',
  'se',
  'ciLow',
  'ciHigh',
  'level',
  'df',
  'statistic',
  'p',
  'reason',
];

const ranged = ['value', 'se', 'ciLow', 'ciHigh', 'statistic', 'p'] as const;

const moreByRounding: AddedColumns['more'] = {
  columns: [...ranged.flatMap((name) => [`${name}Least`, `${name}Greatest`]), 'proved'],
  key: 'roundingInterval',
  cells: (over) => [
    ...ranged.flatMap((name) => [over?.[name]?.low ?? null, over?.[name]?.high ?? null]),
    over?.proved ?? null,
  ],
};

interface Settings {
  readonly level: number;
  /** Decimals of a page; null for those that the results need. */
  readonly digits: number | null;
  /** Adds what rounding leaves open; null if that was not asked for. */
  readonly refine: ((calculation: Calculation) => Calculation) | null;
}

/** What `calc --rows` asks: a method, of every row. */
export function methodQuestion(
  method: Method,
  { level, digits, refine }: Settings,
): RowQuestion<Calculation> {
  return {
    needs: method.needs,
    added,
    more: refine && moreByRounding,
    ask: (inputs) => {
      const plain = calculate(method, inputs, { level });
      return refine?.(plain) ?? plain;
    },
    answer: (calculation) => rowAnswer(calculation, level),
    isNo: () => false,
    page: (columns, rows) => calculationRowsParts(method, { level, digits }, columns, rows),
  };
}

/** Typed inputs with a line for each calculation from them, as `--rows` gives for a table. */
export function asRows(
  inputs: TypedInputs,
  calculations: readonly Calculation[],
  { level, format }: { readonly level: number; readonly format: 'csv' | 'ndjson' },
): string {
  const isRounded = calculations.some(({ roundingInterval }) => roundingInterval);
  const more = isRounded ? moreByRounding : null;
  const write = rowWriter({ columns: Object.keys(inputs) }, format, { added, more });
  const rows = calculations.map((each) => write.row({ cells: inputs }, rowAnswer(each, level)));
  return write.header + rows.join('');
}

function rowAnswer(calculation: Calculation, level: number): RowAnswer {
  const { method, value, se, ci, df, statistic, p, reason, roundingInterval } = calculation;
  const values = [
    method,
    value,
    se ?? null,
    ci?.low ?? null,
    ci?.high ?? null,
    level,
    df ?? null,
    statistic ?? null,
    p ?? null,
    reason ?? null,
  ];
  return { values, ...(roundingInterval && { over: roundingInterval }) };
}
