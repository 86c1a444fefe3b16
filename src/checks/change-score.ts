import type { Where } from '../errors.ts';
import type { Rounding } from '../numeric/decimal.ts';
import { between, type ExactInterval, minus, plus } from '../numeric/exact-interval.ts';
import {
  compareRationals,
  type Rational,
  rational,
  subtractRationals,
} from '../numeric/rational.ts';
import type { Figure } from '../study/model.ts';
import { type Change, type ChangeSpread, changesOf } from './comparisons/changes.ts';
import {
  type Moments,
  momentsOf,
  readingsOfBoth,
  sdOfDifference,
  spanOfFigure,
} from './comparisons/moments.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import { type Candidate, decide } from './engine/decide.ts';
import { passes, type Verdict } from './engine/finding.ts';
import { insteadOf } from './engine/instead.ts';
import { perRounding } from './engine/per-rounding.ts';
import { exactValue, reportedFigure, usable, windowOf } from './engine/printed.ts';
import {
  difference,
  intervalOf,
  meet,
  product,
  quotient,
  type Span,
  scaled,
  square,
  sum,
} from './engine/span.ts';
import { fixed, otherwise, spanText } from './engine/words.ts';
import { spanWords } from './p-values/test-from.ts';

/** A mean change is the difference of the two means, and its SD lies within what any correlation allows. */
export const changeScore: Check = {
  id: 'change-score',
  title: 'A printed change goes with the figures before and after',
  needs:
    'the mean (and SD) of the changes, or their difference, and the means (and SDs) of both visits',
  proves:
    'that the mean change is not the difference of the two means, or that no correlation between the visits gives the SD of the changes, if both are of the same patients',
  cannot:
    'tell a misprint from other patients at one of the visits, where n is not printed for both',
  example:
    '10.2 − 18.2 = −8.0. SDs of 4.8 and 5.8 allow an SD of the change from 1.0 to 10.6; 5.1 means a correlation of 0.55.',
  references: ['cochrane2019'],
  gravest: 'impossible-as-entered',
  inspectSr: '4.9',
  *run(context) {
    for (const comparison of context.study.comparisons) {
      for (const change of changesOf(context, comparison)) {
        for (const figure of change.means) yield* judgeMean(context, change, figure);
        for (const spread of change.spreads) yield* judgeSpread(context, change, spread);
      }
    }
  },
};

function* judgeMean(context: CheckContext, change: Change, figure: Figure): Generator<Judgement> {
  const { from, to, same, condition } = change;
  if (figure.relation !== '=' || context.impossible.has(figure.where.path)) return;
  const before = usable(context, from.mean, figure.source);
  const after = usable(context, to.mean, figure.source);
  if (!before || !after) return;
  const candidates = perRounding((rule): readonly Candidate[] => {
    const interval = minus(windowOf(after, rule), windowOf(before, rule));
    const nominal = subtractRationals(exactValue(after), exactValue(before));
    const turned = minus(windowOf(before, rule), windowOf(after, rule));
    const opposite = subtractRationals(exactValue(before), exactValue(after));
    return [
      { assumption: null, interval, nominal, proved: true },
      { assumption: 'as before minus after', interval: turned, nominal: opposite, proved: true },
    ];
  });
  const decideOn = (of: Figure) =>
    decide({
      figure: of,
      rounding: context.rounding,
      standing: same ? 'definition' : 'unstated',
      candidates,
    });
  const decision = decideOn(figure);
  const { verdict, stated, truncated, candidate } = decision;
  const decimals = Math.max(figure.decimals, before.decimals, after.decimals) + 1;
  const arithmetic = `${after.text} − ${before.text} = ${spanText(stated, decimals)}. Printed is ${figure.text}`;
  const turned = candidate?.assumption ? `, ${candidate.assumption}` : '';
  const causes = [
    'other patients at one of the visits',
    'missing values',
    'an adjusted change',
    'a misprint',
  ];
  yield {
    reported: reportedFigure(figure),
    label: `mean change, ${change.label}`,
    verdict,
    recomputed: decision.recomputed,
    why: passes(verdict)
      ? `${arithmetic}${turned}.${truncated ? ' It fits if digits were cut off.' : ''}`
      : `${arithmetic}. ${otherwise(causes, decision.inSteps)}`,
    conditions: [condition],
    tried: decision.tried,
    inputs: [before.where, after.where],
    instead: insteadOf(figure, (other) => decideOn(other).verdict),
  };
}

const anyCorrelation: Span = { low: -1, high: 1 };

const zero = rational(0n);

