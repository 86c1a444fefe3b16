import type { Measures } from './layout.ts';
import type { LegendEntry } from './picture.ts';
import type { Sketch } from './scene.ts';
import { textWidth, wrapText } from './text.ts';

const KEY = 22;
const GAP = 20;

/** What the marks mean, one beside the other, in as many lines as are needed. */
export function drawLegend(
  sketch: Sketch,
  entries: readonly LegendEntry[],
  top: number,
  { width, margin, small }: Measures,
): number {
  const room = width - 2 * margin;
  const lineHeight = small * 1.5;
  let [x, y] = [margin, top];
  for (const { mark, text } of entries) {
    const lines = wrapText(text, room - KEY - 6, small);
    const wide = KEY + 6 + Math.max(...lines.map((line) => textWidth(line, small)));
    if (x > margin && x + wide > margin + room) {
      x = margin;
      y += lineHeight;
    }
    drawKey(sketch, mark, x, y + small * 0.68);
    lines.forEach((line, i) => {
      sketch.text(line, x + KEY + 6, y + small + i * lineHeight, small, { tone: 'muted' });
    });
    y += (lines.length - 1) * lineHeight;
    x += wide + GAP;
  }
  return y + lineHeight;
}

function drawKey(sketch: Sketch, mark: LegendEntry['mark'], x: number, middle: number): void {
  const right = x + KEY;
  const box = { x, y: middle - 5, width: KEY, height: 10 };
  const keys: Readonly<Record<LegendEntry['mark'], () => void>> = {
    interval: () => {
      sketch.line([x, middle], [right, middle], 'main', 2);
      sketch.dot(x + KEY / 2, middle, 4, 'main');
    },
    sure: () => sketch.rect(box, 'main'),
    possible: () => sketch.rect(box, 'pale', 'main'),
    mean: () => sketch.line([x + KEY / 2, middle - 6], [x + KEY / 2, middle + 6], 'mark', 2.5),
    band: () => sketch.rect(box, 'light'),
    main: () => sketch.rect(box, 'light'),
    wide: () => sketch.rect(box, 'pale', 'light'),
    shade: () => sketch.rect(box, 'shade', 'grid'),
    line: () => sketch.line([x, middle], [right, middle], 'main', 2),
    reference: () => sketch.line([x, middle], [right, middle], 'muted', 1.5, true),
    marker: () => sketch.line([x + KEY / 2, middle - 6], [x + KEY / 2, middle + 6], 'mark', 2),
  };
  keys[mark]();
}
