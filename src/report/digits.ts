import type { Figure } from '../study/model.ts';

/** A number that was rounded, and what rounds to it. */
export type Rounded = Pick<Figure, 'value' | 'low' | 'high'>;

/** What rounding can move; a number that does not exist does not move. */
export type Numbers = readonly (number | null | undefined)[];

/**
 * How far the rounding of the printed inputs can move computed numbers: each figure goes to both
 * ends of its interval while the others stay, and the largest moves are added up (first order).
 */
export function roundingReach(
  compute: (inputs: Readonly<Record<string, number>>) => Numbers,
  figures: Readonly<Record<string, Rounded>>,
): readonly number[] {
  const nominal = Object.fromEntries(
    Object.entries(figures).map(([name, { value }]) => [name, value]),
  );
  const centres = compute(nominal);
  const reaches = centres.map(() => 0);
  for (const [name, { low, high }] of Object.entries(figures)) {
    const ends = [low, high].map((end) => compute({ ...nominal, [name]: end }));
    centres.forEach((centre, i) => {
      const moves = ends.map((moved) => Math.abs((moved[i] ?? centre ?? 0) - (centre ?? 0)));
      reaches[i] = (reaches[i] as number) + Math.max(...moves);
    });
  }
  return reaches;
}

const MOST_DECIMALS = 15;

/**
 * The decimals that survive the inputs' rounding: as many as can be printed while rounding moves
 * the last one by at most two units. `ifExact` when the inputs are not rounded at all.
 */
export function survivingDecimals(reach: number, ifExact = 2): number {
  if (!(reach > 0)) return ifExact;
  const decimals = Math.floor(-Math.log10(reach / 2) + 1e-9);
  return Math.min(Math.max(decimals, 0), MOST_DECIMALS);
}

/** The decimals that survive in every one of several numbers. */
export function commonDecimals(reaches: readonly number[]): number {
  return Math.min(...reaches.map((reach) => survivingDecimals(reach)));
}

/** A number with a true minus sign and fixed decimals; scientific where digits would be invented. */
export function formatNumber(value: number, decimals: number): string {
  const text = Math.abs(value) >= 1e15 ? value.toExponential(3) : value.toFixed(decimals);
  return withMinus(/^-[0.]*$/.test(text) ? text.slice(1) : text);
}

/** As `formatNumber`, with a plus sign before what is above zero. */
export function formatSigned(value: number, decimals: number): string {
  const text = formatNumber(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** `[low, high]` rounded outward, so that what is printed contains what was computed. */
export function formatInterval(low: number | null, high: number | null, decimals: number): string {
  const from =
    low === null ? '−∞' : formatNumber(roundOutward(low, decimals, Math.floor), decimals);
  const to = high === null ? '∞' : formatNumber(roundOutward(high, decimals, Math.ceil), decimals);
  return `[${from}, ${to}]`;
}

/** Rounds to the grid in the given direction; a value that lies on the grid stays. */
export function roundOutward(
  value: number,
  decimals: number,
  direction: (value: number) => number,
): number {
  const scaled = value * 10 ** decimals;
  const nearest = Math.round(scaled);
  // 0.07 × 100 is 7.000000000000001: a hair beside the grid is on the grid.
  const onGrid = Math.abs(scaled - nearest) <= 1e-9 * Math.max(1, Math.abs(scaled));
  return (onGrid ? nearest : direction(scaled)) / 10 ** decimals;
}

/** 0.163742 as "16.4"; the whole and nothing without decimals. */
export function formatPercent(share: number, decimals = 1): string {
  return formatNumber(100 * share, share === 0 || share === 1 ? 0 : decimals);
}

/** As people print it: "<.001", ".034", never "0.000"; tiny ones as "2.4e−59". */
export function formatP(p: number, logP: number | null = null): string {
  if (p < 0.001) return smallP(p, logP, Math.round);
  return p.toFixed(p < 0.1 ? 3 : 2).replace(/^0/, '');
}

/** A p-value rounded up, for "at most": what is printed is not below what was computed. */
export function formatPAtMost(p: number, logP: number | null = null): string {
  if (p < 0.001) return smallP(p, logP, Math.ceil);
  const decimals = p < 0.1 ? 3 : 2;
  return roundOutward(p, decimals, Math.ceil).toFixed(decimals).replace(/^0/, '');
}

/** `[low, high]` of two p-values, rounded outward. */
export function formatPInterval(low: number | null, high: number | null): string {
  const from = low === null ? '0' : formatPAtLeast(low);
  return `[${from}, ${high === null ? '1' : formatPAtMost(high)}]`;
}

function formatPAtLeast(p: number): string {
  if (p < 0.001) return p === 0 ? '0' : smallP(p, null, Math.floor);
  const decimals = p < 0.1 ? 3 : 2;
  return roundOutward(p, decimals, Math.floor).toFixed(decimals).replace(/^0/, '');
}

/** Two digits and a power of ten, from the logarithm: p itself may have underflowed to 0. */
function smallP(p: number, logP: number | null, round: (value: number) => number): string {
  const log = logP ?? Math.log(p);
  if (!Number.isFinite(log)) return '<1e−300';
  let exponent = Math.floor(log / Math.LN10);
  let tenths = round(10 * Math.exp(log - exponent * Math.LN10) - 1e-9);
  if (tenths >= 100) [tenths, exponent] = [10, exponent + 1];
  return `${(tenths / 10).toFixed(1)}e${withMinus(String(exponent))}`;
}

function withMinus(text: string): string {
  return text.replaceAll('-', '−');
}
