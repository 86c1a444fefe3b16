import type { Comparison, Effect, Figure, How } from '../../study/model.ts';
import { asPairs, type Compared, patientsIn } from '../comparisons/compared.ts';
import type { CheckContext } from '../engine/check.ts';
import { exactCount, usable } from '../engine/printed.ts';
import { tableOf } from '../intervals/compared-limits.ts';
import { nSpan } from '../p-values/test-from.ts';
import { changeScoreVariants, changeVariants } from './change-variants.ts';
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
      return [...changeOrScore(context, kind, compared, comparison, source), ...ofStatistic];
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
    default: {
      const { between, events, changeScore } = comparison;
      const isChange = between.length === 0 && events.length === 0 && changeScore?.nStated;
      const n = isChange ? nSpan({ ...changeScore.n, condition: null, maybeFewer: false }) : null;
      return [
        ...(n ? changeScoreVariants(context, kind, comparison, n, source) : []),
        ...ofStatistic,
      ];
    }
  }
}

/** Of the two visits; of the change score alone where the visits have not both a mean and an SD. */
function changeOrScore(
  context: CheckContext,
  kind: Effect['kind'],
  compared: Extract<Compared, { kind: 'before-after' }>,
  comparison: Comparison,
  source: string | null,
): readonly Variant[] {
  const ofVisits = changeVariants(context, kind, compared, comparison, source);
  if (ofVisits.length > 0) return ofVisits;
  return changeScoreVariants(context, kind, comparison, nSpan(compared.pairs), source);
}

function totalOf(context: CheckContext, { tests, n }: Comparison): number | null {
  return exactCount(context, tests.find(({ kind }) => kind === 'chi2')?.n ?? n);
}

function sizesOf(compared: Compared | null): readonly number[] {
  const patients = patientsIn(compared);
  return patients.every(({ low, high }) => low === high) ? patients.map(({ low }) => low) : [];
}
