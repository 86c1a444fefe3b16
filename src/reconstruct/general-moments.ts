import { InputError } from '../errors.ts';
import { type Rounding, roundingInterval } from '../numeric/decimal.ts';
import { tLogTwoSided, tQuantile } from '../numeric/student-t.ts';
import type { MomentBounds, PLimit, RealLimit } from './change-bounds.ts';
import type { PairingFacts } from './pairing-facts.ts';
import { pointsOf } from './reconstruct.ts';
import type { SampleProblem, SdKind } from './targets.ts';

/** Limits of a real number. */
export interface Span {
  readonly low: number;
  readonly high: number;
}

/** What is known of the same n patients at two measurements, in points. */
export interface MomentSpans {
  readonly n: number;
  readonly sdKind: SdKind;
  readonly sdBefore: Span;
  readonly sdAfter: Span;
  /** Mean after minus mean before. */
  readonly change: Span;
}

/** What was printed of the same n patients before and after; no scale is needed. */
export interface PrintedMoments {
  /** Patients scored both times, ≥ 2. */
  readonly n: number;
  readonly before: { readonly mean: string; readonly sd: string };
  readonly after: { readonly mean: string; readonly sd: string };
  /** `sample` if left out. */
  readonly sdKind?: SdKind;
  /** `half` if left out. */
  readonly rounding?: Rounding;
  readonly constraints?: PairingFacts;
}

/**
 * What holds for any scores whatever, from |r| ≤ 1 and the rounding of the printed figures alone:
 * the SD of change lies between |s₁ − s₂| and s₁ + s₂, and with it d_z, the paired t and its p. Further
 * printed figures narrow that. Limits are proved, and need not be reached.
 *
 * @returns null when the further figures exclude each other for every correlation from −1 to 1
 * @throws InputError when n is no count of at least 2, or a figure cannot be read
 *
 * @example
 * boundMoments({ n: 171, before: { mean: '1.72', sd: '0.57' }, after: { mean: '4.33', sd: '0.85' } })?.sdChange.high.value // → 1.43
 */
export function boundMoments(printed: PrintedMoments): Omit<MomentBounds, 'signTest'> | null {
  return momentsWithin(momentSpans(printed), printed.constraints, printed.rounding);
}

/**
 * What holds if the correlation is one assumed number, over the rounding of the printed figures.
 *
 * @param correlation in [−1, 1]
 * @throws InputError when n is no count of at least 2, or a figure cannot be read
 *
 * @example
 * momentsAtCorrelation({ n: 171, before: { mean: '1.72', sd: '0.57' }, after: { mean: '4.33', sd: '0.85' } }, 0).sdChange.low.value // → 1.0164890555
 */
export function momentsAtCorrelation(
  printed: PrintedMoments,
  correlation: number,
): Omit<MomentBounds, 'signTest'> {
  const at = { low: correlation, high: correlation };
  const moments = momentsWithin(momentSpans(printed), {}, printed.rounding, at);
  if (moments === null)
    throw new InputError(`the correlation is ${correlation}; it must be in [−1, 1]`);
  return moments;
}

/** Printed means and SDs as limits, over their whole rounding intervals. */
export function momentSpans(printed: PrintedMoments): MomentSpans {
  const { n, before, after, sdKind = 'sample', rounding = 'half' } = printed;
  if (!Number.isSafeInteger(n) || n < 2) throw new InputError(`n is ${n}; it must be a count ≥ 2`);
  const [x, y] = [spanOf(before.mean, rounding), spanOf(after.mean, rounding)];
  const sd = (text: string) => atLeast(spanOf(text, rounding), 0);
  return {
    n,
    sdKind,
    sdBefore: sd(before.sd),
    sdAfter: sd(after.sd),
    change: { low: y.low - x.high, high: y.high - x.low },
  };
}

