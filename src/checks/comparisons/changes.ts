import type { Comparison, Count, Figure, Summary } from '../../study/model.ts';
import type { CheckContext } from '../engine/check.ts';
import { cohortOf } from '../engine/printed.ts';
import { product, root, type Span } from '../engine/span.ts';
import { type BeforeAfter, comparedIn, comparisonLabel } from './compared.ts';
import { plain, statedTest } from './named-test.ts';
import { areSamePatients } from './same-patients.ts';

/** The printed change of one group with what it changed from and to. */
export interface Change {
  readonly label: string;
  readonly means: readonly Figure[];
  readonly spreads: readonly ChangeSpread[];
  readonly from: Summary;
  readonly to: Summary;
  readonly correlation: Comparison['correlation'];
  /** True when both visits are of the same patients for certain, and no model was between. */
  readonly same: boolean;
  readonly condition: string;
}

/** The printed spread of the changes as an SD. */
export interface ChangeSpread {
  readonly figure: Figure;
  readonly name: 'SD' | 'SE' | 'variance';
  readonly sd: (printed: Span) => Span;
  /** The number of patients behind an SE. */
  readonly n: Count | null;
}

function spreadsOf({ sd, se, variance }: Summary, n: Count | null): ChangeSpread[] {
  const count = n && n.low === n.high && n.low > 1 ? n.low : null;
  // An SE can be of an SD that divides by n.
  const fromSe = (of: number) => (printed: Span) =>
    product(printed, { low: Math.sqrt(of), high: of / Math.sqrt(of - 1) });
  return [
    ...(sd ?? []).map((figure) => ({ figure, name: 'SD', sd: (of: Span) => of, n: null }) as const),
    ...(count === null ? [] : (se ?? [])).map(
      (figure) => ({ figure, name: 'SE', sd: fromSe(count as number), n }) as const,
    ),
    ...(variance ?? []).map((figure) => ({ figure, name: 'variance', sd: root, n: null }) as const),
  ];
}

/** Every printed change of one group that a comparison has: of its own, or of each of its groups. */
export function* changesOf(context: CheckContext, comparison: Comparison): Generator<Change> {
  const { study } = context;
  const stated = statedTest(comparison.how);
  // A rank test goes with plain changes; an adjusted mean is none.
  const plainChange =
    stated.selection === null &&
    comparison.how?.model === undefined &&
    !comparison.how?.adjusted?.length &&
    !/adjust|least squares|ancova|covarian|mixed|imput|pooled|stratif/.test(stated.other ?? '');
  const compared = comparedIn(context, comparison);
  if (compared?.kind === 'before-after') {
    const { changeScore: score, difference: printed, n } = comparison;
    const same = plainChange && areSamePatients(study, compared, comparison);
    const change = {
      label: comparisonLabel(study, comparison),
      from: compared.from,
      to: compared.to,
      correlation: comparison.correlation,
      condition: 'both visits are of the same patients',
    };
    const ofMeans = same && !maybeOfMedians(comparison, compared);
    yield { ...change, means: printed ?? [], spreads: [], same: ofMeans };
    const spreads = score ? spreadsOf(score, score.nStated ? score.n : n) : [];
    yield { ...change, means: score?.mean ?? [], spreads, same };
    return;
  }
  const [first, last] = comparison.change ?? [];
  const measure = study.measures.find(({ id }) => id === comparison.measure);
  for (const { cohort, summary } of comparison.changeScores) {
    const series = measure?.series.find((each) => each.cohort === cohort);
    const [from, to] = [first, last].map((visit) =>
      series?.visits.find((each) => each.visit === visit),
    );
    const group = cohortOf(study, cohort);
    if (!from || !to) continue;
    const pair: BeforeAfter = {
      kind: 'before-after',
      from,
      to,
      cohort: group,
      pairs: {
        low: from.n.low,
        high: from.n.high,
        where: from.n.where,
        condition: null,
        maybeFewer: false,
      },
    };
    const ownN = summary.nStated ? summary.n : null;
    yield {
      label: `${group?.label ?? cohort}, ${comparisonLabel(study, comparison)}`,
      means: summary.mean ?? [],
      spreads: spreadsOf(summary, ownN),
      from,
      to,
      correlation: null,
      same:
        plainChange &&
        areSamePatients(study, pair, { ...comparison, from: null, to: null, n: ownN }),
      condition: 'both visits are of the same patients',
    };
  }
}

/** Whether a difference can be one of medians, or the median of the changes: both go with rank tests. */
function maybeOfMedians({ how }: Comparison, { from, to }: BeforeAfter): boolean {
  if (from.median !== null || to.median !== null) return true;
  const ofRanks = /wilcoxon|mann|whitney|rank|\bsign\b|median|friedman|parametric|hodges|lehmann/;
  return ofRanks.test(plain([how?.test, how?.note, how?.average].join(' ')));
}
