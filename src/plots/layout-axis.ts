import { scaleOf, type Tick, ticksOf } from './axis.ts';
import type { Measures } from './layout.ts';
import type { Axis } from './picture.ts';
import type { Sketch } from './scene.ts';
import { textWidth } from './text.ts';

/** A tick at its place, with its label kept inside the frame. */
export interface PlacedTick extends Tick {
  readonly x: number;
  readonly labelX: number;
}

const MOST = 7;
/** Least distance between two labels. */
const APART = 12;

/** As many ticks below an axis as have room for their labels. */
export function horizontalTicks(
  axis: Axis,
  left: number,
  right: number,
  { small, width }: Measures,
): readonly PlacedTick[] {
  const x = scaleOf(axis, left, right);
  const place = (tick: Tick): PlacedTick => {
    const half = textWidth(tick.text, small) / 2 + 2;
    const at = x(tick.value);
    return { ...tick, x: at, labelX: Math.min(Math.max(at, half), width - half) };
  };
  const fits = (ticks: readonly PlacedTick[]) =>
    ticks.every(({ text, labelX }, i) => {
      const next = ticks[i + 1];
      const halves = (textWidth(text, small) + textWidth(next?.text ?? '', small)) / 2;
      return !next || next.labelX - labelX >= halves + APART;
    });
  for (let count = MOST; count >= 2; count--) {
    const ticks = ticksOf(axis, count).map(place);
    if (fits(ticks)) return ticks;
  }
  return ticksOf(axis, 2).slice(0, 1).map(place);
}

/** The line of an axis with its ticks and their labels; returns the baseline of the labels. */
export function drawAxis(
  sketch: Sketch,
  ticks: readonly PlacedTick[],
  [from, to]: readonly [number, number],
  y: number,
  { small }: Measures,
): number {
  sketch.line([from, y], [to, y], 'line');
  const below = y + 5 + small;
  for (const { x, labelX, text } of ticks) {
    sketch.line([x, y], [x, y + 4], 'line');
    sketch.text(text, labelX, below, small, { anchor: 'middle', tone: 'muted' });
  }
  return below;
}
