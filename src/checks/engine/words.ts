import type { Recomputed } from './finding.ts';

/** "16.374 %", or "16.3 to 16.9 %": as computed, with a stated number of decimals. */
export function percentText(recomputed: Recomputed | null, decimals: number): string {
  return `${spanText(recomputed, decimals)} %`;
}

/** A recomputed figure as one number where it is one, else from the least to the greatest. */
export function spanText(recomputed: Recomputed | null, decimals: number): string {
  if (!recomputed) return '?';
  const { low, high, nominal } = recomputed;
  const digits = Math.min(Math.max(decimals, 0), 15);
  if (nominal !== null && low === high) return fixed(nominal, digits);
  if (low === null && high === null) return 'any number';
  if (low === null) return `at most ${fixed(high ?? 0, digits)}`;
  if (high === null) return `at least ${fixed(low, digits)}`;
  const [from, to] = [fixed(low, digits), fixed(high, digits)];
  return from === to ? from : `${from} to ${to}`;
}

/** "0.632 (0.625 to 0.640)": from the inputs as printed, and over their rounding. */
export function resultText(recomputed: Recomputed | null, decimals: number): string {
  if (!recomputed) return '?';
  const { low, high, nominal } = recomputed;
  const over = spanText({ low, high, nominal: null }, decimals);
  if (nominal === null) return over;
  const one = spanText({ low: nominal, high: nominal, nominal }, decimals);
  return one === over ? one : `${one} (${over})`;
}

/** A number with a fixed number of decimals and a true minus. */
export function fixed(value: number, decimals: number): string {
  const text = value.toFixed(Math.min(Math.max(decimals, 0), 15));
  return /^-0(?:\.0*)?$/.test(text) ? text.slice(1) : text.replace('-', '−');
}

/**
 * What else than a mistake could explain a figure that does not follow from the others.
 *
 * @param inSteps whether it would follow if it had been rounded in steps: 17.45, 17.5, 18
 */
export function otherwise(explanations: readonly string[], inSteps = false): string {
  const all = [...(inSteps ? ['rounding in steps, first to more digits'] : []), ...explanations];
  const list = all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
  return `What could explain it: ${list}.`;
}

/** The text with a capital letter, unless it begins with a symbol: "d_z", "g of the average SD". */
export function upperFirst(text: string): string {
  return /^[b-z][_ ]/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
