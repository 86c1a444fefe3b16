/**
 * The commands that run most, loaded together: they share nearly all of their code, and a further
 * file costs a start more than the little that one has for itself. The rest is in `others.ts`.
 * What is large and not always needed (the reader of study files, the table's layout) is imported
 * when it is.
 */
export { reportError } from '../report-error.ts';
export * as schema from './schema.ts';
export * as summarize from './summarize.ts';
export * as validate from './validate.ts';
