import type { Rounding } from '../../numeric/decimal.ts';
import type { Comparison, Figure } from '../../study/model.ts';
import type { BeforeAfter } from '../comparisons/compared.ts';
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
  product,
  quotient,
  root,
  type Span,
  scaled,
  sum,
} from '../engine/span.ts';
import { nSpan } from '../p-values/test-from.ts';
import {
  corrected,
  differenceVariant,
  type Kind,
  known,
  meanSquare,
  ratioVariants,
  unknownN,
  type Variant,
  variantOf,
} from './variant.ts';

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
