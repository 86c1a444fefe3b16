import type { Method } from '../estimates/method.ts';
import {
  type Calculation,
  decimalsOf,
  percentOf,
  quantityWords,
  valueText,
} from './calculation.ts';
import { rangeText, roundingCaption } from './comparison.ts';
import { formatInterval, formatP } from './digits.ts';
import type { Column, Part } from './document.ts';
import { type AnsweredRow, rowLabel } from './rows.ts';

/** A column of the page, with its cell in each row. */
interface Cells extends Pick<Column, 'header' | 'giveWay'> {
  readonly of: (answered: AnsweredRow<Calculation>) => string;
}

interface Settings {
  readonly level: number;
  /** Decimals to print; null for those that the results need. */
  readonly digits: number | null;
}

/**
 * One method over the rows of a table as a page: a row each, then why a result is missing.
 *
 * @param columns those of the table, in its order
 */
export function calculationRowsParts(
  method: Method,
  settings: Settings,
  columns: readonly string[],
  rows: readonly AnsweredRow<Calculation>[],
): readonly Part[] {
  const names = Object.keys(method.needs);
  const labelOf = ({ row }: AnsweredRow<Calculation>) => rowLabel(columns, names, row);
  const results = rows.map(({ result }) => result);
  const cells = [...inputCells(names, rows), ...resultCells(method, settings, results)];
  const count = `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}.`;
  const isRounded = results.some(({ roundingInterval }) => roundingInterval);
  const items = rows.flatMap((answered) => {
    const reason = answered.result.reason?.replace(/^(several|undefined): /, '');
    return reason ? [{ mark: '·', text: `${labelOf(answered)}: ${reason}.` }] : [];
  });
  return [
    {
      kind: 'table',
      id: 'rows',
      title: `${method.id}: ${method.title}`,
      columns: [
        { header: '', align: 'left' },
        ...cells.map(({ of: _, ...column }) => ({ ...column, align: 'right' as const })),
      ],
      rows: rows.map((answered) => ({
        cells: [labelOf(answered), ...cells.map(({ of }) => of(answered))],
      })),
      caption: isRounded ? `${count} ${roundingCaption(results)}` : count,
    },
    ...(items.length > 0 ? [{ kind: 'list', title: 'Why', items } as const] : []),
  ];
}

/** The inputs that a row has; on a narrow screen the last give way first. */
function inputCells(
  names: readonly string[],
  rows: readonly AnsweredRow<Calculation>[],
): readonly Cells[] {
  return names
    .filter((name) => rows.some(({ inputs }) => inputs[name] !== undefined))
    .map((name, i) => ({
      header: name,
      giveWay: i + 1,
      of: ({ inputs }) => inputs[name] ?? '–',
    }));
}

function resultCells(
  method: Method,
  { level, digits }: Settings,
  results: readonly Calculation[],
): readonly Cells[] {
  // A table may have more rows than a call has room for arguments.
  const needed = results.reduce((most, result) => Math.max(most, decimalsOf(result)), 0);
  const decimals = digits ?? needed;
  const has = (name: keyof Calculation) => results.some((result) => result[name] != null);
  const value: Cells = {
    header: quantityWords(method),
    of: ({ result }) =>
      result.value === null ? 'none' : valueText(method, result.value, result.logP, decimals),
  };
  const range: Cells = {
    header: 'over the rounding',
    of: ({ result }) => rangeText(result.roundingInterval, decimals),
  };
  const interval: Cells = {
    header: `CI ${percentOf(level)} %`,
    of: ({ result: { ci } }) => (ci ? formatInterval(ci.low, ci.high, decimals) : '–'),
  };
  const p: Cells = {
    header: 'P',
    of: ({ result }) => (result.p === undefined ? '–' : formatP(result.p, result.logP ?? null)),
  };
  return [
    value,
    ...(has('roundingInterval') ? [range] : []),
    ...(has('ci') ? [interval] : []),
    ...(has('p') && method.quantity !== 'p-value' ? [p] : []),
  ];
}
