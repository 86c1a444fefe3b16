import type { Finding, Recomputed, Tried, Verdict } from '../checks/engine/finding.ts';
import { fixed } from '../checks/engine/words.ts';
import { exactDecimal } from '../study/figure.ts';
import { roundOutward } from './digits.ts';
import { enumerate, upperFirst } from './words.ts';

/** What a verdict says of a figure, to complete "17.0 …". */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  reproduced: 'agrees as printed',
  possible: 'can stand together with the others',
  'within-rounding': 'agrees within rounding',
  'not-checkable': 'cannot be checked',
  unexplained: 'is not explained by the others',
  inconsistent: 'does not follow from the others',
  'impossible-as-entered': 'is in no data set as entered',
};

/**
 * The recomputed figure with two digits more than the printed one, a whole number in the place of
 * one as it is; null when there is none.
 */
export function recomputedText({ recomputed, reported }: Finding): string | null {
  if (!recomputed) return null;
  const { low, high } = recomputed;
  const decimals = decimalsOf(reported);
  const isCount = decimals === 0 && low === high && Number.isSafeInteger(low);
  return rangeText(recomputed, isCount ? 0 : decimals + 2);
}

/** A text at the beginning of a sentence. A symbol stays as it is: n is not N, t is not T. */
export function labelFirst(text: string): string {
  return /^(?!a\b)\p{L}(?!\p{L})/u.test(text) ? text : upperFirst(text);
}

/** A number, or "1.041 to 1.052", rounded outward; null when nothing is known of it. */
export function rangeText(
  { low, high, nominal }: Omit<Recomputed, 'nominal'> & { readonly nominal?: number | null },
  decimals: number,
): string | null {
  if (low === null && high === null) return null;
  if (low === null) return `at most ${numberText(high ?? 0, decimals, Math.ceil)}`;
  if (high === null) return `at least ${numberText(low, decimals, Math.floor)}`;
  if (low === high) return numberText(nominal ?? low, decimals, Math.round);
  const [from, to] = [numberText(low, decimals, Math.floor), numberText(high, decimals, Math.ceil)];
  return from === to ? from : `${from} to ${to}`;
}

/** Fixed decimals; what would be printed as zeros has an exponent. */
function numberText(value: number, decimals: number, round: (value: number) => number): string {
  const digits = Math.min(Math.max(decimals, 0), 15);
  if (value !== 0 && Math.abs(value) < 10 ** -digits) {
    return value.toExponential(1).replaceAll('-', '−');
  }
  return fixed(roundOutward(value, digits, round), digits);
}

/** Decimals of a figure as printed; 0 for a text without a number, such as "ns". */
export function decimalsOf(text: string): number {
  try {
    return exactDecimal({ text }).decimals;
  } catch {
    return 0;
  }
}

/** What a finding says in sentences, the arithmetic first. */
export function sentencesOf(finding: Finding): readonly string[] {
  const { why, conditions, decisionError, accepted } = finding;
  return [
    why,
    decisionError ? 'The printed and the recomputed P lie on different sides of alpha.' : '',
    conditions.length > 0 ? `On condition that ${enumerate(conditions.map(clause))}.` : '',
    triedSentence(finding),
    accepted === null ? '' : `Accepted in the study file: ${clause(accepted)}.`,
  ].filter(Boolean);
}

/** A finding in one text, for places that have room for no more. */
export function messageOf(finding: Finding): string {
  const { label, reported } = finding;
  const again = recomputedText(finding);
  const head = `${labelFirst(label)}: printed ${reported}${again === null ? '' : `, recomputed ${again}`}.`;
  return [head, ...sentencesOf(finding)].join(' ');
}

const mostTried = 8;

/** What was tried and does not fit; what fits is part of the arithmetic. */
function triedSentence({ tried, level, reported, why }: Finding): string {
  const without = tried.filter(({ fits }) => !fits);
  const told = why.includes('Nor is it reproduced');
  if (level === 'pass' || without.length === 0 || told) return '';
  const decimals = decimalsOf(reported) + 2;
  const readings = without.slice(0, mostTried).map((each: Tried) => {
    const range = rangeText(each, decimals);
    return range === null ? each.assumption : `${each.assumption} (${range})`;
  });
  const more = without.length - readings.length;
  const all = more > 0 ? [...readings, `in ${more} more ways that were tried`] : readings;
  // Readings with commas of their own need another mark between them.
  const comma = all.some((reading) => reading.includes(',')) ? ';' : ',';
  const last = all.length > 2 && comma === ';' ? '; or ' : ' or ';
  const list = [all.slice(0, -1).join(`${comma} `), ...all.slice(-1)].filter(Boolean).join(last);
  return `Nor is it reproduced ${list}.`;
}

/** A text that becomes part of a sentence. */
function clause(text: string): string {
  return text.trim().replace(/\.$/, '');
}

/** What is said of an acceptance that accepts nothing: it is no longer needed, or names no check. */
export function nothingToAccept(check: string, isCheck: boolean): string {
  return isCheck
    ? `${check} has nothing to accept here`
    : `there is no check “${check}” to accept here`;
}