/** From |r| ≤ 1 alone, with the windows of whole sums that a scale leaves. */
export function generalMoments(
  before: SampleProblem,
  after: SampleProblem,
  constraints: PairingFacts = {},
): MomentBounds | null {
  const { n, sdKind, printed } = before;
  const points = pointsOf(before, 1);
  const divisor = sdKind === 'sample' ? n * (n - 1) : n * n;
  const sd = ({ spreadLow, spreadHigh }: SampleProblem): Span => ({
    low: points * Math.sqrt(spreadLow / divisor),
    high: points * Math.sqrt(spreadHigh / divisor),
  });
  const change = {
    low: (points * (after.sumLow - before.sumHigh)) / n,
    high: (points * (after.sumHigh - before.sumLow)) / n,
  };
  const spans = { n, sdKind, sdBefore: sd(before), sdAfter: sd(after), change };
  const moments = momentsWithin(spans, constraints, printed.rounding);
  if (moments === null) return null;
  const least = (1 - n) * Math.LN2;
  return {
    ...moments,
    signTest: {
      low: { ...real(Math.exp(least)), logValue: least },
      high: { ...real(1), logValue: 0 },
    },
  };
}

function momentsWithin(
  spans: MomentSpans,
  constraints: PairingFacts = {},
  rounding: Rounding = 'half',
  assumed: Span = { low: -1, high: 1 },
): Omit<MomentBounds, 'signTest'> | null {
  const { n, sdKind, sdBefore: x, sdAfter: y, change } = spans;
  // d_z and t take the SD that divides by n − 1.
  const sample = sdKind === 'sample' ? 1 : Math.sqrt(n / (n - 1));
  const root = Math.sqrt(n);
  const size = sizeOf(change);
  const { correlation, sdChange, t, p } = constraints;
  const r = both(both({ low: -1, high: 1 }, assumed), correlation && spanOf(correlation, rounding));
  const printedT = both(
    both({ low: 0, high: Infinity }, t && spanOf(t.replace(/^[-−]/, ''), rounding)),
    p && tSpan(spanOf(p, rounding), n),
  );
  const ofT = {
    low: printedT.high === Infinity ? 0 : (size.low * root) / (sample * printedT.high),
    high: printedT.low <= 0 ? Infinity : (size.high * root) / (sample * printedT.low),
  };
  const sd = both(
    both(changeSpan(x, y, r), sdChange && atLeast(spanOf(sdChange, rounding), 0)),
    ofT,
  );
  if (isEmpty(r) || isEmpty(sd)) return null;
  const possible = both(r, correlationSpan(x, y, sd));
  if (isEmpty(possible)) return null;
  const ratio = (numerator: number, deviation: number) =>
    numerator === 0 ? 0 : (numerator * root) / (deviation * sample);
  const tAll = {
    low: Math.max(ratio(change.low, change.low < 0 ? sd.low : sd.high), -printedT.high),
    high: Math.min(ratio(change.high, change.high > 0 ? sd.low : sd.high), printedT.high),
  };
  const leastT = Math.max(ratio(size.low, sd.high), printedT.low);
  const greatestT = Math.max(Math.abs(tAll.low), Math.abs(tAll.high));
  const range = ({ low, high }: Span, scale = 1) => ({
    low: real(low * scale),
    high: real(high * scale),
  });
  return {
    correlation: x.high > 0 && y.high > 0 ? range(possible) : null,
    sdChange: range(sd),
    dz: range(tAll, 1 / root),
    t: range(tAll),
    p: { low: pOf(greatestT, n), high: pOf(leastT, n) },
  };
}

