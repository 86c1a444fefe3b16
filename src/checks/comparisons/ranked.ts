import type { Comparison, Figure, TestStatistic } from '../../study/model.ts';
import type { CheckContext } from '../engine/check.ts';
import { exactCount, windowOf } from '../engine/printed.ts';
import { spanOf } from '../engine/span.ts';
import type { Compared } from './compared.ts';
import { namedRankTest, statedTest } from './named-test.ts';

/** The patients behind a test of ranks. */
export interface Ranked {
  /** Patients in each of two groups, or pairs. */
  readonly sizes: readonly number[];
  /** True when the file says what was compared: then one number is that of pairs. */
  readonly known: boolean;
  /** True when missing values could have left fewer. */
  readonly maybeFewer: boolean;
  /** How many values, or sizes of changes other than 0, the scale has; null when not known. */
  readonly values: number | null;
  /** True when the file says that the test was exact. */
  readonly exact: boolean;
}

/** The patients that U or W is of; null when their numbers are not known. */
export function rankedOf(
  context: CheckContext,
  comparison: Comparison,
  { kind, n, how }: TestStatistic,
  compared: Compared | null,
): Ranked | null {
  if (kind !== 'U' && kind !== 'W') return null;
  const patients =
    compared?.kind === 'groups'
      ? compared.groups.map((group) => group.patients)
      : compared?.kind === 'before-after'
        ? [compared.pairs]
        : [];
  const sizes = patients.flatMap(({ low, high }) => (low === high ? [low] : []));
  const exact = namedRankTest(how, comparison.how)?.exact ?? how?.exact === true;
  const chosen = statedTest(how, comparison.how).selection !== null;
  const values = valuesOf(context, comparison, compared);
  if (sizes.length > 0 && sizes.length === patients.length && sizes.length <= 2) {
    const open = patients.some((each) => each.maybeFewer);
    // A number beside the statistic can be of fewer patients than the groups have.
    const other = exactCount(context, n);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const maybeFewer = open || chosen || (other !== null && other !== total);
    return { sizes, known: true, maybeFewer, values, exact };
  }
  const count = exactCount(context, n);
  if (count === null || compared?.kind === 'groups') return null;
  return { sizes: [count], known: false, maybeFewer: chosen, values, exact };
}

/** How many different values the ranks can be of, by the scale of the measure. */
function valuesOf(
  { study }: CheckContext,
  { measure: id }: Comparison,
  compared: Compared | null,
): number | null {
  const measure = study.measures.find((each) => each.id === id);
  const scale = measure?.scale;
  if (!measure || !scale || scale.step === null || !compared) return null;
  const steps = Math.round(((scale.max - scale.min) / scale.step) * measure.items);
  if (compared.kind === 'before-after') return steps;
  return compared.kind === 'groups' && compared.of === 'values' ? steps + 1 : 2 * steps + 1;
}

/** How far a printed U or W is beyond what it can be: as it is entered, or in every reading of it. */
export function beyondRanks(of: {
  readonly kind: TestStatistic['kind'];
  readonly value: Figure;
  readonly ranks: Ranked | null;
}): (RankLimits & { readonly inEveryReading: boolean }) | null {
  const limits = of.ranks && limitsOfRanks(of.kind, of.ranks.sizes);
  if (!limits) return null;
  const { low } = spanOf(windowOf(of.value, 'any'));
  return low <= limits.greatest ? null : { ...limits, inEveryReading: low > limits.asSum };
}

/** The greatest U or W, and the greatest that any reading of it allows. */
export interface RankLimits {
  readonly greatest: number;
  readonly asSum: number;
  readonly words: string;
}

function limitsOfRanks(kind: TestStatistic['kind'], sizes: readonly number[]): RankLimits | null {
  const [n1, n2] = sizes;
  if (n1 === undefined) return null;
  if (n2 === undefined) {
    const greatest = (n1 * (n1 + 1)) / 2;
    const words = `the ranks of ${n1} differences add up to ${n1} × ${n1 + 1}/2 = ${greatest}`;
    return kind === 'W' ? { greatest, asSum: greatest, words } : null;
  }
  const greatest = n1 * n2;
  const more = Math.max(n1, n2);
  const asSum = greatest + (more * (more + 1)) / 2;
  const words = `${n1} and ${n2} patients make ${n1} × ${n2} = ${greatest} pairs, and the sum of the ranks of one group is at most ${asSum}`;
  return { greatest: kind === 'U' ? greatest : asSum, asSum, words };
}
