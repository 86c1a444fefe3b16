import { flatten } from './flat.ts';
import type { Format } from './format.ts';

/** One JSON object a line, one line a number. */
export const ndjson: Format = async function* (reports) {
  for await (const report of reports) {
    for (const row of flatten(report)) yield `${JSON.stringify(row)}\n`;
  }
};
