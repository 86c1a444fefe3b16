import type { Rounding } from '../../numeric/decimal.ts';
import { hedgesJ, hedgesJApprox } from '../../numeric/hedges-j.ts';
import type { Effect, Figure } from '../../study/model.ts';
import { spanOfFigure } from '../comparisons/moments.ts';
import {
  outward,
  product,
  quotient,
  root,
  type Span,
  scaled,
  square,
  sum,
} from '../engine/span.ts';

/** One way to compute an effect size from the figures of the groups. */
export interface Variant {
  /** Completes "as …": "Cohen's d with the pooled SD". */
  readonly title: string;
  /** What `how.standardizer` would call it. */
  readonly words: RegExp;
  readonly value: (rounding: Rounding | null) => Span;
  readonly over?: string;
  /** How the printed spread was read; null for what the file says. */
  readonly reading: string | null;
  readonly contradicts: boolean;
  /** True where it rests on figures that are not printed: then it excuses and proves nothing. */
  readonly guess?: boolean;
  /** False where the sign cannot be a matter of which side comes first. */
  readonly signed?: boolean;
}

/** A kind of effect size, as study files name it. */
export type Kind = Effect['kind'];

/** J and its approximation rise with the degrees of freedom. */
export function corrections(df: Span): readonly { readonly title: string; readonly j: Span }[] {
  const over = (j: (df: number) => number) => outward(j(df.low), j(df.high), 1e-13);
  if (df.low < 2) return [];
  return [
    { title: 'with the exact correction J', j: over(hedgesJ) },
    { title: 'with the correction 1 − 3/(4 df − 1)', j: over(hedgesJApprox) },
  ];
}

/** All that a number of patients can be that is not printed. */
export const unknownN: Span = { low: 2, high: 1e9 };

/** Whether a number of patients is known exactly. */
export function known(n: Span | null | undefined): boolean {
  return n != null && n.low === n.high;
}

/** The root of the mean of two squares: an average SD. */
export function meanSquare(a: Span, b: Span): Span {
  return root(scaled(sum(square(a), square(b)), 0.5));
}

/** An effect in the unit of the scores, which no SD divides. */
export function differenceVariant(value: Variant['value'], title: string): Variant {
  return { title, words: /^$/, value, reading: null, contradicts: false };
}

/** The ratio of two means, either way round; none unless both are above zero. */
export function ratioVariants(mean1: Figure, mean2: Figure): readonly Variant[] {
  const ratio = (a: Figure, b: Figure) => (rule: Rounding | null) =>
    quotient(spanOfFigure(a, rule), spanOfFigure(b, rule, 0));
  if (mean1.value <= 0 || mean2.value <= 0) return [];
  return [
    differenceVariant(ratio(mean1, mean2), 'the ratio of the two means'),
    differenceVariant(ratio(mean2, mean1), 'the ratio the other way round'),
  ];
}

/** A variant that reads the printed figures as the file names them. */
export function variantOf(
  title: string,
  words: RegExp,
  value: Variant['value'],
  more: Pick<Variant, 'over'> = {},
): Variant {
  return { title, words, value, reading: null, contradicts: false, ...more };
}

/** The same with J of n − 1 degrees of freedom. */
export function corrected(variants: readonly Variant[], n: Span): Variant[] {
  return corrections({ low: n.low - 1, high: n.high - 1 }).flatMap(({ title, j }) =>
    variants.map((each) => ({
      ...each,
      title: `${each.title}, ${title}`,
      value: (rule: Rounding | null) => product(each.value(rule), j),
    })),
  );
}
