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
  if (Math.abs(v) > 0.3) return x * Math.log(x / m) - difference;
  const w = v * v;
  let power = 2 * x * v * w;
  let sum = difference * v;
  for (let k = 3; ; k += 2) {
    const next = sum + power / k;
    if (next === sum) return sum;
    sum = next;
    power *= w;
  }
}
