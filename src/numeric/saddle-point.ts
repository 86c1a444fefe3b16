/**
 * Loader's deviance term x ln(x/m) + m − x ≥ 0, the exponent of a Poisson probability, without
 * the cancellation beside x = m. `difference` is x − m; pass it where it is known better than
 * the subtraction of two rounded numbers gives it.
 *
 * @see references.loader2000
 */
export function deviance(x: number, m: number, difference: number = x - m): number {
  if (x === 0) return m;
  const v = difference / (x + m);
  if (Math.abs(v) > 0.3) return x * logRatio(x, m) - difference;
  return difference * v + doubledSeries(v, x);
}

/** ln(x/m), also where the quotient is beyond the range of numbers. */
function logRatio(x: number, m: number): number {
  const ratio = x / m;
  return ratio > 1e-300 && ratio < 1e300 ? Math.log(ratio) : Math.log(x) - Math.log(m);
}

/** factor · 2(artanh v − v) = factor · (2v³/3 + 2v⁵/5 + …) for |v| ≤ 0.3. */
export function doubledSeries(v: number, factor: number): number {
  const w = v * v;
  let power = 2 * factor * v * w;
  let sum = 0;
  for (let k = 3; ; k += 2) {
    const next = sum + power / k;
    if (next === sum) return sum;
    sum = next;
    power *= w;
  }
}

/** The upper half of a number's digits, so that products of halves are exact (Veltkamp). */
function upperHalf(a: number): number {
  const c = 134217729 * a;
  return c - (c - a);
}

/**
 * k − n·p from the exact product (Dekker). At n = 1e6 the rounded product is off by 1e-10, and a
 * far binomial tail by 1e-12 of itself.
 */
export function excessOver(k: number, n: number, p: number): number {
  const product = n * p;
  const n1 = upperHalf(n);
  const n2 = n - n1;
  const p1 = upperHalf(p);
  const p2 = p - p1;
  const error = n2 * p2 - (product - n1 * p1 - n2 * p1 - n1 * p2);
  return k - product - error;
}
