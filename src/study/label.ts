const compounds = /\b(follow|post|pre|check|long|short) (up|op|term)\b/g;

/** A name for tables made of an id: "1-week" is "1 week", "last-follow-up" is "Last follow-up". */
export function labelOf(id: string): string {
  const words = id.replace(/[-_]+/g, ' ').trim().replace(compounds, '$1-$2');
  return words === '' ? id : words.charAt(0).toUpperCase() + words.slice(1);
}

/** Most texts; classes of all letters take long to set up. */
const asciiStart = /^[ -~]{2}/;
const asciiWord = /^[A-Z][a-z]/;

export function lowerFirst(text: string): string {
  // "MRI" and "DBS" stay; "Recurrence" becomes "recurrence".
  const isWord = asciiStart.test(text) ? asciiWord.test(text) : /^\p{Lu}\p{Ll}/u.test(text);
  return isWord ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** How a visit stands in a sentence: "before", "at 1 week", "at the last follow-up". */
export function visitPhrase(label: string): string {
  const text = lowerFirst(label);
  if (/^(before|after|during|pre|post)\b/.test(text)) return text;
  return /^(last|first|final)\b/.test(text) ? `at the ${text}` : `at ${text}`;
}

/** Keys of a study file that name a part of it, not a thing in it. */
const structural = /^(?:cohorts|measures|values|rates|at|in|rows)$/;
const names: Readonly<Record<string, string>> = {
  sd: 'SD',
  se: 'SE',
  p: 'p-value',
  r: 'correlation',
  percent: 'percentage',
  ci: 'interval',
  iqr: 'quartiles',
  iqrWidth: 'interquartile range',
};

/** A path in words: "measures.tsui.at.6-months.mean" is "mean (Tsui, 6 months)". */
export function pathPhrase(path: string): string {
  const keys = path.split('.');
  const last = keys.at(-1)?.replace(/\[\d+\]/g, '') ?? '';
  const around = keys
    .slice(0, -1)
    .filter((key) => !structural.test(key))
    .map((key) => labelOf(key.replace(/s?\[(\d+)\]$/, (_, index) => ` ${Number(index) + 1}`)));
  const name = names[last] ?? lowerFirst(labelOf(last));
  return around.length === 0 ? name : `${name} (${around.join(', ')})`;
}
