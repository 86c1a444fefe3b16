import { area, line } from 'd3-shape';
import { scaleOf, ticksOf } from './axis.ts';
import type { Measures } from './layout.ts';
import { drawAxis, horizontalTicks } from './layout-axis.ts';
import type { Axis, Curves, Shade } from './picture.ts';
import type { Box, Sketch } from './scene.ts';
import { textWidth, wrapText } from './text.ts';

/** Decimals of the coordinates of paths. */
const DIGITS = 2;

/** Lines and areas over a plane with both axes; returns where they end. */
export function drawCurves(sketch: Sketch, panel: Curves, top: number, measures: Measures): number {
  const { width, margin, small } = measures;
  const plotHeight = Math.round(Math.min(280, Math.max(190, width * 0.42)));
  const yTicks = ticksOf(panel.y, 5);
  const left = margin + Math.max(...yTicks.map(({ text }) => textWidth(text, small))) + 10;
  const right = width - margin - 12;
  let y = titleLines(sketch, panel.y.title, top, margin, width - 2 * margin, measures) + 6;
  y = shadeLabels(
    sketch,
    [...panel.shades, ...panel.markers],
    y,
    { left, right },
    panel.x,
    measures,
  );
  const box = { x: left, y, width: right - left, height: plotHeight };
  drawPlane(sketch, panel, box, yTicks, measures);
  const bottom = y + plotHeight;
  const ticks = horizontalTicks(panel.x, left, right, measures);
  const below = drawAxis(sketch, ticks, [left, right], bottom, measures);
  return titleLines(sketch, panel.x.title, below + 4, left, right - left, measures) + 2;
}

function drawPlane(
  sketch: Sketch,
  panel: Curves,
  box: Box,
  yTicks: readonly { readonly value: number; readonly text: string }[],
  { small }: Measures,
): void {
  const { x: left, y: top, width, height } = box;
  const [right, bottom] = [left + width, top + height];
  const [x, y] = [scaleOf(panel.x, left, right), scaleOf(panel.y, bottom, top)];
  for (const { low, high } of panel.shades)
    sketch.rect({ x: x(low), y: top, width: Math.max(x(high) - x(low), 1), height }, 'shade');
  for (const { value, text } of yTicks) {
    sketch.line([left, y(value)], [right, y(value)], 'grid');
    sketch.text(text, left - 8, y(value) + small * 0.36, small, { anchor: 'end', tone: 'muted' });
  }
  for (const { points, tone } of panel.areas) {
    const path = area<(typeof points)[number]>(
      (point) => x(point.x),
      (point) => y(point.low),
      (point) => y(point.high),
    ).digits(DIGITS)([...points]);
    if (path)
      sketch.path(path, tone === 'main' ? 'light' : 'pale', tone === 'main' ? null : 'light');
  }
  if (panel.y.reference !== null) {
    const at = y(panel.y.reference);
    sketch.line([left, at], [right, at], 'muted', 1.5, true);
  }
  for (const { points } of panel.lines) {
    const path = line<(typeof points)[number]>(
      (point) => x(point.x),
      (point) => y(point.y),
    ).digits(DIGITS)([...points]);
    if (path) sketch.path(path, null, 'main');
  }
  for (const { low, high } of panel.markers)
    for (const end of new Set([low, high])) sketch.line([x(end), top], [x(end), bottom], 'mark', 2);
}

function titleLines(
  sketch: Sketch,
  title: string,
  top: number,
  left: number,
  room: number,
  { small }: Measures,
): number {
  const lines = wrapText(title, room, small);
  lines.forEach((words, i) => {
    sketch.text(words, left, top + small + i * small * 1.4, small, { tone: 'muted' });
  });
  return top + lines.length * small * 1.4;
}

/** What is shaded, above the plane and as near to its stretch as the frame allows. */
function shadeLabels(
  sketch: Sketch,
  shades: readonly Shade[],
  top: number,
  { left, right }: { readonly left: number; readonly right: number },
  axis: Axis,
  { small }: Measures,
): number {
  const x = scaleOf(axis, left, right);
  let y = top;
  for (const { low, high, label } of shades) {
    for (const words of wrapText(label, right - left, small)) {
      const half = textWidth(words, small) / 2;
      const middle = Math.min(Math.max((x(low) + x(high)) / 2, left + half), right - half);
      sketch.text(words, middle, y + small, small, { anchor: 'middle' });
      y += small * 1.4;
    }
  }
  return y + 4;
}
