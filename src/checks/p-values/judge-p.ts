import type { Where } from '../../errors.ts';
import type { Rounding } from '../../numeric/decimal.ts';
import { parseFigure } from '../../study/figure.ts';
import type { Figure, NotSignificant } from '../../study/model.ts';
import { type StatedTest, type TestName, testNames } from '../comparisons/named-test.ts';
import type { CheckContext, Judgement } from '../engine/check.ts';
import {
  allowedFirst,
  type Candidate,
  type Decision,
  decide,
  worthListing,
} from '../engine/decide.ts';
import { passes, type Verdict } from '../engine/finding.ts';
import { perRounding } from '../engine/per-rounding.ts';
import { reportedFigure, windowOf, withText } from '../engine/printed.ts';
import { intervalOf, type Span, spanOf } from '../engine/span.ts';
import { otherwise, upperFirst } from '../engine/words.ts';
import { limitsOfP, oneP, pWords, zeroSentence } from './p-words.ts';
import { oneTailed, otherTail } from './tail-spans.ts';

/** A test that gives a p-value, two-tailed, over the rounding of what went in and as printed. */
export interface Test {
  readonly name: TestName | null;
  /** "Student's t test". */
  readonly title: string;
  readonly p: Span;
  /** From the inputs as printed; null when something that is not printed decides. */
  readonly nominal: Span | null;
  /** "t = 2.05 with 58 df"; null when there is no statistic. */
  readonly statistic: string | null;
  /** The size of the statistic, over the rounding of what went in and as printed. */
  readonly size?: StatisticSize;
  readonly proved: boolean;
  /** How the inputs were read, to complete "reproduces …"; null for what the file says. */
  readonly reading: string | null;
  /** True when the file's own words contradict that reading. */
  readonly contradicts: boolean;
  /** What is not printed and was taken over all that it can be. */
  readonly over?: string;
  /** A far-fetched test is told after a plain one that only leaves something open. */
  readonly atBest?: Verdict;
  /** True for t, z and r: p could be of one tail. */
  readonly hasTails: boolean;
  /** The p of one tail where it is not half of the other. */
  readonly one?: Span;
  /** The p of the other tail where it is not what is left of 1. */
  readonly against?: Span;
  /**
   * What p is only bounded over ("however many values are tied"): a p outside is proved wrong, one
   * inside is not explained by that.
   */
  readonly bound?: string;
}

/** How large a test statistic is, whatever its sign. */
export interface StatisticSize {
  readonly kind: 't' | 'z' | 'F' | 'chi2';
  readonly over: Span;
  readonly nominal: Span | null;
}

/** A printed p-value and the tests that it can be of. */
export interface PQuestion {
  readonly printed: Figure | NotSignificant;
  readonly label: string;
  /** The comparison's own level of significance; null for that of the options. */
  readonly alpha: number | null;
  readonly stated: StatedTest;
  /** True when a printed statistic says by itself which distribution its p-value is of. */
  readonly byStatistic?: boolean;
  /** False when the file leaves open what the p-value was made of, whatever test it names. */
  readonly canBeNamed: boolean;
  readonly tests: (rounding: Rounding) => readonly Test[];
  readonly inputs: readonly Where[];
  readonly conditions: readonly string[];
  /** What else could explain a p-value that none of the tests gives. */
  readonly causes: readonly string[];
}

interface PCandidate extends Candidate {
  readonly test: Test;
  readonly p: Span;
  readonly asPrinted: Span | null;
}

const unit = { min: 0, max: 1 } as const;

/** Whether a printed p-value is that of one of the tests. */
export function judgeP(context: CheckContext, question: PQuestion): Judgement {
  const { printed, stated, inputs, conditions, label, canBeNamed } = question;
  const { rounding } = context;
  const alpha = question.alpha ?? context.alpha;
  const figure = asFigure(printed, alpha);
  const candidatesUnder = perRounding((rule) => candidatesOf(question.tests(rule), question));
  const candidates = candidatesUnder(rounding);
  const named = candidates[0]?.assumption === null;
  // Not significant at which level the file has to say: after an interim analysis 0.05 is none.
  const open = printed.relation === 'ns' && question.alpha === null;
  const isHeld = named && canBeNamed && !open && stated.selection === null;
  const standing = isHeld ? 'named' : 'unstated';
  const judge = (of: Figure): Decision<PCandidate> =>
    decide({ figure: of, rounding, domain: unit, standing, candidates: candidatesUnder });
  const decision = judge(figure);
  const verdict = softened(decision.verdict, stated);
  const weakness = weaknessOf(decision, verdict);
  return {
    reported: reportedFigure(printed),
    label,
    verdict,
    decisionError:
      isHeld &&
      !passes(verdict) &&
      candidates.every(({ proved }) => proved) &&
      crosses(figure, candidates, alpha),
    recomputed: decision.recomputed,
    why: reason(open ? withoutLevel(question, alpha) : question, decision, candidates, verdict),
    conditions,
    tried: worthListing(decision, candidates),
    inputs,
    // A p-value of 0.000 is named, whether or not it follows.
    ...(zeroSentence(printed) !== '' && { note: true }),
    ...(weakness !== null && { weakness }),
    ...(printed.relation !== 'ns' && {
      instead: {
        verdict: (text: string) => {
          const other = withText(figure, /^[\d.]/.test(text) ? signOf(figure) + text : text);
          return other ? softened(judge(other).verdict, stated) : 'not-checkable';
        },
        range: { low: 0, high: 1 },
      },
    }),
  };
}

