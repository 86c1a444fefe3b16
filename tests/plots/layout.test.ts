import { describe, expect, it } from 'vitest';
import { layOut } from '../../src/plots/layout.ts';
import type { Picture } from '../../src/plots/picture.ts';
import { type Box, type Scene, type TextShape, textBox } from '../../src/plots/scene.ts';
import { made, picture } from './drawn.ts';

const widths = [320, 400, 480, 640, 800];

/** Texts that stand on each other, or of which a part is outside the frame. */
function faults(scene: Scene): string[] {
  const texts = scene.shapes.filter((shape): shape is TextShape => shape.kind === 'text');
  const boxes = texts.map((shape) => ({ text: shape.text, box: textBox(shape) }));
  const outside = boxes.filter(
    ({ box: { x, y, width, height } }) =>
      x < 0 || y < 0 || x + width > scene.width || y + height > scene.height,
  );
  const overlapping = boxes.flatMap((one, i) =>
    boxes.slice(i + 1).flatMap((two) => (overlap(one.box, two.box) ? [[one.text, two.text]] : [])),
  );
  return [
    ...outside.map(({ text }) => `outside: ${text}`),
    ...overlapping.map(([one, two]) => `“${one}” on “${two}”`),
  ];
}

function overlap(a: Box, b: Box): boolean {
  return (
    Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 0.01 &&
    Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 0.01
  );
}

/** Marks that leave the frame. */
function marksOutside({ shapes, width, height }: Scene): number {
  return shapes.filter((shape) => {
    switch (shape.kind) {
      case 'rect':
        return shape.x < 0 || shape.x + shape.width > width || shape.y + shape.height > height;
      case 'line':
        return Math.min(shape.x1, shape.x2) < 0 || Math.max(shape.x1, shape.x2) > width;
      case 'dot':
        return shape.x - shape.radius < 0 || shape.x + shape.radius > width;
      default:
        return false;
    }
  }).length;
}

const long = 'Proportion of patients with a clinically relevant improvement of hand function';
const unbroken = 'Ventrooralthalamotomypatientsquestionnaireitemseventeen'.repeat(2);

describe('labels never overlap or leave the frame', () => {
  const labels = { short: 'A', long, unbroken, wide: 'WWWWWWWWWWWW 漢字漢字漢字漢字漢字漢字' };
  const values = {
    short: '1',
    long: '−12,345.67 [−23,456.78 to 34,567.89], n = 171 of 171 patients',
  };
  const cases = Object.entries(labels).flatMap(([label, text]) =>
    Object.entries(values).flatMap(([value, words]) =>
      [1, 5, 40].map((rows) => ({ rows, label, text, value, words })),
    ),
  );
  it.each(cases)('$rows rows, $label labels, $value values', ({ rows, text, words }) => {
    for (const width of widths) {
      const scene = layOut(made(rows, text, words), width);
      expect(faults(scene), `${width} px`).toEqual([]);
      expect(marksOutside(scene), `${width} px`).toBe(0);
    }
  });

  const drawable = {
    bundled: ['change', 'flow', 'distribution', 'forest', 'sensitivity', 'checks'],
    tipping: ['change', 'flow', 'distribution', 'forest', 'sensitivity', 'checks'],
    'two-arms': ['change', 'sensitivity'],
  };
  const drawn = Object.entries(drawable).flatMap(([study, kinds]) =>
    kinds.map((kind) => ({ study, kind })),
  );
  it.each(drawn)('$kind of $study', async ({ study, kind }) => {
    const one = await picture(kind, study);
    for (const width of widths) expect(faults(layOut(one, width)), `${width} px`).toEqual([]);
  });

  it('beside the ends of an axis and of shaded stretches', async () => {
    const drawn = await picture('sensitivity', 'tipping');
    if (drawn.panel.kind !== 'curves') throw new Error('no curves');
    const panel = {
      ...drawn.panel,
      shades: [{ low: 0.99, high: 1, label: long }],
      markers: [{ low: -1, high: -1, label: unbroken }],
      x: { ...drawn.panel.x, title: unbroken, low: -1e6, high: 1e6 },
      y: { ...drawn.panel.y, title: long, low: -1e6, high: 1e6 },
    };
    for (const width of widths)
      expect(faults(layOut({ ...drawn, panel } satisfies Picture, width))).toEqual([]);
  });
});

describe('a layout', () => {
  it('has no text smaller than 11 px at any width', async () => {
    for (const width of widths) {
      const { shapes } = layOut(await picture('flow'), width);
      const sizes = shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.size] : []));
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
    }
  });

  it('is as wide as asked, and scaled down from twice the pixels beyond 800', () => {
    expect([320, 400, 640, 800].map((width) => layOut(made(1, 'A', '1'), width).width)).toEqual([
      320, 400, 640, 800,
    ]);
    expect(layOut(made(1, 'A', '1'), 1600).width).toBe(800);
  });

  it('puts labels above their marks where beside them is no room', () => {
    const heights = [800, 320].map((width) => layOut(made(5, long, '1'), width).height);
    expect(heights[1]).toBeGreaterThan(heights[0] ?? 0);
  });
});
