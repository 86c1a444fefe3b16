import { normalLogTwoSided, normalQuantile, normalTails } from '../numeric/normal.ts';
import { tLogTwoSided, tQuantile, tTails } from '../numeric/student-t.ts';
import type { Estimate } from './method.ts';
import { beyondDoubles, plain } from './plain.ts';

/** z with P(|Z| ≤ z) = level, from the upper tail (1 − level) / 2. */
export const normalCritical = /* @__PURE__ */ rememberLast((level: number) =>
  normalQuantile({ upper: (1 - level) / 2 }),
);

/** t with P(|T| ≤ t) = level, from the upper tail (1 − level) / 2. */
export const tCritical = /* @__PURE__ */ rememberLast((level: number, df: number) =>
  tQuantile({ upper: (1 - level) / 2 }, df),
);

/** Numbers of one study share a level and mostly n: its quantile is asked for hundreds of times. */
function rememberLast<Args extends readonly number[]>(
  compute: (...args: Args) => number,
): (...args: Args) => number {
  let last: { readonly args: Args; readonly value: number } | null = null;
  return (...args) => {
    if (!last?.args.every((arg, i) => arg === args[i])) last = { args, value: compute(...args) };
    return last.value;
  };
}

/** Why there is no interval and no test when the standard error is 0. */
const noSpread = 'undefined: the standard error is 0';

function withoutInterval(estimate: Estimate): Estimate {
  const reason = estimate.se === 0 ? noSpread : beyondDoubles;
  return plain({ ...estimate, ci: null, reason });
}

interface Parts {
  readonly value: number;
  readonly se: number;
  readonly level: number;
  /** Divide value by se and test it against 0. */
  readonly test?: boolean;
  readonly rest?: Partial<Estimate>;
}

/**
 * value ± z · se, and z = value / se with its two-sided p if `test` is set.
 * With se = 0 neither exists and `reason` says so.
 */
export function normalInterval({ value, se, level, test = false, rest }: Parts): Estimate {
  const z = value / se;
  if (!Number.isFinite(z)) return withoutInterval({ value, se, ...rest });
  const half = normalCritical(level) * se;
  return plain({
    value,
    se,
    ci: { low: value - half, high: value + half, level },
    ...(test && {
      statistic: z,
      p: 2 * normalTails(-Math.abs(z)).lower,
      logP: normalLogTwoSided(z),
    }),
    ...rest,
  });
}

/** value ± t · se with t of df degrees of freedom, and the t test of value = 0. As normalInterval. */
export function tInterval({ value, se, level, df, rest }: Parts & { df: number }): Estimate {
  const t = value / se;
  if (!Number.isFinite(t)) return withoutInterval({ value, se, df, ...rest });
  const half = tCritical(level, df) * se;
  return plain({
    value,
    se,
    ci: { low: value - half, high: value + half, level },
    df,
    statistic: t,
    p: 2 * tTails(-Math.abs(t), df).lower,
    logP: tLogTwoSided(t, df),
    ...rest,
  });
}