function withoutLevel(question: PQuestion, alpha: number): PQuestion {
  return {
    ...question,
    causes: [`another level of significance than ${alpha}`, ...question.causes],
  };
}

/** "ns" says that p is above the level of significance. */
function asFigure(printed: Figure | NotSignificant, alpha: number): Figure {
  if (printed.relation !== 'ns') return printed;
  const { where, source, accept } = printed;
  return { ...parseFigure(`>${alpha}`, unit), where, source, accept };
}

/** The sign before a bound, which a text of plain digits in its place has lost. */
function signOf({ relation }: Figure): string {
  return relation === '=' ? '' : relation;
}

/** A method whose name we do not know can be behind a figure that none of ours gives. */
function softened(verdict: Verdict, { unknown }: StatedTest): Verdict {
  return unknown !== null && verdict === 'unexplained' ? 'not-checkable' : verdict;
}

type Tails = 'two' | 'one' | 'against';

/** Every test with every number of tails; what the file names first, what it rules out last. */
function candidatesOf(
  tests: readonly Test[],
  { stated, canBeNamed, byStatistic = false }: PQuestion,
): readonly PCandidate[] {
  const isStated = (name: TestName | null) =>
    name === null ? byStatistic : stated.tests.includes(name);
  const applies = tests.some(({ name }) => isStated(name));
  // A number of tails, unlike the name of a test, can be read in one way only.
  const isHeld = applies && canBeNamed && stated.selection === null;
  const wrongTails = isHeld && tests.every(({ proved }) => proved) ? 'inconsistent' : 'unexplained';
  const all = tests.flatMap((test) => {
    const isBound = test.bound !== undefined && test.over === undefined;
    const contradicts = isBound || test.contradicts || (applies && !isStated(test.name));
    const wrong = (tails: Tails) =>
      test.hasTails && stated.tails !== null && (tails === 'two') !== (stated.tails === 2);
    // One departure from the file's words at a time: not another test and other tails as well.
    return tailsOf(test, stated)
      .filter((tails) => !(contradicts && wrong(tails)))
      .map((tails) => {
        const mildest = wrong(tails)
          ? wrongTails
          : contradicts
            ? 'unexplained'
            : (test.atBest ?? null);
        return candidateOf(test, tails, stated, mildest);
      });
  });
  const [first, ...others] = allowedFirst(all, (one) => one);
  if (!first) return [];
  // Only what the file names is taken for granted; all else is named in the finding.
  const named = applies && first.mildest === undefined && first.test.reading === null;
  return [named ? { ...first, assumption: null } : first, ...others];
}

function tailsOf({ hasTails }: Test, stated: StatedTest): readonly Tails[] {
  if (!hasTails) return ['two'];
  return stated.tails === 1 ? ['one', 'against', 'two'] : ['two', 'one'];
}

const tailWords: Readonly<Record<Tails, string | null>> = {
  two: null,
  one: 'one-tailed',
  against: 'one-tailed, against the difference',
};

function candidateOf(
  test: Test,
  tails: Tails,
  stated: StatedTest,
  mildest: Verdict | null,
): PCandidate {
  const tail = (p: Span) => {
    if (tails === 'two') return p;
    if (tails === 'against') return test.against ?? otherTail(p);
    return test.one ?? oneTailed(p);
  };
  const words = tails === 'two' && stated.tails === 1 ? 'two-tailed' : tailWords[tails];
  const how = [`as ${test.title}`, words, test.reading].filter((each) => each !== null);
  const [p, asPrinted] = [tail(test.p), test.nominal && tail(test.nominal)];
  return {
    test,
    p,
    asPrinted,
    assumption: how.join(', '),
    interval: intervalOf(p),
    nominal: asPrinted && intervalOf(asPrinted),
    proved: test.proved,
    ...(mildest !== null && { mildest }),
    ...(test.over !== undefined && { over: test.over }),
  };
}

