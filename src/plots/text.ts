import { advances, boldAdvances, firstCode, others, unitsPerEm } from './font-widths.ts';

/** Advance of what the table lacks: wider than any letter, so that nothing is ever too long. */
const WIDEST = 1.1;

/** Width of a text in DejaVu Sans, in the unit of `size`. Other fonts of the list are no wider. */
export function textWidth(text: string, size: number, bold = false): number {
  const table = bold ? boldAdvances : advances;
  let units = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    units += table[code - firstCode] || others.get(char)?.[bold ? 1 : 0] || WIDEST * unitsPerEm;
  }
  return (units / unitsPerEm) * size;
}

/** Breaks a text into lines no wider than `width`, between words; a longer word is cut. */
export function wrapText(text: string, width: number, size: number, bold = false): string[] {
  const fits = (line: string) => textWidth(line, size, bold) <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    const longer = line ? `${line} ${word}` : word;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    line = '';
    for (const char of word) {
      if (line && !fits(line + char)) {
        lines.push(line);
        line = '';
      }
      line += char;
    }
  }
  return [...lines, line];
}
