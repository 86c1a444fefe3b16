import { textWidth } from './text.ts';

/**
 * A picture laid out: shapes at their places, in the unit of the picture's width. Colours are named
 * by what they are for; the drawing knows which they are.
 */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

export type Tone =
  | 'ink'
  | 'muted'
  | 'line'
  | 'grid'
  | 'shade'
  | 'main'
  | 'light'
  | 'pale'
  | 'mark'
  | 'paper';

export type Shape = TextShape | LineShape | RectShape | DotShape | PathShape;

export interface TextShape {
  readonly kind: 'text';
  /** Where the text is anchored, and its baseline. */
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly size: number;
  readonly bold: boolean;
  readonly tone: Tone;
  readonly text: string;
}

export interface LineShape {
  readonly kind: 'line';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly tone: Tone;
  readonly width: number;
  readonly dashed: boolean;
}

export interface RectShape {
  readonly kind: 'rect';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: Tone;
  /** null for no outline. */
  readonly stroke: Tone | null;
}

export interface DotShape {
  readonly kind: 'dot';
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly fill: Tone;
}

export interface PathShape {
  readonly kind: 'path';
  readonly d: string;
  readonly fill: Tone | null;
  readonly stroke: Tone | null;
  readonly dashed: boolean;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Above and below the baseline, in sizes: what accents and descenders need. */
const ASCENT = 0.8;
const DESCENT = 0.22;

/** What a text covers. */
export function textBox({ x, y, anchor, size, bold, text }: TextShape): Box {
  const width = textWidth(text, size, bold);
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { x: left, y: y - ASCENT * size, width, height: (ASCENT + DESCENT) * size };
}

/** Collects shapes from top to bottom. */
export class Sketch {
  readonly shapes: Shape[] = [];

  text(
    text: string,
    x: number,
    y: number,
    size: number,
    how: {
      readonly anchor?: TextShape['anchor'];
      readonly bold?: boolean;
      readonly tone?: Tone;
    } = {},
  ): void {
    const { anchor = 'start', bold = false, tone = 'ink' } = how;
    this.shapes.push({ kind: 'text', x, y, anchor, size, bold, tone, text });
  }

  line(
    [x1, y1]: readonly [number, number],
    [x2, y2]: readonly [number, number],
    tone: Tone,
    width = 1,
    dashed = false,
  ): void {
    this.shapes.push({ kind: 'line', x1, y1, x2, y2, tone, width, dashed });
  }

  rect({ x, y, width, height }: Box, fill: Tone, stroke: Tone | null = null): void {
    this.shapes.push({ kind: 'rect', x, y, width, height, fill, stroke });
  }

  dot(x: number, y: number, radius: number, fill: Tone): void {
    this.shapes.push({ kind: 'dot', x, y, radius, fill });
  }

  path(d: string, fill: Tone | null, stroke: Tone | null = null, dashed = false): void {
    this.shapes.push({ kind: 'path', d, fill, stroke, dashed });
  }
}
