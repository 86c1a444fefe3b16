import { chiSquareQuantile } from '../../numeric/chi-square.ts';
import {
  type Enclosed,
  enclosed,
  logarithm,
  minus,
  nearly,
  over,
  plus,
  root,
  squared,
  times,
} from '../../numeric/enclosed.ts';
import { everything } from '../../numeric/interval.ts';
import type { SingleMean } from '../mean-t.ts';
import {
  type Enclosure,
  exactInterval,
  named,
  normalInterval,
  type Terms,
  tInterval,
} from './results.ts';

type Mean = Terms<SingleMean, 'n'>;
type Formula = Enclosure<Mean>;

const se = ({ n, sd }: Mean) => over(sd, root(n));

/** SD/mean, for a mean above 0: where it may not be there is no bound. */
function ratio({ mean, sd }: Mean): Enclosed {
  const value = over(sd, mean);
  return enclosed(mean).value.low < 0 ? { ...value, value: everything } : value;
}

const chiSquare = (tail: { lower: number } | { upper: number }, df: number) =>
  nearly(chiSquareQuantile(tail, df), 1e-11);

/** k/√(((u + 2)/n − 1) k² + u/(n − 1)), with k once; without a limit where the radicand may be 0. */
function vangel(mean: Mean, u: Enclosed): Enclosed {
  const k = ratio(mean);
  const share = minus(over(plus(u, 2), mean.n), 1);
  const radicand = plus(share, over(over(u, mean.n - 1), squared(k)));
  const limit = over(1, root(radicand));
  return radicand.value.low <= 0 ? { ...limit, value: everything } : limit;
}

export const oneMean: Readonly<Record<string, Formula>> = {
  mean_t: (mean, level) => tInterval({ value: mean.mean, se: se(mean), df: mean.n - 1, level }),
  mean_z: (mean, level) => normalInterval({ value: mean.mean, se: se(mean), level }),
  sd_chisq: ({ n, sd }, level) => {
    const tail = (1 - level) / 2;
    const limit = (u: Enclosed) => times(sd, root(over(n - 1, u)));
    return {
      value: () => enclosed(sd),
      ciLow: () => limit(chiSquare({ upper: tail }, n - 1)),
      ciHigh: () => limit(chiSquare({ lower: tail }, n - 1)),
      df: () => enclosed(n - 1),
    };
  },
  cv: (mean) => ({ value: () => ratio(mean) }),
  cv_unbiased: (mean) => ({
    value: () => times(plus(1, over(1, 4 * mean.n)), ratio(mean)),
  }),
  cvln: (mean, level) => {
    const half = over(1, 2 * (mean.n - 1));
    return normalInterval({
      value: plus(logarithm(ratio(mean)), half),
      se: root(plus(half, over(squared(ratio(mean)), mean.n))),
      level,
    });
  },
  cv_vangel: (mean, level) => {
    const tail = (1 - level) / 2;
    return {
      value: () => ratio(mean),
      ciLow: () => vangel(mean, chiSquare({ upper: tail }, mean.n - 1)),
      ciHigh: () => vangel(mean, chiSquare({ lower: tail }, mean.n - 1)),
    };
  },
  cv_exact: (mean, level) => {
    const rootN = root(mean.n);
    const standard = over(mean.mean, mean.sd);
    const exact = exactInterval({ value: standard, scale: over(1, rootN), df: mean.n - 1 }, level);
    const limit = (ncp: string) => over(rootN, named(exact, `details.${ncp}`));
    return {
      value: () => ratio(mean),
      ciLow: () => limit('ncpHigh'),
      ciHigh: () => limit('ncpLow'),
      df: () => enclosed(mean.n - 1),
    };
  },
};
