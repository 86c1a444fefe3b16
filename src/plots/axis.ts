import { scaleLinear } from 'd3-scale';
import { formatNumber } from '../report/digits.ts';
import type { Axis } from './picture.ts';

/** A tick of an axis: where, and what is written at it. */
export interface Tick {
  readonly value: number;
  readonly text: string;
}

/** Where a value lies between two ends of a drawing. */
export function scaleOf({ low, high }: Axis, from: number, to: number): (value: number) => number {
  return scaleLinear().domain([low, high]).range([from, to]).clamp(true);
}

/**
 * About `count` ticks at round numbers with as many decimals as they need, or every one of the
 * axis's own where there are not more than that.
 */
export function ticksOf({ low, high, ticks, unit }: Axis, count: number): readonly Tick[] {
  const own = ticks && thinned(ticks, count);
  const values = own ?? scaleLinear().domain([low, high]).ticks(Math.max(2, count));
  const decimals = Math.max(0, ...values.map(decimalsOf));
  return values.map((value) => ({ value, text: formatNumber(value, decimals) + unit }));
}

/** Every second, third … of too many, with 0 if it is among them, else with the first. */
function thinned(ticks: readonly number[], count: number): readonly number[] {
  const every = Math.ceil(ticks.length / Math.max(2, count));
  const from = Math.max(0, ticks.indexOf(0)) % every;
  return ticks.filter((_, i) => i % every === from);
}

const decimalsOf = (value: number): number =>
  (String(Number(value.toPrecision(12))).split('.')[1] ?? '').length;

/** Two ends moved outward to round numbers. */
export function roundEnds(
  low: number,
  high: number,
): { readonly low: number; readonly high: number } {
  const [from = low, to = high] = scaleLinear()
    .domain(low === high ? [low - 1, high + 1] : [low, high])
    .nice(6)
    .domain();
  return { low: from, high: to };
}
