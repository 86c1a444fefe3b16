import type { Comparison, Effect, Figure, How } from '../../study/model.ts';
import { asPairs, type Compared, patientsIn } from '../comparisons/compared.ts';
import type { CheckContext } from '../engine/check.ts';
import { exactCount, usable } from '../engine/printed.ts';
import { tableOf } from '../intervals/compared-limits.ts';
import { changeVariants } from './change-variants.ts';
import { countVariants, guessedShares, shareVariants } from './effect-of-counts.ts';
import { groupVariants } from './group-variants.ts';
import { statisticVariants } from './statistic-variants.ts';
import type { Variant } from './variant.ts';

/** Every way in which the figures of a comparison give an effect size of a kind. */
export function variantsOf(
  context: CheckContext,
  kind: Effect['kind'],
  comparison: Comparison,
  compared: Compared | null,
  how: How,
  figure: Figure,
): readonly Variant[] {
  const { source } = figure;
  const pairs = compared?.kind === 'groups' ? asPairs(context.study, compared, comparison) : null;
  const ofStatistic = statisticVariants(
    context,
    kind,
    comparison,
    totalOf(context, comparison),
    sizesOf(pairs ?? compared),
    source,
  );
  switch (compared?.kind) {
    case 'groups': {
      const ofPairs = pairs ? changeVariants(context, kind, pairs, comparison, source) : [];
      return [...groupVariants(context, kind, compared, source), ...ofPairs, ...ofStatistic];
    }
    case 'before-after':
      return [...changeVariants(context, kind, compared, comparison, source), ...ofStatistic];
    case 'events': {
      const table = compared.sameWhole ? null : tableOf(context, compared);
      const [a, b] = compared.groups.map(({ percent }) => usable(context, percent, source));
      const ofShares =
        a && b
          ? shareVariants(kind, [a.value, b.value], `the printed ${a.text} and ${b.text}`, figure)
          : table
            ? guessedShares(kind, table, figure)
            : [];
      return [
        ...(table ? countVariants(kind, table, figure, how) : []),
        ...ofShares,
        ...ofStatistic,
      ];
    }
    default:
      return ofStatistic;
  }
}

function totalOf(context: CheckContext, { tests, n }: Comparison): number | null {
  return exactCount(context, tests.find(({ kind }) => kind === 'chi2')?.n ?? n);
}

function sizesOf(compared: Compared | null): readonly number[] {
  const patients = patientsIn(compared);
  return patients.every(({ low, high }) => low === high) ? patients.map(({ low }) => low) : [];
}
