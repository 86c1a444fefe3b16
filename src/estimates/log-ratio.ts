import type { Estimate } from './method.ts';
import { plain } from './plain.ts';
import { normalInterval } from './wald.ts';

/**
 * A ratio with limits exp(log ± z · se), where `log` is its logarithm and `se` the standard error of
 * that; z test of a ratio of 1. `details.logEstimate` and `details.seLog` are what is pooled.
 */
export function ratioInterval(
  value: number,
  { log, se, level }: { readonly log: number; readonly se: number; readonly level: number },
): Estimate {
  const { ci, statistic, p, logP, reason } = normalInterval({ value: log, se, level, test: true });
  return plain({
    value,
    ci: ci ? { low: Math.exp(ci.low ?? 0), high: Math.exp(ci.high ?? 0), level } : null,
    ...(statistic !== undefined && { statistic }),
    ...(p !== undefined && { p }),
    ...(logP !== undefined && { logP }),
    details: { logEstimate: log, seLog: se },
    ...(reason !== undefined && { reason }),
  });
}
