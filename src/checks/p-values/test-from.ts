import type { Rounding } from '../../numeric/decimal.ts';
import type { Patients } from '../comparisons/compared.ts';
import { type TestName, testNames } from '../comparisons/named-test.ts';
import type { Span } from '../engine/span.ts';
import { fixed } from '../engine/words.ts';
import type { Test } from './judge-p.ts';
import { pOfT } from './tail-spans.ts';

/** A p-value with its statistic in words. */
export interface Computed {
  readonly p: Span;
  readonly text: string;
  readonly kind: 't' | 'z' | 'F';
  /** The size of the statistic. */
  readonly size: Span;
}

/** Computes a test under a rounding rule; null for the figures as printed. */
export type Compute = (rounding: Rounding | null) => Computed;

/** A test from what computes it, over the rounding of its figures and as printed. */
export function testFrom(
  name: TestName,
  compute: Compute,
  rounding: Rounding,
  more: Partial<Test> & Pick<Test, 'reading' | 'contradicts'>,
): Test {
  const over = compute(rounding);
  const nominal = more.over === undefined ? compute(null) : null;
  return {
    name,
    title: testNames[name],
    p: over.p,
    nominal: nominal?.p ?? null,
    statistic: (nominal ?? over).text,
    size: { kind: over.kind, over: over.size, nominal: nominal?.size ?? null },
    proved: true,
    hasTails: true,
    ...more,
  };
}

/** The number of patients as a span; null where nothing limits it, or fewer than two are left. */
export function nSpan({ low, high }: Patients): Span | null {
  if (high === null || high < 2) return null;
  return { low: Math.max(2, low), high };
}

/** t with its degrees of freedom, and p from both. */
export function byT(t: Span, df: Span): Computed {
  return { p: pOfT(t, df), text: tText(t, df), kind: 't', size: t };
}

function tText(t: Span, df: Span): string {
  const whole = Number.isInteger(df.low) && Number.isInteger(df.high);
  // Only its size is computed, and rounding outward can take that below 0.
  const size = { low: Math.max(0, t.low), high: Math.max(0, t.high) };
  return `t = ${spanWords(size, 2)} with ${spanWords(df, whole ? 0 : 1)} df`;
}

/** "2.05", or "2.01 to 2.09", or "2.01 or more". */
export function spanWords({ low, high }: Span, decimals: number): string {
  if (low === -Infinity) {
    return high === Infinity ? 'any number' : `${fixed(high, decimals)} or less`;
  }
  if (high === Infinity) return `${fixed(low, decimals)} or more`;
  const [from, to] = [fixed(low, decimals), fixed(high, decimals)];
  return from === to ? from : `${from} to ${to}`;
}
