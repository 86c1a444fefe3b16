import { requireCount } from './domain.ts';
import type { Estimate, Need } from './method.ts';
import { plain } from './plain.ts';

/** Patients in each of several categories that exclude each other and together make up all. */
export interface Multinomial {
  readonly counts: readonly number[];
}

/** What the methods for several proportions need. */
export const multinomialNeeds = {
  counts: { title: 'patients in each category, two or more categories', type: 'counts', min: 0 },
} as const satisfies Record<keyof Multinomial, Need>;

/** The total. @throws RangeError unless there are ≥ 2 whole counts ≥ 0 with a sum above 0 */
export function totalOf({ counts }: Multinomial): number {
  if (counts.length < 2) {
    throw new RangeError(`counts must have at least 2 categories; got ${counts.length}`);
  }
  let total = 0;
  for (const [index, count] of counts.entries()) {
    requireCount(`counts[${index}]`, count);
    total += count;
  }
  requireCount('the sum of counts', total, 1);
  return total;
}

/** Why several proportions have no single value. */
export const oneForEachCategory = 'several: one estimate for each category, in parts';

/** One estimate for each category, from its limits. */
export function proportionsOf(
  { counts }: Multinomial,
  level: number,
  limits: (count: number, total: number) => { low: number; high: number },
  rest: Partial<Estimate>,
): Estimate {
  const total = totalOf({ counts });
  const parts = counts.map((count) =>
    plain({ value: count / total, ci: { ...limits(count, total), level } }),
  );
  return plain({ value: null, reason: oneForEachCategory, parts, ...rest });
}
