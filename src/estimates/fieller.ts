import type { Estimate } from './method.ts';
import { plain, unbounded } from './plain.ts';
import { varianceOfDifference } from './pre-post.ts';
import { tCritical } from './wald.ts';

interface Ratio {
  readonly numerator: number;
  readonly sdNumerator: number;
  readonly denominator: number;
  readonly sdDenominator: number;
}

interface FiellerOptions {
  readonly n: number;
  readonly correlation: number;
  readonly level: number;
  /** The reason when the denominator is 0. */
  readonly whenZero: string;
}

/**
 * Ratio of two means of the same n patients with Fieller's interval: the ρ for which
 * (numerator − ρ denominator)² ≤ t² · variance, t with n − 1 df. Those ρ are an interval only when
 * g = t² var(denominator)/denominator² < 1; otherwise both limits are null, "unbounded".
 */
export function fiellerRatio(
  { numerator: y, sdNumerator, denominator: x, sdDenominator }: Ratio,
  { n, correlation, level, whenZero }: FiellerOptions,
): Estimate {
  if (x === 0) return { value: null, reason: whenZero };
  const t = tCritical(level, n - 1);
  const t2 = t ** 2 / n;
  const g = t2 * (sdDenominator / x) ** 2;
  const value = y / x;
  const bounded = g < 1;
  const ci = { level, ...(bounded ? limits() : { low: null, high: null, reason: unbounded }) };
  return plain({ value, ci, df: n - 1, details: { g, bounded } });

  /** Roots of A ρ² − 2 B ρ + C = 0, the one of the two sums that does not cancel taken first. */
  function limits(): { low: number; high: number } {
    const a = x ** 2 * (1 - g);
    const b = x * y - t2 * correlation * sdNumerator * sdDenominator;
    const c = y ** 2 - t2 * sdNumerator ** 2;
    const root = Math.sqrt(discriminant());
    if (b === 0) return { low: -root / a, high: root / a };
    const sum = b > 0 ? b + root : b - root;
    const [one, other] = [sum / a, c / sum];
    return { low: Math.min(one, other), high: Math.max(one, other) };
  }

  /** B² − AC without its leading terms x²y², which cancel. */
  function discriminant(): number {
    const variance = varianceOfDifference(y * sdDenominator, x * sdNumerator, correlation);
    const rest = t2 * (1 - correlation ** 2) * (sdNumerator * sdDenominator) ** 2;
    return Math.max(0, t2 * (variance - rest));
  }
}
