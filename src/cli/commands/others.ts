/** Commands that need every method, or an engine of their own; a start of `index.ts` does without. */
export { methods } from '../../estimates/index.ts';
export * as bounds from './bounds.ts';
export * as calc from './calc.ts';
export * as explain from './explain.ts';
export * as init from './init.ts';
export * as reconstruct from './reconstruct.ts';
