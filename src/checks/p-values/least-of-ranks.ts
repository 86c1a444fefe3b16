import type { Figure, How, NotSignificant } from '../../study/model.ts';
import type { Compared } from '../comparisons/compared.ts';
import { namedRankTest } from '../comparisons/named-test.ts';
import type { Judgement } from '../engine/check.ts';
import { windowOf } from '../engine/printed.ts';
import { spanOf } from '../engine/span.ts';
import { otherwise } from '../engine/words.ts';
import { anyRankSum, anySignedRank, drawnCondition } from './rank-bounds.ts';

type Found = Pick<Judgement, 'verdict' | 'why' | 'conditions'>;

/**
 * A p-value that is too small for any test of ranks of so few patients, whatever their values: all
 * that can be said without U or W. null where it is not, or the file does not name such a test.
 */
export function belowLeastOfRanks(
  printed: Figure | NotSignificant,
  compared: Compared | null,
  ...hows: readonly (How | null)[]
): Found | null {
  const rank = namedRankTest(...hows);
  if (!rank || !compared || printed.relation === 'ns') return null;
  const least = leastOf(compared, rank.kind);
  if (!least) return null;
  const { high } = spanOf(windowOf(printed, 'any', { min: 0, max: 1 }));
  if (high >= least.p) return null;
  const text = /^[\d.]/.test(printed.text) ? `p = ${printed.text}` : `p ${printed.text}`;
  return {
    verdict: 'inconsistent',
    why: `${least.why} Printed is ${text}. ${otherwise([
      'another test',
      'more patients or observations than are entered',
      'a misprint',
    ])}`,
    conditions: ['the test is of no more patients than are entered', drawnCondition],
  };
}

function leastOf(
  compared: Compared,
  kind: 'rank-sum' | 'signed-rank' | 'either',
): { readonly p: number; readonly why: string } | null {
  if (compared.kind === 'groups' && compared.groups.length === 2 && kind !== 'signed-rank') {
    const [n1, n2] = compared.groups.map(({ patients }) => patients.high);
    if (!n1 || !n2) return null;
    const p = anyRankSum(n1, n2).one.low;
    const z = `z² is at most N − 1 = ${n1 + n2 - 1}`;
    const why = `A Mann–Whitney test of ${n1} and ${n2} patients cannot have p below ${shown(p)}, even one-tailed and with the groups wholly apart: ${z}, and an exact p is at least 1/${choices(n1, n2)}${byChance}.`;
    return { p, why };
  }
  const pairs = compared.kind === 'before-after' ? compared.pairs.high : null;
  if (!pairs || kind === 'rank-sum') return null;
  const p = anySignedRank(pairs).one.low;
  const why = `A signed-rank test of ${pairs} pairs cannot have p below ${shown(p)}, even one-tailed and with all changes of one sign: z² is at most n = ${pairs}, and an exact p is at least 1/2^${pairs}${byChance}.`;
  return { p, why };
}

const byChance = ', an estimate of it from random permutations a little less by chance';

function choices(n1: number, n2: number): string {
  let ways = 1n;
  for (let i = 1; i <= Math.min(n1, n2); i++) {
    ways = (ways * BigInt(n1 + n2 - Math.min(n1, n2) + i)) / BigInt(i);
  }
  return ways < 10n ** 9n ? String(ways) : Number(ways).toPrecision(3);
}

/** Two digits, rounded down: a bound stays one. */
function shown(p: number): string {
  const digits = Math.min(15, 1 - Math.floor(Math.log10(p)));
  return (Math.floor(p * 10 ** digits) / 10 ** digits).toFixed(digits);
}
