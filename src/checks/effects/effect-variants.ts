import type { Rounding } from '../../numeric/decimal.ts';
import { hedgesJ, hedgesJApprox } from '../../numeric/hedges-j.ts';
import type { Comparison, Effect, Figure } from '../../study/model.ts';
import type { BeforeAfter, Groups } from '../comparisons/compared.ts';
import {
  differenceOf,
  type Moments,
  momentsOf,
  readingsOfBoth,
  sdOfDifference,
  spanOfFigure,
} from '../comparisons/moments.ts';
import type { CheckContext } from '../engine/check.ts';
import { usable } from '../engine/printed.ts';
import {
  difference,
  exactSpan,
  outward,
  product,
  quotient,
  root,
  type Span,
  scaled,
  square,
  sum,
} from '../engine/span.ts';
import { type GroupSpans, nSpan, studentError } from '../p-values/mean-tests.ts';

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

type Kind = Effect['kind'];

/** J and its approximation rise with the degrees of freedom. */
function corrections(df: Span): readonly { readonly title: string; readonly j: Span }[] {
  const over = (j: (df: number) => number) => outward(j(df.low), j(df.high), 1e-13);
  if (df.low < 2) return [];
  return [
    { title: 'with the exact correction J', j: over(hedgesJ) },
    { title: 'with the correction 1 − 3/(4 df − 1)', j: over(hedgesJApprox) },
  ];
}

/** Which variants a kind can mean, the one that its name means first. */
const wanted: Readonly<Partial<Record<Kind, readonly ('d' | 'g' | 'glass' | 'md' | 'ratio')[]>>> = {
  d: ['d', 'g', 'glass'],
  smd: ['d', 'g', 'glass'],
  g: ['g', 'd', 'glass'],
  'glass-delta': ['glass'],
  md: ['md'],
  'ratio-of-means': ['ratio'],
};

/** Variants of a difference between two groups of different patients. */
export function groupVariants(
  context: CheckContext,
  kind: Kind,
  { groups }: Groups,
  source: string | null,
): readonly Variant[] {
  const [first, second] = groups.map(({ summary }) => momentsOf(context, summary, source));
  const [n1, n2] = groups.map(({ patients }) => nSpan(patients));
  const families = wanted[kind];
  if (!first?.mean || !second?.mean || !families || groups.length !== 2) return [];
  const [mean1, mean2] = [first.mean, second.mean];
  const size = (rule: Rounding | null) => differenceOf(mean1, mean2, rule);
  if (kind === 'md') return [differenceVariant(size, 'the difference of the two means')];
  if (kind === 'ratio-of-means') return ratioVariants(mean1, mean2);
  const { spread: spread1 } = first;
  const { spread: spread2 } = second;
  if (!spread1 || !spread2) return [];
  return readingsOfBoth(first, second).flatMap((reading) => {
    const [readFirst, readSecond] = reading.sds;
    // The SDs alone do not need n; pooling and corrections do.
    const [many1, many2] = [n1 ?? unknownN, n2 ?? unknownN];
    const sd1 = (rule: Rounding | null) => readFirst(spanOfFigure(spread1, rule, 0), many1);
    const sd2 = (rule: Rounding | null) => readSecond(spanOfFigure(spread2, rule, 0), many2);
    const shared = {
      reading: reading.assumption,
      contradicts: reading.contradicts,
      ...(known(n1) && known(n2) ? {} : { over: 'the number of patients' }),
    };
    const variant = (
      title: string,
      words: RegExp,
      sd: (rule: Rounding | null) => Span,
      j?: Span,
    ): Variant => ({
      ...shared,
      title,
      words,
      value: (rule) => {
        const d = quotient(size(rule), sd(rule));
        return j ? product(d, j) : d;
      },
    });
    const pooled = (rule: Rounding | null) =>
      pooledSd({ n: many1, sd: sd1(rule) }, { n: many2, sd: sd2(rule) });
    const average = (rule: Rounding | null) => meanSquare(sd1(rule), sd2(rule));
    const middle = (rule: Rounding | null) => scaled(sum(sd1(rule), sd2(rule)), 0.5);
    // √((n₁ + n₂)/(n₁ + n₂ − 2)): the pooled variance divided by all patients is smaller.
    const total = many1.low + many2.low;
    const byN = root(outward(total / (total - 2), total / (total - 2)));
    const df = { low: many1.low + many2.low - 2, high: many1.high + many2.high - 2 };
    const family = {
      d: [
        variant("Cohen's d with the pooled SD", /pooled|both/, pooled),
        variant('d with the root mean square of the two SDs', /average|mean/, average),
        variant('d with the plain mean of the two SDs', /average|mean/, middle),
        ...(known(n1) && known(n2)
          ? [variant("Cohen's d with the pooled SD by n", /pooled|both/, pooled, byN)]
          : []),
      ],
      g: [...corrections(df), ...durlak(total)].flatMap(({ title, j }) => [
        variant(`Hedges' g ${title}`, /pooled|both/, pooled, j),
        variant(`g of the average SD ${title}`, /average|mean/, average, j),
        variant(`g of the plain mean of the two SDs ${title}`, /average|mean/, middle, j),
      ]),
      glass: [
        variant("Glass's Δ with the SD of the second group", /second|control|sham|placebo/, sd2),
        variant("Glass's Δ with the SD of the first group", /first|treat|active|control/, sd1),
        // The correction has the degrees of freedom of that one SD.
        ...corrections({ low: many2.low - 1, high: many2.high - 1 }).map(({ title, j }) =>
          variant(`Glass's Δ of the second group ${title}`, /second|control|sham|placebo/, sd2, j),
        ),
        ...corrections({ low: many1.low - 1, high: many1.high - 1 }).map(({ title, j }) =>
          variant(`Glass's Δ of the first group ${title}`, /first|treat|active|control/, sd1, j),
        ),
        ...corrections(df).flatMap(({ title, j }) => [
          variant(
            `Glass's Δ of the second group, all patients, ${title}`,
            /second|control|sham|placebo/,
            sd2,
            j,
          ),
          variant(
            `Glass's Δ of the first group, all patients, ${title}`,
            /first|treat|active|control/,
            sd1,
            j,
          ),
        ]),
      ],
      md: [],
      ratio: [],
    };
    return families.flatMap((name) => family[name]);
  });
}

