import { fLogUpper, fTails } from '../numeric/f.ts';
import { levelOf, requireCount, requireNumber, requireSpread } from './domain.ts';
import type { Estimate, EstimateOptions, Method, Need } from './method.ts';
import { plain } from './plain.ts';

/** k ≥ 2 independent groups, one entry a group in each list. SDs have the divisor n − 1. */
export interface SeveralGroups {
  readonly ns: readonly number[];
  readonly means: readonly number[];
  readonly sds: readonly number[];
}

interface Group {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
}

/** The groups. @throws RangeError unless the lists are equally long, n ≥ 2 and SDs ≥ 0 */
function groupsOf({ ns, means, sds }: SeveralGroups): readonly Group[] {
  if (ns.length < 2 || means.length !== ns.length || sds.length !== ns.length) {
    throw new RangeError(
      `ns, means and sds must have one number for each of 2 or more groups; got ${ns.length}, ${means.length} and ${sds.length}`,
    );
  }
  return ns.map((n, i) => {
    const [mean, sd] = [means[i] as number, sds[i] as number];
    requireCount(`ns[${i}]`, n, 2);
    requireNumber(`means[${i}]`, mean);
    requireSpread(`sds[${i}]`, sd);
    return { n, mean, sd };
  });
}

function sum<T>(list: readonly T[], of: (item: T) => number): number {
  return list.reduce((total, item) => total + of(item), 0);
}

function fTest(
  statistic: number,
  df1: number,
  df2: number,
  more: Record<string, number>,
): Estimate {
  if (!Number.isFinite(statistic)) return { value: null, reason: noSpread };
  const p = fTails(statistic, df1, df2).upper;
  const details = { df1, df2, ...more };
  return plain({ value: p, statistic, p, logP: fLogUpper(statistic, df1, df2), details });
}

const noSpread = 'undefined: the values do not differ within the groups';

/**
 * One-way analysis of variance from means, SDs and n. The value is the p-value (upper tail);
 * `statistic` is F, `details` has its df1 and df2, η² and ε² (η² adjusted for its bias).
 *
 * @throws RangeError unless the lists are equally long (2 or more), every n whole and ≥ 2, SDs ≥ 0
 * @see references.fisher1925
 *
 * @example
 * anova({ ns: [20, 22, 19], means: [5.2, 4.4, 4.9], sds: [1.1, 1.3, 1] }).p // → 0.0819557615380232
 */
export function anova(input: SeveralGroups, options?: EstimateOptions): Estimate {
  const groups = groupsOf(input);
  levelOf(options);
  const total = sum(groups, ({ n }) => n);
  const grand = sum(groups, ({ n, mean }) => mean * (n / total));
  const between = sum(groups, ({ n, mean }) => n * (mean - grand) ** 2);
  const within = sum(groups, ({ n, sd }) => (n - 1) * sd ** 2);
  const df1 = groups.length - 1;
  const df2 = total - groups.length;
  const etaSquared = between / (between + within);
  const epsilonSquared = (between - df1 * (within / df2)) / (between + within);
  return fTest(between / df1 / (within / df2), df1, df2, { etaSquared, epsilonSquared });
}

/**
 * Welch's one-way analysis of variance from means, SDs and n: the SDs may differ. The value is the
 * p-value (upper tail); `statistic` is F, `details` has its df1 and df2 (not whole). With two groups
 * it is Welch's t test, F = t².
 *
 * @throws RangeError unless the lists are equally long (2 or more), every n whole and ≥ 2, SDs ≥ 0
 * @see references.welch1951
 *
 * @example
 * anovaWelch({ ns: [20, 22, 19], means: [5.2, 4.4, 4.9], sds: [1.1, 1.3, 1] }).p // → 0.113161430038379
 */
export function anovaWelch(input: SeveralGroups, options?: EstimateOptions): Estimate {
  const groups = groupsOf(input);
  levelOf(options);
  if (groups.some(({ sd }) => sd === 0)) {
    return {
      value: null,
      reason: 'undefined: an SD is 0, and the group would have infinite weight',
    };
  }
  const k = groups.length;
  const weighted = groups.map(({ n, mean, sd }) => ({ n, mean, w: n / sd / sd }));
  const total = sum(weighted, ({ w }) => w);
  const centre = sum(weighted, ({ mean, w }) => mean * (w / total));
  const lambda = sum(weighted, ({ n, w }) => (1 - w / total) ** 2 / (n - 1));
  const between = sum(weighted, ({ mean, w }) => w * (mean - centre) ** 2) / (k - 1);
  const statistic = between / (1 + (2 * (k - 2) * lambda) / (k * k - 1));
  return fTest(statistic, k - 1, (k * k - 1) / (3 * lambda), {});
}

const needs = {
  ns: { title: 'patients in each group, two or more groups', type: 'counts', min: 2 },
  means: { title: 'mean of each group', type: 'numbers', unit: 'points' },
  sds: { title: 'SD of each group, divisor n − 1', type: 'numbers', unit: 'points', min: 0 },
} as const satisfies Record<keyof SeveralGroups, Need>;

const shared = {
  quantity: 'p-value',
  design: 'several groups',
  unit: 'probability',
  needs,
} as const;
const independent = 'The groups are independent of each other, and so are the patients in them.';

export const anovaMethod: Method<SeveralGroups> = {
  ...shared,
  id: 'anova',
  aliases: ['one-way-anova'],
  title: 'One-way analysis of variance from means, SDs and n',
  formula:
    'F = (B/(k − 1))/(W/(N − k)), B = Σ n (mean − grand mean)², W = Σ (n − 1) s²; p = P(F(k − 1, N − k) > F); η² = B/(B + W), ε² = (B − (k − 1) W/(N − k))/(B + W)',
  assumptions: [
    independent,
    'The values are normally distributed in every group, with the same true SD.',
  ],
  references: ['fisher1925'],
  elsewhere: {
    r: 'local({N <- sum(ns); k <- length(ns); m <- sum(ns * means) / N; pf(sum(ns * (means - m)^2) / (k - 1) / (sum((ns - 1) * sds^2) / (N - k)), k - 1, N - k, lower.tail = FALSE)})',
  },
  estimate: anova,
};

export const anovaWelchMethod: Method<SeveralGroups> = {
  ...shared,
  id: 'anova_welch',
  aliases: ['welch-anova'],
  title: "Welch's one-way analysis of variance from means, SDs and n",
  formula:
    'F = Σ w (mean − m)²/(k − 1)/(1 + 2(k − 2)Λ/(k² − 1)), w = n/s², m = Σ w mean/Σ w, Λ = Σ (1 − w/Σ w)²/(n − 1); df k − 1 and (k² − 1)/(3Λ)',
  assumptions: [independent, 'The values are roughly normal in every group, or the groups large.'],
  references: ['welch1951'],
  elsewhere: {
    r: 'local({w <- ns / sds^2; k <- length(ns); m <- sum(w * means) / sum(w); L <- sum((1 - w / sum(w))^2 / (ns - 1)) / (k^2 - 1); pf(sum(w * (means - m)^2) / ((k - 1) * (1 + 2 * (k - 2) * L)), k - 1, 1 / (3 * L), lower.tail = FALSE)})',
  },
  estimate: anovaWelch,
};
