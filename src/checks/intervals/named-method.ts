import type { Rounding } from '../../numeric/decimal.ts';
import { hasOnlyWords, plain, statedTest } from '../comparisons/named-test.ts';
import type { IntervalClaim } from './interval-claim.ts';

/** Words that say that an interval need not have its estimate in the middle, or inside. */
export function otherMethod({ how }: IntervalClaim): string | null {
  const interval = how.interval === undefined ? '' : plain(how.interval);
  const symmetric = /\bt\b|student|welch|wald|normal|\bz\b/.test(interval);
  if (interval !== '' && (!symmetric || isVague(interval))) {
    return how.interval ?? null;
  }
  const stated = statedTest(how);
  return stated.other ?? stated.unknown;
}

/** Words beside the name of a method that make another method of it: "bootstrap, normal". */
function isVague(words: string): boolean {
  if (!hasOnlyWords(words, harmless)) return true;
  const more =
    /boot|jackknife|profile|likelihood|bayes|credib|robust|sandwich|cluster|permut|adjust|simultan|bonferroni|tukey|dunnett|scheff|transform|model|regress|stratif|pooled over|imput/;
  // With Wilson's score a correction has a method of its own here; with others it has none.
  return more.test(words) || (/continuity|correct/.test(words) && !/wilson/.test(words));
}

/** Words that change nothing beside the name of a method; with any other word it is another one. */
const harmless = new Set(
  `a and agresti approximate approximation asymptotic based binomial by byar byars caffo ci clopper confidence continuity correct
  corrected correction distribution equal fisher fishers for formula from interval intervals katz large limits log
  logarithm mean means method methods normal of on one or paired pearson poisson pooled proportion proportions rate rates sample sampling
  satterthwaite score se simple standard error student students t test the theory two unequal
  using usual variance variances wald welch welchs wilson wilsons with without woolf woolfs z 90 95 99 1 96`.split(
    /\s+/,
  ),
);

/** Whether the file names a method of interval that is among ours. */
export function isNamed(claim: IntervalClaim, rounding: Rounding): boolean {
  const words = plain(claim.how.interval ?? '');
  if (words === '' || isVague(words)) return false;
  const limits = claim.limits(claim.level, rounding).filter((each) => each.words.test(words));
  return limits.length > 0 && limits.every(({ sure }) => sure);
}
