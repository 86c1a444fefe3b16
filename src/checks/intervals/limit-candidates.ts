import type { Rounding } from '../../numeric/decimal.ts';
import type { Figure } from '../../study/model.ts';
import { plain } from '../comparisons/named-test.ts';
import { allowedFirst, type Candidate, decide } from '../engine/decide.ts';
import { passes } from '../engine/finding.ts';
import { perRounding } from '../engine/per-rounding.ts';
import { intervalOf, type Span } from '../engine/span.ts';
import type { IntervalClaim } from './interval-claim.ts';
import type { Limits } from './limits.ts';
import { isNamed } from './named-method.ts';

/** One limit by one method. */
export interface LimitCandidate extends Candidate {
  readonly title: string;
}

/** One method at one level, as a candidate for either limit. */
export interface LimitCandidates {
  readonly low: LimitCandidate;
  readonly high: LimitCandidate;
}

/** The methods that an interval can be by, under a rounding rule. */
export interface Methods {
  readonly all: (rounding: Rounding) => readonly LimitCandidates[];
  /** Those that give both limits as printed. */
  readonly both: (rounding: Rounding) => readonly LimitCandidates[];
  /** Whether one of them gives both of other limits in their place. */
  readonly givesBoth: (ends: Pick<IntervalClaim, 'low' | 'high'>, rounding: Rounding) => boolean;
}

/** The methods that an interval can be by, what the file names first. */
export function methodsOf(claim: IntervalClaim): Methods {
  const all = perRounding((rounding) => limitCandidates(claim, rounding));
  const both = perRounding((rounding) =>
    all(rounding).filter((each) => fitsBoth(each, claim, rounding)),
  );
  const givesBoth: Methods['givesBoth'] = (ends, rounding) =>
    all(rounding).some((each) => fitsBoth(each, ends, rounding));
  return { all, both, givesBoth };
}

function fitsBoth(
  { low, high }: LimitCandidates,
  printed: Pick<IntervalClaim, 'low' | 'high'>,
  rounding: Rounding,
): boolean {
  const fits = (figure: Figure, candidate: Candidate) =>
    passes(
      decide({ figure, rounding, standing: 'unstated', candidates: () => [candidate] }).verdict,
    );
  return fits(printed.low, low) && fits(printed.high, high);
}

/** Every method at the level of the file; where it states none, at 95, then 90 and 99 %. */
function limitCandidates(claim: IntervalClaim, rounding: Rounding): readonly LimitCandidates[] {
  const levels = claim.levelStated ? [claim.level] : [...new Set([claim.level, 0.9, 0.99])];
  const words = plain(claim.how.interval ?? '');
  const all = levels.flatMap((level) => {
    const limits = claim.limits(level, rounding);
    const applies = words !== '' && limits.some((each) => each.words.test(words));
    return limits.map((each) =>
      candidatesOf(each, level, claim, applies && !each.words.test(words)),
    );
  });
  const order = allowedFirst(all, ({ low }) => low);
  const [first, ...others] = order;
  if (!first || first.low.mildest !== undefined || !isNamed(claim, rounding)) return order;
  return [
    { low: { ...first.low, assumption: null }, high: { ...first.high, assumption: null } },
    ...others,
  ];
}

function candidatesOf(
  limits: Limits,
  level: number,
  claim: IntervalClaim,
  contradicts: boolean,
): LimitCandidates {
  const assumed = level === claim.level ? null : `at ${percentText(level)}`;
  const assumption = [`by ${limits.title}`, assumed, limits.reading]
    .filter((part) => part !== null)
    .join(', ');
  const one = (span: Span, nominal: Span | null): LimitCandidate => ({
    title: assumption,
    assumption,
    interval: intervalOf(span),
    nominal: nominal && intervalOf(nominal),
    proved: limits.proved,
    ...((contradicts || limits.contradicts) && { mildest: 'unexplained' as const }),
    ...(limits.over !== undefined && { over: limits.over }),
  });
  const { low, high, nominal } = limits;
  return { low: one(low, nominal?.low ?? null), high: one(high, nominal?.high ?? null) };
}

/** "95 %". */
export function percentText(level: number): string {
  return `${Number((level * 100).toFixed(6))} %`;
}
