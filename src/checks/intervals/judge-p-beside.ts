import type { Figure, NotSignificant } from '../../study/model.ts';
import { statedTest } from '../comparisons/named-test.ts';
import type { CheckContext, Judgement } from '../engine/check.ts';
import { passes } from '../engine/finding.ts';
import { reportedFigure, windowOf, withText } from '../engine/printed.ts';
import { type Span, spanOf } from '../engine/span.ts';
import { otherwise } from '../engine/words.ts';
import type { IntervalClaim } from './interval-claim.ts';
import { percentText } from './limit-candidates.ts';
import { bySize, type PVerdict, sizeSentence } from './p-beside-interval.ts';
import { type IntervalP, otherTestNamed, pOfInterval } from './p-of-interval.ts';

/** An interval without the value of no difference goes with p below 1 − level, and the other way round. */
export function* judgeP(
  { rounding }: CheckContext,
  claim: IntervalClaim,
  p: Figure | NotSignificant,
): Generator<Judgement> {
  const { none, low, high } = claim;
  const stated = statedTest(claim.how);
  if (none === null || p.relation === 'ns' || stated.tails === 1) return;
  const [from, to] = [low, high].map((each) => spanOf(windowOf(each, 'any'))) as [Span, Span];
  const excludes = from.low > none || to.high < none;
  const includes = from.high < none && to.low > none;
  if (!excludes && !includes) return;
  const other = otherTestNamed(claim);
  const ofLevel = new Map<number, IntervalP | null>();
  const waldAt = (level: number): IntervalP | null => {
    const known = ofLevel.get(level);
    const wald = known === undefined && other === null ? pOfInterval(claim, level, stated) : known;
    ofLevel.set(level, wald ?? null);
    return wald ?? null;
  };
  const judge = (figure: Figure): PVerdict => {
    const window = spanOf(
      windowOf(figure, rounding === 'half' ? 'any' : rounding, { min: 0, max: 1 }),
    );
    const agrees = (level: number) =>
      excludes ? window.low <= (1 - level) * (1 + 1e-9) : window.high >= (1 - level) * (1 - 1e-9);
    const levels = claim.levelStated ? [claim.level] : [claim.level, 0.9, 0.99];
    const agreeing = levels.filter(agrees);
    if (agreeing.length > 0) return bySize(claim, window, agreeing, waldAt, stated);
    // Two-tailed, one test for both and no other interval: then they cannot disagree.
    const oneTest = !(stated.tests.includes('student') && stated.tests.includes('welch'));
    const same =
      stated.tails === 2 &&
      stated.other === null &&
      stated.tests.length > 0 &&
      oneTest &&
      !(stated.tests.includes('student') && stated.tests.includes('welch')) &&
      claim.ofMeans;
    const sure = same && claim.levelStated && claim.how.interval === undefined;
    return {
      verdict: sure && stated.selection === null ? 'inconsistent' : 'unexplained',
      level: claim.level,
      wald: null,
    };
  };
  const { verdict, level, wald } = judge(p);
  const holds = excludes ? 'does not hold' : 'holds';
  const side = excludes ? 'below' : 'above';
  const arithmetic = `The ${percentText(level)} interval ${low.text} to ${high.text} ${holds} ${none}, which goes with p ${side} ${Number((1 - level).toFixed(6))}. Printed is p ${p.relation === '=' ? '= ' : ''}${p.text}.`;
  const explained = [
    'a p-value and an interval by different methods',
    'a one-tailed or corrected p-value',
    'another level of the interval',
    'a misprint',
  ];
  yield {
    reported: reportedFigure(p),
    label: `p-value beside its interval, ${claim.label}`,
    verdict,
    ...(wald && { recomputed: { ...wald.p, nominal: (wald.nominal.low + wald.nominal.high) / 2 } }),
    why: `${wald ? sizeSentence(wald, p, claim) : arithmetic}${passes(verdict) ? '' : ` ${otherwise(explained)}`}`,
    inputs: [low.where, high.where, ...(wald && claim.value ? [claim.value.where] : [])],
    instead: {
      verdict: (text) => {
        const figure = withText(
          p,
          /^[\d.]/.test(text) && p.relation !== '=' ? p.relation + text : text,
        );
        return figure ? judge(figure).verdict : 'not-checkable';
      },
      range: { low: 0, high: 1 },
    },
  };
}
