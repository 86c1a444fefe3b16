import type { Format } from './format.ts';

/** Every output format, loaded only when asked for. Adding one: its file, and one line here. */
export const formats = {
  table: () => import('./table.ts').then((m) => m.table),
  json: () => import('./json.ts').then((m) => m.json),
  ndjson: () => import('./ndjson.ts').then((m) => m.ndjson),
  csv: () => import('./csv.ts').then((m) => m.csv),
  markdown: () => import('./markdown.ts').then((m) => m.markdown),
} as const satisfies Record<string, () => Promise<Format>>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as FormatName[];
