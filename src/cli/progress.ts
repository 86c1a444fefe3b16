import type { Io } from './io.ts';

/** Nobody waits for a second without wondering; sooner nothing is told. */
const patience = 1000;

/**
 * Tells how far a long table is, on one line of stderr that goes away again: only where a person
 * sees it, and where the rows themselves are not on the same screen.
 */
export function progress(
  total: number,
  { stderr, stdout }: Pick<Io, 'stderr' | 'stdout'>,
): { readonly until: (done: number) => void; readonly end: () => void } {
  if (stderr.isTTY !== true || stdout.isTTY === true) return { until: () => {}, end: () => {} };
  let told = performance.now();
  let isShown = false;
  return {
    until: (done) => {
      if (performance.now() - told < patience) return;
      told = performance.now();
      isShown = true;
      stderr.write(`\r${done} of ${total} rows (${Math.floor((100 * done) / total)} %)`);
    },
    end: () => {
      if (isShown) stderr.write('\r\u001b[K');
    },
  };
}
