import type { How } from '../../study/model.ts';

/** Tests whose p-value follows from printed summaries or counts. */
export const testNames = {
  'paired-t': 'a paired t test',
  student: "Student's t test",
  welch: 'a Welch test',
  z: 'a z test',
  anova: 'a one-way analysis of variance',
  'anova-welch': "Welch's analysis of variance",
  'chi-square': 'a χ² test',
  'chi-square-exact': 'an exact χ² test',
  yates: "a χ² test with Yates' correction",
  fisher: "Fisher's exact test",
  'fisher-mid-p': "Fisher's exact test with mid-p",
  mcnemar: "McNemar's test",
  'mcnemar-cc': "McNemar's test with continuity correction",
  'mcnemar-exact': "McNemar's exact test",
  'mcnemar-mid-p': "McNemar's test with mid-p",
} as const;

export type TestName = keyof typeof testNames;

/** What a file says of how a p-value was made. */
export interface StatedTest {
  /** The tests that the words can mean and that we compute; empty when none is named. */
  readonly tests: readonly TestName[];
  /** The words of a method that printed summaries do not suffice for; null when there are none. */
  readonly other: string | null;
  /** Words that name no method known here; null when all are known, or there are none. */
  readonly unknown: string | null;
  readonly tails: 1 | 2 | null;
  /** Why other patients or values than the printed ones may be behind it; null when no such word. */
  readonly selection: string | null;
}

/** Methods for which more than means, SDs, counts and n is needed. */
const needsMore =
  /wilcoxon|mann|whitney|rank|kruskal|wallis|friedman|sign test|median|permut|bootstrap|jackknife|randomi[sz]ation|cox\b|regress|logistic|poisson|mixed|mmrm|\bgee\b|generali[sz]ed|hierarch|multilevel|ancova|covaria|repeated|within (?:subject|patient|participant)|bayes|tukey|dunn|bonferroni|holm|hochberg|[sš]id[aá]k|false discovery|\bfdr\b|scheff|duncan|newman|games howell|\bp?lsd\b|post ?hoc|contrast|pairwise|mantel|haenszel|\bcmh\b|stratif|trend|linear by linear|armitage|brown forsythe|levene|kolmogorov|manova|multivaria|\b(?:two|three|2|3) ?(?:way|factor)|\d ?[×x] ?\d|factorial|linear model|least squares|\bls ?means|marginal mean|\badjust|multiplicity|multiple (?:comparison|test)|weighted|trimmed|winsor|cluster|inferiority|equivalence|jonckheere|cochran|spearman|kendall|correlation|imput|\blog(?:arithm|s|\b)|transform|geometric|monte carlo|simulat|binomial|hotelling|sign\b|theil|survival|kaplan|non ?parametric|greenhouse|geisser|huynh|barnard|boschloo|unconditional|rao scott/;

/**
 * Words that change nothing beside the name of a test. With any other word a test is one that we do
 * not know: "ANOVA of subject, period and treatment" is no one-way analysis of variance.
 */
const harmless = new Set(
  `a an and anova analysis appropriate applicable appropriately are as assuming assumption by categorical chi
  comparison comparing compare compared continuity continuous correction corrected data dependent depending
  difference differences edwards either equal equality exact f fisher fishers for from group groups freeman halton heteroscedastic
  homoscedastic in independent indicated mcnemar mcnemars matched mid necessary needed non of on one or outcomes p pair paired
  pairs parametric parametrical pearson pearsons populations pooled prop proportion proportions s sample samples satterthwaite separate sided
  simple single square standard statistic statistics student students t tail tailed tails test tested tests the
  two un unequal unpaired uncorrected used using value values variable variables variance variances versus vs was
  way welch welchs were when where whichever which with without yates z 1 2 2sided both between case cases classical
  conventional ordinary usual applied performed calculated appropriateness whenever respectively according
  i e g subjects patients means mean spss sas stata software excel prism graphpad`.split(/\s+/),
);

const recognised: readonly (readonly [RegExp, readonly TestName[]])[] = [
  [/welch|satterthwaite|unequal varianc/, ['welch', 'anova-welch']],
  [/\banova\b|analysis of variance|\bf ?tests?\b/, ['anova', 'student']],
  // R's test of proportions has Yates' correction unless it is told otherwise.
  [/\bprop.?test\b|proportion|\bz ?tests?\b.*(?:continuity|correct)/, ['z', 'chi-square', 'yates']],
  [/\bz ?tests?\b|^z$/, ['z', 'chi-square']],
  [/mcnemar/, ['mcnemar', 'mcnemar-cc', 'mcnemar-exact']],
  [/chi ?square|\byates\b/, ['chi-square', 'yates']],
  [/mid ?p/, ['fisher-mid-p', 'mcnemar-mid-p']],
  [/fisher|freeman|halton|\bexact\b/, ['fisher']],
];

