import type { Method } from './method.ts';

/** Every method, in the order listed. Adding one: its file, and one line here. */
export const methods: readonly Method[] = [];
