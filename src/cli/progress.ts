import type { Io } from './io.ts';

/** Nobody waits for a second without wondering; sooner nothing is told. */
const patience = 1000;

/**
 * Tells how far a long table is, on one line of stderr that goes away again: only where a person
 * sees it, and where the rows themselves are not on the same screen.
 */
export function progress(
  lines: number,
  { stderr, stdout }: Pick<Io, 'stderr' | 'stdout'>,
): { readonly until: (line: number) => void; readonly clear: () => void } {
  if (stderr.isTTY !== true || stdout.isTTY === true) return { until: () => {}, clear: () => {} };
  let told = performance.now();
  let isShown = false;
  return {
    until: (line) => {
      if (performance.now() - told < patience) return;
      told = performance.now();
      isShown = true;
      stderr.write(`\rline ${line} of ${lines} (${Math.floor((100 * line) / lines)} %)`);
    },
    clear: () => {
      if (isShown) stderr.write('\r\u001b[K');
      isShown = false;
    },
  };
}