/** s² = s₁² + s₂² − 2r·s₁s₂: largest at the ends of both SDs, least there or where s falls to s₁√(1 − r²). */
function changeSpan(x: Span, y: Span, r: Span): Span {
  const at = (a: number, b: number, c: number) =>
    Math.sqrt(Math.max(0, (a - b) ** 2 + 2 * (1 - c) * a * b));
  const corners = [x.low, x.high].flatMap((a) => [y.low, y.high].map((b) => [a, b] as const));
  const high = Math.max(...corners.map(([a, b]) => at(a, b, r.low)));
  const clamp = (value: number, { low, high: top }: Span) => Math.min(Math.max(value, low), top);
  const low = Math.min(
    ...corners.map(([a, b]) => at(a, b, r.high)),
    // For one SD fixed, the other that gives the least: s₂ = r·s₁.
    ...[x.low, x.high].map((a) => at(a, clamp(r.high * a, y), r.high)),
    ...[y.low, y.high].map((b) => at(clamp(r.high * b, x), b, r.high)),
    // At r = 1 equal SDs cancel.
    ...(r.high === 1 && x.low <= y.high && y.low <= x.high ? [0] : []),
  );
  return { low, high };
}

/** r = (s₁² + s₂² − s²)/(2s₁s₂) over limits of all three, outward. */
export function correlationSpan(x: Span, y: Span, sd: Span): Span {
  if (x.low <= 0 || y.low <= 0) return { low: -1, high: 1 };
  return {
    low: leastCorrelation(x, y, sd.high),
    high: Math.max(
      ...[x.low, x.high].flatMap((a) => [y.low, y.high].map((b) => correlationAt(a, b, sd.low))),
    ),
  };
}

const correlationAt = (a: number, b: number, sd: number) => (a * a + b * b - sd * sd) / (2 * a * b);

/** For one SD fixed, r is least where s₁² = s₂² − s², or at an end. */
function leastCorrelation(x: Span, y: Span, sd: number): number {
  const inside = (value: number, { low, high }: Span) =>
    value >= 0 && Math.sqrt(value) > low && Math.sqrt(value) < high ? [Math.sqrt(value)] : [];
  const values = [
    ...[y.low, y.high].flatMap((b) =>
      [x.low, x.high, ...inside(b * b - sd * sd, x)].map((a) => correlationAt(a, b, sd)),
    ),
    ...[x.low, x.high].flatMap((a) =>
      inside(a * a - sd * sd, y).map((b) => correlationAt(a, b, sd)),
    ),
  ];
  return Math.min(...values);
}

/** Limits of |t| behind limits of a two-sided p. */
function tSpan({ low, high }: Span, n: number): Span {
  const quantile = (p: number) => tQuantile({ upper: p / 2 }, n - 1);
  return {
    low: high < 1 ? quantile(Math.max(high, 0)) : 0,
    high: low > 0 ? quantile(Math.min(low, 1)) : Infinity,
  };
}

function pOf(t: number, n: number): PLimit {
  const logValue = tLogTwoSided(t, n - 1);
  return { ...real(Math.exp(logValue)), logValue: Number.isFinite(logValue) ? logValue : null };
}

function spanOf(text: string, rounding: Rounding): Span {
  const { lowNumber, highNumber } = roundingInterval(text, rounding);
  return { low: lowNumber, high: highNumber };
}

const atLeast = ({ low, high }: Span, least: number): Span => ({ low: Math.max(low, least), high });
/** What lies in both; ends that differ by less than rounding of doubles are one number. */
function both(a: Span, b: Span | '' | undefined): Span {
  if (!b) return a;
  const [low, high] = [Math.max(a.low, b.low), Math.min(a.high, b.high)];
  const isHair = low > high && low - high <= 1e-9 * Math.max(Math.abs(low), Math.abs(high));
  return isHair ? { low: high, high: low } : { low, high };
}

const isEmpty = ({ low, high }: Span): boolean => low > high;

/** The sizes that a number within limits can have. */
export function sizeOf({ low, high }: Span): Span {
  const [a, b] = [Math.abs(low), Math.abs(high)];
  return { low: low <= 0 && high >= 0 ? 0 : Math.min(a, b), high: Math.max(a, b) };
}

function real(value: number): RealLimit {
  if (Number.isFinite(value)) return { value, reached: false, witness: null, sums: null };
  const reason = 'unbounded: every patient may have changed by the same amount';
  return { value: null, reached: false, witness: null, sums: null, reason };
}
