import type { Rounding } from '../../numeric/decimal.ts';
import type { Groups } from '../comparisons/compared.ts';
import { differenceOf, momentsOf, readingsOfBoth, spanOfFigure } from '../comparisons/moments.ts';
import type { CheckContext } from '../engine/check.ts';
import {
  exactSpan,
  outward,
  product,
  quotient,
  root,
  type Span,
  scaled,
  sum,
} from '../engine/span.ts';
import { type GroupSpans, studentError } from '../p-values/standard-error.ts';
import { nSpan } from '../p-values/test-from.ts';
import {
  corrections,
  differenceVariant,
  type Kind,
  known,
  meanSquare,
  ratioVariants,
  unknownN,
  type Variant,
} from './variant.ts';

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

function pooledSd(a: GroupSpans, b: GroupSpans): Span {
  // The standard error of the difference over √(1/n₁ + 1/n₂), which is one number for fixed n.
  if (a.n.low === a.n.high && b.n.low === b.n.high) {
    const inverse = 1 / a.n.low + 1 / b.n.low;
    return quotient(studentError(a, b).se, root(exactSpan(inverse)));
  }
  return { low: Math.min(a.sd.low, b.sd.low), high: Math.max(a.sd.high, b.sd.high) };
}
