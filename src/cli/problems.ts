import { styleText } from 'node:util';
import stringWidth from 'string-width';
import type { InputError, Problem } from '../errors.ts';

export interface ProblemFormat {
  readonly color?: boolean;
}

// The quoted part of a line; a minified file has all of it on one line.
const widestQuote = 72;

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
export function formatProblem(problem: Problem, { color = false }: ProblemFormat = {}): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const { where, hint } = problem;
  const message = visible(hint ? `${problem.message}. ${hint}` : problem.message);
  if (!where) return paint('red', message);
  const place = `${where.file ?? 'standard input'}:${where.line}:${where.column}`;
  const head =
    paint('bold', visible(place)) + (where.path ? `  ${visible(shorten(where.path))}` : '');
  const lines = [head];
  if (problem.lineText !== undefined) {
    const gutter = String(where.line);
    const { text, marks } = frame(problem.lineText, where.column - 1, problem.length ?? 1);
    lines.push(`  ${paint('dim', `${gutter} |`)} ${text}`.trimEnd());
    lines.push(
      `  ${paint('dim', `${' '.repeat(gutter.length)} |`)} ${marks.blank}${paint('red', marks.carets)}`,
    );
  }
  lines.push(`  ${paint('red', message)}`);
  return lines.join('\n');
}

/** The part of a line around a place, and blanks and carets of the same width. */
function frame(line: string, at: number, length: number) {
  const before = line.slice(Math.max(0, at - 10 * widestQuote), at);
  const marked = line.slice(at, Math.min(at + length, at + widestQuote));
  const after = line.slice(at + marked.length, at + marked.length + widestQuote);
  const shownMark = end(visible(marked), widestQuote - 8, 'first');
  // What stands before matters more than what follows; without need nothing is cut.
  const room = widestQuote - stringWidth(shownMark);
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
