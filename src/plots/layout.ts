import { drawCurves } from './layout-curves.ts';
import { drawRows } from './layout-rows.ts';
import { drawLegend } from './legend.ts';
import type { Picture } from './picture.ts';
import { type Scene, Sketch } from './scene.ts';
import { wrapText } from './text.ts';

/** Sizes of everything, in the unit of the picture's width; all a multiple of 4 where they can be. */
export interface Measures {
  readonly width: number;
  readonly margin: number;
  readonly title: number;
  readonly text: number;
  readonly small: number;
  readonly lineHeight: number;
}

const NARROWEST = 320;
const WIDEST = 800;

/** The width to lay out for: the one asked for, or a whole fraction of a wide one, which is scaled. */
export function layoutWidth(asked: number): number {
  return Math.max(NARROWEST, Math.round(asked / Math.ceil(asked / WIDEST)));
}

function measuresFor(width: number): Measures {
  const narrow = width < 480;
  return {
    width,
    margin: narrow ? 12 : 20,
    title: narrow ? 15 : 17,
    text: narrow ? 12 : 13,
    small: narrow ? 11 : 11.5,
    lineHeight: 1.4,
  };
}

/** Lays a picture out for a width: title, what it shows, legend, marks, conditions. */
export function layOut(picture: Picture, asked: number): Scene {
  const width = layoutWidth(asked);
  const measures = measuresFor(width);
  const sketch = new Sketch();
  const { margin, title, text, small } = measures;
  let y = margin;
  y = paragraph(sketch, picture.title, y, title, measures, { bold: true });
  y = paragraph(sketch, picture.lead, y + 4, text, measures, { tone: 'muted' });
  if (picture.legend.length > 0) y = drawLegend(sketch, picture.legend, y + 12, measures);
  const { panel } = picture;
  y =
    panel.kind === 'rows'
      ? drawRows(sketch, panel, y + 12, measures)
      : drawCurves(sketch, panel, y + 12, measures);
  y += 12;
  for (const note of picture.notes)
    y = paragraph(sketch, note, y + 2, small, measures, { tone: 'muted' });
  return { width, height: Math.ceil(y + margin - 4), shapes: sketch.shapes };
}

/** Lines of text from a top; returns where they end. */
function paragraph(
  sketch: Sketch,
  text: string,
  top: number,
  size: number,
  { width, margin, lineHeight }: Measures,
  how: { readonly bold?: boolean; readonly tone?: 'muted' },
): number {
  const lines = wrapText(text, width - 2 * margin, size, how.bold);
  lines.forEach((line, i) => {
    sketch.text(line, margin, top + size + i * size * lineHeight, size, how);
  });
  return top + lines.length * size * lineHeight;
}
