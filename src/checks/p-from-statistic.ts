import type {
  Correlation,
  Figure,
  How,
  NotSignificant,
  PrintedP,
  Study,
  TestStatistic,
} from '../study/model.ts';
import { type Compared, comparedIn, comparisonLabel } from './comparisons/compared.ts';
import {
  isPearson,
  namedRankTest,
  plain,
  type RankTest,
  statedTest,
} from './comparisons/named-test.ts';
import { beyondRanks, rankedOf } from './comparisons/ranked.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import { perRounding } from './engine/per-rounding.ts';
import { cohortOf, exactCount, isComplete, reportedFigure, usable } from './engine/printed.ts';
import { judgeP, zeroSentence } from './p-values/judge-p.ts';
import { drawnCondition } from './p-values/rank-bounds.ts';
import { type PrintedStatistic, statisticTests, symbolOf } from './p-values/statistic-tests.ts';

/** A printed p-value is the tail beyond its test statistic. */
export const pFromStatistic: Check = {
  id: 'p-from-statistic',
  title: 'A printed p-value follows from its test statistic and degrees of freedom',
  needs: 'a test statistic (t, F, z, χ², r, Q, H, U or W) with its degrees of freedom and p-value',
  proves: 'that no statistic which rounds to the printed one has the printed p-value',
  cannot:
    'show that the statistic is right; and where neither tails nor the test are stated, that p was not of one tail or corrected for several tests. Of U and W it calls wrong only a p that no tied values and no differences of 0 could give',
  example:
    't = 2.20 with 28 df has p = 0.036 (0.0359 to 0.0367 over 2.195 to 2.205): .04 follows, .03 does not.',
  references: ['nuijten2016', 'mann1947', 'wilcoxon1945', 'hoeffding1963'],
  gravest: 'impossible-as-entered',
  inspectSr: '4.9',
  *run(context) {
    const judged = new Set<string>();
    for (const claim of claimsOf(context)) {
      for (const printed of claim.p) {
        const judgement = judge(context, claim, printed);
        if (!judgement) continue;
        judged.add(printed.where.path);
        yield judgement;
      }
    }
    for (const { p, label } of everyP(context.study)) {
      for (const printed of p) {
        if (!judged.has(printed.where.path)) yield* byItself(context, printed, label);
      }
    }
  },
};

/** A statistic and the p-values that are of it. */
interface Claim extends PrintedStatistic {
  readonly p: readonly (Figure | NotSignificant)[];
  readonly label: string;
  readonly alpha: number | null;
  readonly hows: readonly (How | null)[];
  readonly tails: 1 | 2 | null;
  /** True when p stands with the statistic. */
  readonly beside: boolean;
  /** True when the number of patients is only that of the group. */
  readonly maybeFewer?: boolean;
  readonly conditions?: readonly string[];
}

function* claimsOf(context: CheckContext): Generator<Claim> {
  const { study } = context;
  for (const comparison of study.comparisons) {
    const compared = comparedIn(context, comparison);
    for (const test of comparison.tests) {
      // A comparison with one test and one p-value prints them for each other.
      const p = test.p ?? (comparison.tests.length === 1 ? comparison.p : null);
      const value = usable(context, test.value, p?.[0].source ?? null);
      if (!p || !value) continue;
      yield {
        p,
        value,
        kind: test.kind,
        df: dfOf(context, test),
        dfFromN: dfFromN(context, test, compared),
        ranks: rankedOf(context, comparison, test, compared),
        welch: statedTest(test.how, comparison.how).tests.includes('anova-welch'),
        label: `p-value of ${symbolOf(test.kind)}, ${comparisonLabel(study, comparison)}`,
        alpha: comparison.alpha,
        hows: [test.how, comparison.how],
        tails: test.tails,
        beside: test.p !== null,
      };
    }
  }
  for (const correlation of study.correlations) yield* correlationClaim(context, correlation);
}

function* correlationClaim(context: CheckContext, correlation: Correlation): Generator<Claim> {
  const value = usable(context, correlation.r);
  const cohort = cohortOf(context.study, correlation.cohort);
  const stated = exactCount(context, correlation.n);
  const n = correlation.n === null ? exactCount(context, cohort?.n ?? null) : stated;
  // Only for Pearson's r is this t test the usual one.
  const rank = /spearman|kendall|rank/.test(plain(correlation.how?.correlation ?? ''));
  if (!value || !correlation.p || n === null || n < 3 || rank) return;
  yield {
    kind: 'r',
    value,
    p: correlation.p,
    df: [],
    dfFromN: n - 2,
    ranks: null,
    label: `p-value of ${correlation.label ?? 'a correlation'}`,
    alpha: null,
    hows: [correlation.how],
    tails: null,
    beside: isPearson(correlation.how),
    maybeFewer: stated === null && !isComplete(context.study.design),
    conditions:
      stated === null
        ? [`all ${n} of ${cohort?.label ?? 'the group'} were measured (n is not printed)`]
        : [],
  };
}

function dfOf(context: CheckContext, { df }: TestStatistic): Figure[] {
  const found = df.map((printed) => usable(context, printed));
  return found.some((figure) => figure === null) ? [] : found.filter((figure) => figure !== null);
}

