import { describe, expect, it } from 'vitest';
import { Braille } from '../../src/formats/braille.ts';
import { drawPicture } from '../../src/formats/drawing.ts';
import { columnWidth } from '../../src/formats/terminal.ts';
import { figuresChecked, made, picture } from '../plots/drawn.ts';

const widths = [60, 80, 140];
const kinds = ['change', 'flow', 'distribution', 'forest', 'sensitivity', 'checks'];

describe('a drawing in a terminal', () => {
  it.each(kinds.flatMap((kind) => widths.map((width) => ({ kind, width }))))(
    '$kind at $width columns',
    async ({ kind, width }) => {
      const study = kind === 'sensitivity' ? 'tipping' : 'bundled';
      const drawn = kind === 'checks' ? figuresChecked() : await picture(kind, study);
      const text = drawPicture(drawn, { color: false, width });
      await expect(text).toMatchFileSnapshot(`../snapshots/plot/${kind}-${width}.txt`);
      for (const line of text.split('\n')) expect(columnWidth(line)).toBeLessThanOrEqual(width);
    },
  );

  it('is never wider than asked, whatever the labels are', () => {
    for (const label of [
      'A',
      'A label of many words that goes on and on '.repeat(4),
      'x'.repeat(300),
    ])
      for (const rows of [1, 5, 40])
        for (const width of widths)
          for (const line of drawPicture(made(rows, label, label), { color: false, width }).split(
            '\n',
          ))
            expect(columnWidth(line)).toBeLessThanOrEqual(width);
  });

  it('is the same text with colour, but for the colours', async () => {
    const drawn = await picture('flow');
    const [plain, coloured] = [false, true].map((color) =>
      drawPicture(drawn, { color, width: 80 }),
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal takes as a colour
    const colours = /\u001b\[\d+m/g;
    expect(coloured).toMatch(colours);
    const bare = coloured?.replace(colours, '').replace(/ +$/gm, '');
    expect(bare).toBe(plain);
  });

  it('obeys no control character of a study', () => {
    const text = drawPicture(made(1, 'A\u001b[2Jlabel\u0007', '1'), { color: false, width: 80 });
    expect(text).not.toMatch(/\p{Cc}(?<!\n)/u);
  });

  it('fills bars to an eighth of a column', () => {
    const one = { ...made(1, 'A', '1') };
    if (one.panel.kind !== 'rows') throw new Error('no rows');
    const axis = { ...one.panel.axis, low: 0, high: 100, reference: null, ends: null };
    const row = {
      label: 'A',
      value: '1',
      marks: [{ kind: 'bar', sure: 50, mean: null, most: 75 }],
    } as const;
    const panel = { ...one.panel, axis, groups: [{ title: null, rows: [row] }] };
    const bar =
      /[█▏▎▍▌▋▊▉░]+/.exec(
        drawPicture({ ...one, legend: [], panel }, { color: false, width: 80 }),
      )?.[0] ?? '';
    const filled =
      (bar.match(/█/g) ?? []).length +
      ('▏▎▍▌▋▊▉'.indexOf(/[▏▎▍▌▋▊▉]/.exec(bar)?.[0] ?? ' ') + 1) / 8;
    expect(Math.abs(filled / bar.length - 50 / 75)).toBeLessThan(0.5 / bar.length);
  });
});

describe('the canvas of braille dots', () => {
  it('sets the dots that Unicode numbers 1 to 8', () => {
    const canvas = new Braille(4, 1);
    canvas.dot(0, 0); // dot 1
    canvas.dot(3, 3); // dot 8
    canvas.polyline([
      [4, 0],
      [4, 3],
    ]); // dots 1, 2, 3, 7
    canvas.dot(-1, 0);
    canvas.dot(0, 4);
    expect(canvas.rows()[0]?.join('')).toBe('⠁⢀⡇⠀');
  });
});