/** A correction of some textbooks for reviewers, stronger than J: (N − 3)/(N − 2.25) · √((N − 2)/N). */
function durlak(n: number): ReturnType<typeof corrections> {
  if (n < 4) return [];
  const j = ((n - 3) / (n - 2.25)) * Math.sqrt((n - 2) / n);
  return [
    { title: 'with the correction (N − 3)/(N − 2.25) √((N − 2)/N)', j: outward(j, j, 1e-13) },
  ];
}

const unknownN: Span = { low: 2, high: 1e9 };

function known(n: Span | null | undefined): boolean {
  return n != null && n.low === n.high;
}

function pooledSd(a: GroupSpans, b: GroupSpans): Span {
  // The standard error of the difference over √(1/n₁ + 1/n₂), which is one number for fixed n.
  if (a.n.low === a.n.high && b.n.low === b.n.high) {
    const inverse = 1 / a.n.low + 1 / b.n.low;
    return quotient(studentError(a, b).se, root(exactSpan(inverse)));
  }
  return { low: Math.min(a.sd.low, b.sd.low), high: Math.max(a.sd.high, b.sd.high) };
}

function meanSquare(a: Span, b: Span): Span {
  return root(scaled(sum(square(a), square(b)), 0.5));
}

function differenceVariant(value: Variant['value'], title: string): Variant {
  return { title, words: /^$/, value, reading: null, contradicts: false };
}

function ratioVariants(mean1: Figure, mean2: Figure): readonly Variant[] {
  const ratio = (a: Figure, b: Figure) => (rule: Rounding | null) =>
    quotient(spanOfFigure(a, rule), spanOfFigure(b, rule, 0));
  if (mean1.value <= 0 || mean2.value <= 0) return [];
  return [
    differenceVariant(ratio(mean1, mean2), 'the ratio of the two means'),
    differenceVariant(ratio(mean2, mean1), 'the ratio the other way round'),
  ];
}

/** One reading of the SD of the changes. */
interface OfChange {
  readonly assumption: string | null;
  readonly contradicts: boolean;
  readonly sd: (rule: Rounding | null) => Span;
}

type ChangeFamily = 'd-av' | 'dz' | 'd-rm' | 'before' | 'after' | 'md' | 'ratio';

const wantedOfChange: Readonly<Partial<Record<Kind, readonly ChangeFamily[]>>> = {
  'd-av': ['d-av'],
  dz: ['dz'],
  'd-rm': ['d-rm'],
  d: ['d-av', 'before', 'after', 'dz', 'd-rm'],
  smd: ['d-av', 'before', 'after', 'dz', 'd-rm'],
  g: ['d-av', 'before', 'after', 'dz', 'd-rm'],
  'glass-delta': ['before', 'after'],
  md: ['md'],
  'ratio-of-means': ['ratio'],
};

/** d_z of a change score that has its own mean and SD, with or without figures of the two visits. */
export function changeScoreVariants(
  context: CheckContext,
  kind: Kind,
  { changeScore }: Comparison,
  n: Span | null,
  source: string | null,
): readonly Variant[] {
  const change = changeScore && momentsOf(context, changeScore, source);
  const { mean, spread } = change ?? { mean: null, spread: null };
  if (!wantedOfChange[kind]?.includes('dz') || !change || !mean || !spread) return [];
  const variants = change.readings.map(
    ({ assumption, contradicts, sd }): Variant => ({
      title: 'd_z, the mean change over the SD of the change',
      words: /change|differen/,
      value: (rule) =>
        quotient(spanOfFigure(mean, rule), sd(spanOfFigure(spread, rule, 0), n ?? unknownN)),
      reading: assumption,
      contradicts,
      // A standard error is the SD of no number of patients that we know.
      ...(assumption !== null && !known(n) && { over: 'the number of patients' }),
    }),
  );
  return [...variants, ...(n ? corrected(variants, n) : [])];
}

