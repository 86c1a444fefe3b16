import { rowsOf } from './flat.ts';
import type { Format } from './format.ts';

/** One row a number or a finding (RFC 4180), the same columns as ndjson, a header line first. */
export const csv: Format = async function* (reports) {
  let header = false;
  for await (const report of reports) {
    const { columns, rows } = await rowsOf(report);
    if (!header && columns) yield `${columns.join(',')}\r\n`;
    header ||= columns !== null;
    for (const row of rows) {
      if (!header) yield `${Object.keys(row).join(',')}\r\n`;
      header = true;
      yield `${Object.values(row).map(csvCell).join(',')}\r\n`;
    }
  }
};

/** One cell of CSV: quoted where needed, and never a formula. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * What must not run in a spreadsheet: "=cmd()", and behind a sign all that calls or refers. "-2.5"
 * is a figure, and so is "+2.5 to +3".
 */
const formula = /^(?:[=@\t\r]|[+-](?![\d.])|[+-].*[=|!(@])/s;
