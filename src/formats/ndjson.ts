import { rowsOf } from './flat.ts';
import type { Format } from './format.ts';

/** One JSON object a line, one line a number or a finding. */
export const ndjson: Format = async function* (reports) {
  for await (const report of reports) {
    for (const row of (await rowsOf(report)).rows) yield `${JSON.stringify(row)}\n`;
  }
};