/** Where the file has n instead of degrees of freedom: only what is the same for every design. */
function dfFromN(context: CheckContext, { kind, n }: TestStatistic, compared: Compared | null) {
  const count = exactCount(context, n);
  if (kind === 'r') return count !== null && count > 2 ? count - 2 : null;
  if (kind === 'H' && compared?.kind === 'groups') return compared.groups.length - 1;
  if (kind === 'chi2' && compared?.kind === 'events' && !compared.sameWhole) {
    return compared.groups.length - 1;
  }
  return null;
}

function judge(
  context: CheckContext,
  claim: Claim,
  printed: Figure | NotSignificant,
): Judgement | null {
  if (context.impossible.has(printed.where.path)) return null;
  const { label, value, df } = claim;
  const words = statedTest(...claim.hows);
  const tails = claim.tails ?? words.tails;
  // The p of a t, F or z is its tail whatever model it is from, unless several tests were made.
  const rank = isOfRanks(claim.kind) ? namedRankTest(...claim.hows) : null;
  const corrected = rank === null && words.other !== null && correction.test(plain(words.other));
  const stated = {
    tests: [],
    other: null,
    unknown: corrected ? words.other : null,
    tails,
    selection: null,
  };
  const tests = perRounding((rounding) => statisticTests(claim, rounding));
  const inputs = [value.where, ...df.map(({ where }) => where)];
  if (tests(context.rounding).length === 0) {
    const beyond = beyondRanks(claim);
    const why = beyond
      ? `${symbolOf(claim.kind)} = ${value.text} is beyond what it can be: ${beyond.words}. Nothing is computed from it.`
      : `The degrees of freedom or the numbers of patients that ${symbolOf(claim.kind)} = ${value.text} belongs to would be needed.`;
    return { reported: reportedFigure(printed), label, verdict: 'not-checkable', why, inputs };
  }
  // A p-value printed for the comparison, not beside the statistic, can be of another test.
  const fitting =
    words.tests.length > 0 && words.tests.every((test) => testsOf[claim.kind]?.test(test));
  const beside = claim.beside && tails !== null && words.tests.length === 0;
  const named =
    (words.other === null && words.unknown === null && (fitting || beside)) ||
    isNamedByRank(claim, rank);
  const ofRanks = isOfRanks(claim.kind);
  const judgement = judgeP(context, {
    printed,
    label,
    alpha: claim.alpha,
    stated,
    byStatistic: true,
    canBeNamed: named && claim.maybeFewer !== true,
    tests,
    inputs,
    conditions: claim.conditions ?? [],
    causes: [
      'a p-value corrected for several tests',
      'a p-value of another test',
      ...(ofRanks ? ['another number of patients'] : []),
      'a misprint',
    ],
  });
  const isProof = ofRanks && judgement.verdict === 'inconsistent';
  return isProof ? { ...judgement, conditions: [drawnCondition] } : judgement;
}

function isOfRanks(kind: TestStatistic['kind']): boolean {
  return kind === 'U' || kind === 'W';
}

/** Whether the file names the test of ranks that U or W is of, as its number of groups has it. */
function isNamedByRank({ kind, ranks }: Claim, rank: RankTest | null): boolean {
  if (!rank || !ranks) return false;
  const own = ranks.sizes.length === 2 ? 'rank-sum' : 'signed-rank';
  if (kind === 'U' && own === 'signed-rank') return false;
  return rank.kind === own || (rank.kind === 'either' && ranks.known);
}

/** The tests that a statistic can be of. */
const testsOf: Readonly<Partial<Record<TestStatistic['kind'], RegExp>>> = {
  t: /^(?:student|welch|paired-t|anova-welch)$/,
  F: /^(?:anova|anova-welch|student)$/,
  z: /^(?:z|chi-square)$/,
  chi2: /^(?:chi-square|yates|mcnemar|mcnemar-cc|mcnemar-exact)$/,
};

const correction =
  /bonferroni|holm|hochberg|tukey|dunnett|scheff|\blsd\b|correct|multipl|post ?hoc|permut|bootstrap|exact/;

/** What can be said of a p-value alone: that it is no probability, or that it is printed as 0. */
function* byItself(
  { impossible, running }: CheckContext,
  printed: Figure | NotSignificant,
  label: string,
): Generator<Judgement> {
  const shared = { reported: reportedFigure(printed), label, inputs: [] };
  if (impossible.has(printed.where.path)) {
    // The check of what figures can be says it of every kind of figure.
    if (running.has('value-bounds')) return;
    const causes =
      'What could explain it: a misprint, or a correction for several tests that was not stopped at 1.';
    const why = `A p-value lies between 0 and 1; ${printed.text} does not. ${causes}`;
    yield { ...shared, verdict: 'impossible-as-entered', why, conditions: ['this transcription'] };
    return;
  }
  const zero = zeroSentence(printed);
  if (zero !== '') yield { ...shared, verdict: 'possible', note: true, why: zero.trim() };
}

interface LabelledP {
  readonly p: PrintedP;
  readonly label: string;
}

function* everyP(study: Study): Generator<LabelledP> {
  for (const comparison of study.comparisons) {
    const label = `p-value of ${comparisonLabel(study, comparison)}`;
    if (comparison.p) yield { p: comparison.p, label };
    for (const { p } of [...comparison.tests, ...comparison.effects]) if (p) yield { p, label };
  }
  for (const { p, label } of study.correlations) {
    if (p) yield { p, label: `p-value of ${label ?? 'a correlation'}` };
  }
}
