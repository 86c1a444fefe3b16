import type { TestStatistic } from '../../study/model.ts';
import { type Compared, patientsIn } from '../comparisons/compared.ts';

/** How many patients each side has at most; empty when that is not known. */
export function sizesOf(compared: Compared | null): readonly number[] {
  const most = patientsIn(compared).map(({ high }) => high);
  return most.some((high) => high === null) ? [] : (most as number[]);
}

interface Bound {
  readonly most: number;
  readonly text: string;
  readonly condition: string;
}

/** The greatest value of a statistic of ranks, for so many patients on each side; null where none is known. */
export function boundOf(
  kind: TestStatistic['kind'],
  sizes: readonly number[],
  count: number | null,
): Bound | null {
  const [n1, n2] = sizes;
  if (kind === 'U' && n1 !== undefined && n2 !== undefined) {
    const text = `U is at most n₁ × n₂ = ${n1} × ${n2} = ${n1 * n2}`;
    return { most: n1 * n2, text, condition: `${n1} and ${n2} patients were compared` };
  }
  if (kind === 'W' && n1 !== undefined && n2 !== undefined && sizes.length === 2) {
    const all = n1 + n2;
    const larger = Math.max(n1, n2);
    const smaller = all - larger;
    // The larger side on the upper ranks.
    const most = (larger * (2 * smaller + larger + 1)) / 2;
    const text = `The ranks of ${larger} of ${all} patients add up to at most ${smaller + 1} + … + ${all} = ${most}`;
    return { most, text, condition: `${n1} and ${n2} patients were compared` };
  }
  const pairs = count ?? (sizes.length === 1 ? n1 : undefined);
  if (kind === 'W' && sizes.length < 2 && pairs !== undefined) {
    const most = (pairs * (pairs + 1)) / 2;
    const text = `The ranks of ${pairs} pairs add up to ${pairs} × ${pairs + 1}/2 = ${most}, and W is at most that`;
    return { most, text, condition: `${pairs} pairs were compared` };
  }
  if (kind === 'H' && sizes.length > 1) {
    const all = sizes.reduce((sum, n) => sum + n, 0);
    const text = `H is at most N − 1 = ${sizes.join(' + ')} − 1 = ${all - 1}`;
    return { most: all - 1, text, condition: `${sizes.join(', ')} patients were compared` };
  }
  return null;
}
