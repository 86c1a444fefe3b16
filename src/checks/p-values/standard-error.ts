import { outward, product, quotient, root, type Span, square, sum } from '../engine/span.ts';

/** The n and SD of a group, under a rounding rule or as printed. */
export interface GroupSpans {
  readonly n: Span;
  readonly sd: Span;
}

/** The standard error of a difference and its degrees of freedom. */
export interface StandardError {
  readonly se: Span;
  readonly df: Span;
}

/**
 * |t| rises in the difference and falls in each SD. The pooled variance is a weighted mean of the two
 * variances, the weight (n₁ − 1)/(n₁ + n₂ − 2) rises in n₁ and falls in n₂.
 */
export function studentError(a: GroupSpans, b: GroupSpans): StandardError {
  const weight = {
    low: (a.n.low - 1) / (a.n.low + b.n.high - 2),
    high: (a.n.high - 1) / (a.n.high + b.n.low - 2),
  };
  const [v1, v2] = [square(a.sd), square(b.sd)];
  const mix = (w: number, end: 'low' | 'high') => w * v1[end] + (1 - w) * v2[end];
  // Linear in the weight: its extremes are at the ends.
  const pooled = outward(
    Math.min(mix(weight.low, 'low'), mix(weight.high, 'low')),
    Math.max(mix(weight.low, 'high'), mix(weight.high, 'high')),
  );
  const inverse = outward(1 / a.n.high + 1 / b.n.high, 1 / a.n.low + 1 / b.n.low);
  const df = { low: a.n.low + b.n.low - 2, high: a.n.high + b.n.high - 2 };
  return { se: root(product(pooled, inverse)), df };
}

/**
 * |t| as above. With c the first group's share of the squared standard error,
 * 1/df = c²/(n₁ − 1) + (1 − c)²/(n₂ − 1): convex in c, least at c = (n₁ − 1)/(n₁ + n₂ − 2). So df is
 * greatest there or at the nearer end, and least at an end; it rises in n.
 */
export function welchError(a: GroupSpans, b: GroupSpans): StandardError {
  const [v1, v2] = [quotient(square(a.sd), a.n), quotient(square(b.sd), b.n)];
  return { se: root(sum(v1, v2)), df: welchDf(v1, v2, a.n, b.n) };
}

/** The Welch–Satterthwaite degrees of freedom over squared standard errors and n. */
export function welchDf(v1: Span, v2: Span, n1: Span, n2: Span): Span {
  const share = (x: number, y: number) => (x === 0 ? 0 : x / (x + y));
  const least = share(v1.low, v2.high);
  const most = v1.high === 0 && v2.low === 0 ? 1 : share(v1.high, v2.low);
  const df = (c: number, m1: number, m2: number) =>
    1 / ((c * c) / (m1 - 1) + ((1 - c) * (1 - c)) / (m2 - 1));
  const best = (n1.high - 1) / (n1.high + n2.high - 2);
  const nearest = Math.min(Math.max(best, least), most);
  const { low, high } = outward(
    Math.min(df(least, n1.low, n2.low), df(most, n1.low, n2.low)),
    df(nearest, n1.high, n2.high),
    1e-13,
  );
  // It never leaves these ends, which hold too where both SDs can be 0 and the share is none.
  const [fewest, most2] = [Math.min(n1.low, n2.low) - 1, n1.high + n2.high - 2];
  return { low: low >= fewest ? low : fewest, high: high <= most2 ? high : most2 };
}

/** Welch's degrees of freedom as some programs and tables have them: cut off or rounded. */
export function wholeDf({ df }: StandardError): Span {
  return { low: Math.max(1, Math.floor(df.low)), high: Math.ceil(df.high) };
}

/** The least that Welch's can be, which textbooks recommend by hand. */
export function smallerDf(_: StandardError, a: GroupSpans, b: GroupSpans): Span {
  return { low: Math.min(a.n.low, b.n.low) - 1, high: Math.min(a.n.high, b.n.high) - 1 };
}