function* judgeSpread(
  context: CheckContext,
  change: Change,
  printed: ChangeSpread,
): Generator<Judgement> {
  const { figure, name } = printed;
  const { from, to, same, condition } = change;
  if (figure.relation !== '=' || context.impossible.has(figure.where.path)) return;
  const [before, after] = [from, to].map((side) => momentsOf(context, side, figure.source)) as [
    Moments,
    Moments,
  ];
  const { spread: spread1 } = before;
  const { spread: spread2 } = after;
  if (!spread1 || !spread2) return;
  const r = usable(context, change.correlation, figure.source);
  const n: Span = { low: Math.max(2, from.n.low), high: Math.max(2, from.n.high ?? 1e9) };
  const candidates = perRounding((rule): readonly Candidate[] =>
    readingsOfBoth(before, after).flatMap((reading): Candidate[] => {
      const [readBefore, readAfter] = reading.sds;
      // Over all correlations SEs read as SDs would excuse nearly every SD that is too large.
      if (!r && reading.contradicts) return [];
      const sds = (of: Rounding | null): [Span, Span] => [
        readBefore(spanOfFigure(spread1, of, 0), n),
        readAfter(spanOfFigure(spread2, of, 0), n),
      ];
      const shared = {
        assumption: reading.assumption,
        proved: true,
        ...(reading.contradicts && { mildest: 'unexplained' as const }),
      };
      if (r) {
        const at = (of: Rounding | null) =>
          intervalOf(sdOfDifference(...sds(of), spanOfFigure(r, of, -1)));
        return [{ ...shared, interval: at(rule), nominal: at(null) }];
      }
      // SDs that divide by n, as the file says, are not those of which the bounds are exact.
      const byN = from.how?.sd === 'population' || to.how?.sd === 'population';
      const plainSds = from.sd && to.sd && reading.assumption === null && !byN;
      const interval = plainSds
        ? boundsOf(windowOf(spread1, rule), windowOf(spread2, rule))
        : intervalOf(sdOfDifference(...sds(rule), anyCorrelation));
      return [{ ...shared, interval, nominal: null, over: 'the correlation' }];
    }),
  );
  const decideOn = (of: Figure) => {
    const decision = decide({
      figure: of,
      rounding: context.rounding,
      standing: same ? 'definition' : 'unstated',
      candidates,
      ...(name !== 'SD' && {
        window: (figure: Figure, rule: Rounding) =>
          intervalOf(printed.sd(spanOfFigure(figure, rule, 0))),
      }),
    });
    // Nothing is recomputed where the correlation is open: no data set has such an SD.
    const verdict: Verdict =
      decision.verdict === 'inconsistent' && !r ? 'impossible-as-entered' : decision.verdict;
    return { ...decision, verdict };
  };
  const decision = decideOn(figure);
  const { verdict } = decision;
  yield {
    reported: reportedFigure(figure),
    label: `${name} of the change, ${change.label}`,
    verdict,
    recomputed: decision.recomputed,
    why: sdSentence({ printed, spread1, spread2, r }, decision, verdict),
    conditions: [condition, 'the SDs divide by n − 1'],
    tried: decision.tried,
    inputs: [spread1, spread2, r, printed.n].flatMap((each): Where[] => (each ? [each.where] : [])),
    ...(verdict === 'possible' && {
      weakness: `the correlation is not printed: any SD of the change from ${spanText(decision.recomputed, figure.decimals)} would pass as well`,
    }),
    instead: insteadOf(figure, (other) => decideOn(other).verdict),
  };
}

/** |s₁ − s₂| to s₁ + s₂, exactly: the SDs of a difference at correlations of 1 and −1. */
function boundsOf(a: ExactInterval, b: ExactInterval): ExactInterval {
  const apart = [minus(a, b).low, minus(b, a).low].filter((end): end is Rational => end !== null);
  const low = apart.reduce((most, end) => (compareRationals(end, most) > 0 ? end : most), zero);
  return between(low, plus(a, b).high);
}

interface SdFigures {
  readonly printed: ChangeSpread;
  readonly spread1: Figure;
  readonly spread2: Figure;
  readonly r: Figure | null;
}

function sdSentence(
  { printed, spread1, spread2, r }: SdFigures,
  { stated, candidate, truncated, inSteps }: ReturnType<typeof decide>,
  verdict: Verdict,
): string {
  const { figure, name, n } = printed;
  const range = spanText(stated, figure.decimals + 1);
  const given = r ? `and a correlation of ${r.text} give` : 'allow';
  const factor = Math.sqrt(n?.low ?? 1);
  const value = name === 'variance' ? Math.sqrt(figure.value) : figure.value * factor;
  const sd = fixed(value, figure.decimals + 1);
  const spreadText = {
    SD: figure.text,
    SE: `an SE of ${figure.text}, which goes with an SD of ${figure.text} × √${n?.low} = ${sd}`,
    variance: `a variance of ${figure.text}, an SD of ${sd}`,
  }[name];
  const arithmetic = `SDs of ${spread1.text} and ${spread2.text} ${given} an SD of the change of ${range}${r ? '' : ' (|s₁ − s₂| to s₁ + s₂)'}. Printed is ${spreadText}`;
  const cut = truncated ? ' It fits if digits were cut off.' : '';
  if (passes(verdict)) {
    const reading = candidate?.assumption ? `, ${candidate.assumption}` : '';
    const implied = name === 'SD' ? impliedCorrelation(figure, spread1, spread2) : null;
    const means = r || !implied || reading !== '' ? '' : `: a correlation of ${implied}`;
    return `${arithmetic}${reading}${means}.${cut}`;
  }
  const fits =
    candidate?.assumption && candidate.mildest ? ` It fits ${candidate.assumption}.` : '';
  const causes = [
    'other patients at one of the visits',
    ...(name === 'SD' ? ['a standard error printed as SD'] : []),
    ...(name === 'SE' ? ['an SD printed as standard error'] : []),
    'a misprint',
  ];
  return `${arithmetic}.${fits} ${otherwise(causes, inSteps)}`;
}

/** r = (s₁² + s₂² − s²)/(2 s₁ s₂), as printed and over the rounding of the three. */
function impliedCorrelation(s: Figure, s1: Figure, s2: Figure): string | null {
  const at = (rule: Rounding | null): Span | null => {
    const [c, a, b] = [s, s1, s2].map((figure) => spanOfFigure(figure, rule, 0)) as [
      Span,
      Span,
      Span,
    ];
    if (a.low <= 0 || b.low <= 0) return null;
    const top = difference(sum(square(a), square(b)), square(c));
    return meet(quotient(top, scaled(product(a, b), 2)), anyCorrelation);
  };
  const [nominal, over] = [at(null), at('half')];
  if (!over) return null;
  const range = spanWords(over, 2);
  return nominal ? `${spanWords(nominal, 2)} (${range} over the rounding)` : range;
}
