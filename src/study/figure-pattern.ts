// One pattern reads the figures and stands in the published JSON Schema, so that an editor and
// `validate` cannot disagree. JSON Schema allows no flags, hence both cases are spelled out.

const minus = '[‐-―−﹣-]';
const decimalMark = '[.·⋅∙]';
const anyMark = '[.,·⋅∙]';
const thousandsGap = "[\\s'’]";
const relation = '(?:<=|>=|[<>=≤≥⩽⩾≦≧＜＞]|[Uu]p\\s+to(?=\\s))';

// Thousands begin with 1–3 digits, not with 0; "1,234" by itself is left out: it has two readings.
const number = [
  `[1-9]\\d{0,2}(?:${thousandsGap}\\d{3})+(?:${anyMark}\\d+)?`,
  `[1-9]\\d{0,2}(?:,\\d{3})+${decimalMark}\\d+`,
  `[1-9]\\d{0,2}(?:\\.\\d{3})+,\\d+`,
  `[1-9]\\d{0,2}(?:,\\d{3}){2,}`,
  `[1-9]\\d{0,2}(?:\\.\\d{3}){2,}`,
  `(?![1-9]\\d{0,2},\\d{3}(?!\\d))\\d+,\\d+`,
  `\\d+(?:${decimalMark}\\d+)?`,
  `${anyMark}\\d+`,
].join('|');

const powerOfTen = `10\\s*(?:\\^\\s*(?<caret>(?:${minus}|\\+)?\\d{1,4})|(?<superscript>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})|(?<attached>(?:${minus}|\\+)\\d{1,4}))`;
const times = '\\s*(?:[×xX*·⋅∙])\\s*';
const exponent = `(?:${times}${powerOfTen}|[eE](?<letter>(?:${minus}|\\+)?\\d{1,4}))`;
const barePower = powerOfTen.replaceAll(/<(\w+)>/g, '<bare_$1>');

const figure = `(?:(?<relation>${relation})\\s*)?(?:±\\s*)?(?<sign>${minus}|\\+)?\\s*(?:${barePower}|(?<number>${number})${exponent}?)\\s*(?<percent>[%％])?`;
const notSignificant = '(?:[Nn]\\s*\\.?\\s*[Ss]\\s*\\.?|[Nn]ot\\s+significant)';
const label = `(?:[Pp]\\s*(?=[<>=≤≥⩽⩾≦≧＜＞]))?`;
const count = `(?:(?<relation>${relation})\\s*)?(?<count>\\d+|[1-9]\\d{0,2}(?:${thousandsGap}\\d{3})+)`;

/** A figure as printed, taken apart into named groups. */
export const figurePattern: RegExp = new RegExp(`^\\s*${label}${figure}\\s*$`);

/** "ns" in its spellings, also after "P =". */
export const notSignificantPattern: RegExp = new RegExp(
  `^\\s*(?:[Pp]\\s*=\\s*)?${notSignificant}\\s*$`,
);

/** A p-value as printed: a figure or "ns". */
export const pValuePattern: RegExp = new RegExp(
  `^\\s*(?:${label}${withoutNames(figure)}|(?:[Pp]\\s*=\\s*)?${notSignificant})\\s*$`,
);

/** A figure as printed, without named groups: for the JSON Schema. */
export const figureTextPattern: RegExp = new RegExp(`^\\s*${label}${withoutNames(figure)}\\s*$`);

/** A whole number, perhaps after "≤" or "up to". */
export const countPattern: RegExp = new RegExp(`^\\s*${count}\\s*$`);

/** A cell of a table of counts: "7 (17.5)", "7/40 (17.5%)", "0". */
export const cellPattern: RegExp = new RegExp(
  `^\\s*(?<n>${withoutNames(count)})(?:\\s*/\\s*(?<of>\\d+))?(?:\\s*[([]\\s*(?<share>${withoutNames(figure)})\\s*[)\\]])?\\s*$`,
);

/** What a pattern matches, without the names of its groups. */
export function withoutNames(pattern: string): string {
  return pattern.replaceAll(/\(\?<(?![=!])\w+>/g, '(?:');
}
