import { styleText } from 'node:util';
import stringWidth from 'string-width';

/** How many columns a text takes in a terminal. */
export const columnWidth = (text: string): number => stringWidth(text);

/** Between words, but not before "%", around "×", and in "n − 1": those belong together. */
const breaks = /(?<!×|\bn −) (?!%|× |− 1(?!\.?\d))/;

/** Breaks a text into lines of at most `width` columns, between words; a longer word is cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(breaks).flatMap((word) => cut(word, width))) {
    if (line && columnWidth(line) + 1 + columnWidth(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  return [...lines, line];
}

function cut(word: string, width: number): string[] {
  if (columnWidth(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const char of word) {
    if (columnWidth(piece + char) > width) {
      // Behind a hyphen or a slash, where it has one that is not at its very beginning.
      const [, head = piece, tail = ''] = /^(.{4,}[-/ ])(.*)$/su.exec(piece) ?? [];
      pieces.push(head.trimEnd());
      piece = tail;
    }
    piece += char;
  }
  return [...pieces, piece];
}

export interface Paint {
  readonly title: (text: string) => string;
  readonly heading: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly rule: (text: string) => string;
  readonly accent: (text: string) => string;
}

/** Bold, dim and cyan only: they read well on a light and on a dark background. */
export function painter(color: boolean): Paint {
  const plain = (text: string): string => text;
  if (!color) return { title: plain, heading: plain, dim: plain, rule: plain, accent: plain };
  // Whether there is colour is decided by the caller; Node must not look at its own stdout.
  const style =
    (format: 'bold' | 'dim' | 'cyan') =>
    (text: string): string =>
      styleText(format, text, { validateStream: false });
  return {
    title: style('bold'),
    heading: style('cyan'),
    dim: style('dim'),
    rule: style('dim'),
    accent: style('cyan'),
  };
}
