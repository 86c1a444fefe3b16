import { chiSquareTails } from '../../numeric/chi-square.ts';
import { fTails } from '../../numeric/f.ts';
import { normalTails } from '../../numeric/normal.ts';
import { tTails } from '../../numeric/student-t.ts';
import { functionError, magnitude, outward, type Span } from '../engine/span.ts';

/** p-values stay within what a probability can be, whatever is added for rounding. */
function probability(low: number, high: number): Span {
  const span = outward(low, high, functionError);
  return { low: Math.max(0, span.low), high: Math.min(1, span.high) };
}

/**
 * Two-tailed p of |t|. It falls in |t|; and in df at a fixed |t|, because the tails of Student's t
 * become lighter as df grows. So its extremes are at two corners.
 */
export function pOfT(t: Span, df: Span): Span {
  const p = (at: number, of: number) => 2 * tTails(-Math.max(0, at), Math.max(of, 1e-3)).lower;
  return probability(p(t.high, df.high), p(t.low, df.low));
}

/** Two-tailed p of |z|; it falls in |z|. */
export function pOfZ(z: Span): Span {
  const p = (at: number) => 2 * normalTails(-Math.max(0, at)).lower;
  return probability(p(z.high), p(z.low));
}

/** Upper tail of χ². It falls in χ² and rises in df. */
export function pOfChiSquare(x: Span, df: Span): Span {
  const p = (at: number, of: number) =>
    at === Infinity ? 0 : chiSquareTails(Math.max(0, at), of).upper;
  return probability(p(x.high, df.low), p(x.low, df.high));
}

/** Upper tail of F for fixed degrees of freedom; it falls in F. */
export function pOfF(f: Span, df1: number, df2: number): Span {
  const p = (at: number) => (at === Infinity ? 0 : fTails(Math.max(0, at), df1, df2).upper);
  return probability(p(f.high), p(f.low));
}

/** Into so many parts a span of degrees of freedom is cut: the bounds below are then within 1 %. */
const parts = 8;

/**
 * Upper tail of F over degrees of freedom that are not known exactly, in which it is not monotone. With
 * X ~ χ²(d₁) and Y ~ χ²(d₂) it is P(X/d₁ > f Y/d₂), and χ² grows stochastically with its degrees of
 * freedom: for d₁ in [a, b] and d₂ in [c, d] it is at most P(F(b, c) > f (a/b)(c/d)), and at least
 * P(F(a, d) > f (b/a)(d/c)).
 */
export function pOfFOver(f: Span, df1: Span, df2: Span): Span {
  const tail = (at: number, d1: number, d2: number) =>
    at === Infinity ? 0 : fTails(Math.max(0, at), d1, d2).upper;
  let [low, high] = [1, 0];
  for (const { low: a, high: b } of pieces(df1)) {
    for (const { low: c, high: d } of pieces(df2)) {
      low = Math.min(low, tail(f.high * (b / a) * (d / c) * (1 + 1e-12), a, d));
      high = Math.max(high, tail(f.low * (a / b) * (c / d) * (1 - 1e-12), b, c));
    }
  }
  return probability(low, high);
}

/** A span cut into parts of the same ratio. */
function pieces({ low, high }: Span): Span[] {
  if (low === high) return [{ low, high }];
  const ratio = high / low;
  const end = (i: number) => (i === parts ? high : low * ratio ** (i / parts));
  return Array.from({ length: parts }, (_, i) => ({
    low: i === 0 ? low : end(i),
    high: end(i + 1),
  }));
}

/** A p-value that was computed from whole numbers, with the error of its function. */
export function pAlone(p: number): Span {
  return probability(p, p);
}

/** One-tailed, in the direction of the difference: half of the two-tailed p. */
export function oneTailed({ low, high }: Span): Span {
  return { low: low / 2, high: high / 2 };
}

/** One-tailed, against the direction of the difference. */
export function otherTail({ low, high }: Span): Span {
  return { low: 1 - high / 2, high: 1 - low / 2 };
}

/** Two-tailed p of a correlation: t = |r| √(df/(1 − r²)) rises in |r|, and p falls in t and df. */
export function pOfR(r: Span, df: Span): Span {
  const t = (size: number, of: number) =>
    size >= 1 ? Infinity : size * Math.sqrt(of / ((1 - size) * (1 + size)));
  const size = magnitude(r);
  const at = outward(t(size.low, df.low), t(size.high, df.high));
  return pOfT(at, df);
}
