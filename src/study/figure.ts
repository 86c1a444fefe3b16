import {
  type Decimal,
  decimalToNumber,
  parseDecimal,
  roundingInterval,
} from '../numeric/decimal.ts';
import { countPattern, figurePattern, notSignificantPattern } from './figure-pattern.ts';
import type { Figure } from './model.ts';

/** The numbers of a figure, without where it stands. */
export type FigureNumbers = Pick<
  Figure,
  'text' | 'value' | 'decimals' | 'relation' | 'percent' | 'low' | 'high'
>;

/** What a quantity can be at all: "<.001" of a p-value starts at 0. */
export interface Domain {
  readonly min?: number;
  readonly max?: number;
}

/** A figure read, or why it cannot be and what to write instead. */
export type FigureResult =
  | { readonly figure: FigureNumbers; readonly decimal: Decimal }
  | {
      readonly message: string;
      readonly hint: string;
      /** Set where nothing in the text is like a number. */
      readonly isNoNumber?: true;
    };

const longestText = 100;

/**
 * Reads a figure as people print it: "4.30", "−0.85", "1·72", "16.4 %", "1,234.5", ".05",
 * "1.7×10⁻⁵", "<.001", "≤28". `low` and `high` are the doubles nearest to the exact ends of what
 * rounds to the text (rule `half`), or, after "<" and ">", to the bound and the end of `domain`
 * (the greatest double where nothing limits it: never Infinity).
 *
 * @param domain the least and greatest value of such a quantity
 * @returns the numbers, or a message and a hint: text that is no figure, text that can be read in
 *   two ways ("1,234"), and numbers out of a double's reach (10^400, 1e-400) cannot be read
 */
export function readFigure(text: string, domain: Domain = {}): FigureResult {
  if (text.length > longestText) {
    return { message: 'this text is too long for a printed figure', hint: exampleHint };
  }
  let result = known.get(text);
  if (!result) {
    result = readAnew(text);
    if (known.size >= mostKnown) known.clear();
    known.set(text, result);
  }
  if ('message' in result || result.figure.relation === '=') return result;
  const { figure, decimal } = result;
  const [low, high] = limits(decimal, figure.value, figure.relation, domain);
  return { figure: { ...figure, low, high }, decimal };
}

// Every figure is read twice, to validate and to build, and a table prints the same ones often.
const known = new Map<string, FigureResult>();
const mostKnown = 5000;

function readAnew(text: string): FigureResult {
  const match = figurePattern.exec(text);
  if (!match?.groups) return unreadable(text);
  const { relation: sign = '', percent } = match.groups;
  const decimal = decimalOf(match.groups);
  const value = decimalToNumber(decimal);
  if (!Number.isFinite(value)) {
    return { message: `${quote(text)} is too large to compute with`, hint: reachHint };
  }
  if (value === 0 && decimal.units !== 0n) {
    return { message: `${quote(text)} is too small to compute with`, hint: reachHint };
  }
  const relation = relations[sign.replace(/\s+/g, ' ').toLowerCase()] ?? '=';
  const [low, high] = limits(decimal, value, relation, {});
  return {
    figure: {
      text,
      value,
      decimals: decimal.decimals,
      relation,
      percent: percent !== undefined,
      low,
      high,
    },
    decimal,
  };
}

/**
 * The numbers of a printed figure, for those who have only its text.
 *
 * @throws SyntaxError when the text is no figure or can be read in two ways
 *
 * @example
 * parseFigure('16.4 %').low // → 16.35
 */
export function parseFigure(text: string, domain: Domain = {}): FigureNumbers {
  const result = readFigure(text, domain);
  if ('message' in result) throw new SyntaxError(`${result.message}. ${result.hint}`);
  return result.figure;
}

/** The exact decimal number of a figure that was read before; a percentage stays in percent. */
export function exactDecimal(figure: Pick<Figure, 'text'>): Decimal {
  // Most are plain; the pattern for all that is printed takes 2 ms to make, as long as a whole section.
  const plain = /^\d+(\.\d+)?$/.test(figure.text) ? parseDecimal(figure.text) : null;
  if (plain) return plain;
  const result = readFigure(figure.text);
  if ('message' in result) throw new SyntaxError(result.message);
  return result.decimal;
}

/** True for "ns", "NS", "n.s." and "not significant". */
export function isNotSignificant(text: string): boolean {
  return notSignificantPattern.test(text);
}