const independent = /\b(?:unpaired|independent|two sample|2 sample)\b/;
const dependent = /\b(?:paired|dependent|matched|one sample|1 sample)\b/;

/** "Unpaired" and "paired" in the same words leave both open; so does neither. */
function tTestsIn(words: string): readonly TestName[] {
  if (!/\bt\b|\bstudents?\b/.test(words)) return [];
  const [apart, alike] = [independent.test(words), dependent.test(words)];
  return [
    ...(apart || !alike ? (['student', 'welch'] as const) : []),
    ...(alike || !apart ? (['paired-t'] as const) : []),
  ];
}

/**
 * Reads how a p-value was made from the free text of `how`: "unpaired t test", "Fisher's exact".
 * Words that we do not know are another method: what we compute may fit, but nothing is called wrong.
 */
export function statedTest(...hows: readonly (How | null | undefined)[]): StatedTest {
  // What stands nearer to the figure wins.
  const how: How = Object.assign({}, ...hows.toReversed());
  const tails = how.tails ?? null;
  const words = plain(how.test ?? how.model ?? '');
  const selection = how.set ?? how.missing ?? null;
  const known = words === '' || !hasOnlyWords(words, harmless) ? [] : namesIn(words);
  const variances = how.variances;
  const named: readonly TestName[] =
    words === '' && variances ? ['student', 'welch', 'anova', 'anova-welch'] : known;
  const tests = narrowed(named, how);
  const other = methodBehind(how, words);
  const unknown =
    words !== '' && known.length === 0 && other === null ? (how.test ?? how.model ?? null) : null;
  return { tests, other, unknown, tails: tails ?? tailsIn(words), selection };
}

/** What a file says of a test of ranks that printed summaries do not suffice for. */
export interface RankTest {
  readonly kind: 'rank-sum' | 'signed-rank' | 'either';
  readonly exact: boolean;
}

const ofRanks =
  /^(?:mann|whitney|wilcoxon|wilcoxons|mwu|u|w|ranks?|ranksum|sums?|signed|signedrank|tests?|two|one|1|2|tailed|sided|tail|exact|asymptotic|unpaired|paired|matched|pairs?|independent|related|samples?|non|parametric|nonparametric|with|without|continuity|correction|normal|approximation|large|the|a|and|of|for)$/;

/**
 * The test of ranks that the file names, and nothing beside it that could change its p-value: no
 * strata, permutations, corrections for several tests; null else. "Wilcoxon" alone can be either.
 */
export function namedRankTest(...hows: readonly (How | null | undefined)[]): RankTest | null {
  const how: How = Object.assign({}, ...hows.toReversed());
  const words = plain(how.test ?? '').replace(/[(),.;:/+&]/g, ' ');
  const known = words.split(' ').every((word) => word === '' || ofRanks.test(word));
  const { model, adjusted, stratified, pooled, transform, correction, missing } = how;
  const changed =
    model !== undefined ||
    (adjusted ?? []).length > 0 ||
    (stratified ?? []).length > 0 ||
    pooled !== undefined ||
    (transform !== undefined && !isNone(transform)) ||
    (missing !== undefined && /imput/.test(plain(missing))) ||
    (correction !== undefined && !isNone(correction) && !isContinuity(correction));
  if (!known || changed || !/mann|whitney|mwu|wilcoxon|rank/.test(words)) return null;
  const exact = how.exact === true || /\bexact\b/.test(words);
  const signed =
    /signed|matched|\bpair(?:s|ed)\b|related/.test(words) && /wilcoxon|rank/.test(words);
  if (signed && !/unpaired|whitney/.test(words)) return { kind: 'signed-rank', exact };
  if (/mann|whitney|\bmwu\b|rank ?sum|unpaired|independent/.test(words)) {
    return { kind: 'rank-sum', exact };
  }
  return /wilcoxon/.test(words) ? { kind: 'either', exact } : null;
}

