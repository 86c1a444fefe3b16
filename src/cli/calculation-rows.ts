import type { Method } from '../estimates/method.ts';
import { type Calculation, calculate, type TypedInputs } from '../report/calculation.ts';
import { type MoreColumns, type RowAnswer, type RowQuestion, rowWriter } from './rows.ts';

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

const moreByRounding: MoreColumns = {
  columns: [...ranged.flatMap((name) => [`${name}Least`, `${name}Greatest`]), 'proved'],
  key: 'roundingInterval',
  cells: (over) => [
    ...ranged.flatMap((name) => [over?.[name]?.low ?? null, over?.[name]?.high ?? null]),
    over?.proved ?? null,
  ],
};

/**
 * What `calc --rows` asks: a method, of every row.
 *
 * @param level confidence level, in (0, 1)
 * @param refine adds what rounding leaves open; null if that was not asked for
 */
export function methodQuestion(
  method: Method,
  level: number,
  refine: ((calculation: Calculation) => Calculation) | null,
): RowQuestion {
  return {
    takes: (name) => name in method.needs,
    added,
    more: refine && moreByRounding,
    answer: (inputs) => {
      const plain = calculate(method, inputs, { level });
      return rowAnswer(refine?.(plain) ?? plain, level);
    },
  };
}

/** Typed inputs with a line for each calculation from them, as `--rows` gives for a table. */
export function asRows(
  inputs: TypedInputs,
  calculations: readonly Calculation[],
  { level, format }: { readonly level: number; readonly format: 'csv' | 'ndjson' },
): string {
  const isRounded = calculations.some(({ roundingInterval }) => roundingInterval);
  const columns = Object.keys(inputs);
  const write = rowWriter({ columns }, format, added, isRounded ? moreByRounding : null);
  const lines = calculations.map((each) => {
    const { values, over } = rowAnswer(each, level);
    return write.row({ line: 1, cells: inputs }, values, over);
  });
  return write.header + lines.join('');
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
