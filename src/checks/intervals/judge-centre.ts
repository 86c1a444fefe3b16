import type { Rounding } from '../../numeric/decimal.ts';
import { plus, point, product, times } from '../../numeric/exact-interval.ts';
import { type Rational, rational } from '../../numeric/rational.ts';
import type { Figure } from '../../study/model.ts';
import { statedTest } from '../comparisons/named-test.ts';
import type { CheckContext, Judgement } from '../engine/check.ts';
import { type Candidate, type Decision, decide } from '../engine/decide.ts';
import { passes, type Verdict } from '../engine/finding.ts';
import { insteadOf } from '../engine/instead.ts';
import { perRounding } from '../engine/per-rounding.ts';
import { exactValue, reportedFigure, windowOf } from '../engine/printed.ts';
import { intervalOf, root, scaled, spanOf } from '../engine/span.ts';
import { otherwise, spanText } from '../engine/words.ts';
import type { IntervalClaim } from './interval-claim.ts';
import type { Methods } from './limit-candidates.ts';

/** An estimate lies in its interval; by t or z, in its middle. */
export function* judgeCentre(
  context: CheckContext,
  claim: IntervalClaim,
  other: string | null,
  methods: Methods,
): Generator<Judgement> {
  const { value, low, high } = claim;
  if (!value) return;
  const { rounding } = context;
  // Limits of a ratio below zero are no limits of its logarithm.
  const scale = claim.scale === 'log' && low.low < 0 ? 'linear' : claim.scale;
  // Limits by t or z have a mean in their middle; of a bootstrap, or of a ratio, they need not.
  const symmetric = claim.how.interval !== undefined || statedTest(claim.how).tests.length > 0;
  const standing =
    other === null && symmetric && claim.ofMeans && claim.scale === 'linear' ? 'named' : 'unstated';
  const candidates = perRounding((rule) => centres({ ...claim, scale }, rule));
  const judge = (figure: Figure): { verdict: Verdict; decision: Decision | null } => {
    if (!isInside(figure, claim)) {
      const proved =
        other === null &&
        !claim.doubtful &&
        claim.throughInfinity !== true &&
        !isInsideTurned(figure, claim);
      return { verdict: proved ? 'inconsistent' : 'unexplained', decision: null };
    }
    if (scale === null) return { verdict: 'possible', decision: null };
    const decision = decide({ figure, rounding, standing, candidates });
    const explained = other !== null || methods.both(rounding).length > 0;
    const verdict = !passes(decision.verdict) && explained ? 'possible' : decision.verdict;
    return { verdict, decision };
  };
  const { verdict, decision } = judge(value);
  yield {
    reported: reportedFigure(value),
    label: `${claim.label}: place in its interval`,
    verdict,
    recomputed: decision?.recomputed ?? null,
    why: centreSentence({ ...claim, scale }, verdict, decision, other),
    inputs: [low.where, high.where],
    instead: insteadOf(value, (other) => judge(other).verdict),
  };
}

/** Whether any value that rounds to the figure lies between any limits that round to the printed. */
function isInside(figure: Figure, { low, high, units = [1] }: IntervalClaim): boolean {
  const [from, to, at] = [low, high, figure].map((each) => spanOf(windowOf(each, 'any')));
  if (!from || !to || !at) return true;
  return units
    .map((factor) => scaled(at, factor))
    .some((value) => value.high >= from.low && value.low <= to.high);
}

/** Whether it lies there with the other sign: a difference printed by its size, or the other way round. */
function isInsideTurned(figure: Figure, { low, high, none }: IntervalClaim): boolean {
  const [from, to, at] = [low, high, figure].map((each) => spanOf(windowOf(each, 'any')));
  if (none !== 0 || !from || !to || !at) return false;
  return -at.low >= from.low && -at.high <= to.high;
}

/** The middle: exact for differences; for ratios a root, rounded outward. */
function centres(
  { low, high, scale, units = [1] }: IntervalClaim,
  rounding: Rounding,
): readonly Candidate[] {
  const [a, b] = [windowOf(low, rounding), windowOf(high, rounding)];
  const [at, to] = [point(exactValue(low)), point(exactValue(high))];
  const shared = { assumption: null, proved: true };
  if (scale === 'linear') {
    const half = rational(1n, 2n);
    return units.map((factor) => {
      const by = quotientOf(half, factor);
      const assumption = factor === 1 ? null : 'in the unit of the limits';
      return {
        assumption,
        proved: true,
        interval: times(plus(a, b), by),
        nominal: times(plus(at, to), by),
      };
    });
  }
  // A ratio is not below zero, whatever rounds to it.
  const from = a.low && a.low.numerator < 0n ? { ...a, low: rational(0n), lowClosed: true } : a;
  const geometric = (x: typeof a, y: typeof b) => intervalOf(root(spanOf(product(x, y))));
  return [{ ...shared, interval: geometric(from, b), nominal: geometric(at, to) }];
}

/** Units are 1, or 100 or one hundredth of it. */
function quotientOf({ numerator, denominator }: Rational, factor: number): Rational {
  return factor < 1
    ? rational(numerator * BigInt(Math.round(1 / factor)), denominator)
    : rational(numerator, denominator * BigInt(factor));
}

function centreSentence(
  { value, low, high, scale, throughInfinity }: IntervalClaim,
  verdict: Verdict,
  decision: Decision | null,
  other: string | null,
): string {
  const [from, to, printed] = [low.text, high.text, value?.text ?? ''];
  const named = other === null ? '' : ` The file names “${other}”.`;
  const causes = otherwise(
    [
      ...(throughInfinity ? ['an interval that goes through infinity'] : []),
      'limits by another method (bootstrap, exact, likelihood)',
      'an adjusted or pooled estimate',
      'a misprint',
    ],
    decision?.inSteps,
  );
  if (!decision) {
    const lies = verdict === 'possible' ? 'lies' : 'does not lie';
    const why = verdict === 'possible' ? '' : `${named} ${causes}`;
    return `${printed} ${lies} between ${from} and ${to}.${why}`;
  }
  const formula =
    scale === 'log' ? `√(${from} · ${to})` : `(${from} + ${/^[\d.]/.test(to) ? to : `(${to})`})/2`;
  const decimals = Math.max(value?.decimals ?? 0, low.decimals, high.decimals) + 1;
  const arithmetic = `The middle of the interval is ${formula} = ${spanText(decision.recomputed, decimals)}. Printed is ${printed}`;
  if (passes(decision.verdict)) {
    return `${arithmetic}.${decision.truncated ? ' It fits if digits were cut off.' : ''}`;
  }
  const off = `${arithmetic}, which lies in the interval and not in its middle.`;
  return verdict === 'possible'
    ? `${off}${named} Other methods need not put it there.`
    : `${off} ${causes}`;
}
