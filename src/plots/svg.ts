import { type ComponentChild, h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { dark, light } from './colours.ts';
import { layOut } from './layout.ts';
import { inWords, type Picture } from './picture.ts';
import { plainTexts } from './plain.ts';
import type { Shape, Tone } from './scene.ts';

const FONTS = 'DejaVu Sans, Verdana, Geneva, sans-serif';

export interface SvgOptions {
  /** Width in px; 640 if left out. Wide ones are laid out for half or less, and scaled. */
  readonly width?: number;
  /** Stands before every id, so that several pictures can be in one page. */
  readonly idPrefix?: string;
  /** Whether a reader's dark setting is followed; true if left out. */
  readonly dark?: boolean;
}

/**
 * A picture as SVG text: self-contained, no script, nothing loaded. Colours follow the reader's
 * setting; title and description are there for screen readers.
 */
export function renderSvg(asked: Picture, options: SvgOptions = {}): string {
  const picture = plainTexts(asked);
  const { width = 640, idPrefix = picture.id } = options;
  const scene = layOut(picture, width);
  const id = (name: string) => `${idPrefix}-${name}`;
  const scale = width / scene.width;
  const svg = renderToString(
    h(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        id: id('picture'),
        width: round(scene.width * scale),
        height: round(scene.height * scale),
        viewBox: `0 0 ${scene.width} ${scene.height}`,
        role: 'img',
        'aria-labelledby': `${id('title')} ${id('desc')}`,
        'font-family': FONTS,
      },
      h('title', { id: id('title') }, picture.title),
      h('desc', { id: id('desc') }, inWords(picture)),
      (options.dark ?? true) && h('style', {}, darkStyle(id('picture'))),
      h('rect', { ...toned('paper', 'fill'), width: scene.width, height: scene.height }),
      h('g', { 'aria-hidden': 'true' }, ...scene.shapes.map(element)),
    ),
  );
  // The renderer escapes as HTML asks; in XML a text must not hold this end of a section either.
  return `${svg.replaceAll(']]>', ']]&gt;')}\n`;
}

/** Print stays light, whatever the screen is. */
function darkStyle(id: string): string {
  const rules = (Object.keys(dark) as Tone[]).map(
    (tone) => `#${id} .f-${tone}{fill:${dark[tone]}}#${id} .s-${tone}{stroke:${dark[tone]}}`,
  );
  return `@media screen and (prefers-color-scheme:dark){${rules.join('')}}`;
}

/** A colour as an attribute, which every program reads, and as a class, which a style can change. */
function toned(tone: Tone, attribute: 'fill' | 'stroke'): Record<string, string> {
  return { class: `${attribute.charAt(0)}-${tone}`, [attribute]: light[tone] };
}

function paint(fill: Tone | null, stroke: Tone | null): Record<string, string> {
  const [inside, outline] = [fill && toned(fill, 'fill'), stroke && toned(stroke, 'stroke')];
  const classes = [inside?.['class'], outline?.['class']].filter(Boolean).join(' ');
  return { fill: 'none', ...inside, ...outline, class: classes };
}

function element(shape: Shape): ComponentChild {
  switch (shape.kind) {
    case 'text':
      return h(
        'text',
        {
          ...toned(shape.tone, 'fill'),
          x: round(shape.x),
          y: round(shape.y),
          'font-size': shape.size,
          ...(shape.bold && { 'font-weight': 'bold' }),
          ...(shape.anchor !== 'start' && { 'text-anchor': shape.anchor }),
        },
        shape.text,
      );
    case 'line':
      return h('line', {
        ...toned(shape.tone, 'stroke'),
        x1: round(shape.x1),
        y1: round(shape.y1),
        x2: round(shape.x2),
        y2: round(shape.y2),
        'stroke-width': shape.width,
        ...(shape.dashed && { 'stroke-dasharray': '4 3' }),
      });
    case 'rect':
      return h('rect', {
        ...paint(shape.fill, shape.stroke),
        x: round(shape.x),
        y: round(shape.y),
        width: round(shape.width),
        height: round(shape.height),
      });
    case 'dot':
      return h('circle', {
        ...toned(shape.fill, 'fill'),
        cx: round(shape.x),
        cy: round(shape.y),
        r: shape.radius,
      });
    case 'path':
      return h('path', {
        ...paint(shape.fill, shape.stroke),
        d: shape.d,
        ...(shape.stroke && { 'stroke-width': 2 }),
        ...(shape.dashed && { 'stroke-dasharray': '4 3' }),
      });
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;
