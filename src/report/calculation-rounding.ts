import type { Method } from '../estimates/method.ts';
import {
  type OverRounding,
  type OverRoundingNumber,
  overRounding,
} from '../estimates/over-rounding.ts';
import { printedInputs } from '../estimates/printed-inputs.ts';
import type { Rounding } from '../numeric/decimal.ts';
import type { Calculation, TypedInputs } from './calculation.ts';
import { formatInterval, formatNumber, formatPInterval, roundOutward } from './digits.ts';
import type { Row, Table } from './document.ts';
import { enumerate } from './words.ts';

/** A calculation over the rounding of its inputs, with the rule by which they were rounded. */
export interface RoundedCalculation extends OverRounding {
  readonly rounding: Rounding;
}

/**
 * The calculation with `roundingInterval`: each number over all values that round to the typed inputs.
 *
 * @throws RangeError where the method does
 */
export function withRounding(
  method: Method,
  calculation: Calculation,
  { level, rounding }: { readonly level: number; readonly rounding: Rounding },
): Calculation {
  const inputs: TypedInputs = calculation.inputs;
  const over = overRounding(method, printedInputs(method, inputs, rounding), { level });
  return { ...calculation, roundingInterval: { rounding, ...over } };
}

const rules: Readonly<Record<Rounding, string>> = {
  half: 'rounds to it (ties either way)',
  'half-up': 'rounds to it (ties away from zero)',
  'half-even': 'rounds to it (ties to the even digit)',
  truncate: 'gives it when digits are cut off',
  any: 'rounds to it, or gives it when digits are cut off',
};

/** The table of results with a column for what rounding leaves open. */
export function withRoundingColumn(table: Table, over: RoundedCalculation, digits: number): Table {
  const ranges = rangesByLabel(over, table, digits);
  const rows = table.rows.flatMap(({ cells: [label = '', text = ''] }): Row[] => {
    const row = { cells: [label, text, ranges.get(label) ?? ''] };
    return label.startsWith('confidence interval') ? [row, ...limitRows(over, digits)] : [row];
  });
  return {
    ...table,
    columns: [
      { header: '', align: 'left' },
      { header: 'as printed', align: 'right' },
      { header: 'over the rounding', align: 'right' },
    ],
    rows,
    caption: [table.caption, ...captions(over)].filter((sentence) => sentence !== '').join(' '),
  };
}

/** A range as text, with "*" where it is not proved. */
function rangeText(
  range: OverRoundingNumber | undefined,
  digits: number,
  format = formatInterval,
): string {
  if (range === undefined || range.nominal === null || isExact(range)) return '';
  return `${format(range.low, range.high, digits)}${range.proved ? '' : ' *'}`;
}

function limitRows({ ciLow, ciHigh }: RoundedCalculation, digits: number): readonly Row[] {
  return Object.entries({ 'its low limit': ciLow, 'its high limit': ciHigh }).flatMap(
    ([label, limit]) => {
      if (limit?.nominal == null) return [];
      // Outward, as in the interval above.
      const outward = label === 'its low limit' ? Math.floor : Math.ceil;
      const text = formatNumber(roundOutward(limit.nominal, digits, outward), digits);
      return [{ indent: 1, cells: [label, text, rangeText(limit, digits)] }];
    },
  );
}

/** The ranges as text, by the label of the row that they belong to. */
function rangesByLabel(
  over: RoundedCalculation,
  { rows }: Table,
  digits: number,
): ReadonlyMap<string, string> {
  const text = (range: OverRoundingNumber | undefined, format = formatInterval) =>
    rangeText(range, digits, format);
  const isSmallP = over.value === over.p && (over.p?.high ?? 1) < 0.001;
  return new Map<string, string>([
    [
      rows[0]?.cells[0] ?? '',
      rangeText(over.value, digits, isSmallP ? formatPInterval : undefined),
    ],
    ['standard error', text(over.se)],
    ['test statistic', text(over.statistic)],
    ['degrees of freedom', text(over.df)],
    ['P', text(over.p, formatPInterval)],
    ...Object.entries(over.details ?? {}).map(([name, range]): [string, string] => [
      name,
      text(range, /^p[A-Z]/.test(name) ? formatPInterval : formatInterval),
    ]),
  ]);
}

const isExact = (range: OverRoundingNumber | undefined): boolean =>
  range !== undefined && range.low === range.high;

function captions(over: RoundedCalculation): readonly string[] {
  if (over.value.nominal === null) return [];
  if (isExact(over.value) && isExact(over.ciLow ?? over.value)) return [over.because];
  const { value, se, ciLow, ciHigh, statistic, p, rounding, details = {} } = over;
  const named = {
    value,
    se,
    'lower limit': ciLow,
    'upper limit': ciHigh,
    statistic,
    P: p,
    ...details,
  };
  const searched = Object.entries(named).flatMap(([name, range]) =>
    range !== undefined && range.nominal !== null && !range.proved ? [name] : [],
  );
  const open = Object.values(named).find((range) => range?.reason?.startsWith('unbounded: '));
  return [
    `Each input stands for every value that ${rules[rounding]}; counts are exact.`,
    searched.length === 0
      ? 'No inputs that round so give a result outside: proved by interval arithmetic.'
      : `* ${enumerate(searched)}: not proved, corners and a search only.`,
    open ? 'Some inputs that round so give a result beyond all bounds, or none.' : '',
  ];
}
