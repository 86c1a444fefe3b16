import { csv } from './csv.ts';
import type { Format } from './format.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { ndjson } from './ndjson.ts';

/** Every output format; a large one loads when it is asked for. Adding one: its file, and a line here. */
export const formats = {
  table: () => import('./table.ts').then((m) => m.table),
  json: async () => json,
  ndjson: async () => ndjson,
  csv: async () => csv,
  markdown: async () => markdown,
  latex: () => import('./latex.ts').then((m) => m.latex),
  html: () => import('./html.ts').then((m) => m.html),
} as const satisfies Record<string, () => Promise<Format>>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as FormatName[];