/** Variants of a change of the same patients. */
export function changeVariants(
  context: CheckContext,
  kind: Kind,
  { from, to, pairs }: BeforeAfter,
  comparison: Comparison,
  source: string | null,
): readonly Variant[] {
  const families = wantedOfChange[kind];
  const [before, after] = [from, to].map((side) => momentsOf(context, side, source)) as [
    Moments,
    Moments,
  ];
  if (!families || !before.mean || !after.mean) return [];
  const [mean1, mean2] = [before.mean, after.mean];
  const size = (rule: Rounding | null) => differenceOf(mean2, mean1, rule);
  if (kind === 'md') return [differenceVariant(size, 'the difference of the two means')];
  if (kind === 'ratio-of-means') return ratioVariants(mean2, mean1);
  const { spread: spread1 } = before;
  const { spread: spread2 } = after;
  if (!spread1 || !spread2) return [];
  const r = usable(context, comparison.correlation, source);
  const change = comparison.changeScore && momentsOf(context, comparison.changeScore, source);
  const ownMean = change?.mean ?? usable(context, comparison.difference, source);
  const sizeOfChange = (rule: Rounding | null) =>
    ownMean ? spanOfFigure(ownMean, rule) : size(rule);
  const n = nSpan(pairs);
  const many = n ?? unknownN;
  return readingsOfBoth(before, after).flatMap((reading) => {
    const [readBefore, readAfter] = reading.sds;
    const sd1 = (rule: Rounding | null) => readBefore(spanOfFigure(spread1, rule, 0), many);
    const sd2 = (rule: Rounding | null) => readAfter(spanOfFigure(spread2, rule, 0), many);
    const correlation = (rule: Rounding | null): Span =>
      r ? spanOfFigure(r, rule, -1) : { low: -1, high: 1 };
    const ofChange: readonly OfChange[] = change?.spread
      ? change.readings.map((each) => ({
          ...each,
          sd: (rule) => each.sd(spanOfFigure(change.spread as Figure, rule, 0), many),
        }))
      : [
          {
            assumption: null,
            contradicts: false,
            sd: (rule) => sdOfDifference(sd1(rule), sd2(rule), correlation(rule)),
          },
        ];
    const openR = { over: 'the correlation' };
    const family: Record<ChangeFamily, readonly (Variant | null)[]> = {
      'd-av': [
        variantOf('d_av with √((s₁² + s₂²)/2)', /average|mean|pooled/, (rule) =>
          quotient(size(rule), meanSquare(sd1(rule), sd2(rule))),
        ),
        variantOf('d_av with (s₁ + s₂)/2', /average|mean/, (rule) =>
          quotient(size(rule), scaled(sum(sd1(rule), sd2(rule)), 0.5)),
        ),
      ],
      dz: ofChange.map(({ assumption, contradicts, sd }) => ({
        ...variantOf(
          'd_z with the SD of the change',
          /change|differen/,
          (rule) => quotient(sizeOfChange(rule), sd(rule)),
          !change?.spread && !r ? openR : {},
        ),
        reading: assumption,
        contradicts,
      })),
      'd-rm': ofChange.map(({ assumption, contradicts, sd }) => ({
        ...variantOf(
          'd_rm',
          /repeated|change|within/,
          (rule) => {
            const twice = scaled(difference(exactSpan(1), correlation(rule)), 2);
            return product(quotient(sizeOfChange(rule), sd(rule)), root(twice));
          },
          r ? {} : openR,
        ),
        reading: assumption,
        contradicts,
      })),
      before: [
        variantOf('the change in SDs before', /before|base|pre/, (rule) =>
          quotient(size(rule), sd1(rule)),
        ),
      ],
      after: [
        variantOf('the change in SDs after', /after|post|follow/, (rule) =>
          quotient(size(rule), sd2(rule)),
        ),
      ],
      md: [],
      ratio: [],
    };
    const plain = families.flatMap((name) => family[name]).filter((each) => each !== null);
    const variants = plain
      .filter(({ over }) => over === undefined || !reading.contradicts)
      .map((each) => ({
        ...each,
        reading: each.reading ?? reading.assumption,
        contradicts: each.contradicts || reading.contradicts,
      }));
    return [...variants, ...(n && kind !== 'glass-delta' ? corrected(variants, n) : [])];
  });
}

function variantOf(
  title: string,
  words: RegExp,
  value: Variant['value'],
  more: Pick<Variant, 'over'> = {},
): Variant {
  return { title, words, value, reading: null, contradicts: false, ...more };
}

/** The same with J of n − 1 degrees of freedom. */
function corrected(variants: readonly Variant[], n: Span): Variant[] {
  return corrections({ low: n.low - 1, high: n.high - 1 }).flatMap(({ title, j }) =>
    variants.map((each) => ({
      ...each,
      title: `${each.title}, ${title}`,
      value: (rule: Rounding | null) => product(each.value(rule), j),
    })),
  );
}

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
