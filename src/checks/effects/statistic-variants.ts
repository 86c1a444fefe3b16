import type { Rounding } from '../../numeric/decimal.ts';
import type { Comparison } from '../../study/model.ts';
import { spanOfFigure } from '../comparisons/moments.ts';
import type { CheckContext } from '../engine/check.ts';
import { usable } from '../engine/printed.ts';
import { exactSpan, outward, quotient, root, type Span } from '../engine/span.ts';
import { corrected, type Kind, type Variant, variantOf } from './variant.ts';

/** What a test statistic of the same comparison gives: η² of F, r and d of t, φ of χ². */
export function statisticVariants(
  context: CheckContext,
  kind: Kind,
  comparison: Comparison,
  total: number | null,
  sizes: readonly number[],
  source: string | null,
): readonly Variant[] {
  return comparison.tests.flatMap((test): Variant[] => {
    const value = usable(context, test.value, source);
    const df = test.df.map((printed) => usable(context, printed)?.value ?? null);
    if (!value) return [];
    const of = (least: number) => (rule: Rounding | null) => spanOfFigure(value, rule, least);
    const [df1, df2] = df;
    if (test.kind === 'F' && df1 && df2) return etaVariants(kind, of(0), df1, df2, value.text);
    if (test.kind === 't' && df1) return ofT(kind, of(-Infinity), df1, sizes, value.text);
    if (test.kind !== 'chi2' || total === null || (kind !== 'phi' && kind !== 'cramers-v'))
      return [];
    const phi = (rule: Rounding | null) => root(quotient(of(0)(rule), exactSpan(total)));
    return [variantOf(`√(χ²/N) of χ² = ${value.text} and N = ${total}`, /^$/, phi)];
  });
}

/** x/(x + df₂) with x = df₁F rises in F; ω² has df₁(F − 1) over df₁(F − 1) + N, and rises too. */
function etaVariants(
  kind: Kind,
  f: (rule: Rounding | null) => Span,
  df1: number,
  df2: number,
  text: string,
): Variant[] {
  const rises = (of: (x: number) => number) => (rule: Rounding | null) => {
    const { low, high } = f(rule);
    return outward(of(low), of(high), 1e-13);
  };
  const words = /^$/;
  if (kind === 'eta2' || kind === 'partial-eta2') {
    const eta = rises((x) => (df1 * x) / (df1 * x + df2));
    return [variantOf(`η² = df₁F/(df₁F + df₂) of F = ${text}`, words, eta)];
  }
  if (kind !== 'omega2') return [];
  const omega = rises((x) => (df1 * (x - 1)) / (df1 * (x - 1) + df1 + df2 + 1));
  return [variantOf(`ω² of F = ${text}`, words, omega)];
}

/** r = t/√(t² + df) and d = t √(1/n₁ + 1/n₂) or t/√n rise in t. */
function ofT(
  kind: Kind,
  t: (rule: Rounding | null) => Span,
  df: number,
  sizes: readonly number[],
  text: string,
): Variant[] {
  const rises = (of: (x: number) => number) => (rule: Rounding | null) => {
    const { low, high } = t(rule);
    return outward(of(low), of(high), 1e-13);
  };
  const words = /^$/;
  if (kind === 'r')
    return [
      variantOf(
        `r = t/√(t² + df) of t = ${text}`,
        words,
        rises((x) => x / Math.sqrt(x * x + df)),
      ),
    ];
  const [n1, n2] = sizes;
  if (kind !== 'd' && kind !== 'smd' && kind !== 'dz') return [];
  if (n1 !== undefined && n2 !== undefined) {
    const factor = Math.sqrt(1 / n1 + 1 / n2);
    const d = variantOf(
      `d = t √(1/n₁ + 1/n₂) of t = ${text}`,
      words,
      rises((x) => x * factor),
    );
    return [d, ...corrected([d], { low: n1 + n2 - 1, high: n1 + n2 - 1 })];
  }
  const approximate = variantOf(
    `d = 2t/√df of t = ${text}`,
    words,
    rises((x) => (2 * x) / Math.sqrt(df)),
  );
  if (n1 === undefined) return [approximate];
  const dz = variantOf(
    `d_z = t/√n of t = ${text}`,
    words,
    rises((x) => x / Math.sqrt(n1)),
  );
  return [dz, ...corrected([dz], exactSpan(n1))];
}
