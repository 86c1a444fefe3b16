import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { readFont } from '../../src/plots/font.ts';
import {
  advances,
  boldAdvances,
  firstCode,
  others,
  unitsPerEm,
} from '../../src/plots/font-widths.ts';
import { textWidth, wrapText } from '../../src/plots/text.ts';

const { resolve } = createRequire(import.meta.url);
const [regular, bold] = ['DejaVuSans', 'DejaVuSans-Bold'].map((name) =>
  readFont(readFileSync(resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`))),
) as [ReturnType<typeof readFont>, ReturnType<typeof readFont>];

describe('the widths of characters', () => {
  it('are those of the font', () => {
    expect(regular.unitsPerEm).toBe(unitsPerEm);
    expect(bold.unitsPerEm).toBe(unitsPerEm);
    advances.forEach((advance, i) => {
      expect(advance).toBe(regular.advanceOf(firstCode + i) ?? 0);
      expect(boldAdvances[i]).toBe(bold.advanceOf(firstCode + i) ?? 0);
    });
    for (const [char, widths] of others)
      expect(widths).toEqual([regular, bold].map((font) => font.advanceOf(char.charCodeAt(0))));
  });

  it('exist for every character that pictures use of their own', () => {
    for (const char of '≥≤−–±“”‘’…·×²χ∞%[]()<>=*†‡é\u00a0')
      for (const font of [regular, bold]) expect(font.advanceOf(char.charCodeAt(0))).not.toBeNull();
  });

  it('are not there for what the font lacks', () => {
    expect(regular.advanceOf('漢'.charCodeAt(0))).toBeNull();
    expect(regular.advanceOf(0x1f600)).not.toBe(0);
  });

  it('agree with what another program draws: ten more letters are ten advances wider', () => {
    const { Resvg } = createRequire(import.meta.url)('@resvg/resvg-js');
    const fontFiles = ['DejaVuSans', 'DejaVuSans-Bold'].map((name) =>
      resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`),
    );
    const drawnWidth = (text: string, weight: string): number =>
      new Resvg(
        `<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="99"><text y="50" font-family="DejaVu Sans" font-size="20" font-weight="${weight}">${text}</text></svg>`,
        { font: { loadSystemFonts: false, fontFiles } },
      ).innerBBox().width;
    for (const char of 'aHm8é−')
      for (const isBold of [false, true]) {
        const weight = isBold ? 'bold' : 'normal';
        const drawn = drawnWidth(char.repeat(20), weight) - drawnWidth(char.repeat(10), weight);
        // The outline is rounded to whole pixels at both ends.
        expect(Math.abs(drawn - textWidth(char.repeat(10), 20, isBold))).toBeLessThanOrEqual(2);
      }
  });

  it('are never too small for a character that nobody measured', () => {
    expect(textWidth('漢', 10)).toBeGreaterThanOrEqual(10);
  });
});

describe('breaking lines', () => {
  it('breaks between words, and inside one that is too long', () => {
    expect(wrapText('one two', 1000, 10)).toEqual(['one two']);
    for (const text of ['one two three four', 'onetwothreefour', ''])
      for (const line of wrapText(text, 30, 10))
        expect(textWidth(line, 10)).toBeLessThanOrEqual(30);
    expect(wrapText('onetwothreefour', 30, 10).join('')).toBe('onetwothreefour');
  });

  it('takes a single character a line rather than nothing at all', () => {
    expect(wrapText('abc', 1, 10)).toEqual(['a', 'b', 'c']);
  });
});