/** A count as printed: "28", "≤28", "up to 28"; `null` when it is no such text. */
export function readCount(
  text: string,
): { readonly low: number; readonly high: number | null } | null {
  const match = text.length > longestText ? null : countPattern.exec(text);
  const number = Number(match?.groups?.count?.replace(/[^\d]/g, ''));
  if (!match?.groups || !Number.isSafeInteger(number)) return null;
  switch (relations[(match.groups.relation ?? '').replace(/\s+/g, ' ').toLowerCase()] ?? '=') {
    case '=':
      return { low: number, high: number };
    case '≤':
      return { low: 0, high: number };
    case '<':
      return number === 0 ? null : { low: 0, high: number - 1 };
    case '≥':
      return { low: number, high: null };
    case '>':
      return { low: number + 1, high: null };
  }
}

const relations: Readonly<Record<string, Figure['relation']>> = {
  '<': '<',
  '＜': '<',
  '≤': '≤',
  '<=': '≤',
  '⩽': '≤',
  '≦': '≤',
  'up to': '≤',
  '>': '>',
  '＞': '>',
  '≥': '≥',
  '>=': '≥',
  '⩾': '≥',
  '≧': '≥',
};

function limits(
  decimal: Decimal,
  value: number,
  relation: Figure['relation'],
  { min = -Number.MAX_VALUE, max = Number.MAX_VALUE }: Domain,
): [number, number] {
  if (relation === '<' || relation === '≤') return [Math.min(min, value), value];
  if (relation === '>' || relation === '≥') return [value, Math.max(max, value)];
  const { lowNumber, highNumber } = roundingInterval(decimal);
  return [Math.max(lowNumber, -Number.MAX_VALUE), Math.min(highNumber, Number.MAX_VALUE)];
}

/** The exact number of a text that the pattern has taken apart. */
function decimalOf(groups: Readonly<Record<string, string | undefined>>): Decimal {
  const { sign, number = '1' } = groups;
  // "10^-5" alone has its exponent in groups of their own: a name may stand once in a pattern.
  const superscript = groups.superscript ?? groups.bare_superscript;
  const plain =
    groups.caret ?? groups.attached ?? groups.letter ?? groups.bare_caret ?? groups.bare_attached;
  const exponent = superscript ? fromSuperscript(superscript) : Number(plainMinus(plain ?? '0'));
  const [whole = '', fraction = ''] = splitNumber(number.replace(/[\s'’]/g, ''));
  const units = BigInt(whole + fraction);
  return {
    units: sign !== undefined && plainMinus(sign) === '-' ? -units : units,
    decimals: fraction.length - exponent + 0,
  };
}

/** Whole digits and fraction of a number whose marks are known to be unambiguous. */
function splitNumber(number: string): [string, string] {
  const marks = number.match(/[.,·⋅∙]/g) ?? [];
  const last = marks.at(-1);
  // A mark that occurs twice separates thousands; the last of two kinds is the decimal mark.
  if (last === undefined || marks.filter((mark) => mark === last).length > 1) {
    return [number.replace(/[.,]/g, ''), ''];
  }
  const at = number.lastIndexOf(last);
  return [number.slice(0, at).replace(/[.,]/g, ''), number.slice(at + 1)];
}

function plainMinus(text: string): string {
  return text.replace(/[‐-―−﹣-]/g, '-');
}

function fromSuperscript(text: string): number {
  const digits = [...text].map((character) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(character));
  const number = Number(digits.filter((digit) => digit >= 0).join(''));
  return text.startsWith('⁻') ? -number : number;
}

const exampleHint = 'Write it as printed: "4.30", "<.001", "16.4%", "1.7e-5"';
const reachHint = 'Numbers from 1e-323 to 1e308 can be computed with';

function unreadable(text: string): FigureResult {
  const ambiguous = /^(.*?)(\d{1,3}),(\d{3})(\s*%?)\s*$/.exec(text);
  if (ambiguous && figurePattern.test(text.replace(',', ''))) {
    const [, before = '', whole = '', rest = '', after = ''] = ambiguous;
    return {
      message: `${quote(text)} can be read in two ways`,
      hint: `Write "${before}${whole}${rest}${after}" or "${before}${whole}.${rest}${after}"`,
    };
  }
  const pair = /^\s*(\S+)\s*(?:±|\+\/-|\+-)\s*(\S+)\s*$/.exec(text);
  if (pair) {
    return {
      message: `${quote(text)} is two figures`,
      hint: `Write them apart: "mean": "${pair[1]}", "sd": "${pair[2]}" ("spread" if it may be SD or SE)`,
    };
  }
  const range = /^\s*([^\s[(]\S*?)\s*(?:–|—|to|\.\.)\s*(\S+)\s*$/.exec(text);
  if (range && figurePattern.test(range[1] ?? '') && figurePattern.test(range[2] ?? '')) {
    return {
      message: `${quote(text)} is two figures`,
      hint: `Write a range as a pair: ["${range[1]}", "${range[2]}"]`,
    };
  }
  return { message: `${quote(text)} is not a figure`, hint: exampleHint, isNoNumber: true };
}

function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);
}
