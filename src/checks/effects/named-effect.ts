import type { Effect, How } from '../../study/model.ts';
import type { Compared } from '../comparisons/compared.ts';
import { hasOnlyWords, plain, statedTest } from '../comparisons/named-test.ts';
import type { Variant } from './variant.ts';

/** What the file calls the effect; Peto's odds ratio may be named as a model, a test or an interval. */
export function wordsOf(kind: Effect['kind'], how: How): string {
  const words = plain(how.standardizer ?? how.rounded ?? '');
  if (kind !== 'or' || words !== '') return words;
  const named = [how.model, how.test, how.interval].map((each) => plain(each ?? ''));
  return named.find((each) => /\bpetos?\b/.test(each)) ?? '';
}

/** Whether the file says how the effect was made, in words that we know. */
export function isNamed(
  variants: readonly Variant[],
  kind: Effect['kind'],
  words: string,
  how: How,
  compared: Compared | null,
): boolean {
  const tested = statedTest(how).tests.length > 0;
  // How it was rounded does not say that it is not adjusted.
  if (kind === 'nnt' || kind === 'nnh') return tested;
  // "The pooled SD of the changes" is not the pooled SD, and "of the three groups" is another one.
  if (words !== '' && (otherSd.test(words) || !hasOnlyWords(words, harmless))) return false;
  // An SD of other patients or of another visit is not among the figures that were compared.
  const elsewhere =
    compared?.kind === 'before-after'
      ? /control|placebo|sham|norm|popul|refer|stratum/
      : /base|before|\bpre|norm|popul|refer|change|differ|total|whole|all\b/;
  if (words !== '') {
    return !elsewhere.test(words) && variants.some((variant) => variant.words.test(words));
  }
  const simple = kind === 'md' || kind === 'or' || kind === 'rr' || kind === 'rd';
  // A plain test of the same comparison: then its difference or ratio is not adjusted either.
  return simple && tested;
}

/** Words that change nothing beside the name of an SD; with any other word it is another SD. */
const harmless = new Set(
  `a active after an and at average averaged baseline before both by change changes cohen cohens control deviation
  deviations difference differences experimental first follow followup for from g glass group groups half hedges in
  intervention mean means nearest of or placebo pooled post posttreatment pre pretreatment pretest posttest root s score
  scores sd sds second sham square squared standard the to treated treatment two up visit down truncate
  rounded even ceiling floor`.split(/\s+/),
);

const otherSd =
  /norm|population|extern|histor|adjust|model|residual|mse|item|(?:pooled|both).*(?:change|before|base|pre\b)/;