function namesIn(text: string): TestName[] {
  const words = text.replaceAll(/\b(?:un|non) paired\b/g, 'unpaired');
  const found = new Set<TestName>();
  for (const [pattern, names] of recognised) {
    if (!pattern.test(words)) continue;
    if (/fisher|exact/.test(String(pattern)) && /mcnemar|binomial/.test(words)) continue;
    if (names.includes('z') && found.has('z')) continue;
    for (const name of names) found.add(name);
  }
  // "Student's or Welch's t test" leaves both open; "Welch's t test" does not.
  if (found.has('welch') && !/\b(?:or|and|where|when|whichever)\b/.test(words)) return [...found];
  for (const name of tTestsIn(words)) found.add(name);
  return [...found];
}

/** The words of a method that we cannot recompute from summaries; null when there are none. */
function methodBehind(how: How, words: string): string | null {
  if (needsMore.test(words)) return how.test ?? how.model ?? null;
  for (const remark of [how.note, how.average]) {
    if (remark !== undefined && isOther(plain(remark))) return remark;
  }
  if (how.model !== undefined && how.test !== undefined && namesIn(plain(how.model)).length === 0) {
    return how.model;
  }
  if (how.adjusted && how.adjusted.length > 0) return `adjusted for ${how.adjusted.join(', ')}`;
  if (how.stratified && how.stratified.length > 0) {
    return `stratified by ${how.stratified.join(', ')}`;
  }
  if (how.pooled !== undefined) return `pooled, ${how.pooled}`;
  if (how.transform !== undefined && !isNone(how.transform)) return `transformed, ${how.transform}`;
  if (how.missing !== undefined && /imput/.test(plain(how.missing))) return how.missing;
  if (how.correction !== undefined && !isNone(how.correction) && !isContinuity(how.correction)) {
    return `corrected, ${how.correction}`;
  }
  return null;
}

/** Whether a remark is of a method that summaries do not suffice for; "no correction" is not. */
function isOther(remark: string): boolean {
  if (/^(?:no|not|without|unadjusted|uncorrected)\b[^,;.]*\.?$/.test(remark)) return false;
  return needsMore.test(remark) || /\bcorrect/.test(remark);
}

function narrowed(tests: readonly TestName[], how: How): readonly TestName[] {
  const drop = new Set<TestName>();
  if (how.variances === 'equal')
    for (const name of ['welch', 'anova-welch'] as const) drop.add(name);
  if (how.variances === 'unequal') for (const name of ['student', 'anova'] as const) drop.add(name);
  if (how.correction !== undefined) {
    const corrected = isContinuity(how.correction);
    if (corrected) for (const name of ['chi-square', 'mcnemar'] as const) drop.add(name);
    if (isNone(how.correction)) for (const name of ['yates', 'mcnemar-cc'] as const) drop.add(name);
  }
  if (how.exact === true) {
    for (const name of ['mcnemar', 'mcnemar-cc', 'chi-square', 'yates', 'z'] as const)
      drop.add(name);
  }
  const unequal = how.variances === 'unequal' && tests.includes('anova');
  const left = [
    ...tests.filter((name) => !drop.has(name)),
    ...(unequal ? (['anova-welch'] as const) : []),
  ];
  // "chi-square" with `exact: true` leaves nothing: an exact χ² test is not among those we compute.
  return left;
}

function tailsIn(words: string): 1 | 2 | null {
  if (/\b(?:one|1|single) ?(?:tail|sided)/.test(words)) return 1;
  return /\b(?:two|2) ?(?:tail|sided)/.test(words) ? 2 : null;
}

function isNone(words: string): boolean {
  return /^(?:no|none|not?\b.*|without.*|uncorrected)$/.test(plain(words));
}

function isContinuity(words: string): boolean {
  return /continuity|yates|edwards/.test(plain(words)) && !isNone(words);
}

/** Whether a correlation can be Pearson's: with other words beside that name it is another one. */
export function isPearson(how: How | null): boolean {
  if (how?.adjusted && how.adjusted.length > 0) return false;
  const words = plain(`${how?.correlation ?? ''} ${how?.test ?? ''}`);
  return /^(?:(?:pearsons?|product|moment|correlations?|coefficients?|linear|test|of|the|t|r)\b\s*)*$/.test(
    words,
  );
}

/** Lower case, one kind of blank instead of hyphens and dashes, no apostrophes, χ² written out. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/(?:χ|chi)[\s-]*(?:²|2\b|squared?\b)/g, 'chi square')
    .replace(/['’`´]/g, '')
    .replace(/[\s_\-‐-―−]+/g, ' ')
    .trim();
}

/** Whether a free text has these words only: any other can make another method of what it names. */
export function hasOnlyWords(text: string, words: ReadonlySet<string>): boolean {
  return text.split(/[^\p{L}\d]+/u).every((word) => word === '' || words.has(word));
}
