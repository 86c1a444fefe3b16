import {
  minus,
  nearly,
  over,
  plus,
  root,
  squared,
  type Term,
  times,
} from '../../numeric/enclosed.ts';
import { hedgesJApprox } from '../../numeric/hedges-j.ts';
import type { TwoArms, TwoArmsBefore } from '../two-arms.ts';
import {
  type Enclosure,
  j,
  normalInterval,
  quadraticInterval,
  type Terms,
  tInterval,
  varianceOfDifference,
} from './results.ts';

type Arms = Terms<TwoArms, 'n1' | 'n2'>;
type Before = Terms<TwoArmsBefore, 'n1' | 'n2'>;

const difference = (arms: Before) =>
  minus(minus(arms.meanPost1, arms.meanPre1), minus(arms.meanPost2, arms.meanPre2));

const variances = ({ sdPre1, sdPost1, sdPre2, sdPost2, correlation }: Arms) =>
  [
    varianceOfDifference(sdPre1, sdPost1, correlation),
    varianceOfDifference(sdPre2, sdPost2, correlation),
  ] as const;

const inverseSizes = ({ n1, n2 }: Before) => plus(over(1, n1), over(1, n2));
const lost = (arms: Before) => times(2, minus(1, arms.correlation), inverseSizes(arms));

function pooled(arms: Before, first: Term, second: Term): Term {
  const df = arms.n1 + arms.n2 - 2;
  return plus(over(times(arms.n1 - 1, first), df), over(times(arms.n2 - 1, second), df));
}

const standardized = (arms: Before) =>
  over(difference(arms), root(pooled(arms, squared(arms.sdPre1), squared(arms.sdPre2))));

export const twoArms: Readonly<Record<string, Enclosure>> = {
  change_difference: (arms: Arms, level) =>
    tInterval({
      value: difference(arms),
      se: root(times(pooled(arms, ...variances(arms)), inverseSizes(arms))),
      df: arms.n1 + arms.n2 - 2,
      level,
    }),
  change_difference_z: (arms: Arms, level) => {
    const [v1, v2] = variances(arms);
    const se = root(plus(over(v1, arms.n1), over(v2, arms.n2)));
    return normalInterval({ value: difference(arms), se, level, test: true });
  },
  d_ppc: (arms: Before, level) => {
    const df = arms.n1 + arms.n2 - 2;
    const factor = nearly(hedgesJApprox(df), 1e-14);
    const value = times(factor, standardized(arms));
    const inflation = times(squared(factor), over(df, df - 2));
    const a = times(inflation, lost(arms));
    return quadraticInterval({ value, a, b: minus(inflation, 1), level });
  },
  d_ppc_ls: (arms: Before, level) => {
    const n = arms.n1 + arms.n2;
    const value = times(j(n - 2), standardized(arms));
    return quadraticInterval({ value, a: lost(arms), b: over(1, 2 * n), level });
  },
};
