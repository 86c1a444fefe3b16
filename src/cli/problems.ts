import { styleText } from 'node:util';
import stringWidth from 'string-width';
import type { InputError, Problem } from '../errors.ts';
import { wrap } from '../formats/terminal.ts';

export interface ProblemFormat {
  readonly color?: boolean;
  /** Columns of the terminal; null or left out for a pipe, where sentences are not broken. */
  readonly width?: number | null;
}

// The quoted part of a line; a minified file has all of it on one line.
const widestQuote = 72;
const narrowestQuote = 24;

/** All problems of an input, with a blank line between them and a line break at the end. */
export function formatProblems(error: InputError, format: ProblemFormat = {}): string {
  return `${error.problems.map((problem) => formatProblem(problem, format)).join('\n\n')}\n`;
}

/**
 * One problem: place and path, the quoted line with the place marked, and what to do.
 *
 *     study.json:14:37  measures.tsfd.at.1-week
 *       14 |         "1-week": { "mean": "4.33", "ds": "0.85" },
 *          |                                     ^^^^
 *       unknown key "ds". Did you mean "sd"?
 */
export function formatProblem(
  problem: Problem,
  { color = false, width = null }: ProblemFormat = {},
): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const { where, hint } = problem;
  const message = visible(hint ? `${problem.message}. ${hint}` : problem.message);
  const sentence = (indent: string): string[] =>
    (width === null ? [message] : wrap(message, width - indent.length)).map(
      (line) => indent + paint('red', line),
    );
  if (!where) return sentence('').join('\n');
  const place = `${where.file ?? 'standard input'}:${where.line}:${where.column}`;
  const path = visible(shorten(where.path));
  const fits = width === null || stringWidth(place) + 2 + stringWidth(path) <= width;
  const lines = [paint('bold', visible(place)) + (fits && path ? `  ${path}` : '')];
  if (!fits) lines.push(`  ${path}`);
  if (problem.lineText !== undefined) {
    const gutter = String(where.line);
    const room = width === null ? widestQuote : width - gutter.length - 5;
    const { text, marks } = frame(
      problem.lineText,
      where.column - 1,
      problem.length ?? 1,
      Math.min(widestQuote, Math.max(narrowestQuote, room)),
    );
    lines.push(`  ${paint('dim', `${gutter} |`)} ${text}`.trimEnd());
    lines.push(
      `  ${paint('dim', `${' '.repeat(gutter.length)} |`)} ${marks.blank}${paint('red', marks.carets)}`,
    );
  }
  return [...lines, ...sentence('  ')].join('\n');
}

/** The part of a line around a place, `widest` columns at most, and carets under the place. */
function frame(line: string, at: number, length: number, widest: number) {
  const before = line.slice(Math.max(0, at - 10 * widest), at);
  const marked = line.slice(at, Math.min(at + length, at + widest));
  const after = line.slice(at + marked.length, at + marked.length + widest);
  const shownMark = end(visible(marked), widest - 8, 'first');
  // What stands before matters more than what follows; without need nothing is cut.
  const room = widest - stringWidth(shownMark);
  const wholeBefore = visible(before);
  const wholeAfter = visible(after);
  const fits = stringWidth(wholeBefore) + stringWidth(wholeAfter) <= room;
  const left = end(wholeBefore, fits ? room : Math.max(4, Math.floor(room * 0.65)), 'last');
  const right = end(wholeAfter, Math.max(1, room - stringWidth(left)), 'first');
  return {
    text: left + shownMark + right,
    marks: {
      blank: ' '.repeat(stringWidth(left)),
      carets: '^'.repeat(Math.max(1, stringWidth(shownMark))),
    },
  };
}

/** The first or last part of a text that is no wider than `width`, with "…" where it was cut. */
function end(text: string, width: number, which: 'first' | 'last'): string {
  if (stringWidth(text) <= width) return text;
  const characters = [...text];
  if (which === 'last') characters.reverse();
  const kept: string[] = [];
  let used = 1;
  for (const character of characters) {
    used += stringWidth(character);
    if (used > width) break;
    kept.push(character);
  }
  return which === 'last' ? `…${kept.reverse().join('')}` : `${kept.join('')}…`;
}

function shorten(path: string): string {
  return path.length <= 120 ? path : `${path.slice(0, 60)}…${path.slice(-55)}`;
}

/**
 * A text that cannot drive a terminal: control characters, and marks that reverse the direction of
 * writing or have no width, are shown as symbols; a tab is two blanks.
 */
function visible(text: string): string {
  return text.replaceAll('\t', '  ').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? '␡' : '�';
  });
}
