import type { Figure } from '../../study/model.ts';
import { statedTest } from '../comparisons/named-test.ts';
import type { CheckContext, Judgement } from '../engine/check.ts';
import { type Decision, decide, recomputedBy, worthListing } from '../engine/decide.ts';
import { passes, type Recomputed, type Verdict } from '../engine/finding.ts';
import { perRounding } from '../engine/per-rounding.ts';
import { reportedFigure, withText } from '../engine/printed.ts';
import { otherwise, spanText, upperFirst } from '../engine/words.ts';
import type { IntervalClaim } from './interval-claim.ts';
import {
  type LimitCandidate,
  type LimitCandidates,
  type Methods,
  percentText,
} from './limit-candidates.ts';
import { isNamed } from './named-method.ts';

type Ends = Pick<IntervalClaim, 'low' | 'high'>;

/** A method that gives the other limit wrong is no better than one that needs rounding for this. */
function byChance(candidate: LimitCandidate): LimitCandidate {
  return { mildest: 'within-rounding', ...candidate };
}

/** Each limit is what the printed figures give, by one method for both. */
export function* judgeLimits(
  context: CheckContext,
  claim: IntervalClaim,
  other: string | null,
  methods: Methods,
): Generator<Judgement> {
  const { rounding } = context;
  const all = methods.all(rounding);
  const stated = statedTest(claim.how);
  if (all.length === 0 || stated.other !== null) return;
  const named = isNamed(claim, rounding) && !claim.maybeFewer && stated.selection === null;
  const both = methods.both(rounding)[0] ?? null;
  // Another method than ours: its limits may agree, and else nothing follows.
  const isOther = other !== null && !isNamed(claim, rounding);
  if (isOther && both === null) return;
  for (const side of ['low', 'high'] as const) {
    const figure = claim[side];
    const candidates = perRounding((rule) => {
      const of = rule === rounding ? all : methods.all(rule);
      if (rule !== rounding || both === null) return of.map((each) => each[side]);
      // One method gave both limits: it is looked at before one that happens to fit this limit.
      const ofBoth = methods.both(rounding);
      const others = of.filter((each) => !ofBoth.includes(each));
      return [...ofBoth.map((each) => each[side]), ...others.map((each) => byChance(each[side]))];
    });
    const judge = (of: Figure) =>
      decide({ figure: of, rounding, standing: named ? 'named' : 'unstated', candidates });
    const decision = judge(figure);
    const first = all[0]?.[side];
    const isApart = ({ verdict, candidate }: Decision, ends: Ends): boolean => {
      // What the named method gives is not doubted for the sake of the other limit.
      if (!passes(verdict) || (named && candidate?.assumption === null) || isOpen(all))
        return false;
      return !methods.givesBoth(ends, rounding) && !methods.givesBoth(ends, 'any');
    };
    const apart = isApart(decision, claim);
    const verdict = apart ? 'unexplained' : decision.verdict;
    yield {
      reported: reportedFigure(figure),
      label: `${claim.label}: ${side === 'low' ? 'lower' : 'upper'} limit`,
      verdict,
      recomputed: decision.recomputed,
      why: limitSentence(
        claim,
        figure,
        { ...decision, first },
        verdict,
        apart ? (all[0] ?? null) : null,
      ),
      conditions: claim.levelStated
        ? []
        : [`the level is ${percentText(claim.level)} (not stated)`],
      tried: worthListing(decision, candidates(rounding)),
      inputs: claim.inputs,
      instead: {
        verdict: (text) => {
          const read = withText(figure, text);
          if (!read) return 'not-checkable';
          const [low, high] = side === 'low' ? [read, claim.high] : [claim.low, read];
          // Limits in the wrong order are told by another check, and nothing is computed from them.
          if (low.low > high.high) return 'not-checkable';
          const ends = { low, high };
          if (isOther && !methods.givesBoth(ends, rounding)) return 'not-checkable';
          const instead = judge(read);
          return isApart(instead, ends) ? 'unexplained' : instead.verdict;
        },
        range: null,
      },
    };
  }
}

/** Where something unknown leaves a range for either limit, no method is held to both. */
function isOpen(all: readonly LimitCandidates[]): boolean {
  return all.some(({ low }) => low.over !== undefined);
}

/** @param apart the first method, where each limit is given by some method and both by none */
function limitSentence(
  { low, high }: IntervalClaim,
  figure: Figure,
  { candidate, recomputed, first, stated, truncated, inSteps }: LimitDecision,
  verdict: Verdict,
  apart: LimitCandidates | null,
): string {
  const decimals = figure.decimals + 2;
  const by = (of: LimitCandidate, value: Recomputed | null) => {
    const open = of.over === undefined ? '' : `, over all that ${of.over} can be`;
    return `${upperFirst(of.title)}: ${spanText(value, decimals)}${open}.`;
  };
  if (apart) {
    const limits = [apart.low, apart.high].map((each) => spanText(recomputedBy(each), decimals));
    return `${upperFirst(apart.low.title)} the lower limit is ${limits[0]}, the upper limit ${limits[1]}. Printed are ${low.text} and ${high.text}, and no method tried gives both. ${otherwise(causes)}`;
  }
  if (!candidate || !first) return '';
  if (passes(verdict)) {
    return `${by(candidate, recomputed)} Printed is ${figure.text}.${truncated ? ' It fits if digits were cut off.' : ''}`;
  }
  if (candidate !== first) {
    return `${by(first, stated)} Printed is ${figure.text}, which is reproduced ${candidate.title}: ${spanText(recomputed, decimals)}. The file says otherwise. ${otherwise(causes, inSteps)}`;
  }
  return `${by(first, stated)} Printed is ${figure.text}. ${otherwise(causes, inSteps)}`;
}

type LimitDecision = Decision<LimitCandidate> & { readonly first: LimitCandidate | undefined };

const causes = ['another method', 'an adjusted estimate', 'missing values', 'a misprint'];
