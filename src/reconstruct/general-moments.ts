import { tLogTwoSided } from '../numeric/student-t.ts';
import type { MomentBounds, RealLimit } from './change-bounds.ts';
import { pointsOf } from './reconstruct.ts';
import type { SampleProblem } from './targets.ts';

/**
 * From |r| ≤ 1 alone: the SD of change lies between |s₁ − s₂| and s₁ + s₂, over the windows of both
 * SDs; and so the paired t, over the windows of both means.
 */
export function generalMoments(before: SampleProblem, after: SampleProblem): MomentBounds {
  const { n, sdKind } = before;
  const points = pointsOf(before, 1);
  const divisor = sdKind === 'sample' ? n * (n - 1) : n * n;
  const sd = (spread: number) => points * Math.sqrt(spread / divisor);
  const [x, y] = [before, after].map(({ spreadLow, spreadHigh }) => ({
    low: sd(spreadLow),
    high: sd(spreadHigh),
  })) as [Span, Span];
  const sdLow = Math.max(0, x.low - y.high, y.low - x.high);
  const sdHigh = x.high + y.high;
  const change = {
    low: (points * (after.sumLow - before.sumHigh)) / n,
    high: (points * (after.sumHigh - before.sumLow)) / n,
  };
  // d_z and t take the SD that divides by n − 1.
  const sample = sdKind === 'sample' ? 1 : Math.sqrt(n / (n - 1));
  const ratio = (numerator: number, deviation: number) =>
    numerator === 0 ? 0 : numerator / (deviation * sample);
  const dz = {
    low: ratio(change.low, change.low < 0 ? sdLow : sdHigh),
    high: ratio(change.high, change.high > 0 ? sdLow : sdHigh),
  };
  const root = Math.sqrt(n);
  const spansZero = change.low <= 0 && change.high >= 0;
  const leastT = spansZero ? 0 : Math.min(Math.abs(dz.low), Math.abs(dz.high)) * root;
  const greatestT = Math.max(Math.abs(dz.low), Math.abs(dz.high)) * root;
  const p = (t: number) => {
    const logValue = tLogTwoSided(t, n - 1);
    return { ...real(Math.exp(logValue)), logValue: Number.isFinite(logValue) ? logValue : null };
  };
  const certain = { ...real(1), logValue: 0 };
  return {
    correlation: { low: real(-1), high: real(1) },
    sdChange: { low: real(sdLow), high: real(sdHigh) },
    dz: { low: real(dz.low), high: real(dz.high) },
    t: { low: real(dz.low * root), high: real(dz.high * root) },
    p: { low: p(greatestT), high: p(leastT) },
    signTest: { low: { ...real(2 ** (1 - n)), logValue: (1 - n) * Math.LN2 }, high: certain },
  };
}

interface Span {
  readonly low: number;
  readonly high: number;
}

function real(value: number): RealLimit {
  if (Number.isFinite(value)) return { value, reached: false, witness: null, sums: null };
  const reason = 'unbounded: every patient may have changed by the same amount';
  return { value: null, reached: false, witness: null, sums: null, reason };
}
