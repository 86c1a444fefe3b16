import type { Figure, NotSignificant } from '../../study/model.ts';
import type { Span } from '../engine/span.ts';

/** "below 0.098", "between 0.012 and 0.098"; null where p can be anything. */
export function limitsOfP({ low, high }: Span, decimals: number): string | null {
  const least = 10 ** -decimals;
  if (low < least) return high >= 1 ? null : `below ${oneP(high, decimals)}`;
  if (high >= 1) return `above ${oneP(low, decimals)}`;
  return `between ${oneP(low, decimals)} and ${oneP(high, decimals)}`;
}

/** No p-value is 0: what was printed is a rounded number. */
export function zeroSentence({ text, relation, ...printed }: Figure | NotSignificant): string {
  if (relation !== '=' || !('value' in printed) || printed.value !== 0) return '';
  const bound = printed.decimals > 0 ? `<.${'0'.repeat(printed.decimals - 1)}1` : '<1';
  return ` It is printed as ${text}; no p-value is 0, and what is meant is ${bound}.`;
}

/** "p = 0.04", "p <0.001", "ns". */
export function pWords(text: string): string {
  if (/^[\d.]/.test(text)) return `p = ${text}`;
  return /^[<>=≤≥]/.test(text) ? `p ${text}` : text;
}

/** A p-value, never as 0. */
export function oneP(p: number, decimals: number): string {
  const least = 10 ** -decimals;
  if (p >= least) return p.toFixed(decimals);
  return p === 0 ? '0' : `<${least.toFixed(decimals)}`;
}
