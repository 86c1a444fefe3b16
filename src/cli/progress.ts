import type { Options } from './catalogue.ts';
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

/**
 * Tells what is being worked out, on one line of stderr that goes away again: only where a person
 * sees it. What is worked out between two steps may take long, so a step is told as it begins.
 */
export function steps(
  { stderr }: Pick<Io, 'stderr'>,
  { quiet }: Options,
): { readonly tell: (next: string) => void; readonly clear: () => void } {
  if (quiet || stderr.isTTY !== true) return { tell: () => {}, clear: () => {} };
  let told = Number.NEGATIVE_INFINITY;
  let isShown = false;
  return {
    tell: (next) => {
      if (performance.now() - told < SOON) return;
      told = performance.now();
      isShown = true;
      stderr.write(`\r${next.slice(0, (stderr.columns ?? 80) - 1)}\u001b[K`);
    },
    clear: () => {
      if (isShown) stderr.write('\r\u001b[K');
      isShown = false;
    },
  };
}

/** Faster than this nobody reads. */
const SOON = 100;
