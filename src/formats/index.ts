import { csv } from './csv.ts';
import type { Format } from './format.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { ndjson } from './ndjson.ts';

export type Loader = () => Promise<Format>;

/** Every output format; a large one loads when it is asked for. Adding one: its file, and a line here. */
export const formats = {
  table: () => import('./table.ts').then((m) => m.table),
  json: async () => json,
  ndjson: async () => ndjson,
  csv: async () => csv,
  markdown: async () => markdown,
  latex: () => import('./latex.ts').then((m) => m.latex),
  html: () => import('./html.ts').then((m) => m.html),
} as const satisfies Record<string, Loader>;

/** Formats of findings, which only `check` has. */
export const findingFormats = {
  github: () => import('./github.ts').then((m) => m.github),
  junit: () => import('./junit.ts').then((m) => m.junit),
  sarif: () => import('./sarif.ts').then((m) => m.sarif),
  tap: () => import('./tap.ts').then((m) => m.tap),
} as const satisfies Record<string, Loader>;

/**
 * Whether a format is written with nothing but the files that could not be read, as those are that
 * programs read for CI; JSON only where it replaces no file.
 */
export function tellsUnread({ name, file }: { name: string; file: string | null }): boolean {
  return Object.hasOwn(findingFormats, name) || (name === 'json' && file === null);
}

/** A second document of a format: it goes behind what is in the file that a variable names. */
export interface Beside {
  readonly variable: string;
  readonly load: Loader;
}

export const beside: Readonly<Record<string, Beside>> = {
  github: {
    variable: 'GITHUB_STEP_SUMMARY',
    load: () => import('./github.ts').then((m) => m.stepSummary),
  },
};

/** The formats that a command can print, by name. */
export function formatsFor(of: 'report' | 'check'): Readonly<Record<string, Loader>> {
  return of === 'check' ? { ...formats, ...findingFormats } : formats;
}