/** Whether the printed p and every one by what the file names lie on different sides of alpha. */
function crosses(figure: Figure, candidates: readonly PCandidate[], alpha: number): boolean {
  const printed = spanOf(windowOf(figure, 'any', unit));
  const named = candidates.filter(
    ({ mildest, test: { name, title, reading, bound } }) =>
      bound !== undefined ||
      (mildest === undefined && reading === null && (name === null || title === testNames[name])),
  );
  // At alpha itself programs differ: only what lies wholly on the other side counts.
  const below = printed.high <= alpha * (1 + 1e-12) && named.every(({ p }) => p.low > alpha);
  const above = printed.low >= alpha * (1 - 1e-12) && named.every(({ p }) => p.high < alpha);
  return below || above;
}

function reason(
  { printed, causes, stated }: PQuestion,
  { candidate, truncated, inSteps }: Decision<PCandidate>,
  candidates: readonly PCandidate[],
  verdict: Verdict,
): string {
  const first = candidates[0];
  if (!first || !candidate) return 'There is nothing to compute this p-value from.';
  const decimals = printed.relation === 'ns' ? 3 : Math.min(6, Math.max(3, printed.decimals + 1));
  const zero = zeroSentence(printed);
  const cut = truncated ? ' It fits if digits were cut off.' : '';
  const said = `Printed is ${pWords(printed.text)}`;
  const named = candidate.assumption === null || candidate === first;
  if (passes(verdict)) {
    const how = named ? `${said}.` : `${said}, which is reproduced ${candidate.assumption}.`;
    return `${sentenceOf(candidate, decimals)} ${how}${cut}${zero}`;
  }
  const arithmetic = sentenceOf(first, decimals);
  const bounded = boundWords(candidates, stated, decimals);
  if (candidate !== first && candidate.test.bound === undefined) {
    const fit = `which is reproduced ${candidate.assumption}: p ${pText(candidate, decimals)}`;
    const why = otherwise(['words in the file that do not fit the method', ...causes]);
    return `${arithmetic} ${said}, ${fit}.${cut} The file says otherwise. ${why}${zero}`;
  }
  const others = candidates
    .slice(1)
    .filter(
      ({ mildest, test }) =>
        (mildest === undefined || mildest === test.atBest) && test.bound === undefined,
    );
  const list = others.slice(0, 5).map((each) => `${each.assumption} (p ${pText(each, decimals)})`);
  const nor = list.length === 0 ? '' : ` Nor is it reproduced ${list.join(', ')}.`;
  const unknown = stated.unknown === null ? '' : ` “${stated.unknown}” is not computed here.`;
  return `${arithmetic} ${said}.${nor}${bounded}${unknown} ${otherwise(causes, inSteps)}${zero}`;
}

/** " However many values are tied, p lies below 0.098, and one-tailed below 0.05." */
function boundWords(candidates: readonly PCandidate[], { tails }: StatedTest, decimals: number) {
  const bounds = candidates.filter(({ test }) => test.bound !== undefined);
  const shown = bounds.filter(
    ({ assumption }) => tails !== 2 || !assumption?.includes('one-tailed'),
  );
  const texts = shown.flatMap(({ p, assumption }) => {
    const words = limitsOfP(p, decimals);
    return words === null
      ? []
      : [`${assumption?.includes('one-tailed') ? 'one-tailed ' : ''}${words}`];
  });
  const [first] = bounds;
  if (!first?.test.bound || texts.length === 0) return '';
  return ` ${upperFirst(first.test.bound)}, p lies ${texts.slice(0, 2).join(', and ')}.`;
}

/** "Student's t test: t = 2.05 with 58 df, p = 0.045." */
function sentenceOf(candidate: PCandidate, decimals: number): string {
  const { test, assumption } = candidate;
  const statistic = test.statistic === null ? '' : `${test.statistic}, `;
  const open = test.over === undefined ? '' : `, over all that ${test.over} can be`;
  const tails = assumption?.includes('one-tailed') ? ', one-tailed' : '';
  const reading = test.reading === null ? '' : `, ${test.reading}`;
  const title = upperFirst(test.title);
  return `${title}${tails}${reading}: ${statistic}p ${pText(candidate, decimals)}${open}.`;
}

/** "= 0.045", or "0.041 to 0.049" where rounding or something unknown leaves that much. */
function pText({ p, asPrinted }: PCandidate, decimals: number): string {
  const [low, high] = [oneP(p.low, decimals), oneP(p.high, decimals)];
  const middle = asPrinted && oneP((asPrinted.low + asPrinted.high) / 2, decimals);
  if (low === high) return low.startsWith('<') ? low : `= ${low}`;
  return middle === null ? `from ${low} to ${high}` : `= ${middle} (${low} to ${high})`;
}

function weaknessOf({ candidate }: Decision<PCandidate>, verdict: Verdict): string | null {
  if (verdict !== 'possible' || !candidate) return null;
  return `${candidate.test.over ?? 'what decides'} is not printed: other p-values from ${oneP(candidate.p.low, 3)} to ${oneP(candidate.p.high, 3)} would pass as well`;
}
