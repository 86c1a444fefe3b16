import type { Figure, Measure, Scale, Statistics } from '../../study/model.ts';

/** Why mean ± SD describes values badly: one rule for the summary and for the check of that name. */
export type OddShape = 'floor' | 'ceiling' | 'skew';

/** What follows from such a shape, in the words of every place that says it. */
export const shapeWords = {
  crowd: (ends: readonly string[]) =>
    `scores crowd at the end (${ends.join(', ')}), and mean ± SD describes them badly`,
  skewed: 'mean ± SD describes it badly',
  exceeds: (mean: number, sd: number) =>
    sd > mean ? 'its SD exceeds its mean' : 'its SD exceeds half its mean',
} as const;

/**
 * The shapes that a mean and an SD show. On a scale: mean − 2 SD below it (floor) or mean + 2 SD
 * above it (ceiling). Of a quantity that cannot fall below zero: an SD above half the mean (skew).
 *
 * @see references.altman1996
 */
export function oddShapes(
  mean: Pick<Figure, 'value'>,
  sd: Pick<Figure, 'value'>,
  of: { readonly scale: Scale | null; readonly neverNegative: boolean },
): readonly OddShape[] {
  const { scale, neverNegative } = of;
  if (!scale) {
    return neverNegative && mean.value > 0 && sd.value > mean.value / 2 ? ['skew'] : [];
  }
  return [
    ...(mean.value - 2 * sd.value < scale.min ? (['floor'] as const) : []),
    ...(mean.value + 2 * sd.value > scale.max ? (['ceiling'] as const) : []),
  ];
}

/**
 * Whether values below zero are impossible: as the file says, else for what has a unit other than
 * points, where nothing printed of it lies below zero.
 */
export function isNeverNegative(
  { positive, unit }: Pick<Measure, 'positive' | 'unit'>,
  printed: readonly Pick<Statistics, 'mean' | 'range'>[],
): boolean {
  if (positive !== null) return positive;
  if (unit === null || unit === 'points') return false;
  return printed
    .flatMap(({ mean, range }) => [...(mean ?? []), ...(range?.low ?? [])])
    .every(({ value }) => value >= 0);
}
