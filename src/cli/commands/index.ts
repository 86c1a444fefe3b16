/**
 * All commands, loaded together: they share nearly all of their code, and a further file costs a
 * start more than the little that a command has for itself. What only one of them needs and is
 * large (the reader of study files, the table's layout) is imported when it is needed.
 */
export { reportError } from '../report-error.ts';
export * as bounds from './bounds.ts';
export * as explain from './explain.ts';
export * as reconstruct from './reconstruct.ts';
export * as schema from './schema.ts';
export * as summarize from './summarize.ts';
export * as validate from './validate.ts';
